"""Collect the strings to translate, put them into the catalogues, and tell what is missing.

    python scripts/translations.py update    rewrite locale/*/LC_MESSAGES/django.po with today's strings
    python scripts/translations.py check     name every string that lacks its translation; status 1 when there is one

Swedish, English and Norwegian are complete. Dutch, Portuguese and Italian are complete for the public side: what is
only met in the admin may be missing there, and is then shown in Swedish.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
COMPLETE = ("sv", "en", "nb")
PUBLIC_ONLY = ("nl", "pt", "it")
SOURCES = ("accounts", "core", "home", "portal", "projects", "partners", "events", "learning", "climate", "grants",
           "community", "templates")  # fmt: skip
# Where strings for editors live. A string that occurs anywhere else is for the public too.
ADMIN_ONLY = re.compile(
    r"(^|/)(models|models/.*|\w*blocks|blocks/.*|panels|apps|wagtail_hooks|viewsets|viewsets/.*|widgets|pictures|"
    r"admin_\w+|case_views|case_forms|case_export|staff_forms|series_forms|series_views|checks/.*|admin|"
    r"management/.*|migrations/.*|demo/.*|importing/.*|privacy|settings/.*)\.py$"
    r"|^templates/(wagtailadmin|admin|wagtail_localize)/|/admin/[^/]+\.html$"
)
# What a visitor reads although it stands in a file for editors: the name of a page type, and what is said at once.
SAID_AT_ONCE = re.compile(r"\btype_label\b|\b(gettext|ngettext|pgettext|npgettext)\(")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
PLURALS = "nplurals=2; plural=(n != 1);"


def extract() -> polib.POFile:
    """Return every string of ours with the places where it occurs. Needs xgettext.

    The sources are linked into an empty folder, so that nothing is written among them.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "locale").mkdir()
        for source in SOURCES:
            if (ROOT / source).is_dir():
                (folder / source).symlink_to(ROOT / source)
        subprocess.run(
            [
                sys.executable,
                str(ROOT / "manage.py"),
                "makemessages",
                "--locale",
                "sv",
                "--symlinks",
                "--keep-pot",
                "--extension",
                "html,txt,py,xml,svg",
                "--verbosity",
                "0",
            ],
            cwd=folder,
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings.test", "PYTHONPATH": str(ROOT)},
            check=True,
        )
        return polib.pofile(str(folder / "locale" / "django.pot"))


def is_public(entry: polib.POEntry) -> bool:
    """Tell whether visitors meet the string."""
    return any(_is_public_place(Path(path), int(line or 0)) for path, line in entry.occurrences)


def _is_public_place(path: Path, line: int) -> bool:
    if not ADMIN_ONLY.search(path.as_posix()):
        return True
    if path.suffix != ".py" or not line:
        return False
    lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
    return bool(SAID_AT_ONCE.search(lines[line - 1]))


def catalogue_path(language: str) -> Path:
    """Return where the catalogue of a language is kept."""
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def gaps(template: polib.POFile, language: str) -> list[str]:
    """Return the strings that the language must have and has not, or has with other placeholders."""
    path = catalogue_path(language)
    catalogue = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue if not entry.obsolete}
    missing = []
    for entry in template:
        if language in PUBLIC_ONLY and not is_public(entry):
            continue
        translation = known.get((entry.msgctxt, entry.msgid))
        if translation is None or not translation.translated() or translation.fuzzy:
            missing.append(entry.msgid)
        elif _placeholders_differ(entry, translation):
            missing.append(f"{entry.msgid} (other placeholders)")
    return missing


def _placeholders_differ(entry: polib.POEntry, translation: polib.POEntry) -> bool:
    if entry.msgid_plural:
        # A singular may well leave the number out: "one seminar".
        allowed = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        return any(set(PLACEHOLDER.findall(text)) - allowed for text in translation.msgstr_plural.values())
    return set(PLACEHOLDER.findall(entry.msgid)) != set(PLACEHOLDER.findall(translation.msgstr))


def update(template: polib.POFile, language: str) -> int:
    """Rewrite the catalogue of a language with today's strings, keeping every translation; return how many are empty.

    No places and no dates are written, and the strings are in alphabetical order, so that a catalogue changes only
    where a string does. English is its own translation.
    """
    path = catalogue_path(language)
    old = polib.pofile(str(path), wrapwidth=0) if path.exists() else polib.POFile()
    known = {(entry.msgctxt, entry.msgid): entry for entry in old}
    new = polib.POFile(wrapwidth=0)
    new.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "Plural-Forms": PLURALS,
    }
    for entry in sorted(template, key=lambda item: (item.msgid, item.msgctxt or "")):
        new.append(_merged(entry, known.get((entry.msgctxt, entry.msgid)), language))
    path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(path))
    return len([entry for entry in new if not entry.translated()])


def _merged(entry: polib.POEntry, before: polib.POEntry | None, language: str) -> polib.POEntry:
    merged = polib.POEntry(
        msgctxt=entry.msgctxt,
        msgid=entry.msgid,
        msgid_plural=entry.msgid_plural,
        comment=entry.comment,
        flags=[flag for flag in entry.flags if flag != "fuzzy"],
    )
    if entry.msgid_plural:
        merged.msgstr_plural = {0: "", 1: ""}
    if before is not None and not before.fuzzy:
        merged.msgstr = before.msgstr
        merged.msgstr_plural = {**merged.msgstr_plural, **before.msgstr_plural} if entry.msgid_plural else {}
    if language == "en" and not merged.translated():
        merged.msgstr = "" if entry.msgid_plural else entry.msgid
        merged.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural} if entry.msgid_plural else {}
    return merged


def main(command: str) -> int:
    """Run `update` or `check`; return the exit status."""
    template = extract()
    if command == "update":
        for language in (*COMPLETE, *PUBLIC_ONLY):
            empty = update(template, language)
            print(f"{language}: {len(template)} strings, {empty} without translation")
        return 0
    status = 0
    for language in (*COMPLETE, *PUBLIC_ONLY):
        missing = gaps(template, language)
        status = status or bool(missing)
        for text in missing[:20]:
            print(f"{language}: {text!r}", file=sys.stderr)
        print(f"{language}: {len(missing)} of {len(template)} missing")
    return int(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
