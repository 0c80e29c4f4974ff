"""Datelines of agencies and papers, and what only looks like one."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest
from counting import count_calls
from hypothesis import given
from hypothesis import strategies as st

from newsparse.rules import load_rule_book
from newsparse.segments.candidate import Candidate
from newsparse.segments.dateline import propose_dateline

FILES = sorted((Path(__file__).parent / "cases" / "dateline").glob("*.json"))

# A small map, so that the cases stand without the index of places.
PLACES = {
    "FR": "Paris", "DE": "Berlin|Hamburg|Frankfurt|München|Düsseldorf|Lichtenberg|Essen", "ES": "Madrid|Guipúzcoa",
    "IT": "Roma|Monopoli|Bari", "GB": "London", "RU": "Moscow|Rostow", "CN": "Beijing", "CH": "Bern|Geneva",
    "US": "Washington|New York|Melbourne|Des Moines|Chicago|Atlanta|Springfield|Austin|Georgia", "CA": "Toronto",
    "DO": "Santo Domingo", "BR": "Rio de Janeiro|São Paulo", "JP": "Tokyo", "GE": "Tbilisi|Georgia", "PK": "Karachi",
    "AZ": "Baku|Azerbaijan", "CO": "Colombia", "CU": "La Habana", "VE": "Caracas", "FI": "Finland", "PS": "Rafah|Gaza",
    "BE": "Brussels", "ID": "Jakarta",
}  # fmt: skip


def countries(name: str) -> tuple[str, ...]:
    return tuple(code for code, names in PLACES.items() if name.casefold() in names.casefold().split("|"))


class Case(NamedTuple):
    text: str
    language: str
    dateline: dict[str, str] | None


CASES = {
    f"{path.stem}:{index}": Case(**one)
    for path in FILES
    for index, one in enumerate(json.loads(path.read_text(encoding="utf-8")))
}


def described(text: str, found: Candidate | None) -> dict[str, str] | None:
    if found is None:
        return None
    return {"text": text[found.start : found.end]} | {part.name: part.value for part in found.parts}


def test_there_are_cases() -> None:
    assert len(CASES) > 100
    assert any(case.dateline for case in CASES.values()) and any(not case.dateline for case in CASES.values())


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_paragraph_opens_with_it_or_not(case: Case) -> None:
    found = propose_dateline(case.text, load_rule_book(case.language), countries=countries)
    assert described(case.text, found) == case.dateline
    for part in found.parts if found else ():
        assert part.name in {"country", "date"} or case.text[part.start : part.end] == part.value


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("PARIS, March 3 (AFP) - The harbour froze.", "PARIS"),
        ("RENO, Nev. — The harbour froze.", "RENO"),
        ("Paris – The harbour froze.", None),
    ],
)
def test_without_a_map_the_shape_alone_decides(text: str, place: str | None) -> None:
    found = propose_dateline(text, load_rule_book("en"))
    part = found.first("place") if found else None
    assert (part.value if part else None) == place


@pytest.mark.slow
def test_parts_are_read_in_every_usual_combination() -> None:
    wrong = []
    places = ["PARIS", "Paris", "ST. ROE", "RIO DE JANEIRO", "PARIS/BERLIN", "L'ROE", "McROE"]
    dates = {
        ", March 3": "--03-03",
        " 27 Nov.": "--11-27",
        ", 3. Mai 2024": "2024-05-03",
        ", Tuesday, March 3": "--03-03",
    }
    regions = {"": "", ", Texas": "Texas", ", N.C.": "N.C.", " (Texas)": "Texas"}
    agencies = {"": "", " (AP)": "AP", " (dpa/lno)": "dpa/lno", " /TASS/": "TASS"}
    closings = [" - ", " – ", " — ", " -- ", "-- ", " _ "]
    for place, region, day, agency, closing in product(places, regions, dates, agencies, closings):
        text = place + region + day + agency + closing
        found = propose_dateline(text + "The harbour froze.", load_rule_book("en"), countries=countries)
        parts = described(text, found) or {}
        if [parts.get(name, "") for name in ("place", "region", "date", "agency", "text")] != [
            place, regions[region], dates[day], agencies[agency], text.rstrip(),
        ]:  # fmt: skip
            wrong.append(text)
    assert not wrong


OPENING = st.lists(
    st.sampled_from(
        ["PARIS", "Paris", ", ", " (AFP)", " - ", "—", " March 3", "/TASS/", ".", ": ", "(", ")", "?", "3", "電", "【"]
    )
    | st.text(max_size=4),
    max_size=10,
).map("".join)


@given(OPENING, st.sampled_from([None, "en", "de", "ja"]))
def test_any_paragraph_is_read_without_complaint(text: str, language: str | None) -> None:
    found = propose_dateline(text, load_rule_book(language), countries=countries)
    if found is not None:
        assert 0 <= found.start < found.end <= len(text)
        assert found.parts and 0 < found.confidence <= 1
        assert all(found.start <= part.start < part.end <= found.end for part in found.parts)


@pytest.mark.parametrize("text", ["(" * 300_000, "A" * 300_000, "PARIS, " * 50_000, "- " * 150_000, "? " * 150_000])
def test_a_hostile_paragraph_takes_no_longer_than_its_start(text: str) -> None:
    book = load_rule_book("en")
    propose_dateline(text[:200], book)
    whole = count_calls(lambda: propose_dateline(text, book))
    assert whole <= 2 * count_calls(lambda: propose_dateline(text[:400], book)) + 100
