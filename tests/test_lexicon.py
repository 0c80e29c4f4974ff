"""The index of words: what it restores, how frequent words are, that it may be missing, and that it gets shipped."""

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

from newsparse.lexicon import ALIASES, DATA, LANGUAGES, LEAST_PART, LONGEST_WORD, Lexicon, load_lexicon
from newsparse.lost import LOST

FILES = ("plain.marisa", "marked.marisa", "frequencies.bin")
ROOT = Path(__file__).parent.parent
MARK = "\N{REPLACEMENT CHARACTER}"


@pytest.mark.parametrize(
    ("damaged", "language", "first"),
    [
        ("f?r", "de", "für"),
        ("f?r", "sv", "för"),
        ("w?hlen", "de", "wählen"),
        (f"w{MARK}hlen", "de", "wählen"),
        ("gr??te", "de", "größte"),
        ("grö?te", "de", "größte"),
        ("au?erdem", "de", "außerdem"),
        ("stra?e", "de", "straße"),
        ("da?", "de", "daß"),
        ("t?l?phone", "fr", "téléphone"),
        (f"té{MARK}?phone", "fr", None),
        ("?", "fr", "à"),
        ("n?o", "pt", "não"),
        ("a?o", "es", "año"),
        ("wi?kszo??", "pl", "większość"),
        ("p??li?", "cs", "příliš"),
        ("g?zel", "tr", "güzel"),
        ("?stanbul", "tr", "İstanbul"),
        ("?i", "ro", "și"),
        ("h?r", "no", "hør"),
        ("h?r", "nb", "hør"),
        ("?to", "hr", "što"),
        ("kh?ng", "vi", "không"),
        ("w?hlen", "fi", None),
        ("w?hlen", "zh", None),
        ("w?hlen", "", None),
        ("wahl?n", "de", None),
        ("w?hlen?", "de", None),
        ("W?HLEN", "de", None),
        ("wahlen", "de", None),
        ("wählen", "de", "wählen"),
    ],
)
def test_restores_the_likeliest_first(damaged: str, language: str, first: str | None) -> None:
    found = load_lexicon().restore(damaged, language)
    assert next((word for word, _ in found), None) == first
    frequencies = [zipf for _, zipf in found]
    assert frequencies == sorted(frequencies, reverse=True)


def test_what_survived_rules_out_others() -> None:
    assert {"wählen", "wühlen"} <= {word for word, _ in load_lexicon().restore("w?hlen", "de")}
    assert next(word for word, _ in load_lexicon().restore("gr??e", "de")) == "größe"
    assert [word for word, _ in load_lexicon().restore("grü?e", "de")] == ["grüße"]


@pytest.mark.parametrize(
    ("damaged", "language", "compound"),
    [
        ("j?geruniform", "de", "jägeruniform"),
        ("regierungsm?bel", "de", "regierungsmöbel"),
        ("gew?chshausheizung", "de", "gewächshausheizung"),
        ("k?nigsk?nigreich", "de", "königskönigreich"),
        (f"k?nigsk{MARK}nigreich", "de", "königskönigreich"),
        ("königsk?nigreich", "de", "königskönigreich"),
        ("tr?dg?rdsdammsugare", "sv", "trädgårdsdammsugare"),
        ("k?nigsxyzzy", "de", None),
        ("b?rm?", "de", None),
        ("regierungsb?r", "de", None),
        ("j?geruniform", "fr", None),
        ("j?geruniform", "xx", None),
        ("jagd?xyzzy", "de", None),
        ("regierung?sagte", "de", None),
        ("haus?garten", "de", None),
        ("\0?nigsm?bel", "de", None),
        ("", "de", None),
        ("?" * 300_000, "de", None),
    ],
    ids=lambda value: ascii(value)[:20],
)
def test_restores_compounds_of_two_known_words(damaged: str, language: str, compound: str | None) -> None:
    found = load_lexicon().restore_compound(damaged, language)
    assert next((word for word, _ in found), None) == compound


def test_restores_over_all_languages() -> None:
    found = load_lexicon().restore_anywhere("f?r")
    by_language = {(word, language) for word, language, _ in found}
    assert {("für", "de"), ("för", "sv"), ("før", "da"), ("før", "nb")} <= by_language
    assert {language for _, language, _ in found} <= set(LANGUAGES)
    for language in LANGUAGES:
        here = sorted((word, zipf) for word, one, zipf in found if one == language)
        assert here == sorted(load_lexicon().restore("f?r", language))


@pytest.mark.parametrize(
    ("word", "language", "low", "high"),
    [
        ("the", "en", 7.5, 8.0),
        ("italy", "en", 4.0, 6.0),
        ("don't", "en", 5.0, 7.0),
        ("über", "de", 6.0, 7.0),
        ("haus", "de", 5.0, 6.0),
        ("straße", "de", 4.5, 6.0),
        ("dass", "de", 6.0, 7.0),
        ("daß", "de", 4.5, 5.5),
        ("één", "nl", 5.0, 7.0),
        ("hvordan", "no", 5.0, 7.0),
    ],
)
def test_tells_how_frequent_a_word_is(word: str, language: str, low: float, high: float) -> None:
    assert low < load_lexicon().frequency(word, language) < high


