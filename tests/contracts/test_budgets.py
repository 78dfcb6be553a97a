"""Code stays short enough to read: the budgets of the architecture file."""

import re

import pytest
from django.apps import apps
from wagtail.models import Page

from tests.support.code import ROOT, classes, functions, line_count, longest, modules

PAGE_NAMES = {model.__name__ for model in apps.get_models() if issubclass(model, Page)} | {"BasePage"}


def test_95_of_100_functions_are_within_30_lines_and_none_over_60():
    found = list(functions())
    assert [f"{item.where} {item.name}: {item.lines}" for item in found if item.lines > 60] == []
    assert longest([item.lines for item in found], 0.95) <= 30


def test_95_of_100_modules_are_within_350_lines_and_none_over_500():
    lengths = {str(path.relative_to(ROOT)): line_count(path) for path in modules()}
    assert {name: lines for name, lines in lengths.items() if lines > 500} == {}
    assert longest(list(lengths.values()), 0.95) <= 350


def test_page_classes_are_within_120_lines():
    lengths = {
        f"{path.relative_to(ROOT)} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for path, node in classes()
        if node.name in PAGE_NAMES
    }
    assert lengths
    assert {name: lines for name, lines in lengths.items() if lines > 120} == {}


def test_every_function_says_what_it_returns():
    assert [f"{item.where} {item.name}" for item in functions() if not item.has_return_type] == []


SUPPRESSION = re.compile(r"#\s*(?:noqa|type:\s*ignore|fmt:\s*off|pragma:|nosec)", re.IGNORECASE)
WITH_REASON = re.compile(r"#\s*(?:noqa:\s*[A-Z]+\d+(?:,\s*[A-Z]+\d+)*\s+—|type:\s*ignore\[[\w,-]+\]\s+#)\s*\S.*\s\S+")
ALL_PYTHON = [*modules(), *sorted((ROOT / "tests").rglob("*.py")), ROOT / "manage.py"]


@pytest.mark.parametrize("path", ALL_PYTHON, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_suppression_without_its_reason_beside_it(path):
    if path.name == "test_budgets.py":
        return
    bare = [
        f"{number}: {line.strip()}"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if SUPPRESSION.search(line) and not WITH_REASON.search(line)
    ]
    assert bare == []


# Written so that the pattern is not found by itself.
UNFINISHED = re.compile(r"\b(TO[D]O|FIX[M]E|X{3}|HA[C]K)\b|[Nn]ot implemented\b|[Nn]otImplementedErro[r]")


def test_nothing_is_left_unfinished():
    texts = list(ALL_PYTHON)
    texts += sorted((ROOT / "templates").rglob("*.html")) + sorted((ROOT / "static").rglob("*.js"))
    texts += sorted((ROOT / "static").rglob("*.css"))
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in texts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if UNFINISHED.search(line)
    ]
    assert found == []


def test_no_test_is_skipped():
    skipping = re.compile(r"mark\.(skip|skipif|xfail)|pytest\.(skip|xfail|importorskip)\(")
    found = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if path.name != "test_budgets.py" and skipping.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
