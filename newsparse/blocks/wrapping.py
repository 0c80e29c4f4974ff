"""Whether and where a text's lines were broken to a width, so that broken paragraphs can be joined again.

A line break was made by a program if the next line's first word would not have fitted any more. The width is
the text's own: 72 in mails and pandoc, 80 in w3m and lynx, 66 on old wires.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from newsparse.blocks.lines import Line
from newsparse.patterns import pattern
from newsparse.record import Record, record

# No program that we know of wraps wider; longer lines were not wrapped (addresses excepted).
WIDEST = 130
# Share of wrapped breaks, weighted by length, from which a text counts as wrapped: wrapped ones of all
# converters tried lie above 0.8, one-line paragraphs below 0.3.
WRAPPED_FROM = 0.6
_WIDE = pattern(r"[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]")
_FIRST_WORD = pattern(r"\S+")


@record
class Wrapping(Record):
    """How a text's lines were broken."""

    width: int
    """The widest line that wrapping made, or 0 where lines are whole paragraphs."""
    indented: bool = False
    """Whether a paragraph begins with an indented line, as on old wires."""


def find_wrapping(text: str, lines: Sequence[Line]) -> Wrapping:
    """The width that a text was wrapped to.

    >>> from newsparse.blocks.lines import read_lines
    >>> wrapped = "The river rose over its banks on\\nMonday and flooded the lower town,\\nofficials said."
    >>> find_wrapping(wrapped, read_lines(wrapped)).width
    34
    """
    if has_wire_layout(lines):
        return Wrapping(max(line.width for line in lines), indented=True)
    pairs = [
        (one, after)
        for one, after in pairwise(lines)
        if after.kind in ("text", "quote") and one.kind in ("text", "quote", "list")
    ]
    if not pairs:
        return Wrapping(0)
    visible = [line for line in lines if line.kind != "blank"]
    too_wide = sum(line.width > WIDEST and " " in text[line.content : line.end] for line in visible)
    if too_wide * 10 > len(visible):
        return Wrapping(0)
    widths = sorted(columns(text, one) for one, _ in pairs if one.width <= WIDEST)
    if not widths or widths[-1] < 30:
        return Wrapping(0)
    width = widths[-1 - len(widths) // 30]  # the widest 3 % may be outliers: unbroken addresses
    if sum(line.width > 1.15 * width and " " in text[line.content : line.end] for line in visible) * 10 > len(visible):
        return Wrapping(0)
    total = wrapped = 0
    for one, after in pairs:
        if one.width < width / 2:  # a menu's lines say nothing about how paragraphs were broken
            continue
        total += one.width
        wrapped += one.width if is_wrapped(text, one, after, width) else 0
    if wrapped < WRAPPED_FROM * total:
        return Wrapping(0)
    return Wrapping(width)


def has_wire_layout(lines: Sequence[Line]) -> bool:
    """Whether paragraphs begin with an indented line and follow each other without a blank one.

    All indented lines are indented alike, the headline is not, all other lines stand at the margin. A sign-off
    may stand one column in.
    """
    visible = [line for line in lines if line.kind != "blank"]
    if len(visible) < 3 or visible[0].indent or visible[0].kind != "text":
        return False
    indents = [line.indent for line in visible[1:]]
    usual = max(set(indents), key=lambda indent: (indent >= 2) * indents.count(indent))
    known = sum(indent in (0, 1, usual) for indent in indents)
    first, last = lines.index(visible[1]), lines.index(visible[-1])
    blank = last - first + 1 - len(indents)
    often = indents.count(usual) * 4 >= len(indents)
    return usual >= 2 and often and known * 20 >= len(indents) * 19 and blank * 5 <= len(indents)


def is_wrapped(text: str, one: Line, after: Line, width: int) -> bool:
    """Whether the break between two lines was made by wrapping to `width` columns.

    Three columns are allowed for: wrappers count marks, wide characters and closing blanks differently.
    """
    word = _FIRST_WORD.match(text, after.content, after.end)
    length = word.end() - word.start() if word else 1
    if text[after.content : after.content + 1] >= "\u1100" and _WIDE.match(text, after.content, after.end):
        length = 2
    return columns(text, one) + 1 + length > width - 3


def columns(text: str, line: Line) -> int:
    """How wide a line is on a screen, where Han and Kana take two columns."""
    value = text[line.start : line.end]
    return len(value) if value.isascii() else len(value) + len(_WIDE.findall(value))
