"""The ways to read a damaged word: as words of the language, as an intact one beside lost punctuation, as neither."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from newsparse.lexicon import load_lexicon
from newsparse.lost import LOST
from newsparse.normalize.lossy.damaged import Word, is_damaged
from newsparse.normalize.lossy.regions import Regions, codecs_of
from newsparse.rules import load_rule_book

# Frequencies are on the Zipf scale of the index. All below were set on articles in thirty languages that were
# damaged on purpose: of the words then read at .95 or more, 99.8 in 100 were right.
UNKNOWN: Final = 0.0
"""How frequent a word in no list is taken to be. Where the list holds only one word for what is left of it, that
was right in 1,190 of 1,200 cases even at frequencies of 2.0 to 3.0."""
UNKNOWN_NAME: Final = 1.0
"""The same for a word with a capital: any name may come."""
UNKNOWN_ENGLISH: Final = -1.0
"""The same in English, which hardly has such letters."""
BARE: Final = 1.0
"""How frequent a word in no list is taken to be that lost only punctuation beside it."""
BARE_NAME: Final = 2.5
"""The same with a capital."""
PUNCTUATION: Final = 0.05
"""How likely a mark at a word's edge is punctuation, against a letter, inside of a sentence, where every tenth
word has a letter outside of ASCII inside."""
USUAL: Final = 0.1
"""Such letters for each word."""
LETTERS_ARE_LEFT: Final = 5
"""How much likelier it is punctuation where no letter inside of a word is missing."""
FEWEST_LOST: Final = 0.005
"""The same where hardly any did."""
CLOSING_OF_NOTHING: Final = 0.0003
"""How likely a mark behind a word is punctuation where no quotation may be open."""
CLOSING: Final = 3
"""How much likelier a mark is punctuation behind a word where a quotation may be open, against one before a word."""
PLURAL_OWNER: Final = 0.01
"""How likely a mark behind an English plural is an apostrophe: `workers? rights`."""
LETTER_ALONE: Final = 0.03
"""How likely a quotation of one letter is, against one of a word."""
LETTER_AT_END: Final = 0.1
"""How likely a mark where a sentence may end is a letter, against a question mark."""
DASHED: Final = 3
"""How much likelier than by chance two known words stand around a lost dash."""
UNKNOWN_OWNER: Final = 1.3
"""How frequent a name in no list is taken to be that stands before a lost apostrophe: `Kohberger?s`."""
DASHED_ENGLISH: Final = 30
"""The same in English, where dashes are glued to words and letters are hardly lost."""
SEVERAL: Final = 0.1
"""How likely several known English words stand around lost marks, against the rarest of them alone."""
CONTRACTED: Final = {"en": 0.3}
"""How likely a word stands before `?s` or `?t` that was contracted, against the word alone."""
CONTRACTED_ELSEWHERE: Final = 0.003
"""The same in languages that borrow it: `Hanna?s Haus`."""
ELIDED: Final = 0.3
"""How likely a word stands after `l?` that was elided."""
ELIDED_NAME: Final = 0.03
"""The same where it begins with a capital: `L?on` may be Léon."""

NO_LETTERS: Final = "\N{REPLACEMENT CHARACTER}\N{NO-BREAK SPACE}“”„‘’‚«»‹›–—…•·"
"""What is outside of ASCII and no letter, as far as news are full of it."""
INVERTED: Final = "\N{INVERTED QUESTION MARK}"
"""What opens a Spanish question."""
MOST_EDGE: Final = 2
"""So many marks at an edge of a word may be letters."""
SHORTEST_COMPOUND: Final = 7
"""Shorter words are not taken apart."""
REMEMBERED: Final = 16_384
"""So many answers of the index are kept: some 5 MB."""
SURE: Final = 0.98
"""Where one way is less likely than this the text's own words are counted."""
OWN_WORDS: Final = 0.3
"""Part of the chance of a word that its text gives it, against its language."""
MOST_CANDIDATES: Final = 24
"""So many words are weighed: Vietnamese has that many for three letters."""
FURTHEST: Final = 4.0
"""Words so much rarer than the most frequent one are not looked at."""
CAPITALISED_NOUNS: Final = frozenset({"de", "lb"})
"""Languages in which a capital letter does not mean a name."""
TURKISH: Final = frozenset({"tr", "az"})
"""Languages whose small letter of `I` is `ı`."""
ALL_MARKS: Final = 1_000
"""Stands for each place between several words."""


