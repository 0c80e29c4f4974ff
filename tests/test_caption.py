"""Captions and credits: cut apart where both stand in a line, and left alone where neither does."""

from __future__ import annotations

import tomllib
from pathlib import Path

import linecases
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.assemble.parts import captions_of, parts_of
from newsparse.blocks import read_blocks
from newsparse.model import Caption
from newsparse.rules import load_rule_book
from newsparse.segments.caption import propose_caption, propose_credit
from newsparse.segments.credit import find_credit
from newsparse.segments.credit_words import credit_words, may_hold_credit
from newsparse.segments.labelled import Labelled
from newsparse.segments.page import Page
from newsparse.segments.pictures import find_captions
from newsparse.segments.region import Region


@pytest.mark.parametrize(("language", "level", "line", "parts"), linecases.read("caption", part="caption-"))
def test_captions(language: str, level: str, line: str, parts: list[str]) -> None:
    linecases.check(propose_caption(line, linecases.book(language)), level, line, parts)


@pytest.mark.parametrize(("language", "level", "line", "parts"), linecases.read("caption", part="marked-"))
def test_marked_captions(language: str, level: str, line: str, parts: list[str]) -> None:
    linecases.check(propose_caption(line, linecases.book(language), marked=True), level, line, parts)


@pytest.mark.parametrize(("language", "level", "line", "parts"), linecases.read("caption", part="credit-"))
def test_credits(language: str, level: str, line: str, parts: list[str]) -> None:
    linecases.check(propose_credit(line, linecases.book(language)), level, line, parts)


def read_pages() -> list[object]:
    """One parameter a page: language, text, its captions."""
    found = []
    for path in sorted((Path(__file__).parent / "cases" / "caption_pages").glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [pytest.param(data["language"], one["text"], one["captions"], id=one["name"]) for one in data["page"]]
    assert found, "no pages with captions"
    return list(found)


def captions_in(text: str, language: str) -> tuple[Caption, ...]:
    """The captions of a text that is all article."""
    page = Page(read_blocks(text).blocks, load_rule_book(language))
    found = find_captions(page, Region(0, len(page.blocks)), {})
    labels = [found.get(index, Labelled("body", "body/test", 0.5)) for index in range(len(page.blocks))]
    return captions_of(parts_of(page.blocks, labels))


@pytest.mark.parametrize(("language", "text", "captions"), read_pages())
def test_captions_by_their_neighbours(language: str, text: str, captions: list[list[str]]) -> None:
    found = captions_in(text.strip(), language)
    assert [[one.text, one.credit or ""] for one in found] == captions


def test_what_a_glance_leaves_out_holds_no_credit() -> None:
    for case in (*linecases.read("caption", part="caption-"), *linecases.read("caption", part="credit-")):
        language, level, line, _ = case.values  # type: ignore[attr-defined]
        words = credit_words(linecases.book(language))
        if not may_hold_credit(line, words):
            assert find_credit(line, words) is None or level == "no"


def test_a_paragraph_with_a_signature_is_less_of_a_caption() -> None:
    sentence = "The harbour was closed again on Monday. "
    found = propose_caption(sentence * 6 + "(Reuters)", linecases.book("en"))
    assert found is None or found.confidence < linecases.SURE


@pytest.mark.slow
def test_hostile_lines() -> None:
    linecases.survives(propose_caption)
    linecases.survives(propose_credit)
    linecases.survives(lambda value, book: propose_caption(value, book, marked=True))


WORDS = st.sampled_from(
    [
        "Photo",
        "Foto",
        "by",
        "Jane",
        "Roe",
        "AFP",
        "/",
        "|",
        "(",
        ")",
        "[",
        "]",
        ":",
        ".",
        "©",
        "a",
        "ferry",
        "leaves",
        "2024",
        "é",
    ]
)


@given(st.lists(WORDS, max_size=14).map(" ".join) | st.text(max_size=60), st.booleans())
def test_spans_and_values_hold_for_any_line(line: str, marked: bool) -> None:
    for language in ("en", "de", "shared"):
        for found in (
            propose_caption(line, linecases.book(language), marked=marked),
            propose_credit(line, linecases.book(language)),
        ):
            if found is not None:
                linecases.check_spans(found, line)
                assert all(line[one.start : one.end] == one.value for one in found.parts)
                ends = [one for one in found.parts if one.name == "caption"]
                assert all(one.end <= other.start for one in ends for other in found.all("credit"))
