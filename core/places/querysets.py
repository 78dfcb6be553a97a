"""Which places?"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from core.places.models import County, Municipality


def expanded(municipalities: Iterable[Municipality], counties: Iterable[County]) -> Any:
    """Return the municipalities named and all those of the counties named, each once, by county and name."""
    chosen = Q(pk__in=[place.pk for place in municipalities]) | Q(county__in=[county.pk for county in counties])
    return Municipality.objects.filter(chosen).select_related("county").order_by("county__code", "name")
