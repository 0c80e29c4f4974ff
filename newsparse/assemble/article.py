"""The article out of its parts: every field with its place and rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from newsparse.assemble.cover import Inner, cover
from newsparse.assemble.dating import Dating, find_dating
from newsparse.assemble.parts import BODY_KINDS, Part, authors_of, captions_of, first_of, parts_of, trimmed
from newsparse.blocks import Block
from newsparse.model import Article, Caption, Damage, Dateline, MadeBy, Notice, Provenance, SegmentKind, Source
from newsparse.passage import Passage
from newsparse.quotes import QuotePassage, find_quotes
from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.segments.candidate import Candidate
from newsparse.segments.dateline import propose_dateline
from newsparse.segments.dates import resolve_year
from newsparse.segments.labelled import Labelled
from newsparse.segments.own_address import find_own_address
from newsparse.segments.source import clean_url
from newsparse.text import Text

# How many paragraphs may stand before the one with the dateline: a summary, an editor's note.
DATELINE_WITHIN = 3
# Labelled lines and words that introduce an address have it; an address alone may be any.
SURE_ADDRESS = 0.85
_QUOTE_KINDS = ("headline", "subheadline", "caption", "subhead")


@record
class Material(Record):
    """What earlier steps found out."""

    text: Text
    """The normalized text and its repairs."""
    blocks: Sequence[Block]
    """Its blocks."""
    labels: Sequence[Labelled]
    """What each block is."""
    book: RuleBook
    """The language's rules."""
    made_by: MadeBy
    """Version and options."""
    source: Source
    """Where the text came from."""
    damage: tuple[Damage, ...] = ()
    """What was left broken."""
    warnings: tuple[Notice, ...] = ()
    """What reading had to say."""
    reference_date: str | None = None
    """The user's anchor for missing years."""
    countries: Callable[[str], tuple[str, ...]] = lambda _: ()
    """ISO codes of the countries that have a place of that name."""


def assemble(material: Material) -> Article:
    """The article, field by field."""
    parts = parts_of(material.blocks, material.labels)
    provenance: dict[str, Provenance] = {}
    headline = _field(parts, "headline", provenance)
    subheadline = _field(parts, "subheadline", provenance)
    publisher = _named_field(parts, "publisher", provenance)
    url = _address(parts, headline, material, provenance)
    bylines = [part for part in parts if part.label.kind == "byline" and not part.label.echo]
    byline = bylines[0].passage if bylines else None
    if byline is not None:
        provenance["byline"] = provenance["authors"] = bylines[0].provenance(byline)
    captions = captions_of(parts)
    dating = find_dating(parts, [one.text for one in captions], url, material.reference_date, material.book)
    paragraphs = [part for part in parts if part.label.kind in BODY_KINDS]
    opened = [part for part in parts if part.label.kind == "subheadline" and not part.label.echo][:1]
    lead, found = _find_dateline([*opened, *paragraphs], material)
    dateline, dating = _dateline(found, [*opened, *paragraphs][lead].passage if found else None, dating, provenance)
    body = [part.passage for part in paragraphs]
    if found is not None and lead >= len(opened):  # a subheadline keeps its dateline, a paragraph goes on behind it
        body[lead - len(opened)] = trimmed(body[lead - len(opened)].cut(found.end))
    body = [passage for passage in body if passage.value]
    quotes = find_quotes(_quote_passages(parts, captions, body), material.book)
    _note_dates(dating, provenance)
    return Article(
        made_by=material.made_by,
        source=material.source,
        language=material.book.language,
        headline=headline,
        subheadline=subheadline,
        byline=byline.value if byline is not None else None,
        authors=authors_of(bylines, publisher),
        dateline=dateline,
        published=dating.published,
        modified=dating.modified,
        captions=captions,
        body=tuple(passage.value for passage in body),
        body_spans=tuple((passage.start, passage.end) for passage in body),
        quotes=quotes.quotes,
        quoted_terms=quotes.terms,
        source_url=url,
        publisher=publisher,
        text=material.text.value,
        segments=cover(material.text.value, parts, _inner(found, dateline)),
        repairs=material.text.repairs,
        damage=material.damage,
        provenance={name: provenance[name] for name in _PROVENANCE_ORDER if name in provenance},
        warnings=(*material.warnings, *_warnings(headline, body, dateline)),
    )


_PROVENANCE_ORDER = (
    "headline", "subheadline", "byline", "authors", "dateline", "published", "modified", "source_url", "publisher",
)  # fmt: skip


def _field(parts: Sequence[Part], kind: SegmentKind, provenance: dict[str, Provenance]) -> str | None:
    part = first_of(parts, kind)
    if part is None:
        return None
    passage = part.passage
    provenance[kind] = part.provenance(passage)
    return passage.value


