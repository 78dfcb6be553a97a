"""Grants: calls for applications, their forms, and the applications that come."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GrantsConfig(AppConfig):
    """Grants: calls for applications, their forms, and the applications that come."""

    name = "grants"
    label = "grants"
    verbose_name = _("Grants")
