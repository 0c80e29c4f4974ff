"""Cases of the recognisers that look at one line: a TOML file a language, named by it.

yes = [["By Jane Roe, AFP", "author: Jane Roe", "agency: AFP"]]     the line, then all of its parts
weak = [["Jane Roe", "author: Jane Roe"]]                           found, with a confidence below 0.7
no = ["By the time the rain stopped"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from newsparse.rules import RuleBook, load_rule_book
from newsparse.segments.candidate import Candidate

CASES = Path(__file__).parent / "cases"
SURE = 0.7


def read(folder: str, *, part: str = "") -> list[object]:
    """One parameter a line: language, level (yes, weak, no), line, expected parts."""
    found = []
    for path in sorted((CASES / folder).glob(f"{part}*.toml")):
        language = path.stem.rpartition("-")[2]
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for level in ("yes", "weak", "no"):
            for case in data.get(level, []):
                line, *parts = [case] if isinstance(case, str) else case
                name = f"{path.stem}-{level}-{line[:40]}"
                found.append(pytest.param(language, level, line, parts, id=name))
    assert found, f"no cases in {folder}"
    return list(found)


def book(language: str) -> RuleBook:
    """The rule book of a language; `shared` is the one without a language."""
    return load_rule_book(None if language == "shared" else language)


def check(found: Candidate | None, level: str, line: str, parts: list[str]) -> None:
    """Whether a proposal is what the case expects, and whether its spans hold."""
    if level == "no":
        assert found is None or found.confidence < 0.3, f"{line!r} should be left alone, not {found}"
        return
    assert found is not None, f"nothing found in {line!r}"
    assert [f"{one.name}: {one.value}" for one in found.parts] == parts
    assert found.confidence < SURE if level == "weak" else found.confidence >= SURE
    check_spans(found, line)


def check_spans(found: Candidate, line: str) -> None:
    """Every span lies within the line, and every part within reach of its value."""
    assert 0 <= found.start < found.end <= len(line)
    assert 0 < found.confidence <= 1
    for one in found.parts:
        assert 0 <= one.start < one.end <= len(line)


Propose = Callable[[str, RuleBook], Candidate | None]

HOSTILE = ("(" * 300_000, '"' * 300_000, "?" * 300_000, " " * 300_000, "A" * 300_000, "By " * 100_000, ": " * 150_000)


def survives(propose: Propose) -> None:
    """No recogniser may be slow or fail on what no newspaper prints, nor on an empty line."""
    for language in ("en", "de", "ja", "shared"):
        for text in ("", " ", *HOSTILE):
            propose(text, book(language))
            propose(text[:300], book(language))
