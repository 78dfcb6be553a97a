"""Named sets and states of seminars: English codes are stored, labels are translated."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EventStatus(models.TextChoices):
    """What has become of a published event. Whatever it is, the page stays and says so."""

    SCHEDULED = "scheduled", pgettext_lazy("event", "As planned")
    MOVED = "moved", pgettext_lazy("event", "Moved")
    POSTPONED = "postponed", pgettext_lazy("event", "Postponed, new date to come")
    CANCELLED = "cancelled", pgettext_lazy("event", "Cancelled")


class EventFormat(models.TextChoices):
    """Where one takes part."""

    ON_SITE = "on_site", _("On site")
    ONLINE = "online", _("Online")
    HYBRID = "hybrid", _("On site and online")


class Audience(models.TextChoices):
    """Who may come."""

    OPEN = "open", pgettext_lazy("audience", "Open to all")
    TARGET = "target", pgettext_lazy("audience", "For stated target groups")
    INVITATION = "invitation", pgettext_lazy("audience", "By invitation")


class RegistrationMode(models.TextChoices):
    """How one registers."""

    NONE = "none", _("No registration, just come")
    HERE = "here", _("Registration here")
    ELSEWHERE = "elsewhere", _("Registration on another site")


class Frequency(models.TextChoices):
    """How a series repeats: on the weekday, or the day of the month, of its first date."""

    WEEKLY = "weekly", _("On the same weekday, every week or every so many weeks")
    MONTHLY_DATE = "monthly_date", _("On the same date of the month, e.g. the 15th")
    MONTHLY_WEEKDAY = "monthly_weekday", _("On the same weekday of the month, e.g. the second Tuesday")
    MONTHLY_LAST = "monthly_last", _("On the last such weekday of the month, e.g. the last Friday")


class Fold(models.TextChoices):
    """Which of the two, when a clock shows the same time twice in one night."""

    UNSAID = "", _("Not said")
    FIRST = "first", _("The first time (summer time)")
    SECOND = "second", _("The second time (winter time)")


class AccessOffer(models.TextChoices):
    """What is offered so that more can take part."""

    SIGN_LANGUAGE = "sign_language", _("Sign language interpretation")
    SPEECH_TO_TEXT = "speech_to_text", _("Speech-to-text interpretation")
    HEARING_LOOP = "hearing_loop", _("Hearing loop")
    STEP_FREE = "step_free", _("Step-free access")
    ACCESSIBLE_TOILET = "accessible_toilet", _("Accessible toilet")
    CAPTIONS = "captions", _("Captions")
    QUIET_ROOM = "quiet_room", _("Quiet room")
    ASSISTANT_FREE = "assistant_free", _("Personal assistants come free of charge")


class HeldIn(models.TextChoices):
    """The language an event is held in."""

    SV = "sv", _("Swedish")
    EN = "en", _("English")
    NB = "nb", _("Norwegian")
    FI = "fi", _("Finnish")
    NL = "nl", _("Dutch")
    PT = "pt", _("Portuguese")
    IT = "it", _("Italian")
    AR = "ar", _("Arabic")
    SSL = "swl", _("Swedish Sign Language")


class PoolKind(models.TextChoices):
    """Which places are counted together."""

    ON_SITE = "on_site", _("On site")
    ONLINE = "online", _("Online")


class State(models.TextChoices):
    """Where a registration stands; which step may follow which is in `events.workflow`."""

    HELD = "held", pgettext_lazy("registration", "Place held, not confirmed")
    CONFIRMED = "confirmed", pgettext_lazy("registration", "Confirmed")
    WAITING = "waiting", pgettext_lazy("registration", "On the waiting list")
    OFFERED = "offered", pgettext_lazy("registration", "Offered a place")
    CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")
    LAPSED = "lapsed", pgettext_lazy("registration", "Time ran out")


class Attendance(models.TextChoices):
    """Whether somebody came."""

    UNKNOWN = "unknown", pgettext_lazy("attendance", "Not noted")
    PRESENT = "present", pgettext_lazy("attendance", "Present")
    ABSENT = "absent", pgettext_lazy("attendance", "Did not come")


class Origin(models.TextChoices):
    """How a registration came about."""

    FORM = "form", _("Through the form")
    STAFF = "staff", _("Added by hand")
    WALK_IN = "walk_in", _("Came without registering")


class Rating(models.TextChoices):
    """What an evaluation asks to be rated from 1 to 5."""

    OVERALL = "overall", pgettext_lazy("evaluation", "The seminar as a whole was worth my time")
    USEFUL = "useful", pgettext_lazy("evaluation", "I can use what I learned in my work")
    EQUAL = "equal", pgettext_lazy("evaluation", "I could take part on equal terms with the others")


class Comment(models.TextChoices):
    """What an evaluation asks in words."""

    BEST = "best", pgettext_lazy("evaluation", "What was best?")
    BETTER = "better", pgettext_lazy("evaluation", "What could be better next time?")
