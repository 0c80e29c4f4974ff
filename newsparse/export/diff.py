"""What normalizing changes, as a unified diff."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from newsparse.export import Format
from newsparse.record import Record, record

if TYPE_CHECKING:
    from newsparse.model import Normalized

CONTEXT: Final = 3


@record
class Change(Record):
    """Lines `[old_start, old_end)` of the raw text became lines `[new_start, new_end)` of the normalized one."""

    old_start: int
    """First line of the raw text, from 0."""
    old_end: int
    """Behind its last."""
    new_start: int
    """First line of the normalized text."""
    new_end: int
    """Behind its last."""


def write_diff(normalized: Normalized) -> str:
    r"""A unified diff from the raw text to the normalized one; empty where nothing changes.

    The repairs tell which lines changed: comparing the texts could take time in the square of their lines.

    >>> from newsparse.model import Normalized, Repair
    >>> made = Normalized("José\n", (Repair(3, 4, 3, 4, "?", "é", "lossy", "x", (), 1.0, ()),))
    >>> print(write_diff(made).replace("\n", "|"))
    --- text|+++ text|@@ -1 +1 @@|-Jos?|+José|
    """
    return "".join(line for _, line in diff_lines(normalized))


def diff_lines(normalized: Normalized) -> Iterator[tuple[int | None, str]]:
    """The lines of the diff with their line ends, each with its number in the text that it is of.

    Numbers count from 0, in the raw text for lines that begin with `-`, else in the normalized one; what is no line
    of either text has none.
    """
    if not normalized.repairs:
        return
    from newsparse.text import revert

    name = normalized.source.path or "text"
    shown = name if name.isprintable() else repr(name)[1:-1]
    yield None, f"--- {shown}\n"
    yield None, f"+++ {shown}\n"
    old, new = (split_lines(one) for one in (revert(normalized.text, normalized.repairs), normalized.text))
    for hunk in _hunks(list(_changes(normalized, old, new))):
        yield from _write_hunk(old, new, hunk)


def split_lines(text: str) -> list[str]:
    """The lines with their ends. Only LF is one: `splitlines` would break at the controls that a repair removes."""
    *lines, last = text.split("\n")
    return [line + "\n" for line in lines] + ([last] if last else [])


def _changes(normalized: Normalized, old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """The lines that each repair touches; what shares a line or follows on the next one is one change."""
    old_starts, new_starts = line_starts(old), line_starts(new)
    reached: Change | None = None
    for one in normalized.repairs:
        old_range = _line(old_starts, one.raw_start), min(_line(old_starts, one.raw_end) + 1, len(old))
        new_range = _line(new_starts, one.start), min(_line(new_starts, one.end) + 1, len(new))
        change = Change(*old_range, *new_range)
        if reached is not None and change.old_start <= reached.old_end:
            reached = reached._replace(old_end=change.old_end, new_end=change.new_end)
            continue
        if reached is not None:
            yield _trim(reached, old, new)
        reached = change
    if reached is not None:
        yield _trim(reached, old, new)


def line_starts(lines: Sequence[str]) -> list[int]:
    """Where each line starts."""
    starts, reached = [], 0
    for line in lines:
        starts.append(reached)
        reached += len(line)
    if lines and not lines[-1].endswith("\n"):
        return starts  # the text's end belongs to its last line
    return [*starts, reached]


def _line(starts: Sequence[int], position: int) -> int:
    return bisect_right(starts, position) - 1


def _trim(change: Change, old: Sequence[str], new: Sequence[str]) -> Change:
    """Without equal lines at its ends: a repair that takes a line's end also touches the next line."""
    old_start, old_end, new_start, new_end = change.old_start, change.old_end, change.new_start, change.new_end
    while old_start < old_end and new_start < new_end and old[old_start] == new[new_start]:
        old_start, new_start = old_start + 1, new_start + 1
    while old_start < old_end and new_start < new_end and old[old_end - 1] == new[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
    return Change(old_start, old_end, new_start, new_end)


def _hunks(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Changes that are so near that their context would touch, together."""
    hunk: list[Change] = []
    for change in changes:
        if hunk and change.old_start - hunk[-1].old_end > 2 * CONTEXT:
            yield hunk
            hunk = []
        hunk.append(change)
    if hunk:
        yield hunk


def _write_hunk(old: Sequence[str], new: Sequence[str], hunk: Sequence[Change]) -> Iterator[tuple[int | None, str]]:
    before = min(CONTEXT, hunk[0].old_start)
    behind = min(CONTEXT, len(old) - hunk[-1].old_end)
    old_from, old_to = hunk[0].old_start - before, hunk[-1].old_end + behind
    new_from, new_to = hunk[0].new_start - before, hunk[-1].new_end + behind
    yield None, f"@@ -{_range(old_from, old_to)} +{_range(new_from, new_to)} @@\n"
    reached = new_from
    for change in hunk:
        yield from _signed(" ", new, reached, change.new_start)
        yield from _signed("-", old, change.old_start, change.old_end)
        yield from _signed("+", new, change.new_start, change.new_end)
        reached = change.new_end
    yield from _signed(" ", new, reached, new_to)


def _range(start: int, end: int) -> str:
    """Lines are counted from 1; an empty range names the line before it."""
    length = end - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"


def _signed(sign: str, lines: Sequence[str], start: int, end: int) -> Iterator[tuple[int | None, str]]:
    for number in range(start, end):
        line = lines[number]
        yield number, f"{sign}{line}" if line.endswith("\n") else f"{sign}{line}\n\\ No newline at end of file\n"


FORMAT: Final = Format(".diff", normalized=write_diff)
