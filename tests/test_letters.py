"""The tables of letter contexts: what they restore, that any may be missing, and that they get shipped."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.letters import ALIASES, DATA, LONGEST_WORD, MOST_LOST, MOST_SURE, Letters, load_letters
from newsparse.lost import LOST

ROOT = Path(__file__).parent.parent
MARK = "\N{REPLACEMENT CHARACTER}"
LANGUAGES = sorted(path.stem for path in DATA.glob("*.bin"))

# Words that no list holds, made up or rare.
SURE = [
    ("gro?krankenh?user", "de", "großkrankenhäuser"),
    (f"gro{MARK}krankenh{MARK}user", "de", "großkrankenhäuser"),
    ("großkrankenh?user", "de", "großkrankenhäuser"),
    ("regenschirmverk?uferinnen", "de", "regenschirmverkäuferinnen"),
    ("lampensteuererh?hung", "de", "lampensteuererhöhung"),
    ("teekannenh?ndler", "de", "teekannenhändler"),
    ("kuukausilippum??r?t", "fi", "kuukausilippumäärät"),
    ("tekannef?reren", "nb", "tekanneføreren"),
    ("desempacotaç?es", "pt", "desempacotações"),
    ("desempacota??es", "pt", "desempacotações"),
    ("desatornillaci?n", "es", "desatornillación"),
    ("dondurmac?lar?m?zdan", "tr", "dondurmacılarımızdan"),
]


@pytest.mark.parametrize(("damaged", "language", "word"), SURE)
def test_restores_words_that_no_list_holds(damaged: str, language: str, word: str) -> None:
    found = load_letters().restore(damaged, language)
    assert found[0][0] == word and found[0][1] >= 0.95
    assert found[0][2].count("?") >= 1


@pytest.mark.parametrize(
    ("damaged", "language"),
    [
        ("krankenh?user", "zh"),
        ("krankenh?user", ""),
        ("krankenh?user", "../letters/de"),
        ("krankenhäuser", "de"),
        ("krankenhauser", "de"),
        ("", "de"),
        ("a" * LONGEST_WORD + "?", "de"),
        ("?" * (MOST_LOST + 1), "de"),
    ],
)
def test_says_nothing(damaged: str, language: str) -> None:
    assert load_letters().restore(damaged, language) == ()


@pytest.mark.parametrize(
    ("damaged", "language"),
    [
        ("b?r", "de"),  # Bär, Bör-, für sich
        ("erdo?an", "de"),
        ("wa??sa", "de"),
        ("?", "de"),
        ("?", "fr"),
        ("k?", "hu"),
    ],
)
def test_is_unsure_of(damaged: str, language: str) -> None:
    assert all(chance < 0.98 for _, chance, _ in load_letters().restore(damaged, language))


def test_tells_what_decided() -> None:
    ((word, chance, context), *_) = load_letters().restore("teekannenh?user", "de")
    assert (word, chance > 0.98) == ("teekannenhäuser", True)
    assert context.strip("^$") in "teekannenh?user" and "?u" in context


def test_a_word_of_two_known_ones_gains() -> None:
    letters = load_letters()
    ((word, chance, context), *_) = letters.restore("k?ltephase", "de")
    assert (word, context) == ("kältephase", "kälte+phase") and chance > 0.9
    assert letters.restore("k?ltephasx", "de")[0][1] < chance


def test_letters_that_can_not_have_been_lost_leave_their_chance_to_others() -> None:
    letters = load_letters()
    plain = {word: chance for word, chance, _ in letters.restore("m?nnelig", "nb")}
    fewer = {word: chance for word, chance, _ in letters.restore("m?nnelig", "nb", frozenset("æå"))}
    assert {"mønnelig", "månnelig"} & plain.keys()
    assert not any("æ" in word or "å" in word for word in fewer)
    assert all(chance >= plain.get(word, 0.0) for word, chance in fewer.items())
    assert letters.restore("h?user", "de", frozenset("äöüß") | frozenset(map(chr, range(128, 0x250)))) == ()


@given(
    st.text(max_size=60) | st.text(st.sampled_from("?abeinrstuäöü\N{REPLACEMENT CHARACTER}")),
    st.sampled_from(LANGUAGES),
    st.frozensets(st.sampled_from("äöüßéøå")),
)
def test_what_survived_agrees_and_what_was_lost_is_no_ascii(
    damaged: str, language: str, without: frozenset[str]
) -> None:
    found = load_letters().restore(damaged, language, without)
    chances = [chance for _, chance, _ in found]
    assert chances == sorted(chances, reverse=True) and all(0.0 < chance <= MOST_SURE for chance in chances)
    for word, _, _ in found:
        assert len(word) == len(damaged)
        for old, new in zip(damaged, word, strict=True):
            assert (not new.isascii() and new not in without) if old in LOST else old == new


def test_works_without_its_files(tmp_path: Path) -> None:
    shutil.copy(DATA / "de.bin", tmp_path)
    letters = Letters(tmp_path)
    assert letters.knows("de") and letters.restore("h?user", "de")
    assert not letters.knows("fi") and letters.restore("v?est?", "fi") == ()


def test_other_codes_find_their_table() -> None:
    for alias, language in ALIASES.items():
        assert load_letters().restore("pok?", alias) == load_letters().restore("pok?", language)


def test_the_manifest_tells_the_files() -> None:
    manifest = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["license"] == "CC-BY-SA-4.0" and manifest["sources"]
    assert sorted(manifest["files"]) == [f"{language}.bin" for language in LANGUAGES] != []
    for name, told in manifest["files"].items():
        content = (DATA / name).read_bytes()
        assert told == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    assert sum(told["bytes"] for told in manifest["files"].values()) < 1_250_000


def test_the_licence_stands_beside_the_data() -> None:
    for name in ("LICENSE", "ATTRIBUTION"):
        text = (DATA / name).read_text(encoding="utf-8")
        assert "wordfreq" in text and "https://creativecommons.org/licenses/by-sa/4.0/" in text


def test_threads_may_share_it() -> None:
    asked = [(damaged, language) for damaged, language, _ in SURE] * 20
    letters = Letters()
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda one: letters.restore(*one), asked))
    assert found == [load_letters().restore(*one) for one in asked]


def test_hostile_words_take_no_longer() -> None:
    for damaged in ("?" * 300_000, "a?" * 150_000, "?" * MOST_LOST, "a?" * MOST_LOST):
        started = perf_counter()
        load_letters().restore(damaged, "de")
        assert perf_counter() - started < 0.1


def test_asking_loads_no_other_library() -> None:
    code = (
        "import sys; from newsparse.letters import load_letters as l; l().restore('h?user', 'de');"
        "print(sorted({'marisa_trie', 'regex', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"[]\n"


@pytest.mark.slow
def test_building_again_gives_the_committed_bytes(tmp_path: Path) -> None:
    for source in ("scipy", "wordfreq"):
        pytest.importorskip(source, reason="needed for building only")
    script = ROOT / "tools" / "build_letters.py"
    command = [sys.executable, str(script), "--target", str(tmp_path), "--languages", "da"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    told = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
    built = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    if [told[key] for key in ("sources", "numpy", "scipy")] != [built[key] for key in ("sources", "numpy", "scipy")]:
        pytest.skip("another version of the sources")
    assert told["files"]["da.bin"] == built["files"]["da.bin"]
