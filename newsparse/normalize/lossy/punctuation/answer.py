"""What is said of a mark in the end: its role, the character that the paper prints, how sure that is, and why."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Final

from newsparse.normalize.lossy.punctuation.facts import tell
from newsparse.normalize.lossy.punctuation.features import View
from newsparse.normalize.lossy.punctuation.habits import Habits
from newsparse.normalize.lossy.punctuation.place import ROLES, ROLES_BY_LABEL, MarkReading
from newsparse.normalize.lossy.punctuation.survivors import Style

# Roles that are told besides the likeliest.
_LEAST: Final = 0.005
_MOST: Final = 3
# `treats? This`: three of the four true question marks that were taken for apostrophes were followed by a capital.
_MAY_ASK: Final = 0.93
# So likely that no other label need be looked at.
_CLEAR: Final = 0.998
_SPACED: Final = frozenset(("lone", "before", "behind", "opening", "closing"))
_ALWAYS: Final = {"apostrophe": "’", "ellipsis": "…", "inverted": "¿"}
_RULES: Final = {role: f"punctuation/{role}" for role in ROLES}


class Answers:
    """Says what the marks of a text were, in order."""

    def __init__(
        self, value: str, style: Style, levels: Mapping[str, Sequence[tuple[float, float]]], habits: Habits
    ) -> None:
        self._value = value
        self._style = style
        self._levels = levels
        self._habits = habits
        self._opened = -1

    def reading(self, view: View, chances: Sequence[float]) -> MarkReading:
        """The likeliest role of a mark by the chances of its labels."""
        chance = max(chances)
        others: tuple[tuple[str, float], ...] = ()
        if chance > _CLEAR:
            role = ROLES_BY_LABEL[chances.index(chance)]
        else:
            roles = _by_role(chances)
            chance, role = max(roles)
            others = self._others(view, roles, role, chances)
        after = self._character(view, role, chances)
        if role in ("apostrophe", "closing") and after == "’" == self._style.single[1]:
            chance = min(1.0, chances[5] + chances[2] + chances[4])  # the same character either way
        level = calibrated(self._levels.get(level_of(role, view.run.shape), ()), chance)
        if role == "apostrophe" and view.run.shape == "behind" and view.asked != "-" and self._may_ask(view):
            level = min(level, _MAY_ASK)
        evidence = tell(view, role, self._opened, self._habits)
        if role == "opening":
            self._opened = view.place.at
        elif role == "closing":
            self._opened = -1
        return MarkReading(view.place.at, role, after, level, _RULES[role], evidence, others)

    def _may_ask(self, view: View) -> bool:
        """Whether a mark behind a word may be a question's: a capital follows, as in `the Sanders? Who`."""
        at, roles = view.place.at, view.place.roles
        is_open = self._value[at] == "?" and (roles is None or "question" in roles)
        return is_open and self._value[at + 2 : at + 3].isupper()

    def _others(
        self, view: View, roles: list[tuple[float, str]], best: str, chances: Sequence[float]
    ) -> tuple[tuple[str, float], ...]:
        rest = sorted((one for one in roles if one[0] >= _LEAST and one[1] != best), reverse=True)
        return tuple((self._character(view, role, chances), round(share, 3)) for share, role in rest[:_MOST])

    def _character(self, view: View, role: str, chances: Sequence[float]) -> str:
        style = self._style
        if role == "opening":
            return style.double[0] if chances[1] >= chances[3] else style.single[0]
        if role == "closing":
            return style.double[1] if chances[2] >= chances[4] else style.single[1]
        if role == "dash":
            shape = view.run.shape
            return "–" if shape == "figures" else style.dash if shape in _SPACED else style.glued_dash
        if role == "other" and chances[10] > chances[11]:
            return "\N{NO-BREAK SPACE}"
        return _ALWAYS.get(role) or self._value[view.place.at]


def _by_role(chances: Sequence[float]) -> list[tuple[float, str]]:
    question, open2, close2, open1, close1, apostrophe, dash, ellipsis, inverted, letter, space, other = chances
    return [
        (question, "question"), (open2 + open1, "opening"), (close2 + close1, "closing"), (apostrophe, "apostrophe"),
        (dash, "dash"), (ellipsis, "ellipsis"), (inverted, "inverted"), (letter, "letter"), (space + other, "other"),
    ]  # fmt: skip


def level_of(role: str, shape: str) -> str:
    """Which steps tell what a chance is worth: where a mark stands tells how sure an apostrophe or a dash can be.

    >>> level_of("apostrophe", "inner"), level_of("opening", "before")
    ('apostrophe inner', 'opening')
    """
    return f"{role} {shape}" if role in ("apostrophe", "dash") else role


def calibrated(steps: Sequence[tuple[float, float]], chance: float) -> float:
    """What a chance is worth, by the steps that were measured: straight lines between them.

    >>> calibrated(((0.0, 0.0), (0.5, 0.4), (1.0, 0.98)), 0.75)
    0.69
    """
    if not steps:
        return chance
    index = bisect_right(steps, chance, key=_first)
    if index == len(steps):
        return min(steps[-1][1], 0.999)
    (low, low_level), (high, high_level) = steps[index - 1], steps[index]
    return min(round(low_level + (high_level - low_level) * (chance - low) / (high - low), 3), 0.999)


def _first(step: tuple[float, float]) -> float:
    return step[0]
