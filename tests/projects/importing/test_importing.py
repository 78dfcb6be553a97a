import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation
from wagtail.models import Revision

from accounts.models import Organisation
from core.audit.models import AuditEntry
from core.contacts.models import Contact
from core.money import Money
from projects.bank.export import COLUMNS
from projects.importing import services
from projects.importing.faults import FileFaultsError
from projects.importing.fields import code_of, is_of_export
from projects.importing.plan import Action
from projects.importing.undoing import undo
from projects.models import ImportBatch, ImportEntry, ProgrammeArea, Project, ProjectPage
from tests.factories.projects import make_project
from tests.factories.users import UserFactory
from tests.projects.importing.records import NEXT_RECORD, RECORD, TITLE, row, table
from tests.support.site import translate_page

ZERO = RECORD.replace("1 234 567 kr", "0 kr").replace("2 500 000,50 kr", "0 kr")


def actions(plan):
    return [step.action for step in plan.steps]


def faults(importer, *args, **kwargs):
    with pytest.raises(FileFaultsError) as caught:
        importer(*args, **kwargs)
    return caught.value.faults


def edit(page, **values):
    draft = page.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    return draft.save_revision()


def draft_of(title=TITLE):
    return ProjectPage.objects.get(title=title).get_latest_revision_as_object()


def test_a_printed_record_becomes_a_draft_with_every_field(importer):
    plan, batch = importer(ZERO)
    page = ProjectPage.objects.get()
    assert actions(plan) == [Action.CREATE]
    assert not page.live
    assert page.title == TITLE
    assert str(page.programme_area) == "2 Ökat arbetskraftsutbud"
    assert page.get_phase_display() == "Genomförande"
    assert page.status == "completed"
    assert page.owner_organisation.name == "Motala Verkstadsring"
    assert (page.contact.name, page.contact.email) == ("Projektkontoret", "kontoret@example.org")
    assert [phone.number.as_national for phone in page.contact.phones.all()] == ["0141-20 20 20"]
    assert (page.granted, page.budget) == (Money(0), Money(0))
    assert (str(page.starts), str(page.ends), page.region) == ("2010-03-01", "2012-02-29", "Östra Mellansverige")
    assert page.no_transnational
    assert sorted(place.name for place in page.municipalities.all()) == ["Motala", "Vadstena", "Ödeshög"]
    assert "Analys" not in page.background
    assert page.problem_analysis.startswith("<p>Den som inte kan")
    assert [entry.action for entry in batch.entries.all()] == ["created"]
    assert not Project.objects.exists()


def test_publishing_shows_the_project_in_the_bank_and_on_its_page(importer, client, bank):
    importer(ZERO, publish=True)
    page = ProjectPage.objects.get()
    text = client.get(page.url).content.decode()
    assert "0\xa0kr" in text
    assert "Ingen transnationell verksamhet." in text
    assert TITLE in client.get(bank.url).content.decode()
    assert Project.objects.get().municipalities.count() == 3


@pytest.mark.parametrize("publish", [False, True])
def test_the_same_file_again_changes_nothing(importer, publish):
    importer(publish=publish)
    revisions, entries = Revision.objects.count(), ImportEntry.objects.count()
    plan, batch = importer(publish=publish)
    assert actions(plan) == [Action.UNCHANGED]
    assert batch is None
    assert (Revision.objects.count(), ImportEntry.objects.count()) == (revisions, entries)


def test_without_the_memory_of_the_last_import_nothing_differs_either(importer):
    importer()
    ImportEntry.objects.all().delete()
    assert actions(importer.plan()) == [Action.UNCHANGED]


def test_a_changed_file_changes_what_it_changes(importer):
    importer(publish=True)
    changed = RECORD.replace("1 234 567 kr", "1 300 000 kr").replace(" • Ödeshög\n", "")
    plan, _batch = importer(changed, publish=True)
    assert actions(plan) == [Action.UPDATE]
    assert [(change.field, change.after) for change in plan.steps[0].differences] == [
        ("granted", "1\u202f300\u202f000\u00a0kr"),
        ("municipalities", "Motala, Vadstena"),
    ]
    assert Project.objects.get().granted == Money(1300000)
    assert Project.objects.get().municipalities.count() == 2


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_export_brought_back_changes_nothing(importer, bank, client, kind):
    rows = [
        row(Kommuner="Evje og Hornnes; Lund", Valuta="NOK", Diskrimineringsgrunder="Kön"),
        row(Nummer="2", Titel="Hela länet", Kommuner="", Län="Blekinge", Rådgivningstimmar="7,5"),
    ]
    importer(table(*rows), "a.csv", publish=True)
    exported = b"".join(client.get(f"{bank.url}{kind}/"))
    plan = importer.plan(exported, f"lista.{kind}")
    assert plan.notes.faults == []
    assert actions(plan) == [Action.UNCHANGED, Action.UNCHANGED]


