"""Records of our own invention, in the form in which a project bank prints them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from projects.importing.faults import Fault, FileFaultsError

TITLE = "Språkvänner på Östgötska verkstäder"
RECORD = """\
Logotyp på utskrifter

Språkvänner på Östgötska verkstäder

ProgramområdeProgramområde 2 Ökat arbetskraftsutbud
ProjektfasGenomförande
ProjektägareMotala Verkstadsring
KontaktpersonProjektkontoret
E-postkontoret@example.org
Telefonnummer0141-20 20 20
Beviljat ESF-stöd1 234 567 kr
Total projektbudget2 500 000,50 kr
Projektperiod2010-03-01 till 2012-02-29
RegionÖstra Mellansverige
In English

Sammanfattning

Språkvänner är arbetskamrater som tränar svenska med nya kollegor, en halvtimme om dagen vid maskinen.

Vi vill pröva detta genom att:
1. Utbilda trettio språkvänner.

2. Skriva ordlistor för svarvning, svetsning & målning.

Bakgrund

Regionförbundet såg tidigt att orden saknades. Kommunala kurser låg på fel tid, och projektperioden blev kort.

Ordlistor fanns för:
· lager
· städning
· vård < omsorg

Analys av problem/behov:
Den som inte kan orden blir ensam. Syfte och mål: att bryta det.

Syfte

1. Pröva språkvänner
Vi gör det på tre verkstäder.

2. Sprida metoden
Det gör vi i seminarier.

Målsättning

Minst 75 % ska vara kvar efter ett år.

Tillgänglighet för personer med funktionsnedsättning

Ordlistorna finns som ljud och lättläst.

Transnationellt samarbete

Ingen transnationell verksamhet.

Kommun

 • Motala
 • Vadstena
 • Ödeshög
"""
NEXT_RECORD = RECORD.replace(TITLE, "Handledare i par").replace("Motala Verkstadsring", "Vadstena Handel")


def table(*rows: dict[str, Any], delimiter: str = ";") -> bytes:
    """Return rows as CSV, quoted where need be."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    lines = [headings, *[[str(row.get(heading, "")) for heading in headings] for row in rows]]
    quoted = [['"' + cell.replace('"', '""') + '"' for cell in line] for line in lines]
    return "\r\n".join(delimiter.join(line) for line in quoted).encode()


def row(**values: Any) -> dict[str, Any]:
    """Return a row that can be taken, with some values changed."""
    return {
        "Nummer": "2010-0001",
        "Titel": "Öppna dörrar",
        "Projektägare": "Ydre kommun",
        "Startdatum": "2010-03-01",
        "Slutdatum": "2012-02-29",
        "Beviljat stöd": "1 234 567 kr",
        "Kommuner": "Ydre; Kinda",
        **values,
    }


@dataclass
class Outcome:
    """What came of reading something: a result, or the faults for which it was refused."""

    result: Any = None
    faults: list[Fault] = field(default_factory=list)


def outcome_of(act: Callable[[], Any]) -> Outcome:
    """Return what an act gives, or why it is refused; any other exception is let through."""
    try:
        return Outcome(result=act())
    except FileFaultsError as error:
        return Outcome(faults=error.faults)
