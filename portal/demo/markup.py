"""The little markup of the content files, made into Wagtail's rich text."""

import re

from django.utils.html import escape

_BULLET = re.compile(r"- ")
_NUMBER = re.compile(r"\d+\. ")


def to_html(text: str) -> str:
    """Return paragraphs, `## headings`, `- lists` and `1. lists` as HTML; a line break in a paragraph stays one."""
    return "".join(_block(part.strip().split("\n")) for part in re.split(r"\n\s*\n", text.strip()))


def _block(lines: list[str]) -> str:
    for mark, tag in ((_BULLET, "ul"), (_NUMBER, "ol")):
        if all(mark.match(line) for line in lines):
            items = "".join(f"<li>{escape(mark.sub('', line, count=1))}</li>" for line in lines)
            return f"<{tag}>{items}</{tag}>"
    heading = re.match(r"(#{2,4}) (.+)", lines[0])
    if heading:
        level = len(heading[1])
        return f"<h{level}>{escape(heading[2])}</h{level}>"
    return f"<p>{'<br/>'.join(escape(line) for line in lines)}</p>"
