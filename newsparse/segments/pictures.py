"""Pictures' words: alternative texts, lines that end in a credit, lines between a picture and its credit.

![A ferry]        A ferry leaves the harbour.        Photo: Jane Roe        A ferry leaves the harbour. (AP Photo)
"""

from __future__ import annotations

from typing import Final

from newsparse.segments.candidate import Candidate
from newsparse.segments.caption import names_positions
from newsparse.segments.credit import is_credit_label, propose_credit
from newsparse.segments.labelled import Labelled
from newsparse.segments.page import Page
from newsparse.segments.phrases import letters_of
from newsparse.segments.prose import ends_sentence
from newsparse.segments.region import Region

# "By Jane Roe, Reuters" reads like a credit too.
BYLINE_SURE: Final = 0.85
# Lines that only their neighbours make captions: longer ones are paragraphs that a credit happens to follow.
LONGEST_UNMARKED: Final = 340
MOST_SENTENCES: Final = 3
# So many letters have two lines in common that say the same of one picture: shorter ones are menus' names.
SHORTEST_REPEATED: Final = 20
_EXTERNAL: Final = ("http://", "https://", "www.")
_KINDS: Final = ("paragraph", "list", "blockquote", "heading")
_CUT_OFF: Final = ("…", "...")
_SENTENCE_MARKS: Final = (". ", "! ", "? ", "。")


def find_captions(page: Page, stretch: Region, taken: dict[int, Labelled]) -> dict[int, Labelled]:
    """Pictures' own words, credits, lines that end in a credit, and lines that their neighbours make captions."""
    found: dict[int, Labelled] = {}
    # 1. what says by its own words what it is
    for index in range(stretch.first, stretch.last):
        label = _by_its_words(page, index) if _is_open(page, index, taken) else None
        if label is not None:
            found[index] = label
    # 2. what stands between a picture and its credit, or twice
    headline = next((letters_of(page.value(index)) for index, one in taken.items() if one.kind == "headline"), "")
    for index in range(stretch.first, stretch.last):
        if index not in found and _is_open(page, index, taken):
            label = _by_its_neighbours(page, index, headline)
            if label is not None:
                found[index] = label
                found |= _credit_line(page, index, taken)
    # 3. texts for the blind where the caption is printed too
    for index in [one for one in found if page.blocks[one].kind == "picture"]:
        behind = neighbour(page, index, 1)
        if behind in found and found[behind].kind == "caption" and page.blocks[behind].kind != "picture":
            found[index] = Labelled("placeholder", "placeholder/alternative-text", 0.8)
    return found


def neighbour(page: Page, index: int, step: int) -> int:
    """The nearest block with words before (-1) or behind (1); -1 where there is none."""
    index += step
    while 0 <= index < len(page.blocks):
        if page.blocks[index].kind not in ("rule", "markup"):
            return index
        index += step
    return -1


def is_below_picture(page: Page, index: int) -> bool:
    """Whether the block before is a picture or what stands for one."""
    before = neighbour(page, index, -1)
    return before >= 0 and (page.blocks[before].kind == "picture" or page.placeholder(before) is not None)


def credit_below(page: Page, index: int) -> tuple[int, Candidate] | None:
    """The credit on the line below and its block; a label alone (`Photo:`) may stand between."""
    behind = neighbour(page, index, 1)
    if behind < 0 or page.blocks[behind].kind == "picture":
        return None
    credit = page.credit(behind)
    if credit is not None:
        return behind, credit
    value = page.value(behind)
    if not is_credit_label(value, page.book):
        return None
    name = neighbour(page, behind, 1)
    if name < 0 or page.blocks[name].kind == "picture":
        return None
    joined = propose_credit(f"{value} {page.value(name)}", page.book)
    if joined is None:
        return None
    shift = len(value) + 1
    parts = tuple(one._replace(start=one.start - shift, end=one.end - shift) for one in joined.parts)
    if any(one.start < 0 for one in parts):
        return None
    return name, joined._replace(end=len(page.value(name)), parts=parts)


def is_repeated(page: Page, index: int) -> bool:
    """Whether the line before or behind says the same: a text for the blind beside the caption.

    One of the two may be cut off (`A ferry leaves …`) or lack the credit; a counter (`2`) may stand between.
    """
    for step in (-1, 1):
        other = neighbour(page, index, step)
        if other >= 0 and page.value(other).isdigit():
            other = neighbour(page, other, step)
        if other >= 0 and _say_the_same(page.value(index), page.value(other)):
            return True
    return False


