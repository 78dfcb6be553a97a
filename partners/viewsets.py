"""Partners in the admin: records to look up, requests to answer, and who writes where."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import CreateView, DeleteView, SnippetViewSet, SnippetViewSetGroup

from core.places.viewsets import ReferencePolicy
from partners import sections
from partners.inflow.admin import FeedItemViewSet, FeedSourceViewSet
from partners.models import Correspondent, JoinRequest, Partner, Partnership

# Records follow their pages: they are looked up here and edited there.
for _model in (Partner, Partnership):
    register_permission_policy(_model, ReferencePolicy(_model), exact_class=True)


class PartnerViewSet(SnippetViewSet):
    """Partners, one row each whatever the languages."""

    model = Partner
    icon = "group"
    menu_label = _("Partners")
    list_display: Any = ["title", "organisation", "model_workplace_since", "updated_at"]
    search_backend_name = None
    search_fields = ["title", "organisation__name"]
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50


class PartnershipViewSet(SnippetViewSet):
    """Partnerships, one row each whatever the languages."""

    model = Partnership
    icon = "site"
    menu_label = _("Partnerships")
    list_display: Any = ["title", "first_year", "last_year", "updated_at"]
    search_backend_name = None
    search_fields = ["title"]
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50


TOLD = (
    "organisation_name",
    "sector",
    "country",
    "place",
    "website_url",
    "contact_name",
    "email",
    "text",
    "language",
    "purge_on",
)


class JoinRequestViewSet(SnippetViewSet):
    """Requests to join, the latest first."""

    model = JoinRequest
    icon = "mail"
    menu_label = _("Requests to join")
    list_display: Any = ["organisation_name", "sector", "country", "state", "created_at"]
    list_filter = ["state", "sector"]
    search_backend_name = None
    search_fields = ["organisation_name", "contact_name", "email"]
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    panels = [
        FieldPanel("state"),
        MultiFieldPanel(
            [FieldPanel(name, read_only=True) for name in TOLD],
            heading=_("What was told"),
        ),
    ]


class AddCorrespondent(CreateView):
    """Let a user write in a section."""

    def save_instance(self) -> Correspondent:
        """Give the rights as well, and say who did it."""
        told = self.form.cleaned_data
        return sections.let_write(told["user"], told["page"], actor=self.request.user)


class RemoveCorrespondent(DeleteView):
    """Take a correspondent out of a section."""

    def delete_action(self) -> None:
        """Take the rights away as well, and say who did it."""
        sections.stop_writing(self.object, actor=self.request.user)


class CorrespondentViewSet(SnippetViewSet):
    """Who writes in which section. A place is given or taken, not changed."""

    model = Correspondent
    icon = "edit"
    menu_label = _("Correspondents")
    list_display: Any = ["user", "page", "created_at"]
    add_view_class = AddCorrespondent
    delete_view_class = RemoveCorrespondent
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    panels = [FieldPanel("user"), FieldPanel("page")]


class PartnersViewSetGroup(SnippetViewSetGroup):
    """Partners."""

    items = (
        PartnerViewSet,
        PartnershipViewSet,
        JoinRequestViewSet,
        CorrespondentViewSet,
        FeedItemViewSet,
        FeedSourceViewSet,
    )
    menu_label = _("Partners")
    menu_name = "partners"
    menu_icon = "group"
    menu_order = 260
