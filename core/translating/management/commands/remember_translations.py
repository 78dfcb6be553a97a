"""Remember which words the pages stand for that were published before the portal kept that."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Q
from wagtail.models import Page

from core.translating.services import remember


class Command(BaseCommand):
    """Run once after an upgrade, and every night for what was published past the portal's own ways."""

    help = "Remembers what published pages and translations say, for those it is not known of."

    def handle(self, *args: Any, **options: Any) -> None:
        waiting = Page.objects.filter(Q(standing__isnull=True), live=True, depth__gt=1, alias_of__isnull=True)
        number = 0
        # Originals are older than their translations, so they come first.
        for page in waiting.order_by("pk").iterator(chunk_size=200):
            remember(page.specific)
            number += 1
        self.stdout.write(f"{number} pages remembered.")
