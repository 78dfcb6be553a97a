"""Which pictures need attention?"""

from django.db.models import QuerySet
from wagtail.images import get_image_model


def without_alt_text() -> QuerySet:
    """Return pictures that say nothing to those who cannot see them, the latest first."""
    return get_image_model().objects.filter(alt_text="").order_by("-created_at")
