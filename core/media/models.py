"""Images and documents. Made before the first migration, since they cannot be swapped afterwards."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition


class CustomImage(AbstractImage):
    """An image with what the law and good manners ask for: alternative text, caption and credit."""

    alt_text = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it, e.g. Four people round a table, laughing."),
    )
    caption = models.CharField(_("caption"), max_length=250, blank=True)
    language = models.CharField(
        _("language of the texts"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("That of the alternative text and the caption. Pages in other languages have words of their own."),
    )
    credit = models.CharField(
        _("credit"), max_length=120, blank=True, help_text=_("Who made the picture, e.g. Photo: Region Östergötland")
    )

    admin_form_fields = (
        "title",
        "file",
        "alt_text",
        "caption",
        "language",
        "credit",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")
        permissions = [("choose_image", "Can choose image")]

    @property
    def default_alt_text(self) -> str:
        """The alternative text; never the title, which is often a file name."""
        return self.alt_text


class CustomRendition(AbstractRendition):
    """A resized copy of an image."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="media_rendition_unique_per_filter"
            )
        ]


class CustomDocument(AbstractDocument):
    """A document, with the language it is written in."""

    language = models.CharField(
        _("language"), max_length=5, blank=True, help_text=_("Two letters, e.g. sv; blank when it has no text")
    )
    description = models.CharField(_("description"), max_length=250, blank=True)

    admin_form_fields = ("title", "file", "language", "description", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_document", "Can choose document")]
