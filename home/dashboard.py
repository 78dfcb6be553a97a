"""What waits for an editor, on the start page of the admin."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import IntegerField, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy

from home.models import Message
from partners.enums import RequestState
from partners.models import JoinRequest
from projects.enums import AdoptionState
from projects.models import Adoption

SHOWN = 5
# Whoever sends something for review has an answer within so many working days.
REVIEWED_WITHIN = 5


def due_day(sent: date) -> date:
    """Return the day by which what was sent for review on a day has an answer; weekends do not count."""
    day, left = sent, REVIEWED_WITHIN
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day


def unpublished(user: Any) -> QuerySet:
    """Return the pages that the user may edit and that have words not yet published, the latest first.

    What is in review waits for whoever reviews it, and is told there.
    """
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    drafts = pages.filter(has_unpublished_changes=True, alias_of__isnull=True)
    return drafts.exclude(pk__in=in_review()).order_by("-latest_revision_created_at")


def in_review() -> QuerySet:
    """Return the keys of the pages that have been sent for review, answered or not, and are not done."""
    states = WorkflowState.objects.active().filter(base_content_type=ContentType.objects.get_for_model(Page))
    return states.annotate(of=Cast("object_id", IntegerField())).values("of")


def outdated(user: Any) -> QuerySet:
    """Return the translations that the user may edit and whose original says something else by now."""
    pages = page_permission_policy.instances_user_has_permission_for(user, "change")
    return pages.filter(live=True, standing__behind__gt=0, standing__original__isnull=False).order_by(
        "standing__changed_at", "pk"
    )


def review_line(state: TaskState) -> dict[str, str] | None:
    """Return by when a page is to be reviewed, with a link to it; None for what is no page."""
    page = state.revision.content_object if state.revision is not None else None
    if not isinstance(page, Page):
        return None
    due = due_day(localtime(state.started_at).date())
    late = due < localdate()
    text = _("Late, to review by %(day)s: %(title)s") if late else _("To review by %(day)s: %(title)s")
    told = {"day": date_format(due, "SHORT_DATE_FORMAT"), "title": page.get_admin_display_title()}
    return {"text": text % told, "url": reverse("wagtailadmin_pages:edit", args=[page.pk])}


class WaitingPanel(Component):
    """Drafts, translations that are behind, and unanswered messages, each with a link."""

    name = "waiting"
    order = 50
    template_name = "home/admin/waiting.html"

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Return the lines to show."""
        user = parent_context["request"].user
        rows = [*self._reviews(user), *self._sent(user), *self._counted(user)]
        rows += [*self._drafts(user), *self._translations(user)]
        return {"heading": _("Waiting for you"), "rows": rows}

    def render_html(self, parent_context: Any = None) -> str:
        """Show nothing at all when nothing waits."""
        context = self.get_context_data(parent_context)
        return super().render_html(parent_context) if context["rows"] else ""

    def _reviews(self, user: Any) -> Iterator[dict[str, str]]:
        """Yield what the user may approve, what is due first before the rest."""
        states = TaskState.objects.reviewable_by(user).filter(status=TaskState.STATUS_IN_PROGRESS)
        for state in states.select_related("revision").order_by("started_at")[:SHOWN]:
            line = review_line(state)
            if line is not None:
                yield line

    def _sent(self, user: Any) -> Iterator[dict[str, str]]:
        """Yield what the user has sent for review: by when it has an answer, or that changes are asked for."""
        states = WorkflowState.objects.active().filter(requested_by=user).order_by("created_at")
        for state in states.select_related("current_task_state")[:SHOWN]:
            page = state.content_object
            if not isinstance(page, Page) or state.current_task_state is None:
                continue
            due = date_format(due_day(localtime(state.current_task_state.started_at).date()), "SHORT_DATE_FORMAT")
            asked = state.status == WorkflowState.STATUS_NEEDS_CHANGES
            text = _("Changes are asked for: %(title)s") if asked else _("You have an answer by %(day)s: %(title)s")
            told = {"day": due, "title": page.get_admin_display_title()}
            yield {"text": text % told, "url": reverse("wagtailadmin_pages:edit", args=[page.pk])}

    def _counted(self, user: Any) -> Iterator[dict[str, str]]:
        """Yield how many messages, requests to join and methods in use wait for an answer."""
        waiting: list[tuple[str, Any, Any, str]] = [
            (
                "home.view_message",
                Message.objects.filter(handled_at__isnull=True),
                lambda number: ngettext("%(number)d message to answer", "%(number)d messages to answer", number),
                "wagtailsnippets_home_message:list",
            ),
            (
                "partners.change_joinrequest",
                JoinRequest.objects.filter(state=RequestState.NEW),
                lambda number: ngettext("%(number)d request to join", "%(number)d requests to join", number),
                "wagtailsnippets_partners_joinrequest:list",
            ),
            (
                "projects.change_adoption",
                Adoption.objects.filter(state__in=[AdoptionState.WAITING, AdoptionState.TOLD_AGAIN]),
                lambda number: ngettext(
                    "%(number)d method in use to look at", "%(number)d methods in use to look at", number
                ),
                "wagtailsnippets_projects_adoption:list",
            ),
        ]
        for permission, rows, text, address in waiting:
            number = rows.count() if user.has_perm(permission) else 0
            if number:
                yield {"text": text(number) % {"number": number}, "url": reverse(address)}

    def _drafts(self, user: Any) -> Iterator[dict[str, str]]:
        for page in unpublished(user)[:SHOWN]:
            yield self._line(_("Not published: %(title)s"), page)

    def _translations(self, user: Any) -> Iterator[dict[str, str]]:
        for page in outdated(user)[:SHOWN]:
            yield self._line(_("The original has changed: %(title)s"), page)

    def _line(self, text: str, page: Page) -> dict[str, str]:
        title = page.get_admin_display_title()
        return {"text": text % {"title": title}, "url": reverse("wagtailadmin_pages:edit", args=[page.pk])}
