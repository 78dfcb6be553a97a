"""SVG patterns made from a seed, for whatever has no photograph."""
