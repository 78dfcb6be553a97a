"""From lines to the few kinds of markup that a section has: paragraphs, lists, line breaks."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from projects.importing.lines import BULLET, NUMBERED

# Also inside JSON, where the quotation marks are escaped, once or more.
KEYS = re.compile(r'\s+data-block-key=\\*"[^"\\]*\\*"')
BETWEEN = re.compile(r">\s+<")


@dataclass
class _Block:
    """Some lines that belong together: "p", "ul" or a numbered item with its number."""

    kind: str
    texts: list[str] = field(default_factory=list)
    number: int = 0


def to_html(lines: Iterable[str], *, wrapped: bool = False) -> str:
    """Return paragraphs, bullets and numbered lists as HTML, everything else escaped.

    A numbered list is one only if its items follow on each other from 1: the numbers of headings with prose between
    them are kept as they are. `wrapped`: a line end inside a paragraph means nothing.
    """
    return "".join(_markup(block) for block in _lists(_blocks(lines, wrapped)))


def _blocks(lines: Iterable[str], wrapped: bool) -> list[_Block]:
    blocks: list[_Block] = []
    after_blank = True
    for line in lines:
        text = " ".join(line.split())
        if text:
            _add(blocks, text, after_blank, wrapped)
        after_blank = not text
    return blocks


def _add(blocks: list[_Block], text: str, after_blank: bool, wrapped: bool) -> None:
    bullet, numbered = BULLET.fullmatch(text), NUMBERED.fullmatch(text)
    if bullet:
        if not blocks or blocks[-1].kind != "ul":
            blocks.append(_Block("ul"))
        blocks[-1].texts.append(bullet["text"])
    elif numbered:
        blocks.append(_Block("number", [text], int(numbered["number"])))
    elif after_blank or not blocks or (not wrapped and blocks[-1].kind == "ul"):
        blocks.append(_Block("p", [text]))
    elif wrapped:
        blocks[-1].texts[-1] += f" {text}"
    else:
        # A number with prose right under it is a heading with its text.
        blocks[-1].kind = "p"
        blocks[-1].texts.append(text)


def _lists(blocks: list[_Block]) -> list[_Block]:
    """Put numbered items that count from 1 together in a list; the others become paragraphs."""
    result: list[_Block] = []
    at = 0
    while at < len(blocks):
        end = at
        while end < len(blocks) and blocks[end].kind == "number" and blocks[end].number == end - at + 1:
            end += 1
        if end - at > 1:
            items = [NUMBERED.fullmatch(block.texts[0]) for block in blocks[at:end]]
            result.append(_Block("ol", [item["text"].strip() for item in items if item]))
            at = end
            continue
        block = blocks[at]
        result.append(_Block("p", block.texts) if block.kind == "number" else block)
        at += 1
    return result


def _markup(block: _Block) -> str:
    texts = [html.escape(text, quote=False) for text in block.texts]
    if block.kind == "p":
        return f"<p>{'<br/>'.join(texts)}</p>"
    items = "".join(f"<li>{text}</li>" for text in texts)
    return f"<{block.kind}>{items}</{block.kind}>"


def comparable(markup: str) -> str:
    """Return markup without what the editor adds when it is saved, for telling whether the words have changed."""
    text = KEYS.sub("", markup).replace("<br>", "<br/>").replace("<br />", "<br/>")
    return html.unescape(BETWEEN.sub("><", text)).replace("\u00a0", " ").strip()
