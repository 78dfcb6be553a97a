"""Where a mail is on its way."""

from django.db import models
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """The states of a mail. `failed` is tried again; `dead` is not, unless somebody asks for it."""

    QUEUED = "queued", pgettext_lazy("mail", "Waiting")
    IN_FLIGHT = "in_flight", pgettext_lazy("mail", "Being sent")
    SENT = "sent", pgettext_lazy("mail", "Sent")
    FAILED = "failed", pgettext_lazy("mail", "Failed, will be tried again")
    DEAD = "dead", pgettext_lazy("mail", "Given up")


WAITING = (State.QUEUED, State.FAILED)
ENDED = (State.SENT, State.DEAD)
