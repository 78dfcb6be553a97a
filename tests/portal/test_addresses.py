"""The language comes from the address alone, and every wrong address gets a clear answer in it."""

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import got_request_exception
from django.test import Client, override_settings
from django.urls import path
from django.utils.translation import gettext, override
from wagtail.contrib.redirects.models import Redirect

from portal.urls import urlpatterns as portal_urls

pytestmark = pytest.mark.django_db


def broken(request):
    raise RuntimeError("broken on purpose")


def cookies(request):
    from django.http import HttpResponse

    request.session["seen"] = True
    return HttpResponse("x" * 400)


urlpatterns = [path("broken/", broken), path("personal/", cookies), *portal_urls]
handler400 = "portal.views.bad_request"
handler403 = "portal.views.permission_denied"
handler404 = "portal.views.page_not_found"
handler429 = "portal.views.too_many_requests"
handler500 = "portal.views.server_error"


@pytest.fixture
def visitor():
    """A visitor whose failures come back as pages, as in production."""
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("wish", ["sv", "en-GB,en;q=0.9", "nl", "*", ""])
def test_the_root_leads_everybody_to_swedish(visitor, wish):
    response = visitor.get("/", headers={"accept-language": wish})
    assert response.status_code == 302
    assert response.headers["Location"] == "/sv/"
    assert "Accept-Language" not in response.headers.get("Vary", "")
    assert not response.cookies


@pytest.mark.parametrize("code", ["sv", "en", "nb", "nl", "pt", "it"])
def test_a_missing_page_is_told_in_the_language_of_the_address(site, visitor, code):
    response = visitor.get(f"/{code}/no-such-page/", headers={"accept-language": "fi"})
    with override(code):
        heading = gettext("The page is not here")
    assert response.status_code == 404
    assert response.headers["Content-Language"] == code
    assert f'<html lang="{code}">' in response.text
    assert heading in response.text
    assert f'href="/{code}/"' in response.text
    assert not response.cookies


@pytest.mark.parametrize("address", ["/xx/", "/fi/sida/", "/sv-SE/x/", "/nothing/here/", "/admin.php", "/.env"])
def test_outside_the_languages_a_missing_page_is_told_in_swedish(site, visitor, address):
    response = visitor.get(address, follow=True)
    assert response.status_code == 404
    assert '<html lang="sv">' in response.text


