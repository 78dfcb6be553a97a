"""Contacts in the admin."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from core.contacts.models import Contact


class ContactViewSet(SnippetViewSet):
    """Contact points: a role, an address, telephone numbers."""

    model = Contact
    icon = "mail"
    menu_label = _("Contacts")
    list_display = ["__str__", "email"]
    search_fields = ["label_sv", "label_en", "name", "email"]
    list_per_page = 50
