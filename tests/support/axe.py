"""axe-core on a page: the version under tests/vendor, so that nothing is fetched."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = (Path(__file__).resolve().parent.parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """([context, tags]) => axe.run(
  context || document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]}
)"""


def axe_violations(page: Page, *, include: str | None = None) -> list[dict[str, Any]]:
    """Return axe's violations on the page, or on the part of it that the selector `include` names."""
    # A click answers as soon as the new page begins; without its style sheets every link is too small to touch.
    page.wait_for_load_state("load")
    page.evaluate(SOURCE)
    return page.evaluate(RUN, [include, TAGS])["violations"]


def explain(where: str, violations: list[dict[str, Any]]) -> str:
    """Return the violations as lines a person can act on."""
    lines = [f"{where}: {len(violations)} kinds of violation"]
    for violation in violations:
        lines.append(f"- {violation['id']} ({violation['impact']}): {violation['help']}")
        lines += [f"    {node['target']} {node['html'][:160]}" for node in violation["nodes"][:5]]
    return "\n".join(lines)
