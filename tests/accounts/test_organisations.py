"""The one Organisation, with its contacts, in the administration."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Organisation, OrganisationContact
from core.contacts.models import Contact
from tests.factories.accounts import OrganisationFactory

pytestmark = pytest.mark.django_db


def url(model, name, *args):
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def formset(prefix, rows=()):
    data = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0, f"{prefix}-MIN_NUM_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def test_an_editor_makes_an_organisation_that_lists_its_contacts(editor_client):
    contact = Contact.objects.create(label_sv="Växel", email="info@example.org")
    data = {
        "name": "Region Provland",
        "org_number": "2120000449",
        "sector": "region",
        "website": "",
        **formset("links"),
        **formset("contact_links", [{"contact": contact.pk, "ORDER": 1}]),
    }
    response = editor_client.post(url(Organisation, "add"), data)
    assert response.status_code == 302, response.context["form"].errors
    organisation = Organisation.objects.get()
    assert organisation.org_number == "212000-0449"
    assert [link.contact for link in organisation.contact_links.all()] == [contact]


def test_an_editor_makes_a_contact_with_telephones(editor_client):
    data = {"label_sv": "Kommunikatör", "email": "press@example.org"}
    data |= formset("phones", [{"number": "013-10 00 00", "note": "", "ORDER": 1}])
    response = editor_client.post(url(Contact, "add"), data)
    assert response.status_code == 302, response.context["form"].errors
    assert str(Contact.objects.get().phones.get().number.as_e164) == "+4613100000"


@pytest.mark.parametrize("number", ["1", "212000-0448", "abc", "212000-0449; DROP"])
def test_a_number_that_cannot_be_right_is_refused(number):
    with pytest.raises(ValidationError):
        Organisation(name="X", org_number=number).full_clean()


def test_two_organisations_never_share_a_number_but_many_have_none():
    OrganisationFactory.create_batch(2, org_number="")
    OrganisationFactory(org_number="212000-0449")
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationFactory(org_number="212000-0449")


def test_a_contact_is_listed_once_per_organisation():
    contact = Contact.objects.create(label_sv="Växel")
    organisation = OrganisationFactory()
    OrganisationContact.objects.create(organisation=organisation, contact=contact)
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationContact.objects.create(organisation=organisation, contact=contact)


@pytest.mark.parametrize("model", [Organisation, Contact])
def test_the_registers_can_be_listed_and_searched(editor_client, model):
    OrganisationFactory(name="Ydre kommun")
    Contact.objects.create(label_sv="Växel", name="Ydre växel")
    text = editor_client.get(url(model, "list"), {"q": "Ydre"}).content.decode()
    assert "Ydre" in text
