"""Two clicks at the same moment: one story of a method in use, one newsletter."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.utils import timezone

from core.mail.models import OutboxMessage
from partners.models import Newsletter
from partners.newsletter import services as newsletters
from projects.adopting.services import Telling, tell
from projects.models import Adoption, Method, MethodIndexPage, MethodPage
from tests.factories import projects as make
from tests.factories.mail import SubscriptionFactory
from tests.factories.pages import make_page
from tests.factories.users import user_with_role
from tests.support.site import build_site

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
CLICKS = 4


def together(work):
    """Run `work(number)` in threads that start at once, each with its own connection; return what each returned."""
    gate = threading.Barrier(CLICKS)

    def one(number):
        try:
            gate.wait(timeout=30)
            return work(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(CLICKS) as pool:
        return list(pool.map(one, range(CLICKS)))


@pytest.fixture
def method():
    site = build_site()
    project = make.make_project(make.make_bank(site)["sv"])
    index = make_page(MethodIndexPage, site.home, title="Metoder", slug="metoder")
    page = make_page(MethodPage, index, title="Samtal", slug="samtal", project_page=project)
    return Method.objects.get(translation_key=page.translation_key)


def test_an_adoption_told_several_times_at_once_is_one_story(method):
    form = uuid.uuid4()
    same = together(lambda _number: tell(method, Telling(form, "Mjölby kommun", "Allt"), language="sv").pk)
    assert len(set(same)) == 1

    together(lambda number: tell(method, Telling(uuid.uuid4(), "Finspång", f"Allt {number}"), language="sv"))
    states = sorted(Adoption.objects.filter(organisation_name="Finspång").values_list("state", flat=True))
    assert states == ["told_again"] * (CLICKS - 1) + ["waiting"]


def test_a_newsletter_sent_several_times_at_once_is_sent_once():
    build_site()
    editor = user_with_role("editor")
    SubscriptionFactory(kind="newsletter")

    now = timezone.now()
    made = together(lambda _number: newsletters.send(1, [], until=now, actor=editor)[1])

    assert sorted(made) == [False] * (CLICKS - 1) + [True]
    assert Newsletter.objects.get().subscribers == 1
    assert OutboxMessage.objects.filter(kind="subscription.newsletter").count() == 1
