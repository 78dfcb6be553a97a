"""The forms of those who come."""

import datetime as dt
import re
import unicodedata
import uuid
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.mail.antispam import SALT, SpamGuardMixin
from events import questions
from events.enums import PoolKind
from events.models.records import Event, Pool
from events.services.registering import Person, purge_date
from events.showing import places_text

ADDRESS_IN_TEXT = re.compile(r"https?://|www\.|<a\s", re.IGNORECASE)
LONGEST_NUMBER = 10**9


class LineField(forms.CharField):
    """A line of text: every kind of break and control character becomes a space, so that no header ends early."""

    def to_python(self, value: Any) -> str:
        """Return the line."""
        text = unicodedata.normalize("NFC", (super().to_python(value) or "").replace("\x00", ""))
        return " ".join("".join(char if char.isprintable() else " " for char in text).split())


class NameField(LineField):
    """A name: no web address, which is what those who send spam put there."""

    def validate(self, value: Any) -> None:
        """Refuse addresses."""
        super().validate(value)
        if ADDRESS_IN_TEXT.search(value or ""):
            raise ValidationError(_("Write a name, without web addresses."), code="address_in_name")


class AddressField(LineField):
    """An e-mail address as it can be sent to: a domain with Swedish letters is written in the form mail uses."""

    default_validators: list[Any] = []

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email"})
        super().__init__(**{"max_length": 254, "widget": widget, **kwargs})

    def clean(self, value: Any) -> str:
        """Return the address. Raises ValidationError in words for letters that no mail server takes before the @."""
        text = str(super().clean(value))
        if not text:
            return ""
        local, at, domain = text.rpartition("@")
        if at and not local.isascii():
            raise ValidationError(
                _("Before the @ an address can only have the letters a–z here, not å, ä or ö."), code="not_ascii"
            )
        try:
            domain = domain if domain.isascii() else domain.encode("idna").decode()
        except UnicodeError as error:
            raise ValidationError(_("Write an address such as kim@example.org."), code="invalid") from error
        try:
            validate_email(f"{local}{at}{domain}")
        except ValidationError as error:
            raise ValidationError(_("Write an address such as kim@example.org."), code="invalid") from error
        return f"{local}{at}{domain}"


def spoken(text: str, question: dict[str, Any]) -> SafeString:
    """Return a question's own words as markup that tells their language where it is another than the reader's."""
    if not text or not question.get("lang"):
        return escape(text or "")
    return format_html('<span lang="{}">{}</span>', question["lang"], text)


def question_field(question: dict[str, Any]) -> forms.Field:
    """Return the field of a question. One that is asked on a condition must be answered only if it is asked."""
    always = bool(question["required"]) and not question.get("only_if")
    # The component shows help as markup; what an editor writes in a question is text.
    label, help_text = spoken(question["label"], question), spoken(question["help"], question)
    common: dict[str, Any] = {"label": label, "help_text": help_text, "required": always}
    choices = [(key, spoken(label, question)) for key, label in question["choices"]]
    if question["kind"] == "long_text":
        return forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), **common)
    if question["kind"] == "number":
        return forms.IntegerField(min_value=-LONGEST_NUMBER, max_value=LONGEST_NUMBER, **common)
    if question["kind"] == "consent":
        return forms.BooleanField(**common)
    if question["kind"] == "choice":
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
    if question["kind"] == "choices":
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **common)
    return LineField(max_length=300, **common)


