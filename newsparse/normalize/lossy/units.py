"""The text with one character for each lost one: `Jos??` and `???We` lost one where a mark stands for a byte.

An encoder that lacks a character prints one mark for it. A program that knows nothing of UTF-8 prints one for
each of its bytes: two for `é`, three for `“`. Which of both it was is told by the runs inside of words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import Final

from newsparse.lost import LOST
from newsparse.normalize.lossy.damaged import find_prose_runs
from newsparse.record import Record, record
from newsparse.rules import load_rule_book

MOST_UNSURE: Final = 0.75
"""So many votes for bytes are no proof: a single word may come out by chance."""
MANY: Final = 8
"""With more runs inside of words than this, none of them of one mark, no word need come out."""
MOST_LOST: Final = 0.6
"""Of such a text only the marks of another script are left: 0.8; Vietnamese with its bytes lost has 0.45."""
ENDS: Final = ".,!;:)"
"""What a closing quotation mark follows."""
FAR_RARER: Final = 2.0
"""A word a hundredth as common is a stretched one of chats, and no rival: `nãão` for `não`."""
MOST_ASKED: Final = 20
"""So many words tell whether a mark is a character or a byte."""
LONGEST_RUN: Final = 12
"""A longer run of marks is no text: it is left as it is."""


@record
class Units(Record):
    """A view of a text in which each lost character is one mark."""

    value: str
    """The view."""
    widths: dict[int, int]
    """How many bytes were lost at a place of the view; not there where that is unknown."""
    byte_marks: str = ""
    """The marks that stand for a byte each."""
    ends: tuple[int, ...] = ()
    """Where in the view the units of several marks end, in order."""
    shifts: tuple[int, ...] = ()
    """How much longer the text is than the view up to each of these ends."""

    def with_value(self, value: str) -> Units:
        """The same view with other characters, as many as before."""
        return Units(value, self.widths, self.byte_marks, self.ends, self.shifts)

    def place(self, at: int) -> int:
        """Where in the text a place of the view stands.

        >>> units = view_units("Jos?? G??mez, f??r", {"Jos?", "G?mez", "f?r"}.__contains__)
        >>> units.value, units.place(6), units.widths
        ('Jos? G?mez, f?r', 7, {3: 2, 6: 2, 13: 2})
        """
        found = bisect_right(self.ends, at)
        return at + (self.shifts[found - 1] if found else 0)


def view_units(value: str, zipf: Callable[[str], float]) -> Units:
    """The view of a text; `zipf` tells how common a word is in which each lost character is one mark, 0 where
    it is not known."""
    byte_marks = "".join(mark for mark in LOST if mark * 2 in value and _stands_for_byte(value, mark, zipf))
    if not byte_marks:
        return Units(value, {})
    parts, ends, shifts = list[str](), list[int](), list[int]()
    widths: dict[int, int] = {}
    reached = at = shift = 0
    for start, end in find_prose_runs(value):
        mark = value[start]
        if mark not in byte_marks or not 1 < end - start <= LONGEST_RUN:
            continue
        parts.append(value[reached:start])
        at += start - reached
        reached = end
        for width in _split(value, start, end, zipf):
            parts.append(mark)
            at += 1
            if width > 1:
                widths[at - 1] = width
                shift += width - 1
                ends.append(at)
                shifts.append(shift)
    parts.append(value[reached:])
    return Units("".join(parts), widths, byte_marks, tuple(ends), tuple(shifts))


def _stands_for_byte(value: str, mark: str, zipf: Callable[[str], float]) -> bool:
    """Whether each such mark was a byte: no run where a character must have been is of one mark only, and words
    come out, or runs of three stand where quotation marks, apostrophes and dashes do."""
    if value.count(mark) > MOST_LOST * len(value):
        return False
    votes = 0.0
    asked = inside = 0
    for start, end in find_prose_runs(value):
        length = end - start
        if value[start] != mark or length > LONGEST_RUN:
            continue
        before, after = value[start - 1 : start], value[end : end + 1]
        if length == 1:
            if before.isalpha() and after.islower():
                return False
            votes -= (before.isspace() and after.isalpha()) or (before in ENDS and before != "")
        elif asked < MOST_ASKED and (before.isalpha() or after.isalpha()):
            asked += 1
            inside += before.isalpha() and after.islower()
            votes += _vote(value, start, end, zipf)
        elif length == 3:
            votes += 1.0 if before in ENDS and before else 0.5
    return votes > MOST_UNSURE or inside > MANY


def _vote(value: str, start: int, end: int, zipf: Callable[[str], float]) -> float:
    """What a run of several marks beside letters says: above 0 for bytes."""
    length = end - start
    before, after = _letters_before(value, start), _letters_after(value, end)
    if not before:
        return 1.0 if length == 3 else 0.5
    if not after:
        as_bytes, as_characters = _comes_out(before, length, after, zipf), zipf(before + value[start:end])
        cut = length == 3 and zipf(before) > 0
        return 0.5 * (as_bytes > 0) + 0.5 * cut - (as_characters > max(0.0, as_bytes - FAR_RARER))
    if length == 3 and after in load_rule_book(None).words("lossy", "after_apostrophe") and zipf(before):
        return 1.5
    as_bytes, as_characters = _comes_out(before, length, after, zipf), zipf(before + value[start:end] + after)
    return float(as_bytes > 0) - (as_characters > max(0.0, as_bytes - FAR_RARER))


def _comes_out(before: str, length: int, after: str, zipf: Callable[[str], float]) -> float:
    """How common a word letters of as many bytes make."""
    return max((zipf(before + LOST[0] * len(one) + after) for one in _letter_splits(length)), default=0.0)


def _split(value: str, start: int, end: int, zipf: Callable[[str], float]) -> tuple[int, ...]:
    """The widths of the characters that a run of bytes were, in order; 1 for a mark that stands for itself."""
    length = end - start
    before, after = _letters_before(value, start), _letters_after(value, end)
    if length == 2:
        return (2,)
    if length == 3:
        if before and not after and not zipf(before) and zipf(before + LOST[0]) and value[start] == LOST[0]:
            return 2, 1  # José?
        return (3,)
    if before or after:
        for one in _letter_splits(length):
            if zipf(before + LOST[0] * len(one) + after):
                return one
    if before and after:
        return _PLAIN.get(length) or _any_split(length)
    if before and length in (4, 5, 7) and value[start] == LOST[0]:
        known = zipf(before)
        if length == 4:
            return (2, 2) if not known and zipf(before + "??") else (1, 3)
        return (2, 3) if length == 5 and not known else (1, 1, 3) if length == 5 else (1, 3, 3)
    if before and length == 5:
        return 2, 3
    if after and length == 5:
        return 3, 2
    return _any_split(length)


_PLAIN: Final = {4: (2, 2), 6: (3, 3), 5: (3, 2)}


def _any_split(length: int) -> tuple[int, ...]:
    """Marks of punctuation as far as it goes, a letter for the rest."""
    threes, rest = divmod(length, 3)
    if rest == 1:
        return (*([3] * (threes - 1)), 2, 2) if threes else (1,)
    return (*([3] * threes), 2) if rest else (3,) * threes


def _letter_splits(length: int) -> Iterator[tuple[int, ...]]:
    """The ways in which a run may be letters of two and three bytes, those of two first."""
    for threes in range(length // 3 + 1):
        if not (length - 3 * threes) % 2:
            twos = (length - 3 * threes) // 2
            if twos + threes <= 3:
                yield from {(*([2] * twos), *([3] * threes)), (*([3] * threes), *([2] * twos))}


def _letters_before(value: str, at: int) -> str:
    start = at
    while start and at - start < 40 and value[start - 1].isalpha():
        start -= 1
    return value[start:at]


def _letters_after(value: str, at: int) -> str:
    end = at
    while end < len(value) and end - at < 40 and value[end].isalpha():
        end += 1
    return value[at:end]
