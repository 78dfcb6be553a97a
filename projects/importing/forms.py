"""What is asked when files are imported in the admin."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from projects.importing.options import ImportOptions
from projects.importing.reading import MAX_BYTES
from projects.models import ProjectIndexPage

MAX_FILES = 20


class FilesInput(forms.ClearableFileInput):
    """An input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each is checked by itself."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Return the files. Raises ValidationError for none, too many, an empty one or one that is too large."""
        files = (data if isinstance(data, list | tuple) else [data]) or [None]
        if len(files) > MAX_FILES:
            raise forms.ValidationError(_("At most %(limit)s files at a time.") % {"limit": MAX_FILES})
        cleaned = [forms.FileField.clean(self, file, initial) for file in files]
        for file in cleaned:
            if file.size > MAX_BYTES:
                message = _("“%(name)s” is larger than %(limit)s MB. Divide it.")
                raise forms.ValidationError(message % {"name": file.name, "limit": MAX_BYTES // 1024 // 1024})
        return cleaned


class ChoicesForm(forms.Form):
    """What is to be done with the records."""

    publish = forms.BooleanField(
        label=gettext_lazy("Publish the pages"),
        required=False,
        help_text=gettext_lazy("Otherwise they become drafts."),
    )
    replace_edited = forms.BooleanField(
        label=gettext_lazy("Replace pages that have been edited"),
        required=False,
        help_text=gettext_lazy("What somebody has written on them since the last import is overwritten by the file."),
    )


class UploadForm(ChoicesForm):
    """Files, and the bank that takes them."""

    uploads = FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy("Text as the project bank prints it, CSV, XLSX or ODS. Several can be chosen."),
    )
    bank = forms.ModelChoiceField(
        label=gettext_lazy("Project bank"),
        queryset=ProjectIndexPage.objects.none(),
        empty_label=None,
        help_text=gettext_lazy("Its language is that of the records."),
    )
    field_order = ("uploads", "bank", "publish", "replace_edited")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bank"].queryset = banks_for(user)  # type: ignore[attr-defined]  # the field is a choice of models
        self.fields["bank"].label_from_instance = _bank_label  # type: ignore[attr-defined]  # as above

    def options(self) -> ImportOptions:
        """Return what was chosen."""
        bank = self.cleaned_data["bank"]
        return ImportOptions(
            language=bank.locale.language_code,
            parent=bank.pk,
            publish=self.cleaned_data["publish"],
            replace_edited=self.cleaned_data["replace_edited"],
        )


def _bank_label(bank: ProjectIndexPage) -> str:
    return f"{bank.title} ({bank.locale.get_display_name()})"


def banks_for(user: Any) -> Any:
    """Return the banks that somebody may add projects to."""
    banks = ProjectIndexPage.objects.select_related("locale").order_by("path")
    allowed = [bank.pk for bank in banks if Page.permissions_for_user(bank, user).can_add_subpage()]
    return banks.filter(pk__in=allowed)
