"""Easy-to-read versions and the glossary in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from core.translating.models import EasyVersion, GlossaryTerm


class GlossaryViewSet(SnippetViewSet):
    """The glossary."""

    model = GlossaryTerm
    icon = "list-ul"
    menu_label = _("Glossary")
    add_to_admin_menu = True
    menu_order = 365
    list_display = ["label_sv", "label_en", "label_nb", "label_nl", "label_pt", "label_it"]
    search_fields = ["label_sv", "label_en", "label_nb", "label_nl", "label_pt", "label_it"]
    list_per_page = 50


class EasyVersionViewSet(SnippetViewSet):
    """Which pages have an easy-to-read version."""

    model = EasyVersion
    icon = "openquote"
    menu_label = _("Easy to read")
    add_to_admin_menu = True
    menu_order = 370
    list_display = ["page", "easy", "stage"]
    list_per_page = 50
