"""The article's dates: which of the printed ones it was published on, the dateline's, and what gives a missing year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from newsparse.assemble.parts import BODY_KINDS, Part
from newsparse.model import Provenance, SegmentKind
from newsparse.patterns import pattern
from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.segments.dates import Anchor, PrintedDate, find_dates, resolve_year, url_date
from newsparse.segments.days import Order, number_order
from newsparse.segments.prose import ends_sentence
from newsparse.segments.relative import day_before, days_ago
from newsparse.segments.source import site_of

# Lines that say when an article was published are short.
LONGEST_LINE: Final = 300
# Where they stand, in 404 pages of 83 publishers: 390 between the headline and the first paragraph or up to 30
# lines above, eight among the first lines of the body, six up to five lines below the last paragraph.
ABOVE, INSIDE, BELOW = 40, 10, 6
# What speaks for a date, in steps that are about equally sure; found by trying, on the same pages.
_LABEL: Final = 8.0
_KINDS: Final[dict[SegmentKind, float]] = {"date": 2.0, "byline": 2.5, "headline": -1.0}
_BODY: Final = -3.0
# A caption says when its picture was taken, without the time of day.
_CAPTION, _CAPTION_TIMED = -3.0, -0.5
# "on Monday, 28 April 2025, at the court": words around a date that has neither a label nor a time.
_IN_WORDS, _FEW = -1.5, 0.25
_MOST: Final = 0.8
_ROLE, _TIME, _SHARE, _URL, _ELSEWHERE = 2.5, 1.0, 2.0, 3.0, -4.0
_AT_HEAD, _AT_ABOVE, _AT_INSIDE, _AT_BELOW, _NOWHERE = 3.0, 1.5, 0.5, 1.0, -3.0
_STEP: Final = 0.05
_STEP_BELOW: Final = 0.2
# From here on a date counts: of 409 pages with one 401 have theirs above, and 0.0 or 0.5 would lose no more than one.
ENOUGH: Final = 0.25
_ORDERS: Final[tuple[Order, Order]] = ("day-first", "month-first")
_NAMED: Final = ("dates/day-and-name", "dates/name-and-day")
_AMBIGUOUS = pattern(r"(?<![\d/.-])\d{1,2}[/-]\d{1,2}[/-](?:(?:19|20)\d\d|\d\d)(?!\d)")
_HAS_YEAR = pattern(r"(?:19|20)\d\d")
# From here on scripts have no blanks, or endings behind their words.
_UNSPACED: Final = "\N{IDEOGRAPHIC SPACE}"
_WORD = pattern(r"\w+|©")


@record
class Dating(Record):
    """What the article says of its dates."""

    published: str | None
    """ISO date or date-time."""
    modified: str | None
    """ISO date or date-time."""
    anchors: tuple[Anchor, ...]
    """What a date without a year is held against, the best first."""
    published_from: Provenance | None = None
    """Where `published` stands."""
    modified_from: Provenance | None = None
    """Where `modified` stands."""


@record
class _Found(Record):
    """A printed date that may be the article's."""

    part: Part
    """The line that it stands in."""
    date: PrintedDate
    """The date."""
    role: str | None
    """What it says of itself: published, modified."""
    score: float
    """How much speaks for it."""


@record
class _Places(Record):
    """Where the article stands among the lines."""

    headline: int
    """The headline's line, or the first one of the body."""
    first: int
    """The first line of the body."""
    last: int
    """The last one."""


