"""Reads lost marks: weighs what stands around each, then which quotes are open, and says what it was."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Final

from newsparse.normalize.lossy.punctuation.chain import Mark, run_chain
from newsparse.normalize.lossy.punctuation.facts import tell
from newsparse.normalize.lossy.punctuation.features import View, view_places
from newsparse.normalize.lossy.punctuation.habits import Habits, load_habits
from newsparse.normalize.lossy.punctuation.paragraphs import find_paragraphs
from newsparse.normalize.lossy.punctuation.place import LABELS, ROLE_OF, MarkReading, Place
from newsparse.normalize.lossy.punctuation.survivors import QUOTES, Style, find_survivors, read_style
from newsparse.normalize.lossy.punctuation.weights import Weights, load_weights

_LOST: Final = "\N{REPLACEMENT CHARACTER}"
_MOVING: Final = ("open2", "close2", "open1", "close1")
_ROLES: Final = tuple(ROLE_OF.get(label, label) for label in LABELS)
# So little chance of any quotation mark that the state of the quotes can't change.
_NO_QUOTE: Final = 1e-7
# What is told besides the likeliest role.
_LEAST: Final = 0.005
_MOST: Final = 3
_QUOTES: Final = frozenset(QUOTES)


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
    local = [_local(value, view, weights) for view in views]
    shares = _with_quotes(value, views, paragraphs, local, weights)
    style = read_style(value, habits)
    return [_reading(value, view, share, style, weights, habits) for view, share in zip(views, shares, strict=True)]


def _local(value: str, view: View, weights: Weights) -> list[float]:
    chances = weights.chances(view.names)
    roles = view.place.roles
    lost = value[view.place.at] == _LOST
    if roles is None and not lost:
        return chances
    allowed = [
        chance if (roles is None or role in roles) and not (lost and role == "question") else 0.0
        for chance, role in zip(chances, _ROLES, strict=True)
    ]
    whole = sum(allowed)
    return [chance / whole for chance in allowed] if whole > 0.0 else [*[0.0] * (len(LABELS) - 1), 1.0]


def _with_quotes(
    value: str,
    views: Sequence[View],
    paragraphs: Sequence[tuple[int, int]],
    local: Sequence[list[float]],
    weights: Weights,
) -> list[list[float]]:
    """The chances of each mark's labels when all quotes are looked at together."""
    asked = {view.place.at: index for index, view in enumerate(views) if sum(local[index][1:5]) > _NO_QUOTE}
    if not asked:
        return list(local)
    found = list(local)
    for index, (neutral, moves) in zip(
        asked.values(), run_chain(_events(value, asked, paragraphs, local, weights)), strict=True
    ):
        chances = list(local[index])
        kept = 1.0 - sum(chances[1:5])
        share = neutral / kept if kept > 0.0 else 0.0
        chances = [chance * share for chance in chances]
        for position, name in enumerate(_MOVING, 1):
            chances[position] = moves.get(name, 0.0)
        found[index] = chances
    return found


def _events(
    value: str,
    asked: dict[int, int],
    paragraphs: Sequence[tuple[int, int]],
    local: Sequence[list[float]],
    weights: Weights,
) -> list[Mark | str]:
    fits = [weights.fits[name] for name in _MOVING]
    events: list[tuple[int, Mark | str]] = []
    for at, index in asked.items():
        chances = local[index]
        moves = [
            (name, chances[position], fits[position - 1])
            for position, name in enumerate(_MOVING, 1)
            if chances[position] > 0.0
        ]
        events.append((at, Mark(1.0 - sum(chances[1:5]), moves)))
    events += [(one.at, one.kind) for one in find_survivors(value)]
    for number, (_, end) in enumerate(paragraphs):
        following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else -1
        quoted = following >= 0 and (following in asked or value[following] in _QUOTES)
        events.append((end, "end before quote" if quoted else "end"))
    events.sort(key=_place_of)
    return [event for _, event in events]


def _place_of(event: tuple[int, Mark | str]) -> int:
    return event[0]


def _reading(
    value: str, view: View, chances: list[float], style: Style, weights: Weights, habits: Habits
) -> MarkReading:
    by_role: dict[str, float] = {}
    for role, chance in zip(_ROLES, chances, strict=True):
        by_role[role] = by_role.get(role, 0.0) + chance
    ranked = sorted(by_role.items(), key=_by_chance)
    role, chance = ranked[0]
    after = _character(value, view, role, chances, style)
    if after == style.single[1] == "’" and role in ("apostrophe", "closing"):
        chance = by_role["apostrophe"] + by_role["closing"]  # the same character either way
    others = tuple(
        (_character(value, view, other, chances, style), round(share, 3))
        for other, share in ranked[1 : 1 + _MOST]
        if share >= _LEAST
    )
    level = calibrated(weights.levels.get(role, ()), chance)
    return MarkReading(view.place.at, role, after, level, f"punctuation/{role}", tell(view, role, habits), others)


def _by_chance(item: tuple[str, float]) -> float:
    return -item[1]


def _character(value: str, view: View, role: str, chances: list[float], style: Style) -> str:
    if role == "opening":
        return style.double[0] if chances[1] >= chances[3] else style.single[0]
    if role == "closing":
        return style.double[1] if chances[2] >= chances[4] else style.single[1]
    if role == "apostrophe":
        return "’"
    if role == "dash":
        shape = view.run.shape
        if shape == "figures":
            return "–"
        return style.dash if shape in ("lone", "before", "behind", "opening", "closing") else style.glued_dash
    if role == "ellipsis":
        return "…"
    if role == "inverted":
        return "¿"
    if role == "other" and chances[10] > chances[11]:
        return "\N{NO-BREAK SPACE}"
    return value[view.place.at]


def calibrated(steps: Sequence[tuple[float, float]], chance: float) -> float:
    """What a chance is worth, by the steps that were measured: straight lines between them.

    >>> calibrated(((0.0, 0.0), (0.5, 0.4), (1.0, 0.98)), 0.75)
    0.69
    """
    if not steps:
        return min(round(chance, 3), 0.999)
    index = bisect_right(steps, chance, key=_first)
    if index == 0:
        return steps[0][1]
    if index == len(steps):
        return steps[-1][1]
    (low, low_level), (high, high_level) = steps[index - 1], steps[index]
    return round(low_level + (high_level - low_level) * (chance - low) / (high - low), 3)


def _first(step: tuple[float, float]) -> float:
    return step[0]
