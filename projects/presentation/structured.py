"""Projects in the words of schema.org."""

from typing import Any

Thing = dict[str, Any]


def project_thing(page: Any, chrome: Any) -> Thing | None:
    """Return a project (ResearchProject's parent, Project) with its funding as a MonetaryGrant.

    Only what the record says: an amount that is not known is left out, 0 is said.
    """
    record = page.record()
    if record is None:
        return None
    address = chrome.base_url + (page.url or "")
    thing: Thing = {"@type": "Project", "name": page.title, "url": address, "description": page.introduction or None}
    if record.owner_organisation:
        thing["parentOrganization"] = {"@type": "Organization", "name": record.owner_organisation.name}
    if record.starts:
        thing["foundingDate"] = str(record.starts)
    if record.ends:
        thing["dissolutionDate"] = str(record.ends)
    if record.granted is not None:
        thing["funding"] = {
            "@type": "MonetaryGrant",
            "name": page.title,
            "identifier": record.number or None,
            "amount": {
                "@type": "MonetaryAmount",
                "currency": record.granted.currency,
                "value": float(record.granted.amount),
            },
        }
        thing["funding"] = {key: value for key, value in thing["funding"].items() if value is not None}
    return {key: value for key, value in thing.items() if value is not None}