def test_the_english_export_brought_back_changes_nothing(importer, banks, client):
    columns = {"EU-medfinansierat": "Ja", "Programområde": "1 Kompetens", "Språk": "sv", "Budgetens valuta": "SEK"}
    importer(table(row(**columns)), "a.csv", publish=True)
    area = ProgrammeArea.objects.get()
    area.label_en = "Skills"
    area.save()
    translate_page(ProjectPage.objects.get(), banks["en"].locale, title="Doors")
    exported = b"".join(client.get(f"{banks['en'].url}csv/"))
    assert b"Skills" in exported
    plan = importer.plan(exported, "list.csv", language="en")
    assert plan.notes.faults == []
    assert actions(plan) == [Action.UNCHANGED]


@pytest.mark.parametrize("language", ["sv", "en", "nb", "nl", "pt", "it"])
def test_the_headings_of_the_export_are_known_in_every_language(language):
    with translation.override(language):
        headings = [str(column.label) for column in COLUMNS]
    codes = [code_of(heading) for heading in headings]
    unknown = [heading for heading, code in zip(headings, codes, strict=True) if not code]
    assert all(is_of_export(heading, codes) for heading in unknown)
    assert len(unknown) == 2
    assert len(set(codes)) == len(codes) - 1


def test_the_export_of_another_language_is_refused_lest_it_takes_the_place_of_the_source(importer, banks, client):
    importer(table(row(), row(Nummer="2", Titel="Bara på svenska")), "a.csv", publish=True)
    source = ProjectPage.objects.exclude(title="Bara på svenska").get()
    translate_page(source, banks["en"].locale, title="In English")
    exported = b"".join(client.get(f"{banks['en'].url}csv/?sort=title"))

    found = importer.plan(exported, "list.csv").notes.faults

    assert [(fault.row, "(en)" in fault.reason) for fault in found] == [(3, True)]
    assert ProjectPage.objects.get(pk=source.pk).title == source.title


def test_what_changes_is_shown_in_words(importer):
    changes = {"Diskrimineringsgrunder": "Kön", "Län": "Skåne", "Projektfas": "Genomförande", "EU-medfinansierat": "ja"}
    importer(table(row(**dict.fromkeys(changes, ""))), "a.csv")
    plan = importer.plan(table(row(**changes)), "a.csv")
    after = {change.field: change.after for change in plan.steps[0].differences}
    assert after == {"grounds": "Kön", "counties": "Skåne län", "phase": "Genomförande", "eu_publicity": "Ja"}


def test_an_update_without_publishing_leaves_what_is_public(importer):
    importer(publish=True)
    importer(RECORD.replace("1 234 567 kr", "1 300 000 kr"))
    assert Project.objects.get().granted == Money(1234567)
    assert draft_of().granted == Money(1300000)


def test_drafts_can_be_published_by_a_second_import(importer):
    importer()
    plan, _batch = importer(publish=True)
    assert actions(plan) == [Action.PUBLISH]
    assert ProjectPage.objects.get().live


def test_a_page_edited_since_is_a_fault_that_names_it(importer):
    importer(publish=True)
    edit(ProjectPage.objects.get(), region="Annan region")
    changed = RECORD.replace("1 234 567 kr", "1 300 000 kr")
    found = faults(importer, changed)
    assert len(found) == 1
    assert TITLE in found[0].reason
    assert draft_of().granted == Money(1234567)
    importer(changed, replace_edited=True)
    assert draft_of().granted == Money(1300000)
    assert draft_of().region == "Östra Mellansverige"


def test_a_page_that_was_only_published_is_not_edited(importer):
    importer()
    edit(ProjectPage.objects.get()).publish()
    plan, _batch = importer(RECORD.replace("1 234 567 kr", "1 300 000 kr"))
    assert actions(plan) == [Action.UPDATE]


