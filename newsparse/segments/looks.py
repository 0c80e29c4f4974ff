"""How each visible block looks, at a glance: length, how it begins and ends, links, capitals, known phrases.

This is asked for every line of a page's menus, so nothing here takes a pattern or a recogniser but furniture's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from newsparse.record import Record, record
from newsparse.segments.labelled import Labels
from newsparse.segments.page import FURNITURE_SURE, Page
from newsparse.segments.scorer import Names

_CLOSING: Final = "\"'”“’»«›‹)]}」』 \N{NO-BREAK SPACE}"
_ENDS: Final = {
    **dict.fromkeys(".。।", "."), **dict.fromkeys("!?！？؟", "?"), **dict.fromkeys(":：", ":"),
    **dict.fromkeys(",;،、", ","), "…": "…",
}  # fmt: skip
_QUOTES: Final = frozenset("\"'“„«»‚‘「『”")
_OPENING_QUOTES: Final = ('"', "“", "„", "«", "「", "»", "”")
# Steps of the measures; a measure's name says on which step it is.
_WORDS: Final = (1, 2, 3, 5, 8, 13, 21, 35, 60, 100)
_SHARES: Final = (0.001, 0.1, 0.2, 0.3, 0.4)
_CAPITALS: Final = (0.1, 0.2, 0.35, 0.6, 0.99)
_LINKED: Final = (0.001, 0.3, 0.6, 0.95)
_DIGITS: Final = (0.001, 0.1, 0.3)
_INDENTS: Final = (1, 3, 8)
_LINES: Final = (2, 3, 5)
# So many letters tell how a block is written.
_SAMPLE: Final = 240
# From here on a line is mostly a link.
_LINK_STEP: Final = 3


@record
class Look(Record):
    """A block at a glance."""

    names: Names
    """All features."""
    near: Names
    """Those that matter for the blocks beside it."""
    far: Names
    """Those that matter for the blocks two or three away."""
    words: int
    """Step of its number of words."""
    linked: bool
    """Whether it is mostly a link."""
    prose: bool
    """Whether it reads like a paragraph."""
    own: bool
    """Whether it may hold words of the article's head: no furniture, no link, nothing that is certain."""


def step(value: float, steps: Sequence[float]) -> int:
    """On which step a measure is: how many of the ascending `steps` it reaches.

    >>> step(7, (1, 5, 10))
    2
    """
    return bisect_right(steps, value)


def read_look(page: Page, index: int, certain: Labels, known: frozenset[str]) -> Look:
    """The look of a block; `known` are the language's function words, `certain` what needs no look."""
    block, prose = page.blocks[index], page.prose(index)
    value = block.passage.value
    kind = block.kind if block.kind != "heading" else f"h{block.level}"
    words = step(prose.words, _WORDS)
    bare = value.rstrip(_CLOSING)
    last, initial = bare[-1:], value[:1]
    ends = _ENDS.get(last) or ("9" if last.isdigit() else "a" if last.isalpha() else "-")
    quoted_end = ends + "”" if ends in ".?" and len(bare) < len(value) else ends
    begins = (
        "A" if initial.isupper() else "a" if initial.islower() else "9" if initial.isdigit()
        else "“" if initial in _QUOTES else "x" if initial.isalpha() else "-"
    )  # fmt: skip
    linked = step(block.linked, _LINKED)
    sample = value[:_SAMPLE]
    share, capitals = _writing(sample, known)
    digits = step(sum(map(sample.count, "0123456789")) / max(1, len(sample)), _DIGITS)
    furniture = page.furniture(index)
    phrase = "-" if furniture is None else furniture.rule.partition("/")[2]
    sure = furniture is not None and furniture.confidence >= FURNITURE_SURE
    settled = certain.get(index)
    is_end = page.ends_article(index)
    size = f"words {words} ends {quoted_end} link {linked}"
    names = [
        f"kind {kind}", f"words {words}", f"ends {quoted_end}", f"begins {begins}", f"link {linked}",
        f"known {share}", f"capitals {capitals}", f"digits {digits}", f"phrase {phrase}", size,
        f"words {words} kind {kind}", f"words {words} known {share}", f"capitals {capitals} known {share}",
        f"indent {step(block.indent, _INDENTS)}", f"lines {step(block.lines, _LINES)}",
        f"blank {min(3, block.blank_before)}",
    ]  # fmt: skip
    if block.emphasized:
        names.append("emphasized")
    if words <= 4:
        names.append(f"words {words} begins {begins} ends {ends}")
    if sure:
        names.append("phrase sure")
    if is_end:
        names.append("ends article")
    if settled is not None:
        names.append(f"certain {settled.kind}")
    if prose.is_prose:
        names.append("prose")
    _add_marks(names, value, words)
    near = [f"kind {kind}", f"words {words}", f"link {linked}", f"phrase {phrase}", size]
    common = [name for name, holds in (("prose", prose.is_prose), ("ends article", is_end)) if holds]
    is_linked = linked >= _LINK_STEP
    own = settled is None and not sure and not is_linked and block.kind != "picture"
    return Look(tuple(names), (*near, *common), (*near[:4], *common), words, is_linked, prose.is_prose, own)


def _add_marks(names: list[str], value: str, words: int) -> None:
    """Marks that say something wherever they stand."""
    if "|" in value or " · " in value:
        names.append("bar")
    if "©" in value:
        names.append("copyright")
    if "@" in value:
        names.append("at sign")
    if "http" in value or "www." in value:
        names.append("address")
    for mark in _OPENING_QUOTES:
        if mark in value:
            names.append(f"quote words {min(words, 5)}")
            break
    if words and value.isupper():
        names.append("all capitals")


def _writing(sample: str, known: frozenset[str]) -> tuple[str, str]:
    """Shares of function words and of capitalised words; `-` where they say nothing."""
    words = sample.split()
    if len(words) < 3:
        return "-", "-"
    capitals = sum([word[0].isupper() for word in words])
    if not capitals and sample.upper() == sample:
        return "-", "-"  # a script without capitals
    share = str(step(sum(map(known.__contains__, sample.lower().split())) / len(words), _SHARES)) if known else "x"
    return share, str(step(capitals / len(words), _CAPITALS))
