"""What tells the case of a word's first letter: where it stands, its neighbours, its forms, the lists of names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from newsparse.gazetteer import load_gazetteer
from newsparse.lexicon import load_lexicon
from newsparse.lost import LOST
from newsparse.normalize.lossy.countries import load_countries
from newsparse.normalize.lossy.name_options import small, upper
from newsparse.normalize.lossy.place_kinds import LARGE, is_main
from newsparse.patterns import pattern
from newsparse.people import load_people
from newsparse.rules import load_rule_book

GERMAN: Final = "de"
"""The language that writes nouns with a capital."""
LONGEST_NEIGHBOUR: Final = 40
"""A longer word beside it tells nothing."""
OPENING: Final = "\"'“„«»‘’‹›([*_#>`"
"""What may stand between the start of a sentence and its first word."""
QUOTES: Final = "\"“„«»‘’‹›'"
ELISION: Final = "'’"
"""Between two words, of which the first lost its vowel: `l’État`."""
SENTENCE_END: Final = ".!…"
BULLETS: Final = "-–—•·*"
WRAPPED: Final = 50
"""A line of at least so many characters that ends without a mark may go on in the next."""
FUNCTION_WORD: Final = 5.9
"""Zipf frequency from which on a small word is one that has to do with grammar."""
LARGE_CITY: Final = "large-city"
"""Told of the name of a city of at least 100,000 people."""
MOST_FREQUENT: Final = 7
ARTICLES: Final = frozenset(
    ("der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "einen", "einem", "eines")
)
ADJECTIVE: Final = pattern(r"(?:isch|lich)(?:e[mnrs]?)?$")
"""Ending of adjectives, which are made of nouns too."""


def evidence(word: str, start: int, value: str, language: str) -> Iterator[str]:
    """Names of all that speaks for a capital or against it; `word` has its letters, in any case, `value` may not."""
    place = place_of(value, start)
    yield from evidence_around(place, start, start + len(word), value, language)
    yield from evidence_of_word(word, place, language)


def evidence_of_word(word: str, place: str, language: str) -> Iterator[str]:
    """What the lists and, in German, the word's forms tell, inside of a sentence or at its start."""
    inner = "inside" if place == "inside" else "start"
    for one in known_as(word, language):
        yield f"{inner} {one}"
    if language == GERMAN:
        for one in forms_of(word.lower()):
            yield f"{inner} {one}"


def evidence_around(place: str, start: int, end: int, value: str, language: str) -> Iterator[str]:
    """What the place in the sentence and the words beside it tell."""
    yield f"at {place}"
    before, before_start = word_before(value, start)
    after = word_after(value, end)
    case_before, case_after = case_of(before), case_of(after)
    yield f"before {case_before}"
    yield f"after {case_after}"
    yield f"around {case_before} {case_after}"
    if language == GERMAN and place == "inside":
        yield from grammar(before, "before")
        second, _ = word_before(value, before_start) if before else ("", 0)
        yield from grammar(second, "second")
        yield from grammar(after, "after")
        if before and second:
            yield f"pair {article(second)} {ending(before)}"
        yield f"nominal {article(before)} {kind_of(after)}"


def is_doubtful(word: str, start: int, value: str, language: str) -> bool:
    """Whether a word inside a sentence may have a capital though it looks like one without.

    An adjective of a country's name may be part of a name (`České dráhy`); a German adjective may stand as a noun
    (`Die Älteren haben`, `im Übrigen`).
    """
    if language != GERMAN:
        return "like a country" in known_as(word, language)
    before, _ = word_before(value, start)
    if f"{before} {word.lower()}" in load_rule_book(GERMAN).words("capitals", "idioms"):
        return True
    return article(before.lower()) != "-" and kind_of(word_after(value, start + len(word))) in {"grammar", "none"}


def place_of(value: str, start: int) -> str:
    """Where a word stands in its sentence.

    >>> place_of("He came.  Then", 10), place_of("He came", 3), place_of("says: “Then", 7)
    ('sentence', 'inside', 'quote after colon')
    """
    at = start
    quoted = False
    if at > 1 and value[at - 1] in ELISION and value[at - 2].isalpha():
        return "inside"
    while at and (value[at - 1] in OPENING or value[at - 1] in LOST) and start - at < 4:
        quoted = quoted or value[at - 1] in QUOTES or value[at - 1] in LOST
        at -= 1
    blank = at
    while at and value[at - 1] in " \N{NO-BREAK SPACE}\t":
        at -= 1
    if not at or value[at - 1] == "\n":
        return _after_line(value, at)
    if value[at - 1] in BULLETS and value[at - 2 : at - 1] in ("", "\n"):
        return "line"
    if at == blank:
        return "joined" if value[at - 1] == "-" else "quote" if quoted else "inside"
    last = value[at - 1]
    if last in SENTENCE_END:
        return _after_point(value, at - 1)
    if last in QUOTES and value[at - 2 : at - 1] in ("", "\n"):
        return "line"
    if last in QUOTES and value[at - 2 : at - 1] in tuple(SENTENCE_END):
        return "sentence after quote"
    if last in LOST:
        return "mark"
    if last == ":":
        return "quote after colon" if quoted else "colon"
    if quoted:
        return "quote after comma" if last == "," else "quote"
    return {",": "inside", ";": "inside", "–": "dash", "-": "dash", "—": "dash"}.get(last, "inside")


