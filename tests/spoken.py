"""The annotated articles of tests/cases/speech, and how a parsed article is held against one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from newsparse import parse
from newsparse.model import Article, Quote

FOLDER = Path(__file__).parent / "cases" / "speech"
_NAMES = {"mention": "speaker_mention"}


def read_articles() -> dict[str, tuple[str, dict[str, Any]]]:
    """The annotated articles by "LANGUAGE: id", each with its language."""
    return {
        f"{path.stem}: {article['id']}": (path.stem, article)
        for path in sorted(FOLDER.glob("*.toml"))
        for article in tomllib.loads(path.read_text(encoding="utf-8"))["article"]
    }


def parse_article(language: str, article: dict[str, Any]) -> Article:
    return parse(article["text"].strip() + "\n", language=language)


def quote_at(article: Article, text: str, start: int) -> tuple[Quote | None, int]:
    """The parsed quote that stands where the annotated one does, and where the next may start."""
    place = article.text.find(text, start)
    assert place >= 0, f"the article does not hold {text!r}"
    found = next((one for one in article.quotes if one.start == place and one.text == text), None)
    return found, place + len(text)


def differences(quote: Quote | None, wanted: dict[str, Any]) -> dict[str, Any]:
    """What was found in place of what is annotated; empty where all is right."""
    if quote is None:
        return {"text": None}
    asked = {name: value for name, value in wanted.items() if name != "known"}
    got = {name: getattr(quote, _NAMES.get(name, name)) or "" for name in asked}
    return {name: got[name] for name in asked if got[name] != (asked[name] or "")}


def term_faults(parsed: Article, article: dict[str, Any]) -> list[str]:
    """The quoted terms that are missing or too many, annotated quotes left out."""
    quotes = [one["text"] for one in article.get("quotes", [])]
    found = [one.text for one in parsed.quoted_terms if one.text not in quotes]
    wanted: list[str] = article.get("terms", [])
    surplus = [one.text for one in parsed.quotes]
    missing = [one for one in wanted if one not in found and one not in surplus]
    return missing + [one for one in found if one not in wanted]