@pytest.mark.parametrize(
    ("word", "language"),
    [
        ("xyzzy", "en"),
        ("the", "zh"),
        ("the", ""),
        ("THE", "en"),
        ("", "en"),
        ("the\0", "en"),
        ("\0", "en"),
        ("über\0", "de"),
        ("?ber", "de"),
        ("2024", "en"),
        ("\ud800", "de"),
        ("f?r\tDü", "de"),
        ("f?\tDü", "de"),
        ("fúr", "fi"),
        ("quelquechose" * 1000, "fr"),
    ],
    ids=ascii,
)
def test_does_not_know_what_is_no_word(word: str, language: str) -> None:
    assert load_lexicon().frequency(word, language) == 0.0


@pytest.mark.parametrize(
    "damaged",
    ["", "?" * LONGEST_WORD, "?" * 300_000, MARK * 20, "\0", "a\0?", "?\0", "\ud800?", "f?r\t", "f?r\tD", "{}?", "%s?"],
    ids=lambda damaged: ascii(damaged[:8]),
)
def test_hostile_input_finds_nothing_and_takes_no_time(damaged: str) -> None:
    begin = perf_counter()
    assert load_lexicon().restore(damaged, "de") == () == load_lexicon().restore_anywhere(damaged)
    assert perf_counter() - begin < 0.1


SHARDS = st.sampled_from(["?", MARK, "é", "ü", "a", "e", "r", "s", "t", "n", "o", "\0", "\t", "D", "-", "'", "\ud800"])


@given(st.text(max_size=50) | st.lists(SHARDS, max_size=8).map("".join), st.sampled_from([*LANGUAGES, *ALIASES, "zh"]))
def test_what_survived_agrees_and_what_was_lost_is_no_ascii(damaged: str, language: str) -> None:
    for word, zipf in load_lexicon().restore(damaged, language):
        assert len(word) == len(damaged) and word.replace("İ", "i") == word.replace("İ", "i").lower()
        assert zipf == load_lexicon().frequency(word, language) > 0
        for old, new in zip(damaged, word, strict=True):
            assert not new.isascii() if old in LOST else old == new
    for word, zipf in load_lexicon().restore_compound(damaged, language):
        assert len(word) == len(damaged) and zipf >= LEAST_PART
        assert all(old in LOST or old == new for old, new in zip(damaged, word, strict=True))
    assert 0.0 <= load_lexicon().frequency(damaged, language) < 8.0


@pytest.mark.parametrize("missing", [FILES, FILES[:1], FILES[1:2], FILES[2:]], ids=str)
def test_everything_is_empty_without_its_files(tmp_path: Path, missing: tuple[str, ...]) -> None:
    for name in set(FILES) - set(missing):
        shutil.copy(DATA / name, tmp_path)
    lexicon = Lexicon(tmp_path)
    assert lexicon.languages == frozenset()
    assert lexicon.restore("f?r", "de") == () == lexicon.restore_anywhere("f?r")
    assert lexicon.frequency("the", "en") == lexicon.frequency("über", "de") == 0.0


def test_files_of_different_builds_do_not_mix(tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(DATA / name, tmp_path)
    (tmp_path / "frequencies.bin").write_bytes((DATA / "frequencies.bin").read_bytes()[:-1])
    assert Lexicon(tmp_path).languages == frozenset()


def test_the_manifest_tells_the_files() -> None:
    manifest = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["license"] == "CC-BY-SA-4.0" and manifest["sources"]
    assert set(manifest["files"]) == set(FILES)
    for name, told in manifest["files"].items():
        content = (DATA / name).read_bytes()
        assert told == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    assert sum(told["bytes"] for told in manifest["files"].values()) < 7_000_000


def test_the_index_holds_the_languages_that_the_manifest_tells() -> None:
    languages = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))["languages"]
    assert tuple(languages) == LANGUAGES
    assert load_lexicon().languages == set(LANGUAGES) | set(ALIASES)
    words = sum(told["plain"] + told["marked"] for told in languages.values())
    assert words == (DATA / "frequencies.bin").stat().st_size
    for language, told in languages.items():
        assert told["plain"] > 1_000, language
        assert any(load_lexicon().restore(damaged, language) for damaged in ("?", "caf?", "jos?", "beyonc?")), language


def test_the_licence_stands_beside_the_data() -> None:
    for name in ("LICENSE", "ATTRIBUTION"):
        text = (DATA / name).read_text(encoding="utf-8")
        assert "wordfreq" in text and "https://creativecommons.org/licenses/by-sa/4.0/" in text
    text = (DATA / "ATTRIBUTION").read_text(encoding="utf-8")
    assert all(
        source in text for source in ("Google Books Ngrams", "Wikipedia", "OpenSubtitles", "SUBTLEX", "Brysbaert")
    )


def test_threads_may_share_it() -> None:
    words = ("f?r", "w?hlen", "xyzzy?", "?") * 100
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda word: load_lexicon().restore(word, "de"), words))
    assert found == [load_lexicon().restore(word, "de") for word in words]


def test_importing_it_loads_no_trie() -> None:
    code = "import sys, newsparse.lexicon; print('marisa_trie' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"False\n"


@pytest.mark.slow
def test_building_twice_gives_the_committed_bytes(tmp_path: Path) -> None:
    pytest.importorskip("wordfreq", reason="a source for building only")
    script = ROOT / "tools" / "build_words.py"
    subprocess.run([sys.executable, str(script), "--target", str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    told = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
    built = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    if [told["sources"], told["marisa_trie"]] != [built["sources"], built["marisa_trie"]]:
        pytest.skip("another version of the sources")
    assert told == built
