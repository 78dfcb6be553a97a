"""How far a correspondent reaches: every way into the admin, tried with the pages of another partner."""

import json

import pytest
from django.test import Client
from django.urls import resolve
from wagtail.models import Comment, Page

from partners import sections
from partners.models import PartnerNewsPage
from tests.factories import partners as make
from tests.factories.media import DocumentFactory, ImageFactory
from tests.factories.users import UserFactory, user_with_role

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def her(network):
    user = UserFactory(language="pt")
    sections.let_write(user, network.lisboa_pt, actor=None)
    client = Client(raise_request_exception=False)
    client.force_login(user, backend=BACKEND)
    return client


@pytest.fixture
def theirs(network):
    """A page of another partner: published, changed and sent for review, with a comment."""
    news = make.make_news(network.fife, "Fifes egen nyhet")
    news.introduction = "Ett hemligt utkast"
    news.save_revision()
    editor = user_with_role("editor")
    news.get_workflow().start(news, editor)
    Comment.objects.create(page=news, user=editor, text="Hemlig anmärkning", contentpath="introduction")
    news.refresh_from_db()
    return news


def is_known(address):
    """Whether the admin has a view there: a misspelt address would be refused to anybody."""
    return resolve(address.partition("?")[0]).func.__name__ != "default"


READING = [
    "/admin/pages/{pk}/edit/",
    "/admin/pages/{pk}/edit/preview/",
    "/admin/pages/{pk}/view_draft/",
    "/admin/pages/{pk}/history/",
    "/admin/pages/{pk}/revisions/{first}/view/",
    "/admin/pages/{pk}/revisions/compare/live...{draft}/",
    "/admin/pages/{pk}/revisions/compare/earliest...latest/",
    "/admin/pages/{pk}/revisions/{draft}/revert/",
    "/admin/pages/{pk}/revisions/{draft}/unschedule/",
    "/admin/pages/workflow/preview/{pk}/{task}/",
    "/admin/pages/{pk}/workflow_history/",
    "/admin/pages/{pk}/workflow_history/detail/{workflow}/",
    "/admin/pages/workflow/action/{pk}/approve/{state}/",
    "/admin/pages/workflow/confirm_cancellation/{pk}/",
    "/admin/pages/{pk}/usage/",
    "/admin/api/main/pages/{pk}/?fields=*",
    "/admin/reports/workflow/",
    "/admin/reports/workflow_tasks/",
    "/admin/reports/site-history/",
    "/admin/bulk/wagtailcore/page/unpublish/?id={pk}",
    "/admin/bulk/wagtailcore/page/delete/?id={pk}",
]


@pytest.mark.parametrize("address", READING)
def test_what_another_partner_has_not_published_is_not_read(network, her, theirs, address):
    address = address.format(**keys(theirs))
    assert is_known(address)
    answer = her.get(address)

    assert answer.status_code in {200, 302, 403, 404, 405}, answer.status_code
    assert "hemlig" not in answer.content.decode().lower()


def keys(page):
    state = page.current_workflow_state
    return {
        "pk": page.pk,
        "first": page.revisions.order_by("pk").first().pk,
        "draft": page.latest_revision_id,
        "task": state.current_task_state.task_id,
        "state": state.current_task_state_id,
        "workflow": state.pk,
    }


WRITING = [
    "/admin/pages/{pk}/edit/",
    "/admin/pages/{pk}/delete/",
    "/admin/pages/{pk}/unpublish/",
    "/admin/pages/{pk}/copy/",
    "/admin/pages/{pk}/convert_alias/",
    "/admin/pages/{pk}/move/",
    "/admin/pages/{pk}/move/{own_section}/confirm/",
    "/admin/pages/{own}/move/{section}/confirm/",
    "/admin/pages/{pk}/set_position/",
    "/admin/pages/{pk}/lock/",
    "/admin/pages/{pk}/unlock/",
    "/admin/pages/{pk}/privacy/",
    "/admin/pages/{pk}/revisions/{first}/revert/",
    "/admin/pages/workflow/action/{pk}/approve/{state}/",
    "/admin/pages/workflow/action/{pk}/reject/{state}/",
    "/admin/pages/workflow/collect_action_data/{pk}/approve/{state}/",
    "/admin/pages/workflow/confirm_cancellation/{pk}/",
    "/admin/bulk/wagtailcore/page/unpublish/?id={pk}",
    "/admin/bulk/wagtailcore/page/publish/?id={pk}",
    "/admin/bulk/wagtailcore/page/delete/?id={pk}",
    "/admin/bulk/wagtailcore/page/move/?id={own}&dest={section}",
    "/admin/localize/submit/page/{pk}/",
    "/admin/localize/page/{pk}/convert_to_alias/",
]


@pytest.mark.parametrize("address", WRITING)
def test_nothing_of_another_partner_is_changed(network, her, theirs, address):
    own = make.make_news(network.lisboa_pt, "Cem estágios")
    before = state_of(theirs), Page.objects.count()
    told = {
        "title": "Kapad", "slug": "kapad", "new_title": "Kapad", "new_slug": "kapad", "alias": "on", "next": "/admin/",
        "new_parent_page": network.fife.pk, "chooser": network.fife.pk, "position": 0, "comment": "Kapad",
        "action-publish": "1", "subscribe": "on", "data": json.dumps({"comment": "Kapad"}),
    }  # fmt: skip

    address = address.format(own=own.pk, section=network.fife.pk, own_section=network.lisboa_pt.pk, **keys(theirs))
    assert is_known(address)
    answer = her.post(address, told)

    assert answer.status_code in {200, 302, 400, 403, 404, 405}, answer.status_code
    assert (state_of(theirs), Page.objects.count()) == before
    assert PartnerNewsPage.objects.get(pk=own.pk).get_parent().pk == network.lisboa_pt.pk


def state_of(page):
    stored = PartnerNewsPage.objects.get(pk=page.pk)
    return (
        stored.title, stored.live, stored.locked, stored.path, stored.latest_revision_id, stored.alias_of_id,
        stored.current_workflow_state.current_task_state.status, stored.get_view_restrictions().count(),
        list(Comment.objects.filter(page=page).values_list("text", "resolved_at")), stored.subscribers.count(),
    )  # fmt: skip


@pytest.mark.parametrize(
    "address", ["/admin/images/{picture}/", "/admin/images/{picture}/delete/", "/admin/documents/edit/{paper}/",
                "/admin/documents/delete/{paper}/", "/admin/images/{picture}/generate_url/",
                "/admin/bulk/wagtailimages/image/delete/?id={picture}",
                "/admin/bulk/wagtaildocs/document/delete/?id={paper}"],
)  # fmt: skip
def test_others_pictures_and_papers_stay_as_they_are(network, her, address):
    picture, paper = ImageFactory(title="Fifes bild"), DocumentFactory(title="Fifes papper")

    address = address.format(picture=picture.pk, paper=paper.pk)
    assert is_known(address)
    answer = her.post(address, {"title": "Kapad", "next": "/admin/"})

    assert answer.status_code in {200, 302, 403, 404, 405}
    picture.refresh_from_db()
    paper.refresh_from_db()
    assert (picture.title, paper.title) == ("Fifes bild", "Fifes papper")
