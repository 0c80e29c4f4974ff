"""Words of the text's language: `gr??er`, `S?o`, `caf?`, `l??cole`, told by the index of words and their frequency."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from newsparse.lexicon import load_lexicon
from newsparse.model import Fact
from newsparse.normalize.lossy.capitals import first_letter_case
from newsparse.normalize.lossy.damaged import LOST, Word, is_damaged
from newsparse.normalize.lossy.reading import Reading
from newsparse.normalize.lossy.regions import Regions
from newsparse.record import Record, record
from newsparse.rules import load_rule_book

UNKNOWN: Final = 0.0
"""Zipf frequency that a word in no list is taken to have, of those with this skeleton. Where the list holds only
one word of a skeleton it was right in 1,190 of 1,200 cases even at 2.0 to 3.0."""
UNKNOWN_NAME: Final = 1.0
"""The same for a word with a capital: any name may come."""
BARE: Final = 1.0
"""Zipf frequency of a bare word in no list beside lost punctuation."""
BARE_NAME: Final = 2.5
"""The same with a capital."""
MOST_EDGE: Final = 2
"""So many marks at an edge of a word may be letters."""
PUNCTUATION: Final = 0.3
"""How likely a mark at a word's edge is punctuation, against a letter, inside of a sentence."""
CLOSING_OF_NOTHING: Final = 0.003
"""The same behind a word where no quotation mark may have been opened before in the paragraph."""
LETTER_ALONE: Final = 0.03
"""How likely a quotation of one letter is, against one of a word."""
LETTER_AT_END: Final = 0.1
"""How likely a mark where a sentence may end is a letter, against a question mark."""
SPLIT: Final = 3
"""How much likelier than by chance two known words stand around a lost apostrophe or dash."""
LEAST_TOLD: Final = 0.02
"""Readings that are less likely are not told."""

FEWEST_WORDS: Final = 5
"""So few words can't tell whether a language is the text's: then it is believed."""
MOST_WORDS: Final = 300
"""So many words tell it."""
KNOWN_SHARE: Final = 0.6
"""Part of the intact words that are in the language's list: at least .81 where the language was right, at most .37
where it was not."""
CAPITALISED_NOUNS: Final = frozenset({"de", "lb"})
"""Languages that write nouns with a capital, and `ß`."""
TURKISH: Final = frozenset({"tr", "az"})
"""Languages whose small letter of `I` is `ı`."""


@record
class Option(Record):
    """One way to read a damaged word."""

    start: int
    """Where the word that it reads starts."""
    end: int
    """Where it ends; the start where it is no word of the language."""
    text: str
    """The word with its letters, in small letters."""
    zipf: float
    """How frequent it is."""
    weight: float
    """How likely, against the other ways."""


