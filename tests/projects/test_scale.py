import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from projects.bank import export
from projects.models import Project, ProjectPage
from tests.factories.projects import make_project

pytestmark = pytest.mark.django_db


def test_made_up_projects_are_in_the_bank_like_real_ones_and_leave_no_trace(client, bank):
    make_project(bank, title="Ett riktigt projekt")
    before = Page.objects.count()
    call_command("seed_scale", projects=12, verbosity=0)
    response = client.get(bank.url)
    assert response.context["count"] == 13
    made_up = Project.objects.filter(number__startswith="skalprov-").first()
    assert client.get(made_up.source_page.url).status_code == 200
    word = made_up.source_page.specific.summary.split()[3]
    assert client.get(f"{bank.url}?q={word}").context["count"] >= 1
    assert Page.find_problems() == ([], [], [], [], [])
    call_command("seed_scale", projects=3, verbosity=0)
    assert Project.objects.count() == 16
    call_command("seed_scale", clear=True)
    assert [page.title for page in ProjectPage.objects.all()] == ["Ett riktigt projekt"]
    assert Page.objects.count() == before
    assert Page.find_problems() == ([], [], [], [], [])
    assert client.get(bank.url).context["count"] == 1


def test_an_export_of_hundreds_takes_as_many_queries_as_one_of_few(client, bank):
    def asked():
        b"".join(client.get(f"{bank.url}csv/"))
        with CaptureQueriesContext(connection) as queries:
            lines = b"".join(client.get(f"{bank.url}csv/")).decode().count("\r\n")
        return lines - 1, len(queries)

    call_command("seed_scale", projects=12, verbosity=0)
    few = asked()
    call_command("seed_scale", projects=export.FEW + 20, verbosity=0)
    many = asked()
    assert (few[0], many[0]) == (12, export.FEW + 20 + 12)
    assert many[1] == few[1]


def test_without_a_bank_or_a_number_nothing_is_made_up(site):
    with pytest.raises(CommandError):
        call_command("seed_scale", projects=0)
    with pytest.raises(CommandError):
        call_command("seed_scale", projects=1)
