"""Words of the text's language: `gr??er`, `S?o`, `caf?`, `l??cole`, told by the index of words and their frequency."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from newsparse.letters import load_letters
from newsparse.lexicon import load_lexicon
from newsparse.lost import LOST
from newsparse.model import Fact
from newsparse.normalize.lossy.capitals import first_letter_case
from newsparse.normalize.lossy.damaged import Word, is_damaged
from newsparse.normalize.lossy.reading import Reading
from newsparse.normalize.lossy.regions import Regions
from newsparse.normalize.lossy.ways import ALL_MARKS, CAPITALISED_NOUNS, Way, Ways, lower_case, plain_words, upper_case

SPACED_DASH: Final = 6.3
"""How frequent a dash between blanks is in news, as if it were a word."""
WORD_ALONE: Final = 5.85
"""How frequent a letter is that is a word: rarer ones are names of letters."""
RULE: Final = "lossy/known-word"
BY_LETTERS: Final = "lossy/letter-context"
DOUBT: Final = {"de": 1.0}
"""How much more often letters are wrong in news than in lists of words: German was right 100 times in 100 at .95."""
DOUBT_ELSEWHERE: Final = 2.0
"""The same for the other languages: at .98 they were right 307 times in 315."""
LONE_CAPITALS: Final = 0.9
"""How surely a lost letter of a word in capitals among small ones was a capital: programs that know only ASCII
write "PáGINA". It was in 35 of 73."""
NEIGHBOURS: Final = 30
"""So many characters hold the words beside one."""
NAME_BY_LETTERS: Final = 0.8
"""How far the letters of a language speak for those of a name, which may be foreign."""
MOST_TOLD: Final = 6
"""So many ways are told of a word."""
LEAST_TOLD: Final = 0.02
"""Readings that are less likely are not told."""

FEWEST_WORDS: Final = 5
"""So few words can't tell whether a language is the text's: then it is believed."""
SAMPLE: Final = 400
"""Characters of each of four samples that tell it: some 150 words."""
KNOWN_SHARE: Final = 0.6
"""Part of the intact words that are in the language's list: at least .81 where the language was right, at most .37
where it was not."""


class Words:
    """What the index of words says of the damaged words of one text; `value` has one mark for each lost character."""

    def __init__(self, value: str, language: str, regions: Regions, widths: dict[int, int], lost: int) -> None:
        self.value, self.language = value, language
        self._ways = Ways(value, language, regions, widths, lost)
        self._known: dict[tuple[str, int], tuple[Reading, ...]] = {}
        self._alone: float | None = None

    def readings(self, word: Word) -> tuple[Reading, ...]:
        """The words of the language that it may be, likeliest first, in the case that it had."""
        ways = self._ways.of(word)
        if is_damaged(word.text[0]) or word.text.isupper():
            return tuple(self._readings(word, ways))  # its case depends on what stands around it
        key = word.text, id(ways)  # ways of one shape are one object as long as this lives
        found = self._known.get(key)
        if found is None:
            found = tuple(one.moved(-word.start) for one in self._readings(word, ways))
            self._known[key] = found
        return tuple(one.moved(word.start) for one in found)

    def sure_letters(self, word: Word, chance: float) -> str:
        """The letters that a word lost where it is so likely to be one of the language's; empty where it is not."""
        best = self._ways.of(word)[0]
        core = word.text[best.start : best.end]
        if best.weight < chance or not is_damaged(core):
            return ""
        return "".join(new for old, new in zip(core, best.text, strict=True) if old in LOST)

    def split_chance(self, word: Word) -> float:
        """How likely a word is two, with an apostrophe or a dash lost between."""
        return sum(one.weight for one in self._ways.of(word) if one.split >= 0)

    def letter_chances(self, word: Word) -> dict[int, float]:
        """How likely each mark of a word is a letter, be it of a word in no list."""
        chances = {at: 1.0 for at, one in enumerate(word.text) if one in LOST}
        for way in self._ways.of(word):
            if way.split == ALL_MARKS:
                for at in chances:
                    chances[at] -= way.weight
            elif way.split >= 0:
                chances[way.split] -= way.weight
            elif way.start < way.end:
                for at in chances:
                    if not way.start <= at < way.end:
                        chances[at] -= way.weight
        for at in chances:
            if word.text[at + 1 : at + 2].isupper() and not word.text.isupper():
                chances[at] = 0.0  # no letter stands before the capital of a word
        return {word.start + at: max(0.0, chance) for at, chance in chances.items()}

    def letter_alone(self) -> float:
        """How likely a mark between blanks is a word of one letter, against a dash."""
        if self._alone is None:
            found = load_lexicon().restore(LOST[0], self.language)
            words = sum(10**zipf for _, zipf in found if zipf >= WORD_ALONE)
            self._alone = words / (words + 10**SPACED_DASH)
        return self._alone

    def _readings(self, word: Word, ways: tuple[Way, ...]) -> Iterator[Reading]:
        for way in ways[:MOST_TOLD]:
            if way.weight < LEAST_TOLD:
                return
            core = word.text[way.start : way.end]
            if is_damaged(core):
                known = (("word", way.text), ("zipf", round(way.zipf, 1)), ("language", self.language))
                yield from self._cased(way, core, word.start + way.start, RULE, Fact("known-word", known))
            elif not core and way.split < 0:
                yield from self._unlisted(word, way.weight)

    def _unlisted(self, word: Word, unknown: float) -> Iterator[Reading]:
        """A word in no list by the letters around those that it lost."""
        text = lower_case(word.text, self.language)
        is_name = word.text.lstrip(LOST)[:1].isupper() and self.language not in CAPITALISED_NOUNS
        likely = unknown * (NAME_BY_LETTERS if is_name and not word.text.isupper() else 1.0)
        for found, told, context in load_letters().restore(text, self.language):
            chance = 1 - DOUBT.get(self.language, DOUBT_ELSEWHERE) * (1 - told)
            if likely * chance < LEAST_TOLD:
                return
            if self._ways.may_be_lost(text, found, word.start):
                fact = Fact("letter-context", (("context", context), ("language", self.language)))
                way = Way(0, len(text), found, 0.0, likely * chance, -1)
                yield from self._cased(way, word.text, word.start, BY_LETTERS, fact)

    def _cased(self, way: Way, core: str, start: int, rule: str, known: Fact) -> Iterator[Reading]:
        """The restored word in the case of what is left; both cases where its first letter tells none for sure."""
        end = start + len(core)
        letters = core.strip(LOST)
        if len(letters) > 1 and core.isupper():
            upper = upper_case(way.text, self.language)
            if len(upper) == len(core):  # a small letter that has no capital did not stand among capitals
                sure = LONE_CAPITALS if self._stands_among_small_ones(start, end) else 1.0
                yield Reading(start, end, upper, way.weight * sure, rule, (known,))
            return
        cased = "".join(new if old in LOST else old for old, new in zip(core, way.text, strict=True))
        if core[0] not in LOST:
            yield Reading(start, end, cased, way.weight, rule, (known,))
            return
        capital, chance, facts = first_letter_case(cased, start, self.value, self.language)
        both = [cased, upper_case(cased[0], self.language) + cased[1:]]
        yield Reading(start, end, both[capital], way.weight * chance, rule, (known, *facts))
        if way.weight * (1 - chance) >= LEAST_TOLD and both[0] != both[1]:
            yield Reading(start, end, both[not capital], way.weight * (1 - chance), rule, (known,))

    def _stands_among_small_ones(self, start: int, end: int) -> bool:
        """Whether a word in capitals stands inside of a line between words that are not."""
        before = self.value[max(0, start - NEIGHBOURS) : start].rpartition("\n")[2]
        words = [*before.split()[-1:], *self.value[end : end + NEIGHBOURS].partition("\n")[0].split()[:1]]
        return bool(before.strip()) and not any(one.isupper() and len(one) > 1 for one in words)


def fits_language(value: str, language: str) -> bool:
    """Whether enough of the intact words of a text are in the list of a language.

    >>> fits_language("Der Bürgermeister sagte am Montag, dass die Br?cke bis zum Ende des Jahres gesperrt ist.", "de")
    True
    >>> fits_language("Der Bürgermeister sagte am Montag, dass die Br?cke bis zum Ende des Jahres gesperrt ist.", "fr")
    False
    """
    lexicon = load_lexicon()
    if language not in lexicon.languages:
        return False
    frequency = lexicon.frequency
    words = [one for one in plain_words().findall(_sample(value)) if len(one) > 1 and one.islower()]
    if len(words) < FEWEST_WORDS:
        return True
    known = len([one for one in words if frequency(one, language)])
    return known >= KNOWN_SHARE * len(words)


def _sample(value: str) -> str:
    """Four stretches of a text; a page begins with its menu and may end in another language."""
    if len(value) <= 4 * SAMPLE:
        return value
    step = len(value) // 4
    return "\n".join(value[at : at + SAMPLE] for at in range(step // 2, step * 4, step))
