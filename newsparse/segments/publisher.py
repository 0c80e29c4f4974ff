"""Who published it: copyright lines, labels, and a paper's name alone at the foot.

© 2024 The Harbour Courier. All rights reserved.      Publisher: The Harbour Courier
Published by Harbour Media GmbH                       The Harbour Courier
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from newsparse.patterns import pattern
from newsparse.rules import RuleBook
from newsparse.segments.candidate import Candidate, Part
from newsparse.segments.labels import find_label
from newsparse.segments.phrases import split_all

_COPYRIGHT: Final = pattern(r"(?:copyright|[©ⓒ]|\(c\))[\s:]*", re.IGNORECASE)
_YEARS: Final = pattern(r"[\s,:\-–—]*(?:\d{4}(?:\s?[-–—/]\s?(?:\d{4}|\d{2}))?[\s,:\-–—]*|by\s+)+", re.IGNORECASE)
_END: Final = pattern(r"\s*(?:[.;|•·*]\s|[.;|•·*]$|\s[-–—]\s|,?\s+(?:\d{4})\b|,?\s(?=(?:Inc|LLC|Ltd)\b))")
_NO_STARTS: Final = ("www.", "http")
_NO_NAME_MARKS: Final = frozenset(',:;|/"[]<>@')
_LONGEST: Final = 400
_LONGEST_NAME: Final = 60
_MOST_WORDS: Final = 8
SMALL_WORDS: Final = frozenset(
    "of the and for de la el del di da do du des y e et und der die das van le les für im in della dello dei degli "
    "på och og i a o il lo gli al het de een on in".split()
)


def propose_publisher(value: str, book: RuleBook) -> Candidate | None:
    """The line as one that names the publisher.

    Recognises copyright lines, labels (`Publisher:`, `Site:`), `Published by ...`, and, with little
    confidence, a short line with a word that papers bear (`The Harbour Courier`, `Radio Norte`). The
    part `publisher` holds the name without years and rights. A copyright line that names nobody is nothing.

    >>> from newsparse.rules import load_rule_book
    >>> found = propose_publisher("© 2024 The Harbour Courier. All rights reserved.", load_rule_book("en"))
    >>> found.parts[0].value, found.confidence
    ('The Harbour Courier', 0.85)
    """
    if len(value) > _LONGEST:
        return None
    if bears_copyright(value):
        return _from_copyright(value, book)
    if len(value) > 2 * _LONGEST_NAME:
        return None
    label = find_label(value, book) if ":" in value or "\N{FULLWIDTH COLON}" in value else None
    if label is not None:
        return _named(value, label.start, label.end, "publisher/label", 0.9) if label.field == "publisher" else None
    return _from_introduction(value, book) or _from_shape(value, book)


_COPYRIGHTS: Final = ("©", "ⓒ", "opyright", "OPYRIGHT", "(c)")


def find_copyrights(values: Sequence[str], text: str) -> frozenset[int]:
    """The lines that hold a copyright's sign or word; `text` is all of them, searched once for what they may hold."""
    return frozenset(
        index for mark in _COPYRIGHTS if mark in text for index, value in enumerate(values) if mark in value
    )


def bears_copyright(value: str) -> bool:
    """Whether a line holds a copyright's sign or word.

    >>> bears_copyright("© Harbour Courier"), bears_copyright("The right to copy")
    (True, False)
    """
    return "©" in value or "ⓒ" in value or "opyright" in value or "OPYRIGHT" in value or "(c)" in value


def _from_copyright(value: str, book: RuleBook) -> Candidate | None:
    sign = _COPYRIGHT.search(value)
    if sign is None:
        return None
    start = sign.end()
    while (again := _COPYRIGHT.match(value, start)) is not None:
        start = again.end()
    has_year = (years := _YEARS.match(value, start)) is not None
    start = years.end() if years else start
    stop = _END.search(value, start)
    end = min(stop.start() if stop else len(value), _rights(value, start, book))
    # The picture's credit in the text's own line ends with a full stop rather than with rights and a year.
    sure = has_year or _rights(value, 0, book) < len(value)
    return _named(value, start, end, "publisher/copyright", 0.85 if sure else 0.4)


def _rights(value: str, start: int, book: RuleBook) -> int:
    """Where the words on rights begin, or the line's end."""
    folded = value.casefold()
    if len(folded) != len(value):
        folded = value.lower() if len(value.lower()) == len(value) else value
    places = [place for one in book.words("publisher", "rights") if (place := folded.find(one, start)) >= 0]
    return min(places, default=len(value))


def _from_introduction(value: str, book: RuleBook) -> Candidate | None:
    introductions = _introductions(book)
    folded = value.casefold()
    if not folded.startswith(introductions):
        return None
    one = next(one for one in introductions if folded.startswith(one))
    return _named(value, len(one), len(value), "publisher/introduction", 0.6)


@cache
def _introductions(book: RuleBook) -> tuple[str, ...]:
    """What stands before a publisher's name, with the blank or colon behind it."""
    return tuple(one + mark for one in book.phrases("publisher", "introductions") for mark in " :")


def _from_shape(value: str, book: RuleBook) -> Candidate | None:
    """A few capitalised words alone: a paper's name at the foot, or anything else; its neighbours tell."""
    if not value or not value.lstrip()[:1].isupper() or value[-1] in ".!?" or not _NO_NAME_MARKS.isdisjoint(value):
        return None
    tokens = value.split()
    if len(tokens) > 5:
        return None
    if not all(one[0].isupper() or one in SMALL_WORDS or one.startswith("(") for one in tokens):
        return None
    papers = paper_words(book)
    if len(tokens) > 1 and any(one.casefold().strip("()") in papers for one in tokens):
        return _named(value, 0, len(value), "publisher/paper-word", 0.45)
    return _named(value, 0, len(value), "publisher/shape", 0.25)


@cache
def paper_words(book: RuleBook) -> frozenset[str]:
    """The words that papers bear: `courier`."""
    return split_all(book.words("publisher", "paper_words"))


def _named(value: str, start: int, end: int, rule: str, confidence: float) -> Candidate | None:
    """The candidate, if what stands there can be a publisher's name."""
    while start < end and (value[start].isspace() or value[start] in "-–—|:,*_\"'"):
        start += 1
    while end > start and (value[end - 1].isspace() or value[end - 1] in "-–—|:,.;*_\"'("):
        end -= 1
    name = value[start:end]
    words = name.split()
    if not words or len(name) > _LONGEST_NAME or len(words) > _MOST_WORDS or not any(map(str.isalpha, name)):
        return None
    if name.startswith(_NO_STARTS) or "opyright" in name:  # an address, a second sign of a picture's credit
        return None
    return Candidate("publisher", 0, len(value), rule, confidence, (Part("publisher", start, end, name),))
