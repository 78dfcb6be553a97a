"""Many changes at once, without the traces that single changes leave."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from wagtail.contrib.redirects.signal_handlers import autocreate_redirects_on_slug_change
from wagtail.signals import page_slug_changed


@contextmanager
def quietly() -> Iterator[None]:
    """Log only what is wrong, and make no redirects from addresses that a copy has before it gets its own.

    To be put round the transaction: both happen on commit.
    """
    log = logging.getLogger("wagtail")
    level = log.level
    log.setLevel(logging.WARNING)
    page_slug_changed.disconnect(autocreate_redirects_on_slug_change)
    try:
        yield
    finally:
        page_slug_changed.connect(autocreate_redirects_on_slug_change)
        log.setLevel(level)
