"""The body with its numbers: paragraphs, subheads and tables where they stand, a mark behind each quote."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from newsparse.model import Article, Quote, Segment
from newsparse.show.safe import visible

if TYPE_CHECKING:
    from rich.text import Text


def numbered_paragraphs(article: Article) -> Iterator[tuple[Text, Text]]:
    """Paragraphs with their numbers; what stands between them and is no paragraph has none."""
    from rich.text import Text

    between = [one for one in article.segments if one.kind in {"subhead", "table"}]
    numbered = list(enumerate(article.quotes, 1))
    quotes = {key: list(group) for key, group in groupby(numbered, key=lambda one: one[1].paragraph)}
    spans = article.body_spans or ((0, 0),) * len(article.body)
    width = len(str(len(article.body)))
    for index, (paragraph, span) in enumerate(zip(article.body, spans, strict=False)):
        while between and between[0].start < span[0]:
            yield Text(), _between(article, between.pop(0))
        yield Text(f"{index + 1:>{width}}", "dim"), marked(paragraph, quotes.get(index, []))
    for segment in between:
        yield Text(), _between(article, segment)


def marked(paragraph: str, quotes: Sequence[tuple[int, Quote]]) -> Text:
    """A paragraph with its quotes set off and their numbers behind them."""
    from rich.text import Text

    shown, reached = Text(), 0
    for number, quote in quotes:
        words = " ".join(quote.text.split())
        start = paragraph.find(words, reached) if words else -1
        if start < 0:  # the paragraph's own words differ, for they are without markup: then no mark
            continue
        end = start + len(words)
        behind = end + (quote.closed and end < len(paragraph))
        shown.append(visible(paragraph[reached:start])).append(visible(words), "green")
        shown.append(visible(paragraph[end:behind])).append(f"[{number}]", "bold green")
        reached = behind
    return shown.append(visible(paragraph[reached:]))


def _between(article: Article, segment: Segment) -> Text:
    from rich.text import Text

    words = article.text[segment.start : segment.end]
    if segment.kind == "table":
        return Text(no_wrap=True).append(visible(words.strip("\n"), lines=True).replace("\t", "  "), "dim")
    return Text("\n").append(visible(" ".join(words.split()).strip("#*_= -")), "bold")