class Way(NamedTuple):
    """One way to read a damaged word; places count from the word's start."""

    start: int
    """Where the word that it reads starts."""
    end: int
    """Where it ends; the start where it is none of the language's words."""
    text: str
    """The word with its letters, in small letters."""
    zipf: float
    """How frequent it is."""
    weight: float
    """How likely it is, all ways together being 1."""
    split: int
    """Where it is two words with an apostrophe or a dash between; -1 where it is not, `ALL_MARKS` for each mark
    inside."""


class _Candidate(NamedTuple):
    """A word of the index that fits what is left."""

    text: str
    zipf: float
    codecs: int
    """The codecs that lack all the letters that it restores."""
    widths: tuple[int, ...]
    """Their bytes in UTF-8."""


class Ways:
    """Reads the damaged words of one text, each shape once; `value` has one mark for each lost character."""

    def __init__(self, value: str, language: str, regions: Regions, widths: dict[int, int], lost: int) -> None:
        self.value, self.language = value, language
        self._regions, self._widths = regions, widths
        self._known: dict[tuple[object, ...], tuple[Way, ...]] = {}
        self._placed: dict[tuple[int, bool], tuple[Way, ...]] = {}
        self._may_ask = INVERTED in value
        self._openings: list[int] | None = None
        self._here: Counter[str] | None = None
        self._words_here = 0
        self._punctuation = PUNCTUATION * USUAL / max(FEWEST_LOST, letters_outside_ascii(value, lost))
        if not lost:
            self._punctuation *= LETTERS_ARE_LEFT
        self._elided, self._endings = contractions(language)

    def of(self, word: Word) -> tuple[Way, ...]:
        """All ways to read a word, likeliest first."""
        place = word.start, self._regions.is_trusted
        ways = self._placed.get(place)
        if ways is None:
            ways = self._placed[place] = self._read(word)
        return ways

    def _read(self, word: Word) -> tuple[Way, ...]:
        text = word.text
        trails = text[-1] in LOST
        goes_on, may_close = True, False
        if trails:
            after = self.value[word.end : word.end + 2]
            goes_on = after[1:].islower() if after[:1] == " " else after[:1] in (",", "-", ";", ":")
            goes_on = goes_on and not self._asks(word.start)
            may_close = goes_on and self._may_close(word.start)
        codecs = self._regions.open_codecs(word.start)
        widths = self._lost_widths(word) if self._widths else ()
        key = text, goes_on, may_close, codecs, widths
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._weighed(text, goes_on, may_close, codecs, widths)
        return known

    def may_be_lost(self, damaged: str, word: str, start: int) -> bool:
        """Whether the letters of a word can be those that were lost at a place."""
        found = candidate(damaged, word, 0.0)
        lost = self._lost_widths(Word(start, start + len(damaged), damaged)) if self._widths else ()
        return bool(found.codecs & self._regions.open_codecs(start)) and fits_widths(found.widths, lost)

    def frequency(self, text: str) -> float:
        """How frequent a word is, or the most frequent one that a damaged word may be."""
        if is_damaged(text):
            found = restored(text, self.language)
            return found[0].zipf if found else 0.0
        return frequency_of(text, self.language)

    def _weighed(
        self, text: str, goes_on: bool, may_close: bool, codecs: int, widths: tuple[int, ...]
    ) -> tuple[Way, ...]:
        at_end = 1.0 if not goes_on else CLOSING_OF_NOTHING
        if goes_on and may_close:
            at_end = min(1.0, CLOSING * self._punctuation)
        elif goes_on and self.language == "en" and text[-2:-1] == "s":
            at_end = PLURAL_OWNER
        ways = list(self._ways(text, at_end, 1.0 if goes_on else LETTER_AT_END, codecs, widths))
        total = sum(one.weight for one in ways)
        if max(one.weight for one in ways) < SURE * total and not self.value.isascii():
            ways = [self._as_often_as_here(one) for one in ways]
            total = sum(one.weight for one in ways)
        ways.sort(key=_unlikely)
        return tuple(Way(*one[:4], one.weight / total, one.split) for one in ways)

    def _as_often_as_here(self, way: Way) -> Way:
        """A way with the weight that its word has in this text, where it stands intact elsewhere."""
        if self._here is None:
            words = plain_words().findall(lower_case(self.value, self.language))
            self._here, self._words_here = Counter(words), len(words)
        count = self._here[way.text]
        if not count or not way.zipf:
            return way
        more = 1 + OWN_WORDS * 10 ** (9 - way.zipf) * count / (self._words_here + 1)
        return Way(*way[:4], way.weight * more, way.split)

    def _ways(
        self, text: str, at_end: float, letter_at_end: float, codecs: int, widths: tuple[int, ...]
    ) -> Iterator[Way]:
        lower = lower_case(text, self.language)
        lead = len(text) - len(text.lstrip(LOST))
        trail = len(text) - len(text.rstrip(LOST))
        is_name = text[lead : lead + 1].isupper()
        for first in range(min(lead, MOST_EDGE) + 1):
            for last in range(min(trail, MOST_EDGE) + 1):
                start, end = lead - first, len(text) - trail + last
                core = lower[start:end]
                factor = self._punctuation if first < lead else 1.0
                if trail:
                    is_quoted = first < lead and last < trail  # its two marks came together
                    factor *= 1.0 if is_quoted else at_end if last < trail else 1.0
                    factor *= letter_at_end if last else 1.0
                if not is_damaged(core):
                    zipf = self.frequency(core)
                    if len(core) == 1 and lead:
                        factor *= LETTER_ALONE
                    weight = 10 ** (zipf or (BARE_NAME if is_name else BARE)) * factor
                    yield Way(start, end, core, zipf, weight, -1)
                    continue
                lost = widths[sum(map(lower[:start].count, LOST)) :] if widths else ()
                for one in restored(core, self.language):
                    if one.codecs & codecs and (not lost or fits_widths(one.widths, lost)):
                        yield Way(start, end, one.text, one.zipf, 10**one.zipf * factor, -1)
        yield from self._splits(lower, is_name=is_name)
        unknown = UNKNOWN_NAME if is_name and self.language not in CAPITALISED_NOUNS else UNKNOWN
        yield Way(0, 0, "", 0.0, 10 ** (UNKNOWN_ENGLISH if self.language == "en" else unknown), -1)

    def _splits(self, text: str, *, is_name: bool) -> Iterator[Way]:
        """The word as two, or as several, with lost apostrophes or dashes between."""
        marks = [at for at in range(1, len(text) - 1) if text[at] in LOST]
        for at in marks:
            before, after = text[:at].strip(LOST), text[at + 1 :].strip(LOST)
            if before and after:
                weight = self._weight_of_two(before, after, text[at + 1 :], is_name=is_name)
                if weight:
                    yield Way(0, 0, "", 0.0, weight, at)
        if len(marks) < 2 or self.language != "en":
            return
        pieces = _marks().split(text.strip(LOST))
        if is_name and self._endings.isdisjoint(pieces):
            return
        if len(pieces) > 2 and all(len(one) > 1 or one in self._endings for one in pieces):
            rarest = min(99.0 if one in self._endings else self.frequency(one) for one in pieces)
            if rarest:
                yield Way(0, 0, "", 0.0, SEVERAL * 10**rarest, ALL_MARKS)

    def _weight_of_two(self, before: str, after: str, whole: str, *, is_name: bool) -> float:
        """How likely two words stand around a mark."""
        weight = 0.0
        if (self.language == "en" or after in self._endings) and (written := self.frequency(f"{before}'{after}")):
            weight = 10**written
        if after in self._endings:
            zipf = self.frequency(before) or (UNKNOWN_OWNER if after == "s" and is_name else 0.0)
            if zipf and _may_contract(before, after):
                weight = max(weight, CONTRACTED.get(self.language, CONTRACTED_ELSEWHERE) * 10**zipf)
        elif before in self._elided:
            zipf = max(self.frequency(after), self.frequency(whole)) or BARE
            weight = max(weight, (ELIDED_NAME if is_name else ELIDED) * 10**zipf)
        elif len(after) > 1 and len(before) > (1 if self.language == "en" else 2) and (left := self.frequency(before)):
            right = self.frequency(after)
            dashed = DASHED_ENGLISH if self.language == "en" else DASHED
            weight = max(weight, dashed * 10 ** (left + right - 9) if right else 0.0)
        return weight

    def _lost_widths(self, word: Word) -> tuple[int, ...]:
        return tuple(self._widths.get(at, 1) for at, one in enumerate(word.text, word.start) if one in LOST)

    def _asks(self, start: int) -> bool:
        """Whether a Spanish question is open at a place: `¿Quién vive en Alcal? dijo ella.`"""
        at = self.value.rfind(INVERTED, self.value.rfind("\n", 0, start) + 1, start) if self._may_ask else -1
        return at >= 0 and "? " not in self.value[at:start]

    def _may_close(self, start: int) -> bool:
        """Whether a quotation may be open at a place: a mark, or a surviving one, stands before a word of the line."""
        if self._openings is None:
            self._openings = [match.start() for match in _opening_marks().finditer(self.value)]
        at = bisect_right(self._openings, start) - 1
        return at >= 0 and self._openings[at] >= self.value.rfind("\n", 0, start)


