"""Thousands of made-up projects, for measuring. Written in bulk: a page takes a few milliseconds, not a hundred."""

import random
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page, PageLogEntry
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from accounts.enums import Sector
from accounts.models import Organisation
from core.periods import PartialDate
from core.places.models import Municipality
from core.search.text import index_terms
from core.taxonomies.models import Ground, Level, TargetGroup, Theme
from core.upkeep import refresh_statistics
from projects.enums import Phase, Status
from projects.models import Programme, ProgrammeArea, Project, ProjectIndexPage, ProjectPage

PREFIX = "skalprov"
BATCH = 500
FIRST = "Öppna Nya Gemensamma Trygga Modiga Lokala Regionala Hållbara Jämlika Fria Starka Breda Djupa Korta Långa"
SECOND = "dörrar vägar steg språk möten händer broar rum röster blickar kartor nycklar trappor cirklar hjul"
THIRD = "vården industrin handeln skolan jordbruket kommunen byggbranschen transporten hotellen omsorgen"
WORDS = (
    "arbetsplats handledare mentor ambassadör rekrytering språkstöd introduktion chef kollega samtal metod utbildning"
    " praktik anställning tillgänglighet jämställdhet mångfald inkludering samverkan företag förening kommun region"
    " erfarenhet uppföljning klimat enkät resultat spridning seminarium verktyg material film dialog ledning styrning"
)
SETS: dict[str, type[Any]] = {
    "municipalities": Municipality,
    "grounds": Ground,
    "levels": Level,
    "target_groups": TargetGroup,
    "themes": Theme,
}
MOST = {"municipalities": 6, "grounds": 2, "levels": 2, "target_groups": 3, "themes": 2}


@dataclass
class Seeder:
    """Writes made-up projects under a bank; the same seed writes the same projects."""

    bank: ProjectIndexPage
    progress: Callable[[int], Any] | None = None
    seed: int = 2008

    def __post_init__(self) -> None:
        self.owners = [
            Organisation.objects.get_or_create(name=f"Skalprovets organisation {number}")[0] for number in range(40)
        ]
        self.funders = [
            Organisation.objects.get_or_create(name=f"Skalprovets fond {number}", defaults={"sector": Sector.STATE})[0]
            for number in range(5)
        ]
        self.programmes = [*Programme.objects.all(), None]
        self.areas = [*ProgrammeArea.objects.all(), None]
        self.choices = {name: list(model.objects.values_list("pk", flat=True)) for name, model in SETS.items()}
        self.first, self.second, self.third, self.words = (text.split() for text in (FIRST, SECOND, THIRD, WORDS))
        everything = {*self.first, *self.second, *self.third, *self.words, "i"}
        self.stems = {word: index_terms(word, "sv") for word in everything}

    @transaction.atomic
    def write(self, number: int) -> None:
        """Write `number` more projects with their pages, records and places in the search index."""
        last = self.bank.get_children().order_by("path").last()
        position = int(last.path[-Page.steplen :], 36) if last else 0
        # The same projects whenever the bank is as long as it was then, others when more are added.
        self.dice = random.Random(f"{self.seed}-{position}")  # noqa: S311 — made-up content, nothing secret
        done = 0
        for size in batches(number):
            self._batch(position + done, size)
            done += size
            if self.progress is not None:
                self.progress(size)
        Page.objects.filter(pk=self.bank.pk).update(numchild=F("numchild") + number)
        refresh_statistics()

    def _batch(self, start: int, size: int) -> None:
        drafts = [self._draft(start + offset + 1) for offset in range(size)]
        pages = Page.objects.bulk_create(page for page, _project, _summary in drafts)
        found: dict[Any, int] = dict(
            Page.objects.filter(translation_key__in=[page.translation_key for page in pages]).values_list(
                "translation_key", "pk"
            )
        )
        projects = []
        for page, project, summary in drafts:
            page.pk = page.id = found[page.translation_key]
            self._write_child(page, project, summary)
            project.source_page_id = page.pk
            projects.append(project)
        Project.objects.bulk_create(projects)
        keys = [project.translation_key for project in projects]
        stored = list(Project.objects.filter(translation_key__in=keys))
        self._describe(stored)
        backend = get_search_backend()
        backend.add_bulk(Project, stored)
        backend.add_bulk(ProjectPage, list(ProjectPage.objects.filter(translation_key__in=keys)))

    def _draft(self, position: int) -> tuple[Page, Project, str]:
        dice = self.dice
        words = [*(dice.choice(words) for words in (self.first, self.second)), "i", dice.choice(self.third)]
        title = f"{' '.join(words)} {position}"
        text = dice.choices(self.words, k=40)
        now = timezone.now()
        slug = f"{PREFIX}-{slugify(title)}"
        key = uuid.UUID(int=dice.getrandbits(128), version=4)
        page = Page(
            title=title, draft_title=title, slug=slug, url_path=f"{self.bank.url_path}{slug}/", live=True,
            path=self.bank.path + step_of(position), depth=self.bank.depth + 1, locale=self.bank.locale,
            translation_key=key, content_type=ContentType.objects.get_for_model(ProjectPage),
            first_published_at=now, last_published_at=now,
        )  # fmt: skip
        year = dice.randint(2008, 2026)
        starts = PartialDate(year, dice.choice([None, dice.randint(1, 12)]))
        ends = PartialDate(year + dice.randint(0, 3))
        project = Project(
            title=title, translation_key=key, locale=self.bank.locale, is_public=True, number=f"{PREFIX}-{position}",
            phase=dice.choice(Phase.values), status=dice.choice(Status.values), starts=starts, ends=ends,
            starts_on=starts.first_day, ends_on=ends.last_day,
            owner_organisation=dice.choice(self.owners), programme=dice.choice(self.programmes),
            programme_area=dice.choice(self.areas), region="Östra Mellansverige",
            granted_amount=Decimal(dice.randint(0, 40) * 50_000), granted_currency=dice.choice(["SEK", "SEK", "NOK"]),
            search_stems=" ".join(self.stems[word] for word in [*words, *text]),
            created_at=now - timedelta(minutes=position),
        )  # fmt: skip
        return page, project, " ".join(text).capitalize()

    def _write_child(self, page: Page, project: Project, summary: str) -> None:
        facts = {
            name: getattr(project, name)
            for name in ("number", "phase", "status", "starts", "ends", "region", "granted_amount", "granted_currency")
        }
        links = {
            "owner_organisation_id": project.owner_organisation_id,
            "programme_id": project.programme_id,
            "programme_area_id": project.programme_area_id,
        }
        child = ProjectPage(
            page_ptr_id=page.pk, **facts, **links, introduction=f"{summary[:200]}.", summary=f"<p>{summary}.</p>"
        )
        child.__dict__.update({name: value for name, value in page.__dict__.items() if name not in {"_state"}})
        # Raw: the row of the page is there already, and signals would do one by one what is done in bulk here.
        child.save_base(raw=True)

    def _describe(self, projects: list[Project]) -> None:
        for name, keys in self.choices.items():
            self._link(name, projects, keys, MOST[name])
        self._link("funders", projects, [funder.pk for funder in self.funders], 1)

    def _link(self, name: str, projects: list[Project], keys: list[int], most: int) -> None:
        through: Any = getattr(Project, name).through
        column = through._meta.get_field(getattr(Project, name).field.m2m_reverse_field_name()).attname
        rows = [
            through(project_id=project.pk, **{column: key})
            for project in projects
            for key in self.dice.sample(keys, self.dice.randint(1, most))
        ]
        through.objects.bulk_create(rows)


