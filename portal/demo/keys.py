"""Stable identities: what the demo made is known by its key, so that it can be found, updated and taken away."""

import uuid

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "demo.portal.example.org")


def key_of(kind: str, name: str) -> uuid.UUID:
    """Return the key of a page, menu or banner of the demo; the same in every installation."""
    return uuid.uuid5(_NAMESPACE, f"{kind}:{name}")


def block_id(*path: object) -> str:
    """Return the identity of a block by its place, so that loading anew gives the same words to translate."""
    return str(key_of("block", "/".join(str(part) for part in path)))
