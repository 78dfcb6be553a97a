"""Projects in the words of schema.org."""

from typing import Any

from core.places.names import municipality_names
from projects.presentation.facts import hours_text

Thing = dict[str, Any]
KEYWORDS = ("themes", "grounds", "levels", "target_groups")


def project_thing(page: Any, chrome: Any, described: Any) -> Thing | None:
    """Return a project (ResearchProject's parent, Project) with its funding as a MonetaryGrant.

    Only what the record says: an amount that is not known is left out, 0 is said. `described`: the terms,
    organisations and municipalities that the page shows.
    """
    record = page.record()
    if record is None:
        return None
    address = chrome.base_url + (page.url or "")
    thing: Thing = {
        "@type": "Project",
        "name": page.title,
        "identifier": record.number,
        "url": address,
        "sameAs": record.record_url,
        "description": page.introduction,
        "parentOrganization": _organisation(record.owner_organisation.name) if record.owner_organisation else None,
        "contactPoint": _contact(page.contact),
        "foundingDate": str(record.starts or ""),
        "dissolutionDate": str(record.ends or ""),
        "funding": _funding(page, record, described),
    }
    if described is not None:
        thing["funder"] = [_organisation(word.label) for word in described.sets["funders"]]
        thing["member"] = [_organisation(word.label) for word in described.sets["partners"]]
        thing["areaServed"] = [_area(code) for code in described.municipalities]
        thing["keywords"] = ", ".join(word.label for name in KEYWORDS for word in described.sets[name])
    return _known(thing)


def _funding(page: Any, record: Any, described: Any) -> list[Thing]:
    """Return what was granted: money, advice in kind, or both."""
    common = {
        "name": page.title,
        "identifier": record.number,
        "funder": [_organisation(word.label) for word in described.sets["funders"]] if described is not None else [],
    }
    grants = []
    if record.granted is not None:
        amount = {"currency": record.granted.currency, "value": float(record.granted.amount)}
        grants.append({"@type": "MonetaryGrant", **common, "amount": {"@type": "MonetaryAmount", **amount}})
    if record.in_kind_hours or record.in_kind_adviser or page.in_kind_subject:
        hours = hours_text(record.in_kind_hours) if record.in_kind_hours else ""
        told = [text for text in (hours, record.in_kind_adviser, page.in_kind_subject) if text]
        grants.append({"@type": "Grant", **common, "description": ", ".join(told)})
    return [_known(grant) for grant in grants]


def _organisation(name: str) -> Thing:
    return {"@type": "Organization", "name": name}


def _area(code: str) -> Thing:
    return {"@type": "AdministrativeArea", "name": municipality_names().get(code, code), "identifier": code}


def _contact(contact: Any) -> Thing | None:
    """Return the contact that the page shows."""
    if contact is None:
        return None
    phones = [str(phone.number) for phone in contact.phones.all()][:1]
    point = {"name": contact.name or contact.role, "email": contact.email, "telephone": phones[0] if phones else ""}
    return _known({"@type": "ContactPoint", **point})


def _known(thing: Thing) -> Thing:
    """Leave out what is not known."""
    return {key: value for key, value in thing.items() if value not in (None, "", [])}
