"""News that partners write, each in its own language first."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.blocks import BodyStreamBlock
from core.pages.models import BasePage
from partners.models.profiles import PartnerPage
from partners.newsroom import news_context, structured_news


class PartnerNewsPage(BasePage):
    """A piece of news from a partner. Whose it is, and from which country, follows from where it stands."""

    organisation: Any = models.ForeignKey(
        "accounts.Organisation",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("partner"),
    )
    country: Any = models.ForeignKey(
        "places.Country",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("country"),
        help_text=_("Blank takes the partner's own."),
    )
    original_language = models.CharField(
        _("original language"),
        max_length=5,
        choices=settings.LANGUAGES,
        blank=True,
        editable=False,
    )
    date = models.DateField(_("date"), default=localdate, help_text=_("The date shown, and the order in lists."))
    body = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("content"))
    themes = ParentalManyToManyField("taxonomies.Theme", blank=True, related_name="+", verbose_name=_("themes"))

    template = "partners/partner_news_page.html"
    type_label = _("News from a partner")
    parent_page_types = ["partners.PartnerPage"]
    subpage_types: list[str] = []
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("date"),
        *BasePage.introduction_panels,
        FieldPanel("body"),
        FieldPanel("themes", widget=CheckboxSelectMultiple),
        FieldPanel("country"),
    ]
    search_fields = [*BasePage.search_fields, index.FilterField("date")]
    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.base_translatable_fields,
        SynchronizedField("organisation", overridable=False),
        SynchronizedField("country", overridable=False),
        SynchronizedField("original_language", overridable=False),
        SynchronizedField("date", overridable=False),
        TranslatableField("body"),
        SynchronizedField("themes", overridable=False),
    ]

    class Meta:
        verbose_name = _("news from a partner")
        verbose_name_plural = _("news from partners")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take partner and country from the section the page stands in, and the first language as the original's."""
        above = PartnerPage.objects.filter(path=self.path[: -self.steplen]).select_related("organisation").first()
        if above is not None:
            self.organisation = above.organisation
            self.country_id = self.country_id or above.organisation.country_id
        if not self.original_language and self.locale_id:
            self.original_language = self.locale.language_code
        super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the partner, the themes, and how the words relate to those of the original."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, **news_context(self, request)}

    def structured_data(self, request: HttpRequest, chrome: Any) -> dict[str, Any]:
        """Return a NewsArticle, as schema.org has it."""
        return structured_news(self, request, chrome)
