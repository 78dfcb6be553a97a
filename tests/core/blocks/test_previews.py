"""An editor sees what a block is before choosing it."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from core.blocks.body import BodyStreamBlock
from home.blocks import HomeStreamBlock
from tests.factories import home as make

pytestmark = pytest.mark.django_db

BODY = BodyStreamBlock().child_blocks
LIVE = ("listing",)  # their rows come from other apps, and are there or not


@pytest.mark.parametrize("stream", [BodyStreamBlock, HomeStreamBlock])
def test_every_block_says_what_it_is_for(stream):
    silent = [name for name, block in stream().child_blocks.items() if not block.get_description()]

    assert silent == []


def preview(client, block):
    answer = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser").select_one(".body-blocks")


@pytest.mark.parametrize("name", [name for name in BODY if name not in LIVE])
def test_a_block_is_shown_before_it_is_chosen(editor_client, site, name):
    make.make_image(), make.make_contact(), make.make_standard(site.home, "Om oss")

    assert BODY[name].is_previewable
    assert preview(editor_client, BODY[name]).get_text(strip=True)


@pytest.mark.parametrize("name", [name for name in BODY if name not in LIVE])
def test_an_empty_portal_previews_too(editor_client, name):
    assert preview(editor_client, BODY[name]) is not None


def test_the_picture_of_the_preview_is_one_that_is_there(editor_client, site):
    make.make_image(alt_text="En bro över en å")

    assert preview(editor_client, BODY["image"]).img["alt"] == "En bro över en å"


@pytest.mark.parametrize(("title", "level"), [("", "h2"), ("Fråga oss", "h3")])
def test_no_heading_level_is_skipped_without_a_heading(client, site, title, level):
    contact, other = make.make_contact(), make.make_standard(site.home, "Om oss")
    blocks = (
        ("contacts", {"title": title, "items": make.listed(contact.pk)}),
        (
            "page_list",
            {"title": title, "pages": make.listed(other.pk)},
        ),
    )
    for block in blocks:
        page = make.make_standard(site.home, f"Sida {block[0]}", body=make.stream(block))
        headings = BeautifulSoup(client.get(page.url).content, "html.parser").select(".body-blocks :is(h2, h3)")
        assert headings[-1].name == level
