"""The article's own address among a page's links: what is shared, printed, commented and logged in for.

Most pages print it nowhere for a reader to see, but lead everybody to it: ten buttons share it, the comments
hang on it, the login comes back to it. One sure sign is enough; between two pages without a clear winner none is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import unquote

from newsparse.blocks import Block
from newsparse.patterns import pattern
from newsparse.record import Mutable, Record, mutable, record
from newsparse.rules import RuleBook
from newsparse.segments.links import SHORTEST_WORD, Link, is_page, page_key, read_link, slug_words, title_words
from newsparse.segments.phrases import letters_of
from newsparse.segments.source import introduces_address, propose_source_url

_ATTRIBUTE: Final = pattern(r"""\b(?:data-(?:src|url|href|link|share-url|permalink)|share-url)="(https?://[^"\s]+)""")
# One sure sign reaches it. Of 111 real pages whose links give their address away 109 came out right and none wrong;
# with 4.0 it was 101, with 2.0 no more.
ENOUGH: Final = 3.0
MARGIN: Final = 1.0
_FIRST: Final = {"shared": 3.0, "printed": 3.0, "commented": 2.0, "returned": 3.0, "linked": 0.0}
_AGAIN: Final = {"shared": 1.0, "printed": 0.0, "commented": 0.3, "returned": 0.3, "linked": 0.25}
_MOST: Final = 4
_TITLED, _ATTRIBUTED, _INTRODUCED, _ALONE, _NO_PICTURE, _SLUG, _SLUG_PARTLY = 3.0, 1.5, 5.0, 2.5, 1.0, 3.0, 1.5
# A page has its own address once or twice on lines of their own; more are a list of references.
_REFERENCES: Final = 3
# Shorter ones stand in links to anything: "Flood".
_LONG_HEADLINE: Final = 20
# "https://a.example/" and three words of four letters.
_SHORTEST_SLUG: Final = 32
# So many words of a slug must be the headline's.
_FEWEST_SHARED: Final = 3
# Mails with half an article in their text are that long.
_LONGEST_TARGET: Final = 3000


@record
class OwnAddress(Record):
    """The article's own address, and how it was found."""

    value: str
    """The address."""
    start: int
    """Where it starts in the text."""
    end: int
    """Where it ends."""
    rule: str
    """The strongest evidence: `source/shared`, `source/printed`, ..."""
    confidence: float
    """Estimated chance of being right, ordinal."""
    note: str | None
    """That the value stands encoded in the text, if so."""


@mutable
class _Page(Mutable):
    """The evidence for one page, while links are read."""

    weights: dict[str, float]
    """What speaks for it, the strongest of each kind of evidence."""
    spellings: dict[str, int]
    """How its address is written, and how often."""
    place: tuple[int, int, str, float]
    """A stretch's start and end, the address printed there, and the weight of the evidence."""

    @property
    def score(self) -> float:
        """All its evidence together."""
        return sum(self.weights.values())


def find_own_address(text: str, blocks: Sequence[Block], headline: str | None, book: RuleBook) -> OwnAddress | None:
    """The address of the page that its own links lead back to.

    Recognises share buttons (percent-encoded too, mail and messenger links), print views, comment anchors, logins
    that come back, the headline as a link to itself, an address behind words that introduce it. A slug that shares
    the headline's words adds to it, but proves nothing alone unless most of them agree. Where several pages have
    as much evidence, as in a list of teasers that are shared one by one, there is no answer.
    """
    if "://" not in text and "www." not in text:
        return None
    pages = _gather(text, blocks, headline or "", book)
    if not pages:
        return None
    words = title_words(headline or "")
    longer = [word for word in words if len(word) >= SHORTEST_WORD]
    if len(longer) >= _FEWEST_SHARED:
        for page in pages.values():
            _add_slug(page, words, longer)
    ranked = sorted(pages.values(), key=lambda page: -page.score)
    best = ranked[0]
    second = ranked[1].score if len(ranked) > 1 else 0.0
    if best.score < ENOUGH or best.score - second < MARGIN:
        return None
    return _answer(text, best, second)


def _answer(text: str, page: _Page, second: float) -> OwnAddress:
    value = max(page.spellings, key=lambda one: page.spellings[one])
    low, high, printed, _ = page.place
    start, end = _place(text, low, high, printed)
    rule = "source/" + max(page.weights, key=lambda one: page.weights[one]).removesuffix(" again")
    confidence = round(min(0.97, 0.65 + 0.04 * page.score + 0.03 * min(3.0, page.score - second)), 3)
    note = None if text[start:end].startswith(value) or value in text[start:end] else "decoded from a link"
    return OwnAddress(value, start, end, rule, confidence, note)


def _gather(text: str, blocks: Sequence[Block], headline: str, book: RuleBook) -> dict[str, _Page]:
    """All pages that the text leads to, with what speaks for each."""
    pages: dict[str, _Page] = {}
    backs: set[str] = set()
    known: dict[str, Link | None] = {}
    title = letters_of(headline) if len(headline) >= _LONG_HEADLINE else ""
    for low, high, opened in _targets(text):
        address = text[low:high]
        if address not in known:
            known[address] = read_link("".join(address.split()))
        link = known[address]
        if link is None:
            continue
        if link.page.startswith("/"):
            backs.add(link.page.rstrip("/"))
            continue
        page = _add(pages, link.page, link.use, _FIRST[link.use], (low, high, link.printed))
        _count(page, link)
        if link.use == "linked":
            if text[opened - 1 : opened] == "!":
                _weigh(page, "no-picture", _NO_PICTURE)
            elif title and low - opened > len(title) and title in letters_of(text[opened : low - 2]):
                _weigh(page, "titled", _TITLED)
    _add_attributes(text, blocks, pages)
    _add_lines(blocks, pages, book)
    for key, page in pages.items():
        if "/" + key.partition("/")[2] in backs:
            _weigh(page, "returned", _FIRST["returned"])
    return pages


