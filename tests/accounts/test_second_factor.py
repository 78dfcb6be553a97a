"""Where the setting asks for it, nobody works in an admin without a second factor, whatever way they try."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from accounts.enums import STAFF_ROLES
from core.audit.models import AuditEntry
from tests.factories.accounts import BACKEND, add_totp, totp_code, verify_address
from tests.factories.users import UserFactory, user_with_role

pytestmark = pytest.mark.django_db

ADMIN_PATHS = [
    "/admin/",
    "/admin/pages/",
    "/admin/users/",
    "/admin/images/",
    "/admin/reports/audit/",
    "/admin/api/main/pages/",
    "/admin/autocomplete/?q=x",
    "/admin/jsi18n/",
    "/admin/account/",
    "/django-admin/",
    "/django-admin/accounts/user/",
    "/django-admin/jsi18n/",
]


@pytest.fixture
def required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def chief(db):
    user = UserFactory(is_staff=True, is_superuser=True)
    verify_address(user)
    return user


def is_inside(response):
    return response.status_code == 200 or (response.status_code == 302 and "/account/" not in response["Location"])


@pytest.mark.parametrize("path", ADMIN_PATHS)
@pytest.mark.parametrize("method", ["get", "post", "head", "put"])
def test_staff_without_a_second_factor_are_sent_to_get_one(client, required, chief, path, method):
    client.force_login(chief, backend=BACKEND)
    response = getattr(client, method)(path)
    assert (response.status_code, response["Location"]) == (302, reverse("mfa_index"))


@pytest.mark.parametrize("path", ADMIN_PATHS)
def test_who_has_only_a_passkey_is_asked_for_it_and_not_for_a_code(client, required, chief, path):
    Authenticator.objects.create(user=chief, type=Authenticator.Type.WEBAUTHN, data={})
    client.force_login(chief, backend=BACKEND)
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith(f"{reverse('mfa_reauthenticate_webauthn')}?")


@pytest.mark.parametrize("path", ADMIN_PATHS)
def test_a_session_that_did_not_use_the_second_factor_is_asked_for_it(client, required, chief, path):
    add_totp(chief)
    client.force_login(chief, backend=BACKEND)
    response = client.get(path)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("mfa_reauthenticate"))


@pytest.mark.parametrize(
    "path", ["/admin//", "//admin/", "/admin/../admin/", "/Admin/", "/sv/admin/", "/admin/%2e%2e/admin/", "/admin;x/"]
)
def test_no_spelling_of_the_address_passes_by(client, required, chief, path):
    client.force_login(chief, backend=BACKEND)
    response = client.get(path)
    assert "Location" in response or response.status_code in {400, 404}
    assert response.status_code != 200


def test_a_header_of_a_script_does_not_pass_by(client, required, chief):
    client.force_login(chief, backend=BACKEND)
    for headers in ({"X-Requested-With": "XMLHttpRequest"}, {"Accept": "application/json"}, {"X-Original-URL": "/"}):
        assert client.get("/admin/", headers=headers).status_code == 302


def test_records_of_another_user_in_the_session_do_not_count(client, required, chief):
    other = UserFactory()
    add_totp(chief)
    client.force_login(chief, backend=BACKEND)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": 1}]
    session["account_authentication_methods_user"] = str(other.pk)
    session.save()
    assert not is_inside(client.get("/admin/"))


def test_a_session_does_not_outlive_the_second_factor_it_used(client, required, chief):
    enter(client, chief)
    assert client.get("/admin/").status_code == 200
    chief.authenticator_set.all().delete()
    assert client.get("/admin/")["Location"] == reverse("mfa_index")


def enter(client, user):
    """Sign in with a password and the app."""
    add_totp(user)
    client.post(reverse("account_login"), {"login": user.email, "password": UserFactory.PASSWORD, "next": "/admin/"})
    return client.post(reverse("mfa_authenticate"), {"code": totp_code()})


def test_with_the_second_factor_one_comes_in(client, required, chief):
    assert enter(client, chief)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200
    assert client.get("/django-admin/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_adding_an_app_opens_the_admin_at_once(client, required, chief):
    client.post(reverse("account_login"), {"login": chief.email, "password": UserFactory.PASSWORD})
    assert client.get("/admin/")["Location"] == reverse("mfa_index")
    client.post(reverse("account_reauthenticate"), {"password": UserFactory.PASSWORD})
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": totp_code(secret)})
    assert client.get("/admin/").status_code == 200
    assert AuditEntry.objects.filter(action="accounts.second_factor_added", actor=chief).exists()


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_every_staff_role_is_asked(client, required, role):
    client.force_login(user_with_role(role), backend=BACKEND)
    assert client.get("/admin/")["Location"] == reverse("mfa_index")


def test_signing_out_is_always_possible(client, required, chief):
    client.force_login(chief, backend=BACKEND)
    response = client.post("/admin/logout/")
    assert response.status_code == 302
    assert response["Location"] != reverse("mfa_index")


@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("path", ["/admin/", "/django-admin/", "/admin/pages/"])
def test_somebody_signed_in_who_does_not_work_here_is_refused_and_not_sent_round_in_circles(client, settings, on, path):
    settings.REQUIRE_SECOND_FACTOR = on
    client.force_login(user_with_role("applicant"), backend=BACKEND)
    assert client.get(path).status_code == 403


def test_where_it_is_not_required_staff_come_in_without(client, settings, chief):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(chief, backend=BACKEND)
    assert client.get("/admin/").status_code == 200


def test_the_own_account_needs_no_second_factor(client, required, chief):
    client.force_login(chief, backend=BACKEND)
    assert client.get(reverse("account_home")).status_code == 200
    assert client.get(reverse("mfa_index")).status_code == 200


def test_strangers_are_sent_to_sign_in(client, required):
    assert client.get("/admin/")["Location"].startswith(reverse("account_login"))
