"""The picture of a page, and its words in the language of the page."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.blocks.stream_block import StreamValue
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.blocks.gather import streams_of
from core.blocks.media import FigureValue
from core.media.words import Words, words_of


def figures_in(value: Any) -> Iterator[FigureValue]:
    """Yield the pictures with words in the value of a block, however deep they lie."""
    if isinstance(value, FigureValue):
        yield value
    elif isinstance(value, StreamValue):
        for child in value:
            yield from figures_in(child.value)
    elif isinstance(value, StructValue):
        for child in value.values():
            yield from figures_in(child)
    elif isinstance(value, ListValue):
        for child in value:
            yield from figures_in(child)


class PicturedMixin(models.Model):
    """A page with a picture of its own, described in the page's language.

    What is kept with the image has one language. When a page in that language leaves its own words blank, they are
    copied on save: then wagtail-localize hands them to the translator like any other words of the page.
    """

    listing_image = models.ForeignKey(
        "media.CustomImage",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("Shown in lists and when shared. Without one, a pattern is drawn."),
    )
    listing_image_alt = models.CharField(
        _("alternative text of the picture"),
        max_length=250,
        blank=True,
        help_text=_(
            "What the picture shows, in the language of the page; blank takes the text kept with the image, "
            "e.g. Four people round a table, laughing."
        ),
    )
    listing_image_caption = models.CharField(
        _("caption of the picture"),
        max_length=250,
        blank=True,
        help_text=_("Shown under the picture on the page; blank takes the caption kept with the image."),
    )

    # What Wagtail's page brings.
    locale: Any
    locale_id: int | None

    picture_panels: ClassVar[list[Any]] = [
        FieldPanel("listing_image"),
        FieldPanel("listing_image_alt"),
        FieldPanel("listing_image_caption"),
    ]
    picture_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("listing_image"),
        TranslatableField("listing_image_alt"),
        TranslatableField("listing_image_caption"),
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Take over the words kept with the pictures, where the editor left them blank and the language is the same."""
        super().clean()
        language = self.locale.language_code if self.locale_id else ""
        image = self.listing_image
        if image is not None and image.language == language:
            self.listing_image_alt = self.listing_image_alt or image.alt_text
            self.listing_image_caption = self.listing_image_caption or image.caption
        for stream in streams_of(self):
            for figure in figures_in(stream):
                figure.take_words(language)

    @property
    def listing_image_words(self) -> Words:
        """The alternative text and caption to show with the picture, each with its language when it is another."""
        return words_of(self.listing_image, self.listing_image_alt, self.listing_image_caption)
