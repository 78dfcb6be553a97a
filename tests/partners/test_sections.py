"""Correspondents write in their own section and nowhere else; an editor publishes."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils.formats import date_format
from django.utils.timezone import localdate
from wagtail.models import Page, TaskState

from core.audit.models import AuditEntry
from core.mail import sealing
from core.mail.models import OutboxMessage
from home.dashboard import due_day
from partners import sections
from partners.models import Correspondent, PartnerNewsPage
from tests.factories import partners as make
from tests.factories.media import DocumentFactory, ImageFactory, private_collection
from tests.factories.users import UserFactory, user_with_role

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def correspondent(network):
    user = UserFactory(language="pt")
    sections.let_write(user, network.lisboa_pt, actor=None)
    return user


@pytest.fixture
def her(correspondent):
    client = Client(raise_request_exception=False)
    client.force_login(correspondent, backend=BACKEND)
    return client


def form(title="Cem estágios", **values):
    return {
        "title": title, "slug": "cem-estagios", "date": "2026-01-05", "introduction": "", "body-count": "0",
        "country": "", "listing_image": "", "listing_image_alt": "", "listing_image_caption": "", "contact": "",
        "seo_title": "", "search_description": "", "go_live_at": "", "expire_at": "",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "1000", **values,
    }  # fmt: skip


def waiting(client):
    """The panel of what waits, on the start page of the admin."""
    html = client.get("/admin/").content.decode()
    return html[html.index('id="waiting-section"') :].split("</section>")[0]


def add_address(section):
    return f"/admin/pages/add/partners/partnernewspage/{section.pk}/"


def test_she_writes_in_her_section_and_submits_and_an_editor_publishes(network, correspondent, her):
    assert her.get(add_address(network.lisboa_pt)).status_code == 200
    answer = her.post(add_address(network.lisboa_pt), form(**{"action-submit": "1"}))
    assert answer.status_code == 302
    page = PartnerNewsPage.objects.get()
    assert (page.live, page.original_language, page.organisation) == (False, "pt", network.lisboa.organisation)
    assert page.current_workflow_state is not None

    editor = user_with_role("editor")
    state = page.current_workflow_state.current_task_state
    assert state.task.specific.user_can_access_editor(page, editor)
    state.task.specific.on_action(state, editor, "approve")

    page.refresh_from_db()
    assert page.live
    assert Client().get(page.url).status_code == 200


def test_she_cannot_publish(network, correspondent, her):
    her.post(add_address(network.lisboa_pt), form(**{"action-publish": "1"}))

    assert not PartnerNewsPage.objects.filter(live=True).exists()


@pytest.mark.parametrize("where", ["edit", "delete", "move", "unpublish", "copy", "add", "history", "revision"])
def test_she_is_refused_at_others_pages(network, correspondent, her, where):
    news = make.make_news(network.fife, "Fifes egen nyhet")
    address = {
        "edit": f"/admin/pages/{news.pk}/edit/",
        "delete": f"/admin/pages/{news.pk}/delete/",
        "move": f"/admin/pages/{news.pk}/move/",
        "unpublish": f"/admin/pages/{news.pk}/unpublish/",
        "copy": f"/admin/pages/{news.pk}/copy/",
        "add": add_address(network.fife),
        "history": f"/admin/pages/{news.pk}/history/",
        "revision": f"/admin/pages/{news.pk}/revisions/{news.latest_revision_id}/view/",
    }[where]

    for answer in (her.get(address), her.post(address, form("Kapad"))):
        assert answer.status_code in {302, 403, 404}
        assert answer.status_code != 302 or answer["Location"] == "/admin/"
    news.refresh_from_db()
    assert (news.title, news.live, news.latest_revision.as_object().title) == (
        "Fifes egen nyhet",
        True,
        "Fifes egen nyhet",
    )
    assert Page.objects.get(pk=network.fife.pk).get_children().count() == 1


def test_she_is_refused_in_the_section_of_her_partner_in_another_language(network, correspondent, her):
    assert her.get(add_address(network.lisboa)).status_code in {302, 403}


def test_she_cannot_move_her_page_into_anothers_section(network, correspondent, her):
    page = make.make_news(network.lisboa_pt, "Cem estágios")

    her.post(f"/admin/pages/{page.pk}/move/{network.fife.pk}/confirm/", {})

    assert PartnerNewsPage.objects.get(pk=page.pk).get_parent().pk == network.lisboa_pt.pk


def test_she_may_propose_words_for_the_profile_but_not_another_organisation(network, correspondent, her):
    page = her.get(f"/admin/pages/{network.lisboa_pt.pk}/edit/")

    assert page.status_code == 200
    assert 'name="organisation"' not in page.content.decode()


def test_the_section_is_closed_when_she_stops(network, correspondent, her):
    place = Correspondent.objects.get()
    group = place.group

    sections.stop_writing(place, actor=None)

    assert her.get(add_address(network.lisboa_pt)).status_code in {302, 403}
    assert not type(group).objects.filter(pk=group.pk).exists()
    assert set(AuditEntry.objects.filter(action__startswith="partners.").values_list("action", flat=True)) == {
        "partners.correspondent_added", "partners.correspondent_removed",
    }  # fmt: skip


def test_the_place_goes_with_the_page_the_account_and_the_group(network, correspondent):
    other = UserFactory()
    place = sections.let_write(other, network.lisboa_pt, actor=None)
    assert place.group == Correspondent.objects.get(user=correspondent).group

    other.groups.clear()
    assert not Correspondent.objects.filter(user=other).exists()
    assert correspondent.groups.filter(pk=place.group_id).exists()

    Page.objects.get(pk=network.lisboa_pt.pk).specific.delete()
    assert not Correspondent.objects.exists()
    assert not Group.objects.filter(pk=place.group_id).exists()
    assert set(correspondent.groups.values_list("name", flat=True)) == {"correspondent"}


def test_only_an_administrator_says_who_writes(network):
    with pytest.raises(PermissionDenied):
        sections.let_write(UserFactory(), network.lisboa_pt, actor=user_with_role("editor"))
    place = sections.let_write(UserFactory(), network.lisboa_pt, actor=user_with_role("administrator"))
    with pytest.raises(PermissionDenied):
        sections.stop_writing(place, actor=user_with_role("editor"))
    assert sections.let_write(place.user, network.lisboa_pt, actor=None) == place


def test_an_administrator_gives_and_takes_a_place_in_the_admin(network):
    admin, user = Client(), UserFactory()
    admin.force_login(user_with_role("administrator"), backend=BACKEND)

    added = admin.post("/admin/snippets/partners/correspondent/add/", {"user": user.pk, "page": network.lisboa_pt.pk})
    place = Correspondent.objects.get(user=user)
    assert added.status_code == 302
    assert user.groups.filter(name="correspondent").exists()
    assert place.group in user.groups.all()

    removed = admin.post(f"/admin/snippets/partners/correspondent/delete/{place.pk}/")
    assert removed.status_code == 302
    assert not user.groups.filter(pk=place.group_id).exists()


def test_editors_are_told_of_what_is_submitted(network, correspondent, her, settings):
    settings.EMAIL_BACKEND = "core.mail.backends.OutboxBackend"
    user_with_role("editor", email="redaktion@example.org")

    her.post(add_address(network.lisboa_pt), form(**{"action-submit": "1"}))

    message = OutboxMessage.objects.get(kind="mail.plain")
    # Five working days from now, in the mail too.
    told = date_format(due_day(localdate()), "DATE_FORMAT")
    assert told in sealing.unseal(message.payload)["text"]


def test_an_editor_sees_what_waits_and_by_when(network, correspondent, her, editor_client):
    her.post(add_address(network.lisboa_pt), form(**{"action-submit": "1"}))
    page = Page.objects.get(slug="cem-estagios")
    TaskState.objects.update(started_at=dt.datetime(2026, 1, 2, 12, tzinfo=dt.UTC))

    shown = editor_client.get("/admin/").content.decode()

    # A Friday: five working days later is the next Friday.
    assert "2026-01-09" in shown
    assert f"/admin/pages/{page.pk}/edit/" in shown
    # And in Wagtail's own list of tasks, until it is reviewed.
    tasks = "/admin/reports/workflow_tasks/"
    assert "2026-01-09" in editor_client.get(tasks).content.decode()
    state = page.current_workflow_state.current_task_state
    state.task.specific.on_action(state, user_with_role("editor"), "approve")
    reviewed = editor_client.get(tasks)
    assert reviewed.status_code == 200
    assert "2026-01-09" not in reviewed.content.decode()


def test_she_sees_by_when_she_has_an_answer_and_that_changes_are_asked_for(network, correspondent, her):
    her.post(add_address(network.lisboa_pt), form(**{"action-submit": "1"}))
    page = Page.objects.get(slug="cem-estagios")
    TaskState.objects.update(started_at=dt.datetime(2026, 1, 2, 12, tzinfo=dt.UTC))
    assert "2026-01-09" in waiting(her)

    state = page.current_workflow_state.current_task_state
    state.task.specific.on_action(state, user_with_role("editor"), "reject", comment="Quais empresas?")

    assert "2026-01-09" not in waiting(her)
    assert str(waiting(her)).count("Cem estágios") == 1


@pytest.mark.parametrize(
    ("sent", "due"), [("2026-01-02", "2026-01-09"), ("2026-01-03", "2026-01-09"), ("2026-01-05", "2026-01-12")]
)
def test_weekends_do_not_count(sent, due):
    assert str(due_day(dt.date.fromisoformat(sent))) == due


def test_forged_ids_lead_nowhere(network, correspondent, her):
    theirs = make.make_news(network.fife, "Fifes egen nyhet")
    own = make.make_news(network.lisboa_pt, "Cem estágios")
    picture, paper = ImageFactory(title="Fifes bild"), DocumentFactory(title="Fifes papper")
    before = Page.objects.count()
    addresses = [
        f"/admin/pages/{own.pk}/copy/",
        f"/admin/pages/{theirs.pk}/revisions/{theirs.latest_revision_id}/revert/",
        f"/admin/pages/{theirs.pk}/convert_alias/",
        f"/admin/pages/{theirs.pk}/lock/",
        f"/admin/pages/{theirs.pk}/privacy/",
        f"/admin/bulk/wagtailcore/page/delete/?id={theirs.pk}",
        f"/admin/bulk/wagtailcore/page/unpublish/?id={theirs.pk}",
        f"/admin/bulk/wagtailcore/page/publish/?id={own.pk}",
        f"/admin/bulk/wagtailcore/page/move/?id={own.pk}",
        f"/admin/localize/submit/page/{theirs.pk}/",
        f"/admin/images/{picture.pk}/",
        f"/admin/images/{picture.pk}/delete/",
        f"/admin/documents/edit/{paper.pk}/",
        f"/admin/documents/delete/{paper.pk}/",
        "/admin/snippets/partners/correspondent/add/",
        "/admin/snippets/partners/feeditem/",
        "/admin/newsletter/",
    ]
    told = {
        "new_title": "Kapad", "new_slug": "kapad", "new_parent_page": network.fife.pk, "title": "Kapad",
        "chooser": network.fife.pk, "next": "/admin/",
    }  # fmt: skip
    for address in addresses:
        for answer in (her.get(address), her.post(address, told)):
            assert answer.status_code in {200, 302, 403, 404, 405}, address

    theirs.refresh_from_db()
    picture.refresh_from_db()
    paper.refresh_from_db()
    assert (theirs.title, theirs.live, theirs.locked, theirs.get_view_restrictions().count()) == (
        "Fifes egen nyhet", True, False, 0,
    )  # fmt: skip
    assert (picture.title, paper.title) == ("Fifes bild", "Fifes papper")
    assert Page.objects.count() == before
    assert PartnerNewsPage.objects.get(pk=own.pk).get_parent().pk == network.lisboa_pt.pk
    assert not PartnerNewsPage.objects.child_of(network.fife).exclude(pk=theirs.pk).exists()


CLOSED = [
    "/admin/documents/chooser/chosen/{paper}/",
    "/admin/documents/chooser/chosen-multiple/?id={paper}",
    "/admin/documents/chooser/results/?collection_id={collection}",
    "/admin/documents/edit/{paper}/",
    "/admin/documents/usage/{paper}/",
    "/admin/documents/?collection_id={collection}",
    "/admin/api/main/documents/{paper}/",
    "/admin/api/main/documents/",
    "/admin/images/chooser/",
    "/admin/images/chooser/results/?q=bild",
    "/admin/images/chooser/chosen/{picture}/",
    "/admin/images/chooser/chosen-multiple/?id={picture}",
    "/admin/images/chooser/{picture}/select_format/",
    "/admin/images/{picture}/",
    "/admin/images/usage/{picture}/",
    "/admin/images/?collection_id={collection}",
    "/admin/api/main/images/{picture}/",
    "/admin/api/main/images/",
    "/admin/reports/site-history/",
]


@pytest.mark.parametrize("address", CLOSED)
def test_no_address_tells_her_what_lies_in_a_closed_collection(network, correspondent, her, address):
    closed = private_collection()
    paper = DocumentFactory(title="Hemligt papper", collection=closed)
    picture = ImageFactory(title="Hemlig bild", collection=closed)

    answer = her.get(address.format(paper=paper.pk, picture=picture.pk, collection=closed.pk))

    assert answer.status_code in {200, 302, 403, 404}
    assert "Hemlig" not in answer.content.decode()


def test_an_editor_chooses_what_is_closed_and_a_correspondent_what_is_open(network, correspondent, her, editor_client):
    closed = private_collection()
    paper, picture = DocumentFactory(title="Öppet papper"), ImageFactory(title="Öppen bild")
    shut = DocumentFactory(title="Hemligt papper", collection=closed)

    for kind, row in (("documents", paper), ("images", picture)):
        assert her.get(f"/admin/{kind}/chooser/chosen/{row.pk}/").json()["result"]["title"] == row.title
    assert editor_client.get(f"/admin/documents/chooser/chosen/{shut.pk}/").json()["result"]["title"] == shut.title


def test_a_chooser_shows_no_private_papers_and_takes_no_nonsense(network, correspondent, her, editor_client):
    DocumentFactory(title="Hemligt papper", collection=private_collection())
    DocumentFactory(title="Öppet papper")
    assert "Öppet papper" in her.get("/admin/documents/chooser/").json()["html"]
    assert "Hemligt papper" in editor_client.get("/admin/documents/chooser/").json()["html"]
    for address in (
        "/admin/documents/chooser/?q=Hemligt",
        "/admin/documents/chooser/results/?q=Hemligt",
        "/admin/documents/chooser/",
        "/admin/images/chooser/?collection_id=x",
        "/admin/choose-page/?page_type=wagtailcore.page",
    ):
        answer = her.get(address)
        assert answer.status_code in {200, 302, 403, 404}, address
        assert "Hemligt papper" not in answer.content.decode(), address
