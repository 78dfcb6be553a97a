"""Uploading pictures and documents in the admin."""

from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.media.uploads import verify_document, verify_image


class VerifiedImageField(WagtailImageField):
    """Decodes the picture before Wagtail looks at it: some broken files crash Wagtail's own checks."""

    def to_python(self, data: Any) -> Any:
        """Refuse a file that is empty, broken or a decompression bomb; then let Wagtail check the rest."""
        if data not in self.empty_values and hasattr(data, "read"):
            extension = PurePath(data.name).suffix.lower().lstrip(".")
            if extension not in self.allowed_image_extensions:
                raise ValidationError(self.error_messages["invalid_image_extension"], code="invalid_image_extension")
            self.check_image_file_size(data)
            verify_image(data)
        return super().to_python(data)


class ImageForm(BaseImageForm):
    """A picture: decoded before it is taken, and nagged about while it has no alternative text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            field = self.fields["file"]
            self.fields["file"] = VerifiedImageField(label=field.label, required=field.required, widget=field.widget)
        if "language" in self.fields:
            # Uploads of many pictures at once send no language: then they have that of the portal.
            self.fields["language"].required = False
        if self.instance.pk and not self.instance.alt_text and "alt_text" in self.fields:
            self.fields["alt_text"].help_text = _(
                "Missing! Without it, those who cannot see the picture do not know what it shows. "
                "Write what it shows, e.g. Four people round a table, laughing."
            )


class DocumentForm(BaseDocumentForm):
    """A document whose content is what its name says."""

    def clean_file(self) -> Any:
        """Refuse a file that is empty or of another kind than its extension says."""
        file = self.cleaned_data.get("file")
        if file and "file" in self.changed_data:
            extension = PurePath(file.name).suffix
            if not extension:
                raise ValidationError(_("The name of the file has no ending that tells its kind."), code="no_extension")
            verify_document(file, extension)
        return file
