"""Pictures and logos, drawn and put into a collection of their own."""

from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.utils.text import slugify
from PIL import Image
from wagtail.models import Collection

from core.media.models import CustomImage
from portal.demo.content import Record
from portal.demo.pictures import draw
from portal.demo.pictures.logos import emblem, logo

COLLECTION = "Exempelbilder"
# A name and a sign, the same in every language: the credit belongs to the picture, not to a page.
CREDIT = "© Mångfaldens ansikten"


def demo_collection() -> Collection:
    """Return the collection that the pictures are in, made if need be."""
    found = Collection.objects.filter(name=COLLECTION).first()
    return found or Collection.get_first_root_node().add_child(name=COLLECTION)


def make_picture(record: Record, user: Any) -> CustomImage:
    """Draw and store a picture."""
    image = _stored(draw(record["key"]), f"exempel-{record['key']}.png", record["caption"].rstrip("."), user)
    # No caption: one kept with the image has a single language. Where the picture stands in a text, it has its own.
    image.alt_text, image.credit = record["alt"], CREDIT
    image.save()
    return image


def make_logo(record: Record, user: Any) -> CustomImage:
    """Draw and store the logo of an organisation."""
    picture = logo(record["name"].removesuffix(" AB"), record["mark"])
    name = record["name"]
    return _stored(picture, f"exempel-logotyp-{slugify(name)}.png", f"Logotyp: {name}", user, alt_text=name)


def make_emblem(code: str, words: str, user: Any) -> CustomImage:
    """Draw and store the emblem of the Union with its words in one language."""
    return _stored(emblem(words), f"exempel-eu-{code}.png", words, user, alt_text=words)


def _stored(picture: Image.Image, name: str, title: str, user: Any, **fields: str) -> CustomImage:
    data = BytesIO()
    picture.save(data, "PNG")
    return CustomImage.objects.create(
        title=title,
        file=ContentFile(data.getvalue(), name=name),
        collection=demo_collection(),
        uploaded_by_user=user,
        **fields,
    )
