"""Lost letters: `Ar???` for Arīḩā, `S\N{REPLACEMENT CHARACTER}o Paulo` for São Paulo.

A codec that lacks a letter prints `?` in its place. What was lost is told by the index of place names and by
intact copies of the word; a true question mark is told by where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from newsparse.gazetteer import LONGEST_NAME, LOST, Gazetteer, PlaceName, load_gazetteer
from newsparse.model import Damage, DamageCandidate, Fact
from newsparse.normalize.found import NOTHING, Context, Found
from newsparse.rules import load_rule_book
from newsparse.text import Edit

# Measured on every name of 4,000 real articles in a dozen languages whose letters outside of ASCII were
# turned into "?", and on 385 names of places in made-up sentences; counted are names that are the only one
# of their pattern, wrong ones after the slash.
NEARBY: Final = 0.998
"""Another name of the place stands in the same paragraph: 121 / 0."""
COPIED: Final = 0.995
"""The word stands elsewhere in the text with all its letters."""
LARGE: Final = 0.99
"""The main name of a city of at least 100,000 people: 325 / 0."""
SEVERAL_WORDS: Final = 0.99
"""A name of two words or more: 166 / 0."""
AFTER_PREPOSITION: Final = 0.985
"""The main name of any place, after "in" and the like: 113 / 1."""
INSIDE_SENTENCE: Final = 0.97
"""The main name of any place, five letters left, its capital not due to the sentence, nor to German."""
MAIN_ALONE: Final = 0.8
"""The main name of a place, and nothing else that speaks for it: surnames and German nouns look the same."""
ALTERNATE_ALONE: Final = 0.6
"""What some language calls a place: often a word of another one."""

LARGE_CITY: Final = 6
"""Digits of its population."""
NEIGHBOURHOOD: Final = 300
"""How far away another name of the place may stand, in characters."""
MOST_ROUNDS: Final = 4
"""One repair may support another; in the corpus two rounds were always enough."""
MOST_CANDIDATES: Final = 5
"""Possible originals that are told of a damage."""
LONGEST_CHUNK: Final = 400
"""A run without blanks that is longer is no prose."""
CODE: Final = frozenset("=&\\<>{}|`$^~#@%+;_")
"""Characters that no name holds, but URLs, wildcards and code do."""
NO_LETTERS: Final = frozenset("\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}ʻʼ–")
"""Lost from names like these, they are marks: too many styles to tell which one."""
CAPITALISED_NOUNS: Final = frozenset({"de", "lb"})
"""Languages in which a capital letter does not mean a name."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that lost letters."""

    start: int
    """Where it starts."""
    end: int
    """Where it ends."""
    text: str
    """What is left of it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a damaged word was, as one source tells."""

    start: int
    """Where the words that it replaces start: a name may be longer than the damaged word."""
    end: int
    """Where they end."""
    after: str
    """The words as they were."""
    confidence: float
    """Estimated chance that it is right."""
    rule: str = "lossy/place-name"
    """Which source tells."""
    evidence: tuple[Fact, ...] = ()
    """Why."""


def repair_lossy(value: str, context: Context) -> Found:
    """Gives words with `?` or U+FFFD in place of letters their letters back, where there is only one answer.

    Shapes: `Jericho, also known as Ar???, in`, `S?o Paulo`, `in K?ng Tung`, `M?nchen`; any word that stands
    elsewhere in the text with its letters. What has no answer, or none sure enough, is told as damage if a
    mark stands inside of it, or U+FFFD. Deliberately left alone: a mark at the end of a complete word, marks
    alone, apostrophes (`isn?t`), URLs, wildcards and code, and letters that took several marks.

    >>> found = repair_lossy("Troops went to Jericho, also known as Ar???, on Monday.", Context("en"))
    >>> [(edit.after, edit.confidence) for edit in found.edits]
    [('Arīḩā', 0.998)]
    >>> repair_lossy("Was that Jericho? Who knows?", Context("en")).edits
    ()
    """
    if all(mark not in value for mark in LOST):
        return NOTHING
    words = tuple(find_damaged_words(value))
    if not words:
        return NOTHING
    edits: dict[int, Edit] = {}
    current = value
    for _ in range(MOST_ROUNDS):  # a repair keeps the text's length, so places stay valid
        made = _repair_round(current, words, context)
        if not made:
            break
        edits |= {one.start: one for one in made}
        current = _rewritten(current, made)
        words = tuple(one for one in words if _is_damaged(current[one.start : one.end]))
    reader = Reader(current, context)
    damage = tuple(filter(None, (_damage(reader, one) for one in words)))
    return Found(tuple(edits[start] for start in sorted(edits)), damage)


