"""Every pair of colours that meets on a page is readable, in both schemes (WCAG 2.2: 1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest

from core.patterns.compose import FILE_COLOURS

CSS = Path(__file__).resolve().parents[3] / "static" / "css"
TOKEN = re.compile(r"--(?P<name>[\w-]+): light-dark\((?P<light>#[0-9a-f]{6}), (?P<dark>#[0-9a-f]{6})\)")
TOKENS = {m["name"]: {"light": m["light"], "dark": m["dark"]} for m in TOKEN.finditer((CSS / "tokens.css").read_text())}
GROUNDS = ["ground", "surface", "tint"]

TEXT = [
    *[(text, ground) for text in ("ink", "ink-soft", "accent", "accent-strong", "bad") for ground in GROUNDS],
    ("ink", "mark"), ("ink", "accent-tint"), ("accent-strong", "accent-tint"), ("accent", "accent-tint"),
    ("on-accent", "accent"), ("on-accent", "accent-strong"), ("on-foot", "foot"), ("ground", "ink"),
    ("good", "good-tint"), ("warn", "warn-tint"), ("bad", "bad-tint"), ("ink-soft", "tint"),
]  # fmt: skip
CONTROLS = [
    *[("control", ground) for ground in GROUNDS], *[("focus", ground) for ground in GROUNDS],
    *[("accent", ground) for ground in GROUNDS],
]  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself():
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_is_readable(text, ground, scheme):
    assert ratio(TOKENS[text][scheme], TOKENS[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("control", "ground"), CONTROLS)
def test_controls_stand_out(control, ground, scheme):
    assert ratio(TOKENS[control][scheme], TOKENS[ground][scheme]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_ring_of_the_footer_stands_out(scheme):
    assert ratio("#ffd37a", TOKENS["foot"][scheme]) >= 3


def test_files_have_the_colours_of_the_light_scheme():
    assert {n: TOKENS[f"pattern-{n}"]["light"] for n in FILE_COLOURS} == FILE_COLOURS


def test_style_sheets_use_only_tokens_that_exist():
    text = "".join((CSS / f"{name}.css").read_text() for name in ("tokens", "base", "components", "print"))
    declared = set(re.findall(r"(--[\w-]+):", text))
    assert set(re.findall(r"var\((--[\w-]+)", text)) <= declared
