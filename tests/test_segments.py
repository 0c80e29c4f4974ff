"""Segments: what each block of a page is, decided by its words and its neighbours."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from invariants import check_article
from sections import Section, read_sections

from newsparse.model import Article
from newsparse.pipeline import parse

FOLDER = Path(__file__).parent / "cases" / "segments"
CASES = read_sections(FOLDER)
PAGES = read_sections(FOLDER / "articles")
# What a reader would expect and the program does not find yet; a case that comes out right moves to articles/.
OPEN = read_sections(FOLDER / "open")
MARKS = "*#<>[]- "
LINK_TARGETS = re.compile(r"\][(][^()]*[)]")
FIELDS: Final = (
    "headline", "subheadline", "author", "published", "modified", "place", "caption", "credit", "body",
)  # fmt: skip


def test_there_are_cases() -> None:
    assert len(CASES) >= 6
    assert len(PAGES) >= 30


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_segments_come_out_as_read(case: Section) -> None:
    article = parse(case.text)
    found = [(one.kind, article.text[one.start : one.end].lstrip(MARKS)) for one in article.segments]
    expected = [tuple(line.split(" | ", 1)) for line in case.expected]
    assert [kind for kind, _ in found] == [kind for kind, _ in expected]
    for (_, value), (_, beginning) in zip(found, expected, strict=True):
        assert value.startswith(beginning.lstrip(MARKS))


@pytest.mark.parametrize("case", PAGES, ids=lambda case: case.name)
def test_fields_come_out_as_read(case: Section) -> None:
    assert fields_as_told(parse(case.text), case) == case.expected


@pytest.mark.parametrize("case", CASES + PAGES + OPEN, ids=lambda case: case.name)
def test_segments_cover_a_page_and_fields_point_into_it(case: Section) -> None:
    article = parse(case.text)
    check_article(article, case.text)
    for name in ("headline", "subheadline"):
        for value in _told(article)[name]:
            where = article.provenance[name]
            assert _words(article.text[where.start : where.end]) == _words(value), name
    for (start, end), paragraph in zip(article.body_spans, article.body, strict=True):
        assert _words(article.text[start:end]) == _words(paragraph)
    for caption in article.captions:
        assert _words(article.text[caption.start : caption.end]) == _words(caption.text)


@pytest.mark.parametrize("case", PAGES + OPEN, ids=lambda case: case.name)
def test_a_page_case_holds_what_it_tells(case: Section) -> None:
    names = [line.split(" | ", 1)[0] for line in case.expected]
    assert [name for name in FIELDS for _ in range(names.count(name))] == names, "fields stand in order, spelt right"
    page = _words(case.text)
    for line in case.expected:
        name, value = line.split(" | ", 1)
        if name not in {"published", "modified"}:
            assert all(_words(part) in page for part in value.split(" ... ")), line


def fields_as_told(article: Article, case: Section) -> list[str]:
    """The fields of an article in the lines of a case: `body | first words ... last words`, days for dates.

    A paragraph and a caption are told by their beginnings, with ` ... ` also by their ends; what a case
    does not tell must not be found.
    """
    told = [tuple(line.split(" | ", 1)) for line in case.expected]
    lines: list[str] = []
    for name, values in _told(article).items():
        expected = [value for kind, value in told if kind == name]
        for index, value in enumerate(values):
            wanted = expected[index] if index < len(expected) else ""
            lines.append(f"{name} | {wanted if wanted and _agrees(name, value, wanted) else value}")
    return lines


def _told(article: Article) -> dict[str, list[str]]:
    """The values of each field."""
    place = article.dateline.place if article.dateline else None
    values: dict[str, list[str | None]] = {
        "headline": [article.headline], "subheadline": [article.subheadline], "author": [*article.authors],
        "published": [article.published], "modified": [article.modified], "place": [place],
        "caption": [one.text for one in article.captions],
        "credit": [one.credit for one in article.captions],
        "body": [*article.body],
    }  # fmt: skip
    return {name: [value for value in values[name] if value] for name in FIELDS}


def _agrees(name: str, value: str, wanted: str) -> bool:
    """Whether a value is the one that a case tells."""
    if name in {"body", "caption"}:
        beginning, _, end = wanted.partition(" ... ")
        return value.startswith(beginning) and value.endswith(end)
    return value[:10] == wanted if name in {"published", "modified"} else value == wanted


def _words(value: str) -> str:
    """A text without its white space, its marks and the targets of its links, to be compared."""
    return "".join(character for character in LINK_TARGETS.sub("]", value) if character.isalnum())