def find_damaged_words(value: str) -> Iterator[Word]:
    """The words of letters and marks that hold both, outside of URLs and code.

    >>> [one.text for one in find_damaged_words("Jos? (M?ller?) asked: who? a.com/x?y=1 ?? Gonz?lez-Ru?z")]
    ['Jos?', 'M?ller?', 'who?', 'Gonz?lez', 'Ru?z']
    """
    reached = chunk_end = 0
    is_code = False
    while (at := _next_mark(value, reached)) >= 0:
        start, end = _word_around(value, at, reached)
        reached = end
        if start >= chunk_end:
            chunk_start, chunk_end = _chunk_around(value, start)
            is_code = _is_code(value[chunk_start:chunk_end])
        if is_code:
            reached = max(reached, chunk_end)
            continue
        text = value[start:end]
        if any(one not in LOST for one in text):
            yield Word(start, end, text)


class Reader:
    """Asks the sources what a damaged word was; remembers what it asked of this text."""

    def __init__(self, value: str, context: Context) -> None:
        self.value, self.language = value, (context.language or "").partition("-")[0]
        self.gazetteer: Gazetteer = load_gazetteer()
        self._lengths: dict[int, tuple[int, ...]] = {}
        self._restored: dict[str, tuple[PlaceName, ...]] = {}
        self._copies: dict[str, dict[str, int]] | None = None

    def readings(self, word: Word) -> tuple[Reading, ...]:
        """All that the word may have been, likeliest first."""
        copied = self._copied(word)
        named = self._named(word)
        if copied and any(one.after[word.start - one.start :][: len(copied.after)] != copied.after for one in named):
            named = tuple(one for one in named if one.confidence >= NEARBY)
            copied = None if named else copied
        return tuple(sorted((*((copied,) if copied else ()), *named), key=lambda one: -one.confidence))

    def _copied(self, word: Word) -> Reading | None:
        """The one word of this pattern that stands in an undamaged line with all its letters.

        Where a codec lost a letter it lost it all along: a line that still holds letters of the same block
        can't have lost this one.
        """
        if _letters(word.text) < 4 or _ends_doubtfully(self.value, word) or _is_contraction(word.text):
            return None
        copies = self.copies().get(_pattern(word.text), {})
        matching = [one for one in copies if _agrees(word.text, one)]
        if len(matching) != 1:
            return None
        copy = matching[0]
        if word.text[0] in LOST and not (copy[0].isupper() or _word_before(self.value, word.start).islower()):
            return None  # a capital at the start of a sentence
        if not _blocks(copy).isdisjoint(_blocks(_line_around(self.value, word.start))):
            return None
        fact = Fact("intact-copy", (("word", copy), ("copies", copies[copy])))
        return Reading(word.start, word.end, copy, COPIED, "lossy/intact-copy", (fact,))

    def copies(self) -> dict[str, dict[str, int]]:
        """The words with letters outside of ASCII of undamaged lines, by their pattern, counted."""
        if self._copies is None:
            self._copies = {}
            for line in self.value.split("\n"):
                if not line.isascii() and next(find_damaged_words(line), None) is None:
                    for word in _words().findall(line):
                        if not word.isascii():
                            counted = self._copies.setdefault(_pattern(word), {})
                            counted[word] = counted.get(word, 0) + 1
        return self._copies

    def _named(self, word: Word) -> tuple[Reading, ...]:
        """The names of places that the word may be, or be part of; of the longest span that is a name."""
        for start, end in self._spans(word):
            pattern = self.value[start:end]
            if pattern not in self._restored:
                self._restored[pattern] = self.gazetteer.restore(pattern)
            if names := self._restored[pattern]:
                return self._weighed(Word(start, end, pattern), names)
        return ()

    def _spans(self, word: Word) -> Iterator[tuple[int, int]]:
        """Where names stand that hold the whole word, the earliest start first, then the longest."""
        for start in _starts(self.value, word.start):
            if start not in self._lengths:
                window = self.value[start : start + LONGEST_NAME]
                self._lengths[start] = self.gazetteer.lengths(window.partition("\n")[0])
            for length in reversed(self._lengths[start]):
                end = start + length
                if end >= word.end and not _is_part_of_word(self.value, end):
                    yield start, end

    def _weighed(self, word: Word, names: tuple[PlaceName, ...]) -> tuple[Reading, ...]:
        """The names as readings, each with what speaks for it."""
        nearby = {one.name: _nearby(self.value, word, one) for one in names}
        supported = [one for one in names if nearby[one.name]]
        main = [one for one in names if _is_main(one)]
        readings = []
        for one in names:
            only = Fact("only-name", (("pattern", word.text), ("name", one.name), ("places", one.total)))
            confidence = _share(names)
            facts: tuple[Fact, ...] = (Fact("one-of-several", (("names", len(names)),)),)
            if supported == [one] and (len(names) == 1 or main == [one]):
                confidence, facts = NEARBY, (only, *nearby[one.name])
            elif len(names) == 1 or (main == [one] and one.places[0].size >= LARGE_CITY):
                confidence, fact = self._alone(word, one)
                facts = (only, fact) if fact else (only,)
            readings.append(Reading(word.start, word.end, one.name, confidence, evidence=facts))
        return tuple(readings)

    def _alone(self, word: Word, name: PlaceName) -> tuple[float, Fact | None]:
        """How surely it is the name without any other name of the place beside it, and what says so."""
        place = name.places[0]
        if _is_doubtful(self.value, word, name):
            return ALTERNATE_ALONE, None
        if self._ends_like_question(word):
            return ALTERNATE_ALONE, None
        if " " in name.name:
            return SEVERAL_WORDS, Fact("several-words", (("words", name.name.count(" ") + 1),))
        if not _is_main(name):
            return ALTERNATE_ALONE, None
        if place.size >= LARGE_CITY and place.name == name.name:
            return LARGE, Fact("large-city", (("place", place.name), ("country", place.country)))
        before = _word_before(self.value, word.start)
        if before in load_rule_book(self.language or None).words("lossy", "before_places"):
            return AFTER_PREPOSITION, Fact("place-expected", (("after", before),))
        if self._is_name_by_capital(word, before):
            return INSIDE_SENTENCE, Fact("capital-inside-sentence")
        return MAIN_ALONE, None

    def _ends_like_question(self, word: Word) -> bool:
        """Whether its only mark is the last character, and may be a question mark or a lost quotation mark."""
        if not _ends_doubtfully(self.value, word):
            return False
        after = self.value[word.end : word.end + 2]
        goes_on = after[:1] == "," or (after[:1] == " " and after[1:].islower())
        if not goes_on or self.gazetteer.countries(word.text[:-1]):
            return True
        return _opens_before(self.value, word.start)

    def _is_name_by_capital(self, word: Word, before: str) -> bool:
        return (
            bool(self.language)
            and self.language not in CAPITALISED_NOUNS
            and before.islower()
            and word.text[0].isupper()
            and _letters(word.text) >= 5
        )


