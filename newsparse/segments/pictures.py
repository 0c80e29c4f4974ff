"""Pictures' words: alternative texts, lines that end in a credit, lines between a picture and its credit.

![A ferry]        A ferry leaves the harbour.        Photo: Jane Roe        A ferry leaves the harbour. (AP Photo)
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from newsparse.segments.candidate import Candidate
from newsparse.segments.caption import begins_in_capitals, names_positions, with_credit_behind
from newsparse.segments.credit import is_credit_label, propose_bracketed, propose_credit
from newsparse.segments.labelled import Labelled
from newsparse.segments.page import Page
from newsparse.segments.phrases import letters_of
from newsparse.segments.region import Region

# "By Jane Roe, Reuters" reads like a credit too.
BYLINE_SURE: Final = 0.85
# Lines that only their neighbours make captions: longer ones are paragraphs that a credit happens to follow.
LONGEST_UNMARKED: Final = 340
LONGEST_BELOW_PICTURE: Final = 600
MOST_SENTENCES: Final = 3
# So many letters have two lines in common that say the same of one picture: shorter ones are menus' names.
SHORTEST_REPEATED: Final = 20
# A line that begins with so many letters of its neighbour says the same and more.
LONG_REPEATED: Final = 40
# "Former-Prime-Minister-qzsoxs" is a file's name, with a few letters of its own.
_FILE_LETTERS: Final = 12
# Below a picture and its credit, a line that ends without a mark: 51 of 57 were captions, none a paragraph.
_MOST_WORDS_BELOW_CREDIT: Final = 25
_EXTERNAL: Final = ("http://", "https://", "www.")
_KINDS: Final = ("paragraph", "list", "blockquote", "heading")
_OPEN_KINDS: Final = (*_KINDS, "picture")
# Two lines that share most of their words have so many different ones each.
_FEWEST_SHARED: Final = 8
_CUT_OFF: Final = ("…", "...")


def find_captions(page: Page, stretch: Region, taken: dict[int, Labelled]) -> dict[int, Labelled]:
    """Pictures' own words, credits, lines that end in a credit, and lines that their neighbours make captions."""
    found: dict[int, Labelled] = {}
    headline = next((letters_of(page.value(index)) for index, one in taken.items() if one.kind == "headline"), "")
    # 1. what says by its own words what it is
    for index in range(stretch.first, stretch.last):
        label = _by_its_words(page, index, headline) if _may_credit(page, index, taken) else None
        if label is not None:
            found[index] = label
    # 2. what stands between a picture and its credit, or twice
    for index in range(stretch.first, stretch.last):
        if index not in found and _is_open(page, index, taken):
            label = _by_its_neighbours(page, index, headline)
            if label is not None:
                found[index] = label
                found |= _credit_line(page, index, taken) if label.kind == "caption" else {}
    # 3. texts for the blind where the caption is printed too
    for index in [one for one in found if page.blocks[one].kind == "picture"]:
        behind = neighbour(page, index, 1)
        if behind in found and found[behind].kind == "caption" and page.blocks[behind].kind != "picture":
            found[index] = Labelled("placeholder", "placeholder/alternative-text", 0.8)
    return found


def neighbour(page: Page, index: int, step: int) -> int:
    """The nearest block with words before (-1) or behind (1); -1 where there is none."""
    blocks = page.blocks
    index += step
    while 0 <= index < len(blocks):
        if blocks[index].kind not in ("rule", "markup"):
            return index
        index += step
    return -1


def is_below_picture(page: Page, index: int) -> bool:
    """Whether the block before is a picture or what stands for one."""
    before = neighbour(page, index, -1)
    if before < 0:
        return False
    return page.blocks[before].kind == "picture" or page.values[before] == "[]" or page.placeholder(before) is not None


def credit_below(page: Page, index: int) -> tuple[int, Candidate] | None:
    """The credit on the line below and its block; a label alone (`Photo:`) may stand between."""
    behind = neighbour(page, index, 1)
    if behind < 0 or page.blocks[behind].kind == "picture" or not (value := page.values[behind]):
        return None
    credit = page.credit(behind)
    if credit is not None:
        return behind, credit
    if value[0] in "(（":
        bracketed = propose_bracketed(value)
        return (behind, bracketed) if bracketed is not None else None
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


def is_below_credited_picture(page: Page, index: int) -> bool:
    """Whether a picture and its credit stand above."""
    before = neighbour(page, index, -1)
    credit = page.credit(before) if before >= 0 else None
    return credit is not None and credit.confidence >= 0.6 and is_below_picture(page, before)


