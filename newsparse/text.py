"""A text with a memory: every change keeps its place, and the raw text can always be had back.

An `Edit` changes one place, a `Layer` is what one pass changed, a `Text` is a raw string and all layers
applied to it, merged into one list of repairs. Nothing here knows what a repair means.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from newsparse.model import Fact, Repair, RepairKind, Step
from newsparse.record import Record, record


@record
class Edit(Record):
    """One change to the current text: `[start, end)` becomes `after`."""

    start: int
    """Where the old words start in the text before this layer."""
    end: int
    """Where they end; an insertion has `start == end`."""
    after: str
    """The new words; empty for a deletion."""
    kind: RepairKind
    """What is mended."""
    rule: str
    """The rule that does it."""
    confidence: float = 1.0
    """Estimated chance that the new words are the original ones."""
    evidence: tuple[Fact, ...] = ()
    """Plain facts that decided it."""


@record
class Layer(Record):
    """The edits of one pass: in order, not overlapping, none of them empty of effect."""

    edits: tuple[Edit, ...]
    """In order."""

    @classmethod
    def of(cls, value: str, edits: Iterable[Edit]) -> Layer:
        """Sorts the edits, leaves out those that change nothing in `value`, and checks the rest.

        Raises `ValueError` for edits that overlap or lie outside of `value`.

        >>> Layer.of("abc", [Edit(1, 2, "b", "unicode", "same"), Edit(0, 1, "A", "unicode", "upper")]).edits[0].after
        'A'
        """
        kept = sorted((one for one in edits if value[one.start : one.end] != one.after), key=_place)
        reached = 0
        for one in kept:
            if not reached <= one.start <= one.end <= len(value):
                raise ValueError(f"edit {one.rule} at {one.start}:{one.end} overlaps another or lies outside")
            reached = one.end
        return cls(tuple(kept))

    def apply(self, value: str) -> str:
        """The text after this layer."""
        return _rewrite(value, self.edits)


@record
class Text(Record):
    """A raw string, what became of it, and the repairs that lie between.

    >>> text = Text.of("Jos?").apply([Edit(3, 4, "é", "lossy", "letter")])
    >>> text.value, text.revert(), text.raw_span(3, 4)
    ('José', 'Jos?', (3, 4))
    """

    raw: str
    """The decoded input."""
    value: str
    """The text after all layers."""
    repairs: tuple[Repair, ...] = ()
    """What was changed: sorted, not touching each other, neither in `raw` nor in `value`."""

    @classmethod
    def of(cls, raw: str) -> Text:
        """A text that nothing has changed yet."""
        return cls(raw, raw)

    def apply(self, edits: Layer | Iterable[Edit]) -> Text:
        """The text after one more layer; edits that touch earlier repairs are merged with them.

        Merging keeps the oldest words as `before` and the newest as `after`; a place that is again what it
        was in `raw` is no repair any more.
        """
        layer = edits if isinstance(edits, Layer) else Layer.of(self.value, edits)
        if not layer.edits:
            return self
        return Text(self.raw, layer.apply(self.value), _compose(self, layer.edits))

    def revert(self) -> str:
        """The raw text, rebuilt from `value` and `repairs` alone."""
        return revert(self.value, self.repairs)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `value[start:end]` came from in `raw`; a place inside a repair stands for the whole repair."""
        return self._to_raw(start, last=False), max(self._to_raw(start, last=False), self._to_raw(end, last=True))

    def value_span(self, raw_start: int, raw_end: int) -> tuple[int, int]:
        """Where `raw[raw_start:raw_end]` went in `value`; a place inside a repair stands for the whole repair."""
        start = self._from_raw(raw_start, last=False)
        return start, max(start, self._from_raw(raw_end, last=True))

    def _to_raw(self, position: int, *, last: bool) -> int:
        repair = self._repair_before(position, raw=False, last=last)
        if repair is None:
            return position
        if position < repair.end:
            return repair.raw_end if last else repair.raw_start
        return repair.raw_end + position - repair.end

    def _from_raw(self, position: int, *, last: bool) -> int:
        repair = self._repair_before(position, raw=True, last=last)
        if repair is None:
            return position
        if position < repair.raw_end:
            return repair.end if last else repair.start
        return repair.end + position - repair.raw_end

    def _repair_before(self, position: int, *, raw: bool, last: bool) -> Repair | None:
        """The last repair that starts before `position` (or at it, for a span's first end)."""
        find = bisect_left if last else bisect_right
        index = find(self.repairs, position, key=_raw_start if raw else _start)
        return self.repairs[index - 1] if index else None


