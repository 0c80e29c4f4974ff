"""The index of personal names: what it restores and knows, that it may be missing, and what is told of it."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.lost import LOST
from newsparse.people import DATA, LONGEST_NAME, People, load_people

FILES = ("names.marisa", "kinds.bin", "languages.txt")


@pytest.mark.parametrize(
    ("damaged", "names"),
    [
        ("Guti?rrez", ["Gutiérrez"]),
        ("Wa??sa", ["Wałęsa"]),
        ("Wał\N{REPLACEMENT CHARACTER}sa", ["Wałęsa"]),
        ("Waé?sa", []),
        ("GARC?A", ["GARCÍA"]),
        ("?ric", ["Èric", "Éric"]),
        ("José", ["José"]),
        ("Jose", []),
        ("garc?a", []),
        ("Xyzzy?", []),
        ("?", []),
        ("", []),
        ("?" * (LONGEST_NAME + 1), []),
    ],
)
def test_restores(damaged: str, names: list[str]) -> None:
    assert sorted(one.name for one in load_people().restore(damaged)) == names


@pytest.mark.parametrize(("name", "known"), [("Paul", True), ("GARCÍA", True), ("paul", False), ("Xyzzy", False)])
def test_knows_complete_names(name: str, known: bool) -> None:
    assert load_people().knows(name) is known


def test_tells_kind_and_languages() -> None:
    (name,) = load_people().restore("Dvo??k")
    assert (name.name, name.kind, name.locales) == ("Dvořák", "last", ("cs",))
    first = load_people().of("Jadwiga")
    assert first is not None and first.kind == "first" and "pl" in first.locales


@given(st.text(max_size=50) | st.text(st.sampled_from("?ABao nSPlu\N{REPLACEMENT CHARACTER}é")))
def test_what_survived_agrees_and_what_was_lost_is_no_ascii(damaged: str) -> None:
    for one in load_people().restore(damaged):
        assert len(one.name) == len(damaged) and load_people().knows(one.name)
        for old, new in zip(damaged, one.name, strict=True):
            assert not new.isascii() if old in LOST else old == new


@pytest.mark.parametrize("missing", [FILES, FILES[:1], FILES[1:2], FILES[2:]], ids=str)
def test_works_without_its_files(tmp_path: Path, missing: tuple[str, ...]) -> None:
    for name in set(FILES) - set(missing):
        shutil.copy(DATA / name, tmp_path)
    people = People(tmp_path)
    assert not people.restore("Guti?rrez") and not people.knows("Paul")


def test_the_manifest_tells_the_files() -> None:
    manifest = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["license"] == "MIT" and len(manifest["sources"]) == 2
    assert set(manifest["files"]) == set(FILES)
    for name, told in manifest["files"].items():
        content = (DATA / name).read_bytes()
        assert told == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    assert sum(told["bytes"] for told in manifest["files"].values()) <= 400 * 1024


def test_the_licences_stand_beside_the_data() -> None:
    text = (DATA / "LICENSE").read_text(encoding="utf-8")
    assert text.count("Permission is hereby granted") == 2 and "Faraglia" in text and "mimesis" in text
    assert "de_LU" in (DATA / "ATTRIBUTION").read_text(encoding="utf-8")


def test_importing_it_loads_no_trie() -> None:
    code = "import sys, newsparse.people; print('marisa_trie' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"False\n"
