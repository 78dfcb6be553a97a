"""Who is acting, for what is recorded far from the request: a change of groups, however it came about."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_actor: ContextVar[Any] = ContextVar("acting_user", default=None)


@contextmanager
def acting(actor: Any) -> Iterator[None]:
    """Let what happens in the block be done by `actor` (a user, lazily loaded or not; None is the system)."""
    token = _actor.set(actor)
    try:
        yield
    finally:
        _actor.reset(token)


def current_actor() -> Any:
    """Return who is acting, or None for the system itself."""
    return _actor.get()
