"""Printed dates in many languages, what only looks like one, and the year of a day without one."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.assemble.dating import find_dating
from newsparse.assemble.parts import parts_of
from newsparse.blocks import read_blocks
from newsparse.rules import load_rule_book
from newsparse.rules.book import DATA
from newsparse.segments.calendars import persian_day
from newsparse.segments.dates import Anchor, find_dates, resolve_year, url_date
from newsparse.segments.days import number_order, plain_digits
from newsparse.segments.labelled import Labelled
from newsparse.segments.month_names import files_of_names, lists_of_names, month_of
from newsparse.segments.relative import days_ago

FILES = sorted((Path(__file__).parent / "cases" / "dates").glob("*.json"))


class Case(NamedTuple):
    text: str
    language: str | None
    dates: list[tuple[str, str | None, str]]


CASES = {
    f"{path.stem}:{index}": Case(one["text"], one["language"], [tuple(date) for date in one["dates"]])
    for path in FILES
    for index, one in enumerate(json.loads(path.read_text(encoding="utf-8")))
}


def test_there_are_cases() -> None:
    assert len(CASES) > 200
    assert any(case.dates for case in CASES.values()) and any(not case.dates for case in CASES.values())


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_line_is_read(case: Case) -> None:
    found = find_dates(case.text, load_rule_book(case.language))
    assert [(one.iso, one.role, case.text[one.start : one.end]) for one in found] == case.dates
    assert all(one.rule.startswith("dates/") for one in found)


def test_other_dates_of_a_text_tell_the_order_of_numbers() -> None:
    book = load_rule_book("en")
    order = number_order("30/04/2024 and 03/05/2024")
    assert [one.iso for one in find_dates("03/05/2024", book, order=order)] == ["2024-05-03"]
    assert number_order("30/04/2024 and 04/30/2024") is None


LINE_CHARACTERS = st.sampled_from("0123456789 ./-:,|Mayi月日年TZ\\'()\n") | st.characters()


@given(st.text(LINE_CHARACTERS, max_size=80), st.sampled_from([None, "en", "de", "ja", "hu"]))
def test_any_line_is_read_without_complaint(line: str, language: str | None) -> None:
    reached = 0
    for one in find_dates(line, load_rule_book(language)):
        assert reached <= one.start < one.end <= len(line)
        assert one.iso[:2] == "--" or date.fromisoformat(one.iso[:10])
        reached = one.end


@given(st.dates(date(1950, 1, 1), date(2060, 1, 1)))
def test_a_day_is_read_in_every_usual_form(day: date) -> None:
    forms = {
        "en": ["%B %d, %Y", "%d %b %Y", "%Y-%m-%d", "%b. %d, %Y"],
        "de": ["%d.%m.%Y"],
        "ja": ["%Y年%m月%d日", "%Y/%m/%d"],
    }
    for language, patterns in forms.items():
        for pattern in patterns:
            found = find_dates(day.strftime(pattern), load_rule_book(language))
            assert [one.iso for one in found] == [day.isoformat()], pattern


def test_months_have_names_in_many_languages() -> None:
    book = load_rule_book(None)
    names = lists_of_names(files_of_names("months", book))
    assert len(names) > 60
    assert all(len(entries) == 12 for entries in names)
    assert all(len(entries) == 7 for entries in lists_of_names(files_of_names("weekdays", book)))
    assert (DATA / "shared" / "LICENSE-UNICODE.txt").is_file()


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://courier.example/2024/10/24/harbour-froze", "2024-10-24"),
        ("https://courier.example/news/2024/oct/24/harbour-froze", "2024-10-24"),
        ("https://courier.example/harbour-2024-10-24-froze.html", "2024-10-24"),
        ("https://courier.example/harbour_20241024.html", "2024-10-24"),
        ("https://courier.example/2024/1/5/harbour", "2024-01-05"),
        ("https://courier.example/2024/10/harbour", None),
        ("https://courier.example/2024/13/24/harbour", None),
        ("https://courier.example/2023/02/29/harbour", None),
        ("https://courier.example/12024102412", None),
        ("https://courier.example/20241", None),
        ("https://courier.example/2024-2025-12", None),
        ("", None),
    ],
)
def test_a_url_tells_its_day(url: str, day: str | None) -> None:
    assert url_date(url) == day


@given(st.text(st.sampled_from("20241031/-_.abc"), max_size=40))
def test_any_url_is_read_without_complaint(url: str) -> None:
    day = url_date(url)
    assert day is None or date.fromisoformat(day)


@pytest.mark.parametrize(
    ("partial", "anchor", "resolved"),
    [
        ("--10-24", "2024-10-08", "2024-10-24"),
        ("--12-31", "2024-01-02", "2023-12-31"),
        ("--01-02", "2023-12-31", "2024-01-02"),
        ("--02-29", "2024-03-01", "2024-02-29"),
        ("--02-29", "2025-01-15", None),  # 321 days to the only such day near it
        ("--02-29", "2023-03-01", None),
        ("--10-24T17:47", "2024-10-24T18:00Z", "2024-10-24T17:47"),
        ("2024-10-24", "2024-10-24", None),
        ("--10-24", "yesterday", None),
        ("--02-30", "2024-10-24", None),
    ],
)
def test_the_anchor_gives_the_year(partial: str, anchor: str, resolved: str | None) -> None:
    found = resolve_year(partial, [Anchor("caption", anchor)])
    assert (found.iso if found else None) == resolved


def test_the_first_anchor_that_holds_a_date_counts() -> None:
    anchors = [Anchor("url", ""), Anchor("published", "2019-05-01"), Anchor("caption", "2024-05-01")]
    found = resolve_year("--05-03", anchors)
    assert found is not None
    assert (found.iso, found.note) == ("2019-05-03", "year from published")
    assert resolve_year("--05-03", []) is None


@given(st.dates(date(1901, 1, 1), date(2098, 1, 1)), st.integers(-180, 180))
def test_a_day_near_its_anchor_gets_its_year_back(anchor: date, shift: int) -> None:
    day = anchor + timedelta(days=shift)
    found = resolve_year(f"--{day:%m-%d}", [Anchor("caption", anchor.isoformat())])
    assert found is not None
    assert found.iso == day.isoformat()


@given(st.text(max_size=12), st.text(max_size=12))
def test_resolving_never_raises(partial: str, anchor: str) -> None:
    resolve_year(partial, [Anchor("caption", anchor)])
    resolve_year("--02-29", [Anchor("caption", anchor)])


PAGES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "cases" / "dates-chosen" / "pages.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("page", PAGES, ids=[page["name"] for page in PAGES])
def test_one_of_several_dates_is_the_publication(page: dict[str, Any]) -> None:
    book = load_rule_book(page["language"])
    blocks = read_blocks("\n\n".join(line for _, line in page["lines"])).blocks
    assert len(blocks) == len(page["lines"])
    labels = [
        Labelled(kind, "test", 0.9, dates=find_dates(line, book) if kind in ("date", "byline") else ())
        for kind, line in page["lines"]
    ]
    dating = find_dating(parts_of(blocks, labels), [], page.get("url"), page.get("reference_date"), book)
    assert (dating.published, dating.modified) == (page["published"], page["modified"])
    assert (dating.published_from is None) == (dating.published is None)


def test_there_are_pages_of_both_kinds() -> None:
    assert len(PAGES) > 15
    assert any(page["published"] for page in PAGES) and any(not page["published"] for page in PAGES)


AGO = [
    ("en", "2 hours ago", 0), ("en", "Updated 5 mins ago", 0), ("en", "20 hours ago", None),
    ("en", "3 days left", None),
    ("en", "5 minute read", None), ("en", "The bridge was closed for good 3 days ago by the town", None),
    ("de", "vor 28 Minuten", 0), ("de", "vor 3 Tagen", 3), ("de", "28 Minuten", None), ("fr", "Il y a 3 jours", 3),
    ("es", "hace 2 horas", 0), ("pt", "há 5 horas", 0), ("it", "3 giorni fa", 3), ("nl", "2 uur geleden", 0),
    ("sv", "för 3 timmar sedan", 0), ("ru", "3 дня назад", 3), ("tr", "2 saat önce", 0), ("ja", "3時間前", 0),
    ("ja", "3日前", 3), ("ko", "2시간 전", 0), ("zh", "5小时前", 0), ("ar", "منذ ٣ ساعات", 0), ("he", "לפני 3 ימים", 3),
    ("en", "2 weeks ago", 14), ("en", "ago", None), ("en", "", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "line", "days"), AGO)
def test_days_are_counted_back(language: str, line: str, days: int | None) -> None:
    assert days_ago(line, load_rule_book(language)) == days


@given(st.dates(date(1921, 3, 21), date(2060, 1, 1)))
def test_every_day_has_its_place_in_the_calendar_of_iran(day: date) -> None:
    first = next(
        one for year in (day.year - 621, day.year - 622) if (one := persian_day(year, 1, 1)) is not None and one <= day
    )
    year = first.year - 621
    months = [(month, one) for month in range(1, 13) if (one := persian_day(year, month, 1)) is not None and one <= day]
    month, start = months[-1]
    assert persian_day(year, month, (day - start).days + 1) == day


@given(st.text(LINE_CHARACTERS, max_size=60))
def test_digits_of_any_script_keep_their_places(line: str) -> None:
    plain = plain_digits(line)
    assert len(plain) == len(line)
    assert plain_digits(plain) == plain


def test_digits_of_every_script_are_read() -> None:
    for zero in "٠۰०০੦૦௦౦೦൦๐໐၀០０":
        assert plain_digits("".join(chr(ord(zero) + one) for one in range(10))) == "0123456789"


@pytest.mark.parametrize(
    ("language", "name", "month"),
    [
        ("ar", "آذار", 3), ("ar", "كانون الثاني", 1), ("ar", "جانفي", 1), ("ar", "غشت", 8), ("he", "במרץ", 3),
        ("tr", "ŞUBAT", 2), ("tr", "subat", 2), ("th", "มี.ค.", 3), ("el", "ΜΑΡΤΙΟΥ", 3), ("lv", "martā", 3),
        ("ar", "كتاب", None), ("he", "בית", None),
    ],
)  # fmt: skip
def test_months_are_known_by_all_their_names(language: str, name: str, month: int | None) -> None:
    assert month_of(name, load_rule_book(language), lenient=False) == month
