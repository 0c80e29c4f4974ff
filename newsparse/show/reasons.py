"""Why an article was read as it was: fields and parts with their rules, confidences and what spoke for them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from newsparse.model import Article
from newsparse.show.safe import visible
from newsparse.show.words import one_line

if TYPE_CHECKING:
    from rich.text import Text

_EXCERPT: Final = 70


def field_reasons(article: Article) -> Iterator[tuple[Text, Text]]:
    """Each single-valued field: the rule that found it, its confidence, and what spoke for it or stood against it."""
    from rich.text import Text

    for field, provenance in article.provenance.items():
        reason = Text().append(visible(provenance.rule)).append(f"  {provenance.confidence:.2f}", "dim")
        if provenance.note:
            reason.append("\n" + visible(provenance.note), "dim")
        yield Text(field, "dim"), reason


def part_reasons(article: Article) -> Iterator[tuple[Text, Text]]:
    """Each part of the text in order: what it was read as, by which rule and how surely, and its first words."""
    from rich.text import Text

    for segment in article.segments:
        words = one_line(article.text[segment.start : segment.end], _EXCERPT)
        if segment.kind == "separator" or not words:
            continue
        reason = Text().append(visible(words))
        reason.append(f"\n{visible(segment.rule)}  {segment.confidence:.2f}", "dim")
        yield Text(segment.kind, "dim"), reason
