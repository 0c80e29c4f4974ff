"""What a half of mojibake stood for, as far as its neighbours tell."""

from __future__ import annotations

from functools import cache
from typing import Final

from newsparse.model import Fact
from newsparse.record import Record, record

# Stands for a half in a decoded line: a private character, so neither letter nor blank nor mark.
PLACE: Final = "\uf001"


@record
class Half(Record):
    """A sequence that lost bytes."""

    at: int
    """Its place in the decoded line."""
    shown: str
    """What is left of it: `â??`, `Ã?`."""
    kind: str
    """`letter` of two bytes, `mark` without its last two, `third` without its second, `closing`, `cut`."""


@record
class Reading(Record):
    """The character that a half stood for."""

    after: str = ""
    """The likeliest; empty where nothing speaks for one."""
    confidence: float = 0.0
    """The estimated chance of it."""
    others: tuple[str, ...] = ()
    """What else it may have been, likeliest first."""
    evidence: tuple[Fact, ...] = ()
    """Plain facts that decided it."""


UNREAD: Final = Reading()


@cache
def among(*others: str) -> Reading:
    """A half of which only the possible originals are known, likeliest first."""
    return Reading(others=others)


@record
class Habits(Record):
    """How a language writes, as far as halves ask."""

    language: str | None
    """BCP 47, None when unsure."""
    marks: tuple[str, str, str, str] | None
    """Opening and closing quotation mark, and those of a quote inside a quote; None where they are not known."""
    letters: dict[str, tuple[str, ...]]
    """For a first byte, as Latin-1 shows it, the letters whose second byte is one of 80 to 9F."""
    stems: tuple[str, ...]
    """How words with an accented capital begin, in small letters."""
    dash: str
    """The dash between blanks."""
    capitalised: tuple[str, ...]
    """How words begin, in small letters, that are names or may be."""
    before_apostrophe: frozenset[str]
    """What comes before an apostrophe inside a word."""
    after_apostrophe: frozenset[str]
    """What follows one."""
    after_dash: frozenset[str]
    """Words that follow a dash without blanks."""


@cache
def load_habits(language: str | None) -> Habits:
    """The habits of a language, from its `halves.toml`.

    >>> load_habits("de").marks, load_habits("hu").letters["Å"]
    (('„', '“', '‚', '‘'), ('ő',))
    """
    from newsparse.rules import load_rule_book

    book = load_rule_book(language)
    marks = book.table("halves", "marks")
    return Habits(
        book.language,
        (str(marks["opening"]), str(marks["closing"]), str(marks["inner_opening"]), str(marks["inner_closing"]))
        if marks
        else None,
        {lead: tuple(str(letters)) for lead, letters in book.table("halves", "letters").items()},
        book.phrases("halves", "stems"),
        str(book.table("lossy", "written").get("dash", "–")),
        book.phrases("halves", "capitalised"),
        *(book.words("halves", name) for name in ("before_apostrophe", "after_apostrophe", "after_dash")),
    )
