"""SVG patterns made from a seed, for whatever has no photograph: portraits and simple shapes, always the same for the same seed."""

from core.patterns.compose import VARIANTS, render, render_file

__all__ = ["VARIANTS", "render", "render_file"]
