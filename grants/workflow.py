"""Which step may follow which. One table; nothing else decides it."""

from dataclasses import dataclass

from grants.enums import Happening, State


@dataclass(frozen=True)
class Step:
    """One change of state: from where, to where, and what it is called in the log of the case."""

    name: str
    sources: frozenset[str]
    target: State
    happening: Happening


SUBMIT = Step("submit", frozenset({State.DRAFT}), State.SUBMITTED, Happening.SUBMITTED)
WITHDRAW = Step("withdraw", frozenset({State.SUBMITTED, State.COMPLETION}), State.WITHDRAWN, Happening.WITHDRAWN)
ASK_COMPLETION = Step("ask_completion", frozenset({State.SUBMITTED}), State.COMPLETION, Happening.COMPLETION_ASKED)
COMPLETE = Step("complete", frozenset({State.COMPLETION}), State.SUBMITTED, Happening.COMPLETED)

STEPS = {step.name: step for step in (SUBMIT, WITHDRAW, ASK_COMPLETION, COMPLETE)}

# States in which the answers may be written.
WRITABLE = frozenset({State.DRAFT, State.COMPLETION})


class NotAStepError(Exception):
    """The application cannot take that step from where it stands."""


def require(step: Step, state: str) -> None:
    """Raise NotAStepError unless `step` may be taken from `state`."""
    if state not in step.sources:
        raise NotAStepError(f"{step.name} from {state}")
