"""Programme areas, programmes and their pages."""

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.blocks import BodyStreamBlock
from core.languages.labels import Labelled
from core.pages.models import BasePage
from core.reading import active_language, public, reading_of
from projects.blocks import RECORD_TEXT_FEATURES
from projects.enums import LegalRegime
from projects.models.bank import ProjectIndexPage
from projects.models.records import Project
from projects.presentation.cards import project_cards
from projects.presentation.programmes import ProgrammeOutline, programme_context, programme_tree
from projects.querysets import ProgrammeQuerySet

PROJECTS_SHOWN = 6


class ProgrammeArea(Labelled):
    """A programme area: a number and a name, e.g. 1 Kompetensförsörjning."""

    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True, help_text=_("e.g. 1"))

    panels = [FieldPanel("number"), *Labelled.label_panels]

    class Meta:
        verbose_name = _("programme area")
        verbose_name_plural = _("programme areas")
        ordering = ["number", "label_sv"]
        constraints = [
            models.UniqueConstraint(fields=["number", "label_sv"], name="projects_area_unique", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return self.full_label

    @property
    def full_label(self) -> str:
        """Number and name in the active language."""
        return f"{self.number} {self.label}" if self.number is not None else self.label


class Programme(Labelled):
    """A programme for all languages: what projects, calls and statistics hang on. Written from its pages.

    The labels are the titles of its pages; a label that has no page of its own is that of the original.
    """

    translation_key = models.UUIDField(_("key"), unique=True, default=uuid.uuid4, editable=False)
    locale = models.ForeignKey(
        "wagtailcore.Locale",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("source language"),
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sub_programmes",
        verbose_name=_("part of"),
    )
    area = models.ForeignKey(
        ProgrammeArea,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="programmes",
        verbose_name=_("area"),
    )
    funder = models.ForeignKey(
        "accounts.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="funded_programmes",
        verbose_name=_("funder"),
    )
    legal_regime = models.CharField(_("legal regime"), max_length=20, choices=LegalRegime, blank=True)
    is_public = models.BooleanField(_("public"), default=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["label_sv"]


class ProgrammeIndexPage(BasePage):
    """All programmes as a tree."""

    template = "projects/programme_index_page.html"
    type_label = _("Programmes")
    parent_page_types = ["home.HomePage", "home.IndexPage"]
    subpage_types = ["projects.ProgrammePage"]
    content_panels = [*BasePage.content_panels, *BasePage.introduction_panels]
    override_translatable_fields = BasePage.base_translatable_fields

    class Meta:
        verbose_name = _("list of programmes")
        verbose_name_plural = _("lists of programmes")

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the tree."""
        context = super().get_context(request, *args, **kwargs)
        context["tree"] = programme_tree(request, ProgrammePage.objects.descendant_of(self))
        return context


class ProgrammePage(BasePage):
    """A programme, with its sub-programmes as pages under it."""

    programme_area = models.ForeignKey(
        ProgrammeArea,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("programme area"),
    )
    funder = models.ForeignKey(
        "accounts.Organisation",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("funder"),
    )
    legal_regime = models.CharField(
        _("legal regime"),
        max_length=20,
        choices=LegalRegime,
        blank=True,
        help_text=_("Whose law binds decisions on applications, e.g. Municipality or region."),
    )
    eligibility = RichTextField(
        _("who may take part"),
        blank=True,
        features=RECORD_TEXT_FEATURES,
        help_text=_("e.g. Open to all employers in the county, large and small."),
    )
    partners = ParentalManyToManyField(
        "accounts.Organisation", blank=True, related_name="+", verbose_name=_("partners")
    )
    body = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("content"))

    template = "projects/programme_page.html"
    type_label = _("Programme")
    parent_page_types = ["projects.ProgrammeIndexPage", "projects.ProgrammePage", "home.IndexPage"]
    subpage_types = ["projects.ProgrammePage"]
    content_panels = [
        *BasePage.content_panels,
        *BasePage.introduction_panels,
        MultiFieldPanel([FieldPanel("programme_area"), FieldPanel("funder"), FieldPanel("legal_regime")], _("Facts")),
        InlinePanel("lead_links", heading=_("Leads"), label=_("Lead")),
        FieldPanel("partners"),
        FieldPanel("eligibility"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("eligibility")]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.base_translatable_fields,
        SynchronizedField("programme_area", overridable=False),
        SynchronizedField("funder", overridable=False),
        SynchronizedField("legal_regime", overridable=False),
        SynchronizedField("partners", overridable=False),
        SynchronizedField("lead_links", overridable=False),
        TranslatableField("eligibility"),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("programme page")
        verbose_name_plural = _("programme pages")

    def contact_ids(self) -> set[int]:
        """Return the contact and the leads."""
        return super().contact_ids() | set(self.outline().lead_ids)

    def outline(self) -> ProgrammeOutline:
        """Return area, funder, partners and leads, asked for once and in one query; of a draft, one by one."""
        if not hasattr(self, "_outline"):
            is_stored = self.pk and not getattr(self, "is_draft", False)
            own = Programme.objects.filter(translation_key=self.translation_key).values("pk")[:1]
            banks = public(ProjectIndexPage.objects.filter(locale_id=self.locale_id)).values("url_path")[:1]
            rows = ProgrammePage.objects.filter(pk=self.pk).annotate(
                bank_path=models.Subquery(banks), programme_id=models.Subquery(own)
            )
            self._outline = ProgrammeOutline.of_rows(rows) if is_stored else ProgrammeOutline.of_draft(self)
        return self._outline

    def project_cards(self, request: Any) -> list[Any]:
        """Return the cards of the newest projects of the programme and of those under it."""
        keys = ProgrammePage.objects.descendant_of(self, inclusive=True).values("translation_key")
        projects = Project.objects.public().filter(programme__translation_key__in=keys)
        cards = project_cards(projects.newest_first(), active_language(), PROJECTS_SHOWN, request)
        reading_of(request).illustrate(cards)
        return list(cards)

    def bank_url(self, request: Any) -> str:
        """Return the address of the bank with this programme chosen; empty where its language has no bank."""
        outline = self.outline()
        known = outline.bank_path and outline.programme_id
        address = Page(url_path=outline.bank_path).get_url(request) if known else None
        return f"{address}?programme={outline.programme_id}" if address else ""

    def parent_programme_page(self) -> Page | None:
        """Return the programme that this one is part of."""
        parent = self.get_parent()
        return parent if parent is not None and parent.specific_class is ProgrammePage else None

    def get_context(self, request: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add what belongs to the programme."""
        self.is_draft = bool(getattr(request, "is_preview", False))
        context = super().get_context(request, *args, **kwargs)
        return {**context, **programme_context(self, request, context["contacts"])}


class ProgrammeLead(Orderable):
    """Who leads a programme: a contact point, shown by role."""

    page = ParentalKey(ProgrammePage, on_delete=models.CASCADE, related_name="lead_links")
    contact = models.ForeignKey(
        "contacts.Contact", on_delete=models.CASCADE, related_name="+", verbose_name=_("contact")
    )

    class Meta(Orderable.Meta):
        verbose_name = _("lead of a programme")
        verbose_name_plural = _("leads of a programme")
