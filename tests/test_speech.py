"""Whole articles with their quotes and speakers, language by language."""

from __future__ import annotations

from typing import Any

import pytest
from spoken import differences, parse_article, quote_at, read_articles, term_faults

ARTICLES = read_articles()
LANGUAGES = ("cs", "da", "de", "en", "es", "fi", "fr", "it", "ja", "nb", "nl", "pl", "pt", "ru", "sv", "tr")
FEWEST = {"es": 40, "fr": 30, "it": 30, "nl": 40, "pt": 40, "en": 30}


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_articles(language: str) -> None:
    assert sum(one == language for one, _ in ARTICLES.values()) >= FEWEST.get(language, 12)


SOME = dict(list(ARTICLES.items())[::5])  # the quick suite reads a fifth of them
OTHERS = {name: one for name, one in ARTICLES.items() if name not in SOME}


@pytest.mark.parametrize(("language", "article"), SOME.values(), ids=SOME.keys())
def test_some_article(language: str, article: dict[str, Any]) -> None:
    check(language, article)


@pytest.mark.slow
@pytest.mark.parametrize(("language", "article"), OTHERS.values(), ids=OTHERS.keys())
def test_article(language: str, article: dict[str, Any]) -> None:
    check(language, article)


def check(language: str, article: dict[str, Any]) -> None:
    parsed = parse_article(language, article)
    place = 0
    texts: list[str] = []
    for wanted in article.get("quotes", []):
        quote, place = quote_at(parsed, wanted["text"], place)
        found = differences(quote, wanted)
        if "known" in wanted:
            assert found, f"{wanted['text']!r} is right now: run tools/mark_known.py"
        else:
            assert not found, f"{wanted['text']!r}: {found}"
        texts.append(wanted["text"])
    assert [one.text for one in parsed.quotes if one.text not in texts] == article.get("known_surplus", [])
    assert term_faults(parsed, article) == article.get("known_terms", [])
