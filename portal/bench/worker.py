"""Fetches addresses in a process of its own and tells how long they took. Knows nothing of the portal.

Reads one JSON object a line, `{"path": "/sv/", "times": 20, "anew": false}`, and answers with one: milliseconds of
each fetch, the number of queries of one more fetch, the status, and the size of the body; with `anew` the cache is
emptied before each fetch. The settings come from DJANGO_SETTINGS_MODULE, so that the same worker measures any project.
"""

import json
import logging
import sys
import time
from typing import Any

import django
from django.core.cache import cache
from django.db import connection, reset_queries
from django.test import Client


def measure(client: Client, path: str, times: int, anew: bool = False) -> dict[str, Any]:
    """Fetch `path` once to warm up, `times` times against the clock, and once with its queries counted.

    A file that is made while it is sent is read to its end.
    """
    client.get(path).getvalue()
    milliseconds = []
    for _ in range(times):
        if anew:
            cache.clear()
        started = time.perf_counter()
        client.get(path).getvalue()
        milliseconds.append((time.perf_counter() - started) * 1000)
    connection.force_debug_cursor = True
    reset_queries()
    response = client.get(path)
    body = response.getvalue()
    queries = len(connection.queries)
    connection.force_debug_cursor = False
    return {
        "milliseconds": milliseconds,
        "queries": queries,
        "status": response.status_code,
        "bytes": len(body),
    }


def main() -> None:
    """Answer until standard input ends."""
    django.setup()
    logging.disable(logging.CRITICAL)
    client = Client(headers={"host": "localhost"})
    for line in sys.stdin:
        order = json.loads(line)
        sys.stdout.write(json.dumps(measure(client, **order)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