def _repair_round(value: str, words: tuple[Word, ...], context: Context) -> list[Edit]:
    """The repairs that the text as it is supports; none overlaps another."""
    reader = Reader(value, context)
    made: list[Edit] = []
    reached = 0
    for word in words:
        if word.start < reached:
            continue
        best = _best(reader.readings(word), context.min_confidence)
        if best is None or best.start < reached:
            continue
        made.append(Edit(best.start, best.end, best.after, "lossy", best.rule, best.confidence, best.evidence))
        reached = best.end
    return made


def _best(readings: tuple[Reading, ...], min_confidence: float) -> Reading | None:
    """The likeliest reading, if it is sure enough and none contradicts it as surely."""
    if not readings or readings[0].confidence < min_confidence:
        return None
    first = readings[0]
    same = [one for one in readings if one.confidence == first.confidence and one.after != first.after]
    return None if same else first


def _damage(reader: Reader, word: Word) -> Damage | None:
    """The word as damage, if it must be broken: a mark between letters, or U+FFFD."""
    if not _is_broken(word.text):
        return None
    whole = reader.value[word.start : word.end]
    candidates: dict[str, float] = {}
    for one in reader.readings(word):
        text = one.after[word.start - one.start :][: len(whole)]
        candidates.setdefault(text, round(one.confidence, 3))
    listed = tuple(DamageCandidate(*one) for one in list(candidates.items())[:MOST_CANDIDATES])
    return Damage(word.start, word.end, whole, listed)


