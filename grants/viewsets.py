"""The registers of grants in the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from grants.models import ProgrammeRules


class ProgrammeRulesViewSet(SnippetViewSet):
    """What holds for all calls of a programme: law, appeal, archive, criteria."""

    model = ProgrammeRules
    icon = "clipboard-list"
    menu_label = _("Rules of programmes")
    menu_name = "programme-rules"
    menu_order = 260
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display: Any = ["programme", "legal_regime", "appeal_route", "retention_years"]
    search_backend_name = None
    search_fields = ["programme__label_sv", "programme__label_en"]