def repeated_at(page: Page, index: int) -> int:
    """-1 or 1 where the line before or behind says the same, as a text for the blind beside the caption; else 0.

    One of the two may be cut off (`A ferry leaves …`) or lack the credit; a counter (`2`) may stand between.
    """
    value = page.values[index]
    if len(value) < SHORTEST_REPEATED:
        return 0
    for step in (-1, 1):
        other = neighbour(page, index, step)
        if other >= 0 and page.values[other].isdigit():
            other = neighbour(page, other, step)
        if other >= 0 and len(page.values[other]) >= SHORTEST_REPEATED and _say_the_same(value, page.values[other]):
            return step
    return 0


def _say_the_same(one: str, other: str) -> bool:
    """Whether two lines that are long enough say the same."""
    if one[:2] != other[:2] and one[:2].casefold() != other[:2].casefold():
        return _share_words(one, other)
    shorter, longer = sorted((letters_of(one), letters_of(other)), key=len)
    if len(shorter) < SHORTEST_REPEATED or not longer.startswith(shorter):
        return _share_words(one, other)
    if len(longer) - len(shorter) <= 3 or len(shorter) >= LONG_REPEATED:
        return True
    if one.rstrip().endswith(_CUT_OFF) or other.rstrip().endswith(_CUT_OFF):
        return True
    is_file = " " not in one or " " not in other
    return is_file and len(longer) - len(shorter) <= _FILE_LETTERS


def _share_words(one: str, other: str) -> bool:
    """Whether two short sentences have four of five words in common: the caption, and who wrote it anew."""
    if len(one) > LONGEST_UNMARKED or len(other) > LONGEST_UNMARKED:
        return False
    if not (words := _different_words(one)) or not (others := _different_words(other)):
        return False
    smaller, larger = sorted((len(words), len(others)))
    return smaller >= _FEWEST_SHARED and larger <= 2 * smaller and 5 * len(words & others) >= 4 * smaller


# Each line is compared with the one before and the one behind, and these with it.
@lru_cache(maxsize=8)
def _different_words(value: str) -> frozenset[str]:
    """The words of a line, case folded; none where they are too few to be compared."""
    words = value.split()
    return frozenset(value.casefold().split()) if len(words) >= _FEWEST_SHARED else frozenset()


def _is_open(page: Page, index: int, taken: dict[int, Labelled]) -> bool:
    return index not in taken and page.blocks[index].kind in _OPEN_KINDS


def _may_credit(page: Page, index: int, taken: dict[int, Labelled]) -> bool:
    """Whether a line's own words may make it a caption; a copyright behind a sentence is no page's foot.

    `A ferry leaves the harbour Jane Roe/Copyright 2024 The Agency. All rights reserved.`
    """
    if _is_open(page, index, taken):
        return True
    label = taken.get(index)
    if label is None or not label.rule.startswith("publisher/") or page.blocks[index].kind not in _KINDS:
        return False
    caption = page.caption(index)
    return caption is not None and caption.confidence >= 0.6 and "/" in page.value(index)


def _by_its_words(page: Page, index: int, headline: str) -> Labelled | None:
    block = page.blocks[index]
    if block.kind == "picture":
        return _picture(page, index, headline)
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
    if block.kind == "picture" or block.linked > 0.6 or len(value) < 2:
        return None
    below = is_below_picture(page, index)
    if not is_brief(value, LONGEST_BELOW_PICTURE if below else LONGEST_UNMARKED):
        return None
    if below and block.emphasized and len(value) >= SHORTEST_REPEATED:
        return _caption(page, index, "caption/emphasized-below-picture", 0.85)
    credited = credit_below(page, index)
    strength = credited[1].confidence if credited is not None else 0.0
    if block.kind == "heading" and not (below and strength >= 0.7):
        return None
    may_repeat = len(value) >= SHORTEST_REPEATED and page.letters(index) != headline
    if strength >= 0.5 and (below or (may_repeat and repeated_at(page, index))):
        return _caption(page, index, "caption/above-credit", 0.9)
    if names_positions(value, page.book):
        return _caption(page, index, "caption/positions", 0.85)
    label = _unless_head_line(page, index, strength, may_repeat=may_repeat)
    # Asked last: reading a line as an author's and for its dates takes most of a page's time here.
    return None if label is None or _is_head_line(page, index) else label


