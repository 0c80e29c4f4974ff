"""What says by itself what it is: rules, markup, placeholders, labelled lines, front matter, addresses."""

from __future__ import annotations

from typing import Final

from newsparse.model import SegmentKind
from newsparse.segments.labelled import Labelled
from newsparse.segments.labels import Label
from newsparse.segments.page import Page

# A label's field and the kind of segment that it makes.
_KINDS: Final[dict[str, SegmentKind]] = {
    "headline": "headline",
    "subheadline": "subheadline",
    "byline": "byline",
    "date": "date",
    "modified": "date",
    "publisher": "publisher",
    "source_url": "source_url",
    "dateline": "dateline",
    "caption": "caption",
    "section": "furniture",
    "length": "furniture",
    "body": "furniture",
    "language": "furniture",
    "tags": "furniture",
    "other": "furniture",
}
# A labelled line counts beside another one or in front matter: "Date: unknown" alone may be prose.
_ALONE = frozenset({"headline", "byline", "publisher", "source_url", "body", "length", "modified", "date"})
# lynx prints the links of a page's head as its first line.
_FIRST_LINES = 3
_FEEDS = ("Feed", "RSS", "oEmbed", "feed", "Atom")
# A label of the body before a name: an author line, if it says so as clearly as "By".
BYLINE_SURE = 0.85
LONGEST_LABELLED = 600
# In a run of labelled lines a headline with its question mark may read like prose; longer ones are prose.
LONGEST_IN_RUN = 40


def find_certain(page: Page) -> dict[int, Labelled]:
    """All blocks that need no look at their neighbours, by index."""
    labels = _labelled_lines(page)
    found: dict[int, Labelled] = {}
    for index, block in enumerate(page.blocks):
        if block.kind in ("rule", "markup"):
            found[index] = Labelled("separator", f"separator/{block.kind}", 1.0)
        elif index in labels:
            found[index] = _from_label(page, index, labels[index])
        elif not block.passage.value:
            found[index] = Labelled(
                "placeholder" if block.kind == "picture" else "separator", "placeholder/no-words", 1.0
            )
        elif index < _FIRST_LINES and is_feed_line(block.passage.value):
            found[index] = Labelled("furniture", "furniture/feeds", 0.9)
        elif (placeholder := page.placeholder(index)) is not None and placeholder.confidence >= 0.6:
            found[index] = Labelled("placeholder", placeholder.rule, placeholder.confidence)
    return found


def is_feed_line(value: str) -> bool:
    """Whether a line lists a page's feeds, as lynx begins: `#The Harbour Courier » Feed Harbour Sport » Feed`."""
    return value[:1] == "#" and value[1:2].strip() != "" and any(word in value for word in _FEEDS)


def _labelled_lines(page: Page) -> dict[int, Label]:
    """Labelled lines: fields of front matter, and runs of at least two labels, or one before the body."""
    found: dict[int, Label] = {}
    for index, block in enumerate(page.blocks):
        if block.kind not in ("field", "paragraph", "list", "heading") or len(block.passage.value) > LONGEST_LABELLED:
            continue
        label = page.label(index)
        if label is not None:
            found[index] = label
    return {
        index: label
        for index, label in found.items()
        if page.blocks[index].kind == "field"
        or ({index - 1, index + 1} & found.keys() and page.prose(index).words <= LONGEST_IN_RUN)
        or (label.field in _ALONE and page.prose(index).words <= 14 and not page.prose(index).is_prose)
    }


def _from_label(page: Page, index: int, label: Label) -> Labelled:
    value = page.value(index)
    start, end = label.start, label.end
    name = page.blocks[index].kind == "field"
    rule = f"label/{'front-matter-' if name else ''}{label.field}"
    kind = _KINDS.get(label.field, "furniture")
    if label.field == "body" and (named := page.byline(index)) is not None and named.confidence >= BYLINE_SURE:
        return Labelled("byline", named.rule, named.confidence, candidate=named)  # German says "Text: Jana Muster"
    if start >= end and kind != "furniture":
        return Labelled("furniture", "label/empty", 0.9)
    if kind == "date":
        dates = page.dates(index)
        return Labelled(kind, rule, 0.98 if dates else 0.5, start, end, dates=dates)
    if kind == "byline":
        return Labelled(kind, rule, 0.95, start, end, candidate=page.byline(index))
    if kind == "source_url":
        return Labelled(kind, rule, 0.97, start, end, candidate=page.source_url(index))
    if kind == "caption":
        return Labelled(kind, rule, 0.9, start, end, candidate=page.caption(index, marked=True))
    return Labelled(kind, rule, 0.97 if value[start:end] else 0.9, start, end)
