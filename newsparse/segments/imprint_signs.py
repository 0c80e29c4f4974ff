"""Where a page names itself: logos, copyright lines, titles, links home, what is offered and followed in its name.

![Harbour Courier Logo](logo.svg)      © 2024 Harbour Courier GmbH      Bridge closed | Harbour Courier
More from the Harbour Courier          Harbour Courier on Facebook      [Harbour Courier](https://courier.example/)
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final, NamedTuple

from newsparse.blocks import Block
from newsparse.rules import RuleBook
from newsparse.segments.links import PICTURES, without_query
from newsparse.segments.phrases import letters_of, split_all
from newsparse.segments.publisher import SMALL_WORDS, bears_copyright, propose_publisher

LONGEST_NAME: Final = 40
_MOST_WORDS: Final = 6
LONGEST_LINE: Final = 90
_LONGEST_COPYRIGHT: Final = 400
_SEPARATORS: Final = (" | ", " - ", " – ", " — ", " • ", " · ", " » ", "｜", " :: ")
_EDGES: Final = " \t-–—|:,;*_\"'#»«·•>[]()+"
_STOPS: Final = ".!?…"
_MARKS: Final = frozenset(':;?!"@/=<>{}|_')


# Lines of menus come back, on a page and on all pages of a paper; so many of them are some 2 MB.
_REMEMBERED: Final = 4096
# What a line's words are: no name, one in a place that is marked as a name's, one anywhere.
_NO_NAME, _NAME_IF_MARKED, _NAME = range(3)


class Sign(NamedTuple):
    """A name in a place where pages name themselves.

    A tuple and no `Record`: pages have hundreds.
    """

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
    key: str
    """The letters of the name without its article: `The Courier` and `Courier` are one paper."""


# What a line says, wherever it stands: a name, where it starts, its letters, the kind of an offer, and if it is a name.
_Said = tuple[str, int, str, str, int]


WEIGHTS: Final = {
    "copyright": 3.0, "company": 1.5, "logo": 3.0, "home": 2.5, "feed": 3.0, "title": 2.5, "offer": 1.5,
    "domain": 1.5, "mark": 1.5, "product": 0.75, "picture": 1.0, "alone": 0.5,
}  # fmt: skip
# Blocks at the page's top, where its head stands.
TOP: Final = 12
# Bullets that text browsers write before the items of their lists.
_BULLETS: Final = "□☆○◦▪◇■●★+o"


def find_sign(block: Block, index: int, book: RuleBook, site: str = "") -> Sign | None:
    """The name in one block that may be the page's own; long blocks are prose and name many.

    `site` is the name of the site that most links lead to, where it is known.

    It doesn't tell whether a short line alone is a name or a section of the menu: that is for the whole page to say.
    """
    value = block.passage.value
    length = len(value)
    if length < 3 or length > _LONGEST_COPYRIGHT:
        return None
    if bears_copyright(value):
        return _from_copyright(value, index, book)
    if length > LONGEST_LINE:
        return None
    name, start, key, kind, naming = _said(value, book)
    if not kind:
        if naming == _NO_NAME:
            return None
        marked = bool(block.links) and _leads_home(block, site)
        if naming == _NAME_IF_MARKED and not marked and block.kind != "picture":
            return None
        kind = "picture" if block.kind == "picture" else "alone"
        if marked:
            kind = "home"
        elif kind == "picture" and any("logo" in link.lower() for link in block.links):
            kind = "mark"
        elif index < TOP and "." in value and " " not in value and not value.lower().endswith(PICTURES):
            kind = "domain"
    return Sign(name, index, start, kind, WEIGHTS[kind], key)


@lru_cache(maxsize=_REMEMBERED)
def _said(value: str, book: RuleBook) -> _Said:
    """What a short line says by its words alone."""
    found = _from_offer(value, book)
    if found is not None:
        return found
    low = 2 if value[0] in _BULLETS and value[1] == " " else 0
    naming = _naming(value[low:] if low else value, book)
    if naming == _NO_NAME:
        return "", 0, "", "", naming
    name, start = _trimmed(value, low, len(value))
    return name, start, key_of(name), "", naming


def find_title_sign(value: str, index: int, book: RuleBook) -> Sign | None:
    """The site's name behind a page's title: `Bridge closed | Harbour Courier`."""
    for separator in _SEPARATORS:
        place = value.rfind(separator)
        if place > 0:
            name, start = _trimmed(value, place + len(separator), len(value))
            return Sign(name, index, start, "title", WEIGHTS["title"], key_of(name)) if is_name(name, book) else None
    return None


def is_name(value: str, book: RuleBook, *, marked: bool = False) -> bool:
    """Whether words can be a paper's name: few, with a capital letter or a domain, none of a page's common words.

    A single word without a capital is a name only in a place that is `marked` as one: `© hk`.

    >>> from newsparse.rules import load_rule_book
    >>> [is_name(one, load_rule_book("en")) for one in ("Harbour Courier", "Home", "read more", "courier.example")]
    [True, False, False, True]
    """
    return _naming(value, book) >= (_NAME_IF_MARKED if marked else _NAME)


def _naming(value: str, book: RuleBook) -> int:
    """Whether words can be a paper's name, or only in a place that is marked as one's."""
    if not 2 <= len(value) <= LONGEST_NAME or value[-1] in _STOPS:
        return _NO_NAME
    words = value.split()
    count = len(words)
    if count > _MOST_WORDS:
        return _NO_NAME
    plain = value if count == 1 else value.replace(" ", "")
    if not plain.isalpha():  # nearly all are
        if not _MARKS.isdisjoint(value) or not 2 <= sum(map(str.isalpha, value)) >= len(plain) - 3:
            return _NO_NAME
    found = _NAME
    if value.islower() and value.isascii():  # courier.example and hk24 are names without a capital
        if count > 1:
            return _NO_NAME
        if "." not in value and not value[-1].isdigit():
            found = _NAME_IF_MARKED
    if count > 1 and not value.istitle():
        small = sum([one.islower() and one not in SMALL_WORDS for one in words])
        if small > (not words[-1].islower()):
            return _NO_NAME  # "Skip to content"; the "junge Welt" has one
    common = _words(book, "no_names")
    if words[0].casefold() in common and common.issuperset([one.casefold() for one in words]):
        return _NO_NAME
    return found


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


def key_of(name: str) -> str:
    """The letters of a name without its article."""
    letters = letters_of(name)
    return letters.removeprefix("the") if name[:4].casefold() == "the " else letters


def _from_copyright(value: str, index: int, book: RuleBook) -> Sign | None:
    candidate = propose_publisher(value, book)
    part = candidate.first("publisher") if candidate is not None else None
    if candidate is None or part is None:
        mark = value.find("©")
        if mark > 0 and is_name(value[:mark].strip(_EDGES), book, marked=True):
            return _sign(value, 0, mark, index, "copyright")
        return None
    kind = "copyright" if candidate.confidence >= 0.6 else "company"
    plain = without_company(part.value, book)
    if not is_name(plain, book, marked=True):
        return None
    if plain != without_form(part.value, book):
        kind = "company"
    start = value.find(plain, part.start)
    return _sign(value, start, start + len(plain), index, kind)


def _from_offer(value: str, book: RuleBook) -> _Said | None:
    """What stands before or behind words that go with a paper's name: `More from ...`, `... Logo`."""
    if " " not in value:
        return None
    feed = value.find(" » Feed")
    if feed > 0:
        return _offer(value, 0, feed, "feed") if is_name(value[:feed].strip(_EDGES), book) else None
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
    return _offer(value, start, start + len(name), kind) if is_name(name, book, marked=kind == "logo") else None


def _offer(value: str, start: int, end: int, kind: str) -> _Said:
    name, start = _trimmed(value, start, end)
    return name, start, key_of(name), kind, _NAME


def _kind(words: str) -> str:
    return "logo" if "logo" in words else "feed" if "feed" in words else "offer"


def _sign(value: str, start: int, end: int, index: int, kind: str) -> Sign:
    name, start = _trimmed(value, start, end)
    return Sign(name, index, start, kind, WEIGHTS[kind], key_of(name))


def _trimmed(value: str, start: int, end: int) -> tuple[str, int]:
    """A name without the marks around it, and where it starts."""
    while start < end and value[start] in _EDGES:
        start += 1
    while end > start and value[end - 1] in _EDGES:
        end -= 1
    return value[start:end], start


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


@cache
def _words(book: RuleBook, name: str) -> frozenset[str]:
    return split_all(book.words("publisher", name))


@cache
def _first_words(book: RuleBook) -> frozenset[str]:
    return frozenset(one.partition(" ")[0] for one in _openings(book))


@cache
def _last_words(book: RuleBook) -> frozenset[str]:
    return frozenset(one.rpartition(" ")[2] for one in _endings(book))