@dataclass(frozen=True)
class Kind:
    """Something else that a higher app makes up in thousands: `--<option> 20000` writes, `--clear` removes."""

    option: str
    write: Callable[[int, Callable[[int], Any]], None]
    clear: Callable[[], int]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Enter a kind under its option."""
    _kinds[kind.option] = kind


def kinds() -> list[Kind]:
    """Return the kinds in the order they were entered."""
    return list(_kinds.values())


def batches(number: int) -> Iterator[int]:
    """Yield sizes that sum up to `number`, none too large for a statement."""
    while number > 0:
        yield min(number, BATCH)
        number -= BATCH


def step_of(position: int) -> str:
    """Return one step of a tree path: four digits of base 36, as treebeard writes them."""
    digits = ""
    while position:
        position, rest = divmod(position, 36)
        digits = Page.alphabet[rest] + digits
    return digits.rjust(Page.steplen, "0")


@transaction.atomic
def clear_scale() -> int:
    """Remove what `Seeder` wrote; return how many projects that was.

    Raw, since nothing else can hang on made-up projects: one by one it would take an hour for ten thousand.
    """
    projects = Project.objects.filter(number__startswith=f"{PREFIX}-")
    pages = ProjectPage.objects.filter(number__startswith=f"{PREFIX}-", slug__startswith=f"{PREFIX}-")
    page_keys, project_keys = list(pages.values_list("pk", flat=True)), list(projects.values_list("pk", flat=True))
    parents = {path[: -Page.steplen] for path in pages.values_list("path", flat=True)}
    for chunk in chunks(project_keys):
        for name in (*SETS, "funders"):
            erase(getattr(Project, name).through.objects.filter(project__in=chunk))
        forget(Project, chunk)
        erase(Project.objects.filter(pk__in=chunk))
    for chunk in chunks(page_keys):
        forget(ProjectPage, chunk)
        erase(PageLogEntry.objects.filter(page__in=chunk))
        with connection.cursor() as cursor:
            marks = ", ".join(["%s"] * len(chunk))
            table = connection.ops.quote_name(ProjectPage._meta.db_table)
            cursor.execute(f"DELETE FROM {table} WHERE page_ptr_id IN ({marks})", chunk)  # noqa: S608 — names are ours
        erase(Page.objects.filter(pk__in=chunk))
    Organisation.objects.filter(name__startswith="Skalprovets ").delete()
    for path in parents:
        depth = len(path) // Page.steplen + 1
        count = Page.objects.filter(path__startswith=path, depth=depth).count()
        Page.objects.filter(path=path).update(numchild=count)
    refresh_statistics()
    return len(page_keys)


def chunks(keys: list[Any]) -> Iterator[list[Any]]:
    """Yield the keys in lists that are not too large for a statement."""
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def erase(rows: Any) -> None:
    """Delete rows as they are, without looking for what hangs on them."""
    rows.order_by()._raw_delete(rows.db)  # noqa: SLF001 — the only way past signals


def forget(model: Any, keys: list[int]) -> None:
    """Take rows out of the search index."""
    kind = ContentType.objects.get_for_model(model)
    IndexEntry.objects.filter(content_type=kind, object_id__in=[str(key) for key in keys]).delete()
