"""Captions and credits: cut apart where both stand in a line, and left alone where neither does."""

from __future__ import annotations

import linecases
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsparse.segments.caption import propose_caption, propose_credit


@pytest.mark.parametrize(("language", "level", "line", "parts"), linecases.read("caption", part="caption-"))
def test_captions(language: str, level: str, line: str, parts: list[str]) -> None:
    linecases.check(propose_caption(line, linecases.book(language)), level, line, parts)


@pytest.mark.parametrize(("language", "level", "line", "parts"), linecases.read("caption", part="marked-"))
def test_marked_captions(language: str, level: str, line: str, parts: list[str]) -> None:
    linecases.check(propose_caption(line, linecases.book(language), marked=True), level, line, parts)


@pytest.mark.parametrize(("language", "level", "line", "parts"), linecases.read("caption", part="credit-"))
def test_credits(language: str, level: str, line: str, parts: list[str]) -> None:
    linecases.check(propose_credit(line, linecases.book(language)), level, line, parts)


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


@settings(max_examples=60, deadline=None)
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
