"""Slides and captions of the demo's seminars, made from the words in the content: nothing is kept as a binary file."""

import re
import zipfile
from io import BytesIO

from django.utils.html import escape

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.presentationml"
# A zip file carries the time of each part; always the same, so that the same words make the same file.
STAMP = (2020, 1, 1, 0, 0, 0)
SECONDS_A_CUE = 6
# In the order of the schema.
COLOURS = {
    "dk1": "2B1B2E", "lt1": "FFFFFF", "dk2": "4A2545", "lt2": "FBF3EC", "accent1": "7A2E5D", "accent2": "D9593D",
    "accent3": "E0A030", "accent4": "1F7A74", "accent5": "3A78B5", "accent6": "F0B59A", "hlink": "7A2E5D",
    "folHlink": "4A2545",
}  # fmt: skip


def captions(paragraphs: list[str]) -> bytes:
    """Return what is said as WebVTT (W3C, 2019), one cue a sentence."""
    sentences = [part for text in paragraphs for part in re.split(r"(?<=[.?!]) ", text)]
    lines = ["WEBVTT", ""]
    for number, sentence in enumerate(sentences):
        start = number * SECONDS_A_CUE
        lines += [f"{_clock(start)} --> {_clock(start + SECONDS_A_CUE)}", escape(sentence), ""]
    return "\n".join(lines).encode()


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.000"


def presentation(slides: list[list[str]], title: str) -> bytes:
    """Return a presentation (ECMA-376, .pptx): of each slide the first line is its heading, the rest its text."""
    numbers = range(1, len(slides) + 1)
    parts = {
        "[Content_Types].xml": _content_types(numbers),
        "_rels/.rels": _relations([("officeDocument", "ppt/presentation.xml")]),
        "docProps/core.xml": _core(title),
        "ppt/presentation.xml": _presentation(numbers),
        "ppt/_rels/presentation.xml.rels": _relations(
            [("slideMaster", "slideMasters/slideMaster1.xml"), *(("slide", f"slides/slide{n}.xml") for n in numbers)]
        ),
        "ppt/slideMasters/slideMaster1.xml": _master(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            [("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml")]
        ),
        "ppt/slideLayouts/slideLayout1.xml": _layout(),
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels": _relations(
            [("slideMaster", "../slideMasters/slideMaster1.xml")]
        ),
        "ppt/theme/theme1.xml": _theme(),
    }
    for number, lines in zip(numbers, slides, strict=True):
        parts[f"ppt/slides/slide{number}.xml"] = _slide(lines)
        parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = _relations(
            [("slideLayout", "../slideLayouts/slideLayout1.xml")]
        )
    return zipped(parts)


def zipped(parts: dict[str, str]) -> bytes:
    """Return the parts of an Office document in one file, always the same for the same parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, STAMP), HEAD + text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _content_types(numbers: range) -> str:
    kinds = [
        ("/ppt/presentation.xml", f"{MAIN}.presentation.main+xml"),
        ("/ppt/slideMasters/slideMaster1.xml", f"{MAIN}.slideMaster+xml"),
        ("/ppt/slideLayouts/slideLayout1.xml", f"{MAIN}.slideLayout+xml"),
        ("/ppt/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        *((f"/ppt/slides/slide{number}.xml", f"{MAIN}.slide+xml") for number in numbers),
    ]
    rows = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds)
    return (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{KINDS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    core = ""
    if targets[0][0] == "officeDocument":
        kind = f"{PACKAGE}/relationships/metadata/core-properties"
        core = f'<Relationship Id="rIdCore" Type="{kind}" Target="docProps/core.xml"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}{core}</Relationships>'


def _core(title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escape(title)}</dc:title>'
        "<dc:language>sv</dc:language></cp:coreProperties>"
    )


def _presentation(numbers: range) -> str:
    rows = "".join(f'<p:sldId id="{255 + number}" r:id="rId{number + 1}"/>' for number in numbers)
    return (
        f'<p:presentation {NAMESPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/>'
        f'</p:sldMasterIdLst><p:sldIdLst>{rows}</p:sldIdLst><p:sldSz cx="12192000" cy="6858000"/>'
        '<p:notesSz cx="6858000" cy="9144000"/></p:presentation>'
    )


def _shape(number: int, kind: str, lines: list[str], box: tuple[int, int, int, int]) -> str:
    x, y, width, height = box
    size = "4400" if kind == "title" else "2800"
    index = "" if kind == "title" else ' idx="1"'
    text = "".join(
        f'<a:p><a:r><a:rPr lang="sv-SE" sz="{size}"/><a:t>{escape(line)}</a:t></a:r></a:p>' for line in lines
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{kind} {number}"/><p:cNvSpPr/><p:nvPr>'
        f'<p:ph type="{kind}"{index}/></p:nvPr>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        f"</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>{text or '<a:p/>'}</p:txBody></p:sp>"
    )


def _tree(first: list[str], rest: list[str]) -> str:
    shapes = _shape(2, "title", first, (838200, 609600, 10515600, 1600200))
    shapes += _shape(3, "body", rest, (838200, 2438400, 10515600, 3657600))
    return (
        '<p:cSld><p:spTree><p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
        f"{shapes}</p:spTree></p:cSld>"
    )


def _slide(lines: list[str]) -> str:
    mapping = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    return f"<p:sld {NAMESPACES}>{_tree(lines[:1], lines[1:])}{mapping}</p:sld>"


def _layout() -> str:
    mapping = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
    return f'<p:sldLayout {NAMESPACES} type="obj">{_tree([], [])}{mapping}</p:sldLayout>'


def _master() -> str:
    accents = " ".join(f'accent{number}="accent{number}"' for number in range(1, 7))
    return (
        f'<p:sldMaster {NAMESPACES}>{_tree([], [])}<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" {accents} '
        'hlink="hlink" folHlink="folHlink"/><p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/>'
        "</p:sldLayoutIdLst></p:sldMaster>"
    )


def _theme() -> str:
    scheme = "".join(f'<a:{name}><a:srgbClr val="{code}"/></a:{name}>' for name, code in COLOURS.items())
    face = '<a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/>'
    fonts = f"<a:majorFont>{face}</a:majorFont><a:minorFont>{face}</a:minorFont>"
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f"<a:ln>{fill}</a:ln>"
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'<a:theme {NAMESPACES} name="Demo"><a:themeElements><a:clrScheme name="Demo">{scheme}</a:clrScheme>'
        f'<a:fontScheme name="Demo">{fonts}</a:fontScheme><a:fmtScheme name="Demo">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )
