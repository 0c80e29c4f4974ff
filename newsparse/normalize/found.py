"""What a pass is given and what it hands back."""

from __future__ import annotations

from collections.abc import Callable

from newsparse.model import Damage
from newsparse.record import Record, record
from newsparse.text import Edit


@record
class Context(Record):
    """What a pass may know besides the text."""

    language: str | None = None
    """BCP 47, given or detected; None when unsure."""
    min_confidence: float = 0.95
    """Lossy repairs below it are handed back as damage instead."""
    certainty: float = 0.0
    """How sure the detected language is; 0 where it was given, or none is known."""


@record
class Found(Record):
    """The edits of one pass, and the places that it believes broken but leaves alone."""

    edits: tuple[Edit, ...] = ()
    """In order, not overlapping."""
    damage: tuple[Damage, ...] = ()
    """Places in the text before these edits."""


Pass = Callable[[str, Context], Found]
NOTHING = Found()
