"""Editorial pages for tests."""

import io
import json
import uuid
from typing import Any

from django.core.files.images import ImageFile
from PIL import Image
from wagtail.models import Page

from core.contacts.models import Contact, ContactPhone
from core.media.models import CustomImage
from home.models import ArticleIndexPage, ArticlePage, ContactPage, FeedbackPage, IndexPage, StandardPage


def block(kind: str, value: Any) -> dict[str, Any]:
    """One block of a stream, as it is stored."""
    return {"type": kind, "value": value, "id": str(uuid.uuid4())}


def stream(*blocks: tuple[str, Any]) -> str:
    """A stream as it is stored."""
    return json.dumps([block(kind, value) for kind, value in blocks])


def listed(*values: Any) -> list[dict[str, Any]]:
    """The items of a ListBlock, as they are stored."""
    return [block("item", value) for value in values]


def make_image(title: str = "Bild", *, size: tuple[int, int] = (1600, 1200), **fields: Any) -> CustomImage:
    """A picture with an alternative text."""
    file = io.BytesIO()
    Image.new("RGB", size, (120, 60, 90)).save(file, "PNG")
    file.seek(0)
    values = {"alt_text": "Fyra personer runt ett bord", **fields}
    return CustomImage.objects.create(title=title, file=ImageFile(file, name=f"{uuid.uuid4().hex}.png"), **values)


def add_page(parent: Page, model: type[Page], title: str, **fields: Any) -> Any:
    """A live page with a revision, under `parent` and in its language."""
    page = model(title=title, locale=parent.locale, **fields)
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    page.save_revision(log_action=False).publish()
    page.refresh_from_db()
    return page


def make_standard(parent: Page, title: str = "Om oss", **fields: Any) -> StandardPage:
    """A page of text."""
    return add_page(parent, StandardPage, title, **fields)


def make_section(parent: Page, title: str = "Avdelning", **fields: Any) -> IndexPage:
    """A page that lists those under it."""
    return add_page(parent, IndexPage, title, **fields)


def make_archive(parent: Page, title: str = "Nyheter", **fields: Any) -> ArticleIndexPage:
    """An archive of news."""
    return add_page(parent, ArticleIndexPage, title, **fields)


def make_article(archive: Page, title: str = "En nyhet", *, tags: tuple[str, ...] = (), **fields: Any) -> ArticlePage:
    """An article, with tags."""
    article = add_page(archive, ArticlePage, title, **fields)
    if tags:
        article.tags.add(*tags)
        article.save_revision(log_action=False).publish()
        article.refresh_from_db()
    return article


def make_contact_page(parent: Page, title: str = "Kontakt", **fields: Any) -> ContactPage:
    """A contact page."""
    return add_page(parent, ContactPage, title, **{"purpose": "För att svara dig.", **fields})


def make_feedback_page(parent: Page, title: str = "Brister i tillgänglighet", **fields: Any) -> FeedbackPage:
    """A page for feedback on accessibility."""
    return add_page(parent, FeedbackPage, title, **{"purpose": "För att rätta bristen.", **fields})


def make_contact(role: str = "Kommunikatör", **fields: Any) -> Contact:
    """A contact point with a telephone number."""
    contact = Contact.objects.create(label_sv=role, email="info@example.org", **fields)
    ContactPhone.objects.create(contact=contact, number="+4613100000")
    return contact
