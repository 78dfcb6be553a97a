"""What an editor cannot do wrong."""

import pytest

from partners.models import Partnership, PartnershipPage
from tests.factories import partners as make

pytestmark = pytest.mark.django_db


def formset(name, rows, fields):
    data = {
        f"{name}-TOTAL_FORMS": str(len(rows)), f"{name}-INITIAL_FORMS": "0",
        f"{name}-MIN_NUM_FORMS": "0", f"{name}-MAX_NUM_FORMS": "1000",
    }  # fmt: skip
    for number, row in enumerate(rows):
        data |= {f"{name}-{number}-{field}": row.get(field, "") for field in fields}
        data |= {f"{name}-{number}-ORDER": str(number + 1), f"{name}-{number}-DELETE": "", f"{name}-{number}-id": ""}
    return data


def form(members, **values):
    return {
        "title": "Nätet", "slug": "natet", "introduction": "", "first_year": "2020", "last_year": "",
        "body-count": "0", "results-count": "0",
        **formset("member_links", members, ("organisation", "role", "joined_on", "left_on")),
        **formset("result_links", [], ()),
        "listing_image": "", "listing_image_alt": "", "listing_image_caption": "", "contact": "", "seo_title": "",
        "search_description": "", "go_live_at": "", "expire_at": "",
        "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comments-MIN_NUM_FORMS": "0",
        "comments-MAX_NUM_FORMS": "1000", "action-publish": "1", **values,
    }  # fmt: skip


def post(client, network, members, **values):
    address = f"/admin/pages/add/partners/partnershippage/{network.directory.pk}/"
    return client.post(address, form(members, **values))


def test_an_editor_publishes_a_partnership_with_members(network, editor_client):
    organisation = make.make_organisation("Kinda kommun")

    answer = post(editor_client, network, [{"organisation": organisation.pk, "role": "lead"}])

    assert answer.status_code == 302
    assert Partnership.objects.get(title="Nätet").members.get().organisation == organisation


def test_a_member_named_twice_is_said_and_not_a_fault(network, editor_client):
    organisation = make.make_organisation("Kinda kommun")
    twice = [{"organisation": organisation.pk, "role": role} for role in ("lead", "member")]

    answer = post(editor_client, network, twice)

    assert answer.status_code == 200
    assert not PartnershipPage.objects.filter(slug="natet").exists()


@pytest.mark.parametrize(
    ("member", "values"),
    [
        ({"joined_on": "2020-02-01", "left_on": "2020-01-01"}, {}),
        ({}, {"last_year": "2019"}),
        ({}, {"first_year": "-4"}),
        ({"role": "boss"}, {}),
    ],
)
def test_what_does_not_hold_together_is_said(network, editor_client, member, values):
    organisation = make.make_organisation()

    answer = post(editor_client, network, [{"organisation": organisation.pk, "role": "lead", **member}], **values)

    assert answer.status_code == 200
    assert not PartnershipPage.objects.filter(slug="natet").exists()
