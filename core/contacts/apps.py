"""Contact points: a role, an address, telephone numbers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContactsConfig(AppConfig):
    """Contact points: a role, an address, telephone numbers."""

    name = "core.contacts"
    label = "contacts"
    verbose_name = _("Contacts")
