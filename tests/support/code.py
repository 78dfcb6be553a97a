"""The portal's own source code, read as code."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = (
    "accounts",
    "core",
    "home",
    "portal",
    "projects",
    "partners",
    "events",
    "learning",
    "climate",
    "grants",
    "community",
)


@dataclass(frozen=True)
class Function:
    """A function of ours, and how long it is without its docstring and decorators."""

    where: str
    name: str
    lines: int
    has_return_type: bool


@cache
def modules() -> tuple[Path, ...]:
    """Return every module of ours that somebody wrote: no migrations, no tests."""
    found = [path for app in (*APPS, "scripts") for path in sorted((ROOT / app).rglob("*.py"))]
    return tuple(path for path in found if "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions() -> Iterator[Function]:
    """Yield every function and method of ours."""
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                yield Function(where, node.name, _length(node), node.returns is not None)


def classes() -> Iterator[tuple[Path, ast.ClassDef]]:
    """Yield every class of ours with its module."""
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                yield path, node


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the number of lines from `def` to the end, the docstring apart."""
    total = (node.end_lineno or node.lineno) - node.lineno + 1
    if ast.get_docstring(node, clean=False) is not None:
        first = node.body[0]
        total -= (first.end_lineno or first.lineno) - first.lineno + 1
    return total


def line_count(path: Path) -> int:
    """Return the number of lines of a module."""
    return len(path.read_text(encoding="utf-8").splitlines())


def longest(values: list[int], share: float) -> int:
    """Return the length within which `share` (0 to 1) of the values lie; 0 when there are none."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * round(share * 100) // 100) - 1)] if ordered else 0
