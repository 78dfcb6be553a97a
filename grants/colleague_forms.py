"""The forms with which colleagues are asked in, and messages are written."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from events.forms import AddressField
from grants.enums import MemberRole
from grants.services.messages import LONGEST


class WordsField(forms.CharField):
    """Text of some lines; what no database takes is left out."""

    def to_python(self, value: object) -> str:
        """Return the text."""
        return str(super().to_python(value) or "").replace("\0", "").strip()


class InviteForm(forms.Form):
    """A colleague to ask in."""

    use_required_attribute = False
    email = AddressField(label=_("E-mail address"), help_text=_("e.g. kim@example.org"))
    role = forms.ChoiceField(
        label=pgettext_lazy("application", "What the colleague may do"),
        choices=MemberRole.choices,
        initial=MemberRole.WRITER,
        widget=forms.RadioSelect,
    )


class MessageForm(forms.Form):
    """A message in a case."""

    use_required_attribute = False
    words = WordsField(
        label=_("Message"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Write a message.")},
    )
