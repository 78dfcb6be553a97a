"""Feeds of partners: the sources, and what they brought for an editor to take over or dismiss."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.enums import FeedKind, FeedProblem, FeedState
from partners.inflow.addresses import RefusedError, parts_of


def check_address(value: str) -> None:
    """Raise ValidationError for an address that would never be fetched, whatever its name leads to."""
    try:
        parts_of(value)
    except RefusedError as error:
        raise ValidationError(FeedProblem.REFUSED.label) from error


class FeedSource(models.Model):
    """A feed of a partner, and how it went the last time it was fetched."""

    organisation: Any = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("partner")
    )
    url = models.URLField(
        _("address of the feed"),
        max_length=500,
        unique=True,
        validators=[check_address],
        help_text=_("Atom, RSS or iCalendar, e.g. https://partner.example.org/news.xml"),
    )
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=settings.LANGUAGES,
        help_text=_("What is taken over becomes a draft in this language."),
    )
    active = models.BooleanField(_("fetched"), default=True)
    problem = models.CharField(_("how it goes"), max_length=12, choices=FeedProblem, blank=True, editable=False)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0, editable=False)
    checked_at = models.DateTimeField(_("last tried"), null=True, blank=True, editable=False)
    worked_at = models.DateTimeField(_("last worked"), null=True, blank=True, editable=False)
    next_check_at = models.DateTimeField(_("next try"), default=timezone.now, editable=False)
    etag = models.CharField(_("version according to the source"), max_length=300, blank=True, editable=False)
    last_modified = models.CharField(_("date according to the source"), max_length=100, blank=True, editable=False)

    class Meta:
        verbose_name = _("feed of a partner")
        verbose_name_plural = _("feeds of partners")
        ordering = ["organisation__name", "pk"]
        indexes = [models.Index(fields=["active", "next_check_at"], name="partners_feed_due")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.url}"


class FeedItem(models.Model):
    """What a feed brought. It is shown to editors only; an editor takes it over as a draft, or dismisses it."""

    source = models.ForeignKey(FeedSource, on_delete=models.CASCADE, related_name="items", verbose_name=_("feed"))
    identity = models.CharField(_("recognised by"), max_length=64, editable=False)
    kind = models.CharField(_("kind"), max_length=10, choices=FeedKind, default=FeedKind.NEWS)
    title = models.CharField(_("title"), max_length=250)
    link = models.URLField(_("link"), max_length=1000, blank=True)
    words = models.TextField(_("content"), blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    published_at = models.DateTimeField(_("date according to the source"), null=True, blank=True)
    starts_at = models.DateTimeField(_("start"), null=True, blank=True)
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    all_day = models.BooleanField(_("all day"), default=False)
    rule = models.CharField(_("recurs"), max_length=200, blank=True, help_text=_("As in iCalendar, e.g. FREQ=WEEKLY"))
    state = models.CharField(_("state"), max_length=10, choices=FeedState, default=FeedState.NEW)
    page = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("page"),
    )
    found_at = models.DateTimeField(_("found"), auto_now_add=True)
    seen_at = models.DateTimeField(_("last told by the source"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed by the source"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("item of a partner's feed")
        verbose_name_plural = _("items of partners' feeds")
        ordering = ["-found_at", "-pk"]
        indexes = [models.Index(fields=["state", "-found_at"], name="partners_feeditem_state")]
        constraints = [
            models.UniqueConstraint(fields=["source", "identity"], name="partners_feeditem_once"),
        ]

    def __str__(self) -> str:
        return self.title
