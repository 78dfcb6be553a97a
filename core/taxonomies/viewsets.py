"""The controlled lists in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.places.viewsets import CountryViewSet, CountyViewSet, MunicipalityViewSet
from core.taxonomies.models import Ground, Level, TargetGroup, Theme


class TermViewSet(SnippetViewSet):
    """What the lists share."""

    icon = "tag"
    list_display = ["label_sv", "label_en", "slug", "sort_order"]
    search_fields = ["label_sv", "label_en", "slug"]
    list_per_page = 50


class GroundViewSet(TermViewSet):
    """Grounds of discrimination."""

    model = Ground
    menu_label = _("Grounds of discrimination")


class LevelViewSet(TermViewSet):
    """Levels."""

    model = Level
    menu_label = _("Levels")


class TargetGroupViewSet(TermViewSet):
    """Target groups."""

    model = TargetGroup
    icon = "group"
    menu_label = _("Target groups")


class ThemeViewSet(TermViewSet):
    """Themes."""

    model = Theme
    menu_label = _("Themes")


class ListsViewSetGroup(SnippetViewSetGroup):
    """Everything that is chosen from rather than written."""

    items = (
        GroundViewSet,
        LevelViewSet,
        TargetGroupViewSet,
        ThemeViewSet,
        MunicipalityViewSet,
        CountyViewSet,
        CountryViewSet,
    )
    menu_label = _("Lists to choose from")
    menu_name = "lists"
    menu_icon = "list-ul"
    menu_order = 700
