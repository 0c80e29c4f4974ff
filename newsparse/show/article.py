"""The view of an article: its fields with their names, body and quotes with numbers, what was mended and dropped.

Nothing is told by colour alone. All words of the article go through `visible` and into `rich.text.Text`, so that
they can neither command the terminal nor be taken for markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO
from typing import TYPE_CHECKING, Final

from newsparse.model import Article, Dateline, Provenance
from newsparse.show.notes import MOST, damage_notes, dropped_notes, quote_notes, repair_notes
from newsparse.show.paragraphs import numbered_paragraphs
from newsparse.show.reasons import field_reasons, part_reasons
from newsparse.show.safe import visible
from newsparse.show.words import sureness

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

# Longer lines are hard to read: the eye loses the next one.
WIDEST: Final = 100
NARROWEST: Final = 20


def write_view(article: Article, *, width: int = 80, colour: bool = False, explain: bool = False) -> str:
    """The article for a person to read; with `explain` also why each part was read as what it is.

    >>> print(write_view(Article(headline="Flood in Rovigo", body=("The river rose.",), body_spans=((0, 15),))))
    Flood in Rovigo
    <BLANKLINE>
    Body · 1 paragraph
     1  The river rose.
    <BLANKLINE>
    """
    from rich.console import Console

    console = Console(
        file=StringIO(), width=max(NARROWEST, min(width, WIDEST)), force_terminal=colour, legacy_windows=False,
        color_system="auto" if colour else None, highlight=False, markup=False, emoji=False,
    )  # fmt: skip
    for part in (
        _head,
        _captions,
        _body,
        _quotes,
        _repairs,
        _damage,
        *((_why,) if explain else (_dropped,)),
        _warnings,
    ):
        part(article, console)
    assert isinstance(console.file, StringIO)
    return "".join(line.rstrip(" ") + "\n" for line in console.file.getvalue().split("\n")[:-1])


def _text(value: str, style: str = "") -> Text:
    from rich.text import Text

    return Text().append(visible(value), style)  # not the style of the whole: it would fill the line


def _rows(console: Console, rows: Sequence[tuple[Text, RenderableType]], *, indent: int = 0) -> None:
    """Two columns: short labels, and what belongs to them."""
    from rich.padding import Padding
    from rich.table import Table

    if not rows:
        return
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold", ratio=1)
    for label, value in rows:
        grid.add_row(label, value)
    console.print(Padding(grid, (0, 0, 0, indent)))


def _section(console: Console, title: str, count: int, one: str, many: str | None = None) -> None:
    from rich.text import Text

    number = f" · {count:,} {one if count == 1 else many or one + 's'}"
    console.print()
    console.print(Text.assemble((title, "bold cyan"), (number, "dim")))


def _head(article: Article, console: Console) -> None:
    if article.headline:
        console.print(_text(article.headline, "bold"), overflow="fold")
    else:
        console.print(_text("(no headline found)", "italic dim"))
    if article.subheadline:
        console.print(_text(article.subheadline, "italic"), overflow="fold")
    rows = [(_text(label, "dim"), value) for label, value in _fields(article)]
    if rows:
        console.print()
    _rows(console, rows, indent=1)


def _fields(article: Article) -> Iterator[tuple[str, RenderableType]]:
    dateline = article.dateline
    named: tuple[tuple[str, str, str | None], ...] = (
        ("byline", "byline", article.byline),
        ("authors", "authors", ", ".join(article.authors) or None),
        ("dateline", "dateline", _dateline(dateline) if dateline else None),
        ("published", "published", article.published),
        ("modified", "modified", article.modified),
        ("publisher", "publisher", article.publisher),
        ("address", "source_url", article.source_url),
        ("language", "language", article.language),
    )
    for label, field, value in named:
        if value:
            yield label, _noted(value, article.provenance.get(field))
    if article.source.path is not None:
        yield "file", _text(_source(article))


def _noted(value: str, provenance: Provenance | None) -> Text:
    """A value, and in parentheses what to know of it: where it came from, doubt."""
    notes = []
    if provenance is not None and provenance.note:
        notes.append(provenance.note)
    if provenance is not None and (doubt := sureness(provenance.confidence, only_doubt=True)):
        notes.append(doubt)
    return _text(value).append_text(_text(f"  ({', '.join(notes)})" if notes else "", "dim"))


def _dateline(dateline: Dateline) -> str:
    """The parts and not the line: that stands in front of the body's first paragraph in the paper."""
    place = ", ".join(part for part in (dateline.place, dateline.region, dateline.country) if part)
    parts = (place, dateline.date, dateline.agency)
    return " · ".join(part for part in parts if part) or dateline.text


def _source(article: Article) -> str:
    source = article.source
    path = "standard input" if source.path == "-" else source.path or ""
    size = f"{source.bytes:,} bytes" if source.bytes is not None else None
    doubt = sureness(source.encoding_confidence, only_doubt=True) if source.encoding_confidence is not None else ""
    encoding = f"{source.encoding} ({doubt})" if source.encoding and doubt else source.encoding
    return " · ".join(part for part in (path, encoding, size) if part)


def _captions(article: Article, console: Console) -> None:
    if not article.captions:
        return
    _section(console, "Captions", len(article.captions), "picture")
    rows = []
    for caption in article.captions:
        credit = _text(f"  credit: {caption.credit}" if caption.credit else "  no credit", "dim")
        rows.append((_text("▪"), _text(caption.text).append_text(credit)))
    _rows(console, rows, indent=1)


def _body(article: Article, console: Console) -> None:
    _section(console, "Body", len(article.body), "paragraph")
    if not article.body:
        console.print(_text(" (no body found)", "italic dim"))
    _rows(console, list(numbered_paragraphs(article)), indent=1)
    if article.quoted_terms:
        each = dict.fromkeys(f"“{' '.join(term.text.split())}”" for term in article.quoted_terms)
        terms = ", ".join(list(each)[:MOST]) + (", …" if len(each) > MOST else "")
        console.print()
        console.print(_text("quoted, but nobody's speech: ", "dim").append_text(_text(terms)), overflow="fold")


def _quotes(article: Article, console: Console) -> None:
    if article.quotes:
        _section(console, "Quotes", len(article.quotes), "quote")
        _rows(console, list(quote_notes(article)), indent=1)


def _repairs(article: Article, console: Console) -> None:
    if article.repairs:
        _section(console, "Repairs", len(article.repairs), "place")
        _rows(console, list(repair_notes(article)), indent=1)


def _damage(article: Article, console: Console) -> None:
    if article.damage:
        _section(console, "Left broken", len(article.damage), "place")
        _rows(console, list(damage_notes(article)), indent=1)


def _dropped(article: Article, console: Console) -> None:
    notes = list(dropped_notes(article, console.width))
    if notes:
        _section(console, "Dropped", sum(one.count for one in notes), "part")
        _rows(console, [(one.label, one.value) for one in notes], indent=1)


def _why(article: Article, console: Console) -> None:
    """Each field and each part of the text with its rule, its confidence and what spoke for it."""
    fields = list(field_reasons(article))
    _section(console, "Why these fields", len(fields), "field")
    _rows(console, fields, indent=1)
    parts = list(part_reasons(article))
    _section(console, "How the text was read", len(parts), "part")
    _rows(console, parts, indent=1)


def _warnings(article: Article, console: Console) -> None:
    if article.warnings:
        _section(console, "Warnings", len(article.warnings), "warning")
        _rows(console, [(_text("!", "bold yellow"), _text(one.message)) for one in article.warnings], indent=1)
