"""Signing in by code, password and second factor; and what strangers learn by trying."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from core.audit.models import AuditEntry
from core.mail import services
from core.mail.models import OutboxMessage
from tests.factories.accounts import add_totp, totp_code, verify_address
from tests.factories.users import UserFactory, user_with_role

pytestmark = pytest.mark.django_db


def code_from_mail():
    services.deliver_due()
    return re.search(r"^\s*([A-Z0-9]{2,6}-?[A-Z0-9]{2,6})\s*$", mail.outbox[-1].body, re.MULTILINE)[1]


def ask_for_code(client, email, **values):
    return client.post(reverse("account_request_login_code"), {"email": email, **values})


def sign_in_by_code(client, email, **values):
    ask_for_code(client, email, **values)
    return client.post(reverse("account_confirm_login_code"), {"code": code_from_mail(), **values})


def test_somebody_signs_in_with_a_code_from_a_mail(client):
    user = UserFactory()
    verify_address(user)
    response = sign_in_by_code(client, user.email)
    assert response["Location"] == reverse("account_home")
    assert client.get(reverse("account_home")).status_code == 200
    assert AuditEntry.objects.filter(action="accounts.signed_in", actor=user).exists()


def test_an_account_made_by_an_administrator_needs_nothing_but_the_code(client):
    user = UserFactory()
    sign_in_by_code(client, user.email)
    assert client.get(reverse("account_home")).status_code == 200


def test_the_code_does_not_lie_about_in_clear_and_is_gone_when_sent(client):
    user = UserFactory()
    ask_for_code(client, user.email)
    message = OutboxMessage.objects.get()
    assert message.payload
    code = code_from_mail()
    assert code not in message.payload
    assert user.email not in message.payload + message.subject_ref
    message.refresh_from_db()
    assert message.payload == ""


def test_a_dead_mail_server_does_not_show_to_the_one_who_signs_in(client, settings):
    settings.MAIL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    user = UserFactory()
    assert ask_for_code(client, user.email).status_code == 302
    services.deliver_due()
    assert OutboxMessage.objects.get().last_error == "connection"


@pytest.mark.parametrize("known", [True, False])
def test_asking_for_a_code_does_not_tell_whether_there_is_an_account(client, known):
    email = UserFactory().email if known else "stranger@example.org"
    response = ask_for_code(client, email)
    assert (response.status_code, response["Location"]) == (302, reverse("account_confirm_login_code"))
    services.deliver_due()
    assert [message.to for message in mail.outbox] == [[email]]


@pytest.mark.parametrize("known", [True, False])
def test_opening_an_account_does_not_tell_whether_there_is_one(client, known):
    email = "stranger@example.org"
    if known:
        verify_address(UserFactory(email=email))
    response = client.post(reverse("account_signup"), {"email": email})
    assert (response.status_code, response["Location"]) == (302, reverse("account_email_verification_sent"))


def test_somebody_opens_an_account_with_a_code_and_no_password(client):
    client.post(reverse("account_signup"), {"email": "New@Example.org"})
    client.post(reverse("account_email_verification_sent"), {"code": code_from_mail()})
    user = User.objects.get()
    assert user.email == "new@example.org"
    assert not user.has_usable_password()
    assert client.get(reverse("account_home")).status_code == 200


def test_a_password_works_for_those_who_have_one_and_a_wrong_one_is_recorded_without_the_address(client):
    user = UserFactory()
    verify_address(user)
    wrong = client.post(reverse("account_login"), {"login": user.email, "password": "wrong"})
    assert wrong.status_code == 200
    right = client.post(reverse("account_login"), {"login": user.email, "password": UserFactory.PASSWORD})
    assert right["Location"] == reverse("account_home")
    failed = AuditEntry.objects.get(action="accounts.sign_in_failed")
    assert user.email not in str(failed.data)


def test_the_second_factor_is_asked_for_also_after_a_code_by_mail(client):
    user = UserFactory()
    verify_address(user)
    add_totp(user)
    response = sign_in_by_code(client, user.email)
    assert response["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("account_home")).status_code == 302
    assert client.post(reverse("mfa_authenticate"), {"code": totp_code()})["Location"] == reverse("account_home")


def test_guessing_codes_ends_the_attempt(client):
    user = UserFactory()
    ask_for_code(client, user.email)
    for _attempt in range(4):
        response = client.post(reverse("account_confirm_login_code"), {"code": "AAAA-AAAA"})
    assert client.get(reverse("account_confirm_login_code")).status_code == 302
    assert response.status_code in {200, 302}


def test_asking_for_codes_without_end_is_refused(client):
    user = UserFactory()
    answers = [ask_for_code(Client(), user.email) for _attempt in range(5)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 200, 200]
    assert "field__error" in answers[-1].content.decode()
    services.deliver_due()
    assert len(mail.outbox) == 3


def test_one_browser_that_asks_again_gets_no_further_mail(client):
    user = UserFactory()
    for _attempt in range(5):
        ask_for_code(client, user.email)
    services.deliver_due()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(("path", "there"), [("/admin/", "/admin/"), ("/admin/pages/", "/admin/pages/")])
def test_a_stranger_who_wants_the_admin_signs_in_and_comes_back(client, path, there):
    user = user_with_role("editor")
    verify_address(user)
    response = client.get(path, follow=True)
    final = urlsplit(response.redirect_chain[-1][0])
    assert final.path == reverse("account_login")
    wanted = parse_qs(final.query)["next"][0]
    assert wanted == there
    assert f'name="next" value="{there}"' in response.content.decode()
    assert sign_in_by_code(client, user.email, next=wanted)["Location"] == there


@pytest.mark.parametrize(
    ("path", "there"),
    [
        ("/admin/login/", "/admin/"),
        ("/admin/login/?next=/admin/images/", "/admin/images/"),
        ("/django-admin/login/", "/django-admin/"),
        ("/django-admin/login/?next=/django-admin/accounts/", "/django-admin/accounts/"),
        ("/admin/login/?next=https://evil.example/", "/admin/"),
        ("/admin/login/?next=//evil.example", "/admin/"),
        ("/admin/login/?next=javascript:alert(1)", "/admin/"),
        ("/admin/login/?next=\\\\evil.example", "/admin/"),
        ("/admin/login/?next=%0d%0aX-Evil:1", "/admin/"),
    ],
)
def test_both_admin_logins_lead_to_the_portals_own_and_keep_only_safe_ways_back(client, path, there):
    for method in (client.get, client.post):
        location = urlsplit(method(path)["Location"])
        assert location.path == reverse("account_login")
        assert parse_qs(location.query)["next"] == [there]


@pytest.mark.parametrize("there", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_signing_in_leads_to_no_other_site(client, there):
    user = UserFactory()
    verify_address(user)
    response = sign_in_by_code(client, user.email, next=there)
    assert "evil" not in response["Location"]
    assert not response["Location"].startswith("javascript")


@pytest.mark.parametrize(
    "email", ["", "kim", "kim@", "\x00@example.org", "a" * 5000 + "@example.org", "kim@example.org\r\nBcc:x@x.se"]
)
@pytest.mark.parametrize("name", ["account_request_login_code", "account_signup", "account_reset_password"])
def test_nonsense_in_the_address_is_an_error_beside_the_field(client, name, email):
    response = client.post(reverse(name), {"email": email})
    assert response.status_code == 200
    assert "field__error" in response.content.decode()
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_request_login_code", "account_reset_password"]
)
@pytest.mark.parametrize("language", ["sv", "en", "nb", "nl", "pt", "it"])
def test_the_pages_for_strangers_are_shown_in_every_language(client, name, language):
    with translation.override(language):
        path = reverse(name)
    response = client.get(path)
    assert response.status_code == 200
    text = response.content.decode()
    assert f'<html lang="{language}"' in text
    assert text.count("<h1") == 1


@pytest.mark.parametrize("name", ["account_request_login_code", "account_reset_password"])
def test_letters_are_in_the_language_that_their_reader_has_chosen(client, name):
    user = UserFactory(language="nb")
    verify_address(user)
    with translation.override("en"):
        client.post(reverse(name), {"email": user.email.upper()})
        Client(REMOTE_ADDR="127.0.0.2").post(reverse(name), {"email": "stranger@example.org"})
    services.deliver_due()

    languages = {letter.to[0]: letter.extra_headers["Content-Language"] for letter in mail.outbox}
    assert {to.lower(): language for to, language in languages.items()} == {
        user.email: "nb",
        "stranger@example.org": "en",
    }
    assert mail.outbox[0].body != mail.outbox[1].body
