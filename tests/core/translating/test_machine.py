"""Machine translation: off unless a provider is named, marked until a person approves, harmless when it fails."""

import pytest
from django.urls import reverse
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import StringTranslation

from core.translating.checks import machine_translator_is_there
from tests.core.translating.conftest import signed_in, translate, translator
from tests.factories import home as make

pytestmark = pytest.mark.django_db
DUMMY = {"CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"}


class Broken(BaseMachineTranslator):
    """A service that does not answer."""

    display_name = "Broken"

    def translate(self, source_locale, target_locale, strings):
        raise ConnectionError("no answer")

    def can_translate(self, source_locale, target_locale):
        return True


@pytest.fixture
def half(site):
    """A page of which the title alone is translated."""
    page = make.make_standard(site.home, "Om oss", introduction="Välkommen hit")
    return page, translate(page, site.locale("en"), {"Om oss": "About us"})


def ask(half, site):
    client = signed_in(translator(site.locale("en")))
    return client, client.post(reverse("wagtail_localize:machine_translate", args=[half[1].pk]))


def test_it_is_off_by_default(half, site):
    _client, response = ask(half, site)
    assert response.status_code == 404


def test_what_a_machine_translates_waits_for_a_person(half, site, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DUMMY
    client, response = ask(half, site)
    assert response.status_code == 302
    row = StringTranslation.objects.get(context__path="introduction")
    assert (row.translation_type, row.data) == ("machine", "hit Välkommen")
    detail = client.get(reverse("translating_detail", args=[half[0].pk, "en"]))
    assert detail.context["cell"].machine == 1  # the introduction; the address follows the title
    client.post(reverse("translating_approve", args=[half[0].pk, "en"]))
    row.refresh_from_db()
    assert row.translation_type == "manual"


def test_a_service_that_does_not_answer_harms_nothing(half, site, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": f"{__name__}.Broken"}
    _client, response = ask(half, site)
    assert response.status_code == 302
    assert StringTranslation.objects.filter(translation_type="machine").count() == 0


def test_a_provider_that_is_not_there_is_told_at_the_start(settings):
    assert machine_translator_is_there(None) == []
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = DUMMY
    assert machine_translator_is_there(None) == []
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "nowhere.Translator"}
    [message] = machine_translator_is_there(None)
    assert message.id == "portal.E020"
