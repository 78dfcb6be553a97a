"""What holds for a call in the end: its own rules, else those of its programme."""

from dataclasses import dataclass
from typing import Any

from grants.enums import AppealRoute
from grants.form_structure import LANGUAGES, first
from grants.models.records import ProgrammeRules

# De minimis aid is kept for ten years from the last aid (Regulation (EU) 2023/2831, art. 6.7); nobody has said less.
KEPT_YEARS = 10


@dataclass(frozen=True)
class Rules:
    """Law and archive for a call. `legal_regime` may be unsaid, an empty string."""

    legal_regime: str
    appeal_route: str
    retention_years: int


@dataclass(frozen=True)
class Criterion:
    """What an application is judged by; the weight is in per cent."""

    id: str
    label: str
    text: str
    weight: int


def of_programme(programme_id: int | None) -> ProgrammeRules | None:
    """Return the rules of a programme with its criteria at hand, or None; at most two queries."""
    if programme_id is None:
        return None
    rows = ProgrammeRules.objects.select_related("programme").prefetch_related("criteria")
    return rows.filter(programme_id=programme_id).first()


def rules_of(call: Any, above: ProgrammeRules | None = None) -> Rules:
    """Return the rules of a call or a page of a call. `above` saves the query when it is at hand."""
    above = above or of_programme(call.programme_id)
    return Rules(
        legal_regime=call.legal_regime
        or (above.legal_regime if above else "")
        or (call.programme.legal_regime if call.programme_id else ""),
        appeal_route=call.appeal_route or (above.appeal_route if above else "") or AppealRoute.NONE,
        retention_years=call.retention_years or (above.retention_years if above else None) or KEPT_YEARS,
    )


def criteria_of(call: Any, language: str, above: ProgrammeRules | None = None) -> list[Criterion]:
    """Return what the applications of a call are judged by, in a language: its own, else those of its programme."""
    own = (call.criteria or {}).get("criteria") or []
    if own:
        words = call.criteria.get("words", {})
        order = [words[code] for code in dict.fromkeys((language, *LANGUAGES)) if code in words]
        return [
            Criterion(row["id"], first(order, row["id"], "label"), first(order, row["id"], "text"), row["weight"])
            for row in own
        ]
    above = above or of_programme(call.programme_id)
    rows = above.criteria.all() if above is not None else []
    return [Criterion(f"p{row.pk}", row.label_in(language), "", row.weight) for row in rows]
