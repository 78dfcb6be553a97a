"""The home page."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail_localize.fields import TranslatableField

from core.pages.models import BasePage
from home.blocks import HomeStreamBlock


class HomePage(BasePage):
    """The front door of a site in one language, made of sections that an editor arranges."""

    sections = StreamField(
        HomeStreamBlock(),
        blank=True,
        verbose_name=_("sections"),
        help_text=_("Start with an opening that says what this is and where to go."),
    )

    template = "home/home_page.html"
    type_label = _("Home page")
    # Every app puts its own index under the home page, so what may stand here is said by the children.
    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*BasePage.content_panels, *BasePage.introduction_panels, FieldPanel("sections")]
    override_translatable_fields = [*BasePage.base_translatable_fields, TranslatableField("sections")]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Say whether an opening brings the page its h1."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "has_hero": any(item["type"] == "hero" for item in self.sections.raw_data)}

    def body_text(self) -> str:
        """Return the words of the sections."""
        content = self.sections.stream_block.get_searchable_content(self.sections)
        return " ".join(strip_tags(str(part)) for part in content)
