"""What a block's words say by themselves, wherever they stand: asked once a block, and once for lines that come back.

The lines of a menu stand on every page of a paper, paragraphs on one: short lines are remembered.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache, lru_cache
from operator import itemgetter
from typing import Final

from newsparse.patterns import pattern
from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.segments.candidate import Candidate
from newsparse.segments.furniture import ends_article, propose_furniture
from newsparse.segments.prose import CLOSING, SENTENCE_ENDS

# From here on a line counts as furniture by itself; names of sections have exactly this confidence.
FURNITURE_SURE = SECTION = 0.6
# Where nouns begin with a capital, a paragraph has .34 of them in the middle, elsewhere .12.
_NOUN_CAPITALS: Final = 0.2
# Nine in ten lines of menus are shorter; so many of them are some 2 MB.
_LONGEST_REMEMBERED, _REMEMBERED = 60, 4096
_GLANCES: Final = 8192
_ENDS: Final = {
    **dict.fromkeys(".。।", "."), **dict.fromkeys("!?！？؟", "?"), **dict.fromkeys(":：", ":"),
    **dict.fromkeys(",;،、", ","), "…": "…", "": "-",
}  # fmt: skip
_QUOTES: Final = frozenset("\"'“„«»‚‘「『”")
_OPENING_QUOTES: Final = ("“", "„", "«", "「", "»", "”")
# Steps of the measures; a measure's name says on which step it is.
_WORDS: Final = (1, 2, 3, 5, 8, 13, 21, 35, 60, 100)
_SHARES: Final = (0.001, 0.1, 0.2, 0.3, 0.4)
_CAPITALS: Final = (0.1, 0.2, 0.35, 0.6, 0.99)
_DIGITS: Final = (0.001, 0.1, 0.3)
# So many letters tell how a block is written.
_SAMPLE: Final = 240
_FEWEST_WORDS: Final = 3
_ASCII_DIGITS: Final = b"0123456789"
_NO_CAPITALS: Final = bytes(one for one in range(128) if not chr(one).isupper())
_WIDE = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]")
# No such letter begins with one of these bytes in UTF-8.
_NOT_WIDE: Final = bytes(one for one in range(256) if one not in (0xE0, *range(0xE3, 0xEE)))
# A letter of Chinese or Japanese says about as much as two and a half of English.
_WIDE_FACTOR: Final = 2.5
_first = itemgetter(0)


@record
class Glance(Record):
    """The measures of a block's words, each as its step; one object for all words of the same measures."""

    words: int
    """How many."""
    ends: str
    """What they end with: `.`, `?`, `:`, `a` for a letter, ..."""
    closed: bool
    """Whether a quotation mark or bracket stands behind it."""
    begins: str
    """What they begin with: `A` for a capital, `9` for a digit, ..."""
    share: str
    """Function words among them; `-` where too few words could tell."""
    capitals: str
    """Capitals among their first letters, beyond what the language has."""
    digits: int
    """Digits among the characters."""
    phrase: str
    """The class of furniture that they are, `-` for none."""
    sure: bool
    """Whether they are furniture by themselves."""
    is_end: bool
    """Whether an article is over where they stand."""
    marks: tuple[str, ...]
    """Marks that say something wherever they stand: `bar`, `copyright`, `at sign`, `address`."""
    quoted: bool
    """Whether a quotation mark is among them."""
    shouted: bool
    """Whether all letters are capitals."""

    __eq__ = object.__eq__
    __hash__ = object.__hash__


@record
class Wording(Record):
    """What a block's words say by themselves."""

    furniture: Candidate | None
    """The part of a page around an article that they are."""
    is_end: bool
    """Whether an article is over where they stand."""
    length: int
    """Readable length in Latin letters; scripts without blanks count more."""
    words: int
    """Words, or what amounts to them."""
    ends: bool
    """Whether they end as a sentence does."""
    glance: Glance
    """Their measures."""


