"""What the files of this room hand to `decide.py`: what a passage might be, why, and how surely."""

from __future__ import annotations

from newsparse.model import SegmentKind
from newsparse.record import Record, record


@record
class Part(Record):
    """A named stretch inside a candidate: an author, a credit, a place."""

    name: str
    """What it is: `author`, `agency`, `credit`, `place`, ..."""
    start: int
    """Where it starts in the passage's value."""
    end: int
    """Where it ends."""
    value: str
    """Its value: the words themselves, or what they mean (an ISO date, a country's code)."""


@record
class Candidate(Record):
    """One reading of a passage, or of a stretch of it."""

    kind: SegmentKind
    """What it would be."""
    start: int
    """Where it starts in the passage's value."""
    end: int
    """Where it ends."""
    rule: str
    """The rule that proposes it."""
    confidence: float
    """Estimated chance of being right, ordinal."""
    parts: tuple[Part, ...] = ()
    """What it holds."""

    def all(self, name: str) -> tuple[Part, ...]:
        """All parts of a name, in order."""
        return tuple(one for one in self.parts if one.name == name)

    def first(self, name: str) -> Part | None:
        """The first part of a name."""
        return next((one for one in self.parts if one.name == name), None)
