"""Reads lost marks: weighs what stands around each, then which quotes are open, and says what it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from newsparse.normalize.lossy.punctuation.answer import Answers
from newsparse.normalize.lossy.punctuation.chain import SIZE, Mark, run_chain
from newsparse.normalize.lossy.punctuation.features import View, view_places
from newsparse.normalize.lossy.punctuation.habits import Habits, load_habits
from newsparse.normalize.lossy.punctuation.paragraphs import find_paragraphs
from newsparse.normalize.lossy.punctuation.place import MarkReading, Place
from newsparse.normalize.lossy.punctuation.rare import reweigh
from newsparse.normalize.lossy.punctuation.survivors import QUOTES, find_survivors, read_style
from newsparse.normalize.lossy.punctuation.weights import Weights, load_weights

_LOST: Final = "\N{REPLACEMENT CHARACTER}"
# So little chance of any quotation mark that the state of the quotes can't change.
_NO_QUOTE: Final = 1e-3
# So little that a move need not be looked at.
_LITTLE: Final = 3e-4
# So little that it does not matter how well a label fits the open quotes.
_SOME: Final = 0.01
_QUOTES: Final = frozenset(QUOTES)
# Quotation marks that were not lost, and characters for each, of a text of nothing but marks: of real pages the one
# with the most has one in 28, links and apostrophes among them. Which quotes are open is not asked there.
_MANY_QUOTES: Final = 10_000
_FEWEST_BETWEEN: Final = 12

Chances = Sequence[float]
Event = tuple[int, Mark | str]


def read_marks(
    value: str, places: Sequence[Place], language: str | None, frequency: Callable[[str], float]
) -> list[MarkReading]:
    """What each lost mark was: quotation mark, apostrophe, dash, ellipsis, or a true question mark.

    Shapes: `?We are ready,? he said`, `the ?system? works`, `?Are we ready?? he asked`, quotes over several
    paragraphs, `Italy?s`, `workers? rights`, `the ?90s`, `l?homme`, `1999?2003`, `word ? word`, `Wait? (…)`.
    Every place gets a reading; whoever asks decides how sure is sure enough. Marks that are not listed stay as
    they are, and U+FFFD is never a question mark.

    >>> value = "?We are ready,? he said. Italy?s answer: who knows?"
    >>> places = [Place(at) for at, one in enumerate(value) if one == "?"]
    >>> found = read_marks(value, places, "en", lambda word: 5.0)
    >>> [one.after for one in found]
    ['“', '”', '’', '?']
    """
    if not places:
        return []
    habits, weights = load_habits(language), load_weights()
    paragraphs = list(find_paragraphs(value))
    views = view_places(value, places, paragraphs, habits, frequency)
    local = [_local(value, view, weights, habits) for view in views]
    shares = _with_quotes(value, views, paragraphs, local, weights)
    answers = Answers(value, read_style(value, habits), weights.levels, habits)
    return [answers.reading(view, share) for view, share in zip(views, shares, strict=True)]


def _local(value: str, view: View, weights: Weights, habits: Habits) -> Chances:
    """The chances by what stands around a mark, of the labels that are possible."""
    place = view.place
    return reweigh(value, view, weights.chances(view.names, place.roles, value[place.at] == _LOST), habits)


def _with_quotes(
    value: str, views: Sequence[View], paragraphs: Sequence[tuple[int, int]], local: Sequence[Chances], weights: Weights
) -> list[Chances]:
    """The chances of each mark's labels when all quotes are looked at together."""
    found = list(local)
    asked = [index for index, chances in enumerate(local) if sum(chances[1:5]) > _NO_QUOTE]
    if not asked or _is_all_marks(value):
        return found
    events: list[Event] = [(views[index].place.at, _mark(local[index], weights)) for index in asked]
    events += [(one.at, one.kind) for one in find_survivors(value)]
    events += _ends(value, paragraphs, frozenset(at for at, _ in events))
    events.sort(key=_place_of)
    shares = run_chain([event for _, event in events])
    for index, (states, moves) in zip(asked, shares, strict=True):
        found[index] = _together(local[index], states, moves, weights)
    return found


def _is_all_marks(value: str) -> bool:
    """Whether a long text has so many quotation marks that they enclose nothing."""
    count = sum(map(value.count, QUOTES))
    return count > _MANY_QUOTES and count * _FEWEST_BETWEEN > len(value)


def _mark(chances: Chances, weights: Weights) -> Mark:
    moves = [(label, chances[label], arcs) for label, arcs in weights.arcs.items() if chances[label] > _LITTLE]
    flat = chances[0] + sum(chances[5:])
    neutral = [flat] * SIZE
    for label, fits in weights.fits.items():
        chance = chances[label]
        if chance > _SOME:
            neutral = [one + chance * (fit - 1.0) for one, fit in zip(neutral, fits, strict=True)]
    return Mark(neutral, moves)


def _ends(value: str, paragraphs: Sequence[tuple[int, int]], marks: frozenset[int]) -> list[Event]:
    """The ends of paragraphs, each with whether the next one begins with a mark that may open a quote."""
    found: list[Event] = []
    following = -1
    for start, end in reversed(paragraphs):
        quoted = following >= 0 and (following in marks or value[following] in _QUOTES)
        found.append((end, "end before quote" if quoted else "end"))
        following = start
    return found


def _together(chances: Chances, states: list[float], moves: list[tuple[int, float]], weights: Weights) -> Chances:
    total = sum(states)
    made = [chance * total for chance in chances]
    made[1:5] = (0.0, 0.0, 0.0, 0.0)
    for label, fits in weights.fits.items():
        if made[label]:
            made[label] = chances[label] * sum([one * fit for one, fit in zip(states, fits, strict=True)])
    for label, share in moves:
        made[label] = share
    whole = sum(made)
    return [chance / whole for chance in made] if whole > 0.0 else chances


def _place_of(event: Event) -> int:
    return event[0]