def find_dating(
    parts: Sequence[Part], captions: Sequence[str], url: str | None, reference_date: str | None, book: RuleBook
) -> Dating:
    """The printed dates by role, and the anchors in their order.

    Of several dates the one counts that says of itself that it is the publication's, stands near the headline,
    makes up its line, has a time, or agrees with the address. A date without a role counts as published. Where
    only an update is printed, it is both. Relative dates ("2 hours ago") are none, unless a reference date says when
    that was.
    """
    by_url = url_date(url) if url else None
    found = sorted(_candidates(parts, url, by_url, book), key=lambda one: -one.score) or _lone_date(parts, book)
    plain = [one for one in found if one.role != "modified"]
    anchors = [Anchor("reference date", reference_date)] if reference_date else []
    published = _first_full(plain)
    if published is not None:
        anchors.append(Anchor("printed date", published.date.iso))
    if by_url:
        anchors.append(Anchor("URL", by_url))
    anchors += [Anchor("caption", one.iso) for value in captions for one in find_dates(value, book) if _is_full(one)]
    modified = _first_full([one for one in found if one.role == "modified"])
    note = None
    if published is None and modified is not None:
        published, note = modified, "only an update is printed"
    iso = published.date.iso if published is not None else None
    if published is None and plain and (resolved := resolve_year(plain[0].date.iso, anchors)) is not None:
        published, iso, note = plain[0], resolved.iso, resolved.note
    place = _provenance(published, note) if published is not None else None
    if iso is None and reference_date:
        iso, place = _counted_back(parts, reference_date, book)
    return Dating(
        iso,
        modified.date.iso if modified is not None else None,
        tuple(anchors),
        place,
        _provenance(modified, None) if modified is not None else None,
    )


def _counted_back(parts: Sequence[Part], reference: str, book: RuleBook) -> tuple[str | None, Provenance | None]:
    """The day of "3 days ago" near the headline, counted from the reference date."""
    places = _places(parts)
    for index in range(max(0, places.headline - 5), min(len(parts), places.first)):
        passage = parts[index].block.passage
        days = days_ago(passage.value, book)
        day = day_before(reference, days) if days is not None else None
        if day is not None:
            confidence = parts[index].label.confidence
            return day, Provenance(passage.start, passage.end, "dates/ago", confidence, "counted from reference date")
    return None, None


# --- which dates may be meant ---


def _candidates(parts: Sequence[Part], url: str | None, by_url: str | None, book: RuleBook) -> Iterator[_Found]:
    places = _places(parts)
    order: Order | None = None
    for index, part in enumerate(parts):
        asked = part.label.dates if part.label.kind in ("date", "byline") else ()
        near = places.headline - ABOVE <= index <= places.first + INSIDE or places.last < index <= places.last + BELOW
        value = part.block.value
        if not asked and (not near or len(value) > LONGEST_LINE):
            continue
        dates = asked or find_dates(value, book)
        if not dates and near and ("/" in value or "-" in value) and _AMBIGUOUS.search(value):
            order = _order(parts, url, by_url, book) if order is None else order
            dates = find_dates(value, book, order=order)
        score = _score_line(part, index, places, dates) if dates else 0.0
        for date in dates:
            one = score + _score_date(part, date, by_url, book)
            if one >= ENOUGH:
                yield _Found(part, date, _role(part, date), one)


def _lone_date(parts: Sequence[Part], book: RuleBook) -> list[_Found]:
    """A date with its time that is a line by itself, far from the headline, if the page has no other such day."""
    found = []
    for part in parts:
        value = part.block.value
        if part.label.kind in BODY_KINDS or len(value) > LONGEST_LINE:
            continue
        dates = [one for one in find_dates(value, book) if "T" in one.iso and one.end - one.start >= _MOST * len(value)]
        found += [_Found(part, one, _role(part, one), ENOUGH) for one in dates if _is_full(one)]
    return found if len({one.date.iso[:10] for one in found}) == 1 else []


