"""Forms that strangers fill in, kept from robots without a puzzle."""

import datetime as dt
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

SALT = "core.mail.antispam"
# Nobody reads a form, types and sends it within this many seconds; a script does.
MINIMUM_SECONDS = 2
MAXIMUM = dt.timedelta(hours=12)


class Honeypot(forms.TextInput):
    """A text field that people neither see nor hear; forms treat it as hidden, so that it stands with no others."""

    template_name = "mail/honeypot.html"

    @property
    def is_hidden(self) -> bool:
        """Tell the form that this is none of its questions."""
        return True

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        """Find the template where the portal's are, and not among those of Django's own forms."""
        return render_to_string(template_name, context)


class SpamGuardMixin(forms.Form):
    """Adds a field that only robots fill in, and the signed time when the form was shown.

    Ask `is_spam` first when the form is valid: then show the ordinary thanks and do nothing, so that a robot learns
    nothing. A form sent too fast, or kept open for half a day, is shown again with what was typed and can simply be
    sent again. Both fields are among the form's hidden fields, so that an ordinary template renders them.
    """

    website = forms.CharField(
        required=False,
        label=_("Leave this field empty"),
        widget=Honeypot(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    shown_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["shown_at"].initial = signing.TimestampSigner(salt=SALT).sign("shown")
        if self.is_bound:
            # Shown again, the form carries the time of now: the next attempt is not too fast.
            data = QueryDict(mutable=True)
            data.update(self.data)
            name = self.add_prefix("shown_at")
            self._sent_shown_at = str(self.data.get(name) or "")
            data.setlist(name, [self.fields["shown_at"].initial])
            self.data = data

    @property
    def is_spam(self) -> bool:
        """Tell whether the field that nobody sees was filled in."""
        return bool(self.cleaned_data.get("website"))

    def clean_shown_at(self) -> str:
        """Refuse what was sent faster than anybody types, or from a form shown long ago or by somebody else."""
        signer = signing.TimestampSigner(salt=SALT)
        try:
            signer.unsign(self._sent_shown_at, max_age=MAXIMUM)
        except signing.BadSignature as error:
            raise ValidationError(
                _("The form had been open for too long. Please send it again."), code="stale"
            ) from error
        try:
            signer.unsign(self._sent_shown_at, max_age=MINIMUM_SECONDS)
        except signing.SignatureExpired:
            return self._sent_shown_at
        raise ValidationError(_("That was very fast. Please send the form again."), code="too_fast")

    def add_error(self, field: str | None, error: Any) -> None:
        """Put an error of the hidden time above the form, where it can be read."""
        super().add_error(None if field == "shown_at" else field, error)
