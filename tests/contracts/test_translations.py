"""Nobody meets a string in the wrong language."""

import ast

import polib
import pytest

from scripts.translations import COMPLETE, PUBLIC_ONLY, extract, gaps, is_public
from tests.support.code import ROOT, modules, tree

MARKS = {f"{kind}gettext{lazy}" for kind in ("", "n", "p", "np") for lazy in ("", "_lazy")} | {"_"}


@pytest.fixture(scope="module")
def template():
    return extract()


def test_strings_are_found_in_code_and_templates(template):
    places = {path.split("/")[0] for entry in template for path, _line in entry.occurrences}
    assert {"accounts", "core", "home", "templates"} <= places


@pytest.mark.parametrize("language", [*COMPLETE, *PUBLIC_ONLY])
def test_every_string_is_translated(template, language):
    assert gaps(template, language) == []


def test_no_string_stands_where_the_tool_that_collects_them_does_not_look():
    """xgettext passes over f-strings: what is marked inside one never gets into a catalogue."""
    hidden = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in modules()
        for text in ast.walk(tree(path))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS
    ]
    assert hidden == []


def entry(*occurrences):
    return polib.POEntry(msgid="x", occurrences=list(occurrences))


@pytest.mark.parametrize(
    ("place", "public"),
    [
        ("templates/base.html", True),
        ("home/views.py", True),
        ("accounts/enums.py", True),
        ("core/mail/forms.py", True),
        ("home/wagtail_hooks.py", False),
        ("projects/models/project.py", False),
        ("core/blocks/text.py", False),
        ("templates/wagtailadmin/home.html", False),
    ],
)
def test_what_the_public_meets_is_known_by_its_place(place, public):
    assert is_public(entry((place, "0"))) is public
    assert is_public(entry((place, "0"), ("templates/base.html", "1"))) is True
