"""A lost mark that waits for its role, and what it turned out to be."""

from __future__ import annotations

from typing import Final

from newsparse.model import Fact
from newsparse.record import Record, record

ROLES: Final = (
    "question", "opening", "closing", "apostrophe", "dash", "ellipsis", "inverted", "letter", "other",
)  # fmt: skip
"""What a mark may have been; `other` is a no-break space, a bullet, a symbol."""
LABELS: Final = (
    "question", "open2", "close2", "open1", "close1", "apostrophe", "dash", "ellipsis", "inverted", "letter",
    "space", "other",
)  # fmt: skip
"""The roles as they are weighed: quotation marks are double or single, a no-break space is told from the rest."""
ROLES_BY_LABEL: Final = (
    "question", "opening", "closing", "opening", "closing", "apostrophe", "dash", "ellipsis", "inverted", "letter",
    "other", "other",
)  # fmt: skip
"""The role of each label."""


@record
class Place(Record):
    """A mark whose role is open."""

    at: int
    """Where it stands."""
    roles: frozenset[str] | None = None
    """The roles that are possible here; None when all are."""
    letter: float = 0.0
    """The chance that it is a letter, as the lists of words tell; 0 when no known word fits."""


@record
class MarkReading(Record):
    """What a mark was."""

    at: int
    """Where it stands."""
    role: str
    """One of `ROLES`."""
    after: str
    """What to put in its place; the mark itself where its role asks for no repair."""
    confidence: float
    """Estimated chance that the role is right, calibrated."""
    rule: str
    """What decided it."""
    evidence: tuple[Fact, ...] = ()
    """The facts that speak for it."""
    others: tuple[tuple[str, float], ...] = ()
    """What else it may have been, likeliest first, each with its chance."""