def test_a_page_is_known_again_though_its_title_was_edited(importer):
    importer()
    edit(ProjectPage.objects.get(), title="Ett annat namn").publish()
    assert "Ett annat namn" in faults(importer)[0].reason
    assert ProjectPage.objects.count() == 1


def test_a_page_written_by_hand_is_not_overwritten_unasked(importer, bank):
    make_project(bank, title="Öppna dörrar", number="2010-0001")
    assert "Öppna dörrar" in faults(importer, table(row()), "a.csv")[0].reason
    importer(table(row()), "a.csv", replace_edited=True)
    assert draft_of("Öppna dörrar").granted == Money(1234567)


def test_a_record_is_known_by_its_number_first(importer):
    importer(table(row()), "a.csv")
    plan, _batch = importer(table(row(Titel="Nytt namn")), "a.csv")
    assert actions(plan) == [Action.UPDATE]
    assert ProjectPage.objects.count() == 1


def test_another_start_is_another_project_without_a_number(importer):
    importer(table(row(Nummer="")), "a.csv")
    plan, _batch = importer(table(row(Nummer="", Startdatum="2011-01-01")), "a.csv")
    assert actions(plan) == [Action.CREATE]


def test_a_record_twice_in_a_file_is_a_fault(importer):
    found = faults(importer, table(row(), row(Titel="Annan")), "a.csv")
    assert [fault.row for fault in found] == [3]
    assert not ProjectPage.objects.exists()


def test_a_number_twice_is_told_of_even_where_a_title_is_missing(importer):
    found = faults(importer, table(row(Titel=""), row()), "a.csv")
    assert [(fault.row, fault.field) for fault in found] == [(2, "Titel"), (3, "Nummer")]


@pytest.mark.parametrize(
    ("number", "owner", "count"), [("", "", 1), ("-", "–", 1), ("1", "", 0), ("", "Ydre kommun", 0)]
)
def test_a_record_is_known_by_a_number_or_an_owner(importer, number, owner, count):
    plan = importer.plan(table(row(Nummer=number, Projektägare=owner)), "a.csv")
    assert [fault.field for fault in plan.notes.faults] == ["Projektägare"] * count


def test_one_fault_refuses_the_whole_file(importer):
    found = faults(importer, table(row(), row(Nummer="2", Kommuner="Ydree"), row(Nummer="3", Slutdatum="x")), "a.csv")
    assert [(fault.row, fault.nearest) for fault in found] == [(3, "Ydre"), (4, "")]
    assert not ProjectPage.objects.exists()
    assert not Organisation.objects.filter(name="Ydre kommun").exists()


def test_what_a_record_names_is_found_or_made_and_told_of(importer):
    known = Organisation.objects.create(name="Ydre kommun")
    plan, batch = importer(
        table(row(Samarbetspartner="ydre KOMMUN; Kinda företagare", Programområde="1 Kompetens")), "a.csv"
    )
    page = ProjectPage.objects.get()
    assert page.owner_organisation == known
    assert sorted(partner.name for partner in page.partners.all()) == ["Kinda företagare", "Ydre kommun"]
    assert ProgrammeArea.objects.get().number == 1
    assert any("Kinda företagare" in remark for remark in plan.notes.remarks)
    assert not any("Ydre" in remark for remark in plan.notes.remarks)
    assert set(batch.made) == {"organisation", "area"}


def test_what_the_file_does_not_have_stays(importer):
    importer(table(row(Sammanfattning="En text", Metod="Samtal")), "a.csv")
    importer(table(row(Titel="Nytt")), "a.csv")
    page = ProjectPage.objects.get().get_latest_revision_as_object()
    assert page.summary == "<p>En text</p>"
    assert [block.value["heading"] for block in page.extra_sections] == ["Metod"]


def test_a_project_that_is_in_another_language_is_not_made_twice(importer, banks):
    make_project(banks["en"], title="Doors", number="2010-0001")
    assert "en" in faults(importer, table(row()), "a.csv")[0].reason


def test_same_titles_get_addresses_of_their_own(importer):
    importer(table(row(), row(Nummer="2")), "a.csv")
    assert sorted(ProjectPage.objects.values_list("slug", flat=True)) == ["oppna-dorrar", "oppna-dorrar-2"]


