"""The steps in order, and nothing else: bytes -> text -> blocks -> segments, quotes -> Article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from newsparse.model import Article, MadeBy, Normalized, Options
from newsparse.version import __version__


def parse(data: str | bytes, *, options: Options | None = None) -> Article:
    """An article from its raw text or bytes. Raises `InputError` for bytes that are no text."""
    raw = data if isinstance(data, str) else data.decode("utf-8", "replace")
    chosen = options or Options()
    return Article(made_by=MadeBy(__version__, chosen.digest()), headline=raw.split("\n")[0], text=raw)


def parse_file(path: str | Path, *, options: Options | None = None) -> Article:
    """An article from a file."""
    return parse(Path(path).read_bytes(), options=options)


def parse_many(inputs: Iterable[str | bytes], *, options: Options | None = None) -> Iterator[Article]:
    """Articles from many raw texts, in order."""
    for one in inputs:
        yield parse(one, options=options)


def normalize(data: str | bytes, *, options: Options | None = None) -> Normalized:
    """A text with its broken characters repaired."""
    raw = data if isinstance(data, str) else data.decode("utf-8", "replace")
    return Normalized(raw)


def parse_source(data: bytes, *, path: str, options: Options) -> Article:
    """An article from the bytes of a file, its `source.path` set."""
    from dataclasses import replace

    article = parse(data, options=options)
    return replace(article, source=replace(article.source, path=path))


def normalize_source(data: bytes, *, path: str, options: Options) -> Normalized:
    """A repaired text from the bytes of a file, its `source.path` set."""
    from dataclasses import replace

    normalized = normalize(data, options=options)
    return replace(normalized, source=replace(normalized.source, path=path))
