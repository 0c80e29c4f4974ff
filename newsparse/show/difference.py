"""What normalizing changes, for a person: the unified diff with the changed words marked, and why each was changed.

-Das Rathaus ?ffnet sp?ter.
+Das Rathaus öffnet später.
   ?ffnet → öffnet   lossy · sure · “öffnet” is a word of this language (de, one word in 100,000)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from newsparse.export.diff import diff_lines, line_starts, split_lines
from newsparse.model import Normalized, Repair
from newsparse.show.facts import fact_in_words
from newsparse.show.safe import visible
from newsparse.show.words import one_line, spelled, sureness

_COLOURS: Final = {"---": "1", "+++": "1", "@@": "36", "-": "31", "+": "32"}
_MARKED: Final = {"-": "1;4;31", "+": "1;4;32"}
_WHY: Final = "2"
_EXCERPT: Final = 60
# Nobody reads more reasons below one line; a page of mojibake has them by the hundred, all alike.
MOST: Final = 12
_MOST_FACTS: Final = 5

_Span = tuple[int, int]


def write_told_diff(normalized: Normalized, *, colour: bool) -> str:
    r"""The unified diff as a terminal may see it, with the reasons; its signs tell the same without colours.

    Each kind of repair is explained where it is met first. What was left damaged is told behind the last line.
    Nothing in the text can command the terminal.

    >>> made = Normalized("José\n", (Repair(3, 4, 3, 4, "?", "é", "lossy", "x", (), 0.99, ()),))
    >>> print(write_told_diff(made, colour=False).replace("\n", "|"))
    --- text|+++ text|@@ -1 +1 @@|-Jos?|+José|   ? → é   lossy · sure|
    """
    pages = _Pages(normalized)
    parts: list[str] = []
    told: set[tuple[str, str, str]] = set()
    for number, line in diff_lines(normalized):
        sign = line[0]
        if number is None or sign == " ":
            parts.append(_painted(visible(line, lines=True), _colour_of(line, number) if colour else ""))
            continue
        parts.append(_marked(line, pages.spans(sign, number), sign if colour else ""))
        if sign == "+":
            parts += _reasons(pages.repairs_of(number), told, colour=colour)
    parts += _left(normalized, colour=colour)
    return "".join(parts)


class _Pages:
    """Which repairs lie in which line of the raw text and of the normalized one."""

    def __init__(self, normalized: Normalized) -> None:
        from newsparse.text import revert

        self._repairs = normalized.repairs
        raw = revert(normalized.text, normalized.repairs)
        self._lines = {"-": split_lines(raw), "+": split_lines(normalized.text)}
        self._starts = {sign: line_starts(lines) for sign, lines in self._lines.items()}
        self._places = {
            "-": [(one.raw_start, one.raw_end) for one in self._repairs],
            "+": [(one.start, one.end) for one in self._repairs],
        }

    def spans(self, sign: str, number: int) -> list[_Span]:
        """The changed stretches of a line, counted from its start."""
        start, end = self._line(sign, number)
        found = self._places[sign][slice(*self._range(sign, number))]
        return [(max(low, start) - start, min(high, end) - start) for low, high in found if low < end]

    def repairs_of(self, number: int) -> Sequence[Repair]:
        """The repairs that begin in a line of the normalized text, or end in it."""
        return self._repairs[slice(*self._range("+", number))]

    def _line(self, sign: str, number: int) -> _Span:
        start = self._starts[sign][number]
        return start, start + len(self._lines[sign][number])

    def _range(self, sign: str, number: int) -> _Span:
        """Which repairs touch a line; a deletion at a line's start is of that line."""
        places = self._places[sign]
        start, end = self._line(sign, number)
        first = bisect_right(places, start, key=_end_of)
        while first and places[first - 1][0] == start:
            first -= 1
        is_last = number == len(self._lines[sign]) - 1
        return first, len(places) if is_last else bisect_left(places, end, key=_start_of)


def _start_of(place: _Span) -> int:
    return place[0]


def _end_of(place: _Span) -> int:
    return place[1]


def _marked(line: str, spans: Sequence[_Span], sign: str) -> str:
    """A changed line; with a sign it has that sign's colours, and the changed words stand out."""
    if not sign:
        return visible(line, lines=True)
    parts, reached = [], 0
    for low, high in spans:  # one behind: the line begins with its sign
        parts.append(_painted(visible(line[reached : low + 1], lines=True), _COLOURS[sign]))
        parts.append(_painted(visible(line[low + 1 : high + 1], lines=True), _MARKED[sign]))
        reached = high + 1
    parts.append(_painted(visible(line[reached:], lines=True), _COLOURS[sign]))
    return "".join(parts)


def _colour_of(line: str, number: int | None) -> str:
    if number is not None:
        return ""
    return next((code for sign, code in _COLOURS.items() if line.startswith(sign)), "")


def _painted(text: str, code: str) -> str:
    """The text in a colour; line ends stay outside, some terminals would colour all of the next line."""
    if not code or not text.strip("\n"):
        return text
    return "\n".join(f"\x1b[{code}m{line}\x1b[0m" if line else "" for line in text.split("\n"))


def _reasons(repairs: Sequence[Repair], told: set[tuple[str, str, str]], *, colour: bool) -> Iterator[str]:
    """A line for each kind of repair that was not told before."""
    count = 0
    for one in repairs:
        key = (one.before, one.after, one.rule)
        if key in told:
            continue
        if count == MOST:
            yield _painted("   … and more\n", _WHY if colour else "")
            return
        told.add(key)
        count += 1
        what = f"   {_short(one.before)} → {_short(one.after)}   {one.kind} · {sureness(one.confidence)}\n"
        yield _painted(what + "".join(f"      {line}\n" for line in _evidence(one)), _WHY if colour else "")


def _evidence(repair: Repair) -> list[str]:
    """The facts in words; those that say the same in other letters once."""
    told: dict[str, str] = {}
    for fact in repair.evidence:
        line = visible(fact_in_words(fact))
        told.setdefault(line.casefold(), line)
    return list(told.values())[:_MOST_FACTS]


def _left(normalized: Normalized, *, colour: bool) -> Iterator[str]:
    """The places that were left damaged, each with its line and what may have stood there."""
    code = _WHY if colour else ""
    starts = line_starts(split_lines(normalized.text)) if normalized.damage else []
    for number, one in enumerate(normalized.damage):
        if number == MOST:
            yield _painted(f"   … and {len(normalized.damage) - MOST:,} more places left as they are\n", code)
            return
        likely = ", ".join(f"{visible(_cut(each.text))} ({sureness(each.confidence)})" for each in one.candidates[:4])
        told = f"perhaps {likely}" if likely else "no guess"
        line = bisect_right(starts, one.start)
        yield _painted(f"   left as it is, line {line:,}: {_short(one.text)}   {told}\n", code)


def _short(text: str) -> str:
    return spelled(_cut(text))


def _cut(text: str) -> str:
    return one_line(text, _EXCERPT) if len(text) > _EXCERPT else text
