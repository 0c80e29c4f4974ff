"""What stands below the body: who said what, what was mended, what was left broken, what was dropped."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Final

from newsparse.model import Article, Damage, Quote, Repair, Segment
from newsparse.record import Record, record
from newsparse.show.facts import fact_in_words
from newsparse.show.safe import visible
from newsparse.show.words import attribution, one_line, place_in_words, spelled, sureness

if TYPE_CHECKING:
    from rich.text import Text

DROPPED: Final = frozenset({"furniture", "placeholder", "separator", "other"})
# A page of mojibake has hundreds of repairs of a dozen kinds; nobody reads a longer list, and the JSON has it.
MOST: Final = 30
_EXCERPT: Final = 140


@record
class Note(Record):
    """A line of what was dropped."""

    label: Text
    """What it was."""
    value: Text
    """Its words."""
    count: int
    """How many parts it stands for."""


def quote_notes(article: Article) -> Iterator[tuple[Text, Text]]:
    """Each quote with its number, its speaker, its first words and how the speaker was found."""
    from rich.text import Text

    for number, quote in enumerate(article.quotes, 1):
        if quote.speaker:
            note = Text().append(visible(quote.speaker), "bold")
            note.append(visible(f", {quote.description}") if quote.description else "")
        else:
            note = Text().append("speaker not found", "italic")
        note.append(f"\n“{visible(one_line(quote.text, _EXCERPT))}{'”' if quote.closed else ''}", "green")
        note.append("\n" + visible(" · ".join(_quote_facts(article, quote))), "dim")
        yield Text(f"[{number}]", "bold green"), note


def _quote_facts(article: Article, quote: Quote) -> Iterator[str]:
    yield f"paragraph {quote.paragraph + 1}" if quote.paragraph is not None else place_in_words(article, quote.start)
    if quote.cue:
        yield f"“{quote.cue}”"
    if quote.speaker and (how := attribution(quote.attribution)):
        yield how
    if quote.type == "mixed":
        yield "part of a report"
    if not quote.closed:
        yield "closing mark missing"
    if quote.speaker:
        yield sureness(quote.confidence)


def repair_notes(article: Article) -> Iterator[tuple[Text, Text]]:
    """Each kind of repair once: before and after, how often, where first, why."""
    from rich.text import Text

    groups: dict[tuple[str, str, str], list[Repair]] = {}
    for repair in article.repairs:
        groups.setdefault((repair.before, repair.after, repair.rule), []).append(repair)
    for number, ((before, after, _), alike) in enumerate(groups.items()):
        if number == MOST:
            left = len(groups) - MOST
            yield Text("…"), Text(f"and {left:,} more kinds of repair; --format json lists all", "dim")
            return
        first = alike[0]
        note = Text().append(spelled(one_line(before, _EXCERPT) if len(before) > _EXCERPT else before), "red")
        note.append(" → ").append(spelled(after[:_EXCERPT]), "green")
        note.append("\n" + visible(" · ".join(_repair_facts(article, first, len(alike)))), "dim")
        for fact in first.evidence:
            note.append(f"\n{visible(fact_in_words(fact))}", "dim")
        yield Text("▪"), note


def _repair_facts(article: Article, repair: Repair, times: int) -> Iterator[str]:
    yield repair.kind
    if place := place_in_words(article, repair.start):
        yield place + (f" and {times - 1:,} more" if times > 1 else "")
    elif times > 1:
        yield f"{times:,} places"
    yield sureness(repair.confidence)


def damage_notes(article: Article) -> Iterator[tuple[Text, Text]]:
    """Each broken place in its words, and what might have stood there."""
    from rich.text import Text

    for number, damage in enumerate(article.damage):
        if number == MOST:
            yield Text("…"), Text(f"and {len(article.damage) - MOST:,} more; --format json lists all", "dim")
            return
        note = Text().append(spelled(one_line(damage.text, _EXCERPT)), "yellow")
        note.append(f"  …{visible(_around(article, damage))}…", "dim")
        likely = ", ".join(f"{one.text} ({sureness(one.confidence)})" for one in damage.candidates[:4])
        note.append(f"\nperhaps {visible(likely)}" if likely else "\nno guess")
        yield Text("?", "bold yellow"), note


def _around(article: Article, damage: Damage) -> str:
    return one_line(article.text[max(0, damage.start - 30) : damage.end + 30], 90)


def dropped_notes(article: Article, width: int) -> Iterator[Note]:
    """What is neither a field nor the body, dimmed; alike parts that follow each other are one line."""
    from rich.text import Text

    left = [one for one in article.segments if one.kind in DROPPED]
    groups = [(key, list(group)) for key, group in groupby(left, key=lambda one: _kind_and_words(article, one))]
    for number, ((kind, words), alike) in enumerate(groups):
        if number == MOST:
            rest = sum(len(group) for _, group in groups[MOST:])
            yield Note(Text("…"), Text(f"and {rest:,} more; --format json lists all", "dim"), rest)
            return
        times = f"{len(alike)} times: " if len(alike) > 1 else ""
        yield Note(Text(kind, "dim"), Text(visible(times + one_line(words, max(20, width - 16))), "dim"), len(alike))


def _kind_and_words(article: Article, segment: Segment) -> tuple[str, str]:
    return segment.kind, " ".join(article.text[segment.start : segment.end].split())
