"""The registers of the project bank in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import EditView, SnippetViewSet, SnippetViewSetGroup

from core.places.viewsets import ReferencePolicy
from projects.adopting.services import decided
from projects.models import Adoption, Method, Programme, ProgrammeArea, Project

# Records follow their pages: they are looked up here and edited there.
for _model in (Programme, Project, Method):
    register_permission_policy(_model, ReferencePolicy(_model), exact_class=True)


class ProgrammeAreaViewSet(SnippetViewSet):
    """Programme areas."""

    model = ProgrammeArea
    icon = "tag"
    menu_label = _("Programme areas")
    list_display: Any = ["full_label", "label_en"]
    search_fields = ["label_sv", "label_en"]


class RecordViewSet(SnippetViewSet):
    """What records share: they can be looked up."""

    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50


class ProgrammeViewSet(RecordViewSet):
    """Programmes."""

    model = Programme
    icon = "folder-open-inverse"
    menu_label = _("Programmes")
    list_display: Any = ["label_sv", "parent", "area", "funder", "is_public"]
    list_filter = ["area", "is_public"]
    search_fields = ["label_sv", "label_en", "label_nb"]


class ProjectViewSet(RecordViewSet):
    """Projects, one row each whatever the languages."""

    model = Project
    icon = "doc-full"
    menu_label = _("Projects")
    list_display: Any = ["title", "number", "owner_organisation", "starts", "status", "is_public", "updated_at"]
    list_filter = ["programme_area", "programme", "phase", "status", "is_public"]
    # The words of the texts are searched in the explorer; here a title or a number is looked up.
    search_backend_name = None
    search_fields = ["title", "number", "owner_organisation__name"]
    list_export = ["title", "number", "owner_organisation", "starts", "ends", "status"]


class MethodViewSet(RecordViewSet):
    """Methods, one row each whatever the languages."""

    model = Method
    icon = "list-ol"
    menu_label = _("Methods")
    list_display: Any = ["title", "project", "version", "licence", "is_public"]
    search_fields = ["title"]


class EditAdoption(EditView):
    """Decide what becomes of a story."""

    def save_instance(self) -> Adoption:
        """Note when it was first published."""
        decided(self.form.instance)
        return super().save_instance()


class AdoptionViewSet(SnippetViewSet):
    """Methods in use, as organisations tell them; an editor decides what is shown."""

    model = Adoption
    icon = "success"
    menu_label = _("Methods in use")
    list_display: Any = ["organisation_name", "method", "since", "state", "same_as", "created_at"]
    list_filter = ["state", "method"]
    search_backend_name = None
    search_fields = ["organisation_name", "method__title"]
    edit_view_class = EditAdoption
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields_exclude = ("name_key",)  # how names are compared, of no use to a reader
    list_per_page = 50
    panels = [
        FieldPanel("state"),
        FieldPanel("organisation"),
        MultiFieldPanel(
            [
                FieldPanel("organisation_name"),
                FieldPanel("country"),
                FieldPanel("municipality"),
                FieldPanel("since"),
                FieldPanel("purpose"),
                FieldPanel("effect"),
            ],
            heading=_("Shown"),
        ),
        MultiFieldPanel(
            [FieldPanel(name, read_only=True) for name in ("method", "language", "contact_name", "email")],
            heading=_("Not shown"),
        ),
    ]


class BankViewSetGroup(SnippetViewSetGroup):
    """The project bank."""

    items = (ProjectViewSet, ProgrammeViewSet, MethodViewSet, AdoptionViewSet, ProgrammeAreaViewSet)
    menu_label = _("Project bank")
    menu_name = "project-bank"
    menu_icon = "folder-open-inverse"
    menu_order = 250
