"""Pages of any type, put into the tree."""

from itertools import count
from typing import Any

from wagtail.models import Page

_numbers = count(1)


def make_page(model: type[Page], parent: Page, *, live: bool = True, **values: Any) -> Any:
    """Return a page of `model` under `parent`, in its language, published unless `live` is false."""
    number = next(_numbers)
    values.setdefault("title", f"{model.__name__} {number}")
    values.setdefault("slug", f"{model._meta.model_name}-{number}")
    page = model(locale=parent.locale, live=False, **values)
    Page.objects.get(pk=parent.pk).specific.add_child(instance=page)
    if live:
        page.save_revision(log_action=False).publish(log_action=False)
    return model.objects.get(pk=page.pk)
