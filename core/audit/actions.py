"""What the actions in the log are called. The code is the identity; the label is only for those who read."""

from django.utils.functional import Promise

_labels: dict[str, str | Promise] = {}


def register(labels: dict[str, str | Promise]) -> None:
    """Enter labels by action code, e.g. `{"accounts.signed_in": _("Signed in")}`."""
    _labels.update(labels)


def label(code: str) -> str:
    """Return the label of an action in the active language, or the code where it has none."""
    return str(_labels.get(code, code))


def choices() -> list[tuple[str, str]]:
    """Return code and label of every known action, by label."""
    return sorted(((code, str(text)) for code, text in _labels.items()), key=lambda pair: pair[1])
