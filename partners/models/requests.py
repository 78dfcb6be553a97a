"""Organisations that ask to join."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import Sector
from partners.enums import RequestState


class JoinRequest(models.Model):
    """What an organisation that wants to join has told. Erased when its time is out."""

    form_id = models.UUIDField(
        _("form"), default=uuid.uuid4, unique=True, editable=False, help_text=_("Lets a form sent twice count once.")
    )
    organisation_name = models.CharField(_("organisation"), max_length=160)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector, default=Sector.OTHER)
    country = models.ForeignKey(
        "places.Country", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    place = models.CharField(_("place"), max_length=120, blank=True)
    website_url = models.URLField(_("website"), blank=True)
    contact_name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"))
    text = models.TextField(_("why they want to join"), max_length=3000)
    language = models.CharField(_("language"), max_length=5, choices=settings.LANGUAGES)
    state = models.CharField(_("state"), max_length=10, choices=RequestState, default=RequestState.NEW)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    purge_on = models.DateField(_("erased on"))

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["purge_on"], name="partners_request_purge_on")]

    def __str__(self) -> str:
        return self.organisation_name
