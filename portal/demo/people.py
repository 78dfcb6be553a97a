"""Accounts to try the portal with, and the organisations and contacts of the partnership."""

import json
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from accounts.enums import MembershipRole, Role
from accounts.models import Membership, Organisation
from accounts.services import grant_role
from core.contacts.models import Contact
from core.places.models import Country, Municipality
from core.translating.groups import PREFIX, sync_groups
from portal.demo.content import Content, Record


def make_account(record: Record, password: str) -> Any:
    """Make an account with a confirmed address, its roles and its place in an organisation; or bring it up to date."""
    user, _made = get_user_model().objects.get_or_create(
        email=record["email"],
        defaults={"first_name": record["first_name"], "last_name": record["last_name"]},
    )
    user.is_superuser = user.is_staff = record.get("superuser", False)
    user.set_password(password)
    user.save()
    EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
    for role in record["roles"]:
        grant_role(user, Role(role), actor=None)
    if record.get("organisation"):
        Membership.objects.get_or_create(
            user=user,
            organisation=Organisation.objects.get(name=record["organisation"]),
            defaults={"role": record.get("membership", MembershipRole.READER)},
        )
    return user


def let_translate(user: Any, record: Record) -> None:
    """Make somebody translator of the languages that the record names."""
    sync_groups()
    user.groups.add(*Group.objects.filter(name__in=[f"{PREFIX}{code}" for code in record.get("translates", [])]))


def make_contact(record: Record) -> Contact:
    """Make a contact point, or find the one with the same role and address."""
    labels = {name: value for name, value in record.items() if name.startswith("label_")}
    contact, made = Contact.objects.get_or_create(label_sv=record["label_sv"], email=record["email"], defaults=labels)
    if made and record["phone"]:
        contact.phones.add(contact.phones.model(number=record["phone"]))
        contact.save()
    return contact


def make_organisation(record: Record, logo: Any, contacts: dict[str, int]) -> Organisation:
    """Make an organisation, or find the one with the same name."""
    municipality = Municipality.objects.filter(code=record.get("municipality", "")).first()
    country = Country.objects.get(code=record.get("country", "SE"))
    organisation, made = Organisation.objects.get_or_create(
        name=record["name"],
        defaults={
            "sector": record["sector"],
            "municipality": municipality,
            "country": country,
            "logo": logo,
            "locality": record.get("locality", ""),
            "website": record.get("website", ""),
        },
    )
    for label, url, language in record.get("links", []) if made else []:
        organisation.links.add(organisation.links.model(label=label, url=url, language=language))
    if made and record.get("contact"):
        organisation.contact_links.add(organisation.contact_links.model(contact_id=contacts[record["contact"]]))
    if made:
        organisation.save()
    return organisation


def logo_row(content: Content, logos: dict[str, int], emblems: dict[str, int], block_id: Any) -> str:
    """Return the stored form of the site's logos: the emblem, one per language, then the members'."""
    rows = [
        {"name": "Europeiska unionen", "image": emblems[code], "alt_text": words, "role": "funder", "language": code}
        for code, words in content.emblem.items()
    ]
    rows += [
        {"name": record["name"], "image": logos[record["name"]], "alt_text": "", "role": "partner", "language": ""}
        for record in content.organisations
        if record.get("member")
    ]
    numbered = enumerate(rows)
    return json.dumps(
        [{"type": "logo", "value": {**row, "url": ""}, "id": block_id("logo", number)} for number, row in numbered]
    )
