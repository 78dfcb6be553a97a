"""The order of names."""

# How Swedish sorts: å, ä and ö are letters of their own, after z.
_SWEDISH = str.maketrans({"å": "{a", "ä": "{b", "æ": "{b", "ö": "{c", "ø": "{c"})


def swedish_key(text: str) -> str:
    """Return what Swedish sorts a text by."""
    return text.casefold().translate(_SWEDISH)
