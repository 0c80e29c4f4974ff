"""How each visible block looks, at a glance: length, how it begins and ends, links, capitals, known phrases.

This is asked for every line of a page's menus, so nothing here takes a pattern or a recogniser but furniture's, and
lines that look alike share one look.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Final

from newsparse.record import Record, record
from newsparse.segments.labelled import Labels
from newsparse.segments.page import FURNITURE_SURE, Page
from newsparse.segments.scorer import Bundle

_CLOSING: Final = "\"'”“’»«›‹)]}」』 \N{NO-BREAK SPACE}"
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
_LINKED: Final = (0.001, 0.3, 0.6, 0.95)
_DIGITS: Final = (0.001, 0.1, 0.3)
_INDENTS: Final = (1, 3, 8)
_LINES: Final = (2, 3, 5)
_MOST_BLANK: Final = 3
# So many letters tell how a block is written.
_SAMPLE: Final = 240
_FEWEST_WORDS: Final = 3
# From here on a line is mostly a link.
_LINK_STEP: Final = 3
# Looks are kept until so many are: a page has some fifty, a language's pages some thousands.
_REMEMBERED: Final = 8192
_ASCII_DIGITS: Final = b"0123456789"
_first = itemgetter(0)


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


def read_look(page: Page, index: int, certain: Labels, known: frozenset[str]) -> Look:
    """The look of a block; `known` are the language's function words, `certain` what needs no look."""
    block, prose, furniture = page.blocks[index], page.prose(index), page.furniture(index)
    value = page.value(index)
    settled = certain.get(index)
    bare = value.rstrip(_CLOSING)
    last, initial = bare[-1:], value[:1]
    sample = value[:_SAMPLE]
    share, capitals = _writing(sample, known, page.usual_capitals)
    return _look(
        "paragraph" if page.is_quoted and block.kind == "blockquote" else block.kind,
        block.level,
        bisect_right(_WORDS, prose.words),
        _ENDS.get(last) or ("9" if last.isdigit() else "a" if last.isalpha() else "-"),
        len(bare) < len(value),
        "A" if initial.isupper() else "a" if initial.islower() else "9" if initial.isdigit()
        else "“" if initial in _QUOTES else "x" if initial.isalpha() else "-",
        bisect_right(_LINKED, block.linked),
        share,
        capitals,
        _digits(sample),
        furniture and furniture.rule,
        furniture is not None and furniture.confidence >= FURNITURE_SURE,
        bisect_right(_INDENTS, block.indent),
        bisect_right(_LINES, block.lines),
        min(_MOST_BLANK, block.blank_before),
        block.emphasized,
        page.ends_article(index),
        settled and settled.kind,
        prose.is_prose,
        *_marks(value),
    )  # fmt: skip


@lru_cache(maxsize=_REMEMBERED)
def _look(
    kind: str, level: int, words: int, ends: str, closed: bool, begins: str, linked: int, share: str, capitals: str,
    digits: int, rule: str | None, sure: bool, indent: int, lines: int, blank: int, emphasized: bool, is_end: bool,
    certain: str | None, prose: bool, marks: tuple[str, ...], quoted: bool, shouted: bool,
) -> Look:  # fmt: skip
    """The look that follows from the measures."""
    phrase = "-" if rule is None else rule.partition("/")[2]
    own = certain is None and not sure and linked < _LINK_STEP and kind != "picture"
    kind = kind if kind != "heading" else f"h{level}"
    quoted_end = ends + "”" if ends in ".?" and closed else ends
    size = f"words {words} ends {quoted_end} link {linked}"
    names = [
        f"kind {kind}", f"words {words}", f"ends {quoted_end}", f"begins {begins}", f"link {linked}",
        f"known {share}", f"capitals {capitals}", f"digits {digits}", f"phrase {phrase}", size,
        f"words {words} kind {kind}", f"words {words} known {share}", f"capitals {capitals} known {share}",
        f"indent {indent}", f"lines {lines}", f"blank {blank}",
    ]  # fmt: skip
    if emphasized:
        names.append("emphasized")
    if words <= 4:
        names.append(f"words {words} begins {begins} ends {ends}")
    if sure:
        names.append("phrase sure")
    if is_end:
        names.append("ends article")
    if certain is not None:
        names.append(f"certain {certain}")
    if prose:
        names.append("prose")
    names += marks
    if quoted:
        names.append(f"quote words {min(words, 5)}")
    if words and shouted:
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


def _marks(value: str) -> tuple[tuple[str, ...], bool, bool]:
    """Marks that say something wherever they stand, whether one is a quotation mark, whether all are capitals."""
    marks: tuple[str, ...] = ()
    if "|" in value or " · " in value:
        marks += ("bar",)
    if "©" in value:
        marks += ("copyright",)
    if "@" in value:
        marks += ("at sign",)
    if "http" in value or "www." in value:
        marks += ("address",)
    quoted = '"' in value or (not value.isascii() and any(mark in value for mark in _OPENING_QUOTES))
    return marks, quoted, value.isupper()


def _digits(sample: str) -> int:
    encoded = sample.encode("utf-8", "surrogatepass")
    count = len(encoded) - len(encoded.translate(None, _ASCII_DIGITS))
    return bisect_right(_DIGITS, count / max(1, len(sample))) if count else 0


def _writing(sample: str, known: frozenset[str], usual: float) -> tuple[str, str]:
    """Shares of function words and of capitals beyond what the language has; `-` where they say nothing."""
    words = sample.split()
    count = len(words)
    if count < _FEWEST_WORDS:
        return "-", "-"
    capitals = sum(map(str.isupper, map(_first, words)))
    if not capitals and sample.upper() == sample:
        return "-", "-"  # a script without capitals
    if not known:
        return "x", str(bisect_right(_CAPITALS, capitals / count - usual))
    share = sum(map(known.__contains__, sample.lower().split())) / count
    return str(bisect_right(_SHARES, share)), str(bisect_right(_CAPITALS, capitals / count - usual))
