"""Choices that depend on nothing but a seed: not on the run, the machine or the version of Python."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A stream of choices drawn from a hash of the seed."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._block = 0
        self._bytes: list[int] = []

    def roll(self, sides: int) -> int:
        """Return a number from 0 up to, not including, `sides` (at most 256)."""
        if not self._bytes:
            digest = hashlib.sha256(f"{self._seed}:{self._block}".encode())
            self._bytes = list(digest.digest())
            self._block += 1
        return self._bytes.pop() % sides

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options."""
        return options[self.roll(len(options))]

    def shuffle(self, items: Sequence[T]) -> list[T]:
        """Return the items in another order."""
        left, order = list(items), []
        while left:
            order.append(left.pop(self.roll(len(left))))
        return order
