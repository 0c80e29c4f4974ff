"""One quote while it is looked at."""

from __future__ import annotations

from newsparse.quotes.finding import Finding
from newsparse.quotes.marks import Pair
from newsparse.record import Mutable, mutable


@mutable
class Speech(Mutable):
    """What stands between two marks, and what is known of who said it."""

    line: int
    """The number of its passage."""
    number: int
    """Its number in the passage."""
    pair: Pair
    """Its marks."""
    place: int
    """Its place among the words."""
    before: Finding | None = None
    """What the words before it in its sentence tell."""
    after: Finding | None = None
    """What the words behind it tell, or those within its marks."""
    own: Finding | None = None
    """The better one of these."""
    finding: Finding | None = None
    """How the speaker was found, of all ways."""
    chance: float = 0.0
    """The estimated chance that it is the right one."""
    term: bool = False
    """Whether it is nobody's speech."""
    group: int = -1
    """Which speech it is a part of."""
