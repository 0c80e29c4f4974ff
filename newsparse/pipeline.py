"""The steps in order, and nothing else: bytes -> text -> blocks -> segments, quotes -> Article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

import newsparse
from newsparse.errors import InputError
from newsparse.model import Article, Damage, MadeBy, Normalized, Options
from newsparse.normalize import Context, normalize_text
from newsparse.read import Decoded, read_bytes, read_str
from newsparse.rules import detect_language, load_rule_book
from newsparse.text import Text
from newsparse.version import __version__


def parse(
    data: str | bytes,
    *,
    language: str | None = None,
    encoding: str | None = None,
    reference_date: str | None = None,
    min_confidence: float = 0.95,
    rules_folder: str | None = None,
) -> Article:
    """An article from its raw text or bytes.

    It never raises on text: what can't be placed is a segment of kind `other` or `furniture`. Raises
    `InputError` for bytes that are no text and `RuleError` for a wrong rules folder.

    >>> article = parse("Bridge closed\\n\\nBy Jane Roe\\n\\nROVIGO, March 3 (AFP) - The bridge was closed.")
    >>> article.headline, article.authors, article.dateline.place
    ('Bridge closed', ('Jane Roe',), 'ROVIGO')
    """
    return _parse(data, Options(language, encoding, reference_date, min_confidence, rules_folder))


def parse_file(path: str | Path, *, options: Options | None = None) -> Article:
    """An article from a file; `source.path` is the path as given."""
    return parse_source(Path(path).read_bytes(), path=str(path), options=options or Options())


def parse_many(inputs: Iterable[str | bytes], *, jobs: int = 1, options: Options | None = None) -> Iterator[Article]:
    """Articles from many raw texts, in order; with `jobs` above 1 on that many processes.

    >>> [article.headline for article in parse_many(["Flood\\n\\nIt rained all day long.", "Fire\\n\\nIt burned."])]
    ['Flood', 'Fire']
    """
    chosen = options or Options()
    if jobs <= 1:
        yield from (_parse(one, chosen) for one in inputs)
        return
    yield from _parse_on_processes(inputs, jobs, chosen)


def normalize(
    data: str | bytes,
    *,
    language: str | None = None,
    encoding: str | None = None,
    min_confidence: float = 0.95,
) -> Normalized:
    """A text with its broken characters repaired, and what was repaired and what was left.

    >>> normalize("It\\u00e2\\u20ac\\u2122s &amp; was").text
    'It’s & was'
    """
    return _normalize(data, Options(language, encoding, None, min_confidence))


def parse_source(data: str | bytes, *, path: str, options: Options) -> Article:
    """An article from the bytes of a file or the text of a row, `source.path` set."""
    article = _parse(data, options)
    return article._replace(source=article.source._replace(path=path))


def normalize_source(data: str | bytes, *, path: str, options: Options) -> Normalized:
    """A repaired text from the bytes of a file or the text of a row, `source.path` set."""
    normalized = _normalize(data, options)
    return normalized._replace(source=normalized.source._replace(path=path))


def _parse(data: str | bytes, options: Options) -> Article:
    from newsparse.assemble import Material, assemble
    from newsparse.blocks import read_blocks
    from newsparse.quotes import opens_speech_with_dash
    from newsparse.segments.decide import decide

    # 1. bytes or str -> raw text
    decoded = _read(data, options)
    # 2. raw text -> repaired text
    text, damage, detected = _repair(decoded, options)
    language = options.language or detected or detect_language(text.value)[0]
    book = load_rule_book(language, options.rules_folder)
    # 3. repaired text -> blocks
    layout = read_blocks(text.value, spoken_hyphens=opens_speech_with_dash(book))
    # 4. blocks -> what each of them is
    labels = decide(layout, book, _countries)
    # 5. labelled blocks, dates and quotes -> article
    material = Material(
        text=text,
        blocks=layout.blocks,
        labels=labels,
        book=book,
        made_by=_made_by(options),
        source=decoded.source,
        damage=damage,
        warnings=decoded.warnings,
        reference_date=options.reference_date,
        countries=_countries,
    )
    return assemble(material)


def _normalize(data: str | bytes, options: Options) -> Normalized:
    decoded = _read(data, options)
    text, damage, _ = _repair(decoded, options)
    return Normalized(text.value, text.repairs, damage, _made_by(options), decoded.source)


def _read(data: str | bytes, options: Options) -> Decoded:
    return read_str(data) if isinstance(data, str) else read_bytes(data, encoding=options.encoding)


def _repair(decoded: Decoded, options: Options) -> tuple[Text, tuple[Damage, ...], str | None]:
    """The repaired text, all damage that stays, and the language where a repair asked for it."""
    done = normalize_text(Text.of(decoded.raw), Context(options.language, options.min_confidence))
    undecoded = dict.fromkeys([done.text.value_span(start, end) for start, end in decoded.damage])
    left = [Damage(start, end, done.text.value[start:end]) for start, end in _apart(undecoded, done.damage)]
    return done.text, tuple(sorted(chain(done.damage, left), key=lambda one: one.start)), done.language


def _apart(spans: Iterable[tuple[int, int]], damage: Sequence[Damage]) -> Iterator[tuple[int, int]]:
    """The spans that hold something and overlap no damage; both are in order."""
    ends = [one.end for one in damage]
    for start, end in spans:
        behind = bisect_right(ends, start)
        if end > start and (behind == len(damage) or damage[behind].start >= end):
            yield start, end


def _made_by(options: Options) -> MadeBy:
    return MadeBy(__version__, options.digest())


def _countries(name: str) -> tuple[str, ...]:
    """ISO codes of the countries that have a place of that name, the most populous place first."""
    from newsparse.gazetteer import load_gazetteer

    return load_gazetteer().countries(name)


# A task costs about as much as two small articles; this many a task make it not count.
_SHARD = 32


def _parse_on_processes(inputs: Iterable[str | bytes], jobs: int, options: Options) -> Iterator[Article]:
    """Shards go out as results come in, so that no more than a few are held at once."""
    from functools import partial
    from itertools import islice

    from newsparse.workers import Work, run_in_workers

    source = iter(inputs)
    shards = iter(lambda: tuple(islice(source, _SHARD)), ())
    work: Work[str | bytes, Article | InputError] = Work(partial(_try_to_parse, options=options), lost=_lost)
    for outcome in run_in_workers(work, shards, jobs):
        if isinstance(outcome, InputError):
            raise outcome
        yield outcome


def _try_to_parse(data: str | bytes, options: Options) -> Article | InputError:
    """In a worker an error is a result: the articles before it still come out first."""
    try:
        return _parse(data, options)
    except InputError as error:
        return error


def _lost(data: str | bytes) -> InputError:
    return InputError("worker-died", f"a worker process died twice on this text of {len(data):,} bytes or characters")


# `newsparse.normalize` is this function, though the room of repairs has that name too: loading the room bound it.
newsparse.normalize = normalize
