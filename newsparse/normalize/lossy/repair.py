"""The pass: finds damaged words, asks the sources, repairs what is sure and tells the rest as damage."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from newsparse.model import Damage, DamageCandidate
from newsparse.normalize.found import Context, Found
from newsparse.normalize.lossy.copies import Copies
from newsparse.normalize.lossy.damaged import (
    Word,
    find_damaged_words,
    find_lost_runs,
    is_broken,
    is_damaged,
    is_question,
)
from newsparse.normalize.lossy.places import NEARBY, REACH, Places
from newsparse.normalize.lossy.reading import Reading
from newsparse.text import Edit, Layer

MOST_ROUNDS: Final = 4
"""One repair may support another; in the corpus two rounds were always enough."""
MOST_CANDIDATES: Final = 5
"""Possible originals that are told of a damage."""


def restore_letters(value: str, context: Context) -> Found:
    """Gives words with `?` or U+FFFD in place of letters their letters back, where there is only one answer.

    Shapes: `Jericho, also known as Ar???, in`, `S?o Paulo`, `in K?ng Tung`, `M?nchen`; any word that stands
    elsewhere in the text with its letters. What has no answer, or none that is sure enough, is told as damage
    if a mark stands inside of it, or U+FFFD. Deliberately left alone: a mark at the end of a complete word,
    marks alone, apostrophes (`isn?t`), URLs, wildcards and code, and letters that took several marks.

    >>> found = restore_letters("Troops went to Jericho, also known as Ar???, on Monday.", Context("en"))
    >>> [(edit.after, edit.confidence) for edit in found.edits]
    [('Arīḩā', 0.998)]
    >>> restore_letters("Was that Jericho? Who knows?", Context("en")).edits
    ()
    """
    words = tuple(find_damaged_words(value)) if is_damaged(value) else ()
    if all(is_question(value, one) for one in words):
        return Found(damage=tuple(_damage(one, ()) for one in find_lost_runs(value)))  # the index need not be opened
    edits: list[Edit] = []
    current = value
    named: dict[Word, tuple[Reading, ...]] = {}
    for _ in range(MOST_ROUNDS):
        sources = Sources(current, context, named)
        readings = {word: sources.readings(word) for word in words}
        made = _choose(readings, context.min_confidence)
        if not made:
            break
        edits += made
        current = Layer(tuple(made)).apply(current)  # of the same length: places stay what they are
        words = tuple(one for one in words if current[one.start : one.end] == one.text)
        named = dict(_out_of_reach(named, made))
    damage = [_damage(word, readings[word]) for word in words if is_broken(word.text)]
    damage += [_damage(one, ()) for one in _outside(find_lost_runs(current), damage)]
    return Found(tuple(merge_edits(current, edits)), tuple(sorted(damage, key=lambda one: one.start)))


class Sources:
    """All that tells what a damaged word was."""

    def __init__(self, value: str, context: Context, named: dict[Word, tuple[Reading, ...]]) -> None:
        self._copies = Copies(value)
        self._places = Places(value, context.language)
        self._named = named

    def readings(self, word: Word) -> tuple[Reading, ...]:
        """What the word may have been, likeliest first; sources that contradict each other take away sureness."""
        readings = self._of(word)
        if not readings and word.text.endswith("?") and is_damaged(word.text[:-1]):
            return self._of(Word(word.start, word.end - 1, word.text[:-1]))  # the last mark is a question mark
        return readings

    def _of(self, word: Word) -> tuple[Reading, ...]:
        copied = self._copies.reading(word)
        if word not in self._named:
            self._named[word] = self._places.readings(word)
        named = self._named[word]
        if copied is None:
            return tuple(sorted(named, key=_unlikely))
        agreeing = [one for one in named if one.part(word.start, word.end) == copied.after]
        sure = [one for one in named if one.confidence >= NEARBY and one not in agreeing]
        return tuple(sorted(named if sure else (copied, *named), key=_unlikely))


def _choose(readings: Mapping[Word, tuple[Reading, ...]], min_confidence: float) -> list[Edit]:
    """The likeliest readings that are sure enough; none overlaps another."""
    made: list[Edit] = []
    reached = 0
    for found in readings.values():
        if found and found[0].confidence >= min_confidence and found[0].start >= reached:
            best = found[0]
            made.append(Edit(best.start, best.end, best.after, "lossy", best.rule, best.confidence, best.evidence))
            reached = best.end
    return made


def merge_edits(repaired: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits in order; those of several rounds that overlap become one that is as sure as the least of them.

    >>> late, early = Edit(0, 9, "São Paulo", "lossy", "b", 0.99), Edit(4, 9, "Paulo", "lossy", "a", 0.98)
    >>> [(one.start, one.end, one.after, one.confidence) for one in merge_edits("São Paulo", (early, late))]
    [(0, 9, 'São Paulo', 0.98)]
    """
    whole: Edit | None = None
    for one in sorted(edits, key=lambda one: (one.start, one.end)):
        if whole is None or one.start >= whole.end:
            if whole is not None:
                yield whole
            whole = one
        else:
            end = max(whole.end, one.end)
            confidence = min(whole.confidence, one.confidence)
            evidence = whole.evidence + one.evidence
            whole = Edit(whole.start, end, repaired[whole.start : end], "lossy", whole.rule, confidence, evidence)
    if whole is not None:
        yield whole


def _out_of_reach(
    named: Mapping[Word, tuple[Reading, ...]], made: Sequence[Edit]
) -> Iterator[tuple[Word, tuple[Reading, ...]]]:
    """What stays true of the names of places after some edits: they look only so far around."""
    starts = [one.start for one in made]
    for word, readings in named.items():
        at = bisect_left(starts, word.start - REACH)
        if at == len(starts) or starts[at] > word.end + REACH:
            yield word, readings


def _outside(runs: Iterable[Word], damage: Sequence[Damage]) -> Iterator[Word]:
    """The runs that stand in none of the damaged words; both in order."""
    words = iter([*damage, None])
    word = next(words)
    for run in runs:
        while word is not None and word.end <= run.start:
            word = next(words)
        if word is None or run.end <= word.start:
            yield run


def _damage(word: Word, readings: tuple[Reading, ...]) -> Damage:
    candidates: dict[str, float] = {}
    for one in readings[:MOST_CANDIDATES]:
        candidates.setdefault(one.part(word.start, word.end), one.confidence)
    return Damage(word.start, word.end, word.text, tuple(DamageCandidate(*one) for one in candidates.items()))


def _unlikely(reading: Reading) -> tuple[float, int, str]:
    return -reading.confidence, reading.start, reading.after
