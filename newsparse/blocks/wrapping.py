"""Whether and where a text's lines were broken to a width, so that broken paragraphs can be joined again.

A line break was made by a program if the next line's first word would not have fitted any more. The width is
the text's own: 72 in mails and pandoc, 80 in w3m and lynx, 66 on old wires.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from newsparse.blocks.lines import Line
from newsparse.patterns import pattern
from newsparse.record import Record, record

# No program that we know of wraps wider; longer lines were not wrapped (addresses excepted).
WIDEST = 130
# No paragraph was broken to less.
NARROWEST = 30
# Share of wrapped breaks, weighted by length, from which a text counts as wrapped: wrapped ones of all
# converters tried lie above 0.8, one-line paragraphs below 0.3.
WRAPPED_FROM = 0.6
# Three columns are allowed for: wrappers count marks, wide characters and closing blanks differently.
TOLERANCE = 3
# Longer lines than this many times the width were not wrapped to it, if they have a blank.
OVERLONG = 1.15
# Wrapped lines end at most so far before the width; a longer first word of the next line is rare.
RAGGED = 8
# So many consecutive lines that all were broken where they had to be are a wrapped paragraph by themselves.
FEWEST_LINES = 3
_WIDE_RANGES = r"\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60"
_WIDE = pattern(f"[{_WIDE_RANGES}]")
# Scripts that are broken between any two characters; Korean is broken at its blanks.
_BROKEN_ANYWHERE = pattern(r"[\u0e00-\u0e7f\u2e80-\u303e\u3041-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]")
# Written above or below other letters, they take no column of their own.
_STACKED_RANGES = r"\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_STACKED = pattern(f"[{_STACKED_RANGES}]")
# All of these in one search, which most texts need.
_UNUSUAL = pattern(f"[{_WIDE_RANGES}{_STACKED_RANGES}]")
# What ends a sentence, or leads over to something else on the next line.
_CLOSED = frozenset('.!?…:;。！？」』”“»")]*>')


# What ends a paragraph.
ENDS = frozenset('.!?…。！？»”“"')


@record
class Wrapping(Record):
    """How a text's lines were broken."""

    width: int
    """The widest line that wrapping made, or 0 where lines are whole paragraphs."""
    indented: bool = False
    """Whether a paragraph begins with an indented line, as on old wires."""
    characters: bool = False
    """Whether the program counted characters and not columns: lynx takes a Han character for one column."""


def find_wrapping(lines: Sequence[Line], columns: Columns) -> Wrapping:
    """The width that a text was wrapped to.

    >>> from newsparse.blocks.lines import read_lines
    >>> wrapped = "The river rose over its banks on\\nMonday and flooded the lower town,\\nofficials said."
    >>> find_wrapping(read_lines(wrapped), Columns.of(wrapped)).width
    34
    """
    if has_wire_layout(lines):
        return Wrapping(max(line.width for line in lines), indented=True)
    pairs = [
        (one, after)
        for one, after in pairwise(lines)
        if not after.blank_before and after.kind in _JOINED and one.kind in _JOINING
    ]
    if not pairs:
        return Wrapping(0)
    width, share = _width(lines, pairs, columns)
    if columns.wide or columns.stacked:
        characters, as_characters = _width(lines, pairs, columns.as_characters())
        if as_characters > share:
            return Wrapping(characters, characters=True)
    return Wrapping(width)


_JOINED = frozenset({"text", "quote"})
_JOINING = frozenset({"text", "quote", "list"})


@record
class Columns(Record):
    """How wide lines are on a screen."""

    text: str
    """The text that they are lines of."""
    wide: bool
    """Whether Han, Kana and Hangul take two columns."""
    stacked: bool
    """Whether the text has characters that take none."""
    dense: bool
    """Whether lines may be broken without a blank."""

    @classmethod
    def of(cls, text: str) -> Columns:
        """As a terminal would count; most texts have nothing to count."""
        if text.isascii():
            return cls(text, wide=False, stacked=False, dense=False)
        first = _UNUSUAL.search(text)
        if first is None:
            return cls(text, wide=False, stacked=False, dense=False)
        wide = _WIDE.search(text, first.start()) is not None
        return cls(text, wide, _STACKED.search(text, first.start()) is not None, wide)

    def as_characters(self) -> Columns:
        """The same lines where every character counts one."""
        return Columns(self.text, wide=False, stacked=False, dense=self.dense)

    def width(self, line: Line) -> int:
        """The columns up to a line's last visible character."""
        length = line.end - line.start
        if not (self.wide or self.stacked):
            return length
        value = self.text[line.start : line.end]
        if value.isascii():
            return length
        if self.wide:
            length += len(_WIDE.findall(value))
        return length - len(_STACKED.findall(value)) if self.stacked else length

    def could_break(self, line: Line) -> bool:
        """Whether a wrapper finds a place to break a line: between words, outside of addresses."""
        find, start, end = self.text.find, line.content, line.end
        return find("](", start, end) < 0 and find("<", start, end) < 0 and (self.dense or find(" ", start, end) >= 0)

    def first_word(self, line: Line) -> int:
        """The columns that a line's first word takes."""
        text = self.text
        if text[line.content : line.content + 1] >= "\u0e00" and _BROKEN_ANYWHERE.match(text, line.content, line.end):
            return 2 if self.wide else 1
        end = text.find(" ", line.content, line.end)
        return (line.end if end < 0 else end) - line.content


