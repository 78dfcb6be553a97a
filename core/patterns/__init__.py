"""SVG patterns made from a seed, for whatever has no photograph: always the same cover for the same seed."""

from core.patterns.compose import VARIANTS, render, render_file

__all__ = ["VARIANTS", "render", "render_file"]
