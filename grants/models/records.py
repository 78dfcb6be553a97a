"""The one record of a call for all its languages, and its form as it was published, version by version."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable

from core.languages.labels import Labelled
from grants.admin_forms import RulesForm
from grants.enums import CallKind, CallPhase
from grants.models.facts import CallFacts, GrantRules
from grants.querysets import CallQuerySet

# Who has the form open when the call closes may still send it; nobody may begin or go on writing (issue: sending only).
GRACE = dt.timedelta(minutes=15)


class ProgrammeRules(GrantRules, ClusterableModel):
    """What holds for all calls of a programme unless a call narrows it."""

    programme = models.OneToOneField(
        "projects.Programme", on_delete=models.CASCADE, related_name="grant_rules", verbose_name=_("programme")
    )

    # Empty: every case officer handles the cases of the programme.
    officers = ParentalManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        verbose_name=_("case officers"),
        help_text=_("Who handles the cases of this programme. Nobody chosen: every case officer does."),
    )

    panels = [
        FieldPanel("programme"),
        FieldPanel("officers", widget=CheckboxSelectMultiple, permission="grants.assign_officers"),
        FieldPanel("legal_regime"),
        FieldPanel("appeal_route"),
        FieldPanel("retention_years"),
        InlinePanel(
            "criteria",
            heading=_("Criteria"),
            label=_("Criterion"),
            help_text=_("What applications are judged by unless a call says otherwise. The weights are 100 together."),
        ),
    ]
    base_form_class = RulesForm

    class Meta:
        verbose_name = _("rules of a programme")
        verbose_name_plural = _("rules of programmes")
        permissions = [("assign_officers", "Can say who handles the cases of a programme")]

    def __str__(self) -> str:
        return f"{self.programme}"


class ProgrammeCriterion(Labelled, Orderable):
    """What the applications of a programme are judged by, and how much it counts."""

    rules = ParentalKey(ProgrammeRules, on_delete=models.CASCADE, related_name="criteria")
    weight = models.PositiveSmallIntegerField(
        _("weight, per cent"), validators=[MinValueValidator(1), MaxValueValidator(100)], help_text=_("e.g. 30")
    )

    panels = [*Labelled.label_panels, FieldPanel("weight")]

    class Meta(Orderable.Meta):
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")


class Call(CallFacts):
    """A call, counted once whatever the languages it is told in.

    Its facts are written when the page in the source language is published (`grants.services.projection`); nobody
    edits them here. Applications, forms, feeds and counts hang on this row, never on a page.
    """

    translation_key = models.UUIDField(_("key"), unique=True, editable=False)
    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.PROTECT, related_name="+", verbose_name=_("source language")
    )
    title = models.CharField(_("title in the source language"), max_length=255)
    is_public = models.BooleanField(_("public"), default=False, db_index=True)
    # In UTC, reckoned from the dates by the clock in Sweden when the page is published.
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    # Its own, if it has any: {"criteria": [{"id", "weight"}], "words": {language: {id: {"label", "text"}}}}; weights in
    # per cent. See `grants.rules`.
    criteria = models.JSONField(_("criteria"), default=dict, blank=True, editable=False)
    announced_at = models.DateTimeField(_("announced"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("updated"), default=timezone.now, db_index=True)

    objects = CallQuerySet.as_manager()

    class Meta:
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        ordering = ["opens_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__isnull=True) | models.Q(closes_at__gt=models.F("opens_at")),
                name="grants_call_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=models.Q(closes_at__isnull=False) | models.Q(kind=CallKind.ROLLING),
                name="grants_round_has_a_last_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def phase(self, now: dt.datetime | None = None) -> CallPhase:
        """Return where the call stands at a moment, by default now."""
        moment = now or timezone.now()
        if moment < self.opens_at:
            return CallPhase.UPCOMING
        if self.closes_at is not None and moment >= self.closes_at:
            return CallPhase.CLOSED
        return CallPhase.OPEN

    def takes_submissions(self, now: dt.datetime | None = None) -> bool:
        """Tell whether an application may be sent: while the call is open, and in the grace after it."""
        moment = now or timezone.now()
        return moment >= self.opens_at and (self.closes_at is None or moment < self.closes_at + GRACE)


class FormVersion(models.Model):
    """A form as it was published. Never changed: what an applicant answered stays readable as it was asked.

    `structure` is a list of sections, each {"id", "parts": [{"id", "kind", "required", …}]}; `words` holds the texts
    by language and id: {"sv": {id: {"label", "help", "options", "columns"}}}. See `grants.form_structure`.
    """

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="form_versions", verbose_name=_("call"))
    number = models.PositiveIntegerField(_("version"))
    structure = models.JSONField(_("structure"), default=list)
    words = models.JSONField(_("words"), default=dict)
    created_at = models.DateTimeField(_("published"), default=timezone.now)

    class Meta:
        verbose_name = _("version of a form")
        verbose_name_plural = _("versions of forms")
        ordering = ["call", "-number"]
        constraints = [models.UniqueConstraint(fields=["call", "number"], name="grants_form_version_once")]

    def __str__(self) -> str:
        return f"{self.call} {self.number}"

    def sections(self) -> list[dict[str, Any]]:
        """Return the sections in order."""
        return list(self.structure)
