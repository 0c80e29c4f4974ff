"""All that tells what a damaged word was: words of the language, names, intact copies, letters; and their agreement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from newsparse.lost import LOST
from newsparse.model import Fact
from newsparse.normalize.lossy.anywhere import read_anywhere
from newsparse.normalize.lossy.copies import RULE as COPY
from newsparse.normalize.lossy.copies import Copies
from newsparse.normalize.lossy.damaged import Word
from newsparse.normalize.lossy.names import Names
from newsparse.normalize.lossy.places import Places
from newsparse.normalize.lossy.reading import Reading
from newsparse.normalize.lossy.regions import FEWEST_SURE, Regions
from newsparse.normalize.lossy.units import Units
from newsparse.normalize.lossy.ways import lost_inside
from newsparse.normalize.lossy.words import BY_LETTERS, RULE, Words, fits_language

SURE: Final = 0.95
"""How likely a letter is that is taken for certain when survivors are weighed."""
CERTAIN: Final = 0.99
"""With a word of the language as likely as this nobody else is asked."""
CERTAIN_LANGUAGE: Final = 0.8
"""A language detected as surely as this by its function words needs no look at the others."""
TWO_WORDS: Final = 0.99
"""With an apostrophe or a dash as likely as this between two words neither."""
OWN: Final = frozenset({RULE, BY_LETTERS})
"""Rules of words of the language: these fit what survived already."""
LETTER_UNKNOWN: Final = 0.6
"""How likely a mark beside a small letter is a letter in a language whose words are not known."""


class Sources:
    """All that tells what a damaged word of one text was."""

    def __init__(
        self,
        units: Units,
        language: str | None,
        certainty: float,
        runs: Iterable[tuple[int, int]],
        before: Sources | None = None,
    ) -> None:
        """`before` read the same text before some repairs."""
        value = units.value
        self.regions = Regions(value)
        self._widths = units.widths
        self._value, self._language = value, language
        self._copies = Copies(value)
        self._places = Places(value, language)
        self._names = Names(value, language)
        self._words: Words | None = None
        self._lost = lost_inside(value, runs)
        if before is not None:
            fits = before._words is not None
        else:
            fits = bool(language) and (certainty >= CERTAIN_LANGUAGE or fits_language(value, language or ""))
        if language and fits:
            self._words = Words(value, language, self.regions, units.widths, self._lost)

    def weigh_survivors(self, words: Sequence[Word]) -> None:
        """Finds out whether what survived tells what was lost; asked once, before the readings."""
        if len(words) < FEWEST_SURE:
            self.regions.is_trusted = False  # so few can't tell
        elif self.regions.has_survivors:
            self.regions.weigh_survivors(self._sure_letters(words) if self._words else ())

    def _sure_letters(self, words: Iterable[Word]) -> Iterator[tuple[str, int]]:
        assert self._words is not None
        self.regions.is_trusted = False
        for word in words:
            letters = self._words.sure_letters(word, SURE)
            if letters:
                yield letters, word.start

    def readings(self, word: Word) -> tuple[Reading, ...]:
        """What the word may have been, likeliest first."""
        own = self._words.readings(word) if self._words else ()
        copy = self._copies.reading(word)
        is_clear = (own and own[0].confidence >= CERTAIN) or (
            self._words is not None and self._words.split_chance(word) > TWO_WORDS
        )
        if is_clear and (copy is None or (own and copy.after == own[0].after)):
            return own
        found = list(own) if self._language else list(read_anywhere(word))
        if copy is not None:
            found.append(copy)
        if may_be_name(word.text):
            found += self._places.readings(word)
            found += self._names.readings(word)
        if len(found) == len(own):
            return own
        return weigh([one for one in found if one.rule in OWN or self._may_be_lost(one)], self._value)

    def letter_chances(self, word: Word) -> dict[int, float]:
        """How likely each mark of a word is a letter, by the language's words."""
        if self._words:
            return self._words.letter_chances(word)
        return {at: chance for at in range(word.start, word.end) if (chance := self._unknown_letter(at))}

    def _unknown_letter(self, at: int) -> float:
        """How likely a mark in a word is a letter where nobody knows the words."""
        value = self._value
        if value[at] not in LOST or not (value[at - 1 : at].islower() or value[at + 1 : at + 2].islower()):
            return 0.0
        return LETTER_UNKNOWN if self._lost else 0.0

    def letter_alone(self) -> float:
        """How likely a mark between blanks is a letter."""
        return self._words.letter_alone() if self._words else 0.0

    def _may_be_lost(self, reading: Reading) -> bool:
        """Whether the letters can be the lost ones, by what survived around them and by how many bytes were lost."""
        letters = ""
        for at, new in enumerate(reading.after, reading.start):
            if self._value[at] in LOST:
                letters += new
                if self._widths and self._widths.get(at, 1) not in (1, len(new.encode())):
                    return False
        return self.regions.may_be_lost(letters, reading.start)


def may_be_name(damaged: str) -> bool:
    """Whether a word has a capital, or lost its first letter."""
    return damaged[0] in LOST or damaged[0].isupper()


def weigh(readings: Sequence[Reading], value: str) -> tuple[Reading, ...]:
    """Readings of one word as rivals: of those that say the same the surest counts, all others speak against it.

    A copy in the text supports what the lists say, which know nothing of it.

    >>> one = Reading(0, 3, "São", 0.9, "lossy/known-word")
    >>> two = Reading(0, 9, "São Paulo", 0.98, "lossy/place-name")
    >>> [(one.after, one.confidence) for one in weigh((one, two), "S?o Paulo")]
    [('São Paulo', 0.98)]
    """
    if len(readings) < 2:
        return tuple(readings)
    groups: dict[tuple[tuple[int, str], ...], list[Reading]] = {}
    for one in readings:
        groups.setdefault(_restored(one, value), []).append(one)
    doubts = {key: _doubt(group) for key, group in groups.items()}
    all_wrong = 1.0
    for doubt in doubts.values():
        all_wrong *= doubt
    weights = {key: (1 - doubt) * all_wrong / doubt for key, doubt in doubts.items()}
    total = sum(weights.values()) + all_wrong
    told = []
    for key, group in groups.items():
        best = max(group, key=lambda one: (one.confidence, one.end - one.start))
        facts: tuple[Fact, ...] = tuple(
            dict.fromkeys(fact for one in sorted(group, key=_unlikely) for fact in one.evidence)
        )
        told.append(Reading(best.start, best.end, best.after, round(weights[key] / total, 6), best.rule, facts))
    return tuple(sorted(told, key=_unlikely))


def _restored(reading: Reading, value: str) -> tuple[tuple[int, str], ...]:
    """Which lost characters it restores, and to what."""
    return tuple((at, new) for at, new in enumerate(reading.after, reading.start) if value[at] in LOST)


def _doubt(group: Iterable[Reading]) -> float:
    """How unlikely what several sources say is: all but copies rest on the same lists."""
    listed, copied = 1.0, 1.0
    for one in group:
        doubt = 1 - min(one.confidence, 0.9999)
        if one.rule == COPY:
            copied = doubt
        else:
            listed = min(listed, doubt)
    return listed * copied


def _unlikely(reading: Reading) -> tuple[float, int, int, str]:
    return -reading.confidence, reading.start, -reading.end, reading.after