def _may_contract(before: str, after: str) -> bool:
    """Whether an ending may be contracted behind a word: `don?t`, `they?re`, `Italy?s`, but no `Is?re`."""
    if after == "t":
        return before.endswith("n")
    return after == "s" or before in load_rule_book(None).words("lossy", "contracted")


@lru_cache(maxsize=REMEMBERED)
def frequency_of(word: str, language: str) -> float:
    """How frequent an intact word is; asked for the same words in every text of a folder."""
    return load_lexicon().frequency(word, language)


@lru_cache(maxsize=REMEMBERED)
def restored(core: str, language: str) -> tuple[_Candidate, ...]:
    """The words of a language that fit what is left of one, the most frequent first."""
    lexicon = load_lexicon()
    words = lexicon.restore(core, language)
    if not words and len(core) >= SHORTEST_COMPOUND:
        words = lexicon.restore_compound(core, language)
    return tuple(candidate(core, word, zipf) for word, zipf in words[:MOST_CANDIDATES] if zipf > words[0][1] - FURTHEST)


def candidate(core: str, word: str, zipf: float) -> _Candidate:
    """A word for what is left of it, with what its lost letters tell."""
    codecs, widths = -1, []
    for old, new in zip(core, word, strict=True):
        if old in LOST:
            codecs &= ~codecs_of(new)
            widths.append(len(new.encode()))
    return _Candidate(word, zipf, codecs, tuple(widths))


