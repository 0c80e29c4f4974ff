"""The whole pipeline on any text: it never raises, and the promises of an article hold."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invariants import check_article

import newsparse
from newsparse.read import read_str

FIXTURES = Path(__file__).parent.parent / "fixtures"
LINES = [
    "# ",
    "**",
    "By Jane Roe",
    "3 March 2024",
    "Photo: AFP",
    "(Photo by ",
    "- ",
    "Title: ",
    "Body",
    "---",
    "[",
    "![",
    "](x)",
]
QUOTING = ['"', "“", "”", "„", "«", "»", "'", "he said", ", said Jane Roe", "—", "The bridge was closed on Monday."]
OTHERS = [")", "PARIS, March 3 (AFP) - ", "http://a.example/2024/03/03/x", "© 2024 The Courier", "漢字", "مرحبا"]
BROKEN = ["?", "\N{REPLACEMENT CHARACTER}", "Ar???", "&amp;", "Ã©", "â€™", "\x1b[31m", "\ud800", "\N{LINE SEPARATOR}"]
INVISIBLE = [
    "\n",
    "\n\n",
    "\r\n",
    " ",
    "    ",
    "\t",
    "\N{SOFT HYPHEN}",
    "\N{RIGHT-TO-LEFT MARK}",
    "\N{COMBINING ACUTE ACCENT}",
]
PIECES = st.sampled_from(LINES + QUOTING + OTHERS + BROKEN + INVISIBLE)
TEXTS = st.one_of(st.lists(PIECES, max_size=40).map("".join), st.text(max_size=80))


def check(text: str) -> None:
    article = newsparse.parse(text)
    check_article(article, read_str(text).raw)
    normalized = newsparse.normalize(article.text)
    assert normalized.text == article.text, "normalizing again changes nothing"


@given(TEXTS)
def test_any_text_gives_an_article(text: str) -> None:
    check(text)


@pytest.mark.slow
@settings(max_examples=1500)
@given(TEXTS)
def test_any_text_gives_an_article_for_long(text: str) -> None:
    check(text)


MARKS = [
    '"',
    "“",
    "'",
    "*",
    "[",
    "![](x) ",
    "<a ",
    "?",
    "a?",
    "(",
    "|",
    "— ",
    " ",
    "\n",
    "&amp;",
    "amp;",
    "\\",
    "\x1b[",
]
CHARACTERS = ["\N{REPLACEMENT CHARACTER}", "\N{COMBINING ACUTE ACCENT}", "â€", "漢", "a: "]
WORDS = ["http://a.example/b ", "word ", "Jane Roe ", "PARIS ", "1 May 2020 ", "He said. ", '"Yes," he said. ']
WHOLE_LINES = ["Ab\n", "- a\n", "# A b c d e f\n", "By Jane Roe\n"]
HOSTILE = [*MARKS, *CHARACTERS, *WORDS, *WHOLE_LINES]


@pytest.mark.slow
@pytest.mark.parametrize("piece", HOSTILE, ids=repr)
def test_hostile_texts_end(piece: str) -> None:
    check(piece * (60_000 // len(piece)))


def test_empty_and_blank_texts_are_articles_too() -> None:
    for text in ("", " ", "\n\n", "\N{ZERO WIDTH SPACE}", "?"):
        article = newsparse.parse(text)
        check_article(article, text)
        assert {one.code for one in article.warnings} >= {"no-headline"} or article.headline


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(newsparse.InputError, match="PNG"):
        newsparse.parse(b"\x89PNG\r\n\x1a\n" + bytes(40))


def test_bytes_lost_side_by_side_are_one_damage_where_they_come_back_as_one_word() -> None:
    broken = b"Ele n?" + b"\xc2\x17\x12\xa3" + 'o"?© bandido", disse à comunidade.'.encode()
    text = "Operação na favela, os agentes foram recebidos ao chegar à comunidade.\n\n".encode() + broken
    starts = [one.start for one in newsparse.parse(text).damage]
    assert starts == sorted(set(starts))


def test_a_reference_date_gives_the_year() -> None:
    text = "Flood\n\nROVIGO, Dec. 31 (AFP) - The river Adige rose over its banks on Sunday night."
    assert newsparse.parse(text).dateline.date == "--12-31"  # type: ignore[union-attr]
    article = newsparse.parse(text, reference_date="2025-01-02")
    assert article.dateline is not None and article.dateline.date == "2024-12-31"
    assert article.published == "2024-12-31"
    assert article.provenance["dateline"].note == "year from reference date"


def test_many_articles_come_in_order() -> None:
    texts = [f"Headline number {number}\n\nThe river rose by {number} metres on Monday night." for number in range(70)]
    expected = [f"Headline number {number}" for number in range(70)]
    assert [article.headline for article in newsparse.parse_many(texts)] == expected


@pytest.mark.slow
def test_many_articles_on_processes_come_in_order() -> None:
    texts = [path.read_bytes() for path in sorted(FIXTURES.iterdir())] * 5
    assert list(newsparse.parse_many(texts, jobs=2)) == list(newsparse.parse_many(texts))


def test_threads_do_not_disturb_each_other() -> None:
    texts = [path.read_bytes() for path in sorted(FIXTURES.iterdir())]
    expected = list(newsparse.parse_many(texts))
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(newsparse.parse, texts)) == expected
