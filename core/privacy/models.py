"""The register lives in code; this only gives the right to read it a name."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Register(models.Model):
    """Holds no rows: carries the permission to see the register of personal data."""

    class Meta:
        managed = False
        default_permissions = ()
        permissions = [("view_register", _("Can see the register of personal data"))]
        verbose_name = _("register of personal data")
        verbose_name_plural = _("register of personal data")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
