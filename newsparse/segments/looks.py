"""How each visible block looks, at a glance: length, how it begins and ends, links, capitals, known phrases.

This is asked for every line of a page's menus, so nothing here takes a pattern or a recogniser, and lines that look
alike share one look.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from newsparse.record import Record, record
from newsparse.segments.labelled import Labels
from newsparse.segments.page import Page
from newsparse.segments.scorer import Bundle
from newsparse.segments.wording import Glance

_LINKED: Final = (0.001, 0.3, 0.6, 0.95)
_INDENTS: Final = (1, 3, 8)
_LINES: Final = (2, 3, 5)
_MOST_BLANK: Final = 3
# From here on a line is mostly a link.
_LINK_STEP: Final = 3
# Looks are kept until so many are: a page has some fifty, a language's pages some thousands.
_REMEMBERED: Final = 8192


@record
class Look(Record):
    """A block at a glance."""

    names: Bundle
    """All features."""
    near: Bundle
    """Those that matter for the blocks beside it."""
    far: Bundle
    """Those that matter for the blocks two or three away."""
    words: int
    """Step of its number of words."""
    ends: str
    """How it ends, as a feature."""
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


def read_look(page: Page, index: int, certain: Labels) -> Look:
    """The look of a block; `certain` needs no look at its words."""
    block, settled = page.blocks[index], certain.get(index)
    linked, lines = block.linked, block.lines
    return _look(
        page.wording(index).glance,
        "paragraph" if page.is_quoted and block.kind == "blockquote" else block.kind,
        block.level,
        bisect_right(_LINKED, linked) if linked else 0,
        bisect_right(_INDENTS, block.indent),
        bisect_right(_LINES, lines) if lines > 1 else 0,
        min(_MOST_BLANK, block.blank_before),
        block.emphasized,
        settled and settled.kind,
        page.prose(index).is_prose,
    )


@lru_cache(maxsize=_REMEMBERED)
def _look(
    glance: Glance, kind: str, level: int, linked: int, indent: int, lines: int, blank: int, emphasized: bool,
    certain: str | None, prose: bool,
) -> Look:  # fmt: skip
    """The look that follows from the measures."""
    words, ends, phrase, is_end = glance.words, glance.ends, glance.phrase, glance.is_end
    begins, share, capitals = glance.begins, glance.share, glance.capitals
    own = certain is None and not glance.sure and linked < _LINK_STEP and kind != "picture"
    kind = kind if kind != "heading" else f"h{level}"
    quoted_end = ends + "”" if ends in ".?" and glance.closed else ends
    size = f"words {words} ends {quoted_end} link {linked}"
    names = [
        f"kind {kind}", f"words {words}", f"ends {quoted_end}", f"begins {begins}", f"link {linked}",
        f"known {share}", f"capitals {capitals}", f"digits {glance.digits}", f"phrase {phrase}", size,
        f"words {words} kind {kind}", f"words {words} known {share}", f"capitals {capitals} known {share}",
        f"indent {indent}", f"lines {lines}", f"blank {blank}",
    ]  # fmt: skip
    if emphasized:
        names.append("emphasized")
    if words <= 4:
        names.append(f"words {words} begins {begins} ends {ends}")
    if glance.sure:
        names.append("phrase sure")
    if is_end:
        names.append("ends article")
    if certain is not None:
        names.append(f"certain {certain}")
    if prose:
        names.append("prose")
    names += glance.marks
    if glance.quoted:
        names.append(f"quote words {min(words, 5)}")
    if words and glance.shouted:
        names.append("all capitals")
    near, far = _beside(kind, words, linked, phrase, size, prose, is_end)
    return Look(Bundle(names), near, far, words, f"ends {quoted_end}", linked >= _LINK_STEP, prose, own)


@lru_cache(maxsize=_REMEMBERED)
def _beside(
    kind: str, words: int, linked: int, phrase: str, size: str, prose: bool, is_end: bool
) -> tuple[Bundle, Bundle]:
    """What of a look matters for the blocks beside it, and for those two or three away."""
    far = [f"kind {kind}", f"words {words}", f"link {linked}", f"phrase {phrase}"]
    common = [name for name, holds in (("prose", prose), ("ends article", is_end)) if holds]
    return Bundle([*far, size, *common]), Bundle(far + common)