def _after_line(value: str, at: int) -> str:
    """At the start of a line: which kind of line stood before."""
    line = value[max(0, at - 1 - 200) : max(0, at - 1)].rpartition("\n")[2].rstrip()
    if not line or line[-1] in SENTENCE_END or line[-1] in QUOTES or line[-1] in "?:":
        return "line"
    return "line after long one" if len(line) >= WRAPPED else "line after short one"


def _after_point(value: str, point: int) -> str:
    low = point
    while low and point - low < LONGEST_NEIGHBOUR and value[low - 1].isalnum():
        low -= 1
    word = value[low:point]
    if word.isdigit():
        return "number and point"
    if value[point] == "." and (len(word) <= 1 or value[low - 1 : low] == "."):
        return "short and point"
    return "sentence" if len(word) > 3 else "sentence after short word"


def word_before(value: str, start: int) -> tuple[str, int]:
    """The word before a place, one blank between, and where it starts; with its marks."""
    end = start - 1
    while end > 0 and value[end] in OPENING:
        end -= 1
    if end <= 0 or value[end] not in " \n":
        return "", start
    low = end
    while low and end - low < LONGEST_NEIGHBOUR and (value[low - 1].isalnum() or value[low - 1] in LOST):
        low -= 1
    return value[low:end], low


def word_after(value: str, end: int) -> str:
    """The word after a place, or the mark."""
    if value[end : end + 1] not in (" ", "\n"):
        return value[end : end + 1]
    high = end + 1
    while high < len(value) and high - end < LONGEST_NEIGHBOUR and (value[high].isalnum() or value[high] in LOST):
        high += 1
    return value[end + 1 : high]


def case_of(word: str) -> str:
    """Which case a neighbour has."""
    if not word:
        return "none"
    bare = word.lstrip(LOST)
    if not bare[:1].isalnum():
        return "mark"
    if bare[0].isdigit():
        return "digit"
    if len(bare) < len(word):
        return "lost"
    return "small" if word[0].islower() else "capitals" if word.isupper() and len(word) > 1 else "capital"


@lru_cache(maxsize=4096)
def known_as(word: str, language: str) -> tuple[str, ...]:
    """What the lists of names and words know of it."""
    found = []
    lower = small(word, language)
    title = upper(lower[0], language) + lower[1:]
    countries, gazetteer = load_countries(language), load_gazetteer()
    if countries.restore(title):
        found.append("country")
    elif countries.resembles(title):
        found.append("like a country")
    elif lower in load_rule_book(None).words("capitals", "names"):
        found.append("known name")
    elif places := () if title.isascii() else gazetteer.restore(title):
        found.append(LARGE_CITY if is_main(places[0]) and places[0].places[0].size >= LARGE else "place")
    elif gazetteer.countries(title):
        found.append("place")
    person = load_people().of(title)
    if person is not None:
        found.append("person")
        if language in person.locales:
            found.append("person at home")
    zipf = load_lexicon().frequency(lower, language)
    found.append(f"zipf {min(int(zipf), MOST_FREQUENT)}")
    if len(found) > 1:
        found.append(f"name zipf {min(int(zipf), MOST_FREQUENT)}")
    return tuple(found)


@lru_cache(maxsize=4096)
def grammar(word: str, where: str) -> tuple[str, ...]:
    """What a German neighbour tells: itself where it is a word of grammar, else its ending."""
    if not word or not word[0].islower():
        return ()
    if load_lexicon().frequency(word, GERMAN) >= FUNCTION_WORD:
        return (f"{where} word {word}",)
    return (f"{where} ending {word[-2:]}", f"{where} ending {word[-1:]}")


def kind_of(word: str) -> str:
    """Whether a German word is one of grammar, another small one, or what its case is."""
    if not word or not word[0].islower():
        return case_of(word)
    return "grammar" if load_lexicon().frequency(word, GERMAN) >= FUNCTION_WORD else f"small {word[-1:]}"


def ending(word: str) -> str:
    """How a neighbour ends, or its case where that is none."""
    return word[-2:] if word[0].islower() else case_of(word)


def article(word: str) -> str:
    """A German article, or `-`."""
    return word if word in ARTICLES else "-"


@lru_cache(maxsize=4096)
def forms_of(word: str) -> tuple[str, ...]:
    """What the ending and the other forms of a German word tell of its kind."""
    found = [f"ends {word[-length:]}" for length in (1, 2, 3, 4) if len(word) > length + 2]
    found.append(f"starts {word[:2]}")
    found.append(f"letters {min(len(word), 12)}")
    frequency = load_lexicon().frequency
    base = word
    for one in ("en", "em", "er", "es", "e"):
        if word.endswith(one) and len(word) > len(one) + 3:
            base = word[: -len(one)]
            break
    forms = ("em", "es", "en", "te", "t", "s", "er", "est", "ung")
    found += [f"form {form}" for form in forms if frequency(base + form, GERMAN)]
    if base != word and frequency(base, GERMAN):
        found.append("form base")
    found += vocabulary_of(word)
    return tuple(found)


def vocabulary_of(word: str) -> Iterator[str]:
    """Whether a German word begins like a noun, or is of a stem that is none."""
    book = load_rule_book(GERMAN)
    endings = book.words("capitals", "small_endings")
    stems = book.words("capitals", "small_stems")
    if any(word[:end] in stems and (end == len(word) or word[end:] in endings) for end in range(2, len(word) + 1)):
        yield "small stem"
    if not ADJECTIVE.search(word):
        nouns = book.words("capitals", "capital_stems")
        if any(word[:end] in nouns for end in range(2, len(word) + 1)):
            yield "noun stem"