def read_wording(value: str, book: RuleBook) -> Wording:
    """What a line or paragraph says by itself.

    >>> from newsparse.rules import load_rule_book
    >>> read_wording("Skip to main content", load_rule_book("en")).glance.phrase
    'navigation'
    """
    return _read_short(value, book) if len(value) <= _LONGEST_REMEMBERED else _read(value, book)


def _read(value: str, book: RuleBook) -> Wording:
    is_ascii = value.isascii()
    wide = 0 if is_ascii or not may_be_wide(value) else len(_WIDE.findall(value))
    length = len(value) + int(wide * (_WIDE_FACTOR - 1))
    words = value.count(" ") + 1 + wide // 2 if value else 0
    bare = value.rstrip(CLOSING)
    last, initial = bare[-1:], value[:1]
    sample = value[:_SAMPLE]
    furniture = propose_furniture(value, book)
    is_end = ends_article(value, book)
    glance = _glance(
        bisect_right(_WORDS, words),
        _ENDS.get(last) or ("9" if last.isdigit() else "a" if last.isalpha() else "-"),
        len(bare) < len(value),
        "A" if initial.isupper() else "a" if initial.islower() else "9" if initial.isdigit()
        else "“" if initial in _QUOTES else "x" if initial.isalpha() else "-",
        *_writing(sample, book),
        _digits(sample),
        "-" if furniture is None else furniture.rule.partition("/")[2],
        furniture is not None and furniture.confidence >= FURNITURE_SURE,
        is_end,
        _marks(value),
        '"' in value or (not is_ascii and any(map(value.__contains__, _OPENING_QUOTES))),
        value.isupper(),
    )  # fmt: skip
    return Wording(furniture, is_end, length, words, last in SENTENCE_ENDS, glance)


_read_short = lru_cache(maxsize=_REMEMBERED)(_read)
_glance = lru_cache(maxsize=_GLANCES)(Glance)


def may_be_wide(value: str) -> bool:
    """Whether a text may hold letters of a script without blanks: a look at its bytes, a tenth of the search's time.

    >>> may_be_wide("Größe – „groß“"), may_be_wide("大阪")
    (False, True)
    """
    return bool(value.encode("utf-8", "surrogatepass").translate(None, _NOT_WIDE))


def _marks(value: str) -> tuple[str, ...]:
    """Marks that say something wherever they stand."""
    marks: tuple[str, ...] = ()
    if "|" in value or " · " in value:
        marks += ("bar",)
    if "©" in value:
        marks += ("copyright",)
    if "@" in value:
        marks += ("at sign",)
    if "http" in value or "www." in value:
        marks += ("address",)
    return marks


def _digits(sample: str) -> int:
    encoded = sample.encode("utf-8", "surrogatepass")
    count = len(encoded) - len(encoded.translate(None, _ASCII_DIGITS))
    return bisect_right(_DIGITS, count / max(1, len(sample))) if count else 0


def _writing(sample: str, book: RuleBook) -> tuple[str, str]:
    """Shares of function words and of capitals beyond what the language has; `-` where they say nothing."""
    words = sample.split()
    count = len(words)
    if count < _FEWEST_WORDS:
        return "-", "-"
    initials = "".join(map(_first, words))
    if initials.isascii():
        capitals = len(initials.encode().translate(None, _NO_CAPITALS))
    else:
        capitals = sum(map(str.isupper, initials))
    if not capitals and sample.upper() == sample:
        return "-", "-"  # a script without capitals
    known, usual = book.words("language", "function_words"), usual_capitals(book)
    if not known:
        return "x", str(bisect_right(_CAPITALS, capitals / count - usual))
    share = sum(map(known.__contains__, sample.lower().split())) / count
    return str(bisect_right(_SHARES, share)), str(bisect_right(_CAPITALS, capitals / count - usual))


@cache
def usual_capitals(book: RuleBook) -> float:
    """The share of words with a capital in a language's paragraphs, beyond that of most languages."""
    return _NOUN_CAPITALS if book.table("language", "language").get("nouns") == "capital" else 0.0
