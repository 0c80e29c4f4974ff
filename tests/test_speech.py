"""Whole articles with their quotes and speakers, language by language."""

from __future__ import annotations

from typing import Any

import pytest
from spoken import differences, parse_article, quote_at, read_articles

ARTICLES = read_articles()


@pytest.mark.parametrize(("language", "article"), ARTICLES.values(), ids=ARTICLES.keys())
def test_article(language: str, article: dict[str, Any]) -> None:
    parsed = parse_article(language, article)
    place = 0
    right: list[str] = []
    for wanted in article.get("quotes", []):
        quote, place = quote_at(parsed, wanted["text"], place)
        found = differences(quote, wanted)
        if "known" not in wanted:
            assert not found, f"{wanted['text']!r}: {found}"
        right.append(wanted["text"])
    surplus = [one.text for one in parsed.quotes if one.text not in right]
    assert surplus == article.get("known_surplus", [])
    terms = [one for one in article.get("terms", []) if one not in surplus]  # a known surplus may be a term
    assert [one.text for one in parsed.quoted_terms if one.text not in right] == terms