# --- the damaged word and its neighbourhood ---


def _next_mark(value: str, start: int) -> int:
    found = [at for mark in LOST if (at := value.find(mark, start)) >= 0]
    return min(found, default=-1)


def _word_around(value: str, at: int, reached: int) -> tuple[int, int]:
    start, end = at, at + 1
    while start > reached and _is_part_of_word(value, start - 1):
        start -= 1
    while _is_part_of_word(value, end):
        end += 1
    return start, end


def _is_part_of_word(value: str, at: int) -> bool:
    return at < len(value) and (value[at].isalnum() or value[at] in LOST)


def _chunk_around(value: str, start: int) -> tuple[int, int]:
    """The run without blanks and brackets around a place; only so much of it as shows what it is."""
    low = max(value.rfind(one, max(0, start - LONGEST_CHUNK), start) for one in _BLANKS)
    found = [at for one in _BLANKS if (at := value.find(one, start, start + LONGEST_CHUNK)) >= 0]
    return max(low + 1, start - LONGEST_CHUNK), min(found, default=min(len(value), start + LONGEST_CHUNK))


_BLANKS: Final = " \n\t()[]\N{NO-BREAK SPACE}"


def _is_code(chunk: str) -> bool:
    chunk = chunk.strip("*_>#")
    return (
        len(chunk) >= LONGEST_CHUNK
        or not CODE.isdisjoint(chunk)
        or "://" in chunk
        or chunk.startswith("www.")
        or ("/" in chunk and "." in chunk[:-1])
        or "*" in chunk
        or any(one.isdigit() for one in chunk)
    )


def _is_damaged(text: str) -> bool:
    return any(mark in text for mark in LOST)


def _is_broken(text: str) -> bool:
    """Whether it can't be right as it is: U+FFFD, or `?` between letters of a word (`Wait?What` may be typed so)."""
    if LOST[1] in text:
        return True
    at = text.find("?", 1)
    while 0 < at < len(text) - 1:
        inner = text[at + 1 :].lstrip("?")
        if inner and not (text[at - 1].islower() and inner[0].isupper()):
            return True
        at = text.find("?", at + 1)
    return False


def _letters(text: str) -> int:
    return sum(one.isalpha() for one in text)


def _pattern(word: str) -> str:
    return "".join(one if one.isascii() else "?" for one in word)


def _agrees(damaged: str, word: str) -> bool:
    return all(one in LOST or one == other for one, other in zip(damaged, word, strict=True))


def _rewritten(value: str, edits: list[Edit]) -> str:
    parts, reached = [], 0
    for one in edits:
        parts += [value[reached : one.start], one.after]
        reached = one.end
    return "".join([*parts, value[reached:]])


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+")


