"""Compile every catalogue under locale/ that is newer than its compiled form. Needs polib, not gettext."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"
# Libraries that speak European Portuguese only under the name pt_PT, where the portal's language is pt. Their own
# installed catalogues are taken over at set-up; without them a visitor would read those strings in Swedish.
BORROWED = {"allauth": "pt_PT"}


def compile_all(folder: Path = LOCALE) -> list[Path]:
    """Write the missing or outdated .mo files and return them. Fuzzy and empty entries stay out, as with gettext."""
    made = []
    for source in sorted(folder.rglob("LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            # Another process may be reading the old file: write beside it, then swap.
            part = target.with_suffix(f".mo.{os.getpid()}")
            catalogue(source).save_as_mofile(str(part))
            part.replace(target)
            made.append(target)
    return made


def catalogue(source: Path) -> polib.POFile:
    """Return a catalogue of ours; the Portuguese one for libraries with what they themselves say as pt_PT."""
    entries = polib.pofile(str(source))
    if source.parts[-4:-1] == ("libraries", "pt", "LC_MESSAGES"):
        ours = {(entry.msgctxt, entry.msgid) for entry in entries}
        for package, language in BORROWED.items():
            theirs = library_folder(package) / "locale" / language / "LC_MESSAGES" / source.name
            if theirs.exists():
                entries.extend(e for e in polib.pofile(str(theirs)) if (e.msgctxt, e.msgid) not in ours)
    return entries


def library_folder(package: str) -> Path:
    """Return where a package is installed. Raises ModuleNotFoundError when it is not."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent


if __name__ == "__main__":
    compiled = compile_all()
    if compiled and "--quiet" not in sys.argv:
        print(f"Compiled {len(compiled)} catalogues.")
