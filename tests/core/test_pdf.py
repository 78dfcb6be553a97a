"""Documents drawn from HTML."""

import io

from PIL import ImageFile
from pypdf import PdfReader

from core import pdf


def test_a_document_is_tagged_and_has_its_language_and_title():
    content = pdf.pdf_of("<html lang='sv'><title>Intyg</title><h1>Intyg</h1></html>", "css/certificate.css")
    reader = PdfReader(io.BytesIO(content))
    catalogue = reader.trailer["/Root"]
    assert "pdfuaid:part" in catalogue["/Metadata"].get_data().decode()
    assert catalogue["/Lang"] == "sv"
    assert reader.metadata.title == "Intyg"


def test_pictures_with_something_missing_are_not_taken_because_a_document_was_drawn():
    pdf.pdf_of("<html lang='sv'><title>Intyg</title></html>", "css/certificate.css")
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False
