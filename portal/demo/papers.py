"""Text documents of the demo, made from the words in the content: nothing is kept as a binary file."""

from django.core.files.base import ContentFile
from django.utils.html import escape

from core.media.models import CustomDocument
from portal.demo.images import demo_collection
from portal.demo.slides import KINDS, PACKAGE, zipped

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# Half points.
SIZES = {"Title": 48, "Heading1": 32}
# A part of a paper: its heading, and its paragraphs.
Part = tuple[str, list[str]]


def paper(title: str, parts: list[Part]) -> bytes:
    """Return a document (ECMA-376, .docx) with headings as styles, in Swedish; the same words make the same file."""
    body = _paragraph(title, "Title")
    for heading, paragraphs in parts:
        body += _paragraph(heading, "Heading1") + "".join(_paragraph(text) for text in paragraphs)
    return zipped(
        {
            "[Content_Types].xml": _content_types(),
            "_rels/.rels": _relations({"officeDocument": "word/document.xml"}),
            "word/_rels/document.xml.rels": _relations({"styles": "styles.xml"}),
            "word/styles.xml": _styles(),
            "word/document.xml": f"<w:document {WORDS}><w:body>{body}</w:body></w:document>",
        }
    )


def keep(title: str, name: str, data: bytes) -> CustomDocument:
    """Keep a document among those that go with the demo."""
    return CustomDocument.objects.create(
        title=title, file=ContentFile(data, name=f"exempel-{name}"), language="sv", collection=demo_collection()
    )


def _paragraph(text: str, style: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _styles() -> str:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{_name(name)}"/>'
        f'<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/>{_outline(name)}</w:pPr>'
        f'<w:rPr><w:b/><w:sz w:val="{size}"/></w:rPr></w:style>'
        for name, size in SIZES.items()
    )
    return (
        f'<w:styles {WORDS}><w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/><w:lang w:val="sv-SE"/></w:rPr>'
        '</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="160" w:line="300" w:lineRule="auto"/></w:pPr>'
        f"</w:pPrDefault></w:docDefaults>{styles}</w:styles>"
    )


def _name(style: str) -> str:
    return "heading 1" if style == "Heading1" else style


def _outline(style: str) -> str:
    return '<w:outlineLvl w:val="0"/>' if style == "Heading1" else ""


def _content_types() -> str:
    parts = {"document": f"{MAIN}.document.main+xml", "styles": f"{MAIN}.styles+xml"}
    rows = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def _relations(targets: dict[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{KINDS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'
