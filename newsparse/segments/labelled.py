"""What `decide.py` settles for a block."""

from __future__ import annotations

from collections.abc import Mapping

from newsparse.model import SegmentKind
from newsparse.record import Record, record
from newsparse.segments.candidate import Candidate
from newsparse.segments.dates import PrintedDate


@record
class Labelled(Record):
    """A block with its kind, the rule that found it, and where in the block the field's value stands."""

    kind: SegmentKind
    """What it is."""
    rule: str
    """The rule that found it."""
    confidence: float
    """Estimated chance of being right, ordinal."""
    start: int = 0
    """Where the value starts in the passage."""
    end: int | None = None
    """Where it ends; None for the passage's end."""
    candidate: Candidate | None = None
    """What the recogniser read, for a byline, a caption, a source."""
    dates: tuple[PrintedDate, ...] = ()
    """The dates printed in it, where they count as the article's."""
    echo: bool = False
    """Whether it only repeats a field that another block gives."""
    note: str | None = None
    """What spoke most for it, and what was the next likeliest, where learned weights decided."""


Labels = Mapping[int, Labelled]
