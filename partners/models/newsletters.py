"""The newsletters that have been sent."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Newsletter(models.Model):
    """A newsletter that has been sent: what it told of, in every language. To whom is not kept."""

    number = models.PositiveIntegerField(_("number"), unique=True)
    keys: Any = models.JSONField(_("content"), default=list)
    introductions: Any = models.JSONField(_("introduction"), default=dict, blank=True)
    """What an editor writes above the news, by language; blank or left out: nothing in that language."""
    until = models.DateTimeField(_("published until"), help_text=_("The next newsletter begins here."))
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    subscribers = models.PositiveIntegerField(_("subscribers"), default=0)

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        ordering = ["-number"]

    def __str__(self) -> str:
        return str(self.number)
