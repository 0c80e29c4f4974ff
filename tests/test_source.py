"""The article's own address and its publisher: alone on a line, behind a label, in a copyright line."""

from __future__ import annotations

import linecases
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="©Copyright 2024 https://a.b/c?utm_=", max_size=40))
def test_any_line(line: str) -> None:
    for propose in (propose_source_url, propose_publisher):
        found = propose(line, linecases.book("en"))
        if found is not None:
            linecases.check_spans(found, line)
    assert clean_url(clean_url(line)) == clean_url(line)
    site_of(line)
