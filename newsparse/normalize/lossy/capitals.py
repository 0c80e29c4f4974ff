"""Which case a lost first letter had: `?konomie`, `?zmir`, `?ber`, `?tre`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from math import exp
from pathlib import Path
from typing import Final, NamedTuple

from newsparse.model import Fact
from newsparse.normalize.lossy.case_evidence import (
    GERMAN,
    LARGE_CITY,
    evidence_around,
    evidence_of_word,
    is_doubtful,
    known_as,
    place_of,
)
from newsparse.record import Record, record

WEIGHTS: Final = Path(__file__).parents[2] / "data" / "scorers" / "capitals.json"
# Measured on words with a first letter outside of ASCII in articles of publishers left out of the learning, all
# other such letters lost too: .98 or surer in German 1,080 words, 7 of them wrong (names, adjectives as nouns), in
# the other languages together 1,300, 7 wrong.
SHARPNESS: Final = 1.2
"""The weights are learned from words of all letters, and say too little of these: 8 wrong among 1,200 from .95 on."""
MOST: Final = 0.998
"""No answer is surer."""
CITY: Final = 0.99
"""The name of a city of at least 100,000 people."""
DOUBTFUL: Final = 0.9
"""Most sure of a small letter where a capital has its reasons too."""
REASONS: Final = 2
"""So many pieces of evidence are told."""


@record
class Weights(Record):
    """How much each piece of evidence speaks for a capital."""

    bias: float
    """What speaks for it without evidence."""
    weights: Mapping[str, float]
    """By the name of the evidence."""


class Said(NamedTuple):
    """What some of the evidence says."""

    weights: list[float]
    """How much each speaks for a capital, in order."""
    highest: list[tuple[float, str]]
    """What speaks most for it."""
    lowest: list[tuple[float, str]]
    """What speaks most against it."""


def first_letter_case(word: str, start: int, value: str, language: str | None) -> tuple[bool, float, tuple[Fact, ...]]:
    """Whether the first letter of a word was a capital, how surely, and why.

    `word` has its letters, in any case; `value` holds it at `start`, where its first letter, and others, may be
    lost. Told by where it stands in its sentence, by its neighbours, by the lists of people, places and countries,
    and in German by its ending, its other forms and the words of grammar before it. A title that is written with
    capitals inside a sentence is not recognised.

    >>> first_letter_case("ökonomie", 13, "Das Ziel der ?konomie", "de")[0]
    True
    >>> first_letter_case("öffentliche", 4, "Der ?ffentliche Dienst", "de")[0]
    False
    >>> first_letter_case("être", 0, "?tre heureux", "fr")[0]
    True
    """
    if word[1:].isupper() and len(word) > 2:
        return True, MOST, (Fact("rest-in-capitals"),)
    code = (language or "").partition("-")[0]
    if LARGE_CITY in known_as(word, code):
        return True, CITY, (Fact(LARGE_CITY),)
    place = place_of(value, start)
    around = said(evidence_around(place, start, start + len(word), value, code), code)
    itself = said_of_word(word, "inside" if place == "inside" else "start", code)
    score = load_weights()[_kind(code)].bias + sum(around.weights + itself.weights)
    is_capital = score > 0
    chance = min(1 / (1 + exp(-SHARPNESS * abs(score))), MOST)
    if not is_capital and is_doubtful(word, start, value, code):
        chance = min(chance, DOUBTFUL)
    if is_capital:
        found = sorted(around.highest + itself.highest, reverse=True)
    else:
        found = sorted(around.lowest + itself.lowest)
    told = "; ".join([name for weight, name in found[:REASONS] if (weight > 0) is is_capital])
    return is_capital, round(chance, 3), (Fact("first-letter", (("capital", is_capital), ("evidence", told))),)


def said(names: Iterable[str], language: str) -> Said:
    """What evidence says together, and what of it the most."""
    weights = load_weights()[_kind(language)].weights
    found = [(weights.get(name, 0.0), name) for name in names]
    ranked = sorted(found)
    return Said([weight for weight, _ in found], ranked[-REASONS:], ranked[:REASONS])


@lru_cache(maxsize=4096)
def said_of_word(word: str, place: str, language: str) -> Said:
    """What a word says itself inside of a sentence or at its start."""
    return said(evidence_of_word(word, place, language), language)


def _kind(language: str) -> str:
    return GERMAN if language == GERMAN else "other"


@cache
def load_weights() -> Mapping[str, Weights]:
    """What the learned file says, for German and all others; without the file nothing is told."""
    if not WEIGHTS.is_file():
        return dict.fromkeys((GERMAN, "other"), Weights(0.0, {}))
    told = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {
        name: Weights(one["bias"] / 100, {key: weight / 100 for key, weight in one["weights"].items()})
        for name, one in told.items()
    }