def _order(parts: Sequence[Part], url: str | None, by_url: str | None, book: RuleBook) -> Order:
    """How 03/04/2024 reads here: by the text's other numbers, the address' date or country, its dates with names."""
    lines = [part.block.value for part in parts if len(part.block.value) <= LONGEST_LINE]
    printed = "\n".join(line for line in lines if _AMBIGUOUS.search(line))
    if (order := number_order(printed)) is not None:
        return order
    if by_url:
        for order in _ORDERS:
            if any(one.iso[:10] == by_url for one in find_dates(printed, book, order=order)):
                return order
    country = site_of(url).rpartition(".")[2] if url else ""
    for order, name in zip(_ORDERS, ("hosts_day_first", "hosts_month_first"), strict=True):
        if country in book.words("dates", name):
            return order
    rules = {one.rule for line in lines if _HAS_YEAR.search(line) for one in find_dates(line, book) if _is_full(one)}
    named = [order for order, rule in zip(_ORDERS, _NAMED, strict=True) if rule in rules]
    return named[0] if len(named) == 1 else "unknown"


def _places(parts: Sequence[Part]) -> _Places:
    body = [index for index, part in enumerate(parts) if part.label.kind in BODY_KINDS]
    first, last = (body[0], body[-1]) if body else (len(parts), len(parts))
    headlines = [index for index, part in enumerate(parts[:first]) if part.label.kind == "headline"]
    return _Places(headlines[-1] if headlines else first, first, last)


def _score_line(part: Part, index: int, places: _Places, dates: Sequence[PrintedDate]) -> float:
    """What speaks for the dates of a line: its label, its kind, its place, how much of it they are."""
    value = part.block.value
    share = sum(one.end - one.start for one in dates) / max(1, len(value))
    score = _KINDS.get(part.label.kind, _BODY if part.label.kind in BODY_KINDS else 0.0)
    score += _LABEL if part.label.rule.startswith("label/") else 0.0
    score += _SHARE * (share - 0.5) - (1.0 if ends_sentence(value) and share < 0.5 else 0.0)
    if places.headline <= index < places.first:
        return score + _AT_HEAD - _STEP * (index - places.headline)
    if index < places.headline:
        return score + _AT_ABOVE - _STEP * (places.headline - index)
    if index <= places.first + INSIDE:
        return score + _AT_INSIDE - _STEP * (index - places.first)
    if not places.last < index <= places.last + BELOW:
        return score + _NOWHERE
    # Below stand teasers with their dates too.
    return score + _AT_BELOW - _STEP_BELOW * (index - places.last) - (1.0 if share < 0.5 else 0.0)


def _score_date(part: Part, date: PrintedDate, by_url: str | None, book: RuleBook) -> float:
    value, timed = part.block.value, "T" in date.iso
    score = _ROLE if date.role == "published" else 0.0
    score += _TIME if timed else 0.0
    if part.label.kind == "caption":
        score += _CAPTION_TIMED if timed else _CAPTION
    if date.role is None:
        score += _IN_WORDS if not timed and date.end - date.start < _FEW * len(value) else 0.0
        score += _ELSEWHERE if _is_elsewhere(value[: date.start], book) else 0.0
    return score + (_URL if by_url and date.iso[:10] == by_url else 0.0)


def _is_elsewhere(before: str, book: RuleBook) -> bool:
    """Whether the words before a date say that it is another's: a broadcast's, a founder's birth."""
    folded = before.casefold()
    words = frozenset(_WORD.findall(folded))
    labels = book.words("dates", "elsewhere")
    return bool(words & labels) or any(one in folded for one in labels if " " in one or one[0] >= _UNSPACED)


def _role(part: Part, date: PrintedDate) -> str | None:
    if date.role is not None:
        return date.role
    return {"label/modified": "modified", "label/front-matter-modified": "modified"}.get(part.label.rule)


def _is_full(date: PrintedDate) -> bool:
    return not date.iso.startswith("--")


def _first_full(found: Sequence[_Found]) -> _Found | None:
    return next((one for one in found if _is_full(one.date)), None)


def _provenance(found: _Found, note: str | None) -> Provenance:
    start, end = found.part.block.passage.span(found.date.start, found.date.end)
    return Provenance(start, end, found.date.rule, found.part.label.confidence, note)
