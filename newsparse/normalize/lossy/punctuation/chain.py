"""Which quotes are open: a closing mark needs an opening one, and the next paragraph may go on with the quote.

The places, the marks that survived and the ends of paragraphs are events in a row; before each, the text is in one
of six states. Forward and backward over all events gives each mark the chance of each label.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

# No quote is open; a double one; a single one; a single in a double one; a double in a single one; the paragraph
# before ended in an open double quote.
STATES: Final = ("none", "double", "single", "inner single", "inner double", "carried")
_SIZE: Final = len(STATES)
# What a mark that opens or closes makes of each state.
MOVES: Final[Mapping[str, tuple[int, ...]]] = {
    "open2": (1, 1, 4, 3, 4, 1),
    "close2": (0, 0, 2, 0, 2, 0),
    "open1": (2, 3, 2, 3, 4, 2),
    "close1": (0, 1, 0, 1, 0, 5),
}
# How well a surviving mark fits each state: an open quote that is opened again, or nothing to be closed, is seldom.
_SURVIVED: Final[Mapping[str, tuple[float, ...]]] = {
    "open2": (1.0, 0.1, 0.8, 0.05, 0.05, 1.0),
    "close2": (0.1, 1.0, 0.05, 0.1, 1.0, 0.3),
    "open1": (0.5, 1.0, 0.05, 0.02, 0.02, 0.5),
    "close1": (0.5, 0.5, 1.0, 1.0, 0.05, 0.5),
}
# A paragraph ends: how likely each state is then, and where it leads.
ENDS_BEFORE_QUOTE: Final = (1.0, 0.35, 0.02, 0.01, 0.01, 0.3)
ENDS: Final = (1.0, 0.02, 0.02, 0.005, 0.005, 0.5)
_AFTER_END: Final = (0, 5, 0, 5, 0, 0)

Row = list[float]


class Mark:
    """A place with the weights of what changes the state, and of all the rest together."""

    __slots__ = ("moves", "neutral")

    def __init__(self, neutral: float, moves: Sequence[tuple[str, float, Sequence[float]]]) -> None:
        self.neutral = neutral
        self.moves = moves


def step(row: Row, event: Mark | str) -> Row:
    """The chances of the states behind an event; a string is a surviving mark or an end."""
    made = [0.0] * _SIZE
    if isinstance(event, Mark):
        neutral = event.neutral
        made = [one * neutral for one in row]
        for name, weight, fits in event.moves:
            for state, target in enumerate(MOVES[name]):
                made[target] += row[state] * weight * fits[state]
        return made
    if event == "turn":
        for state in range(_SIZE):
            made[MOVES["close2" if state in (1, 3, 4) else "open2"][state]] += row[state]
    elif event in MOVES:
        fits = _SURVIVED[event]
        for state, target in enumerate(MOVES[event]):
            made[target] += row[state] * fits[state]
    else:
        ends = ENDS_BEFORE_QUOTE if event == "end before quote" else ENDS
        for state, target in enumerate(_AFTER_END):
            made[target] += row[state] * ends[state]
    return made


def back(row: Row, event: Mark | str) -> Row:
    """The same from behind: how likely the rest of the events is from each state before one."""
    if isinstance(event, Mark):
        neutral = event.neutral
        made = [one * neutral for one in row]
        for name, weight, fits in event.moves:
            for state, target in enumerate(MOVES[name]):
                made[state] += row[target] * weight * fits[state]
        return made
    if event == "turn":
        return [row[MOVES["close2" if state in (1, 3, 4) else "open2"][state]] for state in range(_SIZE)]
    if event in MOVES:
        fits = _SURVIVED[event]
        return [row[target] * fits[state] for state, target in enumerate(MOVES[event])]
    ends = ENDS_BEFORE_QUOTE if event == "end before quote" else ENDS
    return [row[target] * ends[state] for state, target in enumerate(_AFTER_END)]


def scaled(row: Row) -> Row:
    """A row that sums to one."""
    total = sum(row)
    if total <= 0.0:
        return [1.0 / _SIZE] * _SIZE
    return [one / total for one in row]


def run_chain(events: Sequence[Mark | str]) -> list[tuple[float, dict[str, float]]]:
    """For each mark the share of its neutral labels and of each move, summing to one.

    >>> from newsparse.normalize.lossy.punctuation.chain import Mark
    >>> mark = Mark(0.1, [("open2", 0.5, (1, 0.01, 1, 1, 1, 1)), ("close2", 0.4, (0.01, 1, 1, 1, 1, 1))])
    >>> neutral, moves = run_chain([mark, "close2", "end"])[0]
    >>> max(moves, key=moves.get)
    'open2'
    """
    rows = [[1.0, 0.0, 0.0, 0.0, 0.0, 0.0]]
    for event in events:
        rows.append(scaled(step(rows[-1], event)))
    behind = [1.0 / _SIZE] * _SIZE
    found: list[tuple[float, dict[str, float]]] = []
    for index in range(len(events) - 1, -1, -1):
        event, row = events[index], rows[index]
        if isinstance(event, Mark):
            found.append(_shares(event, row, behind))
        behind = scaled(back(behind, event))
    found.reverse()
    return found


def _shares(event: Mark, row: Row, behind: Row) -> tuple[float, dict[str, float]]:
    neutral = event.neutral * sum(a * b for a, b in zip(row, behind, strict=True))
    moves = {
        name: weight * sum(row[state] * fits[state] * behind[target] for state, target in enumerate(MOVES[name]))
        for name, weight, fits in event.moves
    }
    total = neutral + sum(moves.values())
    if total <= 0.0:
        return 1.0, {}
    return neutral / total, {name: share / total for name, share in moves.items()}
