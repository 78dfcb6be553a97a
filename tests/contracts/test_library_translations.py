"""The admin is in Swedish throughout, and the public side of the libraries speaks every language of the portal."""

import re
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.conf import settings

from scripts.compile_messages import catalogue

OWN = Path(settings.BASE_DIR) / "locale" / "libraries"


def library_catalogues(domain: str) -> list[Path]:
    """Return the English catalogue of every installed app that is not ours: it names all of a library's strings."""
    found = []
    for config in apps.get_app_configs():
        root = Path(config.path)
        if root.is_relative_to(settings.BASE_DIR) and ".venv" not in root.parts:
            continue
        found += (root / "locale").glob(f"en/LC_MESSAGES/{domain}.po")
    return sorted(set(found))


def translated(path: Path) -> set[tuple[str | None, str]]:
    """Return context and text of every finished entry of a catalogue."""
    if not path.exists():
        return set()
    return {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(path)) if entry.translated()}


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_what_a_library_leaves_in_english_is_swedish_in_our_own_catalogue(domain: str) -> None:
    """Wagtail's and its companions' Swedish lags behind; a new version's new strings must show up here."""
    ours = translated(OWN / "sv" / "LC_MESSAGES" / f"{domain}.po")
    missing = []
    for english in library_catalogues(domain):
        swedish = translated(english.parents[2] / "sv" / "LC_MESSAGES" / f"{domain}.po")
        for entry in polib.pofile(str(english)):
            key = (entry.msgctxt, entry.msgid)
            if not entry.obsolete and key not in swedish and key not in ours:
                missing.append(f"{english.parents[3].name}: {entry.msgid}")
    assert missing == []


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_our_translations_of_libraries_keep_their_placeholders(domain: str) -> None:
    """A lost %(name)s would be a 500 or a missing name in the admin."""
    catalogue = polib.pofile(str(OWN / "sv" / "LC_MESSAGES" / f"{domain}.po"))
    broken = []
    for entry in catalogue:
        wanted = placeholders(entry.msgid) | placeholders(entry.msgid_plural or "")
        texts = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        # "one page" needs no number in its singular; nothing may be named that the original does not name.
        lost = any(placeholders(text) != wanted for text in texts) and not entry.msgid_plural
        if lost or any(placeholders(text) - wanted for text in texts):
            broken.append(entry.msgid)
    assert broken == []


def placeholders(text: str) -> set[str]:
    """Return the %(name)s and {0} of a string."""
    return set(re.findall(r"%\(\w+\)[sd]|\{\w*\}", text))


@pytest.mark.parametrize("language", ["sv", "nb", "nl", "pt", "it"])
def test_signing_in_speaks_every_language_of_the_portal(language: str) -> None:
    """A string without a translation is shown in Swedish, not English: Django falls back to LANGUAGE_CODE."""
    folder = Path(apps.get_app_config("account").path).parent / "locale"
    english = {(e.msgctxt, e.msgid) for e in polib.pofile(str(folder / "en/LC_MESSAGES/django.po")) if not e.obsolete}
    own = catalogue(OWN / language / "LC_MESSAGES" / "django.po")
    known = {(e.msgctxt, e.msgid) for e in own if e.translated()}
    known |= translated(folder / language / "LC_MESSAGES" / "django.po")
    assert sorted(text for _context, text in english - known) == []
