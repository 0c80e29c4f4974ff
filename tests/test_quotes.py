"""Quotes and speakers: the cases of tests/cases/quotes/LANGUAGE.toml, and what holds for any text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from counting import count_calls
from hypothesis import given
from hypothesis import strategies as st

from newsparse.passage import Passage
from newsparse.quotes import QuotePassage, QuotesFound, find_quotes
from newsparse.quotes.marks import pair_marks
from newsparse.rules import load_rule_book

CASES = {
    f"{path.stem}: {case['id']}": (path.stem, case)
    for path in sorted((Path(__file__).parent / "cases" / "quotes").glob("*.toml"))
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
}


def passages_of(text: str) -> list[QuotePassage]:
    """Paragraphs between blank lines; one that starts with "# " is a headline."""
    found: list[QuotePassage] = []
    place = body = 0
    for part in text.split("\n\n"):
        start = text.index(part, place)
        place = start + len(part)
        headline = part.startswith("# ")
        passage = Passage.join(text, [(start + 2 if headline else start, place)])
        found.append(QuotePassage(passage, "headline" if headline else "body", None if headline else body))
        body += not headline
    return found


def find(text: str, language: str | None = "en") -> QuotesFound:
    return find_quotes(passages_of(text), load_rule_book(language))


def test_there_are_cases() -> None:
    assert len(CASES) > 60


@pytest.mark.parametrize(("language", "case"), CASES.values(), ids=CASES.keys())
def test_case(language: str, case: dict[str, Any]) -> None:
    found = find(case["text"].strip(), None if language == "shared" else language)
    expected = case.get("quotes", [])
    assert [one.text for one in found.quotes] == [one["text"] for one in expected]
    for quote, wanted in zip(found.quotes, expected, strict=True):
        got = {name: getattr(quote, name) for name in wanted}
        assert got == {name: None if value == "" else value for name, value in wanted.items()}
    assert [one.text for one in found.terms] == case.get("terms", [])
    groups = case.get("groups")
    assert groups is None or [one.group for one in found.quotes] == groups
    check(case["text"].strip(), found)


def check(text: str, found: QuotesFound) -> None:
    """Spans are in range, in order, not overlapping, within one paragraph, and hold their words."""
    check_spans(text, found)
    for quote in found.quotes:
        assert 0.0 <= quote.confidence <= 1.0
        assert (quote.speaker is None) == (quote.attribution == "none")
        if quote.speaker_start is not None and quote.speaker_end is not None:
            assert text[quote.speaker_start : quote.speaker_end] == quote.speaker_mention


LANGUAGES = ["en", "de", "es", "fr", "it", "tr", "ru", None]
PIECES = st.sampled_from([
    '"', "“", "”", "„", "‟", "«", "»", "‘", "’", "'", "‚", "‹", "›", "「", "」", "``", "''", ",,", "—", "–", "- ",
    "said", " said Roe. ", "Roe told us: ", "Jane Roe", "he", " ", "\n\n", ",", ".", "?", "(", ")", "sagte", "1", "s",
    "dijo", " - dice Roe - ", ", dit-il, ", "— сказал Roe", " dedi", "according to",
    "calling", "ROE: ", "the ", "a", "ſ", "\N{COMBINING ACUTE ACCENT}", "İ",
])  # fmt: skip


@given(
    st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=120),
    st.sampled_from(["en", "de", "es", "fr", "it", "tr", "ru", None]),
)
def test_any_text_is_survived(text: str, language: str | None) -> None:
    text = "\n\n".join(part.replace("\n", " ").strip() for part in text.split("\n\n") if part.strip())
    if text:
        found = find(text, language)
        check_spans(text, found)


def check_spans(text: str, found: QuotesFound) -> None:
    reached = 0
    spans = [(one.start, one.end, one.text) for one in found.quotes]
    spans += [(one.start, one.end, one.text) for one in found.terms]
    for start, end, words in sorted(spans):
        assert reached <= start < end <= len(text)
        assert text[start:end] == words
        assert "\n\n" not in words
        reached = end


@given(st.lists(PIECES, max_size=40).map("".join))
def test_pairs_are_in_order_and_in_range(value: str) -> None:
    reached = 0
    for pair in pair_marks(value):
        assert reached <= pair.start < pair.inner_start <= pair.inner_end <= pair.end <= len(value)
        assert pair.closed == (pair.end > pair.inner_end or not pair.closed) or pair.end == len(value)
        reached = pair.end


HOSTILE = [
    '"A,"\n\nhe\n\n',
    '"',
    "“",
    "'",
    "“»",
    "'a ",
    "a' ",
    '" ',
    '"a ',
    'a" ',
    "“a” said ",
    '"A," said ',
    "Roe said: ",
    "— a, ",
    "(",
    ", ",
]


HOSTILE_ELSEWHERE = {
    "de": ["„a“ sagte ", "„A“, sagte Roe. "],
    "es": ["“a” dijo ", "—A —dijo Roe—. "],
    "fr": ["« a » ", "« a », dit-il, "],
    "pt": ["“a”, disse "],
    "it": ["“a”, ha detto "],
    "nl": ["“a”, zei "],
    "pl": ["„a“, powiedział "],
    "sv": ["– a, säger b. ", "”a” "],
    "ru": ["«а» ", "«А», — сказал Иванов. ", "в на по "],
    "ja": ["「あ」は", "「あ」と述べた。", "山田は"],
    "tr": ['"a" dedi ', 'Roe, "a" '],
}
HOSTILE_TEXTS = [("en", one) for one in HOSTILE] + [
    (language, one) for language, pieces in HOSTILE_ELSEWHERE.items() for one in pieces
]


@pytest.mark.slow
@pytest.mark.parametrize(("language", "piece"), HOSTILE_TEXTS)
def test_work_is_linear(language: str, piece: str) -> None:
    def calls(size: int) -> int:
        text = '"A."\n\n' + (piece * (size // len(piece))).strip()
        return count_calls(lambda: find(text, language))

    calls(1_000)
    assert calls(24_000) <= 6 * calls(6_000) + 10_000


def test_of_more_quotes_than_any_article_has_the_first_are_asked_for_their_speakers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("newsparse.quotes.find._MOST_ASKED_IN_ALL", 2)
    passage = Passage('"We sail at dawn, whatever comes," said Jane Roe.', ((0, 0),))
    quotes = find_quotes([QuotePassage(passage, "body", index) for index in range(4)], load_rule_book("en")).quotes
    assert [one.speaker for one in quotes] == ["Jane Roe", "Jane Roe", None, None]
    assert {one.text for one in quotes} == {"We sail at dawn, whatever comes,"}