HOSTILE = [
    "/sv/%00/",
    "/sv/?q=%00",
    "/sv/?%00=1",
    "/sv/?q=a%00b&q=c",
    "/media/%00",
    "/documents/1/%00",
    "/%00",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_nul_bytes_are_refused(site, visitor, address):
    assert visitor.get(address).status_code == 400


STRANGE = [
    "/sv/%FF%FE/",
    "/sv/%C3%28/",
    "/sv/%ED%A0%80/",
    "/sv/?q=%FF%FE%C3%28",
    "/sv/?q=%ED%A0%80",
    "/sv/..%2f..%2fetc/passwd/",
    "/sv/../../../etc/passwd",
    "/media/../../etc/passwd",
    "/media/..%2f..%2fetc%2fpasswd",
    "/media/" + "a" * 3000,
    "/media/" + "a/" * 1500,
    "/sv/" + "a" * 5000 + "/",
    "/sv/" + "a/" * 2500,
    "/sv/?q=" + "å" * 5000,
    "/sv/?page=99999999999999999999999&q=<script>alert(1)</script>",
    "/sv/?q=' OR 1=1; DROP TABLE wagtailcore_page; --",
    "/sv/?" + "&".join(f"p{number}=1" for number in range(200)),
    "/documents/99999999999999999999999/x.pdf",
    "/documents/1/" + "a" * 4000,
    "/static/../portal/settings/base.py",
    "/static/" + "a" * 3000,
    "//evil.example/",
    "/sv//",
    "/\\evil.example",
    "/sv/;a=b/",
]


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete", "options"])
def test_nothing_strange_in_an_address_breaks_the_portal(site, visitor, method):
    failures = []

    def note(sender, request=None, **kwargs):
        failures.append(request)

    got_request_exception.connect(note)
    try:
        answers = {address: getattr(visitor, method)(address) for address in STRANGE}
    finally:
        got_request_exception.disconnect(note)
    assert not failures
    assert {address for address, response in answers.items() if response.status_code >= 500} == set()
    assert {
        address
        for address, response in answers.items()
        if response.headers.get("Location", "").startswith(("//", "http", "\\"))
    } == set()


def test_an_address_without_end_is_refused(site, visitor):
    response = visitor.get("/sv/?q=" + "a" * 70_000)
    assert response.status_code == 414
    assert '<html lang="sv">' in response.text


@pytest.mark.parametrize("code", ["sv", "en", "nb", "nl", "pt", "it"])
def test_a_method_that_no_page_answers_is_refused_in_words(site, visitor, code):
    for response in (visitor.delete(f"/{code}/"), visitor.put(f"/{code}/search/"), visitor.post(f"/{code}/search/")):
        assert response.status_code == 405
        assert "GET" in response["Allow"]
        with override(code):
            assert gettext("We did not understand the address") in response.content.decode()


def test_more_parameters_than_any_page_has_are_refused(site, visitor):
    assert visitor.get("/sv/?" + "&a=1" * 10_500).status_code == 400


LANGUAGES = ["sv", "en", "nb", "nl", "pt", "it"]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("limit", ["DATA_UPLOAD_MAX_MEMORY_SIZE", "DATA_UPLOAD_MAX_NUMBER_FIELDS"])
def test_a_form_larger_than_we_read_is_refused_in_words(site, visitor, settings, code, limit):
    setattr(settings, limit, 2)
    response = visitor.post(f"/{code}/subscribe/", {"email": "a@example.org", "name": "A", "more": "B"})
    with override(code):
        heading = gettext("What you sent is too large")
    assert response.status_code == 413
    assert f'<html lang="{code}">' in response.text
    assert heading in response.text


def test_more_files_than_we_read_are_refused_in_words(site, visitor, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 1
    files = {name: SimpleUploadedFile(f"{name}.txt", b"x") for name in ("one", "two")}
    response = visitor.post("/en/subscribe/", files)
    assert response.status_code == 413
    assert '<html lang="en">' in response.text


def test_a_body_that_cannot_be_parsed_is_refused_in_words(site, visitor):
    response = visitor.generic("POST", "/it/subscribe/", b"x", content_type="multipart/form-data; boundary=")
    assert response.status_code == 400
    assert '<html lang="it">' in response.text


@pytest.mark.parametrize("code", LANGUAGES)
def test_too_many_tries_are_told_in_the_visitors_language(site, visitor, settings, code):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}
    cache.clear()
    answers = [visitor.post(f"/{code}/account/password/reset/", {"email": "a@example.org"}) for _ in range(2)]
    with override(code):
        heading = gettext("Too many attempts")
    assert answers[-1].status_code == 429
    assert f'<html lang="{code}">' in answers[-1].text
    assert heading in answers[-1].text
    assert "no-store" in answers[-1].headers["Cache-Control"]


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost:99999999", "localhost@evil.example", "local host", "[::1", "%00", "", "å.example"],
)
def test_a_forged_host_is_refused_in_words(site, visitor, host):
    response = visitor.get("/nl/", headers={"host": host})
    assert response.status_code == 400
    assert '<html lang="nl">' in response.text
    assert "evil.example" not in response.text


def test_a_forged_forwarded_host_changes_nothing(site, visitor):
    plain = visitor.get("/sv/")
    forged = visitor.get("/sv/", headers={"x-forwarded-host": "evil.example", "x-forwarded-proto": "https"})
    assert forged.status_code == plain.status_code == 200
    assert forged.content == plain.content


@pytest.fixture
def child(site):
    """A published page below the English start page."""
    home = site.homes["en"]
    page = home.__class__(title="Methods", slug="methods", locale=home.locale)
    home.add_child(instance=page)
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def test_an_unpublished_page_is_said_to_be_taken_down(visitor, child):
    child.unpublish()
    response = visitor.get("/en/methods/")
    assert response.status_code == 410
    with override("en"):
        assert gettext("The page has been taken down") in response.text


def test_a_page_never_published_is_not_given_away(visitor, child):
    child.__class__.objects.filter(pk=child.pk).update(live=False, first_published_at=None)
    assert visitor.get("/en/methods/").status_code == 404


def test_a_deleted_page_is_not_found(visitor, child):
    child.delete()
    assert visitor.get("/en/methods/").status_code == 404


def test_a_redirect_is_followed_for_a_page_that_was_taken_down(site, visitor, child):
    child.unpublish()
    Redirect.add_redirect("/en/methods", site.home, is_permanent=True)
    response = visitor.get("/en/methods/")
    assert response.status_code == 301
    assert response.headers["Location"].endswith("/sv/")


@override_settings(ROOT_URLCONF="tests.portal.test_addresses")
def test_a_failure_is_told_without_a_database(visitor, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = visitor.get("/broken/")
    assert response.status_code == 500
    assert gettext("Something went wrong on our side") in response.text
    assert "broken on purpose" not in response.text


@override_settings(ROOT_URLCONF="tests.portal.test_addresses")
def test_even_a_broken_error_page_leaves_words(visitor, monkeypatch):
    monkeypatch.setattr("portal.views.render_to_string", broken)
    response = visitor.get("/broken/")
    assert response.status_code == 500
    assert "Något gick fel hos oss" in response.text


@pytest.mark.parametrize(("name", "code"), [("csrf_failure", 403), ("permission_denied", 403)])
def test_refusals_are_pages_of_the_portal(site, rf, name, code):
    from portal import views

    with override("pt"):
        response = getattr(views, name)(rf.get("/pt/"))
    assert response.status_code == code
    assert '<html lang="pt">' in response.text


def test_a_form_without_its_token_is_refused_in_the_visitors_language(site):
    response = Client(enforce_csrf_checks=True).post("/nb/account/login/", {"login": "x"})
    assert response.status_code == 403
    assert '<html lang="nb">' in response.text
    with override("nb"):
        assert gettext("The form could not be sent") in response.text


@override_settings(ROOT_URLCONF="tests.portal.test_addresses")
def test_what_belongs_to_a_session_is_kept_by_nobody(visitor):
    response = visitor.get("/personal/", headers={"accept-encoding": "br, gzip"})
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in response.headers["Vary"]
    assert response.headers["Content-Encoding"] == "gzip"
