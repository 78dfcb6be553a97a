"""The names that are known: places, terms, organisations, programmes, phases and states, in every language."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import translation

from accounts.models import Organisation
from core.places.models import County, Municipality
from core.taxonomies.models import Ground, Level, TargetGroup, Theme
from projects.enums import Phase, Status
from projects.importing.faults import plain_name
from projects.models import Programme, ProgrammeArea

TERM_MODELS: dict[str, Any] = {"grounds": Ground, "levels": Level, "target_groups": TargetGroup, "themes": Theme}
# Words that records use beside the labels of the portal.
PHASE_WORDS = {
    Phase.PRE_PROJECT: (
        "förprojektering",
        "förprojekt",
        "förstudie",
        "pre project",
        "preproject",
        "pre study",
        "forprosjekt",
    ),
    Phase.IMPLEMENTATION: ("genomförande", "genomförandeprojekt", "implementation", "main project", "gjennomføring"),
}
STATUS_WORDS = {
    Status.PLANNED: ("planerad", "planerat", "kommande", "planned"),
    Status.ONGOING: ("pågående", "pågår", "aktiv", "aktivt", "ongoing", "active", "current"),
    Status.COMPLETED: (
        "avslutad",
        "avslutat",
        "slutförd",
        "slutfört",
        "klart",
        "completed",
        "finished",
        "closed",
        "ended",
    ),
    Status.DISCONTINUED: ("avbruten", "avbrutet", "nedlagd", "nedlagt", "discontinued", "cancelled", "terminated"),
}
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
MUNICIPALITY_WORD = re.compile(r"\s+(?:kommun|stad|kommune|municipality|city)$")
COUNTY_WORD = re.compile(r"\s+(?:län|fylke|county)$")
WHOLE = re.compile(
    r"^(?:hela|alla kommuner i|samtliga kommuner i|alla i|samtliga i|all of|the whole of|all municipalities in|hele)\s+"
)
# The county that the record names elsewhere.
THE_COUNTY = re.compile(r"(?:hela )?länet|(?:alla|samtliga) kommuner(?:na)?(?: i (?:hela )?länet)?|kommunerna i länet")
COUNTRY = {"sverige", "landet", "riket", "sweden"}


@dataclass
class Names:
    """Known names: their plain form leads to a code, and the code to the name as it is shown."""

    codes: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)

    def add(self, code: str, *names: str) -> None:
        """Enter a code with its names; the first name is the one that is shown."""
        for name in names:
            if name:
                self.codes.setdefault(plain_name(name), code)
        self.shown.setdefault(code, names[0])

    def get(self, name: str) -> str | None:
        """Return the code of a name."""
        return self.codes.get(plain_name(name))

    def by_plain(self) -> dict[str, str]:
        """Return the plain forms with the names as they are shown, to find the nearest among."""
        return {plain: self.shown[code] for plain, code in self.codes.items() if not plain.isdigit()}


class Vocabulary:
    """All known names, each kind read when it is first asked for."""

    @cached_property
    def municipalities(self) -> Names:
        """Municipalities by name and code."""
        names = Names()
        for code, name in Municipality.objects.values_list("code", "name"):
            names.add(code, name, code)
        return names

    @cached_property
    def counties(self) -> Names:
        """Counties by name (with and without the word for county) and code."""
        names = Names()
        for code, name in County.objects.values_list("code", "name"):
            bare = COUNTY_WORD.sub("", name)
            names.add(
                code, name, bare, bare.removesuffix("s"), f"region {bare.removesuffix('s')}", f"{bare} fylke", code
            )
        return names

    @cached_property
    def swedish_counties(self) -> list[str]:
        """The codes of all counties of Sweden."""
        return list(County.objects.filter(country__code="SE").values_list("code", flat=True))

    @cached_property
    def terms(self) -> dict[str, Names]:
        """Terms of the controlled lists by slug and by label in any language."""
        result = {}
        for kind, model in TERM_MODELS.items():
            result[kind] = Names()
            for term in model.objects.all():
                labels = [getattr(term, f"label_{code}") for code in LANGUAGES]
                result[kind].add(term.slug, term.label, *labels, term.slug)
        return result

    @cached_property
    def programmes(self) -> Names:
        """Programmes by label in any language; the code is the primary key."""
        names = Names()
        for programme in Programme.objects.all():
            names.add(str(programme.pk), programme.label, *[getattr(programme, f"label_{code}") for code in LANGUAGES])
        return names

    @cached_property
    def phases(self) -> Names:
        """Phases by code, label and other words."""
        return _choices(Phase, PHASE_WORDS)

    @cached_property
    def statuses(self) -> Names:
        """States by code, label and other words."""
        return _choices(Status, STATUS_WORDS)

    @cached_property
    def organisations(self) -> dict[str, int]:
        """Keys of organisations by plain name."""
        return {plain_name(name): key for key, name in Organisation.objects.order_by("-pk").values_list("pk", "name")}

    @cached_property
    def organisation_numbers(self) -> dict[str, int]:
        """Keys of organisations by organisation number."""
        return dict(Organisation.objects.exclude(org_number="").values_list("org_number", "pk"))

    @cached_property
    def areas(self) -> list[ProgrammeArea]:
        """All programme areas."""
        return list(ProgrammeArea.objects.order_by("pk"))

    def municipality(self, name: str) -> str | None:
        """Return the code of a municipality: Malmö, malmö stad, Kävlinge kommun, 1280, 1280 Malmö."""
        plain = re.sub(r"^[0-9]{4} (?=\D)|\s*\(.*\)$", "", plain_name(name))
        bare = MUNICIPALITY_WORD.sub("", plain)
        found = self.municipalities.get(plain) or self.municipalities.get(bare)
        if not found and bare != plain and bare.endswith("s"):
            found = self.municipalities.get(bare[:-1])
        return found

    def whole_counties(self, name: str, *, expected: bool) -> list[str]:
        """Return the codes of the counties in a name such as Skåne län, hela Blekinge, hela landet.

        `expected`: the name stands where counties do, so that "Uppsala" is the county.
        """
        plain = plain_name(name)
        bare = WHOLE.sub("", plain)
        if bare in COUNTRY and (expected or bare != plain):
            return self.swedish_counties
        found = self.counties.get(bare) or self.counties.get(COUNTY_WORD.sub("", bare))
        return [found] if found else []

    def is_county_phrase(self, name: str) -> bool:
        """Tell whether a name says in so many words that a whole county is meant."""
        plain = plain_name(name)
        return bool(WHOLE.match(plain) or COUNTY_WORD.search(plain))

    def is_the_county(self, name: str) -> bool:
        """Tell whether a name means the whole of a county that it does not name: hela länet, samtliga kommuner."""
        return THE_COUNTY.fullmatch(plain_name(name)) is not None


def _choices(choices: Any, words: dict[Any, tuple[str, ...]]) -> Names:
    names = Names()
    for choice in choices:
        labels = [str(choice.label)]
        for code in LANGUAGES:
            with translation.override(code):
                labels.append(str(choice.label))
        names.add(choice.value, *labels, *words[choice], choice.value)
    return names
