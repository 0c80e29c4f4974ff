"""What one way to a speaker found: who, by which verb, and how."""

from __future__ import annotations

from typing import Literal

from newsparse.quotes.phrase import Subject
from newsparse.record import Record, record

Way = Literal[
    "after",
    "inserted",
    "before",
    "inherited",
    "continued",
    "transcript",
    "signature",
    "sentence",
    "narrative",
    "reporting-subject",
    "none",
]


@record
class Finding(Record):
    """What one way found."""

    way: Way
    """How it was found."""
    subject: Subject | None
    """Who."""
    cue: int | None
    """The reporting verb's place among the words."""
    line: int
    """The paragraph whose words these are."""
    certain: bool = True
    """False where the verb is not known or stands far off."""
    cue_words: int = 1
    """How many words the cue has: "according to" has two."""
