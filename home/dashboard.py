"""What waits for an editor, on the start page of the admin."""

from collections.abc import Iterator
from typing import Any

from django.db.models import DateTimeField, F, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail_localize.models import TranslationSource

from home.models import Message

SHOWN = 5


def unpublished(user: Any) -> QuerySet:
    """Return the pages that the user may edit and that have words not yet published, the latest first."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return pages.filter(has_unpublished_changes=True, alias_of__isnull=True).order_by("-latest_revision_created_at")


def outdated(user: Any) -> QuerySet:
    """Return the pages that the user may edit and that were changed after they were last sent to translation."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    sent = TranslationSource.objects.filter(object_id=OuterRef("translation_key"), locale_id=OuterRef("locale_id"))
    return pages.annotate(sent_at=Subquery(sent.values("last_updated_at")[:1], output_field=DateTimeField())).filter(
        live=True, last_published_at__gt=F("sent_at")
    )


class WaitingPanel(Component):
    """Drafts, translations that are behind, and unanswered messages, each with a link."""

    name = "waiting"
    order = 50
    template_name = "home/admin/waiting.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Return the lines to show."""
        user = parent_context["request"].user
        rows = [*self._messages(user), *self._drafts(user), *self._translations(user)]
        return {"heading": _("Waiting for you"), "rows": rows}

    def render_html(self, parent_context: Any = None) -> str:
        """Show nothing at all when nothing waits."""
        context = self.get_context_data(parent_context)
        return super().render_html(parent_context) if context["rows"] else ""

    def _messages(self, user: Any) -> Iterator[dict[str, str]]:
        number = Message.objects.filter(handled_at__isnull=True).count() if user.has_perm("home.view_message") else 0
        if number:
            text = ngettext("%(number)d message to answer", "%(number)d messages to answer", number)
            yield {"text": text % {"number": number}, "url": reverse("wagtailsnippets_home_message:list")}

    def _drafts(self, user: Any) -> Iterator[dict[str, str]]:
        for page in unpublished(user)[:SHOWN]:
            yield self._line(_("Not published: %(title)s"), page)

    def _translations(self, user: Any) -> Iterator[dict[str, str]]:
        for page in outdated(user)[:SHOWN]:
            yield self._line(_("Changed since it was translated: %(title)s"), page)

    def _line(self, text: str, page: Page) -> dict[str, str]:
        title = page.get_admin_display_title()
        return {"text": text % {"title": title}, "url": reverse("wagtailadmin_pages:edit", args=[page.pk])}
