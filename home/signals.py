"""What follows when an article is published."""

from typing import Any

from wagtail.models import Page

from core.mail import subscriptions
from home.models import ArticlePage


def tell_subscribers(sender: type[Page], instance: ArticlePage, **kwargs: Any) -> None:
    """Queue a letter about a new article; not again when it is changed, translated or published anew.

    The first publishing writes the same moment in both columns. A translation is published for the first time too, but
    an announcement is of the article in all its languages, and is sent to nobody twice.
    """
    first = instance.first_published_at is not None and instance.first_published_at == instance.last_published_at
    if first and not is_translation(instance):
        subscriptions.announce("news", subscriptions.page_reference(instance))


def is_translation(article: ArticlePage) -> bool:
    """Tell whether the article was published in another language before."""
    others = ArticlePage.objects.filter(translation_key=article.translation_key).exclude(pk=article.pk)
    return others.filter(first_published_at__lt=article.first_published_at).exists()
