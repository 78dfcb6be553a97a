"""A person's own account: seen, changed, taken out as a file, erased."""

import json
import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.urls import reverse

from accounts import services
from accounts.models import User
from core.audit.models import AuditEntry
from core.mail.models import Subscription
from core.privacy import subjects
from tests.factories.accounts import BACKEND, MembershipFactory, add_totp, verify_address
from tests.factories.mail import SubscriptionFactory
from tests.factories.users import UserFactory, user_with_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def kim(client):
    user = UserFactory(email="kim@example.org", first_name="Kim", last_name="Provare")
    user.set_unusable_password()
    user.save()
    verify_address(user)
    client.force_login(user, backend=BACKEND)
    return user


PAGES = [
    "account_home",
    "account_details",
    "account_erase",
    "account_email",
    "account_set_password",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "usersessions_list",
]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_of_the_account_is_shown_with_one_heading_and_no_inline_script(client, kim, name):
    response = client.get(reverse(name))
    assert response.status_code == 200
    text = response.content.decode()
    assert text.count("<h1") == 1
    assert "no-store" in response["Cache-Control"] or name.startswith(("mfa", "usersessions", "account_"))
    for attributes, content in re.findall(r"<script([^>]*)>(.*?)</script>", text, re.DOTALL):
        assert "src=" in attributes or 'application/json"' in attributes or not content.strip()
    assert " style=" not in text
    assert not re.search(r"\son\w+=", text)


@pytest.mark.parametrize("name", PAGES)
def test_strangers_are_sent_to_sign_in(client, name):
    response = client.get(reverse(name))
    assert response.status_code == 302


def test_name_and_language_can_be_changed(client, kim):
    response = client.post(
        reverse("account_details"), {"first_name": "Åsa", "last_name": "", "language": "nb"}, follow=True
    )
    kim.refresh_from_db()
    assert (kim.first_name, kim.language) == ("Åsa", "nb")
    assert "notice--good" in response.content.decode()


@pytest.mark.parametrize("values", [{"language": "xx"}, {"language": "sv", "first_name": "x" * 151}])
def test_a_mistake_is_told_beside_the_field(client, kim, values):
    response = client.post(reverse("account_details"), values)
    assert response.status_code == 422
    assert "field__error" in response.content.decode()


def test_everything_held_about_a_person_comes_as_a_file(client, kim):
    MembershipFactory(user=kim)
    SubscriptionFactory(email="kim@example.org")
    response = client.post(reverse("account_export"))
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    data = json.loads(response.content)["data"]
    assert data["account"]["first_name"] == "Kim"
    assert len(data["account"]["organisations"]) == 1
    assert len(data["subscriptions"]) == 1
    assert set(data) == {holder.code for holder in subjects.holders()}
    assert AuditEntry.objects.filter(action="accounts.exported", actor=kim).exists()


def test_a_link_alone_hands_out_and_erases_nothing(client, kim):
    assert client.get(reverse("account_export")).status_code == 405
    assert client.get(reverse("account_erase")).status_code == 200
    assert User.objects.get(pk=kim.pk).is_active


def test_an_account_is_erased_at_once_and_nobody_is_found_behind_it(client, kim):
    MembershipFactory(user=kim)
    SubscriptionFactory(email="kim@example.org")
    response = client.post(reverse("account_erase"), {"sure": "on"})
    assert response["Location"] == reverse("account_erased")
    assert client.get(response["Location"]).status_code == 200
    kim.refresh_from_db()
    assert (kim.first_name, kim.last_name, kim.is_active) == ("", "", False)
    assert "kim" not in kim.email
    assert not EmailAddress.objects.filter(user=kim).exists()
    assert not Authenticator.objects.filter(user=kim).exists()
    assert not kim.memberships.exists()
    assert not Subscription.objects.exists()
    assert client.get(reverse("account_home")).status_code == 302
    assert subjects.export("kim@example.org")["data"]["account"] is None


def test_erasing_asks_first(client, kim):
    response = client.post(reverse("account_erase"), {})
    assert response.status_code == 422
    assert User.objects.get(pk=kim.pk).is_active


def test_erasing_asks_for_the_second_factor_of_those_who_have_one(client, kim):
    add_totp(kim)
    response = client.post(reverse("account_erase"), {"sure": "on"})
    assert "reauthenticate" in response["Location"]
    assert User.objects.get(pk=kim.pk).is_active


def test_staff_hand_over_their_role_before_they_are_erased(client):
    user = user_with_role("editor")
    client.force_login(user, backend=BACKEND)
    response = client.post(reverse("account_erase"), {"sure": "on"})
    assert response.status_code in {302, 422}
    with pytest.raises(subjects.ErasureRefusedError):
        subjects.erase(user.email)
    assert User.objects.get(pk=user.pk).is_active


def test_erasing_ends_every_session(client, kim):
    from django.test import Client

    client.get(reverse("account_home"))
    services.erase_account(kim, actor=kim)
    assert client.get(reverse("account_home")).status_code == 302
    assert Client().get(reverse("account_home")).status_code == 302


def test_names_are_shown_as_text(client, kim):
    kim.first_name = "<script>alert(1)</script>"
    kim.save()
    assert "<script>alert(1)" not in client.get(reverse("account_home")).content.decode()
