import pytest
from django.core.management import call_command

from projects.models import ProjectPage
from tests.projects.importing.records import RECORD, TITLE, row, table

pytestmark = pytest.mark.usefixtures("bank")


@pytest.fixture
def files(tmp_path):
    (tmp_path / "post.txt").write_text(RECORD, encoding="cp1252", errors="ignore")
    (tmp_path / "fel.csv").write_bytes(table(row(Kommuner="Ydree")))
    return tmp_path


def run(capsys, *arguments):
    status = 0
    try:
        call_command("import_projects", *map(str, arguments))
    except SystemExit as exit_:
        status = exit_.code
    return status, capsys.readouterr().out


def test_a_file_is_taken_and_told_of(files, capsys):
    status, report = run(capsys, files / "post.txt")
    assert status == 0
    assert TITLE in report
    assert not ProjectPage.objects.get().live


def test_publishing(files, capsys):
    run(capsys, files / "post.txt", "--publish")
    assert ProjectPage.objects.get().live


def test_a_trial_changes_nothing(files, capsys):
    status, report = run(capsys, files / "post.txt", "--dry-run")
    assert status == 0
    assert TITLE in report
    assert "Ödeshög, Motala, Vadstena" in report
    assert not ProjectPage.objects.exists()


@pytest.mark.parametrize("trial", [[], ["--dry-run"]])
def test_a_refused_file_gives_status_1_and_the_others_are_taken(files, capsys, trial):
    status, report = run(capsys, files / "fel.csv", files / "borta.txt", files / "post.txt", *trial)
    assert status == 1
    assert "Ydree" in report
    assert "“Ydre”" in report or "”Ydre”" in report
    assert TITLE in report
    assert ProjectPage.objects.count() == (0 if trial else 1)


def test_odd_names_and_folders_are_refused_in_words(files, capsys):
    for name in (files, "a\x00b"):
        status, report = run(capsys, name)
        assert status == 1
        assert report
