"""What holds for every article, whatever its text was."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from typing import Any, NoReturn

from jsonschema import Draft202012Validator

import newsparse
from newsparse.export import formats_of
from newsparse.model import Article, Normalized
from newsparse.read import read_bytes
from newsparse.schema import build_schema
from newsparse.show.article import write_view
from newsparse.show.difference import write_told_diff
from newsparse.show.plain import write_text
from newsparse.text import revert

# What a terminal would obey; a view has line feeds and nothing else of it.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
STYLES = re.compile(r"\x1b\[[0-9;]*m")


def is_visible(character: str) -> bool:
    """Neither white space nor of General Category C."""
    return not character.isspace() and unicodedata.category(character)[0] != "C"


def check_article(article: Article, raw: str | None = None) -> None:
    """Segments cover every visible character once, spans hold their values, repairs lead back, JSON round-trips."""
    text = article.text
    reached = 0
    for segment in article.segments:
        assert reached <= segment.start < segment.end <= len(text), segment
        assert not any(map(is_visible, text[reached : segment.start])), text[reached : segment.start]
        reached = segment.end
    assert not any(map(is_visible, text[reached:]))
    before = revert(text, article.repairs)
    if raw is not None:
        assert before == raw
    for repair in article.repairs:
        assert text[repair.start : repair.end] == repair.after
        assert before[repair.raw_start : repair.raw_end] == repair.before
    last = -1
    for damage in article.damage:
        assert last < damage.start <= damage.end <= len(text) and text[damage.start : damage.end] == damage.text
        last = damage.start
    assert len(article.body) == len(article.body_spans)
    for (start, end), paragraph in zip(article.body_spans, article.body, strict=True):
        assert 0 <= start < end <= len(text) and paragraph.strip()
        assert text[start] == paragraph[0] and text[end - 1] == paragraph[-1]
    reached = -1
    for quote in article.quotes:
        assert reached <= quote.start <= quote.end <= len(text), quote
        reached = quote.end
        assert quote.paragraph is None or quote.paragraph < len(article.body)
        assert 0.0 <= quote.confidence <= 1.0
    for where in article.provenance.values():
        if where.start is not None and where.end is not None:
            assert 0 <= where.start <= where.end <= len(text)
    assert Article.from_dict(json.loads(article.to_json())) == article


def check_values(article: Article) -> None:
    """The spans of fields, captions, quotes and terms are the tightest slices that hold their values."""
    for name in ("headline", "subheadline", "byline", "publisher"):
        where = article.provenance.get(name)
        if where is not None and where.start is not None and where.end is not None:
            _check_slice(article.text, where.start, where.end, getattr(article, name))
    if (dateline := article.dateline) is not None:
        _check_slice(article.text, dateline.start, dateline.end, dateline.text)
    for caption in article.captions:
        _check_slice(article.text, caption.start, caption.end, caption.text)
    for paragraph, (start, end) in zip(article.body, article.body_spans, strict=True):
        _check_slice(article.text, start, end, paragraph)
    for term in article.quoted_terms:
        _check_slice(article.text, term.start, term.end, term.text)
    for one in article.quotes:
        _check_slice(article.text, one.start, one.end, one.text)
        if one.speaker_mention and one.speaker_start is not None and one.speaker_end is not None:
            _check_slice(article.text, one.speaker_start, one.speaker_end, one.speaker_mention)


def _check_slice(text: str, start: int, end: int, value: str) -> None:
    assert 0 <= start <= end <= len(text)
    there = iter(text[start:end])
    assert all(one in there for one in value if not one.isspace()), (value[:200], text[start:end][:200])


def check_bytes(data: bytes) -> Article | None:
    """All that must hold for the bytes of an input; nothing where they are refused as no text."""
    try:
        article = newsparse.parse(data)
    except newsparse.InputError:
        return None
    raw = read_bytes(data).raw
    check_article(article, raw)
    check_values(article)
    normalized = newsparse.normalize(data)
    assert normalized.text == article.text and normalized.repairs == article.repairs
    again = newsparse.normalize(article.text)
    assert again.text == article.text and not again.repairs, "normalizing again changes nothing"
    assert newsparse.parse(data).to_json() == article.to_json(), "the same twice"
    return article


def check_outputs(article: Article, normalized: Normalized) -> None:
    """Every format and every view is written, JSON is strict and fits the schema, nothing commands a terminal."""
    for name, form in formats_of("parse").items():
        written = form.article(article) if form.article else ""
        if name in {"json", "jsonl"}:
            _check_json(written, article.to_dict())
    for name, form in formats_of("normalize").items():
        written = form.normalized(normalized) if form.normalized else ""
        if name in {"json", "jsonl"}:
            _check_json(written, normalized.to_dict())
    views = [write_view(article, width=width, explain=width < 80) for width in (20, 79, 100)]
    views += [write_told_diff(normalized, colour=False), write_text(normalized)]
    views += [
        STYLES.sub("", one) for one in (write_view(article, colour=True), write_told_diff(normalized, colour=True))
    ]
    for view in views:
        assert not CONTROLS.search(view), CONTROLS.search(view)


def _check_json(written: str, expected: dict[str, Any]) -> None:
    written.encode("utf-8")
    assert not CONTROLS.search(written)
    assert json.loads(written, parse_constant=_refuse, object_pairs_hook=_distinct) == expected
    _validator().validate(expected)


def _refuse(constant: str) -> NoReturn:
    raise AssertionError(constant)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    assert len(made) == len(pairs), pairs
    return made


@cache
def _validator() -> Draft202012Validator:
    return Draft202012Validator(build_schema())
