"""The pass: finds what is lost, asks the sources, repairs what is sure and tells the rest as damage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import Final

from newsparse.gazetteer import load_gazetteer
from newsparse.lexicon import load_lexicon
from newsparse.lost import LOST, skeleton_of
from newsparse.normalize.found import Context, Found
from newsparse.normalize.half_shapes import find_half_marks
from newsparse.normalize.lossy.damaged import Word, find_prose_runs, is_damaged, words_around
from newsparse.normalize.lossy.leftover import tell_damage
from newsparse.normalize.lossy.marks import Mark, marks_in_text, read_open_marks
from newsparse.normalize.lossy.reading import Reading
from newsparse.normalize.lossy.sources import Sources, may_be_name
from newsparse.normalize.lossy.units import Units, view_units
from newsparse.record import Record, record
from newsparse.text import Edit, Layer

MOST_ROUNDS: Final = 6
"""A repair may support another: the copies of a word, the neighbours of a name."""
FEWEST_HOPELESS_MARKS: Final = 10_000
"""Up to so many marks that no word explains are read wherever they stand; 10,000 take a second."""
FEWEST_BETWEEN_MARKS: Final = 20
"""Where more of them stand less than so many characters apart they are left as they are: of real pages the one with
the most quotation marks and apostrophes has one in 28 characters."""
FEWEST_HOPELESS: Final = 2_000
"""Up to so many damaged words are read whatever share of the text they are."""
HOPELESS_SHARE: Final = 0.6
"""Where more of the words are damaged nothing around them tells what they were: of Czech that lost all its letters
outside of ASCII half are, and of Turkish; reading them all takes 0.2 to 0.4 ms a word."""
HOPELESS_UNKNOWN: Final = 0.1
"""The same where the language is not known, so that hardly any word could be repaired: of articles that lose all
their quotation marks and apostrophes one word in forty is damaged."""
NAME_ZIPF: Final = 3.0
"""How common a name of the gazetteer is taken to be: one word in a million."""
DOUBTFUL_SHARE: Final = 0.15
"""Where more of the words are damaged some are tried before all are read: of Turkish that lost all its letters outside
of ASCII one in eight stays damaged."""
MOST_TRIED: Final = 300
"""So many words, spread over a long text, are tried."""
FEWEST_SURE: Final = 0.3
"""Where fewer of those come back at once the text lost letters at random, and no answer is worth a millisecond a word:
of texts that lost all their letters outside of ASCII 0.8 come back, where one letter in twenty is lost 0.01 to 0.2."""


def restore_letters(value: str, context: Context) -> Found:
    """Gives words with `?` or U+FFFD in place of letters their letters back, where there is only one answer.

    Shapes: words of the text's language (`gr??er`, `S?o`), words that no list holds (`Krankenh?user`), names
    (`Erdo?an`, `Jericho, also known as Ar???`), any word that stands elsewhere in the text with its letters;
    quotation marks, apostrophes, dashes and ellipses (`?We?re ready,? he said`); one mark for a character or for
    each of its bytes (`Jos??`). What has no answer, or none that is sure enough, is told as damage. Left alone:
    question marks, URLs, wildcards, code, and lines of which only marks are left.

    >>> found = restore_letters("Troops went to Jericho, also known as Ar???, on Monday.", Context("en"))
    >>> [(edit.after, edit.confidence) for edit in found.edits]
    [('Arīḩā', 0.998)]
    >>> restore_letters("Was that Jericho? Who knows?", Context("en")).edits
    ()
    """
    language = (context.language or "").partition("-")[0] or None
    units = view_units(value, _word_frequency(language))
    halves = find_half_marks(value)  # told by the byte before them, or by nothing
    runs = [run for run in find_prose_runs(units.value) if units.place(run[0]) not in halves]
    damaged = tuple(words_around(units.value, runs))
    if is_hopeless(units.value, damaged, HOPELESS_SHARE if language else HOPELESS_UNKNOWN) or (
        is_hopeless(units.value, damaged, DOUBTFUL_SHARE) and _few_come_back(units, runs, damaged, language, context)
    ):
        return Found((), tell_damage(units, value, dict.fromkeys(damaged, ()), (), is_repaired=False))
    words = _restore_words(units, runs, damaged, language, context)
    value_now = words.units.value
    places = [at for at in marks_in_text(value_now, runs) if value_now[at] in LOST]
    marks: tuple[Mark, ...] = ()
    if not is_all_marks(value_now, len(places)):
        letters = dict(_letter_chances(words.left, words.sources, value_now))
        marks = tuple(read_open_marks(words.units, places, language, letters, words.sources.letter_alone))
    sure = [one.edit() for one in marks if one.confidence >= context.min_confidence and one.after not in LOST]
    edits = [*words.edits, *sure]
    repaired = Layer(tuple(sure)).apply(value_now)
    merged = (_placed(units, one) for one in merge_edits(repaired, edits))
    damage = tell_damage(units.with_value(repaired), value, words.left, marks, is_repaired=bool(edits))
    return Found(tuple(merged), damage)


def is_hopeless(value: str, damaged: Sequence[Word], share: float) -> bool:
    """Whether a long text lost so much that it is no language any more: reading it would take seconds for nothing.

    >>> words = tuple(words_around("a?b " * 3_000, [(at, at + 1) for at in range(1, 12_000, 4)]))
    >>> is_hopeless("a?b " * 3_000, words, 0.6), is_hopeless("a?b word " * 3_000, words, 0.6)
    (True, False)
    """
    return len(damaged) > FEWEST_HOPELESS and len(damaged) > share * len(value.split())


def _few_come_back(
    units: Units, runs: Sequence[tuple[int, int]], damaged: Sequence[Word], language: str | None, context: Context
) -> bool:
    """Whether of some words, spread over the text, hardly any is sure."""
    tried = damaged[:: len(damaged) // MOST_TRIED + 1]
    sources = Sources(units, language, context.certainty, runs)
    sources.weigh_survivors(tried)
    found = [readings for word in tried if (readings := sources.readings(word))]
    sure = sum(readings[0].confidence >= context.min_confidence for readings in found)
    return sure < FEWEST_SURE * len(tried)


def is_all_marks(value: str, open_marks: int) -> bool:
    """Whether so many marks of a long text are explained by no word that they enclose nothing.

    >>> is_all_marks("?No,? he said." * 6_000, 12_000), is_all_marks("?She won't come,? he said." * 10_000, 12_000)
    (True, False)
    """
    return open_marks > FEWEST_HOPELESS_MARKS and open_marks * FEWEST_BETWEEN_MARKS > len(value)


@record
class _Words(Record):
    """The words of a text after all rounds."""

    units: Units
    """The text with the letters that are sure."""
    edits: list[Edit]
    """What was restored, of all rounds; places in the view."""
    left: dict[Word, tuple[Reading, ...]]
    """The words that are still damaged, with what they may have been."""
    sources: Sources
    """Who was asked in the last round."""


def _restore_words(
    units: Units, runs: Sequence[tuple[int, int]], words: tuple[Word, ...], language: str | None, context: Context
) -> _Words:
    """Restores words in rounds until none is sure any more."""
    edits: list[Edit] = []
    now, still = units, list(runs)
    sources = Sources(now, language, context.certainty, still)
    left: dict[Word, tuple[Reading, ...]] = {}
    found: set[str] = set()
    for number in range(MOST_ROUNDS):
        if number:
            sources = Sources(now, language, context.certainty, still, sources)
        sources.weigh_survivors(words)
        known, left = left, {}
        for word in words:
            before = known.get(word)
            left[word] = sources.readings(word) if before is None or is_touched(word, found) else before
        made = _choose(left, context.min_confidence)
        if not made:
            break
        edits += made
        found = {skeleton_of(one.after.lower()) for one in made}
        now = now.with_value(Layer(tuple(made)).apply(now.value))  # of the same length: places stay
        still = [run for run in runs if is_damaged(now.value[run[0] : run[1]])]
        words = tuple(words_around(now.value, still))
    return _Words(now, edits, left, sources)


def is_touched(word: Word, found: Set[str]) -> bool:
    """Whether words that were found, by what would be left of them, may change how a word is read: it may be one of
    them, or stand beside a name."""
    if may_be_name(word.text):
        return True
    text = skeleton_of(word.text.lower())
    return not found.isdisjoint({text, text.strip("?"), text.lstrip("?"), text.rstrip("?")})


def merge_edits(repaired: str, edits: Iterable[Edit]) -> Iterator[Edit]:
    """The edits in order; those of several rounds that overlap become one that is as sure as the least of them.

    >>> late, early = Edit(0, 9, "São Paulo", "lossy", "b", 0.99), Edit(4, 9, "Paulo", "lossy", "a", 0.98)
    >>> [(one.start, one.end, one.after, one.confidence) for one in merge_edits("São Paulo", (early, late))]
    [(0, 9, 'São Paulo', 0.98)]
    """
    whole: Edit | None = None
    for one in sorted(edits, key=_place):
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


def _letter_chances(
    left: Mapping[Word, tuple[Reading, ...]], sources: Sources, value: str
) -> Iterator[tuple[int, float]]:
    """How likely the marks of words that are left are letters: by the language's words, or by what anybody says."""
    for word, readings in left.items():
        chances = sources.letter_chances(word)
        told: dict[int, float] = {}
        is_plain = word.text.strip(LOST).islower() and not is_damaged(word.text.strip(LOST))
        for one in readings if not is_plain or not chances else ():
            for at in range(max(one.start, word.start), min(one.end, word.end)):
                if value[at] in LOST:
                    told[at] = told.get(at, 0.0) + one.confidence
        for at in {*chances, *told}:
            is_letter = (
                word.text.isupper() or not value[at + 1 : at + 2].isupper()
            )  # none stands before a word's capital
            yield at, min(1.0, max(chances.get(at, 0.0), told.get(at, 0.0))) if is_letter else 0.0


def _word_frequency(language: str | None) -> Callable[[str], float]:
    """Tells of a word, damaged or not, how common it is by the lists, on the Zipf scale; 0 where they lack it."""
    lexicon, gazetteer = load_lexicon(), load_gazetteer()

    def zipf(word: str) -> float:
        lower = word.lower()
        if not is_damaged(lower):
            return lexicon.frequency(lower, language or "en")
        found = lexicon.restore(lower, language) if language else lexicon.restore_anywhere(lower)
        is_name = word[0].isupper() and gazetteer.restore(word)
        return max((one[-1] for one in found), default=NAME_ZIPF if is_name else 0.0)

    return zipf


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


def _placed(units: Units, edit: Edit) -> Edit:
    """The edit with its places in the text."""
    if not units.ends:
        return edit
    start, end = units.place(edit.start), units.place(edit.end)
    return Edit(start, end, edit.after, edit.kind, edit.rule, edit.confidence, edit.evidence)


def _place(edit: Edit) -> tuple[int, int]:
    return edit.start, edit.end
