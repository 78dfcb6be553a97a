"""Users, groups and organisations in the admin."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup
from wagtail.users.views import groups, users

from accounts import policies, roles
from accounts.admin_forms import PortalUserCreationForm, PortalUserEditForm
from accounts.models import Organisation, User
from core.contacts.viewsets import ContactViewSet


class _ActorInForm:
    """Gives the form the user who acts."""

    request: HttpRequest

    def get_form_class(self) -> type[forms.ModelForm]:
        """Return the form with the one who acts, so that it can leave out what that user may not give."""
        form_class = super().get_form_class()
        return type(form_class.__name__, (form_class,), {"acting_user": self.request.user})


class CreateUserView(_ActorInForm, users.CreateView):
    """Add a user."""


class EditUserView(_ActorInForm, users.EditView):
    """Edit a user; one who may do everything only by one who may as well."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse before anything is shown."""
        if not policies.may_edit_user(request.user, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class DeleteUserView(users.DeleteView):
    """Delete a user; the same rule."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse before anything is shown."""
        if not policies.may_edit_user(request.user, self.get_object()):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class UserIndexView(users.IndexView):
    """The list of users: the address is the name."""

    @cached_property
    def columns(self) -> list[Column]:
        """Return Wagtail's columns, with the address called what it is, and the roles."""
        columns = [column for column in super().columns if column.name != "is_superuser"]
        for column in columns:
            if column.name == User.USERNAME_FIELD:
                column.label = _("E-mail")
        columns.insert(3, Column("roles", label=_("Roles"), accessor=_role_labels))
        return columns

    def get_base_queryset(self) -> Any:
        """Fetch the groups of all the users shown in one query."""
        return super().get_base_queryset().prefetch_related("groups")


def _role_labels(user: User) -> str:
    labels = [roles.label_of(group.name) for group in user.groups.all()]
    return ", ".join(sorted(labels)) if not user.is_superuser else str(_("May do everything"))


class UserViewSet(users.UserViewSet):
    """Wagtail's administration of users, for accounts without passwords."""

    index_view_class = UserIndexView
    add_view_class = CreateUserView
    edit_view_class = EditUserView
    delete_view_class = DeleteUserView
    copy_view_enabled = False

    def get_form_class(self, for_update: bool = False) -> type[forms.ModelForm]:
        """Return the portal's own forms."""
        return PortalUserEditForm if for_update else PortalUserCreationForm


class GroupIndexView(groups.IndexView):
    """The list of groups, with what the roles are called."""

    @cached_property
    def columns(self) -> list[Column]:
        """Return the columns, with the label of the role after its code."""
        columns = list(super().columns)
        position = next((index for index, column in enumerate(columns) if isinstance(column, TitleColumn)), 0)
        columns.insert(
            position + 1, Column("label", label=_("Role"), accessor=lambda group: roles.label_of(group.name))
        )
        return columns


class GroupViewSet(groups.GroupViewSet):
    """Wagtail's administration of groups; a role's group keeps its code as its name."""

    index_view_class = GroupIndexView


class OrganisationViewSet(SnippetViewSet):
    """The one Organisation, with its contacts."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    list_display = ["name", "sector", "municipality", "org_number"]
    list_filter = ["sector", "country"]
    inspect_view_enabled = True
    list_per_page = 50


class RegisterViewSetGroup(SnippetViewSetGroup):
    """What pages point at and is known once: whom to reach, and which organisations there are."""

    items = (OrganisationViewSet, ContactViewSet)
    menu_label = _("Registers")
    menu_icon = "list-ul"
    menu_order = 300
