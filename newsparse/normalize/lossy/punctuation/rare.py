"""Shapes that are too rare to be learned: `?em`, `the ?90s`, `O?Brien`, `l?homme`, `?Qué es?`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsparse.normalize.lossy.punctuation.features import View
from newsparse.normalize.lossy.punctuation.habits import Habits
from newsparse.normalize.lossy.punctuation.place import LABELS, ROLES_BY_LABEL
from newsparse.patterns import pattern

# How sure each shape is before its level is looked up; set by hand, since the corpora hold a handful of each.
_CLIPPED: Final = 0.99
_DECADE: Final = 0.99
_NAME: Final = 0.9998
_ELISION: Final = 0.9998
_ASKS: Final = 0.97
_MAY_ASK: Final = 0.5
# A sum of money in euros, a quotation mark with a blank inside: as likely as a dash where those are usual.
_MONEY: Final = 0.5
_SPACED: Final = 0.3
# A letter alone, where those are words.
_WORD: Final = 0.5
_BETWEEN_YEARS: Final = 0.99
_YEARS = pattern(r"(?:1[0-9]|20)[0-9]{2}[^0-9](?:[0-9]{4}|[0-9]{2})(?![0-9])")
_DECADE_AHEAD = pattern(r"[0-9]0s?(?!\w)")
_MARKS: Final = frozenset("?'‘’\N{REPLACEMENT CHARACTER}")
_VOWELS: Final = frozenset("aeiouyhàâæéèêëîïôœùûüáíóúìò")
_AT: Final = {label: index for index, label in enumerate(LABELS)}


def reweigh(value: str, view: View, chances: Sequence[float], habits: Habits) -> Sequence[float]:
    """The chances with what is known of rare shapes; the same where a mark has none."""
    found = _rare(value, view, habits)
    if found is None:
        return chances
    label, share = found
    index = _AT[label]
    roles = view.place.roles
    if chances[index] >= share or (roles is not None and ROLES_BY_LABEL[index] not in roles):
        return chances
    rest = 1.0 - chances[index]
    scaled = [chance * (1.0 - share) / rest for chance in chances]
    scaled[index] = share
    return scaled


def _rare(value: str, view: View, habits: Habits) -> tuple[str, float] | None:
    if view.place.letter >= 0.5:
        return None
    run = view.run
    alone = run.end - run.start == 1
    if view.turned in ("1", "2") and view.index == run.end - run.start - 1:
        return "inverted", _ASKS if view.turned == "1" else _MAY_ASK
    if view.before and view.after:
        return _inside(view, habits, alone)
    if not alone:
        return None
    if run.shape == "lone":
        return _alone(value, view, habits)
    if (
        run.shape == "figures"
        and _YEARS.match(value, run.start - 4)
        and not value[run.start - 5 : run.start - 4].isdigit()
    ):
        return "dash", _BETWEEN_YEARS
    if run.shape == "before9" and _DECADE_AHEAD.match(value, run.end) and value[run.end + 2 : run.end + 3] == "s":
        return "apostrophe", _DECADE
    if run.shape == "before" and view.after.lower() in habits.clipped:
        return "apostrophe", _CLIPPED
    if view.before.lower() in habits.clipped and len(view.before) == 1:
        opened = run.start - 2
        if opened > 0 and value[opened] in _MARKS and value[opened - 1].isspace():
            return "apostrophe", _CLIPPED
    return None


def _alone(value: str, view: View, habits: Habits) -> tuple[str, float] | None:
    at, roles = view.run.start, view.place.roles
    if habits.lone_letters and (roles is None or "letter" in roles):
        return "letter", _WORD
    if habits.spaced:
        return "other", _SPACED
    if not habits.contracts and (value[at - 2 : at - 1].isdigit() or value[at - 3 : at - 1] == ",-"):
        return "other", _MONEY
    return None


def _inside(view: View, habits: Habits, alone: bool) -> tuple[str, float] | None:
    before = view.before
    if before == "O" and alone and view.after[:1].isupper() and view.after[1:2].islower():
        return "apostrophe", _NAME
    if alone and f"{before}'{view.after}".lower() in habits.with_apostrophe:
        return "apostrophe", _NAME
    if view.index == 0 and before.lower() in habits.before_apostrophe:
        if not alone:
            return "apostrophe", 0.9
        if view.after[0].lower() in _VOWELS:
            return "apostrophe", _ELISION
    return None
