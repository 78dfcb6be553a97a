"""Taking the demo away: what it made, and nothing else."""

from collections import Counter
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import ProtectedError, QuerySet
from wagtail.models import Collection, Page, Site
from wagtail_localize.models import String, StringSegment, TranslatableObject

from accounts.models import Organisation
from core.contacts.models import Contact
from core.media.models import CustomImage
from core.navigation.models import Banner, Menu, SiteSettings
from home.models import ArticleTag
from portal.demo.applying import remove_applications
from portal.demo.attending import remove_records
from portal.demo.calls import remove_calls
from portal.demo.content import read_content, read_file
from portal.demo.frame import WELCOME
from portal.demo.images import COLLECTION, CREDIT
from portal.demo.keys import key_of
from portal.demo.network import close_sections, news_key, remove_feeds
from portal.demo.pages import page_key
from portal.demo.quietly import quietly
from portal.demo.seminars import remove_documents
from portal.demo.wording import remove_words
from projects.models import Programme, ProgrammeArea


def clear() -> Counter[str]:
    """Remove what the demo made and return how many of each kind.

    Pages that somebody has put other pages under stay, with those pages; organisations and accounts that other rows
    need stay too.
    """
    with quietly(), transaction.atomic():
        return _clear()


def _clear() -> Counter[str]:
    content = read_content()
    removed: Counter[str] = Counter()
    keys = [page_key(record["key"]) for record in content.pages]
    keys += [news_key(record["key"]) for record in content.news]
    snippet_keys = [key_of("banner", "webinar"), *(key_of("menu", str(n)) for n in range(len(content.menus)))]
    strings = _strings([*keys, *snippet_keys])
    removed["menus and banners"] = _remove_each(Menu, snippet_keys) + _remove_each(Banner, snippet_keys)
    _leave_site(keys)
    close_sections(keys)
    remove_feeds()
    removed["pages"] = _remove_pages(keys)
    removed["seminars"] = remove_records(keys)
    removed["applications"] = remove_applications(keys)
    removed["calls"] = remove_calls(keys)
    Programme.objects.filter(translation_key__in=keys, projects=None, projectpages=None).delete()
    for area in read_file("programmes")["area"]:
        _remove_rows(ProgrammeArea.objects.filter(number=area["number"], label_sv=area["label_sv"]))
    TranslatableObject.objects.filter(translation_key__in=[*keys, *snippet_keys]).exclude(
        translation_key__in=Page.objects.filter(translation_key__in=keys).values("translation_key")
    ).delete()
    String.objects.filter(pk__in=strings).exclude(pk__in=StringSegment.objects.values("string")).delete()
    removed["documents"] = remove_documents()
    removed["images"] = _remove_images()
    ArticleTag.objects.filter(name__in=content.tags, tagged_articles=None).delete()
    removed["accounts"] = _remove_rows(
        get_user_model().objects.filter(email__in=[record["email"] for record in content.accounts])
    )
    removed["organisations"] = _remove_rows(
        Organisation.objects.filter(name__in=[record["name"] for record in content.organisations])
    )
    for record in content.contacts:
        contacts = Contact.objects.filter(label_sv=record["label_sv"], email=record["email"])
        removed["contacts"] += _remove_rows(contacts)
    remove_words()
    return removed


def _strings(keys: list[Any]) -> list[int]:
    segments = StringSegment.objects.filter(source__object_id__in=keys)
    return list(segments.values_list("string", flat=True).distinct())


def _remove_each(model: Any, keys: list[Any]) -> int:
    count, _by_model = model.objects.filter(translation_key__in=keys).delete()
    return count


def _leave_site(keys: list[Any]) -> None:
    """Let a site that begins at the demo's home page begin at an empty page, as it did before."""
    for site in Site.objects.filter(root_page__translation_key__in=keys).select_related("root_page"):
        SiteSettings.objects.filter(site=site, organisation_name=read_content().settings["organisation_name"]).delete()
        if _has_others(site.root_page, keys):
            continue
        welcome = Page(title=WELCOME, slug="valkommen", locale=site.root_page.locale)
        Page.get_first_root_node().add_child(instance=welcome)
        site.root_page = welcome
        site.save()


def _has_others(page: Page, keys: list[Any]) -> bool:
    return page.get_descendants().exclude(translation_key__in=keys).exists()


def _remove_pages(keys: list[Any]) -> int:
    """Remove pages from the top down, each with all that is under it, but none that somebody else's page is under."""
    ours = Page.objects.filter(translation_key__in=keys)
    count = ours.count()
    for pk in ours.order_by("path").values_list("pk", flat=True):
        page = Page.objects.filter(pk=pk).first()
        if page is not None and not _has_others(page, keys):
            page.specific.delete()
    return count - ours.count()


def _remove_images() -> int:
    collection = Collection.objects.filter(name=COLLECTION).first()
    if collection is None:
        return 0
    content = read_content()
    titles = [f"Logotyp: {record['name']}" for record in content.organisations]
    ours = CustomImage.objects.filter(collection=collection)
    ours = ours.filter(credit=CREDIT) | ours.filter(title__in=[*titles, *content.emblem.values()])
    count = 0
    for image in ours:
        image.delete()
        count += 1
    if not CustomImage.objects.filter(collection=collection).exists() and not collection.get_children_count():
        collection.delete()
    return count


def _remove_rows(rows: QuerySet[Any]) -> int:
    count = 0
    for row in rows:
        try:
            with transaction.atomic():
                row.delete()
        except ProtectedError:
            continue
        count += 1
    return count
