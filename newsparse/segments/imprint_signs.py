"""Where a page names itself: logos, copyright lines, titles, links home, what is offered and followed in its name.

![Harbour Courier Logo](logo.svg)      © 2024 Harbour Courier GmbH      Bridge closed | Harbour Courier
More from the Harbour Courier          Harbour Courier on Facebook      [Harbour Courier](https://courier.example/)
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Final

from newsparse.blocks import Block
from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.segments.links import PICTURES, without_query
from newsparse.segments.phrases import split_all
from newsparse.segments.publisher import SMALL_WORDS, bears_copyright, propose_publisher

LONGEST_NAME: Final = 40
_MOST_WORDS: Final = 6
_LONGEST_LINE: Final = 90
_LONGEST_COPYRIGHT: Final = 400
_SEPARATORS: Final = (" | ", " - ", " – ", " — ", " • ", " · ", " » ", "｜", " :: ")
_EDGES: Final = " \t-–—|:,;*_\"'#»«·•>[]()+"
_STOPS: Final = ".!?…"
_MARKS: Final = frozenset(':;?!"@/=<>{}|_')


@record
class Sign(Record):
    """A name in a place where pages name themselves."""

    name: str
    """The name as printed."""
    block: int
    """The block's index."""
    start: int
    """Where the name starts in the block's words."""
    kind: str
    """copyright, company, logo, home, feed, title, offer, domain, mark, product, picture, alone, label, ..."""
    weight: float
    """How much it counts."""


WEIGHTS: Final = {
    "copyright": 3.0, "company": 1.5, "logo": 3.0, "home": 2.5, "feed": 3.0, "title": 2.5, "offer": 1.5,
    "domain": 1.5, "mark": 1.5, "product": 0.75, "picture": 1.0, "alone": 0.5,
}  # fmt: skip
# Blocks at the page's top, where its head stands.
TOP: Final = 12
# Bullets that text browsers write before the items of their lists.
_BULLETS: Final = "□☆○◦▪◇■●★+o"


def find_signs(block: Block, index: int, book: RuleBook, site: str = "") -> Iterator[Sign]:
    """The names in one block that may be the page's own; long blocks are prose and name many.

    `site` is the name of the site that most links lead to, where it is known.

    It doesn't tell whether a short line alone is a name or a section of the menu: that is for the whole page to say.
    """
    value = block.passage.value
    length = len(value)
    if length < 3 or length > _LONGEST_COPYRIGHT:
        return
    if bears_copyright(value):
        yield from _from_copyright(value, index, book)
        return
    if length > _LONGEST_LINE:
        return
    found = _from_offer(value, index, book)
    if found is not None:
        yield found
        return
    low = 2 if value[0] in _BULLETS and value[1] == " " else 0
    marked = bool(block.links) and _leads_home(block, site)
    if is_name(value[low:], book, marked=marked or block.kind == "picture"):
        kind = "picture" if block.kind == "picture" else "alone"
        if marked:
            kind = "home"
        elif kind == "picture" and any("logo" in link.lower() for link in block.links):
            kind = "mark"
        elif index < TOP and "." in value and " " not in value and not value.lower().endswith(PICTURES):
            kind = "domain"
        yield _sign(value, low, length, index, kind)


def find_title_sign(value: str, index: int, book: RuleBook) -> Sign | None:
    """The site's name behind a page's title: `Bridge closed | Harbour Courier`."""
    for separator in _SEPARATORS:
        place = value.rfind(separator)
        if place > 0:
            sign = _sign(value, place + len(separator), len(value), index, "title")
            return sign if is_name(sign.name, book) else None
    return None


def is_name(value: str, book: RuleBook, *, marked: bool = False) -> bool:
    """Whether words can be a paper's name: few, with a capital letter or a domain, none of a page's common words.

    A single word without a capital is a name only in a place that is `marked` as one: `© hk`.

    >>> from newsparse.rules import load_rule_book
    >>> [is_name(one, load_rule_book("en")) for one in ("Harbour Courier", "Home", "read more", "courier.example")]
    [True, False, False, True]
    """
    if not 2 <= len(value) <= LONGEST_NAME or value[-1] in _STOPS or not _MARKS.isdisjoint(value):
        return False
    words = value.split()
    if len(words) > _MOST_WORDS:
        return False
    plain = value.replace(" ", "")
    if not plain.isalpha() and not 2 <= sum(map(str.isalpha, value)) >= len(plain) - 3:
        return False
    if value.islower() and value.isascii():  # courier.example and hk24 are names without a capital
        if len(words) > 1 or not (marked or "." in value or value[-1].isdigit()):
            return False
    if len(words) > 1 and sum(one.islower() and one not in SMALL_WORDS for one in words) > (not words[-1].islower()):
        return False  # "Skip to content"; the "junge Welt" has one
    common = _no_names(book)
    return words[0].casefold() not in common or not all(one.casefold() in common for one in words)


