"""Pages of running text, and pages that lead on to those under them."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import TranslatableField

from core.blocks import BodyStreamBlock
from core.pages.models import BasePage
from core.pages.paging import page_of
from core.reading import public, reading_of, with_card_facts

SECTION_PARENTS = ["home.HomePage", "home.IndexPage"]


class StandardPage(BasePage):
    """A page of text, pictures and facts, e.g. About us."""

    body = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("content"))

    template = "home/standard_page.html"
    type_label = _("Page")
    parent_page_types = [*SECTION_PARENTS, "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    content_panels = [*BasePage.content_panels, *BasePage.introduction_panels, FieldPanel("body")]
    override_translatable_fields = [*BasePage.base_translatable_fields, TranslatableField("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")


class IndexPage(BasePage):
    """A page that lists the pages under it, in the order of the menu."""

    body = StreamField(
        BodyStreamBlock(), blank=True, verbose_name=_("content"), help_text=_("Shown above the list of pages.")
    )

    template = "home/index_page.html"
    type_label = _("Section")
    # Like the home page, a section takes whatever says that it may stand in one.
    parent_page_types = SECTION_PARENTS
    content_panels = [*BasePage.content_panels, *BasePage.introduction_panels, FieldPanel("body")]
    override_translatable_fields = [*BasePage.base_translatable_fields, TranslatableField("body")]

    class Meta:
        verbose_name = _("section page")
        verbose_name_plural = _("section pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the pages under this one as cards, in the order an editor gave them."""
        children = page_of(request, with_card_facts(public(self.get_children())))
        reading = reading_of(request)
        reading.need(images=[page.card_image_id for page in children])
        context = super().get_context(request, *args, **kwargs)
        cards = [reading.card(page) for page in children]
        reading.illustrate(cards)
        return {**context, "cards": cards, "page_of_list": children, "querystring": ""}
