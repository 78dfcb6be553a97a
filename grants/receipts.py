"""The receipt of a submitted application: a tagged PDF (PDF/UA-1, ISO 14289-1) with everything that was sent."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from core import pdf
from grants.models.applications import Attachment, Submission
from grants.pages_of import page_of
from grants.reading import sections_read

UnavailableError = pdf.UnavailableError


def files_of(submission: Submission) -> list[Attachment]:
    """Return the files that went with a submission: there when it was sent, whatever became of them since."""
    there = submission.application.attachments.filter(submitted=True, created_at__lte=submission.submitted_at)
    return [one for one in there if one.removed_at is None or one.removed_at > submission.submitted_at]


def html_of(submission: Submission) -> str:
    """Return the receipt as a page in the language the application was sent in."""
    application, language = submission.application, submission.language
    page = page_of(application.call, language)
    files = files_of(submission)
    with translation.override(language):
        context: dict[str, Any] = {
            "language": language,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "case_number": application.case_number,
            "title": application.title,
            "call_title": page.title if page is not None else application.call.title,
            "received": timezone.localtime(submission.submitted_at),
            "number": submission.number,
            "organisation": application.organisation,
            "digest": submission.digest,
            "readings": sections_read(submission.form_version, submission.answers, files, language),
        }
        return render_to_string("grants/receipt_pdf.html", context)


def pdf_of(submission: Submission) -> bytes:
    """Return the receipt as a file. Raises UnavailableError where PDFs cannot be drawn."""
    return pdf.pdf_of(html_of(submission), "css/receipt.css")
