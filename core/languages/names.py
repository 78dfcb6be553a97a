"""The languages of the portal under their own names."""

from django.conf import settings
from django.utils.translation import get_language_info


def own_name(code: str) -> str:
    """Return what a language calls itself, with a capital as in a list, e.g. "Svenska"."""
    name = "Norsk" if code == "nb" else get_language_info(code)["name_local"]
    return name[:1].upper() + name[1:]


def language_codes() -> list[str]:
    """Return the two-letter codes of the portal's languages, the default first."""
    return [code for code, _name in settings.LANGUAGES]