def _named_field(parts: Sequence[Part], kind: SegmentKind, provenance: dict[str, Provenance]) -> str | None:
    """A field whose recogniser names the stretch that holds it: the publisher in a copyright line, an address."""
    part = first_of(parts, kind)
    if part is None:
        return None
    candidate = part.label.candidate
    named = candidate.first(kind) if candidate is not None else None
    passage = part.block.passage.cut(named.start, named.end) if named is not None else part.passage
    provenance[kind] = part.provenance(passage)
    return passage.value


def _address(
    parts: Sequence[Part], headline: str | None, material: Material, provenance: dict[str, Provenance]
) -> str | None:
    """The article's address: from a line that says so, else the page that the text's links lead back to."""
    part = first_of(parts, "source_url")
    if part is None or part.label.confidence < SURE_ADDRESS:
        own = find_own_address(material.text.value, material.blocks, headline, material.book)
        if own is not None:
            provenance["source_url"] = Provenance(own.start, own.end, own.rule, own.confidence, own.note)
            return own.value
    address = _named_field(parts, "source_url", provenance)
    if address is None:
        return None
    place = provenance["source_url"]
    printed = "".join(material.text.value[place.start : place.end].split())
    # What looks like emphasis is a part of the address: /2024_-storm-_
    return clean_url(printed if "_" in printed and "\\" not in printed else address)


def _find_dateline(paragraphs: Sequence[Part], material: Material) -> tuple[int, Candidate | None]:
    """The dateline at the start of one of the first paragraphs, and that paragraph's index."""
    for index, part in enumerate(paragraphs[:DATELINE_WITHIN]):
        found = propose_dateline(part.passage.value, material.book, countries=material.countries)
        if found is not None:
            return index, found
    return 0, None


def _dateline(
    found: Candidate | None, passage: Passage | None, dating: Dating, provenance: dict[str, Provenance]
) -> tuple[Dateline | None, Dating]:
    """The dateline with the year that an anchor gives; its full date serves as published where none is printed."""
    if found is None or passage is None:
        return None, dating
    values = {name: part.value if (part := found.first(name)) else None for name in _DATELINE_PARTS}
    start, end = passage.span(found.start, found.end)
    date, note = values["date"], None
    if date is not None and date.startswith("--"):
        resolved = resolve_year(date, dating.anchors)
        if resolved is not None:
            date, note = resolved.iso, resolved.note
    elif date is not None:
        note = "year as printed"
    printed = passage.value[found.start : found.end].strip()
    place = Provenance(start, end, found.rule, found.confidence, note)
    dateline = Dateline(
        printed, values["place"], values["region"], values["country"], date, values["agency"],
        start, end, found.confidence,
    )  # fmt: skip
    provenance["dateline"] = place
    if dating.published is None and date is not None and not date.startswith("--"):
        dating = dating._replace(
            published=date, published_from=Provenance(start, end, found.rule, found.confidence, note)
        )
    return dateline, dating


_DATELINE_PARTS = ("place", "region", "country", "date", "agency")


def _inner(found: Candidate | None, dateline: Dateline | None) -> Inner | None:
    if found is None or dateline is None:
        return None
    return Inner(dateline.start, dateline.end, "dateline", found.rule, found.confidence)


def _quote_passages(parts: Sequence[Part], captions: Sequence[Caption], body: Sequence[Passage]) -> list[QuotePassage]:
    """All passages that may hold quotes, in text order; labelled echoes and repeated captions only once."""
    starts = {passage.start: index for index, passage in enumerate(body)}
    kept_captions = {caption.start for caption in captions}
    passages = [QuotePassage(passage, "body", starts[passage.start]) for passage in body]
    for part in parts:
        kind = part.label.kind
        if kind not in _QUOTE_KINDS or part.label.echo or not part.passage.value:
            continue
        if kind == "caption" and part.passage.start not in kept_captions:
            continue
        passages.append(QuotePassage(part.passage, kind, None))
    return sorted(passages, key=lambda one: one.passage.start)


def _note_dates(dating: Dating, provenance: dict[str, Provenance]) -> None:
    if dating.published_from is not None:
        provenance["published"] = dating.published_from
    if dating.modified_from is not None:
        provenance["modified"] = dating.modified_from


def _warnings(headline: str | None, body: Sequence[Passage], dateline: Dateline | None) -> list[Notice]:
    found = []
    if headline is None:
        found.append(Notice("no-headline", "no line of the text stands out as its headline"))
    if not body:
        found.append(Notice("no-body", "no paragraph was found"))
    if dateline is not None and dateline.date is not None and dateline.date.startswith("--"):
        message = "the dateline names no year and nothing else in the text does; --reference-date would give it"
        found.append(Notice("year-unknown", message))
    return found
