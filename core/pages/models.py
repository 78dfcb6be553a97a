"""The abstract page that every page type of the portal stands on."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.blocks.gather import Gathering, streams_of
from core.pages.pictures import PicturedMixin
from core.pages.serving import GuardedPageMixin
from core.reading import reading_of
from core.registry import panels_shown
from core.search.text import index_terms

# Every field of Wagtail's own page that an editor can change, said once: words are translated,
# settings follow the original.
PAGE_FIELDS = [
    TranslatableField("title"),
    TranslatableField("slug"),
    TranslatableField("seo_title"),
    TranslatableField("search_description"),
    SynchronizedField("show_in_menus"),
]


class BasePage(GuardedPageMixin, PicturedMixin, Page):
    """What all pages share: an introduction, a picture for lists, stems for the search index.

    Each concrete page declares `override_translatable_fields = [*BasePage.base_translatable_fields, …]` so that
    no field is left undecided; a contract test checks it.
    """

    introduction = models.TextField(
        _("introduction"),
        blank=True,
        max_length=500,
        help_text=_("Two or three sentences shown under the title and in lists, e.g. what, for whom and why."),
    )
    contact = models.ForeignKey(
        "contacts.Contact",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("contact"),
        help_text=_("Whom to ask about this page."),
    )

    # The words as published, without markup: what a search hit quotes. Written on every save.
    plain_text = models.TextField(editable=False, blank=True, default="")

    base_translatable_fields: ClassVar[list[Any]] = [
        *PAGE_FIELDS,
        TranslatableField("introduction"),
        *PicturedMixin.picture_translatable_fields,
        SynchronizedField("contact"),
    ]
    override_translatable_fields = base_translatable_fields

    introduction_panels: ClassVar[list[Any]] = [FieldPanel("introduction")]
    promote_panels = [
        *Page.promote_panels,
        MultiFieldPanel([*PicturedMixin.picture_panels, FieldPanel("contact")], heading=_("In lists")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("introduction"),
        index.SearchField("search_stems"),
    ]

    # What one result or card says this is, e.g. _("Article").
    type_label: ClassVar[Any] = _("Page")

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what the template needs, read with a fixed number of queries."""
        context = super().get_context(request, *args, **kwargs)
        reading = reading_of(request)
        reading.follow(self)
        reading.need(images=[self.listing_image_id])
        gathering = Gathering(reading, streams_of(self))
        gathering.keys["contacts"].update(self.contact_ids())
        gathering.run(lambda: context.update(shown_panels=panels_shown(self, request)))
        self.contact = gathering.contacts.get(self.contact_id or 0)
        self.listing_image = reading.image(self.listing_image_id)
        context["contacts"] = gathering.contacts
        return context

    def contact_ids(self) -> set[int]:
        """Return the keys of the contact points that the page shows outside its body."""
        return {self.contact_id} if self.contact_id else set()

    def structured_data(self, request: HttpRequest, chrome: Any) -> dict[str, Any] | None:
        """Return what schema.org calls this page (JSON-LD), e.g. a NewsArticle; None when nothing special."""
        return None

    def body_text(self) -> str:
        """Return the words of the page beyond title and introduction, without markup."""
        body = getattr(self, "body", None)
        if body is None:
            return ""
        content = body.stream_block.get_searchable_content(body)
        return " ".join(strip_tags(str(part)) for part in content)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the words of the page beside it, so that a search hit can quote them without reading the page."""
        self.plain_text = " ".join(self.body_text().split())
        super().save(*args, **kwargs)

    def search_stems(self) -> str:
        """Return the stems that the search index keeps, by the language of the page.

        The title stands three times and the introduction twice, so that a hit there ranks first. Everything that a
        page type declares as a search field is in, so that a search needs to look among stems alone.
        """
        own = {"title", "introduction", "search_stems"}
        others = [
            str(field.get_value(self) or "")
            for field in self.get_searchable_search_fields()
            if field.field_name not in own
        ]
        text = " ".join([self.title] * 3 + [self.introduction] * 2 + [self.body_text(), *others])
        return index_terms(strip_tags(text), self.locale.language_code)