def without_company(name: str, book: RuleBook) -> str:
    """A company's name without its legal form and what such companies are called: `Courier Medien GmbH`.

    >>> from newsparse.rules import load_rule_book
    >>> without_company("Harbour Courier Media, LLC", load_rule_book("en"))
    'Harbour Courier'
    """
    words = without_form(name, book).split()
    company = _words(book, "company_words")
    while len(words) > 1 and words[-1].casefold() in company:
        words.pop()
    while len(words) > 1 and words[0].casefold() in company:
        words.pop(0)
    return " ".join(words)


def without_form(name: str, book: RuleBook) -> str:
    """A company's name without its legal form alone.

    >>> from newsparse.rules import load_rule_book
    >>> without_form("Harbour Courier Media, LLC", load_rule_book("en"))
    'Harbour Courier Media'
    """
    words = name.split()
    while len(words) > 1 and words[-1].casefold().strip(",().") in _words(book, "legal_forms"):
        words.pop()
    return " ".join(words).rstrip(",")


def _from_copyright(value: str, index: int, book: RuleBook) -> Iterator[Sign]:
    candidate = propose_publisher(value, book)
    part = candidate.first("publisher") if candidate is not None else None
    if candidate is None or part is None:
        mark = value.find("©")
        if mark > 0 and is_name(value[:mark].strip(_EDGES), book, marked=True):
            yield _sign(value, 0, mark, index, "copyright")
        return
    kind = "copyright" if candidate.confidence >= 0.6 else "company"
    plain = without_company(part.value, book)
    if not is_name(plain, book, marked=True):
        return
    if plain != without_form(part.value, book):
        kind = "company"
    start = value.find(plain, part.start)
    yield _sign(value, start, start + len(plain), index, kind)


def _from_offer(value: str, index: int, book: RuleBook) -> Sign | None:
    """What stands before or behind words that go with a paper's name: `More from ...`, `... Logo`."""
    if " " not in value:
        return None
    feed = value.find(" » Feed")
    if feed > 0:
        return _sign(value, 0, feed, index, "feed") if is_name(value[:feed].strip(_EDGES), book) else None
    first, last = value.partition(" ")[0].lower(), value.rpartition(" ")[2].rstrip(_EDGES).lower()
    if first not in _first_words(book) and last not in _last_words(book):
        return None
    lower = value.lower()
    if len(lower) != len(value):
        return None
    lower = lower.rstrip(_EDGES)
    start, end, kind = 0, len(lower), ""
    ending = next((one for one in _endings(book) if lower.endswith(one)), None)
    if ending is not None:
        end, kind = end - len(ending), "product" if ending[1:] in book.words("publisher", "products") else _kind(ending)
    opening = next((one for one in _openings(book) if lower.startswith(one, start, end)), None)
    if opening is not None:
        start, kind = len(opening), kind or _kind(opening)
    if not kind:
        return None
    while start < end and value[start] in _EDGES:
        start += 1
    name = value[start:end].strip(_EDGES)
    name = name.removeprefix("the ")
    half = len(name) // 2
    if name[:half] == name[half + 1 :]:  # twice: the logo for the light page and for the dark one
        name = name[:half]
    for other in (" logo ", " Logo ", "LOGO "):  # Logo Courier Logo Courier
        name = name.partition(other)[0]
    start = value.find(name, start)
    return _sign(value, start, start + len(name), index, kind) if is_name(name, book, marked=kind == "logo") else None


def _kind(words: str) -> str:
    return "logo" if "logo" in words else "feed" if "feed" in words else "offer"


def _sign(value: str, start: int, end: int, index: int, kind: str) -> Sign:
    while start < end and value[start] in _EDGES:
        start += 1
    while end > start and value[end - 1] in _EDGES:
        end -= 1
    return Sign(value[start:end], index, start, kind, WEIGHTS[kind])


def _leads_home(block: Block, site: str) -> bool:
    """Whether the line is a link to the site's front page."""
    if block.linked <= 0.8 and block.kind != "picture":
        return False
    for link in block.links:
        plain = without_query(link).rstrip("/")
        if not plain and link[:1] == "/":
            return True
        host = plain.partition("://")[2].removeprefix("www.")
        if site and "/" not in host and host.startswith(site + "."):
            return True
    return False


@cache
def _openings(book: RuleBook) -> tuple[str, ...]:
    return tuple(sorted((one + " " for one in book.phrases("publisher", "before_name")), key=len, reverse=True))


@cache
def _endings(book: RuleBook) -> tuple[str, ...]:
    phrases = book.phrases("publisher", "behind_name") + book.phrases("publisher", "products")
    return tuple(sorted((" " + one for one in phrases), key=len, reverse=True))


def _no_names(book: RuleBook) -> frozenset[str]:
    return _words(book, "no_names")


@cache
def _words(book: RuleBook, name: str) -> frozenset[str]:
    return split_all(book.words("publisher", name))


@cache
def _first_words(book: RuleBook) -> frozenset[str]:
    return frozenset(one.partition(" ")[0] for one in _openings(book))


@cache
def _last_words(book: RuleBook) -> frozenset[str]:
    return frozenset(one.rpartition(" ")[2] for one in _endings(book))