class Words:
    """What the index of words says of the damaged words of one text; `value` has one mark for each lost character."""

    def __init__(self, value: str, language: str, regions: Regions, widths: dict[int, int]) -> None:
        self.value, self.language = value, language
        self._regions, self._widths = regions, widths
        self._lexicon = load_lexicon()
        self._found: dict[str, tuple[tuple[str, float], ...]] = {}

    def readings(self, word: Word) -> tuple[Reading, ...]:
        """The words of the language that it may be, likeliest first, in the case that it had."""
        return tuple(self._readings(word, self.options(word)))

    def options(self, word: Word) -> tuple[Option, ...]:
        """All ways to read a word, likeliest first, also as intact word beside punctuation or as one in no list;
        the weights add up to 1."""
        options = list(self._options(word))
        total = sum(one.weight for one in options)
        weighed = (Option(one.start, one.end, one.text, one.zipf, one.weight / total) for one in options)
        return tuple(sorted(weighed, key=_unlikely))

    def _readings(self, word: Word, options: tuple[Option, ...]) -> Iterator[Reading]:
        for one in options:
            if one.weight < LEAST_TOLD:
                return
            core = self.value[one.start : one.end]
            if not is_damaged(core):
                continue
            after, chance, facts = self._cased(one.text, core, one.start)
            known = Fact("known-word", (("word", one.text), ("zipf", round(one.zipf, 1)), ("language", self.language)))
            yield Reading(one.start, one.end, after, one.weight * chance, "lossy/known-word", (known, *facts))

    def _cased(self, restored: str, core: str, start: int) -> tuple[str, float, tuple[Fact, ...]]:
        """The restored word in the case of what is left, how sure that is, and why."""
        letters = core.strip(LOST)
        if len(letters) > 1 and core.isupper() and (upper := upper_case(restored, self.language)) != restored:
            if len(upper) == len(core):
                return upper, 1.0, ()
        cased = "".join(new if old in LOST else old for old, new in zip(core, restored, strict=True))
        if core[0] not in LOST:
            return cased, 1.0, ()
        capital, chance, facts = first_letter_case(cased, start, self.value, self.language)
        return (upper_case(cased[0], self.language) + cased[1:] if capital else cased), chance, facts

    def _options(self, word: Word) -> Iterator[Option]:
        text = lower_case(word.text, self.language)
        lead = len(text) - len(text.lstrip(LOST))
        trail = len(text) - len(text.rstrip(LOST))
        is_name = word.text[lead : lead + 1].isupper()
        bare = BARE_NAME if is_name else BARE
        after = self.value[word.end : word.end + 2]
        goes_on = (after[:1] == " " and after[1:].islower()) or after[:1] in (",", "-", ";", ":")
        at_end = 1.0 if not goes_on else PUNCTUATION if self._may_close(word) else CLOSING_OF_NOTHING
        letter_at_end = 1.0 if goes_on else LETTER_AT_END
        for first in range(min(lead, MOST_EDGE) + 1):
            for last in range(min(trail, MOST_EDGE) + 1):
                start, end = lead - first, len(text) - trail + last
                core = text[start:end]
                factor = PUNCTUATION if first < lead else 1.0
                if trail:
                    factor *= (at_end if last < trail else 1.0) * (letter_at_end if last else 1.0)
                if not is_damaged(core):
                    zipf = self._lexicon.frequency(core, self.language)
                    if len(core) == 1 and lead:
                        factor *= LETTER_ALONE
                    yield Option(word.start + start, word.start + end, core, zipf, 10 ** (zipf or bare) * factor)
                else:
                    for found, zipf in self._restored(core, word.start + start):
                        yield Option(word.start + start, word.start + end, found, zipf, 10**zipf * factor)
        yield from self._splits(word, text)
        unknown = UNKNOWN_NAME if is_name and self.language not in CAPITALISED_NOUNS else UNKNOWN
        yield Option(word.start, word.start, "", 0.0, 10**unknown)

    def _may_close(self, word: Word) -> bool:
        """Whether a quotation may be open where a word ends: a mark, or a surviving one, stands before a word."""
        start = self.value.rfind("\n", 0, word.start) + 1
        return opening_mark().search(self.value, start, word.start + 1) is not None

    def _splits(self, word: Word, text: str) -> Iterator[Option]:
        """The word as two, with a lost apostrophe or dash between."""
        for at in range(1, len(text) - 1):
            if text[at] in LOST and (before := text[:at].strip(LOST)) and (after := text[at + 1 :].strip(LOST)):
                if not (self._contracts(before, after) or (len(before) > 2 and len(after) > 1)):
                    continue
                left = self._frequency(before)
                right = self._frequency(after) if left else 0.0
                if right:
                    yield Option(word.start, word.start, "", 0.0, SPLIT * 10 ** (left + right - 9))

    def _contracts(self, before: str, after: str) -> bool:
        """Whether an apostrophe may stand between: `l?homme`, `dell?arte`, `don?t`."""
        elided, endings = contractions(self.language)
        return before in elided or after in endings

    def _frequency(self, text: str) -> float:
        if is_damaged(text):
            return next((zipf for _, zipf in self._asked(text)), 0.0)
        return self._lexicon.frequency(text, self.language)

    def _asked(self, core: str) -> tuple[tuple[str, float], ...]:
        found = self._found.get(core)
        if found is None:
            found = self._lexicon.restore(core, self.language)
            if self.language in CAPITALISED_NOUNS:
                found = tuple(sorted({*found, *self._with_sharp_s(core)}, key=_rarer))
            if self.language in TURKISH and core[0] in LOST:  # the small letter of a lost dotted capital is in ASCII
                found = (*found, *self._dotted(core))
            self._found[core] = found
        return found

    def _with_sharp_s(self, core: str) -> Iterator[tuple[str, float]]:
        """The words with `ß`, which the list writes as `ss`: what was lost was no `ss`."""
        for at, one in enumerate(core):
            if one in LOST:
                before, after = core[:at], core[at + 1 :]
                written = f"{before}ss{after}"
                if not is_damaged(written):
                    if zipf := self._lexicon.frequency(written, self.language):
                        yield f"{before}ß{after}", zipf
                    continue
                for found, zipf in self._lexicon.restore(written, self.language):
                    yield f"{found[:at]}ß{found[at + 2 :]}", zipf

    def _dotted(self, core: str) -> Iterator[tuple[str, float]]:
        rest = "i" + core[1:]
        if is_damaged(rest):
            yield from (("İ" + one[1:], zipf) for one, zipf in self._lexicon.restore(rest, self.language))
        elif zipf := self._lexicon.frequency(rest, self.language):
            yield "İ" + core[1:], zipf

    def _restored(self, core: str, start: int) -> Iterator[tuple[str, float]]:
        for word, zipf in self._asked(core):
            letters = [(at, new) for at, (old, new) in enumerate(zip(core, word, strict=True)) if old in LOST]
            if self._regions.may_be_lost("".join(new for _, new in letters), start) and (
                not self._widths
                or all(self._widths.get(start + at, 1) in (1, len(new.encode())) for at, new in letters)
            ):
                yield word, zipf