def _say_the_same(one: str, other: str) -> bool:
    if one[:3].casefold() != other[:3].casefold() or min(len(one), len(other)) < SHORTEST_REPEATED:
        return False
    shorter, longer = sorted((letters_of(one), letters_of(other)), key=len)
    if len(shorter) < SHORTEST_REPEATED or not longer.startswith(shorter):
        return False
    cut_off = one.rstrip().endswith(_CUT_OFF) or other.rstrip().endswith(_CUT_OFF)
    return cut_off or len(longer) - len(shorter) <= 3


def _is_open(page: Page, index: int, taken: dict[int, Labelled]) -> bool:
    return index not in taken and page.blocks[index].kind in (*_KINDS, "picture")


def _by_its_words(page: Page, index: int) -> Labelled | None:
    block = page.blocks[index]
    if block.kind == "picture":
        return _picture(page, index)
    if block.level == 1 and block.kind == "heading":
        return None
    credit = page.credit(index)
    if credit is not None and credit.confidence >= 0.5:
        if (credit.confidence >= 0.7 or is_below_picture(page, index)) and not _is_byline(page, index):
            return Labelled("credit", credit.rule, credit.confidence, candidate=credit)
        return None
    caption = page.caption(index)
    if caption is not None and caption.confidence >= (0.4 if is_below_picture(page, index) else 0.6):
        if not _is_byline(page, index):
            return Labelled("caption", caption.rule, caption.confidence, candidate=caption)
    return None


def _is_byline(page: Page, index: int) -> bool:
    byline = page.byline(index)
    return byline is not None and byline.confidence >= BYLINE_SURE and bool(byline.all("author"))


def _by_its_neighbours(page: Page, index: int, headline: str) -> Labelled | None:
    """A line that neighbours make a caption: a picture above, a credit below, the same words beside it."""
    block, value = page.blocks[index], page.value(index)
    if block.kind == "picture" or block.linked > 0.6 or not is_brief(value):
        return None
    below = is_below_picture(page, index)
    if below and block.emphasized and len(value) >= SHORTEST_REPEATED:
        return _caption(page, index, "caption/emphasized-below-picture", 0.85)
    credited = credit_below(page, index)
    strength = credited[1].confidence if credited is not None else 0.0
    if block.kind == "heading" and not (below and strength >= 0.7):
        return None
    repeated = is_repeated(page, index) and letters_of(value) != headline
    if strength >= 0.5 and (below or repeated):
        return _caption(page, index, "caption/above-credit", 0.9)
    if strength >= 0.8 and len(value) >= SHORTEST_REPEATED and not _is_head_line(page, index):
        return _caption(page, index, "caption/above-credit", 0.75)
    if repeated and page.prose(index).words >= 4 and page.sure_furniture(index) is None:
        return _caption(page, index, "caption/repeated", 0.8)
    if names_positions(value, page.book) and not ends_sentence(value):
        return _caption(page, index, "caption/positions", 0.75 if below else 0.65)
    return None


def _is_head_line(page: Page, index: int) -> bool:
    """Whether a line has a place of its own at an article's head: a date, an author, a button."""
    return page.sure_furniture(index) is not None or page.is_dated(index) or _is_byline(page, index)


def is_brief(value: str) -> bool:
    """Whether a line is short enough for a caption that says nothing of a picture."""
    return 0 < len(value) <= LONGEST_UNMARKED and sum(map(value.count, _SENTENCE_MARKS)) < MOST_SENTENCES


def _credit_line(page: Page, index: int, taken: dict[int, Labelled]) -> dict[int, Labelled]:
    """The credit below a caption, where it was not found by its own words alone."""
    below = credit_below(page, index)
    if below is None or (below[0] in taken and taken[below[0]].rule != "label/publisher"):
        return {}
    return {below[0]: Labelled("credit", below[1].rule, below[1].confidence, candidate=below[1])}


def _picture(page: Page, index: int) -> Labelled:
    """A picture's alternative text is a caption where it reads like one; else it stands for the picture.

    One that the linked line behind it repeats belongs to a teaser.
    """
    prose, behind = page.prose(index), neighbour(page, index, 1)
    is_teaser = behind >= 0 and page.blocks[behind].linked > 0.5
    caption = page.caption(index, marked=True)
    if prose.words >= 4 and prose.length >= SHORTEST_REPEATED and caption is not None and not is_teaser:
        if not page.value(index).startswith(_EXTERNAL):
            return Labelled("caption", "caption/alternative-text", 0.6, candidate=caption)
    return Labelled("placeholder", "placeholder/alternative-text", 0.8)


def _caption(page: Page, index: int, rule: str, confidence: float) -> Labelled:
    candidate = page.caption(index, marked=True)
    with_credit = candidate is not None and bool(candidate.all("credit"))
    return Labelled("caption", candidate.rule if candidate and with_credit else rule, confidence, candidate=candidate)