def test_a_language_without_a_bank_is_refused(importer):
    assert "nb" in faults(importer, language="nb")[0].reason
    assert "77777" in faults(importer, parent=77777)[0].reason


def test_who_may_not_add_pages_may_not_import(importer):
    with pytest.raises(PermissionDenied):
        importer(actor=UserFactory())
    assert not ProjectPage.objects.exists()


def test_an_import_is_in_the_audit_log(importer, editor):
    _plan, batch = importer(actor=editor)
    entry = AuditEntry.objects.get(action="projects.imported")
    assert (entry.actor_id, entry.object_id) == (editor.pk, str(batch.pk))


# Taking back


def test_taking_back_deletes_what_was_made(importer, editor):
    _plan, batch = importer(RECORD + NEXT_RECORD, publish=True, actor=editor)
    undone = undo(batch, editor)
    assert (undone.deleted, undone.kept) == (2, [])
    assert not ProjectPage.objects.exists()
    assert not Project.objects.exists()
    assert not Contact.objects.exists()
    batch.refresh_from_db()
    assert batch.state == ImportBatch.State.UNDONE
    assert undo(batch, editor).deleted == 0
    assert AuditEntry.objects.filter(action="projects.import_undone").count() == 1


def test_taking_back_deletes_organisations_and_areas_that_nothing_else_uses(importer, bank):
    known = Organisation.objects.create(name="Ydre kommun")
    partners = "Nu i bruk; Nu i utkast; Nu beskriven; Bara här"
    _plan, batch = importer(table(row(Samarbetspartner=partners, Programområde="9 Ny", Finansiärer="Ny fond")), "a.csv")
    used, drafted, told = (Organisation.objects.get(name=f"Nu {how}") for how in ("i bruk", "i utkast", "beskriven"))
    Organisation.objects.filter(pk=told.pk).update(website="https://example.org")
    other = make_project(bank, title="Annat", owner_organisation=used)
    edit(other, owner_organisation=drafted)

    undo(batch, None)

    assert set(Organisation.objects.filter(pk__in=batch.made["organisation"])) == {used, drafted, told}
    assert Organisation.objects.filter(pk=known.pk).exists()
    assert not ProgrammeArea.objects.filter(number=9).exists()


@pytest.mark.parametrize("publish", [False, True])
def test_taking_back_restores_what_was_changed(importer, publish):
    importer(publish=publish)
    _plan, batch = importer(RECORD.replace("1 234 567 kr", "1 300 000 kr"), publish=publish)
    assert undo(batch, None).restored == 1
    assert draft_of().granted == Money(1234567)
    assert ProjectPage.objects.get().live is publish
    assert [project.granted for project in Project.objects.all()] == ([Money(1234567)] if publish else [])
    assert actions(importer.plan()) == [Action.UNCHANGED]


def test_taking_back_a_publication_makes_a_draft_again(importer):
    importer()
    _plan, batch = importer(publish=True)
    assert undo(batch, None).restored == 1
    assert not ProjectPage.objects.get().live
    assert ProjectPage.objects.count() == 1


def test_what_lay_unpublished_over_a_public_page_comes_back(importer):
    importer(publish=True)
    importer(RECORD.replace("1 234 567 kr", "1 300 000 kr"))
    _plan, batch = importer(RECORD.replace("1 234 567 kr", "1 400 000 kr"), publish=True)
    undo(batch, None)
    assert Project.objects.get().granted == Money(1234567)
    assert draft_of().granted == Money(1300000)


def test_pages_edited_since_are_left_alone(importer):
    _plan, batch = importer(RECORD + NEXT_RECORD)
    edit(ProjectPage.objects.get(title=TITLE), region="Annan region")
    undone = undo(batch, None)
    assert undone.deleted == 1
    assert [title for title, _reason in undone.kept] == [TITLE]
    assert ProjectPage.objects.get().title == TITLE


@pytest.mark.parametrize(("many", "times"), [(1, 1), (2, 0)])
def test_the_database_counts_its_rows_after_many_records(
    importer, monkeypatch, django_capture_on_commit_callbacks, many, times
):
    counted = []
    monkeypatch.setattr(services, "refresh_statistics", lambda: counted.append(1))
    monkeypatch.setattr(services, "MANY", many)

    with django_capture_on_commit_callbacks(execute=True):
        importer()

    assert len(counted) == times
