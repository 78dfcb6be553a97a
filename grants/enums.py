"""Named sets and states. The codes are stored; only the labels are translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CallKind(models.TextChoices):
    """How one may apply: once in a round, or at any time while there is money."""

    ROUND = "round", pgettext_lazy("call", "Round with a last day")
    ROLLING = "rolling", pgettext_lazy("call", "Rolling, apply at any time")


class CallPhase(models.TextChoices):
    """Where a call stands by its own clock; never stored, so that it opens and closes by itself."""

    UPCOMING = "upcoming", pgettext_lazy("call", "Upcoming")
    OPEN = "open", pgettext_lazy("call", "Open")
    CLOSED = "closed", pgettext_lazy("call", "Closed")


class SupportKind(models.TextChoices):
    """What may be applied for."""

    MONEY = "money", pgettext_lazy("support", "Money")
    ADVICE = "advice", pgettext_lazy("support", "Advice in kind")
    BOTH = "both", pgettext_lazy("support", "Money and advice in kind")


class AppealRoute(models.TextChoices):
    """How a decision may be appealed (domain: Local Government Act ch. 13, Administrative Procedure Act 40–44 §§)."""

    JUDICIAL_REVIEW = "judicial_review", _("Judicial review of a municipal decision, within three weeks")
    ADMINISTRATIVE = "administrative", _("Appeal to an administrative court, within three weeks of receipt")
    NONE = "none", _("Cannot be appealed")


class State(models.TextChoices):
    """Where an application stands."""

    DRAFT = "draft", pgettext_lazy("application", "Draft")
    SUBMITTED = "submitted", pgettext_lazy("application", "Submitted")
    COMPLETION = "completion", pgettext_lazy("application", "To be completed")
    WITHDRAWN = "withdrawn", pgettext_lazy("application", "Withdrawn")


class MemberRole(models.TextChoices):
    """What a colleague may do in an application."""

    OWNER = "owner", pgettext_lazy("application", "Owner: writes, invites, submits")
    WRITER = "writer", pgettext_lazy("application", "Writer: writes")
    READER = "reader", pgettext_lazy("application", "Reader: reads")


class Happening(models.TextChoices):
    """What is written in the log of a case."""

    STARTED = "started", pgettext_lazy("case log", "Started")
    COPIED = "copied", pgettext_lazy("case log", "Copied from an earlier application")
    SUBMITTED = "submitted", pgettext_lazy("case log", "Submitted")
    WITHDRAWN = "withdrawn", pgettext_lazy("case log", "Withdrawn")
    COMPLETION_ASKED = "completion_asked", pgettext_lazy("case log", "Completion asked for")
    COMPLETED = "completed", pgettext_lazy("case log", "Completed")
    MESSAGE = "message", pgettext_lazy("case log", "Message")
    MEMBER_ADDED = "member_added", pgettext_lazy("case log", "Colleague added")
    MEMBER_CHANGED = "member_changed", pgettext_lazy("case log", "Role of a colleague changed")
    MEMBER_REMOVED = "member_removed", pgettext_lazy("case log", "Colleague removed")
    OWNER_APPOINTED = "owner_appointed", pgettext_lazy("case log", "Owner appointed by a case officer")
    ERASED = "erased", pgettext_lazy("case log", "Personal text erased")


class PartKind(models.TextChoices):
    """What a part of a form asks for: plain questions, and the structures that the portal understands."""

    TEXT = "text", pgettext_lazy("question", "Text")
    LONG_TEXT = "long_text", pgettext_lazy("question", "Longer text")
    NUMBER = "number", pgettext_lazy("question", "Number")
    MONEY = "money", pgettext_lazy("question", "Amount of money")
    DATE = "date", pgettext_lazy("question", "Date")
    CHOICE = "choice", pgettext_lazy("question", "One choice")
    CHOICES = "choices", pgettext_lazy("question", "Several choices")
    CONSENT = "consent", pgettext_lazy("question", "Consent")
    TABLE = "table", pgettext_lazy("question", "Table")
    FILE = "file", pgettext_lazy("question", "File")
    CONTACT = "contact", pgettext_lazy("question", "Contact person")
    MUNICIPALITIES = "municipalities", pgettext_lazy("question", "Municipalities")
    TARGET_GROUPS = "target_groups", pgettext_lazy("question", "Target groups")
    NOTE = "note", pgettext_lazy("question", "Text to read")
    ORGANISATION = "organisation", pgettext_lazy("form part", "Organisation")
    SUMMARY = "summary", pgettext_lazy("form part", "Summary for publication")
    BUDGET = "budget", pgettext_lazy("form part", "Budget and co-financing")
    SUPPORT = "support", pgettext_lazy("form part", "Support wanted")
    TIME_PLAN = "time_plan", pgettext_lazy("form part", "Time plan")
    INDICATORS = "indicators", pgettext_lazy("form part", "Indicators")
    DE_MINIMIS = "de_minimis", pgettext_lazy("form part", "De minimis declaration")
    DISSEMINATION = "dissemination", pgettext_lazy("form part", "Dissemination plan")


class ColumnKind(models.TextChoices):
    """What is written in a column of a table, or in a line of text that is checked."""

    TEXT = "text", pgettext_lazy("question", "Text")
    LONG_TEXT = "long_text", pgettext_lazy("question", "Longer text")
    NUMBER = "number", pgettext_lazy("question", "Number")
    MONEY = "money", pgettext_lazy("question", "Amount of money")
    DATE = "date", pgettext_lazy("question", "Date")
    EMAIL = "email", _("E-mail address")
    PHONE = "phone", pgettext_lazy("contact", "Telephone")
    ORG_NUMBER = "org_number", _("Organisation number")
    WEBSITE = "website", _("Website")
    PERCENT = "percent", pgettext_lazy("question", "Per cent")
    ACCOUNT = "account", _("Bankgiro, plusgiro or IBAN")
    CHOICE = "choice", pgettext_lazy("question", "One choice")


# What a line of text can be asked to be.
ANSWER_FORMATS = (
    ColumnKind.EMAIL,
    ColumnKind.PHONE,
    ColumnKind.ORG_NUMBER,
    ColumnKind.WEBSITE,
    ColumnKind.PERCENT,
    ColumnKind.ACCOUNT,
)


class CostKind(models.TextChoices):
    """What the money of a budget goes to."""

    STAFF = "staff", pgettext_lazy("cost", "Salaries, with employer's contributions")
    SERVICES = "services", pgettext_lazy("cost", "Services bought")
    PREMISES = "premises", pgettext_lazy("cost", "Premises and meetings")
    TRAVEL = "travel", pgettext_lazy("cost", "Travel")
    MATERIAL = "material", pgettext_lazy("cost", "Material and equipment")
    ACCESSIBILITY = "accessibility", pgettext_lazy("cost", "Accessibility, e.g. interpreters")
    DISSEMINATION = "dissemination", pgettext_lazy("cost", "Spreading of results")
    OVERHEADS = "overheads", pgettext_lazy("cost", "Overheads")
    OTHER = "other", pgettext_lazy("cost", "Other costs")


class CofinancingForm(models.TextChoices):
    """How somebody else pays."""

    CASH = "cash", pgettext_lazy("co-financing", "In money")
    IN_KIND = "in_kind", pgettext_lazy("co-financing", "In kind, e.g. working hours")
