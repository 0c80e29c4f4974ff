"""How much each piece of evidence speaks for what a capitalised word was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from newsparse.gazetteer import PlaceName
from newsparse.lost import LOST
from newsparse.normalize.lossy.countries import SIZE as COUNTRY
from newsparse.normalize.lossy.damaged import Word, is_damaged
from newsparse.normalize.lossy.name_options import Option
from newsparse.normalize.lossy.place_kinds import LARGE, is_main, is_main_of
from newsparse.record import Record, record
from newsparse.rules import load_rule_book

# Learned by tools/train_names.py on real articles in two dozen languages whose letters and marks outside of ASCII, of
# Latin-1 and of three other codecs were turned into "?": of the chances of the ways to read a word the softmax of their
# weights is made. Measured on publishers and documents left out of the learning, capitalised words: from .995 on 6,513
# right and 20 wrong; .99 to .995, 290 and 4; .98 to .99, 173 and 0; .95 to .98, 161 and 3; .9 to .95, 149 and 7.
WEIGHTS: Final[Mapping[str, float]] = {
    "abroad": 0.05,
    "abroad_inside": -0.09,
    "abroad_zipf": -0.29,
    "agrees_after": 0.81,
    "agrees_before": 1.03,
    "contraction": 0.06,
    "contraction_person": 1.88,
    "contraction_zipf": 0.93,
    "country": 0.4,
    "differs_after": -0.56,
    "differs_before": 0.07,
    "ends_before": -2.54,
    "expected_country": 0.11,
    "expected_large_city": 0.05,
    "expected_name_of_large_city": 0.11,
    "expected_other_place": 0.0,
    "expected_place": 0.44,
    "first_lost": -0.32,
    "home": -0.41,
    "home_zipf": 2.08,
    "intact": -0.79,
    "intact_person": 0.11,
    "intact_zipf": 1.34,
    "languages": 0.4,
    "large_city": 0.37,
    "last_lost": -0.77,
    "name_of_large_city": 0.13,
    "option": 0.49,
    "other_place": 0.23,
    "person": 0.23,
    "person_languages": 0.3,
    "place": -0.81,
    "place_at_home": 0.66,
    "quoted": -2.19,
    "starts_abroad": -0.13,
    "unknown_1": 2.95,
    "unknown_2": 1.04,
    "unknown_3": 2.6,
    "unknown_4": -0.41,
    "unknown_5": -0.97,
    "unknown_6": -0.8,
    "unknown_7": -1.46,
    "unknown_8": -0.8,
    "unknown_9": -1.91,
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
    expects_place: bool
    """Whether that word stands before places."""


def weigh_option(word: Word, core: Word, option: Option, around: Around, language: str) -> dict[str, float]:
    """The evidence for an option."""
    shape = dict.fromkeys(of_shape(core.text, leads=core.start > word.start, trails=core.end < word.end), 1.0)
    expected = {f"expected_{kind_of_place(option.place)}": 1.0} if option.place and around.expects_place else {}
    neighbours = dict.fromkeys(of_neighbours(option, around), 1.0)
    return shape | of_option(option, language) | expected | neighbours


def score(evidence: Mapping[str, float]) -> float:
    """How much all evidence says together."""
    return sum([WEIGHTS.get(name, 0.0) * value for name, value in evidence.items()])


def of_option(option: Option, language: str) -> dict[str, float]:
    """What the lists know of an option."""
    found = {"option": 1.0}
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
        found[kind_of_place(option.place)] = 1.0
        at_home = home_countries(language)
        if any(one.country in at_home for one in option.place.places):
            found["place_at_home"] = 1.0
    return found


def weigh_intact(frequency: float, is_person: bool) -> dict[str, float]:
    """The evidence for that only marks of punctuation were lost around a word."""
    return {"intact": 1.0, "intact_zipf": frequency, "intact_person": float(is_person)}


def weigh_unknown(letters: int) -> dict[str, float]:
    """The evidence for that a word stands in no list: the shorter, the more words have its pattern by chance."""
    return {f"unknown_{min(letters, MOST_LETTERS)}": 1.0}


def weigh_contraction(frequency: float, is_person: bool) -> dict[str, float]:
    """The evidence for that the mark was an apostrophe, by what is known of the word before it."""
    return {"contraction": 1.0, "contraction_zipf": frequency, "contraction_person": float(is_person)}


def contracted(text: str) -> str:
    """What stands before the only mark inside, where it may be an apostrophe: `Paul?s`, `Don?t`; else nothing."""
    at = max(map(text.rfind, LOST))
    return text[:at] if at > 0 and text[at + 1 :].lower() in ENDINGS and not is_damaged(text[:at]) else ""


@cache
def home_countries(language: str) -> frozenset[str]:
    """The countries (ISO 3166-1 alpha-2) whose papers mostly write in a language.

    >>> sorted(home_countries("pt")), sorted(home_countries("tr"))
    (['BR', 'PT'], ['TR'])
    """
    told = str(load_rule_book(None).table("capitals", "home_countries").get(language, language))
    return frozenset(told.upper().split())


def of_shape(core: str, *, leads: bool, trails: bool) -> Iterator[str]:
    """What a core tells: a mark was cut off before it or behind it, or is a part of it."""
    if leads:
        yield "quoted"
    if core[0] in LOST:
        yield "first_lost"
    if trails:
        yield "ends_before"
    elif core[-1] in LOST:
        yield "last_lost"


def kind_of_place(name: PlaceName) -> str:
    """Whether it is a country, or how large and how known by this name."""
    size = name.places[0].size
    if size == COUNTRY:
        return "country"
    if is_main_of(name, LARGE):
        return "large_city"
    if size >= LARGE:
        return "name_of_large_city"
    return "place" if is_main(name) else "other_place"


def of_neighbours(option: Option, around: Around) -> Iterator[str]:
    """What the words beside it tell."""
    if around.before:
        yield "differs_before" if around.before.isdisjoint(option.all_languages) else "agrees_before"
    if around.after:
        yield "differs_after" if around.after.isdisjoint(option.all_languages) else "agrees_after"
    if around.starts and not option.home:
        yield "starts_abroad"
    if around.follows_small and not (option.home or option.person or option.place):
        yield "abroad_inside"
