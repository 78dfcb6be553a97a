"""Mail that people ask for: one confirmation, one unsubscribe, kinds entered by the apps.

An app enters a kind when it is ready:

    subscriptions.register(subscriptions.SubscriptionKind("events", _("Seminars"), _("When one is published"), tell))

`tell(ref, subscription)` returns the `News` to tell this subscriber, or None when there is nothing to tell any more
or the subscriber's filters leave it out. It is called when the mail is sent, in the subscriber's language.

And when there is something to tell, in the transaction of what happens:

    subscriptions.announce("events", outbox.reference(event))

**News** is entered here, since it is about a page of Wagtail's. When an article is published for the first time, in
any language, its app calls

    subscriptions.announce("news", subscriptions.page_reference(article))

Each confirmed subscriber gets one mail, however often it is called and however many translations are published:
about the page in the subscriber's language if there is a live one, else in the language it was written in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import Page

from core.mail import kinds, outbox, tokens
from core.mail.links import absolute, absolute_url
from core.mail.models import OutboxMessage, Subscription


@dataclass(frozen=True)
class News:
    """What a subscriber is told: a title, a few words, an address, and the language of those words if another.

    `parts` are for a letter that tells of several things.
    """

    title: str
    text: str
    url: str
    language: str = ""
    parts: "tuple[News, ...]" = ()


@dataclass(frozen=True)
class SubscriptionKind:
    """Something that can be subscribed to."""

    code: str
    label: str | Promise
    description: str | Promise
    tell: Callable[[str, Subscription], News | None]
    # Fields of the form that narrow it, by name, e.g. themes; what is chosen is kept in `Subscription.filters`.
    choices: Callable[[], dict[str, forms.Field]] | None = None
    template: str = "emails/subscription_news"


CONFIRM = "confirm"
MANAGE = "manage"
_REQUEST = "subscription.request"
_kinds: dict[str, SubscriptionKind] = {}


def register(kind: SubscriptionKind) -> None:
    """Enter a kind under its code, and with it the kind of mail that announces it."""
    _kinds[kind.code] = kind
    kinds.register(kinds.MailKind(_mail_kind(kind.code), kind.label, kind.template, _build_announcement))


def all_kinds() -> list[SubscriptionKind]:
    """Return the kinds in the order they were entered."""
    return list(_kinds.values())


def get(code: str) -> SubscriptionKind:
    """Return a kind.

    Raises KeyError when there is none of that code.
    """
    return _kinds[code]


@transaction.atomic
def request_subscription(
    email: str, codes: list[str], *, language: str, filters: dict[str, dict[str, Any]] | None = None
) -> Subscription:
    """Note that somebody at an address wants mail of some kinds, and send one letter there.

    Nothing counts before the link in the letter was used. The letter goes to the address whether it is known or not,
    and says what holds there; the one who asked learns nothing. `filters` narrow each kind, by its code; who has one
    confirmed chooses otherwise by the link in a letter. Returns the row that the letter is about.
    """
    rows = []
    for code in codes:
        chosen = (filters or {}).get(code, {})
        row = Subscription.objects.of(email).filter(kind=code).select_for_update().first()
        if row is None:
            row = Subscription.objects.create(email=email.strip(), kind=code, language=language, filters=chosen)
        elif row.confirmed_at is None:
            row.language, row.filters, row.created_at = language, chosen, timezone.now()
        rows.append(row)
    about = next((row for row in rows if row.confirmed_at is None), rows[0])
    about.letters += 1
    for row in rows:
        row.save()
    outbox.enqueue(_REQUEST, about, language=language, sequence=about.letters)
    return about


@transaction.atomic
def confirm(subscription: Subscription) -> list[Subscription]:
    """Confirm everything that was asked for at this address and waits, and return it."""
    waiting = list(Subscription.objects.of(subscription.email).pending().select_for_update())
    Subscription.objects.filter(pk__in=[row.pk for row in waiting]).update(confirmed_at=timezone.now())
    return waiting


@transaction.atomic
def unsubscribe(subscription: Subscription, *, everything: bool = False) -> int:
    """End a subscription, or all of its address; the rows are deleted. Returns how many."""
    rows = (
        Subscription.objects.of(subscription.email) if everything else Subscription.objects.filter(pk=subscription.pk)
    )
    return rows.delete()[0]


@transaction.atomic
def choose(
    subscription: Subscription, codes: list[str], *, language: str, filters: dict[str, dict[str, Any]]
) -> list[Subscription]:
    """Let an address get mail of these kinds and no others, narrowed by `filters` by code, and return what it gets.

    For who has come by a link in a letter: the address is proved by that, also for kinds that are new. Without any
    kind everything ends. The row of the link is the lock, so that two clicks do the same twice.
    """
    Subscription.objects.select_for_update().filter(pk=subscription.pk).first()
    rows = {row.kind: row for row in Subscription.objects.of(subscription.email)}
    for code, row in rows.items():
        if code not in codes:
            row.delete()
    kept = [rows.get(code) or Subscription(email=subscription.email, kind=code) for code in codes]
    for row in kept:
        row.language, row.filters = language, filters.get(row.kind, {})
        row.confirmed_at = row.confirmed_at or timezone.now()
        row.save()
    return kept


@transaction.atomic
def announce(code: str, ref: str, *, sequence: int = 0) -> int:
    """Queue one mail per confirmed subscriber of a kind about `ref`, and return how many subscribers there are.

    Idempotent: the same (kind, ref, sequence) reaches each subscriber once. Raises KeyError for an unknown kind.
    """
    get(code)
    subscribers = Subscription.objects.confirmed().filter(kind=code).values_list("pk", "language")
    messages = [
        OutboxMessage(kind=_mail_kind(code), subject_ref=f"{ref}|{pk}", sequence=sequence, language=language)
        for pk, language in subscribers
    ]
    if messages:
        outbox.enqueue_many(messages)
    return len(messages)


def find(token: str, purpose: str) -> Subscription | None:
    """Return the subscription a link is for, or None when the link is not, or no longer, good."""
    pk = tokens.claimed_pk(token)
    subscription = Subscription.objects.filter(pk=pk).first() if pk is not None else None
    if subscription and tokens.verify(token, purpose, subscription.pk, subscription.token_version):
        return subscription
    return None


def confirm_url(subscription: Subscription) -> str:
    """Return the whole address of the page that confirms."""
    token = tokens.make(CONFIRM, subscription.pk, subscription.token_version)
    return absolute_url("mail:confirm", token, language=subscription.language)


def unsubscribe_url(subscription: Subscription) -> str:
    """Return the whole address of the page that unsubscribes; a POST to it does, without a question (RFC 8058)."""
    token = tokens.make(MANAGE, subscription.pk, subscription.token_version)
    return absolute_url("mail:unsubscribe", token, language=subscription.language)


def choices_path(subscription: Subscription) -> str:
    """Return the path of the page where one changes what one gets, in the subscriber's language."""
    token = tokens.make(MANAGE, subscription.pk, subscription.token_version)
    with override(subscription.language):
        return reverse("mail:choices", args=[token])


