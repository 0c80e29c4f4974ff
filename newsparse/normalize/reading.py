"""What a half of mojibake stood for, as far as its neighbours tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

# Stands for a half in a decoded line: a private character, so neither letter nor blank nor mark.
PLACE: Final = "\uf001"


@dataclass(frozen=True, slots=True)
class Half:
    """A sequence that lost bytes."""

    at: int
    """Its place in the decoded line."""
    shown: str
    """What is left of it: `â??`, `Ã?`."""
    kind: str
    """`letter` of two bytes, `mark` without its last two, `third` without its second, `closing`, `cut`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The character that a half stood for."""

    after: str = ""
    """The likeliest; empty where nothing speaks for one."""
    confidence: float = 0.0
    """The estimated chance of it."""
    others: tuple[str, ...] = ()
    """What else it may have been, likeliest first."""


UNREAD: Final = Reading()
