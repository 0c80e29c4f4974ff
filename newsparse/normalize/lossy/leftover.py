"""What is still broken after all repairs, with all that it may have been."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from newsparse.lost import LOST
from newsparse.model import Damage, DamageCandidate
from newsparse.normalize.lossy.damaged import Word, find_lost_runs, is_broken
from newsparse.normalize.lossy.marks import Mark
from newsparse.normalize.lossy.reading import Reading
from newsparse.normalize.lossy.units import Units

MOST_CANDIDATES: Final = 5
"""Possible originals that are told of a damage."""
SUREST: Final = 0.999
"""No candidate is certain."""
LEAST: Final = 0.001
"""And none impossible."""
LIKELY: Final = 0.5
"""How likely a word is to have lost a letter, or a mark to be no question mark, that is told as damage."""


def tell_damage(
    units: Units, value: str, words: Mapping[Word, Sequence[Reading]], marks: Sequence[Mark], *, is_repaired: bool
) -> tuple[Damage, ...]:
    """The damage in `value`, in order: words with marks inside of them, words that likely lost a letter at an edge,
    marks that are hardly question marks, and whatever else holds U+FFFD.

    Where nothing was repaired and no word is broken a question mark is believed to be one.
    """
    told: list[Damage] = []
    covered: set[int] = set()
    for word, readings in words.items():
        text = units.value[word.start : word.end]
        if is_broken(text) or (text == word.text and sum(one.confidence for one in readings) >= LIKELY):
            told.append(_told(units, value, word.start, word.end, _candidates(text, word, readings)))
            covered.update(range(word.start, word.end))
    is_damaged = is_repaired or bool(told)
    likely = {one.at: dict(one.candidates[:MOST_CANDIDATES]) for one in marks if one.question < LIKELY}
    told += [
        _told(units, value, at, at + 1, candidates)
        for at, candidates in likely.items()
        if is_damaged and at not in covered and units.value[at] == LOST[0]
    ]
    for run in find_lost_runs(units.value):
        if covered.isdisjoint(range(run.start, run.end)):
            candidates = likely.get(run.start, {}) if run.end - run.start == 1 else {}
            told.append(_told(units, value, run.start, run.end, candidates))
    return tuple(sorted(told, key=_start))


def _candidates(text: str, word: Word, readings: Sequence[Reading]) -> dict[str, float]:
    found: dict[str, float] = {}
    for one in readings[:MOST_CANDIDATES]:
        if one.start >= word.start and one.end <= word.end:
            after = text[: one.start - word.start] + one.after + text[one.end - word.start :]
        else:
            after = one.part(word.start, word.end)
        found.setdefault(after, min(SUREST, max(LEAST, round(one.confidence, 3))))
    return found


def _told(units: Units, value: str, start: int, end: int, candidates: Mapping[str, float]) -> Damage:
    start, end = units.place(start), units.place(end)
    return Damage(start, end, value[start:end], tuple(DamageCandidate(*one) for one in candidates.items()))


def _start(damage: Damage) -> int:
    return damage.start
