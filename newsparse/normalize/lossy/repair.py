"""The pass: finds what is lost, asks the sources, repairs what is sure and tells the rest as damage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from newsparse.lexicon import load_lexicon
from newsparse.model import Damage, DamageCandidate
from newsparse.normalize.found import Context, Found
from newsparse.normalize.lossy.damaged import (
    Word,
    find_damaged_words,
    find_lost_runs,
    is_broken,
    is_damaged,
)
from newsparse.normalize.lossy.reading import Reading
from newsparse.normalize.lossy.sources import Sources
from newsparse.normalize.lossy.units import Units, view_units
from newsparse.text import Edit, Layer

MOST_ROUNDS: Final = 2
"""A repair may support another: the copies of a word, the neighbours of a name."""
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
    language = (context.language or "").partition("-")[0] or None
    units = view_units(value, _known_word(language))
    words = tuple(find_damaged_words(units.value))
    edits: list[Edit] = []
    current = units
    readings: dict[Word, tuple[Reading, ...]] = {}
    for _ in range(MOST_ROUNDS):
        sources = Sources(current, language)
        sources.weigh_survivors(words)
        readings = {word: sources.readings(word) for word in words}
        made = _choose(readings, context.min_confidence)
        if not made:
            break
        edits += made
        current = Units(Layer(tuple(made)).apply(current.value), units.widths)  # of the same length: places stay
        words = tuple(one for one in words if current.value[one.start : one.end] == one.text)
    damage = [_damage(units, value, word, readings[word]) for word in words if is_broken(word.text)]
    lost = find_lost_runs(current.value)
    damage += [
        _damage(units, value, one, ())
        for one in _outside(lost, [(one.start, one.end) for one in words if is_broken(one.text)])
    ]
    placed = (_placed(units, one) for one in merge_edits(current.value, edits))
    return Found(tuple(placed), tuple(sorted(damage, key=lambda one: one.start)))


def _known_word(language: str | None):  # type: ignore[no-untyped-def]
    lexicon = load_lexicon()

    def is_known(word: str) -> bool:
        lower = word.lower()
        if is_damaged(lower):
            return bool(lexicon.restore(lower, language or "en") if language else lexicon.restore_anywhere(lower))
        return lexicon.frequency(lower, language or "en") > 0

    return is_known


def _choose(readings: Mapping[Word, tuple[Reading, ...]], min_confidence: float) -> list[Edit]:
    """The likeliest readings that are sure enough; none overlaps another."""
    made: list[Edit] = []
    reached = 0
    for found in readings.values():
        if found and found[0].confidence >= min_confidence and found[0].start >= reached:
            best = found[0]
            confidence = round(min(best.confidence, 0.999), 3)
            made.append(Edit(best.start, best.end, best.after, "lossy", best.rule, confidence, best.evidence))
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


def _placed(units: Units, edit: Edit) -> Edit:
    """The edit with its places in the text."""
    if not units.ends:
        return edit
    start, end = units.place(edit.start), units.place(edit.end)
    return Edit(start, end, edit.after, edit.kind, edit.rule, edit.confidence, edit.evidence)


def _outside(runs: Iterable[Word], damaged: Sequence[tuple[int, int]]) -> Iterator[Word]:
    """The runs that stand in none of the damaged words; both in order."""
    words = iter([*damaged, None])
    word = next(words)
    for run in runs:
        while word is not None and word[1] <= run.start:
            word = next(words)
        if word is None or run.end <= word[0]:
            yield run


def _damage(units: Units, value: str, word: Word, readings: tuple[Reading, ...]) -> Damage:
    candidates: dict[str, float] = {}
    for one in readings[:MOST_CANDIDATES]:
        if one.start >= word.start and one.end <= word.end:
            after = word.text[: one.start - word.start] + one.after + word.text[one.end - word.start :]
        else:
            after = one.part(word.start, word.end)
        candidates.setdefault(after, round(one.confidence, 3))
    start, end = units.place(word.start), units.place(word.end)
    return Damage(start, end, value[start:end], tuple(DamageCandidate(*one) for one in candidates.items()))
