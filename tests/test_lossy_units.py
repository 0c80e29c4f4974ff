"""The parts that read a damaged word: the view of the text, what survived, the ways to read a word, who agrees."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.lexicon import load_lexicon
from newsparse.lost import LOST
from newsparse.model import Fact
from newsparse.normalize.lossy.copies import RULE as COPY
from newsparse.normalize.lossy.damaged import Word, find_damaged_words, find_prose_runs
from newsparse.normalize.lossy.marks import is_mostly_text, read_open_marks
from newsparse.normalize.lossy.reading import Reading
from newsparse.normalize.lossy.regions import ALL, Regions, codecs_of, is_damaged_line
from newsparse.normalize.lossy.sources import Sources, may_be_name, weigh
from newsparse.normalize.lossy.units import Units, view_units
from newsparse.normalize.lossy.ways import Ways, letters_outside_ascii, lower_case, upper_case
from newsparse.normalize.lossy.words import Words, fits_language

CASES = Path(__file__).parent / "cases" / "lossy_units"
LOST_BYTE = "\N{REPLACEMENT CHARACTER}"


def load(name: str) -> Any:
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


def load_cases(name: str) -> Iterator[Any]:
    for case in load(name):
        marks = [pytest.mark.xfail(reason=case["known"], strict=True)] if isinstance(case.get("known"), str) else []
        yield pytest.param(case, id=case["label"], marks=marks)


def test_there_are_cases() -> None:
    for name, fewest in (("units", 10), ("regions", 5), ("ways", 8), ("fitting", 5)):
        assert len(load(name)) >= fewest
    assert all(load("mostly_text").values())


def word_in(value: str, text: str) -> Word:
    return next(one for one in find_damaged_words(value) if one.text == text)


# ---- Units: one mark for each lost character


@pytest.mark.parametrize("case", list(load_cases("units")))
def test_units(case: dict[str, Any]) -> None:
    value = case["text"]
    units = view_units(value, set(case["known"]).__contains__)
    assert units.value == case.get("view", value)
    assert list(units.widths.values()) == case.get("widths", [])
    check_units(value, units)


PIECES = [
    "Jos??",
    "f??r",
    "???We",
    "said,???",
    "it???s",
    "gr????te",
    "who?",
    "Jos???",
    "a?b",
    "\n",
    LOST_BYTE * 2 + "x",
    "x",
]
VALUES = st.lists(st.sampled_from(PIECES), max_size=15).map(" ".join) | st.text(
    st.sampled_from(f"?{LOST_BYTE} aSé\n-.,"), max_size=60
)


@given(VALUES, st.sets(st.sampled_from(["Jos?", "f?r", "gr??te", "We", "it", "a?b", "who"])))
def test_units_of_any_text(value: str, known: set[str]) -> None:
    check_units(value, view_units(value, known.__contains__))


def check_units(value: str, units: Units) -> None:
    """Each place of the view is one of the text, in order; the marks of a byte each are all that is left out."""
    places = [units.place(at) for at in range(len(units.value) + 1)]
    assert places[-1] == len(value) and all(one < other for one, other in pairwise(places))
    for at, one in enumerate(units.value):
        width = units.widths.get(at, 1)
        assert value[places[at] : places[at + 1]] == one * width
        assert width == 1 or one in units.byte_marks
    assert units.with_value(units.value).place(len(units.value)) == len(value)


# ---- Regions: what survived can't be what was lost


@pytest.mark.parametrize("case", list(load_cases("regions")))
def test_regions(case: dict[str, Any]) -> None:
    regions, at = Regions(case["text"]), case["text"].index(case["at"])
    assert [one for one in case["yes"] + case["no"] if regions.may_be_lost(one, at)] == case["yes"]


def test_survivors_are_not_believed_without_sure_letters() -> None:
    regions = Regions("José ?sa ?Wa??sa?")
    regions.weigh_survivors([])
    assert not regions.is_trusted and regions.may_be_lost("é", 5)
    regions.weigh_survivors([("łę", 10), ("ł", 10), ("ő", 10)])
    assert regions.is_trusted and not regions.may_be_lost("é", 5)
    regions.weigh_survivors([("łę", 10), ("ł", 10), ("ő", 10), ("é", 5)])
    assert not regions.is_trusted, "one of four could have survived"


def test_the_codec_that_is_told_lacks_the_letter() -> None:
    regions = Regions("José ?sa")
    assert regions.codec("ł", 5) in ("latin-1", "cp1252")
    assert regions.codec("é", 5) == ""


@given(st.characters(blacklist_categories=["Cs"]))
def test_ascii_is_lost_through_nothing(character: str) -> None:
    assert (codecs_of(character) == ALL) >= (character < "\x7f")


@pytest.mark.parametrize(
    ("line", "damaged"),
    [
        ("Was it he? No.", False),
        ("M?nchen", True),
        (f"a {LOST_BYTE}", True),
        ("Who?Nobody", False),
        ("?we", True),
        ("", False),
    ],
)
def test_damaged_lines(line: str, damaged: bool) -> None:
    assert is_damaged_line(line) is damaged


# ---- Ways and words: how a damaged word can be read


def ways_of(case: dict[str, Any]) -> Ways:
    lost = sum(one.text.strip(LOST).count("?") for one in find_damaged_words(case["text"]))
    return Ways(case["text"], case["language"], Regions(case["text"]), {}, lost)


@pytest.mark.parametrize("case", list(load_cases("ways")))
def test_ways(case: dict[str, Any]) -> None:
    found = ways_of(case).of(word_in(case["text"], case["word"]))
    assert found[0].text == case["best"] and found[0].split == case.get("split", -1)
    assert sum(one.weight for one in found) == pytest.approx(1.0)
    assert [one.weight for one in found] == sorted((one.weight for one in found), reverse=True)


def test_the_bytes_that_were_lost_exclude_letters() -> None:
    value = "ein Sch?ler"
    word = word_in(value, "Sch?ler")
    two = Ways(value, "de", Regions(value), {word.start + 3: 2}, 1)
    three = Ways(value, "de", Regions(value), {word.start + 3: 3}, 1)
    assert two.of(word)[0].text == "schüler"
    assert not any(one.text == "schüler" for one in three.of(word))


def test_the_text_s_own_words_count() -> None:
    sentence = "Das Gel?nde "
    word = Word(4, 11, "Gel?nde")
    before = Ways(sentence, "de", Regions(sentence), {}, 1).of(word)[0]
    after = Ways(value := sentence + "\nUnd Gelände" * 3, "de", Regions(value), {}, 1).of(word)[0]
    assert (before.text, after.text) == ("gelände", "gelände") and after.weight >= before.weight


@pytest.mark.parametrize("case", list(load_cases("fitting")))
def test_a_text_fits_its_language(case: dict[str, Any]) -> None:
    assert fits_language(case["text"], case["language"]) is case["fits"]


def test_letter_chances_are_by_place() -> None:
    value = "Then ?Stop it?s l?te he cried."
    words = Words(value, "en", Regions(value), {}, 0)
    chances = {
        value[at - 1 : at + 2]: chance
        for one in find_damaged_words(value)
        for at, chance in words.letter_chances(one).items()
    }
    assert chances[" ?S"] == 0.0, "no letter stands before the capital of a word"
    assert chances["t?s"] < 0.01 < chances["l?t"]


def test_sure_letters_are_those_of_a_likely_word() -> None:
    value = "Viele B?rger gr??ten Bl?rgh."
    words = Words(value, "de", Regions(value), {}, 3)
    assert [words.sure_letters(one, 0.95) for one in find_damaged_words(value)] == ["ü", "öß", ""]


def test_a_word_of_one_letter_or_a_dash() -> None:
    chances = {code: Words("a ? b", code, Regions("a ? b"), {}, 0).letter_alone() for code in ("en", "fr", "de")}
    assert chances["fr"] > 0.5 > chances["de"] >= chances["en"]


@given(st.text(max_size=20), st.sampled_from(["tr", "az", "de", "en"]))
def test_case_keeps_the_length(text: str, language: str) -> None:
    assert len(lower_case(text, language)) == len(text)
    assert letters_outside_ascii(text, 0) >= 0.0 or not text.isprintable()


def test_turkish_case() -> None:
    assert (upper_case("izmir ışık", "tr"), lower_case("İZMİR IŞIK", "tr")) == ("İZMİR IŞIK", "izmir ışık")


# ---- Sources: who agrees with whom


def read(after: str, confidence: float, rule: str = "lossy/known-word", fact: str = "x") -> Reading:
    return Reading(0, len(after), after, confidence, rule, (Fact(fact),))


def test_lists_that_agree_do_not_support_each_other() -> None:
    (found,) = weigh((read("Köln", 0.9), read("Köln", 0.8, "lossy/place-name", "y")), "K?ln")
    assert found.confidence == 0.9 and [one.fact for one in found.evidence] == ["x", "y"]


def test_a_copy_supports_the_lists() -> None:
    (found,) = weigh((read("Köln", 0.9), read("Köln", 0.9, COPY)), "K?ln")
    assert found.confidence == pytest.approx(0.99)


def test_rivals_take_from_each_other() -> None:
    best, other = weigh((read("Köln", 0.9), read("Kåln", 0.5)), "K?ln")
    assert (best.after, other.after) == ("Köln", "Kåln")
    assert 0.8 < best.confidence < 0.9 and other.confidence < 0.5
    assert best.confidence + other.confidence <= 1.0


@pytest.mark.parametrize(("word", "may"), [("M?nchen", True), ("?ber", True), ("gr??er", False), ("s?", False)])
def test_names_are_asked_for_capitals_only(word: str, may: bool) -> None:
    assert may_be_name(word) is may


def test_without_a_language_marks_beside_small_letters_may_be_letters() -> None:
    value = "n?amanje kus?o"
    sources = Sources(Units(value, {}), None, 0.0, list(find_prose_runs(value)))
    assert sources.letter_alone() == 0.0
    assert all(0 < one < 1 for word in find_damaged_words(value) for one in sources.letter_chances(word).values())


# ---- Marks: what no word explains


@pytest.mark.parametrize(
    ("line", "mostly"), [(one, key == "yes") for key, lines in load("mostly_text").items() for one in lines]
)
def test_lines_that_are_mostly_lost(line: str, mostly: bool) -> None:
    assert is_mostly_text(line) is mostly


def repaired(value: str, widths: dict[int, int], byte_marks: str = "") -> dict[int, str]:
    marks = [at for at, one in enumerate(value) if one in LOST]
    found = read_open_marks(Units(value, widths, byte_marks), marks, "en", {}, lambda: 0.0)
    return {one.at: one.after for one in found if one.confidence >= 0.9 and one.after != value[one.at]}


def test_marks_are_as_wide_as_what_was_lost() -> None:
    value = "?We are ready,? he said. It?s late."
    assert repaired(value, {}) == {0: "“", 14: "”", 27: "’"}
    assert repaired(value, {0: 3, 14: 3, 27: 3}, "?") == {0: "“", 14: "”", 27: "’"}
    assert repaired(value, dict.fromkeys((0, 14, 27), 2), "?") == {}, "no curly mark has two bytes"
    assert repaired(value, {}, "?") == {}, "one byte was a question mark"


def test_the_lists_are_there() -> None:
    assert {"de", "fr", "tr", "en"} <= set(load_lexicon().languages)