def _width(lines: Sequence[Line], pairs: Sequence[tuple[Line, Line]], columns: Columns) -> tuple[int, float]:
    """Where most of the broken lines end, if most of the breaks were made there; and the share that fits exactly."""
    if _count_overlong(lines, columns, WIDEST) * 10 > len(lines):
        return 0, 0.0
    measured = [(columns.width(one), one, after) for one, after in pairs]
    width = _usual_width(width for width, _, _ in measured if NARROWEST <= width <= WIDEST)
    if not width or _count_overlong(lines, columns, OVERLONG * width) * 10 > len(lines):
        return 0, 0.0
    if all(columns.text[one.end - 1] in ENDS for _, one, _ in measured):
        return 0, 0.0  # paragraphs of one line each that happen to be about as long
    total = wrapped = exact = 0
    for length, one, after in measured:
        if length >= width / 2:  # a menu's lines say nothing about how paragraphs were broken
            total += length
            if length > OVERLONG * width and columns.could_break(one):
                continue
            needed = length + 1 + columns.first_word(after)
            wrapped += length if needed > width - TOLERANCE else 0
            exact += length if needed > width else 0
    return (width, exact / total) if wrapped and wrapped >= WRAPPED_FROM * total else (0, 0.0)


def _count_overlong(lines: Sequence[Line], columns: Columns, width: float) -> int:
    """How many lines a wrapper would have broken."""
    least = width / 2 if columns.wide else width
    longer = [line for line in lines if line.end - line.start > least]  # most texts have few
    return sum([columns.width(line) > width and columns.could_break(line) for line in longer])


def _usual_width(widths: Iterable[int]) -> int:
    """The end of the eight columns in which most lines end; outliers are addresses that could not be broken."""
    counted = Counter(widths)
    if not counted:
        return 0
    best, most = 0, 0
    for width in sorted(counted):
        within = sum(counted[near] for near in range(width - RAGGED + 1, width + 1))
        if within >= most:
            best, most = width, within
    return best


def has_wire_layout(lines: Sequence[Line]) -> bool:
    """Whether paragraphs begin with an indented line and follow each other without a blank one.

    All indented lines are indented alike (a column more or less), the headline is not, all other lines stand at
    the margin. A sign-off may stand one column in.
    """
    if len(lines) < 3 or lines[0].indent or lines[0].kind != "text":
        return False
    indents = [line.indent for line in lines[1:]]
    if not any(indents) or max([line.end - line.start for line in lines]) > WIDEST:
        return False
    usual = max(set(indents), key=lambda indent: (indent >= 2) * indents.count(indent))
    known = sum(map(indents.count, {0, 1, usual - 1, usual, usual + 1}))
    blank = sum([line.blank_before for line in lines[2:]])
    often = indents.count(usual) * 4 >= len(indents)
    return usual >= 2 and often and known * 20 >= len(indents) * 19 and blank * 5 <= len(indents)


def is_full(text: str, wrapping: Wrapping, columns: Columns, one: Line, after: Line) -> bool:
    """Whether the next line's first word would not have fitted any more.

    Behind a full stop that must be so to the column: there a line may also end because a paragraph does.
    """
    length = columns.width(one)
    short = wrapping.width - length - 1 - columns.first_word(after)
    if short >= TOLERANCE:
        return False
    if short >= 0 and text[one.end - 1] in ENDS and not text[after.first].islower():
        return False
    return length <= OVERLONG * wrapping.width or not columns.could_break(one)


def reads_on(text: str, one: Line, after: Line) -> bool:
    """Whether a sentence goes on from one line to the next, whatever their widths.

    The first has no point at its end, the second begins with a small letter and is long, or ends with a point:
    an author's line below a headline, `von Jane Roe`, does neither.
    """
    if not text[after.first].islower() or text[one.end - 1] in _CLOSED:
        return False
    if text.startswith(("http", "www."), after.first):
        return False
    length, following = one.end - one.first, after.end - after.first
    return following >= 40 or (length >= 25 and text[after.end - 1] in ".!?…。")


def find_wrapped_runs(lines: Sequence[Line], columns: Columns) -> frozenset[int]:
    """In a text that is not wrapped as a whole, the lines that go on with the one before.

    Some pages keep the line breaks of their source in one paragraph of many.
    """
    joined: set[int] = set()
    text, index = columns.text, 0
    while index < len(lines):
        end = index + 1
        while end < len(lines) and not lines[end].blank_before and lines[end].kind == "text":
            end += 1
        if lines[index].kind == "text":
            for first in (index, index + 1):
                if end - first >= FEWEST_LINES and _is_wrapped_run(lines[first:end], columns):
                    joined.update(range(first + 1, end))
                    if first > index and text[lines[index].end - 1] == ",":
                        joined.add(first)
                    break
        index = end
    return frozenset(joined)


def _is_wrapped_run(run: Sequence[Line], columns: Columns) -> bool:
    """Whether each line is as long as its words let it be."""
    widths = [columns.width(line) for line in run]
    widest = max(widths)
    if not 45 <= widest <= WIDEST:
        return False
    return all(width + 1 + columns.first_word(after) > widest for width, after in zip(widths, run[1:], strict=False))
