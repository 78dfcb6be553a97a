"""The mailbox of the demo: every sent mail, for the machine itself, and nowhere else."""

import importlib

import pytest
from django.conf import settings as live_settings
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import NoReverseMatch, clear_url_caches, reverse

from core.mail import mailbox
from core.mail.backends import LocalMailboxBackend

pytestmark = pytest.mark.django_db


def reload_urls():
    import portal.urls

    clear_url_caches()
    importlib.reload(portal.urls)


@pytest.fixture
def demo(settings, tmp_path):
    """A demo with its mailbox on, in a folder of its own."""
    settings.DEMO, settings.LOCAL_MAILBOX_ENABLED, settings.LOCAL_MAILBOX_DIR = True, True, tmp_path / "mailbox"
    reload_urls()
    yield settings
    settings.DEMO = False
    reload_urls()


@pytest.fixture
def letter(demo):
    message = EmailMultiAlternatives(
        "Din kod – räksmörgås", "Koden är K7XQ2.\nhttp://localhost:8000/sv/", "portal@example.org", ["åsa@example.org"]
    )
    message.attach_alternative("<p>Koden är <b>K7XQ2</b></p><script>alert(1)</script>", "text/html")
    assert LocalMailboxBackend().send_messages([message]) == 1
    return mailbox.stored()[0]


def test_a_sent_mail_is_listed_and_can_be_read_with_links_to_follow(client, letter):
    assert "räksmörgås" in client.get("/mailbox/").content.decode()
    text = client.get(f"/mailbox/{letter.name}/").content.decode()
    assert "K7XQ2" in text
    assert '<a href="http://localhost:8000/sv/"' in text


def test_the_html_of_a_mail_runs_nothing(client, letter):
    response = client.get(f"/mailbox/{letter.name}/html/")
    policy = response["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert "default-src 'none'" in policy
    assert 'sandbox="allow-popups' in client.get(f"/mailbox/{letter.name}/").content.decode()


def test_the_file_is_for_its_owner_only(letter, demo):
    assert demo.LOCAL_MAILBOX_DIR.stat().st_mode & 0o077 == 0


def test_an_empty_mailbox_says_so(client, demo):
    assert client.get("/mailbox/").status_code == 200


@pytest.mark.parametrize("name", ["..%2f..%2fsecret_key", "x", "20260101T000000000000-000000000000", "%00"])
def test_no_other_file_can_be_reached(client, demo, name):
    assert client.get(f"/mailbox/{name}/").status_code in {400, 404}
    assert client.get(f"/mailbox/{name}/html/").status_code in {400, 404}


@pytest.mark.parametrize(
    "extra",
    [
        {"REMOTE_ADDR": "192.0.2.7"},
        {"REMOTE_ADDR": "10.0.0.1"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "::ffff:192.0.2.1"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
    ],
)
def test_nobody_but_the_machine_itself_sees_it(letter, extra):
    client = Client(**extra)
    for path in ("/mailbox/", f"/mailbox/{letter.name}/", f"/mailbox/{letter.name}/html/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(("demo_on", "mailbox_on"), [(False, True), (True, False), (False, False)])
def test_where_the_settings_do_not_ask_for_it_it_does_not_exist(settings, client, demo_on, mailbox_on):
    settings.DEMO, settings.LOCAL_MAILBOX_ENABLED = demo_on, mailbox_on
    reload_urls()
    try:
        with pytest.raises(NoReverseMatch):
            reverse("mailbox:index")
        assert client.get("/mailbox/").status_code == 404
    finally:
        settings.DEMO = False
        reload_urls()


def test_even_with_the_address_in_place_the_settings_are_asked_again(client, demo):
    demo.LOCAL_MAILBOX_ENABLED = False
    assert client.get("/mailbox/").status_code == 404


def test_production_has_it_off():
    from pathlib import Path

    text = (Path(live_settings.BASE_DIR) / "portal/settings/production.py").read_text(encoding="utf-8")
    assert "\nLOCAL_MAILBOX_ENABLED = False\n" in text
    assert "\nDEMO = False\n" in text
