"""What stands around an article: known lines, rows, consent texts, placeholders, and where the text is over."""

from __future__ import annotations

import tomllib

import linecases
import pytest

from newsparse.rules import languages, load_rule_book
from newsparse.segments.furniture import ends_article, is_section, propose_furniture, propose_placeholder
from newsparse.segments.phrases import Openings, fold

ENDINGS = tomllib.loads((linecases.CASES / "furniture" / "endings.toml").read_text(encoding="utf-8"))
CLASSES = tomllib.loads((linecases.CASES / "furniture" / "classes.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("language", "level", "line", "parts"), linecases.read("furniture", part="lines-"))
def test_lines(language: str, level: str, line: str, parts: list[str]) -> None:
    linecases.check(propose_furniture(line, linecases.book(language)), level, line, parts)


@pytest.mark.parametrize(("language", "level", "line", "parts"), linecases.read("furniture", part="placeholders-"))
def test_placeholders(language: str, level: str, line: str, parts: list[str]) -> None:
    linecases.check(propose_placeholder(line, linecases.book(language)), level, line, parts)


@pytest.mark.parametrize("language", CLASSES)
def test_classes(language: str) -> None:
    book = load_rule_book(language)
    found = {
        line: None if (one := propose_furniture(line, book)) is None or one.confidence < 0.6 else one.rule
        for lines in CLASSES[language].values()
        for line in lines
    }
    expected = {
        line: None if name == "no" else f"furniture/{name}"
        for name, lines in CLASSES[language].items()
        for line in lines
    }
    assert len(expected) > 3
    assert found == expected


@pytest.mark.parametrize("language", ENDINGS["yes"])
def test_endings(language: str) -> None:
    book = load_rule_book(language)
    assert [line for line in ENDINGS["yes"][language] if not ends_article(line, book)] == []
    assert [line for line in ENDINGS["no"][language] if ends_article(line, book)] == []


def test_marks_alone_are_nothing_in_any_language() -> None:
    for language in (*languages(), "shared"):
        book = linecases.book(language)
        assert not ends_article("---", book) and propose_placeholder("---", book) is None
        assert propose_furniture("---", book) is None


def test_sections() -> None:
    assert is_section("World News", load_rule_book("en"))
    assert not is_section("World peace", load_rule_book("en"))


def test_phrases_compare_without_case_marks_and_numbers() -> None:
    assert fold("» 1,234 Comments …") == fold("12 comments") == "0 comments"
    assert fold("") == fold("—") == ""
    openings = Openings.of(["Read", "Read more"])
    assert openings.find("read more about rivers") == "read more"
    assert openings.find("reader") is None


def test_hostile_lines() -> None:
    linecases.survives(propose_furniture)
    linecases.survives(propose_placeholder)
    assert not any(ends_article(text, load_rule_book("en")) for text in linecases.HOSTILE)
