"""The letter to each subscriber: about the themes and in the language that were chosen."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from core.languages.sorting import swedish_key
from core.mail import subscriptions
from core.mail.models import Subscription
from core.mail.subscriptions import News, SubscriptionKind
from core.taxonomies.models import Theme
from partners.models import Newsletter
from partners.newsletter.contents import Piece, by_language, by_themes, pieces_of
from partners.newsletter.services import KIND

TRANSLATED = "translated"


def register() -> None:
    """Enter the kind of subscription."""
    label, about = _("Newsletter"), _("A letter now and then with what is new from us and from our partners.")
    subscriptions.register(SubscriptionKind(KIND, label, about, tell, choices, "emails/newsletter"))


def choices() -> dict[str, forms.Field]:
    """Return what a subscriber can choose: themes, and whether to see what is not translated."""
    themes = sorted(
        ((theme.slug, str(theme.label)) for theme in Theme.objects.all()), key=lambda pair: swedish_key(pair[1])
    )
    return {
        "themes": forms.MultipleChoiceField(
            label=_("Newsletter: themes"),
            required=False,
            choices=themes,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("None ticked: all themes."),
        ),
        "languages": forms.ChoiceField(
            label=_("Newsletter: what is not translated into your language"),
            required=False,
            choices=[("", _("Show it as it was written")), (TRANSLATED, _("Leave it out"))],
        ),
    }


def tell(ref: str, subscription: Subscription) -> News | None:
    """Return the letter to a subscriber; None when nothing in it is about what the subscriber chose.

    The choice is `{"themes": [slugs], "languages": ["translated"]}`; empty lists leave nothing out.
    """
    newsletter = Newsletter.objects.filter(pk=ref.rpartition(":")[2]).first()
    chosen = subscription.filters or {}
    if newsletter is None:
        return None
    pieces = by_themes(pieces_of(newsletter.keys), chosen.get("themes") or [])
    if TRANSLATED in (chosen.get("languages") or []):
        pieces = by_language(pieces, subscription.language)
    if not pieces:
        return None
    introduction = newsletter.introductions.get(subscription.language, "")
    return letter(newsletter.number, pieces, subscription.language, introduction)


def letter(number: int, pieces: list[Piece], language: str, introduction: str = "") -> News:
    """Return a newsletter in a language, which is the active one; what is there in that language comes first.

    `introduction` is what an editor says above the news.
    """
    told = sorted((piece.news(language) for piece in pieces), key=lambda part: part.language != "")
    return News(title=_now("Newsletter %(number)d") % {"number": number}, text=introduction, url="", parts=tuple(told))
