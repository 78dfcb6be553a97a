"""A page in Swedish, its translation by wagtail-localize, and those who translate."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from core.translating.groups import group_name, sync_groups
from tests.factories import home as make
from tests.factories.users import UserFactory

WORDS = {"Om oss": "About us", "Vi är tolv partner.": "We are twelve partners.", "Välkommen": "Welcome"}


def publish(page: Any, **changes: Any) -> Any:
    """Publish a page with changes."""
    page = Page.objects.get(pk=page.pk).specific
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(log_action=False).publish(log_action=False)
    return Page.objects.get(pk=page.pk).specific


def translate(page: Any, locale: Locale, words: dict[str, str], *, kind: str = "manual") -> Translation:
    """Translate a page through wagtail-localize and publish what came of it."""
    source, _made = TranslationSource.update_or_create_from_instance(page)
    translation, _made = Translation.objects.get_or_create(source=source, target_locale=locale)
    for segment in StringSegment.objects.filter(source=source).select_related("string"):
        if segment.string.data in words:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={"data": words[segment.string.data], "translation_type": kind},
            )
    translation.save_target(publish=False)
    page.get_translation(locale).specific.get_latest_revision().publish(log_action=False)
    return translation


def signed_in(user: Any) -> Client:
    """A client for a user."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def translator(*locales: Locale) -> Any:
    """A translator of languages."""
    sync_groups()
    user = UserFactory()
    user.groups.add(Group.objects.get(name="translator"))
    for locale in locales:
        user.groups.add(Group.objects.get(name=group_name(locale)))
    return user


@pytest.fixture
def about(site: Any) -> SimpleNamespace:
    """A page with an English translation, and its locales."""
    page = make.make_standard(
        site.home, "Om oss", introduction="Välkommen", body=make.stream(("rich_text", "<p>Vi är tolv partner.</p>"))
    )
    english, dutch = site.locale("en"), site.locale("nl")
    translation = translate(page, english, WORDS)
    return SimpleNamespace(
        page=page, english=english, dutch=dutch, translation=translation, translated=page.get_translation(english)
    )
