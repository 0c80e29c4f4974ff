"""Labels of exports and front matter: what stands before the colon says what stands behind it.

Headline: Bridge closed after flood        author: "Jane Roe"
Length: 477 words                          Body
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.segments.furniture_phrases import first_words, may_begin
from newsparse.segments.phrases import fold

# The longest label that we know, "ursprünglich veröffentlicht am:", has 31 characters.
LONGEST_LABEL: Final = 40
_QUOTES: Final = "\"'"
# A bare label may stand between marks: "--- Body ---".
_MARKS_AROUND: Final = "-=*#[(<_ "
_MARKED: Final = 10
_WIDE_COLON: Final = "\N{FULLWIDTH COLON}"


_FIELDS: Final = (
    "headline", "subheadline", "byline", "date", "modified", "publisher", "source_url", "section", "length", "body",
    "dateline", "caption", "language", "tags", "other",
)  # fmt: skip


@record
class Labels(Record):
    """The labels of a language, ready to be asked."""

    fields: Mapping[str, str]
    """Folded labels to what stands behind them."""
    firsts: frozenset[str]
    """Their first words."""
    bare: frozenset[str]
    """Lines that are labels without a colon."""
    bare_letters: frozenset[str]
    """What these begin with, in either case."""
    longest_bare: int
    """How long the longest of them is, with a few marks around it."""


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
    labels = _labels(book)
    if not may_begin(value, labels.firsts) and "(" not in value[:colon]:
        return None
    label = value[:colon].strip()
    field = labels.fields.get(_key(label))
    if field is None:
        return None
    start, end = _trimmed(value, colon + 1, len(value))
    return Label(_by_value(field, value[start:end]), start, end, label)


def _find_colon(value: str) -> int:
    plain = value.find(":", 0, LONGEST_LABEL) or -1
    if value.isascii():
        return plain
    wide = value.find(_WIDE_COLON, 1, LONGEST_LABEL)
    return min(wide, plain) if wide > 0 and plain > 0 else max(wide, plain)


def _find_bare(value: str, book: RuleBook) -> Label | None:
    labels = _labels(book)
    if len(value) <= labels.longest_bare and value[:1] in labels.bare_letters and fold(value) in labels.bare:
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
def _labels(book: RuleBook) -> Labels:
    fields = {fold(label): field for field in reversed(_FIELDS) for label in book.words("labels", field)}
    bare = book.words("labels", "bare_body")
    letters = frozenset(letter for one in bare for letter in (one[0], one[0].upper(), *_MARKS_AROUND))
    return Labels(fields, first_words(fields), bare, letters, max(map(len, bare), default=-_MARKED) + _MARKED)
