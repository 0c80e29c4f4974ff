"""The headline: a short line before the body whose words the body takes up.

# *Bridge closed after flood*            Bridge closed after flood | The Harbour Courier
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from newsparse.blocks import Block
from newsparse.patterns import pattern
from newsparse.record import Record, record
from newsparse.segments.page import Page
from newsparse.segments.phrases import letters_of
from newsparse.segments.prose import ends_sentence
from newsparse.segments.region import Region, block_weight

SHORTEST, LONGEST = 3, 260
_TOKEN = pattern(r"[^\W\d_]{4,}")
_WIDE = pattern(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3\u0e00-\u0e7f]{2}")
_FORWARDED = pattern(r"(?:(?:re|fwd?|aw|wg|tr|rv|i|vs|sv|antw)\s?:\s?)+", re.IGNORECASE)
_SITE_SEPARATOR = pattern(r"\s+[|\u2013\u2014·-]\s+|\s*[ㅣ｜]\s*")
_ARROWS = (" / ", " > ", " » ", " › ")
_BREADCRUMB = pattern(r"^[^/>»›]{2,30} [/>»›] [^/>»›]{2,60} [/>»›] ")
# How much of the body is looked at for the headline's words.
_SAMPLE = 6_000
# What a line loses for each unexplained block between it and the first paragraph, and at most.
FAR, FARTHEST = 0.12, 2.5
_LEVELS = {1: 4.0, 2: 2.5, 3: 1.0}


@record
class HeadlineCandidate(Record):
    """A line that might be the headline."""

    block: int
    """Index of its block."""
    rule: str
    """What speaks for it most."""
    score: float
    """Higher is likelier; comparable within one text only."""


def propose_headlines(page: Page, region: Region, is_taken: Callable[[int], bool]) -> list[HeadlineCandidate]:
    """All lines that might be the headline, the likeliest first.

    It speaks for a line: a heading's mark, the lower its level the better; words that the body takes up;
    nearness to the first paragraph; being repeated (a page's title); being the first line. It speaks against
    it: a full stop, a link, a menu around it, prose before it.
    """
    words = _body_words(page, region)
    echoes = _echoes(page)
    total = sum(max(0.0, block_weight(page, i)) for i in range(region.first, region.last)) or 1.0
    lead = first_prose(page, region.first, region.last, is_taken)
    top = next((i for i in range(region.last) if not is_taken(i) and page.sure_furniture(i) is None), -1)
    opening = next((i for i in range(1, min(region.last, 40)) if _has_dateline(page, i)), None)
    open_until = [0]  # how many blocks before each index are visible and not explained yet
    for index in range(region.last):
        is_open = bool(page.blocks[index].passage.value) and not is_taken(index)
        open_until.append(open_until[-1] + is_open)
    found = []
    before = 0.0
    for index in range(region.last):
        if index in region and not is_taken(index):
            weight = max(0.0, block_weight(page, index))
        else:
            weight = 0.0
        if not is_taken(index) and index != opening and _can_be(page, index):
            between = open_until[lead] - open_until[index + 1] if index < lead else 0
            distance = min(FARTHEST, FAR * between)
            score = _score(page, index, words, echoes) - 12 * before / total - distance
            score += 1.5 if index == top else 0.0
            found.append(HeadlineCandidate(index, _rule(page.blocks[index]), score))
        before += weight
        if before > total / 2 or index == opening:
            break
    return sorted(found, key=lambda one: -one.score)


def title_span(value: str, start: int, end: int, names: Collection[str]) -> tuple[int, int]:
    """The headline inside a page's title or a mail's subject: without `Fwd:` and without the site's name.

    What stands behind the last bar or dash goes if it is one of the `names` that the text gives the site; behind a
    bar also if it is at most four words.

    >>> value = "Fwd: Flood in Rovigo | The Harbour Courier"
    >>> value[slice(*title_span(value, 0, len(value), ()))]
    'Flood in Rovigo'
    """
    forwarded = _FORWARDED.match(value, start, end)
    if forwarded is not None:
        start = forwarded.end()
    separators = list(_SITE_SEPARATOR.finditer(value, start, end))
    if separators:
        last = separators[-1]
        site = value[last.end() : end]
        known = letters_of(site)
        is_named = len(known) >= 3 and any(
            known in name or name in known for name in map(letters_of, names) if len(name) >= 3
        )
        is_short = last.group().strip() in "|ㅣ｜" and site.count(" ") <= 3
        if is_named or (is_short and last.start() - start >= SHORTEST):
            end = last.start()
    return start, end


def first_prose(page: Page, first: int, last: int, is_taken: Callable[[int], bool]) -> int:
    """The first block that reads like a paragraph and is nothing else; `last` where there is none."""
    for index in range(first, last):
        if not is_taken(index) and page.prose(index).is_prose and page.caption(index) is None:
            return index
    return last


def _has_dateline(page: Page, index: int) -> bool:
    dateline = page.dateline(index) if page.blocks[index].kind == "paragraph" else None
    return dateline is not None and dateline.confidence >= 0.6


def _can_be(page: Page, index: int) -> bool:
    block = page.blocks[index]
    value = block.passage.value
    if block.kind not in ("paragraph", "heading", "list", "blockquote") or not SHORTEST <= len(value) <= LONGEST:
        if value.isascii() or not (_WIDE.search(value) and len(value) >= 5 and block.kind in ("paragraph", "heading")):
            return False
    if page.sure_furniture(index) is not None or (value[-1:] == "." and page.prose(index).words > 22):
        return False
    byline = page.byline(index)
    return not (byline is not None and byline.confidence >= 0.85 and block.level != 1)


def _score(page: Page, index: int, words: frozenset[str], echoes: dict[str, int]) -> float:
    block, value = page.blocks[index], page.value(index)
    score = _LEVELS.get(block.level, 0.5) if block.kind == "heading" else 0.0
    score += 0.7 if block.emphasized and block.kind != "heading" else 0.0
    score += 3.0 * _shared(value, words)
    score -= 1.5 if ends_sentence(value) and value[-1:] == "." else 0.0
    score -= 2.5 if page.prose(index).is_prose and block.kind != "heading" and value[-1:] not in "?!" else 0.0
    score -= 2.0 if any(mark in value for mark in _ARROWS) and _BREADCRUMB.search(value) else 0.0
    score -= 1.2 if block.kind == "list" else 0.0
    score -= 1.0 if block.linked > 0.8 else 0.0
    score -= 1.0 if page.prose(index).length < 22 else 0.0
    score -= 1.0 if page.prose(index).length > 180 else 0.0
    score -= 1.5 if page.is_dated(index) else 0.0
    byline, caption = page.byline(index), page.caption(index)
    score -= 2.0 * byline.confidence if byline is not None else 0.0
    score -= 2.5 if caption is not None else 0.0
    score += 0.8 if echoes.get(_key(value), 0) > 1 else 0.0
    if index and page.blocks[index - 1].kind == "list" and block.kind == "list":
        score -= 1.0
    return score


def _rule(block: Block) -> str:
    if block.kind == "heading":
        return f"headline/heading-{block.level}"
    return "headline/emphasized-line" if block.emphasized else "headline/line"


def _body_words(page: Page, region: Region) -> frozenset[str]:
    sample: list[str] = []
    length = 0
    for index in range(region.first, region.last):
        if page.prose(index).is_prose and length < _SAMPLE:
            sample.append(page.value(index))
            length += len(sample[-1])
    return frozenset(_tokens(" ".join(sample)))


def _tokens(value: str) -> Iterator[str]:
    lowered = value.lower()
    yield from (word[:7] for word in _TOKEN.findall(lowered))  # the stem's beginning serves inflected languages
    if not value.isascii():
        yield from (lowered[i : i + 2] for i in range(len(lowered) - 1) if _WIDE.match(lowered, i))


def _shared(value: str, words: frozenset[str]) -> float:
    """Share of a line's words that the body takes up, shrunk for few words."""
    own = set(_tokens(value))
    return len(own & words) / (len(own) + 1.0)


def _echoes(page: Page) -> dict[str, int]:
    counts: dict[str, int] = {}
    for block in page.blocks:
        if 15 <= len(block.passage.value) <= LONGEST:
            key = _key(block.passage.value)
            counts[key] = counts.get(key, 0) + 1
    return counts


def _key(value: str) -> str:
    """A line as its echo in a page's title has it: without the site's name behind a bar."""
    return value.partition(" | ")[0].strip().lower()[:60]
