"""Dismissing many items of partners' feeds at a time."""

from collections.abc import Sequence
from typing import Any

from django.shortcuts import get_list_or_404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.snippets.bulk_actions.snippet_bulk_action import SnippetBulkAction

from partners.inflow import desk
from partners.models import FeedItem


class DismissAction(SnippetBulkAction):
    """Put the chosen items away."""

    models = [FeedItem]
    display_name = _("Dismiss")
    action_type = "dismiss"
    aria_label = _("Dismiss the chosen items")
    template_name = "partners/admin/dismiss.html"
    action_priority = 10

    def check_perm(self, snippet: Any) -> bool:
        """Tell whether the user may decide about items."""
        return bool(self.request.user.has_perm("partners.change_feeditem"))

    @classmethod
    def get_queryset(cls, model: Any, object_ids: Any) -> Any:
        """Return the chosen items. Raises Http404 when there are none; what is no number is none."""
        keys = [key for key in object_ids if str(key).isdecimal() and len(str(key)) < 16]
        return get_list_or_404(model, pk__in=keys)

    @classmethod
    def execute_action(cls, objects: Sequence[FeedItem], user: Any = None, **_context: Any) -> tuple[int, int]:
        """Dismiss each, and say who did it; return how many, and that nothing below them was touched."""
        for item in objects:
            desk.dismiss(item, actor=user)
        return len(objects), 0

    def get_execution_context(self) -> dict[str, Any]:
        """Say who does it."""
        return {**super().get_execution_context(), "user": self.request.user}

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """Say how many were dismissed."""
        text = ngettext("%(count)d item is dismissed.", "%(count)d items are dismissed.", num_parent_objects)
        return text % {"count": num_parent_objects}


hooks.register("register_bulk_action", DismissAction)
