"""Pictures, film and sound."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks import previews
from core.blocks.choosers import ImageBlock
from core.media.words import Words, words_of


class FigureValue(blocks.StructValue):
    """What a template needs of a picture: its own words here, else those kept with the image."""

    @property
    def alt(self) -> str:
        """The alternative text; empty when the picture is decoration."""
        return "" if self.get("decorative") else self.words.alt

    @property
    def words(self) -> Words:
        """The words to show, each with its language when it is not that of the page."""
        return words_of(self.get("image"), self.get("alt_text") or "", self.get("caption") or "")

    def take_words(self, language: str) -> None:
        """Copy what is kept with the image where this place has no words, if it is in the language of the page."""
        image = self.get("image")
        if image is None or image.language != language:
            return
        if not self.get("decorative"):
            self["alt_text"] = self.get("alt_text") or image.alt_text
        self["caption"] = self.get("caption") or image.caption

    @property
    def credit(self) -> str:
        """Who made the picture."""
        return getattr(self.get("image"), "credit", "")


class FigureBlock(blocks.StructBlock):
    """A picture with caption and credit, and a way to see it large."""

    image = ImageBlock(label=_("Image"))
    decorative = blocks.BooleanBlock(
        label=_("Decoration only"), required=False, help_text=_("Tick if the picture adds nothing to the text.")
    )
    alt_text = blocks.CharBlock(
        label=_("Alternative text here"),
        required=False,
        max_length=250,
        help_text=_("What the picture shows in this context; blank takes the text kept with the image."),
    )
    caption = blocks.CharBlock(
        label=_("Caption here"),
        required=False,
        max_length=250,
        help_text=_("Blank takes the caption kept with the image."),
    )

    class Meta:
        icon = "image"
        label = _("Image")
        description = _("A picture with caption and credit, which can be seen large.")
        preview_value = staticmethod(previews.figure)
        template = "blocks/image.html"
        group = _("Media")
        value_class = FigureValue

    def clean(self, value: Any) -> Any:
        """Ask for an alternative text unless the picture is decoration (WCAG 2.2, 1.1.1)."""
        cleaned = super().clean(value)
        if not cleaned.get("decorative") and not cleaned.alt:
            raise StructBlockValidationError(
                block_errors={
                    "alt_text": ValidationError(_("Describe the picture, or tick that it is decoration only."))
                }
            )
        return cleaned


class EmbedBlock(blocks.StructBlock):
    """A film or recording elsewhere: a link, never loaded from another host, with its words in text."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    url = blocks.URLBlock(label=_("Address"), help_text=_("e.g. https://video.example.org/watch/123"))
    poster = ImageBlock(label=_("Picture"), required=False)
    duration = blocks.CharBlock(label=_("Length"), required=False, max_length=20, help_text=_("e.g. 12 min"))
    transcript = blocks.RichTextBlock(
        label=_("Transcript"),
        features=["bold", "italic", "ol", "ul"],
        help_text=_("What is said and shown. Required by law for what we publish (WCAG 2.2, 1.2)."),
    )

    class Meta:
        icon = "media"
        label = _("Film or recording")
        description = _("A link to a film elsewhere, with what is said and shown in words.")
        preview_value = staticmethod(previews.embed)
        template = "blocks/embed.html"
        group = _("Media")