def choices_url(subscription: Subscription) -> str:
    """Return the same with scheme and host."""
    return absolute(choices_path(subscription))


def page_reference(page: Page) -> str:
    """Return what an announcement calls a page: the same in every language."""
    return f"page:{page.translation_key}"


def _mail_kind(code: str) -> str:
    return f"subscription.{code}"


def _build_request(message: OutboxMessage) -> kinds.Letter | None:
    """Return the letter that asks for confirmation, or says that there is nothing left to confirm."""
    subscription = Subscription.objects.filter(pk=outbox.referenced_id(message)).first()
    if subscription is None:
        return None
    known = [kind.label for kind in all_kinds() if kind.code == subscription.kind]
    return kinds.Letter(
        to=subscription.email,
        context={
            "waiting": subscription.confirmed_at is None,
            "labels": _waiting_labels(subscription) or known,
            "confirm_url": confirm_url(subscription),
            "end_url": unsubscribe_url(subscription),
            "choices_url": choices_url(subscription),
        },
    )


def _waiting_labels(subscription: Subscription) -> list[str | Promise]:
    waiting = set(Subscription.objects.of(subscription.email).pending().values_list("kind", flat=True))
    return [kind.label for kind in all_kinds() if kind.code in waiting]


def _build_announcement(message: OutboxMessage) -> kinds.Letter | None:
    """Return the letter about something new, or None when the subscriber has left or there is nothing to tell."""
    ref, _bar, pk = message.subject_ref.rpartition("|")
    subscription = Subscription.objects.confirmed().filter(pk=pk).first()
    kind = _kinds.get(message.kind.removeprefix("subscription."))
    news = kind.tell(ref, subscription) if kind and subscription else None
    if news is None or subscription is None or kind is None:
        return None
    return kinds.Letter(
        to=subscription.email,
        context={"news": news, "kind_label": kind.label, "choices_url": choices_url(subscription)},
        unsubscribe_url=unsubscribe_url(subscription),
    )


def _tell_page(ref: str, subscription: Subscription) -> News | None:
    """Return what to tell about a page: only if it is live and public."""
    key = ref.removeprefix("page:")
    pages = {
        page.locale.language_code: page
        for page in Page.objects.filter(translation_key=UUID(key))
        .live()
        .public()
        .select_related("locale")
        .order_by("pk")
    }
    page = pages.get(subscription.language) or next(iter(pages.values()), None)
    if page is None:
        return None
    specific = page.specific
    language = page.locale.language_code
    return News(
        title=specific.title,
        text=getattr(specific, "introduction", "") or specific.search_description,
        url=absolute(specific.get_url() or "/"),
        language="" if language == subscription.language else language,
    )


kinds.register(
    kinds.MailKind(_REQUEST, _("Confirmation of a subscription"), "emails/subscription_request", _build_request)
)
register(SubscriptionKind("news", _("News"), _("A letter when there is a new article, with a link to it."), _tell_page))
