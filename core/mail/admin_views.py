"""The outbox in the admin: what has gone, what waits, what was given up; and sending again."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.auth import permission_required
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from core.mail import kinds, services
from core.mail.enums import State
from core.mail.models import OutboxMessage


class OutboxFilterSet(WagtailFilterSet):
    """By state, kind and time."""

    state = django_filters.ChoiceFilter(label=gettext_lazy("State"), choices=State.choices)
    kind = django_filters.CharFilter(label=gettext_lazy("Kind"), lookup_expr="icontains")
    created_at = django_filters.DateFromToRangeFilter(label=gettext_lazy("Time"), widget=DateRangePickerWidget)

    class Meta:
        model = OutboxMessage
        fields = ["state", "kind", "created_at"]


class RetryColumn(Column):
    """A button that sends again what failed."""

    cell_template_name = "mail/admin/retry_cell.html"

    def get_value(self, instance: OutboxMessage) -> str:
        """Return where to post, or nothing for what did not fail."""
        failed = instance.state in {State.FAILED, State.DEAD}
        return reverse("outbox_retry", args=[instance.pk]) if failed else ""

    def get_cell_context_data(self, instance: OutboxMessage, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Add the token of the form, which Wagtail's cells are not given."""
        context = super().get_cell_context_data(instance, parent_context)
        return {**context, "csrf_token": get_token(context["request"])}


class OutboxReportView(ReportView):
    """List and filter; no address and no text is stored, so none is shown."""

    model = OutboxMessage
    page_title = gettext_lazy("Outbox")
    header_icon = "mail"
    index_url_name = "outbox_report"
    index_results_url_name = "outbox_report_results"
    permission_policy = ModelPermissionPolicy(OutboxMessage)
    any_permission_required = {"view"}
    filterset_class = OutboxFilterSet
    default_ordering = "-created_at"
    list_export = ["created_at", "kind", "subject_ref", "state", "attempts", "last_error", "sent_at"]
    columns = [
        DateColumn("created_at", label=gettext_lazy("Created")),
        Column("kind", label=gettext_lazy("Kind"), accessor=lambda row: kinds.label(row.kind)),
        Column("subject_ref", label=gettext_lazy("About")),
        Column("state", label=gettext_lazy("State"), accessor=lambda row: row.get_state_display()),
        Column("attempts", label=gettext_lazy("Attempts")),
        Column("last_error", label=gettext_lazy("Last error")),
        DateColumn("sent_at", label=gettext_lazy("Sent")),
        RetryColumn("retry", label=""),
    ]

    def get_queryset(self) -> QuerySet[OutboxMessage]:
        """Newest first, without the sealed content."""
        return OutboxMessage.objects.defer("payload").order_by("-created_at", "-pk")


@require_POST
@permission_required("mail.change_outboxmessage")
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a mail again."""
    message = get_object_or_404(OutboxMessage, pk=pk)
    if services.retry(message, actor=request.user):
        messages.success(request, _("The mail is queued again."))
    else:
        messages.warning(request, _("The mail cannot be sent again: it has gone, or its content has been erased."))
    return redirect("outbox_report")
