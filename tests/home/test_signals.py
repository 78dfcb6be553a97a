"""Subscribers are told of a new article once."""

import pytest
from django.utils import timezone

from core.mail.models import OutboxMessage, Subscription
from tests.factories.home import make_archive, make_article
from tests.support.site import translate_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def subscriber():
    return Subscription.objects.create(email="kim@example.org", kind="news", language="sv", confirmed_at=timezone.now())


def letters():
    return OutboxMessage.objects.filter(kind="subscription.news").count()


def test_a_new_article_is_announced_to_those_who_asked(site, subscriber):
    make_article(make_archive(site.home))
    assert letters() == 1


def test_an_article_that_is_changed_is_not_announced_again_even_to_new_subscribers(site, subscriber):
    article = make_article(make_archive(site.home))
    Subscription.objects.create(email="lo@example.org", kind="news", language="en", confirmed_at=timezone.now())
    article.title = "En bättre rubrik"
    article.save_revision().publish()
    assert letters() == 1


def test_a_translation_is_not_announced(site, subscriber):
    article = make_article(make_archive(site.home))
    Subscription.objects.create(email="lo@example.org", kind="news", language="en", confirmed_at=timezone.now())
    translate_page(article, site.locale("en"), title="News")
    assert letters() == 1


def test_an_address_that_is_not_confirmed_gets_nothing(site):
    Subscription.objects.create(email="kim@example.org", kind="news", language="sv")
    make_article(make_archive(site.home))
    assert letters() == 0
