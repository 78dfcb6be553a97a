"""A registration storm: many processes at once on one seminar with few places, some of them killed in the middle.

Run as a module it is one of those processes: it registers its share of the clients, lets some confirm, leave, send
the form twice or come back in the other language, and writes a line for everything that has been acknowledged.
"""

import json
import os
import random
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

NAMESPACE = uuid.UUID("5f1c2a1e-6d0b-4d53-9a54-3f6a2f1f2c11")
LANGUAGES = ("sv", "en")
THREADS = 6
# Long enough for the slowest machine; nobody waits for it on the others.
PATIENCE = 300


@dataclass
class Outcome:
    """What a storm left: how long it took, what was acknowledged, and what does not add up."""

    seconds: float = 0.0
    acknowledged: dict[int, int] = field(default_factory=dict)
    killed: int = 0
    registered: int = 0
    taken: int = 0
    waiting: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        """Acknowledged registrations a second."""
        return len(self.acknowledged) / self.seconds if self.seconds else 0.0


def storm(
    event: Any, *, clients: int = 300, processes: int = 4, kills: int = 2, environment: dict[str, str] | None = None
) -> Outcome:
    """Let `clients` register in so many processes, kill some of these and start them anew; return what it left.

    The event needs one pool with fewer places than clients. Nothing is changed but its registrations and the outbox.
    """
    outcome = Outcome()
    lines: Queue[tuple[int, dict[str, Any] | None]] = Queue()
    running = {share: _start(event.pk, share, processes, clients, lines, environment) for share in range(processes)}
    moments = {clients * (number + 1) // (kills + 2) for number in range(kills)}
    dice = random.Random(clients)  # noqa: S311 — which process is killed is no secret
    ready: set[int] = set()
    started = ended = time.perf_counter()
    while running:
        share, line = lines.get(timeout=PATIENCE)
        if line is not None and "ready" in line:
            # All begin at once, and the clock does not count how long Python takes to start.
            first = len(ready) < processes
            ready.add(share)
            if not first:
                _go(running[share])
            elif len(ready) == processes:
                started = time.perf_counter()
                for process in running.values():
                    _go(process)
            continue
        if line is None:
            if running[share].wait() == 0:
                running.pop(share)
            else:
                running[share] = _start(event.pk, share, processes, clients, lines, environment)
            continue
        outcome.acknowledged[line["client"]] = line["pk"]
        ended = time.perf_counter()
        if len(outcome.acknowledged) in moments:
            moments.discard(len(outcome.acknowledged))
            running[dice.choice(sorted(running))].kill()
            outcome.killed += 1
    outcome.seconds = ended - started
    outcome.faults = list(_faults(event, outcome))
    return outcome


def _start(
    event_pk: int, share: int, of: int, clients: int, lines: Any, environment: dict[str, str] | None
) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "portal.bench.storm", str(event_pk), str(share), str(of), str(clients)],
        cwd=Path(__file__).resolve().parent.parent.parent,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    Thread(target=_read, args=(process, share, lines), daemon=True).start()
    return process


def _go(process: subprocess.Popen[str]) -> None:
    if process.stdin:
        with suppress(BrokenPipeError):
            process.stdin.close()


def _read(process: subprocess.Popen[str], share: int, lines: Any) -> None:
    for line in process.stdout or ():
        # A process that was killed may have left half a line.
        if line.endswith("}\n"):
            lines.put((share, json.loads(line)))
    if process.stdout:
        process.stdout.close()
    lines.put((share, None))


def _faults(event: Any, outcome: Outcome) -> Iterator[str]:
    """Yield what must not be: sold twice, lost, passed in the line, registered twice, told twice."""
    from core.mail.models import OutboxMessage
    from events.enums import State
    from events.models import Pool, Registration

    rows = list(Registration.objects.filter(event=event))
    pool = Pool.objects.get(event=event)
    taking = [row for row in rows if row.state in {State.HELD, State.CONFIRMED, State.OFFERED}]
    line = [row for row in rows if row.state == State.WAITING]
    outcome.registered, outcome.taken, outcome.waiting = len(rows), len(taking), len(line)
    if len(taking) != pool.capacity:
        yield f"{len(taking)} places taken of {pool.capacity}"
    if (pool.taken, pool.waiting) != (len(taking), len(line)):
        yield f"the pool says {pool.taken} taken and {pool.waiting} waiting"
    lost = set(outcome.acknowledged.values()) - {row.pk for row in rows}
    if lost:
        yield f"{len(lost)} acknowledged registrations are lost"
    live = [row.email for row in rows if row.is_live]
    if len(live) != len(set(live)):
        yield "an address is registered twice"
    numbers = [row.queue_number for row in rows if row.queue_number]
    if len(numbers) != len(set(numbers)):
        yield "two have the same number in the line"
    offered = [row.queue_number for row in taking if row.queue_number]
    if line and offered and max(offered) > min(row.queue_number or 0 for row in line):
        yield "somebody was passed in the line"
    told = OutboxMessage.objects.filter(
        kind__in=["events.confirm", "events.waiting"],
        subject_ref__in=[f"events.registration:{row.pk}" for row in rows],
    ).count()
    if told != len(rows):
        yield f"{told} first mails for {len(rows)} registrations"


def client(event_pk: int, number: int) -> dict[str, Any]:
    """Do what one client does, whatever has been done of it before; return what was acknowledged."""
    from events.models import Pool
    from events.services import registering
    from events.services.registering import Person, Sending

    pool = Pool.objects.select_related("event").get(event_id=event_pk)
    person = Person(f"Client {number}", f"client{number}@example.org")

    def send(language: str, form: str) -> Any:
        key = uuid.uuid5(NAMESPACE, f"{event_pk} {number} {form}")
        return registering.register(Sending(pool, language, key), [person])[0]

    made = send(LANGUAGES[number % 2], "first")
    if number % 3 == 0:
        send(LANGUAGES[number % 2], "first")
    if number % 5 == 0 and made.is_live:
        send(LANGUAGES[1 - number % 2], "second")
    if number % 2 == 0 and made.state in {"held", "offered"}:
        made = registering.confirm(made)
    if number % 4 == 0 and made.is_live:
        made = registering.cancel(made)
    return {"client": number, "pk": made.pk}


def main(event_pk: int, share: int, of: int, clients: int) -> None:
    """Be one of the processes: every client of its share, several at a time."""
    import django

    django.setup()
    from django.db import connections

    def one(number: int) -> None:
        sys.stdout.write(json.dumps(client(event_pk, number)) + "\n")
        sys.stdout.flush()

    def leave() -> None:
        connections.close_all()

    sys.stdout.write(json.dumps({"ready": share}) + "\n")
    sys.stdout.flush()
    # Until the other end is closed: all begin at once.
    sys.stdin.read()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(one, range(share, clients, of)))
        list(pool.map(lambda _number: leave(), range(THREADS)))


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:5]))
