"""Who may import whom, and no circles."""

import subprocess
import sys
import tomllib
from pathlib import Path

import grimp
import pytest
from django.conf import settings

from core.checks.own import own_app_configs

ROOT = Path(settings.BASE_DIR)
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
PACKAGES = CONFIG["root_packages"]


def test_every_app_is_under_the_import_contract():
    assert {config.name.split(".")[0] for config in own_app_configs()} == set(PACKAGES)
    layers = " ".join(CONFIG["contracts"][0]["layers"])
    assert [package for package in PACKAGES if package not in layers] == []


def test_the_import_contracts_hold():
    # In a process of its own, since the linter silences every logger of the one it runs in.
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*PACKAGES, cache_dir=None)


def circles(edges: dict[str, set[str]]) -> list[list[str]]:
    """Return the groups of modules that import each other in a circle (Tarjan's algorithm)."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for target in edges.get(node, ()):
            if target not in index:
                visit(target)
                low[node] = min(low[node], low[target])
            elif target in stack:
                low[node] = min(low[node], index[target])
        if low[node] == index[node]:
            group = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(group) > 1:
                found.append(sorted(group))

    for start in edges:
        if start not in index:
            visit(start)
    return found


def test_circles_are_found():
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [["a", "b", "c"]]
    assert circles({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


@pytest.mark.parametrize("package", PACKAGES)
def test_no_modules_of_an_app_import_each_other_in_a_circle(graph, package):
    members = {package, *graph.find_descendants(package)}
    edges = {module: graph.find_modules_directly_imported_by(module) & members for module in members}
    assert circles(edges) == []


def test_no_packages_of_the_core_lean_on_each_other_in_a_circle(graph):
    edges: dict[str, set[str]] = {}
    for module in graph.find_descendants("core"):
        home = ".".join(module.split(".")[:2])
        targets = {".".join(name.split(".")[:2]) for name in graph.find_modules_directly_imported_by(module)}
        edges.setdefault(home, set()).update({name for name in targets if name.startswith("core.")} - {home})
    assert circles(edges) == []
