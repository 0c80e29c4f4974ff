"""The segments: every visible character of the text in exactly one of them, marks included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsparse.assemble.parts import Part
from newsparse.model import Segment, SegmentKind
from newsparse.record import Record, record


@record
class Inner(Record):
    """A stretch inside a block that is a segment of its own: a credit, a dateline."""

    start: int
    """Where it starts in the text."""
    end: int
    """Where it ends."""
    kind: SegmentKind
    """What it is."""
    rule: str
    """The rule that found it."""
    confidence: float
    """How surely."""


def cover(text: str, parts: Sequence[Part], dateline: Inner | None) -> tuple[Segment, ...]:
    """One segment a block, cut where a credit or the dateline stands inside of it."""
    segments: list[Segment] = []
    for part in parts:
        block, label = part.block, part.label
        if dateline is not None and block.start <= dateline.start < block.end:
            segments += _cut(text, part, [dateline])
        elif label.kind == "caption":
            segments += _cut(text, part, list(_inner(part)))
        elif block.end > block.start:  # nearly all
            start, end = block.start, block.end
            if text[start].isspace() or text[end - 1].isspace():
                start, end = _stripped(text, start, end)
            segments.append(Segment(label.kind, start, end, label.rule, label.confidence))
    return tuple(segments)


def _inner(part: Part) -> Iterator[Inner]:
    candidate = part.label.candidate
    if part.label.kind != "caption" or candidate is None:
        return
    words, credit = candidate.first("caption"), candidate.first("credit")
    if credit is None or words is None:
        return
    passage = part.block.passage
    if credit.start >= words.end:  # all behind the caption's words: brackets and "Photo by" too
        start, end = passage.span(_skip(passage.value, words.end), len(passage.value))
    else:
        start, end = passage.span(0, words.start)
    yield Inner(start, end, "credit", candidate.rule, candidate.confidence)


def _skip(value: str, position: int) -> int:
    while position < len(value) and value[position].isspace():
        position += 1
    return position


def _cut(text: str, part: Part, inner: Sequence[Inner]) -> Iterator[Segment]:
    """The block's span in pieces; a piece without a letter or digit joins its neighbour."""
    block, label = part.block, part.label
    own = (label.kind, label.rule, label.confidence)
    pieces: list[tuple[int, int, tuple[SegmentKind, str, float]]] = []
    reached = block.start
    for one in inner:
        start, end = max(one.start, reached), min(one.end, block.end)
        if not any(map(str.isalnum, text[reached:start])):
            start = reached
        if not any(map(str.isalnum, text[end : block.end])):
            end = block.end
        if start > reached:
            pieces.append((reached, start, own))
        if end > start:
            pieces.append((start, end, (one.kind, one.rule, one.confidence)))
            reached = end
    if block.end > reached:
        pieces.append((reached, block.end, own))
    for start, end, (kind, rule, confidence) in pieces:
        yield Segment(kind, *_stripped(text, start, end), rule, confidence)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end
