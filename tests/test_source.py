"""The article's own address and its publisher: in lines that say so, and in what a whole page leads to."""

from __future__ import annotations

import tomllib

import linecases
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsparse
from newsparse.blocks import read_blocks
from newsparse.segments.certain import find_certain
from newsparse.segments.imprint import find_publisher
from newsparse.segments.links import read_link
from newsparse.segments.own_address import find_own_address
from newsparse.segments.page import Page
from newsparse.segments.publisher import propose_publisher
from newsparse.segments.source import clean_url, propose_source_url, site_of


@pytest.mark.parametrize(("language", "level", "line", "parts"), linecases.read("source", part="source-"))
def test_addresses(language: str, level: str, line: str, parts: list[str]) -> None:
    linecases.check(propose_source_url(line, linecases.book(language)), level, line, parts)


@pytest.mark.parametrize(("language", "level", "line", "parts"), linecases.read("source", part="publisher-"))
def test_publishers(language: str, level: str, line: str, parts: list[str]) -> None:
    linecases.check(propose_publisher(line, linecases.book(language)), level, line, parts)


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://a.example/x?utm_source=1&utm_medium=2", "https://a.example/x"),
        ("https://a.example/x?id=1&fbclid=2#top", "https://a.example/x?id=1#top"),
        ("https://a.example/x?b=2&a=1&a=3", "https://a.example/x?b=2&a=1&a=3"),
        ("https://a.example/x?", "https://a.example/x?"),
        ("https://a.example/gclid", "https://a.example/gclid"),
        ("https://a.example/x?UTM_Source=1&q=%C3%A9", "https://a.example/x?q=%C3%A9"),
    ],
)
def test_only_tracking_goes(url: str, clean: str) -> None:
    assert clean_url(url) == clean
    assert clean_url(clean) == clean


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.courier.example:80/x", "courier.example"),
        ("courier.example/x", "courier.example"),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_sites(url: str, site: str) -> None:
    assert site_of(url) == site


def test_hostile_lines() -> None:
    linecases.survives(propose_source_url)
    linecases.survives(propose_publisher)


@given(st.text(max_size=80) | st.text(alphabet="©Copyright 2024 https://a.b/c?utm_=", max_size=40))
def test_any_line(line: str) -> None:
    for propose in (propose_source_url, propose_publisher):
        found = propose(line, linecases.book("en"))
        if found is not None:
            linecases.check_spans(found, line)
    assert clean_url(clean_url(line)) == clean_url(line)
    site_of(line)


def _pages(name: str) -> list[object]:
    """The pages of a file of cases, each with its id."""
    data = tomllib.loads((linecases.CASES / "source" / f"pages-{name}.toml").read_text(encoding="utf-8"))
    return [pytest.param(page, id=page["name"]) for page in data["page"]]


ADDRESSES, PUBLISHERS = _pages("address"), _pages("publisher")


def test_there_are_pages() -> None:
    assert len(ADDRESSES) > 10
    assert len(PUBLISHERS) > 10


@pytest.mark.parametrize("page", ADDRESSES)
def test_a_page_leads_to_its_address(page: dict[str, str]) -> None:
    text = page["text"]
    book = linecases.book(page.get("language", "en"))
    found = find_own_address(text, read_blocks(text).blocks, page["headline"], book)
    if "url" not in page:
        assert found is None
        return
    assert found is not None
    assert (found.value.rstrip("/"), found.rule) == (page["url"].rstrip("/"), page["rule"])
    assert 0.5 < found.confidence <= 1
    printed = "".join(text[found.start : found.end].split())
    assert page["url"].partition("//")[2][:7] in printed.replace("%252F", "/").replace("%2F", "/")
    assert (found.note is None) == (found.value in printed)


@pytest.mark.parametrize("page", PUBLISHERS)
def test_a_page_names_its_publisher(page: dict[str, str]) -> None:
    blocks = read_blocks(page["text"].strip()).blocks
    found = find_publisher(Page(blocks, linecases.book(page.get("language", "en"))), {})
    if "publisher" not in page:
        assert not found
        return
    block, best = max(found.items(), key=lambda one: one[1].confidence)
    assert (blocks[block].value[best.start : best.end], best.rule) == (page["publisher"], page["rule"])


def test_a_label_of_an_export_says_it_all() -> None:
    blocks = read_blocks(
        "Harbour Courier Logo\n\n© 2024 Harbour Courier\n\nPublisher: Hill Gazette\n\nLength: 9 words"
    ).blocks
    page = Page(blocks, linecases.book("en"))
    told = find_certain(page)
    assert [one.kind for one in told.values()].count("publisher") == 1
    assert find_publisher(page, told) == {}


def test_a_parsed_page_tells_where_its_address_stands() -> None:
    link = "https://t.me/share/url?url=https%3A%2F%2Fcourier.example%2Fn%2Fbridge-closed"
    text = f"# Bridge closed\n\nThe bridge was closed on Monday, she said.\n\n[Share]({link})\n\n© 2024 Harbour Courier"
    article = newsparse.parse(text)
    assert article.source_url == "https://courier.example/n/bridge-closed"
    place = article.provenance["source_url"]
    assert article.text[place.start : place.end] == "https%3A%2F%2Fcourier.example%2Fn%2Fbridge-closed"
    assert place.note == "decoded from a link"
    assert article.publisher == "Harbour Courier"
    place = article.provenance["publisher"]
    assert article.text[place.start : place.end] == "Harbour Courier"


@pytest.mark.parametrize(
    "unit", ["](", "[](", "](https://a.example/b", "[a](b(", "©", "@a", "a@", "A |", "Logo ", "aa Aa\n\n"]
)
def test_hostile_pages(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    blocks = read_blocks(text).blocks
    find_own_address(text, blocks, "a headline that is long enough", linecases.book("en"))
    find_publisher(Page(blocks, linecases.book("en")), {})


LINKS = st.text(alphabet="https:/%3A2F?&=#u.[]()a \n", max_size=60)


@given(st.text(max_size=60) | LINKS | LINKS.map(lambda one: f"[a](https://t.me/share?u=https://a.example/{one})"))
def test_any_page(text: str) -> None:
    blocks = read_blocks(text).blocks
    found = find_own_address(text, blocks, text, linecases.book("en"))
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
    for index, one in find_publisher(Page(blocks, linecases.book("en")), {}).items():
        assert 0 <= one.start < (len(blocks[index].value) if one.end is None else one.end) <= len(blocks[index].value)
    read_link(text)
