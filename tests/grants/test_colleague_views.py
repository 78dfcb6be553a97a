"""Colleagues, invitations and messages: what is typed wrongly is kept, another's application is not there."""

import pytest
from django.contrib.messages import get_messages

from grants.enums import Happening, MemberRole
from grants.models import Invitation
from grants.services import members, submitting
from tests.factories.accounts import verify_address
from tests.factories.applications import add_member, owner_of
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(draft, client):
    owner = owner_of(draft)
    client.force_login(owner)
    return owner


def page(draft, name):
    return f"/sv/apply/{draft.key}/{name}/"


def test_an_owner_asks_a_colleague_in_who_takes_the_part(draft, owner, client):
    response = client.post(
        page(draft, "colleagues"), {"do": "invite", "email": "kim@example.org", "role": "writer"}, follow=True
    )
    assert "kim@example.org" in response.content.decode()
    invitation = Invitation.objects.get()
    colleague = UserFactory(email="kim@example.org")
    verify_address(colleague)
    client.force_login(colleague)
    address = f"/sv/apply/invitation/{invitation.pk}/"
    assert client.get(address).status_code == 200
    assert not draft.members.filter(user=colleague).exists()
    response = client.post(address, {"answer": "accept"})
    assert response.url == f"/sv/apply/{draft.key}/"
    assert client.get(response.url).status_code == 200
    assert draft.members.get(user=colleague).role == MemberRole.WRITER


@pytest.mark.parametrize(("email", "role"), [("not an address", "writer"), ("kim@example.org", "emperor"), ("", "")])
def test_what_was_typed_is_kept_beside_the_error(draft, owner, client, email, role):
    response = client.post(page(draft, "colleagues"), {"do": "invite", "email": email, "role": role})
    html = response.content.decode()
    assert response.status_code == 200
    assert "data-error-summary" in html
    assert f'value="{email}"' in html or not email
    assert not Invitation.objects.exists()


def test_an_invitation_twice_says_why_beside_the_field(draft, owner, client):
    members.invite(owner, draft, "kim@example.org", "reader", "sv")
    response = client.post(page(draft, "colleagues"), {"do": "invite", "email": "Kim@example.org", "role": "writer"})
    assert response.context["form"].errors["email"]


@pytest.mark.parametrize(
    "do", ["", "role", "role:", "remove:x", "remove:٣", "invite:1", "burn:1", f"remove:{'9' * 40}"]
)
def test_nonsense_is_not_found(draft, owner, client, do):
    assert client.post(page(draft, "colleagues"), {"do": do}).status_code == 404


def test_what_is_gone_is_said(draft, owner, client):
    for do in ("role:999999999999999", "remove:999999999999999"):
        response = client.post(page(draft, "colleagues"), {"do": do, "role": "reader"})
        assert response.status_code == 302
        assert [message.level_tag for message in get_messages(response.wsgi_request)][-1] == "error"


def test_a_colleague_is_changed_and_shown_out(draft, owner, client):
    colleague = add_member(draft, MemberRole.READER)
    member = draft.members.get(user=colleague)
    client.post(page(draft, "colleagues"), {"do": f"role:{member.pk}", "role": "writer"})
    member.refresh_from_db()
    assert member.role == MemberRole.WRITER
    client.post(page(draft, "colleagues"), {"do": f"remove:{member.pk}"})
    client.force_login(colleague)
    for name in ("colleagues", "messages"):
        assert client.get(page(draft, name)).status_code == 404


def test_one_who_is_no_owner_may_only_leave(draft, client):
    colleague = add_member(draft, MemberRole.WRITER)
    client.force_login(colleague)
    html = client.get(page(draft, "colleagues")).content.decode()
    assert "take-back" not in html
    assert 'value="invite"' not in html
    client.post(page(draft, "colleagues"), {"do": "invite", "email": "kim@example.org", "role": "owner"})
    client.post(page(draft, "colleagues"), {"do": f"remove:{draft.members.get(role='owner').pk}"})
    assert draft.members.count() == 2
    assert not Invitation.objects.exists()
    own = draft.members.get(user=colleague).pk
    assert client.post(page(draft, "colleagues"), {"do": f"remove:{own}"}).url == "/sv/apply/"
    assert draft.members.count() == 1


@pytest.mark.parametrize("name", ["colleagues", "messages"])
def test_strangers_sign_in_and_others_find_nothing(draft, client, name):
    assert "/login/" in client.get(page(draft, name)).url
    client.force_login(UserFactory())
    assert client.get(page(draft, name)).status_code == 404
    assert client.post(page(draft, name), {"words": "Hej", "do": "invite"}).status_code == 404


def test_an_invitation_is_not_there_for_others(draft, owner, client):
    invitation = members.invite(owner, draft, "kim@example.org", "reader", "sv")
    client.force_login(UserFactory())
    for address in (f"/sv/apply/invitation/{invitation.pk}/", f"/sv/apply/invitation/{'9' * 30}/"):
        assert client.get(address).status_code == 404
        assert client.post(address, {"answer": "accept"}).status_code == 404
    unconfirmed = UserFactory(email="kim@example.org")
    client.force_login(unconfirmed)
    response = client.post(f"/sv/apply/invitation/{invitation.pk}/", {"answer": "accept"})
    assert response.status_code == 200
    assert not draft.members.filter(user=unconfirmed).exists()


def test_messages_are_written_when_there_is_a_case(draft, owner, client):
    client.post(page(draft, "messages"), {"words": "För tidigt"})
    assert not draft.events.filter(happening=Happening.MESSAGE).exists()
    submitting.submit(owner, draft, "sv")
    empty = client.post(page(draft, "messages"), {"words": " \0 "})
    assert empty.context["form"].errors["words"]
    long = client.post(page(draft, "messages"), {"words": "ord " * 2000})
    assert "ord ord" in long.content.decode()
    response = client.post(page(draft, "messages"), {"words": "När hör vi <b>något</b>?"}, follow=True)
    html = response.content.decode()
    assert "När hör vi &lt;b&gt;något&lt;/b&gt;?" in html
    assert draft.events.filter(happening=Happening.MESSAGE).count() == 1
