"""The fields that a file may bring, and what they are called: one list for printed records and for tables."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from core.money import is_unit


@dataclass(frozen=True)
class Field:
    """A field by its code, with the heading that is documented in Swedish and in English, and other names for it.

    `is_section`: its value is several lines under a heading; otherwise it is a label with a value.
    """

    code: str
    label: str | Promise
    sv: str
    en: str
    others: tuple[str, ...] = ()
    is_section: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """All names."""
        return (self.sv, self.en, *self.others)


def _field(code: str, label: str | Promise, sv: str, en: str, others: str = "", **kind: bool) -> Field:
    return Field(code, label, sv, en, tuple(name for name in others.split("|") if name), **kind)


IDENTITY_FIELDS = (
    _field(
        "number",
        _("number"),
        "Nummer",
        "Number",
        "Projektnummer|Diarienummer|Project number|Dnr|Ärendenummer|Projekt-ID|Projekt-id|Project ID|Reference|"
        "Projektnr|Diarienr|Ärendenr",
    ),
    _field(
        "title",
        _("title"),
        "Titel",
        "Title",
        "Projektnamn|Projekttitel|Projektets namn|Project name|Project title|Namn|Name",
    ),
    _field("programme_area", _("programme area"), "Programområde", "Programme area", "Program area"),
    _field("programme", _("programme"), "Program", "Programme", "Delprogram|Sub-programme"),
    _field("phase", _("phase"), "Projektfas", "Project phase", "Fas|Phase|Projekttyp"),
    _field("status", _("status"), "Status", "Status", "Projektstatus|Project status|Läge"),
    _field(
        "owner",
        pgettext_lazy("project", "owner"),
        "Projektägare",
        "Project owner",
        "Ägare|Owner|Stödmottagare|Beneficiary",
    ),
    _field(
        "owner_number",
        _("organisation number"),
        "Organisationsnummer",
        "Organisation number",
        "Org.nr|Orgnr|Org nr|Organization number",
    ),
    _field("contact_person", _("contact person"), "Kontaktperson", "Contact person", "Kontakt|Contact"),
    _field("email", _("e-mail"), "E-post", "E-mail", "E-postadress|Epost|Email|E-mail address|Mejl"),
    _field("phone", _("phone"), "Telefonnummer", "Telephone number", "Telefon|Telephone|Phone|Phone number|Tfn"),
)
AWARD_FIELDS = (
    _field(
        "granted",
        _("granted support"),
        "Beviljat stöd",
        "Granted support",
        "Beviljat ESF-stöd|Beviljat ESF stöd|Beviljat belopp|Beviljat|Granted ESF support|"
        "Granted ESF funding|Granted amount|Granted",
    ),
    _field(
        "budget",
        _("total budget"),
        "Total projektbudget",
        "Total project budget",
        "Total budget|Totalbudget|Projektbudget|Project budget|Budget",
    ),
    _field("currency", _("currency"), "Valuta", "Currency"),
    _field("budget_currency", _("currency of the budget"), "Budgetens valuta", "Currency of the budget"),
    _field("in_kind_hours", _("hours of advice"), "Rådgivningstimmar", "Hours of advice", "Timmar rådgivning"),
    _field("in_kind_adviser", _("adviser"), "Rådgivare", "Adviser"),
    _field(
        "in_kind_subject",
        _("subject of the advice"),
        "Rådgivningens ämne",
        "Subject of advice",
        "Subject of the advice",
    ),
    _field("period", _("period"), "Projektperiod", "Project period", "Period|Projekttid"),
    _field("starts", _("start"), "Startdatum", "Start date", "Start|Starts|Projektstart|Börjar|Från och med"),
    _field("ends", _("end"), "Slutdatum", "End date", "Slut|Ends|End|Projektslut|Slutar|Till och med"),
    _field("region", _("programme region"), "Region", "Region", "Programregion|Programme region"),
    _field("record_url", _("original record"), "Länk", "Link", "Webbadress|URL|Ursprunglig post|Original record"),
    _field(
        "eu_publicity",
        _("co-funded by the European Union"),
        "EU-medfinansierat",
        "Co-funded by the EU",
        "Medfinansieras av Europeiska unionen|Co-funded by the European Union",
    ),
)
SECTION_FIELDS = (
    _field("introduction", _("introduction"), "Ingress", "Introduction", is_section=True),
    _field(
        "summary",
        _("summary"),
        "Sammanfattning",
        "Summary",
        "Projektsammanfattning|Kort sammanfattning|Project summary",
        is_section=True,
    ),
    _field("background", _("background"), "Bakgrund", "Background", is_section=True),
    _field(
        "problem_analysis",
        _("analysis of the problem or need"),
        "Analys av problem/behov",
        "Analysis of problem/need",
        "Analys av problem och behov|Problemanalys|Behovsanalys|Analys av problem eller behov|"
        "Analysis of problems/needs|Analysis of the problem or need|Problem analysis|Needs analysis",
        is_section=True,
    ),
    _field("purpose", _("purpose"), "Syfte", "Purpose", "Projektets syfte|Aim|Syftet", is_section=True),
    _field(
        "goals",
        _("goals"),
        "Målsättning",
        "Goals",
        "Mål|Projektmål|Projektets mål|Målsättningar|Mål och resultat|Objectives|Objective|Goal|Aims and objectives",
        is_section=True,
    ),
    _field(
        "accessibility",
        _("accessibility for people with disabilities"),
        "Tillgänglighet för personer med funktionsnedsättning",
        "Accessibility for people with disabilities",
        "Tillgänglighet för personer med funktionshinder|"
        "Tillgänglighet för personer med funktionsnedsättningar|Tillgänglighet|Accessibility|"
        "Accessibility for persons with disabilities|Accessibility for disabled people",
        is_section=True,
    ),
    _field(
        "transnational",
        _("transnational cooperation"),
        "Transnationellt samarbete",
        "Transnational cooperation",
        "Transnationell verksamhet|Transnationalitet|Transnational collaboration|Transnational activities",
        is_section=True,
    ),
)
LIST_FIELDS = (
    _field(
        "municipalities",
        _("municipalities"),
        "Kommun",
        "Municipality",
        "Kommuner|Municipalities|Kommun(er)",
        is_section=True,
    ),
    _field("counties", _("whole counties"), "Län", "County", "Counties|Hela län", is_section=True),
    _field(
        "grounds",
        _("grounds of discrimination"),
        "Diskrimineringsgrunder",
        "Grounds of discrimination",
        "Diskrimineringsgrund|Grounds|Ground",
        is_section=True,
    ),
    _field("levels", _("levels"), "Nivåer", "Levels", "Nivå|Level", is_section=True),
    _field(
        "target_groups", _("target groups"), "Målgrupper", "Target groups", "Målgrupp|Target group", is_section=True
    ),
    _field("themes", _("themes"), "Teman", "Themes", "Tema|Theme", is_section=True),
    _field(
        "partners",
        _("partners"),
        "Samarbetspartner",
        "Partners",
        "Samarbetspartners|Samverkansparter|Samverkanspartner|Partner|Parter|Co-operation partners|"
        "Cooperation partners",
        is_section=True,
    ),
    _field(
        "funders",
        _("funders"),
        "Finansiärer",
        "Funders",
        "Medfinansiärer|Finansiär|Medfinansiär|Funder|Co-funders|Co-financiers",
        is_section=True,
    ),
)
# Columns that our own export has besides. Where a page is, an import knows; which language a row is in, it checks.
EXPORT_LANGUAGE = ("Language",)
EXPORT_ONLY = (*EXPORT_LANGUAGE, "Address")
AMOUNT_CODES = {"granted", "budget"}
# "Beviljat stöd (tkr)", "Beviljat stöd, kr".
EXPLAINED = re.compile(r"(?P<name>[^(,]+?)\s?(?:\((?P<unit>[^()]*)\)|, ?(?P<after>[^\d,]+))\*?")
FIELDS = (*IDENTITY_FIELDS, *AWARD_FIELDS, *SECTION_FIELDS, *LIST_FIELDS)
BY_CODE = {field.code: field for field in FIELDS}
RICH_CODES = tuple(field.code for field in SECTION_FIELDS if field.code != "introduction")
LIST_CODES = tuple(field.code for field in LIST_FIELDS)


def plain_label(text: str) -> str:
    """Return a label for comparing: lower case, one space between words, no colon or star at the end."""
    return " ".join(text.casefold().replace("\u00ad", "").split()).rstrip(" :*")


def _key(text: str) -> str:
    """Return the letters and digits of a heading: "E-post", "epost" and "E post" are one."""
    return re.sub(r"[\W_]+", "", text.casefold())


@cache
def _codes_by_key() -> dict[str, str]:
    names = {_key(field.code): field.code for field in FIELDS}
    names.update({_key(name): field.code for field in FIELDS for name in field.names})
    # Our own export has its headings in the reader's language.
    for field in FIELDS:
        for name in field.names:
            for translated in _in_all_languages(name):
                names.setdefault(_key(translated), field.code)
    return names


def _in_all_languages(name: str) -> Iterator[str]:
    """Yield what a heading of our own export is called in each language of the portal."""
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            yield from (gettext(name), pgettext("project", name), pgettext("programme", name))


@cache
def _export_keys(*headings: str) -> set[str]:
    return {_key(name) for heading in headings for name in (heading, *_in_all_languages(heading))}


def code_of(heading: str) -> str:
    """Return the code of the field that a heading names, "" when it names none: Titel, TITLE, Startdatum (ÅÅÅÅ-MM-DD).

    What stands in parentheses is an explanation, but after an amount it is the unit; see `unit_of`.
    """
    codes = _codes_by_key()
    code = codes.get(_key(heading), "")
    if not code:
        bare, unit = _parted(heading)
        code = codes.get(_key(bare), "")
        if code in AMOUNT_CODES and not is_unit(unit):
            return ""
    return code


def is_of_export(heading: str, codes: Iterable[str]) -> bool:
    """Tell whether a column is one that our own export adds, given the codes of the others."""
    return _key(heading) in _export_keys(*EXPORT_ONLY) and "budget_currency" in codes


def is_language(heading: str) -> bool:
    """Tell whether a column of our own export names the language of its rows."""
    return _key(heading) in _export_keys(*EXPORT_LANGUAGE)


@lru_cache(maxsize=1000)
def unit_of(heading: str) -> str:
    """Return in what the amounts of a column are: "Beviljat stöd (tkr)" is "tkr"."""
    return _parted(heading)[1] if code_of(heading) in AMOUNT_CODES else ""


def _parted(heading: str) -> tuple[str, str]:
    match = EXPLAINED.fullmatch(" ".join(heading.split()))
    return (match["name"], (match["unit"] or match["after"]).strip()) if match else (heading, "")


def known_names() -> dict[str, str]:
    """Return the documented names by their plain form, for finding the nearest one."""
    return {plain_label(name): name for field in FIELDS for name in (field.sv, field.en)}


@cache
def labels_by_letter() -> dict[str, list[tuple[str, str, Field]]]:
    """Return every printed label, as it is and in lower case, with its field, by its first letter in lower case.

    The longest come first, so that Projektperiod is not read as Period.
    """
    pairs = {name: field for field in FIELDS for name in field.names}
    labels: dict[str, list[tuple[str, str, Field]]] = defaultdict(list)
    for name in sorted(pairs, key=lambda name: -len(name)):
        labels[name[0].casefold()].append((name, name.casefold(), pairs[name]))
    return labels


def label_of(code: str) -> str:
    """Return what a field is called in the active language, with a capital."""
    field = BY_CODE.get(code)
    text = str(field.label) if field else code
    return text[:1].upper() + text[1:]


def documented(codes: Iterable[str] | None = None) -> list[Field]:
    """Return the fields that a table may have, in the order of the record."""
    return [field for field in FIELDS if codes is None or field.code in set(codes)]
