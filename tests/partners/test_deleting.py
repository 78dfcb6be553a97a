"""An organisation that others refer to stays, whoever wants it gone and whichever way."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from accounts.models import Organisation
from tests.factories import partners as make
from tests.factories import projects as make_projects
from tests.factories.accounts import MembershipFactory
from tests.factories.users import UserFactory

pytestmark = pytest.mark.django_db


def test_a_partner_that_projects_refer_to_cannot_be_deleted(site, editor_client):
    bank = make_projects.make_bank(site)["sv"]
    organisation = make.make_organisation("Kinda kommun")
    make_projects.make_project(bank, sets={"partners": [organisation]})

    with pytest.raises(ProtectedError), transaction.atomic():
        organisation.delete()
    answer = editor_client.post(f"/admin/snippets/accounts/organisation/delete/{organisation.pk}/", follow=True)

    assert answer.status_code == 200
    assert "Kinda kommun" in str(next(iter(answer.context["messages"])))
    assert Organisation.objects.filter(pk=organisation.pk).exists()


def test_a_partner_with_a_profile_or_in_a_partnership_cannot_be_deleted(network, editor_client):
    for organisation in (network.fife.organisation, network.lisboa.organisation):
        answer = editor_client.post(f"/admin/snippets/accounts/organisation/delete/{organisation.pk}/")
        assert answer.status_code == 302
        assert Organisation.objects.filter(pk=organisation.pk).exists()


def test_many_at_a_time_are_refused_too(network, editor_client):
    free, used = make.make_organisation("Fri"), network.fife.organisation
    address = f"/admin/bulk/accounts/organisation/delete/?id={free.pk}&id={used.pk}"

    assert editor_client.post(address).status_code == 302
    assert Organisation.objects.filter(pk__in=[free.pk, used.pk]).count() == 2


def test_an_organisation_that_nobody_refers_to_goes_with_what_is_its_own(network, editor_client):
    organisation = make.make_organisation("Utan band")
    organisation.links.create(label="Plan", url="https://plan.example.org")
    MembershipFactory(organisation=organisation, user=UserFactory())

    editor_client.post(f"/admin/snippets/accounts/organisation/delete/{organisation.pk}/")

    assert not Organisation.objects.filter(pk=organisation.pk).exists()
