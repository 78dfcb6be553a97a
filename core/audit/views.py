"""The log, for those who look and change nothing."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from core.audit import actions
from core.audit.models import AuditEntry


class AuditFilterSet(WagtailFilterSet):
    """By time, action, actor and object."""

    created_at = django_filters.DateFromToRangeFilter(label=_("Time"), widget=DateRangePickerWidget)
    action = django_filters.ChoiceFilter(label=_("Action"), choices=actions.choices)
    actor = django_filters.NumberFilter(label=_("User number"), field_name="actor_id")
    object_type = django_filters.CharFilter(label=_("Kind of object"), lookup_expr="icontains")
    object_id = django_filters.CharFilter(label=_("Number of the object"))

    class Meta:
        model = AuditEntry
        fields = ["created_at", "action", "actor", "object_type", "object_id"]


def _actor(entry: AuditEntry) -> str:
    if entry.actor_id is None:
        return str(_("The system"))
    return f"{entry.actor} ({entry.actor_id})" if entry.actor else f"({entry.actor_id})"


def _codes(entry: AuditEntry) -> str:
    return ", ".join(f"{name}: {value}" for name, value in sorted(entry.data.items()))


class AuditReportView(ReportView):
    """List, filter and export the log. Reading it is itself nothing that is logged."""

    model = AuditEntry
    page_title = _("Audit log")
    header_icon = "history"
    index_url_name = "audit_report"
    index_results_url_name = "audit_report_results"
    permission_policy = ModelPermissionPolicy(AuditEntry)
    any_permission_required = {"view"}
    filterset_class = AuditFilterSet
    default_ordering = "-created_at"
    list_export = ["created_at", "actor_id", "action", "object_type", "object_id", "data"]
    columns = [
        DateColumn("created_at", label=_("Time"), width="16%"),
        Column("actor", label=_("Who"), accessor=_actor),
        Column("action", label=_("Action"), accessor=lambda entry: actions.label(entry.action)),
        Column("object_type", label=_("Object"), accessor=lambda entry: f"{entry.object_type} {entry.object_id}"),
        Column("data", label=_("Codes"), accessor=_codes),
    ]

    def get_queryset(self) -> QuerySet[AuditEntry]:
        """Newest first, with the actor in the same query."""
        return AuditEntry.objects.select_related("actor").order_by("-created_at", "-pk")
