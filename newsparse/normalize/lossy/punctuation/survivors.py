"""Marks that survived: which quotation marks and dashes the paper prints, and which quotes they open and close."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from newsparse.normalize.lossy.punctuation.habits import Habits
from newsparse.patterns import pattern
from newsparse.record import Record, record

QUOTES: Final = '“”„‟«»"‘’‚‹›'
_OPENS: Final = frozenset(" \t\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}([{-–—/>*_")
_CLOSES: Final = frozenset(" \t\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE})]}.,;:!?-–—/…<*_")
# A pair is the document's own when so many of its opening marks survived.
_FEWEST: Final = 2
_MARK = pattern('[“”„‟«»"‘’‚‹›]')
_DASH = pattern("(?<= )[–—―](?= )|(?<=[^\\W\\d_])[–—―](?=[^\\W\\d_])")
_KANA = pattern("[\u3040-\u30ff\u4e00-\u9fff]")
_CURLY = pattern("[“”„«»‘’‚–—…]")


@record
class Survivor(Record):
    """A quotation mark that was not lost."""

    at: int
    """Where it stands."""
    kind: str
    """`open2`, `close2`, `open1`, `close1`, or `turn`, which opens or closes."""


@record
class Style(Record):
    """The characters that the paper prints."""

    double: tuple[str, str]
    """The pair of quotation marks."""
    single: tuple[str, str]
    """The pair for a quote inside a quote."""
    dash: str
    """The dash between blanks."""
    glued_dash: str
    """The dash without blanks."""


def find_survivors(value: str) -> Iterator[Survivor]:
    """The quotation marks that were not lost, each with what it does; apostrophes are left out.

    >>> [one.kind for one in find_survivors('“It’s ‘so’,” he said of "it"')]
    ['open2', 'open1', 'close1', 'close2', 'open2', 'close2']
    """
    german = "„" in value or "‚" in value
    for match in _MARK.finditer(value):
        at = match.start()
        kind = _kind(value, at, match.group(), german)
        if kind:
            yield Survivor(at, kind)


def _kind(value: str, at: int, mark: str, german: bool) -> str:
    before, after = value[at - 1] if at else "\n", value[at + 1 : at + 2] or "\n"
    size = "1" if mark in "‘’‚‹›" else "2"
    if mark in "„‚":
        return "open" + size
    opens, closes = before in _OPENS, after in _CLOSES
    if mark == "’":
        return "close1" if closes and not opens else ""
    if mark == "‘":
        return "open1" if opens and not closes else "close1" if german and closes else ""
    if opens != closes:
        return ("open" if opens else "close") + size
    if mark == "“":
        return "close2" if german else "open2"
    if mark == "”":
        return "close2"
    return "turn"


def read_style(value: str, habits: Habits) -> Style:
    """The paper's marks by those that survived, else the language's usual ones.

    >>> from newsparse.normalize.lossy.punctuation.habits import load_habits
    >>> read_style("»Ja«, sagte er. »Nein.«", load_habits("de")).double
    ('»', '«')
    """
    double, single = habits.double, habits.single
    if double[0] in "「『" and not _KANA.search(value):
        double, single = ("“", "”"), ("‘", "’")
    if not _CURLY.search(value):
        return Style(double, single, habits.dash, habits.glued_dash)
    dashes = Counter(match.group() for match in _DASH.finditer(value))
    spaced, glued = habits.dash, habits.glued_dash
    if dashes:
        common = dashes.most_common(1)[0][0]
        if common != "―":
            spaced = glued = common
    double = _double(value) or double
    if double == ("“", "”"):
        single = ("‘", "’")
    elif double == ("»", "«"):
        single = ("›", "‹")
    return Style(double, single, spaced, glued)


def _double(value: str) -> tuple[str, str] | None:
    counts = {mark: value.count(mark) for mark in "“”„«»"}
    if counts["„"] >= _FEWEST:
        return "„", "“" if counts["“"] >= counts["”"] else "”"
    if counts["“"] >= _FEWEST or (counts["”"] >= _FEWEST and counts["“"]):
        return "“", "”"
    if counts["”"] >= _FEWEST and not counts["“"]:
        return "”", "”"
    if counts["«"] + counts["»"] >= 2 * _FEWEST:
        first = min(at for mark in "«»" if (at := value.find(mark)) >= 0)
        return ("»", "«") if value[first] == "»" else ("«", "»")
    return None