def _blocks(text: str) -> frozenset[bool]:
    """Of what its letters outside of ASCII are: of Latin-1 (True), or beyond (False)."""
    return frozenset(
        one < "\N{LATIN CAPITAL LETTER A WITH MACRON}" for one in text if not one.isascii() and one.isalpha()
    )


def _line_around(value: str, start: int) -> str:
    end = value.find("\n", start)
    return value[value.rfind("\n", 0, start) + 1 : end if end >= 0 else len(value)]


def _starts(value: str, start: int) -> Iterator[int]:
    """Where a name may start that holds the word at `start`: at words before it, the furthest first, or there."""
    low = max(0, start - LONGEST_NAME)
    found = [start]
    at = start
    while at > low and len(found) < 7:
        at -= 1
        if not (value[at].isalnum() or value[at] in " -'." or value[at] in LOST):
            break
        if (
            at < start
            and value[at] not in " -'."
            and (at == 0 or value[at - 1] in ' \n("*_[\N{LEFT DOUBLE QUOTATION MARK}')
        ):
            if value[at].isupper() or value[at] in LOST:
                found.append(at)
    yield from reversed(found)


def _word_before(value: str, start: int) -> str:
    """The word right before a place, one blank between; empty at the start of a line or sentence."""
    if not start or value[start - 1] != " ":
        return ""
    end = start - 1
    at = end
    while at and end - at < LONGEST_NAME and value[at - 1].isalpha():
        at -= 1
    return value[at:end]


def _ends_doubtfully(value: str, word: Word) -> bool:
    """Whether the only mark is its last character."""
    return word.text[-1] in LOST and not _is_damaged(word.text[:-1])


def _is_contraction(text: str) -> bool:
    """Whether the mark was rather an apostrophe: `It?s`, `don?t`, `we?re`."""
    stem, mark, ending = text.rpartition("?" if "?" in text else LOST[1])
    return bool(mark) and ending in {"s", "t", "d", "m", "re", "ve", "ll"} and not _is_damaged(stem)


def _opens_before(value: str, start: int) -> bool:
    """Whether a mark before it may be a lost opening quotation mark, or a question is opened in Spanish."""
    before = value[max(0, start - NEIGHBOURHOOD) : start].rpartition("\n")[2]
    return "\N{INVERTED QUESTION MARK}" in before or any(
        one in LOST and (at == 0 or not before[at - 1].isalnum()) for at, one in enumerate(before)
    )


# --- what speaks for a name ---


def _is_main(name: PlaceName) -> bool:
    return any(one.name.casefold() == name.name.casefold() for one in name.places)


def _share(names: tuple[PlaceName, ...]) -> float:
    return round(0.9 / len(names), 3)


def _is_doubtful(value: str, word: Word, name: PlaceName) -> bool:
    """Whether the span may be no name at all: no capital, too short, an apostrophe, glued to another word."""
    text = word.text
    lost = [new for old, new in zip(text, name.name, strict=True) if old in LOST]
    return (
        not text[0].isupper()
        or _letters(text) < 3
        or _is_contraction(text)
        or not NO_LETTERS.isdisjoint(lost)
        or (word.start > 1 and value[word.start - 1] in "-'" and value[word.start - 2].isalnum())
    )


def _nearby(value: str, word: Word, name: PlaceName) -> tuple[Fact, ...]:
    """A fact for the first place of the name whose main name, another one, stands in the same paragraph."""
    low, high = max(0, word.start - NEIGHBOURHOOD), word.end + NEIGHBOURHOOD
    before = value[low : word.start].rpartition("\n")[2]
    after = value[word.end : high].partition("\n")[0]
    for place in name.places:
        if place.name.casefold() != name.name.casefold() and len(place.name) > 2:
            if _holds_word(before, place.name) or _holds_word(after, place.name):
                return (Fact("place-nearby", (("place", place.name), ("country", place.country))),)
    return ()


def _holds_word(text: str, word: str) -> bool:
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not (at and text[at - 1].isalnum()) and not _is_part_of_word(text, end):
            return True
        at = text.find(word, at + 1)
    return False