class PersonForm(forms.Form):
    """Who comes, the answers to the editor's questions, and needs."""

    name = NameField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = AddressField(label=_("E-mail address"), help_text=_("e.g. kim@example.org. Your link is sent there."))
    organisation = NameField(
        label=pgettext_lazy("registration", "Organisation"),
        max_length=160,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )

    def __init__(self, *args: Any, event: Event, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        self.questions = questions.in_language(event.questions or {}, language, event.locale.language_code)
        for question in self.questions:
            self.fields[self.name_of(question)] = question_field(question)
            self._say_when(question)
        if event.ask_needs:
            self._add_needs()

    @staticmethod
    def name_of(question: dict[str, Any]) -> str:
        """Return what the field of a question is called."""
        return f"q_{question['id']}"

    def _say_when(self, question: dict[str, Any]) -> None:
        """Say in words when a question counts: the form works without a script."""
        condition = question.get("only_if")
        other = next((one for one in self.questions if condition and one["id"] == condition[0]), None)
        if condition and other is not None:
            answer = dict(other["choices"]).get(condition[1], "")
            field = self.fields[self.name_of(question)]
            hint = escape(_("Only if you answered “%(answer)s” to “%(question)s”.")) % {
                "answer": spoken(answer, other),
                "question": spoken(other["label"], other),
            }
            field.help_text = f"{hint} {field.help_text}".strip()

    def _add_needs(self) -> None:
        when = date_format(purge_date(self.event), "DATE_FORMAT")
        told = _("Seen only by those who arrange it. Erased on %(date)s.") % {"date": when}
        self.fields["diet"] = LineField(label=_("Diet or allergies"), max_length=300, required=False, help_text=told)
        self.fields["access_needs"] = LineField(
            label=_("What you need to be able to take part"), max_length=500, required=False, help_text=told
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the answers that must be given, and forget those to questions that were not asked."""
        cleaned = super().clean() or {}
        for name in self.files:
            if name in self.fields and name not in self.errors:
                # A browser sends none; whoever does thinks that it has arrived.
                fault = ValidationError(_("A file cannot be sent here. Write your answer as text."), code="file")
                self.add_error(name, fault)
        answers: dict[str, Any] = {}
        for question in self.questions:
            value = cleaned.get(self.name_of(question))
            if not questions.is_asked(question, answers):
                continue
            empty = value in (None, "", [], False)
            if empty and question["required"] and self.name_of(question) not in self.errors:
                self.add_error(self.name_of(question), ValidationError(_("Please answer this."), code="required"))
            if not empty:
                answers[question["id"]] = value
        cleaned["answers"] = answers
        return cleaned

    def person(self) -> Person:
        """Return who comes."""
        data = self.cleaned_data
        return Person(
            data["name"],
            data["email"],
            data["organisation"],
            data["answers"],
            data.get("diet", ""),
            data.get("access_needs", ""),
        )


class RegisterForm(SpamGuardMixin, PersonForm):
    """A registration, with colleagues if the seminar takes groups."""

    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput)
    invitation = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, *args: Any, event: Event, language: str, **kwargs: Any) -> None:
        super().__init__(*args, event=event, language=language, **kwargs)
        self.fields["form_key"].initial = uuid.uuid4()
        self.pools = {pool.kind: pool for pool in event.pools.all() if pool.is_open}
        if len(self.pools) > 1:
            self.fields["place"] = forms.ChoiceField(
                label=_("How do you want to take part?"),
                widget=forms.RadioSelect,
                choices=[(kind, places_text(pool, event)) for kind, pool in self.pools.items()],
            )
            self.order_fields(["place"])
        for number in range(2, event.group_size + 1):
            values = {"number": number}
            self.fields[f"name_{number}"] = NameField(
                label=_("Person %(number)d: name") % values, max_length=120, required=False
            )
            self.fields[f"email_{number}"] = AddressField(
                label=_("Person %(number)d: e-mail address") % values,
                required=False,
                help_text=_("Each gets a link of their own."),
            )

    def pool(self) -> Pool:
        """Return the places chosen."""
        kind = self.cleaned_data.get("place") or next(iter(self.pools))
        return self.pools[PoolKind(kind)]

    def shown_moment(self) -> dt.datetime | None:
        """Return when the form was first shown, as signed by us."""
        parts = str(getattr(self, "_sent_shown_at", "")).rsplit(":", 2)
        if len(parts) != 3 or not signing.TimestampSigner(salt=SALT).unsign(self._sent_shown_at):
            return None
        return dt.datetime.fromtimestamp(signing.b62_decode(parts[1]), tz=dt.UTC)

    def clean(self) -> dict[str, Any]:
        """Check the colleagues: each with name and address, nobody twice."""
        cleaned = super().clean()
        seen = {str(cleaned.get("email", "")).lower()}
        self.colleagues: list[Person] = []
        for number in range(2, self.event.group_size + 1):
            name, email = cleaned.get(f"name_{number}", ""), cleaned.get(f"email_{number}", "")
            if not name and not email:
                continue
            if not (name and email):
                missing = f"email_{number}" if name else f"name_{number}"
                if missing not in self.errors:
                    self.add_error(missing, ValidationError(_("Give both name and address."), code="half"))
            elif email.lower() in seen:
                fault = ValidationError(_("Each person needs an address of their own."), code="same_address")
                self.add_error(f"email_{number}", fault)
            seen.add(email.lower())
            self.colleagues.append(Person(name, email, cleaned.get("organisation", "")))
        return cleaned

    def people(self) -> list[Person]:
        """Return all who are to come, the one who writes first."""
        return [self.person(), *self.colleagues]