def _unless_head_line(page: Page, index: int, strength: float, *, may_repeat: bool) -> Labelled | None:
    """What a line is that stands above a credit, twice, or in capitals, unless it belongs to an article's head."""
    value = page.value(index)
    if strength >= 0.8 and len(value) >= SHORTEST_REPEATED:
        return _caption(page, index, "caption/above-credit", 0.75)
    if may_repeat and page.prose(index).words >= 4 and not value[0].isdigit():
        repeats = repeated_at(page, index)
        if repeats:
            return _repeated(page, index, repeats)
    if begins_in_capitals(value, page.book):
        return _caption(page, index, "caption/capitals", 0.8 if is_below_picture(page, index) else 0.65)
    if is_below_credited_picture(page, index) and _may_name(page, index):
        return _caption(page, index, "caption/below-credit", 0.65)
    return None


def _may_name(page: Page, index: int) -> bool:
    """Whether a line below a credit may say what the picture shows: a few words without a mark at their end.

    Before a paragraph, a few words are the heading of a chapter.
    """
    prose, behind = page.prose(index), neighbour(page, index, 1)
    if prose.ends or prose.words > _MOST_WORDS_BELOW_CREDIT:
        return False
    return prose.words >= (8 if behind >= 0 and page.prose(behind).is_prose else 2)


def _repeated(page: Page, index: int, step: int) -> Labelled:
    """Of two lines that say the same, the first is the picture's text for the blind; what the second adds may be
    its credit."""
    if step > 0:
        return Labelled("placeholder", "placeholder/alternative-text", 0.7)
    value, before = page.value(index), page.value(neighbour(page, index, step)).strip()
    label = _caption(page, index, "caption/repeated", 0.8)
    if value.startswith(before) and (label.candidate is None or not label.candidate.all("credit")):
        candidate = with_credit_behind(value, len(before), page.book)
        return label._replace(candidate=candidate) if candidate is not None else label
    return label


def _is_head_line(page: Page, index: int) -> bool:
    """Whether a line has a place of its own at an article's head: a date, an author, a button."""
    return page.sure_furniture(index) is not None or page.is_dated(index) or _is_byline(page, index)


def is_brief(value: str, longest: int = LONGEST_UNMARKED) -> bool:
    """Whether a line is short enough for a caption that says nothing of a picture."""
    if not 0 < len(value) <= longest:
        return False
    sentences = value.count(". ") + value.count("! ") + value.count("? ")
    if not value.isascii():
        sentences += value.count("。")
    return sentences < MOST_SENTENCES


def _credit_line(page: Page, index: int, taken: dict[int, Labelled]) -> dict[int, Labelled]:
    """The credit below a caption, where it was not found by its own words alone."""
    below = credit_below(page, index)
    if below is None or (below[0] in taken and taken[below[0]].rule != "label/publisher"):
        return {}
    found = {below[0]: Labelled("credit", below[1].rule, below[1].confidence, candidate=below[1])}
    between = neighbour(page, index, 1)
    if between != below[0]:
        found[between] = Labelled("placeholder", "placeholder/credit-label", 0.9)
    return found


def _picture(page: Page, index: int, headline: str) -> Labelled:
    """A picture's alternative text is a caption where it reads like one; else it stands for the picture.

    One that a linked line follows belongs to a teaser; one that a credit follows is no caption either: of 48, none;
    nor is one that repeats the headline.
    """
    prose, behind = page.prose(index), neighbour(page, index, 1)
    if prose.words < 4 or prose.length < SHORTEST_REPEATED or page.value(index).startswith(_EXTERNAL):
        return Labelled("placeholder", "placeholder/alternative-text", 0.8)
    caption = page.caption(index, marked=True)
    if caption is not None and caption.all("credit"):
        return Labelled("caption", caption.rule, caption.confidence, candidate=caption)
    if behind >= 0 and (page.blocks[behind].linked > 0.5 or page.credit(behind) is not None):
        return Labelled("placeholder", "placeholder/alternative-text", 0.7)
    if caption is None or _is_head_line(page, index) or letters_of(page.value(index)) == headline:
        return Labelled("placeholder", "placeholder/alternative-text", 0.6)
    # Of 36 shorter ones, one was a caption; of 80 longer ones, 26.
    if prose.words < 6 and not prose.ends:
        return Labelled("placeholder", "placeholder/alternative-text", 0.7)
    return Labelled("caption", "caption/alternative-text", 0.5, candidate=caption)


def _caption(page: Page, index: int, rule: str, confidence: float) -> Labelled:
    candidate = page.caption(index, marked=True)
    with_credit = candidate is not None and bool(candidate.all("credit"))
    return Labelled("caption", candidate.rule if candidate and with_credit else rule, confidence, candidate=candidate)
