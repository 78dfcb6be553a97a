"""Users, roles and the one Organisation."""

from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Users, roles and the one Organisation."""

    name = "accounts"
    label = "accounts"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        """Enter the roles, listen for what the audit log keeps, and register checks."""
        from accounts import checks, letters, roles, signals

        roles.register_defaults()
        checks.register()
        letters.register()
        post_migrate.connect(_sync_roles, dispatch_uid="accounts.sync_roles")
        self.receivers = signals


def _sync_roles(sender: AppConfig, **_signal: Any) -> None:
    """Put the roles into groups once, when the last app has been migrated and the tables are all there."""
    with_models = [config for config in apps.get_app_configs() if config.models_module is not None]
    if sender.label == with_models[-1].label:
        from accounts import roles

        roles.sync()
