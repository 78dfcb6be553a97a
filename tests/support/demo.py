"""The demo content as a source of addresses: one page of every type in every language, and the views beside them."""

from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from events.links import manage_token
from events.models import Event, Registration
from grants.models import Call
from home.enums import MessageKind
from projects.models import Method

# What stands beside the pages, below the language's prefix.
BESIDE = (
    "search/",
    "search/?q=projekt",
    "search/?q=zzzzzz",
    "subscribe/",
    "account/login/",
    "account/signup/",
    "no-such-page/",
)


def page_types() -> list[type[Page]]:
    """Return every page type that can have pages."""
    return [model for model in apps.get_models() if issubclass(model, Page) and model is not Page]


def page_addresses(language: str) -> dict[str, str]:
    """Return the address of one live page of each type in a language, by the name of the type."""
    found = {}
    for model in page_types():
        page = model.objects.live().filter(locale__language_code=language).order_by("pk").first()
        address = page.get_url() if page else None
        if address:
            found[model.__name__] = address
    return found


def addresses(*languages: str) -> Iterator[str]:
    """Yield every address worth a visit in the languages: the pages, then what stands beside them."""
    for language in languages or [code for code, _name in settings.LANGUAGES]:
        yield from page_addresses(language).values()
        yield from (f"/{language}/{path}" for path in BESIDE)


def form_addresses(language: str) -> list[str]:
    """Return the addresses of the forms that strangers fill in, what they see afterwards, and the style page."""
    writing = [(name, kind) for kind in MessageKind.values for name in ("write", "write_thanks")]
    coming = Event.objects.public().filter(pools__isnull=False, ends_at__gte=timezone.now()).order_by("pk")
    registration = Registration.objects.filter(event__in=coming).order_by("pk").first()
    event = registration.event if registration else coming.first()
    call = Call.objects.public().order_by("pk").first()
    with override(language):
        found = [reverse(name, args=[kind]) for name, kind in writing]
        if call is not None:
            found.append(reverse("calls:form", args=[call.translation_key]))
        if event is not None:
            found += [reverse(f"events:{name}", args=[event.translation_key]) for name in ("register", "received")]
        if registration is not None:
            token = manage_token(registration)
            found += [reverse(f"events:{name}", args=[token]) for name in ("registration", "change")]
        method = Method.objects.filter(is_public=True).order_by("pk").first()
        if method is not None:
            found += [reverse(f"projects:{name}", args=[method.translation_key]) for name in ("adopt", "adopt_thanks")]
        found += [reverse(f"partners:{name}") for name in ("join", "join_thanks")]
        return [*found, reverse("mail:requested"), reverse("account_reset_password"), reverse("style_page")]
