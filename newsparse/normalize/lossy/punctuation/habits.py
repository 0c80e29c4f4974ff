"""How a language writes around its marks: contractions, elisions, question words, quotation marks, dashes."""

from __future__ import annotations

from functools import cache
from typing import Final

from newsparse.record import Record, record

# Marks that open and close, where neither the text nor its language tells: the commonest in newspapers.
_USUAL: Final = ("“ ”", "‘ ’")
_SINGLE: Final = frozenset("‘‚‹『")


@record
class Habits(Record):
    """What `lossy.toml` and `language.toml` say of a language."""

    language: str
    """BCP 47, empty when unsure."""
    after_apostrophe: frozenset[str]
    """What is left behind an apostrophe: `s` in `Italy's`."""
    before_apostrophe: frozenset[str]
    """What is left before one: `l` in `l'homme`."""
    clipped: frozenset[str]
    """Words that begin with an apostrophe: `em`, `n`, `til`."""
    with_apostrophe: frozenset[str]
    """Whole words with an apostrophe: `o'clock`."""
    question_words: frozenset[str]
    """Words that begin a question."""
    lone_letters: bool
    """Whether a single letter that is no ASCII is a word: `é`, `à`."""
    contracts: bool
    """Whether words are contracted by `'s`, `n't` and the like all the time."""
    inverted: bool
    """Whether a question begins with `¿`."""
    spaced: bool
    """Whether no-break spaces stand inside of quotation marks and before `!` and `?`."""
    double: tuple[str, str]
    """The usual pair of quotation marks."""
    single: tuple[str, str]
    """The pair for a quote inside a quote."""
    dash: str
    """The dash between blanks."""
    glued_dash: str
    """The dash between words without blanks."""


@cache
def load_habits(language: str | None) -> Habits:
    """The habits of a language.

    >>> habits = load_habits("de")
    >>> habits.double, habits.single, habits.dash
    (('„', '“'), ('‚', '‘'), '–')
    """
    from newsparse.rules import load_rule_book

    book = load_rule_book(language)
    pairs = _pairs(book.phrases("language", "marks") or _USUAL)
    double = next((pair for pair in pairs if pair[0] not in _SINGLE), ("“", "”"))
    single = next((pair for pair in pairs if pair[0] in _SINGLE), ("‘", "’"))
    written = book.table("lossy", "written")
    if "opening" in written:
        double = str(written["opening"]), str(written["closing"])
    return Habits(
        (language or "").partition("-")[0].lower(),
        book.words("lossy", "after_apostrophe"),
        book.words("lossy", "before_apostrophe"),
        book.words("lossy", "clipped"),
        book.words("lossy", "with_apostrophe"),
        book.words("lossy", "question_words"),
        bool(written.get("lone_letters")),
        bool(written.get("contracts")),
        bool(written.get("inverted")),
        bool(written.get("spaced")),
        double,
        single,
        str(written.get("dash", "–")),
        str(written.get("glued_dash", "—")),
    )


def _pairs(marks: tuple[str, ...]) -> list[tuple[str, str]]:
    found = []
    for one in marks:
        opening, _, closing = one.partition(" ")
        found.append((opening, closing))
    return found
