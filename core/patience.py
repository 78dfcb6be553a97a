"""Taking turns on SQLite, where one writes at a time and whoever waits is not served in the order of arrival."""

import functools
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from django.db import OperationalError, connection

P = ParamSpec("P")
R = TypeVar("R")

ATTEMPTS = 4
# Threads of one process queue here, so that only processes compete for the file.
_turn = threading.RLock()


def patiently(work: Callable[P, R]) -> Callable[P, R]:
    """Do `work`, which is one transaction, in turn; on SQLite again when others kept the file busy for too long.

    Repeating is safe: of what failed nothing was written. Within a transaction `work` is just done.
    """

    @functools.wraps(work)
    def in_turn(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.vendor != "sqlite" or connection.in_atomic_block:
            return work(*args, **kwargs)
        for _attempt in range(ATTEMPTS - 1):
            try:
                with _turn:
                    return work(*args, **kwargs)
            except OperationalError as error:
                if "locked" not in str(error):
                    raise
        with _turn:
            return work(*args, **kwargs)

    return in_turn