def fits_widths(widths: tuple[int, ...], lost: tuple[int, ...]) -> bool:
    """Whether letters have as many bytes as were lost; 1 where that is unknown."""
    return all(old in (1, new) for new, old in zip(widths, lost, strict=False))


def lost_inside(value: str, runs: Iterable[tuple[int, int]]) -> int:
    """How many runs of marks stand between letters and are no apostrophes.

    >>> lost_inside("b?ti It?s ?We are?", [(1, 2), (7, 8), (10, 11), (17, 18)])
    1
    """
    count = 0
    for start, end in runs:
        if start and end < len(value) and value[end].isalpha() and value[start - 1].isalpha():
            count += _ending().match(value, end) is None
    return count


def letters_outside_ascii(value: str, lost: int) -> float:
    """How many letters outside of ASCII a text has or had for each word, as far as that shows.

    It is the same before and after a repair.
    """
    strange = 0
    if not value.isascii():
        strange = len(value) - len(value.encode("ascii", "ignore")) - sum(map(value.count, NO_LETTERS))
    return (lost + strange) / (value.count(" ") + 1)


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
    """A text in capitals.

    >>> upper_case("izmir", "tr")
    'İZMİR'
    """
    return (text.replace("i", "İ") if language in TURKISH else text).upper()


def _unlikely(way: Way) -> tuple[float, int, str]:
    return -way.weight, way.start, way.text


@cache
def _marks() -> re.Pattern[str]:
    return re.compile("[?\ufffd]")


@cache
def _ending() -> re.Pattern[str]:
    """What is contracted behind an apostrophe, up to the word's end."""
    endings = sorted(load_rule_book(None).words("lossy", "after_apostrophe"))
    return re.compile(rf"(?:{'|'.join(endings)})\b")


@cache
def plain_words() -> re.Pattern[str]:
    """Words that lost nothing."""
    return re.compile(r"(?<![\w?\ufffd'’])[^\W\d_]+(?![\w?\ufffd'’])")


@cache
def _opening_marks() -> re.Pattern[str]:
    """A mark, or a quotation mark, right before a word."""
    return re.compile(r"(?:(?<![^\s(\[\-–—/'\"])[?\ufffd]|[\"“„«»‘‚‹])(?=[?\ufffd]{0,4}[^\W_])")


@cache
def contractions(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """What an apostrophe elides before it, and what it contracts after it, in a language."""
    book = load_rule_book(language)
    return book.words("lossy", "before_apostrophe"), book.words("lossy", "after_apostrophe")
