"""Users, roles and the one Organisation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users, roles and the one Organisation."""

    name = "accounts"
    label = "accounts"
    verbose_name = _("Accounts")
