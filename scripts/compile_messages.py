"""Compile every catalogue under locale/ that is newer than its compiled form. Needs polib, not gettext."""

import sys
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_all(folder: Path = LOCALE) -> list[Path]:
    """Write the missing or outdated .mo files and return them. Fuzzy and empty entries stay out, as with gettext."""
    made = []
    for source in sorted(folder.rglob("LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            # Another process may be reading the old file: write beside it, then swap.
            part = target.with_suffix(".mo.part")
            polib.pofile(str(source)).save_as_mofile(str(part))
            part.replace(target)
            made.append(target)
    return made


if __name__ == "__main__":
    compiled = compile_all()
    if compiled and "--quiet" not in sys.argv:
        print(f"Compiled {len(compiled)} catalogues.")
