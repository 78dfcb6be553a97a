"""From a published page to the one record of the call, and to its form as it was published."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from core.mail import outbox, subscriptions
from core.reading import public
from grants import clock, form_structure
from grants.models.facts import SCALAR_FACTS
from grants.models.pages import CallPage
from grants.models.records import Call, FormVersion

SUBSCRIPTION = "calls"


@transaction.atomic
def project(page: CallPage) -> Call | None:
    """Write what a published page says to the record, and its form to a version when it has changed.

    Facts and the structure of the form come from the page in the language it was first published in; a translation
    brings its words. Returns None for a page without dates, which a form does not let through. Raises ValueError for
    a time that is on no clock.
    """
    page = CallPage.objects.select_related("locale").get(pk=page.pk)
    call = Call.objects.select_for_update(no_key=True).for_page(page).first()
    if call is None or call.locale_id == page.locale_id:
        call = _write_facts(page, call)
    if call is None:
        return None
    call.criteria = criteria_with(page, call)
    call.is_public = is_public(page)
    call.updated_at = timezone.now()
    announce(call)
    call.save()
    write_form(page, call)
    return call


def announce(call: Call) -> None:
    """Tell subscribers of a new public call, once, while one can still apply."""
    if call.announced_at is not None or not call.is_public:
        return
    if call.closes_at is not None and call.closes_at <= timezone.now():
        return
    subscriptions.announce(SUBSCRIPTION, outbox.reference(call))
    call.announced_at = timezone.now()


def is_public(page: CallPage) -> bool:
    """Tell whether the page, or one of its translations, may be read by anybody."""
    return public(CallPage.objects.filter(translation_key=page.translation_key)).exists()


@transaction.atomic
def withdraw(page: CallPage) -> None:
    """Note that a page was taken down; the record stays, with all that hangs on it."""
    Call.objects.for_page(page).update(is_public=is_public(page), updated_at=timezone.now())


def refresh_visibility(pages: Any) -> None:
    """Look again at who may read some pages, after a move or a change of restrictions."""
    for page in pages:
        withdraw(page)


def _write_facts(page: CallPage, call: Call | None) -> Call | None:
    if page.opens_on is None:
        return call
    call = call or Call(translation_key=page.translation_key, locale_id=page.locale_id)
    for name in SCALAR_FACTS:
        setattr(call, name, getattr(page, name))
    call.title = page.title
    call.opens_at, call.closes_at = clock.opening(page), clock.closing(page)
    call.save()
    return call


def criteria_with(page: CallPage, call: Call) -> dict[str, Any]:
    """Return the criteria of a call with the words of a page; the weights are those of the source language."""
    raw = list(page.criteria.raw_data)
    words = dict((call.criteria or {}).get("words", {}))
    words[page.locale.language_code] = {
        item["id"]: {"label": item["value"].get("label") or "", "text": item["value"].get("text") or ""} for item in raw
    }
    if page.locale_id != call.locale_id:
        return {"criteria": (call.criteria or {}).get("criteria", []), "words": words}
    return {"criteria": [{"id": item["id"], "weight": item["value"]["weight"]} for item in raw], "words": words}


def write_form(page: CallPage, call: Call) -> FormVersion | None:
    """Return the version of the form that holds now, made when what is asked, or its words, have changed.

    A version is never changed, but for the words of a language that it did not have yet: nobody has read it in that
    language, and what was asked in the others stands. None while there is no form.
    """
    language, latest = page.locale.language_code, latest_version(call)
    own = form_structure.words_of(page)
    is_source = page.locale_id == call.locale_id
    structure = form_structure.compiled(page) if is_source or latest is None else latest.structure
    if not structure and latest is None:
        return None
    words = kept_words(latest.words if latest else {}, structure) | {language: only(own, structure)}
    if latest is None or latest.structure != structure or changes(latest.words, words):
        number = latest.number + 1 if latest else 1
        return FormVersion.objects.create(call=call, number=number, structure=structure, words=words)
    if latest.words != words:
        latest.words = words
        latest.save(update_fields=["words"])
    return latest


def latest_version(call: Call) -> FormVersion | None:
    """Return the version of a form that holds now; None while there is none, or when the form was taken away."""
    return FormVersion.objects.filter(call=call).order_by("-number").first()


def keys_of(structure: list[dict[str, Any]]) -> set[str]:
    """Return the ids of the sections and parts of a structure."""
    return {section["id"] for section in structure} | {part["id"] for row in structure for part in row["parts"]}


def only(words: dict[str, Any], structure: list[dict[str, Any]]) -> dict[str, Any]:
    """Return those of the words that are of something in the structure."""
    keys = keys_of(structure)
    return {key: value for key, value in words.items() if key in keys}


def kept_words(words: dict[str, Any], structure: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the words of all languages as far as the structure still has what they are of."""
    return {language: only(own, structure) for language, own in words.items()}


def changes(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Tell whether words that were there are other words now; those of a new language change nothing."""
    return any(after.get(language) != own for language, own in before.items())