def fits_language(value: str, language: str) -> bool:
    """Whether enough of the intact words of a text are in the list of a language.

    >>> fits_language("Der Bürgermeister sagte am Montag, dass die Br?cke bis zum Ende des Jahres gesperrt ist.", "de")
    True
    >>> fits_language("The mayor said on Monday that the bridge will be closed for the rest of the year.", "vi")
    False
    """
    lexicon = load_lexicon()
    if not is_known_language(language):
        return False
    words = [one for one in _plain_words().findall(value) if one.islower()]
    if len(words) < FEWEST_WORDS:
        return True
    words = words[:: len(words) // MOST_WORDS + 1]
    return sum(lexicon.frequency(one, language) > 0 for one in words) >= KNOWN_SHARE * len(words)


def is_known_language(language: str | None) -> bool:
    """Whether there is a list of its words."""
    return language is not None and language in load_lexicon().languages


def lower_case(text: str, language: str) -> str:
    """A text in small letters, as many as before.

    >>> lower_case("I??K", "tr"), lower_case("I??K", "de")
    ('ı??k', 'i??k')
    """
    if language in TURKISH:
        text = text.replace("I", "ı").replace("İ", "i")
    lower = text.lower()
    return lower if len(lower) == len(text) else text


def upper_case(text: str, language: str) -> str:
    """A text in capitals."""
    return (text.replace("i", "İ") if language in TURKISH else text).upper()


def _rarer(found: tuple[str, float]) -> tuple[float, str]:
    return -found[1], found[0]


def _unlikely(option: Option) -> tuple[float, int, str]:
    return -option.weight, option.start, option.text


@cache
def _plain_words() -> re.Pattern[str]:
    """Words that lost nothing."""
    return re.compile(r"(?<![\w?\ufffd'’])[^\W\d_]{2,}(?![\w?\ufffd'’])")


@cache
def opening_mark() -> re.Pattern[str]:
    """A mark, or a quotation mark, right before a word."""
    return re.compile(r"(?:(?<![^\s(\[\-–—/'\"])[?\ufffd]|[\"“„«»‘‚‹])(?=[?\ufffd]*[^\W_])")


@cache
def contractions(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """What an apostrophe elides before it, and what it contracts after it, in a language."""
    book = load_rule_book(language)
    return frozenset(book.words("lossy", "before_apostrophe")), frozenset(book.words("lossy", "after_apostrophe"))
