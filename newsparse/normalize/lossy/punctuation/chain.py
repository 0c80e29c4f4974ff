"""Which quotes are open: a closing mark needs an opening one, and the next paragraph may go on with the quote.

The places, the marks that survived and the ends of paragraphs are events in a row; before each, the text is in one
of five states. Forward and backward over all events gives each mark the chance of each label.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

# No quote is open; a double one; a single one; a single in a double one; the paragraph before ended in an open
# double quote. Double quotes in single ones are not counted.
STATES: Final = ("none", "double", "single", "inner", "carried")
SIZE: Final = len(STATES)
MOVES: Final[Mapping[str, tuple[int, ...]]] = {
    "open2": (1, 1, 2, 3, 1),
    "close2": (0, 0, 2, 0, 0),
    "open1": (2, 3, 2, 3, 2),
    "close1": (0, 1, 0, 1, 4),
}
"""What a mark that opens or closes makes of each state."""
# How well a surviving mark fits each state: an open quote that is opened again, or nothing to be closed, is seldom.
_SURVIVED: Final[Mapping[str, tuple[float, ...]]] = {
    "open2": (1.0, 0.1, 0.8, 0.05, 1.0),
    "close2": (0.1, 1.0, 0.8, 0.1, 0.3),
    "open1": (0.5, 1.0, 0.05, 0.02, 0.5),
    "close1": (0.5, 0.5, 1.0, 1.0, 0.5),
}
_AFTER_END: Final = (0, 4, 0, 4, 0)
_TURN: Final = (1, 0, 2, 0, 1)

Row = list[float]
# From a state to a state, and how well that fits.
Arc = tuple[int, int, float]

_FIXED: Final[Mapping[str, tuple[Arc, ...]]] = {
    **{
        kind: tuple((state, target, _SURVIVED[kind][state]) for state, target in enumerate(targets))
        for kind, targets in MOVES.items()
    },
    "turn": tuple((state, target, 1.0) for state, target in enumerate(_TURN)),
    # A paragraph ends: in the corpora 1 of 30 that end in an open quote goes on where no mark opens the next one.
    "end": tuple(zip(range(SIZE), _AFTER_END, (1.0, 0.03, 0.05, 0.005, 0.5), strict=True)),
    "end before quote": tuple(zip(range(SIZE), _AFTER_END, (1.0, 0.35, 0.05, 0.01, 0.3), strict=True)),
}
"""What an event that is known makes of each state: an arc from every state, in order."""
_TOO_SMALL: Final = 1e-60
_TOO_LARGE: Final = 1e60


class Mark:
    """A place: what each state is worth to all labels that move nothing, and the arcs of the others by weight."""

    __slots__ = ("moves", "neutral")

    def __init__(self, neutral: Sequence[float], moves: Sequence[tuple[int, float, Sequence[Arc]]]) -> None:
        self.neutral = neutral
        self.moves = moves


def run_chain(events: Sequence[Mark | str]) -> list[tuple[Row, list[tuple[int, float]]]]:
    """For each mark what each state is worth to a label that moves nothing, and the weight of each move.

    A string is the kind of a surviving mark, or an end.

    >>> opens, closes = ((0, 1, 1.0), (1, 1, 0.01)), ((0, 0, 0.01), (1, 0, 1.0))
    >>> states, moves = run_chain([Mark([0.1] * 5, [(1, 0.5, opens), (2, 0.4, closes)]), "close2", "end"])[0]
    >>> max(moves, key=lambda move: move[1])[0]
    1
    """
    rows: list[Row] = [[1.0, 0.0, 0.0, 0.0, 0.0]]
    for event in events:
        rows.append(_scaled(_step(rows[-1], event)))
    behind = [1.0] * SIZE
    found: list[tuple[Row, list[tuple[int, float]]]] = []
    for index in range(len(events) - 1, -1, -1):
        event, row = events[index], rows[index]
        if isinstance(event, str):
            before = [behind[target] * fit for _, target, fit in _FIXED[event]]
        else:
            before = [one * other for one, other in zip(behind, event.neutral, strict=True)]
            states = [one * other for one, other in zip(row, behind, strict=True)]
            moves = []
            for label, weight, arcs in event.moves:
                share = 0.0
                for state, target, fit in arcs:
                    worth = behind[target] * fit
                    if worth:
                        before[state] += worth * weight
                        share += row[state] * worth
                moves.append((label, share * weight))
            found.append((states, moves))
        behind = _scaled(before)
    found.reverse()
    return found


def _step(row: Row, event: Mark | str) -> Row:
    """The chances of the states behind an event."""
    if isinstance(event, str):
        made = [0.0] * SIZE
        for state, target, fit in _FIXED[event]:
            made[target] += row[state] * fit
        return made
    made = [one * other for one, other in zip(row, event.neutral, strict=True)]
    for _, weight, arcs in event.moves:
        for state, target, fit in arcs:
            if row[state]:
                made[target] += row[state] * weight * fit
    return made


def _scaled(row: Row) -> Row:
    """A row that is neither too small nor too large to go on with."""
    total = sum(row)
    if _TOO_SMALL < total < _TOO_LARGE:
        return row
    return [one / total for one in row] if total > 0.0 else [1.0] * SIZE
