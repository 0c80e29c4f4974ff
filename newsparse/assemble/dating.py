"""The article's dates: printed ones, the dateline's, and which anchor gives a missing year."""

from __future__ import annotations

from collections.abc import Sequence

from newsparse.assemble.parts import Part
from newsparse.model import Provenance
from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.segments.dates import Anchor, PrintedDate, find_dates, resolve_year, url_date


@record
class Dating(Record):
    """What the article says of its dates."""

    published: str | None
    """ISO date or date-time."""
    modified: str | None
    """ISO date or date-time."""
    anchors: tuple[Anchor, ...]
    """What a date without a year is held against, the best first."""
    published_from: Provenance | None = None
    """Where `published` stands."""
    modified_from: Provenance | None = None
    """Where `modified` stands."""


def find_dating(
    parts: Sequence[Part], captions: Sequence[str], url: str | None, reference_date: str | None, book: RuleBook
) -> Dating:
    """The printed dates by role, and the anchors in their order.

    A date without a role counts as published. Where only an update is printed, it is both. Relative dates
    ("2 hours ago") are none.
    """
    printed = [(part, one) for part in parts for one in part.label.dates if part.label.kind in ("date", "byline")]
    labelled = [(part, one) for part, one in printed if _role(part, one) == "published"]
    plain = [(part, one) for part, one in printed if _role(part, one) is None]
    updates = [(part, one) for part, one in printed if _role(part, one) == "modified"]
    anchors = [Anchor("reference date", reference_date)] if reference_date else []
    published = _first_full([*labelled, *plain])
    if published is not None:
        anchors.append(Anchor("printed date", published[1].iso))
    by_url = url_date(url) if url else None
    if by_url:
        anchors.append(Anchor("URL", by_url))
    anchors += [Anchor("caption", one.iso) for value in captions for one in find_dates(value, book) if _is_full(one)]
    modified = _first_full(updates)
    note = None
    if published is None and modified is not None:
        published, note = modified, "only an update is printed"
    if published is None:
        partial = next((one for one in [*labelled, *plain]), None)
        resolved = resolve_year(partial[1].iso, anchors) if partial is not None else None
        if partial is not None and resolved is not None:
            provenance = _provenance(*partial, resolved.note)
            return Dating(
                resolved.iso, modified[1].iso if modified else None, tuple(anchors), provenance, _where(modified)
            )
    return Dating(
        published[1].iso if published else None,
        modified[1].iso if modified else None,
        tuple(anchors),
        _provenance(*published, note) if published else None,
        _where(modified),
    )


def _role(part: Part, date: PrintedDate) -> str | None:
    if date.role is not None:
        return date.role
    return {"label/modified": "modified", "label/front-matter-modified": "modified"}.get(part.label.rule)


def _is_full(date: PrintedDate) -> bool:
    return not date.iso.startswith("--")


def _first_full(dates: Sequence[tuple[Part, PrintedDate]]) -> tuple[Part, PrintedDate] | None:
    return next(((part, one) for part, one in dates if _is_full(one)), None)


def _where(found: tuple[Part, PrintedDate] | None) -> Provenance | None:
    return _provenance(*found, None) if found is not None else None


def _provenance(part: Part, date: PrintedDate, note: str | None) -> Provenance:
    start, end = part.block.passage.span(date.start, date.end)
    return Provenance(start, end, date.rule, part.label.confidence, note)
