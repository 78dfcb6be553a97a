"""Places in the admin: to look up, not to change."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet

from core.places.models import Country, County, Municipality


class ReferencePolicy(ModelPermissionPolicy):
    """Official codes come by migration: whoever may enter the admin sees them, nobody changes them there."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Allow looking."""
        return action == "view" and user.is_active and user.has_perm("wagtailadmin.access_admin")

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Allow what includes looking."""
        return any(self.user_has_permission(user, action) for action in actions)


for _model in (Country, County, Municipality):
    register_permission_policy(_model, ReferencePolicy(_model), exact_class=True)


class CountryViewSet(SnippetViewSet):
    """Countries."""

    model = Country
    icon = "globe"
    menu_label = _("Countries")
    list_display = ["label_sv", "code"]
    search_fields = ["label_sv", "label_en", "code"]
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50


class CountyViewSet(SnippetViewSet):
    """Counties."""

    model = County
    icon = "map"
    menu_label = _("Counties")
    list_display = ["name", "code", "country"]
    list_filter = ["country"]
    search_fields = ["name", "code"]
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50


class MunicipalityViewSet(SnippetViewSet):
    """Municipalities."""

    model = Municipality
    icon = "home"
    menu_label = _("Municipalities")
    list_display = ["name", "code", "county"]
    list_filter = ["county"]
    search_fields = ["name", "code"]
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