def _targets(text: str) -> Iterator[tuple[int, int, int]]:
    """Where links lead, as `(start, end, where the link's words begin)`; broken over lines or not."""
    behind, closing = 0, 0
    position = text.find("](")
    while position >= 0 <= closing:
        low = position + 2
        if closing < low:
            closing = text.find(")", low)
        if low < closing <= low + _LONGEST_TARGET:
            high = closing if text.find("(", low, closing) < 0 else _behind_brackets(text, low, closing)
            yield low, high, max(text.rfind("[", behind, position), behind)
        behind = low
        position = text.find("](", low)


def _behind_brackets(text: str, low: int, high: int) -> int:
    """Where a target ends that holds brackets of its own: `a(b)c)`."""
    for _ in range(_MOST):
        if text.count("(", low, high) == text.count(")", low, high):
            break
        further = text.find(")", high + 1, low + _LONGEST_TARGET)
        if further < 0:
            break
        high = further
    return high


def _count(page: _Page, link: Link) -> None:
    """A use that was seen before counts less, up to a limit; sharing through another service counts more."""
    name = f"{link.use} again"
    seen = page.weights.get(name, -_AGAIN[link.use])
    page.weights[name] = min(seen + _AGAIN[link.use], _MOST * _AGAIN[link.use])


def _add(pages: dict[str, _Page], address: str, name: str, weight: float, place: tuple[int, int, str]) -> _Page:
    key = page_key(address)
    page = pages.get(key)
    if page is None:
        page = pages[key] = _Page({}, {}, (*place, -1.0))
    _weigh(page, name, weight)
    page.spellings[address] = page.spellings.get(address, 0) + 1
    if weight > page.place[3]:
        page.place = (*place, weight)
    return page


def _weigh(page: _Page, name: str, weight: float) -> None:
    page.weights[name] = max(weight, page.weights.get(name, 0.0))


def _add_attributes(text: str, blocks: Sequence[Block], pages: dict[str, _Page]) -> None:
    """Addresses in tags that a converter left: `<div data-url="https://courier.example/flood">`."""
    for block in blocks:
        if block.kind != "markup" or text.find('="http', block.start, block.end) < 0:
            continue
        for found in _ATTRIBUTE.finditer(text, block.start, block.end):
            link = read_link(found.group(1))
            if link is not None and link.page.startswith("http"):
                _add(pages, link.page, "attribute", _ATTRIBUTED, (*found.span(1), link.printed))


def _add_lines(blocks: Sequence[Block], pages: dict[str, _Page], book: RuleBook) -> None:
    """Addresses that stand on lines of their own, behind words that introduce them or without."""
    found = list(_address_lines(blocks, book))
    alone = _ALONE if len(found) < _REFERENCES else 0.0
    for block, address, introduced in found:
        name, weight = ("introduced", _INTRODUCED) if introduced else ("alone", alone)
        _add(pages, address, name, weight, (block.start, block.end, address))


def _address_lines(blocks: Sequence[Block], book: RuleBook) -> Iterator[tuple[Block, str, bool]]:
    before = ""
    for block in blocks:
        value = block.passage.value
        if "://" in value or "www." in value:
            candidate = propose_source_url(value, book)
            part = candidate.first("source_url") if candidate is not None else None
            if candidate is not None and part is not None and is_page(part.value):
                introduced = candidate.rule == "source/label" or introduces_address(before, book)
                yield block, part.value, introduced
        if value:
            before = value


def _add_slug(page: _Page, words: frozenset[str], longer: Sequence[str]) -> None:
    """How many of the slug's words are the headline's; the `longer` of its words are looked for first."""
    address = next(iter(page.spellings))
    if len(address) < _SHORTEST_SLUG:
        return
    folded = (unquote(address) if "%" in address else address).casefold()
    if sum(map(folded.__contains__, longer)) < _FEWEST_SHARED:
        return  # as nearly all links of a page
    slug = slug_words(address)
    shared = len(slug & words)
    if shared >= 4 and shared >= 0.6 * len(slug):
        page.weights["slug"] = _SLUG
    elif shared >= _FEWEST_SHARED and shared >= 0.4 * len(slug):
        page.weights["slug"] = _SLUG_PARTLY


def _place(text: str, low: int, high: int, printed: str) -> tuple[int, int]:
    """Where the address stands inside of its block, over line breaks too."""
    start = text.find(printed, low, high)
    if start >= 0:
        return start, start + len(printed)
    start = text.find(printed[:8], low, high)
    while start >= 0:
        end = _match_over_blanks(text, start, high, printed)
        if end:
            return start, end
        start = text.find(printed[:8], start + 1, high)
    return low, high


def _match_over_blanks(text: str, position: int, limit: int, printed: str) -> int:
    for character in printed:
        while position < limit and text[position].isspace():
            position += 1
        if position >= limit or text[position] != character:
            return 0
        position += 1
    return position
