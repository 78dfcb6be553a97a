"""What was chosen for an import."""

from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from projects.importing.reading import refuse
from projects.models import ProjectIndexPage


@dataclass(frozen=True)
class ImportOptions:
    """In which language the records are, under which bank they go, and what to do with them."""

    language: str = "sv"
    parent: int | None = None
    publish: bool = False
    replace_edited: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return what is kept with a batch."""
        return asdict(self)

    def bank(self) -> ProjectIndexPage:
        """Return the bank that takes the records. Raises FileFaultsError when there is none in the language."""
        banks = ProjectIndexPage.objects.select_related("locale").order_by("path")
        banks = banks.filter(pk=self.parent) if self.parent else banks.filter(locale__language_code=self.language)
        bank = banks.first()
        if bank is None and self.parent:
            raise refuse(_("The page %(id)s is not a project bank.") % {"id": self.parent})
        if bank is None:
            raise refuse(_("There is no project bank in this language (%(code)s).") % {"code": self.language})
        if bank.locale.language_code != self.language:
            message = _("The project bank %(id)s is in another language (%(code)s).")
            raise refuse(message % {"id": bank.pk, "code": bank.locale.language_code})
        return bank