def revert(value: str, repairs: Sequence[Repair]) -> str:
    """The text before the repairs.

    >>> revert("José", Text.of("Jos?").apply([Edit(3, 4, "é", "lossy", "letter")]).repairs)
    'Jos?'
    """
    parts, reached = [], 0
    for one in repairs:
        parts += [value[reached : one.start], one.before]
        reached = one.end
    return "".join([*parts, value[reached:]])


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end


def _start(repair: Repair) -> int:
    return repair.start


def _raw_start(repair: Repair) -> int:
    return repair.raw_start


def _rewrite(value: str, edits: Sequence[Edit], start: int = 0, end: int | None = None) -> str:
    """`value[start:end]` with the edits made; the edits' places count from the start of `value`."""
    parts, reached = [], start
    for one in edits:
        parts += [value[reached : one.start], one.after]
        reached = one.end
    return "".join([*parts, value[reached : len(value) if end is None else end]])


def _compose(text: Text, edits: Sequence[Edit]) -> tuple[Repair, ...]:
    """Earlier repairs and new edits as one list, whatever touches merged into one repair.

    Both lists speak of places in `text.value`. A run of touching changes covers `[low, high)` there. Outside
    of runs the three texts differ only by a shift, so the run's place in `raw` is `low` less the shift of all
    earlier repairs, and its place in the new value is `low` plus the shift of all earlier edits.
    """
    if not text.repairs and (first := _first_repairs(text.value, edits)) is not None:
        return first
    composed: list[Repair] = []
    old, new, to_raw, to_new = 0, 0, 0, 0
    repairs = text.repairs
    most_old, most_new = len(repairs), len(edits)
    while old < most_old or new < most_new:
        first_old, first_new, low = old, new, _next_start(repairs, edits, old, new)
        raw_low, new_low, high = low - to_raw, low + to_new, low
        while True:  # take in whatever begins inside the run or right at its end
            if old < most_old and (repair := repairs[old]).start <= high:
                high = max(high, repair.end)
                to_raw += len(repair.after) - len(repair.before)
                old += 1
            elif new < most_new and (edit := edits[new]).start <= high:
                high = max(high, edit.end)
                to_new += len(edit.after) - (edit.end - edit.start)
                new += 1
            else:
                break
        if first_new == new:  # an earlier repair that nothing touched: only its place moves
            composed.extend(_moved(one, to_new) for one in repairs[first_old:old])
            continue
        after = _rewrite(text.value, edits[first_new:new], low, high)
        before = text.raw[raw_low : high - to_raw]
        if before != after:
            place = (new_low, high + to_new, raw_low, high - to_raw)
            composed.append(_merged(place, (before, after), text.value, repairs[first_old:old], edits[first_new:new]))
    return tuple(composed)


def _first_repairs(value: str, edits: Sequence[Edit]) -> tuple[Repair, ...] | None:
    """The repairs that edits are where nothing was repaired before; None where two of them touch.

    Nearly all repairs are made so, in a quarter of the time.
    """
    made: list[Repair] = []
    reached, shift = -1, 0
    for one in edits:
        start, end, after = one.start, one.end, one.after
        if start <= reached:
            return None
        reached = end
        before = value[start:end]
        new = start + shift
        shift += len(after) - len(before)
        if before != after:
            place = (new, new + len(after), start, end)
            made.append(Repair(*place, before, after, one.kind, one.rule, (), min(1.0, one.confidence), one.evidence))
    return tuple(made)


def _next_start(repairs: Sequence[Repair], edits: Sequence[Edit], old: int, new: int) -> int:
    if old == len(repairs):
        return edits[new].start
    return repairs[old].start if new == len(edits) else min(repairs[old].start, edits[new].start)


def _moved(repair: Repair, shift: int) -> Repair:
    if not shift:
        return repair
    return Repair(
        repair.start + shift, repair.end + shift, repair.raw_start, repair.raw_end, repair.before, repair.after,
        repair.kind, repair.rule, repair.steps, repair.confidence, repair.evidence,
    )  # fmt: skip


def _merged(
    place: tuple[int, int, int, int],
    words: tuple[str, str],
    value: str,
    repairs: Sequence[Repair],
    edits: Sequence[Edit],
) -> Repair:
    """One repair out of all that touched; its confidence is that of its weakest step."""
    steps: list[Step] = []
    evidence: list[Fact] = []
    confidence = 1.0
    for repair in repairs:
        steps += repair.steps or (Step(repair.kind, repair.rule, repair.before, repair.after),)
        evidence += repair.evidence
        confidence = min(confidence, repair.confidence)
    for edit in edits:
        steps.append(Step(edit.kind, edit.rule, value[edit.start : edit.end], edit.after))
        evidence += edit.evidence
        confidence = min(confidence, edit.confidence)
    kept = tuple(steps) if len(steps) > 1 else ()
    return Repair(*place, *words, steps[0].kind, steps[0].rule, kept, confidence, tuple(evidence))
