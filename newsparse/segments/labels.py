"""Labels of exports and front matter: what stands before the colon says what stands behind it.

Headline: Bridge closed after flood        author: "Jane Roe"
Length: 477 words                          Body
"""

from __future__ import annotations

from functools import cache
from typing import Final

from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.segments.phrases import fold

# The longest label that we know, "ursprünglich veröffentlicht am:", has 31 characters.
LONGEST_LABEL: Final = 40
_QUOTES: Final = "\"'"
_COLONS: Final = (":", "\N{FULLWIDTH COLON}")


@record
class Label(Record):
    """A label at the start of a line, and where its value stands."""

    field: str
    """headline, subheadline, byline, date, modified, publisher, source_url, section, length, body, dateline,
    caption, language, tags, or other."""
    start: int
    """Where the value starts in the line; behind the label where there is none."""
    end: int
    """Where the value ends, quotation marks of front matter not included."""
    label: str
    """The label as printed, without its colon."""


def find_label(value: str, book: RuleBook) -> Label | None:
    """The label that a line begins with.

    Recognises `Headline: ...`, `Author(s): ...`, `title: "..."` and the bare line `Body`. A source is a
    `publisher`, or a `source_url` where an address follows. It says nothing of labels within a line, nor
    whether a body's paragraph that begins with "Date:" is one: its neighbours tell.

    >>> from newsparse.rules import load_rule_book
    >>> find_label('Title: "Bridge closed"', load_rule_book("en"))
    Label(field='headline', start=8, end=21, label='Title')
    >>> find_label("He had one date: Monday", load_rule_book("en")) is None
    True
    """
    colon = _find_colon(value)
    if colon < 0:
        return _find_bare(value, book)
    label = value[:colon].strip()
    field = _labels(book).get(_key(label))
    if field is None:
        return None
    start, end = _trimmed(value, colon + 1, len(value))
    return Label(_by_value(field, value[start:end]), start, end, label)


def _find_colon(value: str) -> int:
    places = [place for colon in _COLONS if (place := value.find(colon, 0, LONGEST_LABEL)) > 0]
    return min(places, default=-1)


def _find_bare(value: str, book: RuleBook) -> Label | None:
    if len(value) <= LONGEST_LABEL and fold(value) in book.words("labels", "bare_body"):
        return Label("body", len(value), len(value), value.strip())
    return None


def _by_value(field: str, value: str) -> str:
    if field in {"publisher", "other"} and value.startswith(("http://", "https://", "www.", "<http")):
        return "source_url"
    if field == "source_url" and "." not in value:
        return "publisher"
    return field


def _trimmed(value: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and without one pair of quotation marks."""
    while start < end and value[start].isspace():
        start += 1
    while end > start and value[end - 1].isspace():
        end -= 1
    if end - start >= 2 and value[start] == value[end - 1] and value[start] in _QUOTES:
        return start + 1, end - 1
    return start, end


def _key(label: str) -> str:
    """A label as it is looked up: no `(s)`, no case, no marks."""
    return fold(label.replace("(s)", "s").replace("(S)", "s").replace("(e)", ""))


@cache
def _labels(book: RuleBook) -> dict[str, str]:
    fields = (
        "headline subheadline byline date modified publisher source_url section length body dateline caption "
        "language tags other"
    )
    return {fold(label): field for field in reversed(fields.split()) for label in book.words("labels", field)}
