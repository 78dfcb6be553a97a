"""Partnerships and countries: networks that one can see."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.blocks import BodyStreamBlock
from core.pages.models import BasePage
from partners.enums import MemberRole
from partners.feeds import news_feed
from partners.networks import country_context, partnership_context

YEAR = [MinValueValidator(1950), MaxValueValidator(2100)]


class PartnershipPage(BasePage):
    """A network such as The X Train: who is in it, where, about what, since when, and what came of it."""

    first_year = models.PositiveSmallIntegerField(_("first year"), null=True, blank=True, validators=YEAR)
    last_year = models.PositiveSmallIntegerField(
        _("last year"), null=True, blank=True, validators=YEAR, help_text=_("Leave blank while it goes on.")
    )
    body = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("description"))
    results = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("results"))
    themes = ParentalManyToManyField("taxonomies.Theme", blank=True, related_name="+", verbose_name=_("themes"))

    template = "partners/partnership_page.html"
    type_label = _("Partnership")
    parent_page_types = ["partners.PartnerIndexPage", "home.HomePage", "home.IndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *BasePage.content_panels,
        *BasePage.introduction_panels,
        FieldRowPanel([FieldPanel("first_year"), FieldPanel("last_year")]),
        FieldPanel("body"),
        InlinePanel("member_links", heading=_("Members"), label=_("Organisation")),
        FieldPanel("themes", widget=CheckboxSelectMultiple),
        MultiFieldPanel(
            [FieldPanel("results"), InlinePanel("result_links", label=_("Page"))], heading=_("What came of it")
        ),
    ]
    search_fields = BasePage.search_fields
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.base_translatable_fields,
        SynchronizedField("first_year", overridable=False),
        SynchronizedField("last_year", overridable=False),
        TranslatableField("body"),
        TranslatableField("results"),
        SynchronizedField("themes", overridable=False),
        SynchronizedField("member_links", overridable=False),
        SynchronizedField("result_links", overridable=False),
    ]

    class Meta:
        verbose_name = _("partnership's page")
        verbose_name_plural = _("partnerships' pages")

    def clean(self) -> None:
        """Refuse a network that ends before it begins."""
        super().clean()
        if self.first_year and self.last_year and self.last_year < self.first_year:
            raise ValidationError({"last_year": ValidationError(_("The last year is before the first."), code="years")})

    def body_text(self) -> str:
        """Return the words of the description and the results."""
        results = self.results.stream_block.get_searchable_content(self.results)
        return " ".join([super().body_text(), *(str(part) for part in results)])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add members, countries, themes and results."""
        rows = partnership_context(self, request)
        return {**super().get_context(request, *args, **kwargs), **rows.shown(request)}


class MemberLink(Orderable):
    """A member as an editor enters it; the record follows when the page is published."""

    page = ParentalKey(PartnershipPage, on_delete=models.CASCADE, related_name="member_links")
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=12, choices=MemberRole, default=MemberRole.MEMBER)
    joined_on = models.DateField(_("member since"), null=True, blank=True)
    left_on = models.DateField(_("member until"), null=True, blank=True, help_text=_("Leave blank for a member today."))

    panels = [
        FieldRowPanel([FieldPanel("organisation"), FieldPanel("role")]),
        FieldRowPanel([FieldPanel("joined_on"), FieldPanel("left_on")]),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("member on a partnership's page")
        verbose_name_plural = _("members on a partnership's page")
        constraints = [
            models.UniqueConstraint(fields=["page", "organisation"], name="partners_once_on_a_partnerships_page")
        ]

    def clean(self) -> None:
        """Refuse a member that left before it came."""
        super().clean()
        if self.joined_on and self.left_on and self.left_on < self.joined_on:
            raise ValidationError({"left_on": ValidationError(_("The end is before the start."), code="order")})


class ResultLink(Orderable):
    """A page that tells what came of a partnership, e.g. a project, a method or a seminar."""

    page = ParentalKey(PartnershipPage, on_delete=models.CASCADE, related_name="result_links")
    result_page: Any = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("page")
    )

    panels = [PageChooserPanel("result_page")]

    class Meta(Orderable.Meta):
        verbose_name = _("result of a partnership")
        verbose_name_plural = _("results of a partnership")


class CountryPage(RoutablePageMixin, BasePage):
    """A country: its partners, the partnerships they are in, and their news."""

    country: Any = models.ForeignKey(
        "places.Country", on_delete=models.PROTECT, related_name="+", verbose_name=_("country")
    )
    body = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("content"))

    template = "partners/country_page.html"
    type_label = _("Country")
    parent_page_types = ["partners.PartnerIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("country"),
        *BasePage.introduction_panels,
        FieldPanel("body"),
    ]
    search_fields = BasePage.search_fields
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.base_translatable_fields,
        SynchronizedField("country", overridable=False),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("country's page")
        verbose_name_plural = _("countries' pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add partners, partnerships and news."""
        rows = country_context(self, request)
        return {**super().get_context(request, *args, **kwargs), **rows.shown(self, request)}

    @path("feed/", name="feed")
    def send_feed(self, request: HttpRequest) -> HttpResponse:
        """Return the news from the country as Atom."""
        return news_feed(self, request, country=self.country_id)
