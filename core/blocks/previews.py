"""What an editor sees of a block before choosing it: an example, with pictures and pages that are there already."""

from typing import Any

from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from core.contacts.models import Contact
from core.reading.querysets import public

Example = dict[str, Any]


def _image() -> Any:
    images = get_image_model().objects.order_by("-pk")
    return images.exclude(alt_text="").first() or images.first()


def _pages(count: int) -> list[Any]:
    pages = Page.objects.filter(depth__gt=2, locale__language_code=(get_language() or "")[:2])
    return list(public(pages).order_by("-first_published_at")[:count])


def rich_text() -> str:
    """Return some running text."""
    heading, text = _("Heading"), _("Running text with headings, lists and links.")
    return format_html("<h2>{}</h2><p>{}</p>", heading, text)


def quote() -> Example:
    """Return a quote with its source."""
    return {
        "text": _("We thought we had to change the newcomers. We had to change the questions."),
        "source_name": _("The coordinator"),
        "source_role": _("Norrköping municipality"),
    }


def figure() -> Example:
    """Return the newest picture that is described."""
    return {"image": _image()}


def facts() -> Example:
    """Return two facts."""
    rows = [(_("When"), "9.00–12.00"), (_("Where"), "Norrköping")]
    return {"title": _("Facts in short"), "items": [{"label": label, "value": value} for label, value in rows]}


def call_to_action() -> Example:
    """Return a button to some page."""
    return {
        "heading": _("Have an idea to try out?"),
        "text": _("Say in a sentence or two what one gains by going on."),
        "link_text": _("Read more"),
        "page": next(iter(_pages(1)), None),
    }


def accordion() -> Example:
    """Return two questions."""
    answer = format_html("<p>{}</p>", _("Questions that open to show their answers."))
    questions = [_("Who can take part?"), _("What does it cost?")]
    return {"items": [{"heading": question, "content": answer} for question in questions]}


def embed() -> Example:
    """Return a film with its words."""
    return {
        "title": _("Film or recording"),
        "url": "https://video.example.org/watch/123",
        "poster": _image(),
        "duration": "12 min",
        "transcript": format_html("<p>{}</p>", _("What is said and shown.")),
    }


def downloads() -> Example:
    """Return the newest documents."""
    documents = get_document_model().objects.order_by("-pk")[:2]
    return {"title": _("Downloads"), "items": [{"document": document} for document in documents]}


def contacts() -> Example:
    """Return two contact points."""
    return {"title": _("Contacts"), "items": list(Contact.objects.all()[:2])}


def page_list() -> Example:
    """Return three pages."""
    return {"title": _("Read more"), "pages": _pages(3)}
