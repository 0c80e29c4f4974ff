"""What holds for every article, whatever its text was."""

from __future__ import annotations

import json
import unicodedata

from newsparse.model import Article
from newsparse.text import revert


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
