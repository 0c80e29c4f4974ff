"""The language is told by script and function words, and not told where it is unsure."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from counting import count_calls
from hypothesis import given
from hypothesis import strategies as st

from newsparse.rules import language
from newsparse.rules.book import DATA, languages, load_rule_book
from newsparse.rules.language import detect_language

CASES = Path(__file__).parent / "cases" / "language"


def load(name: str) -> dict[str, Any]:
    with (CASES / name).open("rb") as file:
        return tomllib.load(file)


SENTENCES = load("sentences.toml")
UNSURE = load("unsure.toml")
DAMAGED = load("damaged.toml")["case"]
FILES = sorted(DATA.glob("*/language.toml"))


def test_there_are_cases_for_every_language() -> None:
    assert UNSURE and DAMAGED and len(FILES) > 40
    assert {path.parent.name for path in FILES} == SENTENCES.keys()


@pytest.mark.parametrize(("code", "text"), SENTENCES.items(), ids=SENTENCES.keys())
def test_a_sentence_tells_its_language(code: str, text: str) -> None:
    found, confidence = detect_language(text)
    assert found == code
    assert 0.3 < confidence <= 1


@pytest.mark.parametrize("text", UNSURE.values(), ids=UNSURE.keys())
def test_no_language_is_claimed(text: str) -> None:
    assert detect_language(text)[0] is None


@pytest.mark.parametrize("case", DAMAGED, ids=lambda one: f"{one['language']}: {one['why']}")
def test_damage_does_not_hide_the_language(case: dict[str, str]) -> None:
    assert detect_language(case["text"])[0] == case["language"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_a_file_reads_the_same_with_and_without_tomllib(path: Path) -> None:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    fast = language._read_profile(path.parent.name, path.read_text(encoding="utf-8"))
    words = data["vocabulary"]
    assert fast.script == data["table"]["language"]["script"]
    assert fast.words == tuple(words.get("function_words", "").split())
    assert fast.calendar == tuple(words.get("calendar", "").split())
    assert fast.letters == tuple(words.get("letters", "").split())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_a_file_holds_what_others_need(path: Path) -> None:
    code = path.parent.name
    book = load_rule_book(code)
    assert code in languages()
    assert book.table("language", "language")["name"]
    assert book.table("language", "language")["script"] in {name for _, name in language._SCRIPT_STARTS}
    assert book.words("language", "function_words") == set(language._read_profile(code, path.read_text("utf-8")).words)
    pairs = book.phrases("language", "marks")
    assert pairs and all(len(pair.split(" ")) == 2 for pair in pairs)
    for name in ("function_words", "calendar", "letters"):
        words = book.phrases("language", name)
        assert all(word == word.lower() for word in words)
    letters = "".join(word for word in book.phrases("language", "function_words"))
    assert "\N{SOFT HYPHEN}" not in letters


def test_languages_of_one_script_have_words() -> None:
    profiles = language._profiles()
    for one in profiles:
        if sum(other.script == one.script for other in profiles) > 1:
            assert len(one.words) >= 20, one.language


def test_a_long_page_is_told_by_all_of_it() -> None:
    menu = "Home News Sport Video Login App Jobs Wetter\n" * 100
    page = menu + (SENTENCES["de"] + "\n\n") * 300 + SENTENCES["en"]
    assert detect_language(page)[0] == "de"


@given(st.text())
def test_any_text_has_an_answer(text: str) -> None:
    found, confidence = detect_language(text)
    assert found is None or found in SENTENCES
    assert 0 <= confidence <= 1


@given(st.sampled_from(sorted(SENTENCES)), st.integers(1, 5), st.sampled_from(["\n", "\n\n", "\r\n", " * "]))
def test_repeating_a_text_changes_no_answer(code: str, times: int, between: str) -> None:
    assert detect_language(between.join([SENTENCES[code]] * times))[0] == code


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["?", '"', "[", "](", "<a", "www.", "a?", "\N{ARABIC LETTER MEEM}", "f?r ", "é"])
def test_a_sample_of_hostile_megabytes_is_enough(unit: str) -> None:
    detect_language(unit * 10)
    small = count_calls(lambda: detect_language(unit * (100_000 // len(unit))))
    large = count_calls(lambda: detect_language(unit * (3_000_000 // len(unit))))
    assert large <= 2 * small + 1_000
