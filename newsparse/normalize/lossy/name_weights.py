"""How much each piece of evidence speaks for what a capitalised word was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from newsparse.gazetteer import PlaceName
from newsparse.normalize.lossy.countries import SIZE as COUNTRY
from newsparse.normalize.lossy.damaged import LOST, Word, is_damaged
from newsparse.normalize.lossy.name_options import Option
from newsparse.normalize.lossy.places import LARGE, is_main, is_main_of
from newsparse.record import Record, record

# Learned on real articles in two dozen languages whose letters and marks outside of ASCII, of Latin-1 and of three
# other codecs were turned into "?": of the chances of the ways to read a word the softmax of their weights is made.
# Measured on publishers and documents left out of the learning, capitalised words: given .995 or more, 5,495 read
# and 9 wrong; .99 to .995, 244 and 6; .98 to .99, 187 and 3; .95 to .98, 133 and 5; .9 to .95, 89 and 6.
WEIGHTS: Final[Mapping[str, float]] = {
    "abroad": 0.18,
    "abroad_inside": -0.06,
    "abroad_zipf": -0.33,
    "agrees_after": 0.4,
    "agrees_before": 0.8,
    "contraction": 0.22,
    "contraction_person": 0.91,
    "contraction_zipf": 0.88,
    "country": 0.18,
    "differs_after": -0.79,
    "differs_before": 0.19,
    "ends_before": -1.72,
    "first_lost": -0.38,
    "home": -0.14,
    "home_zipf": 2.11,
    "intact": -0.19,
    "intact_person": 0.15,
    "intact_zipf": 1.29,
    "languages": 0.4,
    "large_city": 0.18,
    "last_lost": -0.2,
    "name_of_large_city": 0.08,
    "option": 0.48,
    "other_place": 0.24,
    "person": 0.05,
    "person_languages": 0.17,
    "place": -0.28,
    "quoted": -1.69,
    "starts_abroad": -0.45,
    "unknown_1": 1.13,
    "unknown_2": 0.75,
    "unknown_3": 1.44,
    "unknown_4": -0.16,
    "unknown_5": -0.58,
    "unknown_6": -0.4,
    "unknown_7": -0.78,
    "unknown_8": -0.8,
    "unknown_9": -1.13,
}
MOST_LETTERS: Final = 9
"""Longer words are counted as one of so many letters."""
MOST_LANGUAGES: Final = 6
"""So many languages that have a word speak for it as strongly as more."""
ENDINGS: Final = frozenset({"s", "t", "d", "m", "re", "ve", "ll"})
"""What stands behind an apostrophe in English, which may be the mark."""


@record
class Around(Record):
    """What stands around a damaged word, as far as it tells names."""

    before: frozenset[str]
    """The languages of the name right before it."""
    after: frozenset[str]
    """The languages of the name right after it."""
    starts: bool
    """Whether no word stands before it in the same sentence, as far as one blank tells."""
    follows_small: bool
    """Whether the word before it begins with a small letter."""


def weigh_option(word: Word, core: Word, option: Option, around: Around | None, language: str) -> dict[str, float]:
    """The evidence for an option."""
    found = dict.fromkeys(_of_shape(word, core), 1.0)
    found["option"] = 1.0
    if option.home:
        found["home"] = 1.0
        found["home_zipf"] = option.home
    if option.abroad:
        found["abroad"] = 1.0
        found["abroad_zipf"] = option.abroad
        found["languages"] = min(len(option.languages), MOST_LANGUAGES)
    if option.person:
        found["person"] = 1.0
        found["person_languages"] = min(len(option.person.locales), MOST_LANGUAGES)
    if option.place:
        found[_kind_of_place(option.place)] = 1.0
    if around:
        for name in _of_neighbours(option, around):
            found[name] = 1.0
    return found


def weigh_intact(frequency: float, is_person: bool) -> dict[str, float]:
    """The evidence for that only marks of punctuation were lost around a word."""
    return {"intact": 1.0, "intact_zipf": frequency, "intact_person": float(is_person)}


def weigh_unknown(word: Word) -> dict[str, float]:
    """The evidence for that a word stands in no list: the shorter, the more words have its pattern by chance."""
    return {f"unknown_{min(word.letters, MOST_LETTERS)}": 1.0}


def weigh_contraction(frequency: float, is_person: bool) -> dict[str, float]:
    """The evidence for that the mark was an apostrophe, by what is known of the word before it."""
    return {"contraction": 1.0, "contraction_zipf": frequency, "contraction_person": float(is_person)}


def contracted(text: str) -> str:
    """What stands before the only mark inside, where it may be an apostrophe: `Paul?s`, `Don?t`; else nothing."""
    at = max(map(text.rfind, LOST))
    return text[:at] if at > 0 and text[at + 1 :].lower() in ENDINGS and not is_damaged(text[:at]) else ""


def _of_shape(word: Word, core: Word) -> Iterator[str]:
    if core.start > word.start:
        yield "quoted"
    if core.text[0] in LOST:
        yield "first_lost"
    if core.end < word.end:
        yield "ends_before"
    elif core.text[-1] in LOST:
        yield "last_lost"


def _kind_of_place(name: PlaceName) -> str:
    size = name.places[0].size
    if size == COUNTRY:
        return "country"
    if is_main_of(name, LARGE):
        return "large_city"
    if size >= LARGE:
        return "name_of_large_city"
    return "place" if is_main(name) else "other_place"


def _of_neighbours(option: Option, around: Around) -> Iterator[str]:
    languages = option.all_languages
    if around.before:
        yield "agrees_before" if around.before & languages else "differs_before"
    if around.after:
        yield "agrees_after" if around.after & languages else "differs_after"
    if around.starts and not option.home:
        yield "starts_abroad"
    if around.follows_small and not (option.home or option.person or option.place):
        yield "abroad_inside"
