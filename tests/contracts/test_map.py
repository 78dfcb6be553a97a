"""The map of the house names its rooms, and each module says what it is for."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from core.checks.own import own_app_configs

ROOT = Path(settings.BASE_DIR)
ROOMS = sorted({config.name.split(".")[0] for config in own_app_configs()})
PACKAGES = sorted(
    f"core/{path.name}"
    for path in (ROOT / "core").iterdir()
    if (path / "__init__.py").exists() or (path.suffix == ".py" and path.stem != "__init__")
)


@pytest.mark.parametrize("place", [*ROOMS, *PACKAGES])
def test_the_map_names_every_room(place):
    assert f"`{place}`" in (ROOT / "docs" / "architecture.md").read_text()


@pytest.mark.parametrize("room", ROOMS)
def test_every_module_says_what_it_is_for(room):
    modules = [
        path for path in (ROOT / room).rglob("*.py") if "migrations" not in path.parts and path.stem != "__init__"
    ]
    assert [str(path) for path in modules if not ast.get_docstring(ast.parse(path.read_text()))] == []
