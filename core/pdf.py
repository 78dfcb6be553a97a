"""Tagged documents from HTML: certificates, receipts."""

import logging

from django.contrib.staticfiles import finders
from PIL import ImageFile


class UnavailableError(Exception):
    """PDFs cannot be drawn on this machine: Pango is missing."""


def pdf_of(html: str, stylesheet: str) -> bytes:
    """Return a page of HTML as a tagged PDF (PDF/UA-1, ISO 14289-1), set by a static style sheet.

    Nothing is fetched from elsewhere. Raises UnavailableError where PDFs cannot be drawn.
    """
    broken_pictures_are_taken = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        # Not at the top: it needs the system's Pango, without which all else of the portal still works.
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
    except OSError as error:
        raise UnavailableError from error
    finally:
        # The first import makes Pillow take broken pictures in the whole process; uploads must be refused as before.
        ImageFile.LOAD_TRUNCATED_IMAGES = broken_pictures_are_taken
    # They tell of every step.
    for name in ("weasyprint", "weasyprint.progress", "fontTools"):
        logging.getLogger(name).setLevel(logging.WARNING)
    fonts = FontConfiguration()
    css = CSS(filename=finders.find(stylesheet), font_config=fonts)
    document = HTML(string=html, base_url="about:blank")
    return bytes(document.write_pdf(stylesheets=[css], pdf_variant="pdf/ua-1", font_config=fonts))
