"""Pictures that say nothing to those who cannot see them."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import DateColumn, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import policy_registry

from core.media.models import CustomImage
from core.media.querysets import without_alt_text


class MissingAltTextView(ReportView):
    """List the pictures without alternative text, each a link to where it is written."""

    model = CustomImage
    page_title = _("Pictures without alternative text")
    header_icon = "warning"
    index_url_name = "images_without_alt"
    index_results_url_name = "images_without_alt_results"
    any_permission_required = {"add", "change"}
    list_export = ["title", "created_at"]
    columns = [
        TitleColumn("title", label=_("Title"), get_url=lambda image: reverse("wagtailimages:edit", args=[image.pk])),
        DateColumn("created_at", label=_("Added")),
    ]

    def get_queryset(self) -> QuerySet:
        """Return those the user may mend."""
        mine = policy_registry.get_by_type(CustomImage).instances_user_has_any_permission_for(
            self.request.user, ["change"]
        )
        return without_alt_text().filter(pk__in=mine.values("pk"))
