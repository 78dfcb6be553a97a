"""Mail about new calls, to those who asked for it."""

from django.utils.translation import gettext_lazy as _

from core.mail import subscriptions
from core.mail.links import absolute
from core.mail.models import Subscription
from core.mail.subscriptions import News, SubscriptionKind
from grants.enums import CallPhase
from grants.models.records import Call
from grants.pages_of import page_of
from grants.services.projection import SUBSCRIPTION
from grants.wording import meta_of


def register() -> None:
    """Enter the kind."""
    kind = SubscriptionKind(
        SUBSCRIPTION, _("Calls"), _("A letter when a new call for applications is announced."), tell
    )
    subscriptions.register(kind)


def tell(ref: str, subscription: Subscription) -> News | None:
    """Return what to tell of a call; None when it has closed or was withdrawn."""
    call = Call.objects.public().filter(pk=ref.rpartition(":")[2]).first()
    if call is None or call.phase() == CallPhase.CLOSED:
        return None
    page = page_of(call, subscription.language)
    if page is None:
        return None
    language = page.card_language
    return News(
        title=page.title,
        text="\n".join(part for part in (" · ".join(meta_of(call)), page.for_whom, page.introduction) if part),
        url=absolute(page.get_url() or "/"),
        language="" if language == subscription.language else language,
    )
