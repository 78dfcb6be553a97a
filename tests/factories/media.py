"""Pictures and documents, small enough to make by the hundred."""

from io import BytesIO
from typing import Any

import factory
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model


def png(width: int = 320, height: int = 200, colour: str = "#7a1f3d") -> bytes:
    """Return a picture of one colour."""
    target = BytesIO()
    Image.new("RGB", (width, height), colour).save(target, "PNG")
    return target.getvalue()


class ImageFactory(factory.django.DjangoModelFactory):
    """A picture with everything an editor should give it."""

    class Meta:
        model = get_image_model()

    title = factory.Sequence(lambda number: f"Picture {number}")
    alt_text = "Four people round a table, laughing"
    caption = "A seminar in Norrköping"
    credit = "Photo: Region Exempel"
    file = factory.LazyFunction(lambda: ContentFile(png(), name="picture.png"))


class DocumentFactory(factory.django.DjangoModelFactory):
    """A document in Swedish."""

    class Meta:
        model = get_document_model()

    title = factory.Sequence(lambda number: f"Report {number}")
    language = "sv"
    file = factory.LazyFunction(lambda: ContentFile(b"%PDF-1.7\n%%EOF\n", name="report.pdf"))


def private_collection(name: str = "Members") -> Any:
    """Return a collection whose documents only signed-in people may fetch."""
    from wagtail.models import Collection, CollectionViewRestriction

    collection = Collection.get_first_root_node().add_child(name=name)
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=CollectionViewRestriction.LOGIN)
    return collection
