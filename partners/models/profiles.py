"""The directory of partners and the public profile of each."""

from http import HTTPStatus
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.blocks import BodyStreamBlock
from core.pages.models import BasePage
from partners.blocks import CommitmentBlock
from partners.directory import directory_context, map_context
from partners.exporting import directory_export
from partners.feeds import news_feed
from partners.models.records import Partner
from partners.showing import profile_context, structured_organisation


class PartnerIndexPage(RoutablePageMixin, BasePage):
    """The directory of partners in one language. It lists every partner once, in whatever language it is told."""

    template = "partners/partner_index_page.html"
    type_label = _("Partners")
    parent_page_types = ["home.HomePage", "home.IndexPage"]
    subpage_types = ["partners.PartnerPage", "partners.PartnershipPage", "partners.CountryPage"]
    content_panels = [*BasePage.content_panels, *BasePage.introduction_panels]
    override_translatable_fields = BasePage.base_translatable_fields

    class Meta:
        verbose_name = _("directory of partners")
        verbose_name_plural = _("directories of partners")

    @path("")
    def show_list(self, request: HttpRequest) -> HttpResponse:
        """Show the list; a malformed filter is said beside its field."""
        return self._answer(request, directory_context(self, request), None)

    @path("map/", name="map")
    def show_map(self, request: HttpRequest) -> HttpResponse:
        """Show where the partners of the list are."""
        return self._answer(request, map_context(self, request), "partners/partner_map.html")

    def _answer(self, request: HttpRequest, context: dict[str, Any], template: str | None) -> HttpResponse:
        response = self.render(request, context_overrides=context, template=template)
        if context["form"].errors:
            response.status_code = HTTPStatus.BAD_REQUEST
        return response

    @path("csv/", name="csv")
    def send_csv(self, request: HttpRequest) -> HttpResponseBase:
        """Return exactly the filtered list as CSV."""
        return directory_export(self, request, "csv")

    @path("xlsx/", name="xlsx")
    def send_xlsx(self, request: HttpRequest) -> HttpResponseBase:
        """Return exactly the filtered list as XLSX."""
        return directory_export(self, request, "xlsx")

    @path("feed/", name="feed")
    def send_feed(self, request: HttpRequest) -> HttpResponse:
        """Return the partners' news as Atom: all of it, or by language (`lang`), country or theme."""
        return news_feed(self, request)


class PartnerPage(RoutablePageMixin, BasePage):
    """The public profile of an organisation, and the section that its correspondents write in."""

    organisation: Any = models.ForeignKey(
        "accounts.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("Sector, place, logo, links and contacts are taken from here."),
    )
    body = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("description"))
    model_workplace_since = models.DateField(
        _("model workplace since"),
        null=True,
        blank=True,
        help_text=_("For a workplace that shows others how: when it became one. Say below what it commits itself to."),
    )
    commitments = StreamField([("commitment", CommitmentBlock())], blank=True, verbose_name=_("commitments"))

    template = "partners/partner_page.html"
    type_label = _("Partner")
    parent_page_types = ["partners.PartnerIndexPage"]
    subpage_types = ["partners.PartnerNewsPage"]
    content_panels = [
        *BasePage.content_panels,
        # A correspondent may propose other words, not another organisation.
        FieldPanel("organisation", permission="accounts.change_organisation"),
        *BasePage.introduction_panels,
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("model_workplace_since"), FieldPanel("commitments")], heading=_("Model workplace")),
    ]
    search_fields = [*BasePage.search_fields, index.FilterField("organisation_id")]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.base_translatable_fields,
        SynchronizedField("organisation", overridable=False),
        TranslatableField("body"),
        SynchronizedField("model_workplace_since", overridable=False),
        TranslatableField("commitments"),
    ]

    class Meta:
        verbose_name = _("partner's page")
        verbose_name_plural = _("partners' pages")

    def clean(self) -> None:
        """Let an organisation have one profile, in all its languages."""
        super().clean()
        others = Partner.objects.filter(organisation_id=self.organisation_id)
        if self.organisation_id and others.exclude(translation_key=self.translation_key).exists():
            raise ValidationError(
                {"organisation": ValidationError(_("This organisation already has a profile."), code="has_profile")}
            )

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add facts, memberships, news and what the partner takes part in."""
        taking_part = profile_context(self, request)
        context = super().get_context(request, *args, **kwargs)
        return {**context, **taking_part.shown(self, request, context["contacts"])}

    def contact_ids(self) -> set[int]:
        """Return the keys of the page's contact and the organisation's, read together."""
        found = getattr(self, "taking_part", None)
        return super().contact_ids() | (set(found.contact_ids) if found else set())

    def body_text(self) -> str:
        """Return the words of the description and the commitments, and who it is about."""
        promises = " ".join(block.value["text"] for block in self.commitments)
        name = self.organisation.name if self.organisation_id else ""
        return f"{super().body_text()} {promises} {name}"

    def structured_data(self, request: HttpRequest, chrome: Any) -> dict[str, Any]:
        """Return an Organization, as schema.org has it."""
        return structured_organisation(self, request, chrome)

    @path("feed/", name="feed")
    def send_feed(self, request: HttpRequest) -> HttpResponse:
        """Return the partner's news as Atom."""
        return news_feed(self, request, organisation=self.organisation_id)
