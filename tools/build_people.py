"""Builds the index of personal names under `newsparse/data/people/` from the PyPI packages faker and mimesis.

    pip install --group data && python tools/build_people.py

Two runs on the same versions of the sources write the same bytes. How the files are laid out is told in
`newsparse/people.py`, which reads them.
"""

from __future__ import annotations

import argparse
import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import faker.providers.person
import marisa_trie
import mimesis
from index_files import digests, write_index

from newsparse.people import FIRST, FIRST_SIGN, KEY_END, LAST, LONGEST_NAME

TARGET: Final = Path(__file__).parent.parent / "newsparse" / "data" / "people"

LEFT_OUT: Final = {("de_LU", FIRST)}
"""Taken by faker from a data base whose own licence is not clear."""
ATTRIBUTES: Final = {
    FIRST: ("first_names", "first_romanized_names", "middle_names", "first_name"),
    LAST: ("last_names", "last_romanized_names", "male_last_names", "unisex_last_names"),
}
"""How faker's attributes begin."""
OF_ALL_COUNTRIES: Final = ("de_CH", "de-ch")
"""Lists of what children of all nations are called: they tell that a word is a name, not in which language, and
letters outside of ASCII come in all spellings."""
LANGUAGES: Final = {"es_CA": "ca"}
"""Where a locale does not begin with its language."""
SHORTEST: Final = 2
LONGEST: Final = 12
"""Longer names in ASCII only are rare ones, and put the index above 400 KiB."""
MOST_SETS: Final = 1 << 14
"""Sets of languages that two bytes can number beside the kind."""

Names = dict[str, tuple[int, set[str]]]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--target", type=Path, default=TARGET, help="folder to write to")
    target: Path = parser.parse_args().target
    files = build()
    write_index(target, files, manifest(files))
    return 0


def build() -> dict[str, bytes]:
    """The index files by name."""
    names: Names = {}
    for language, kind, name in (*faker_names(), *mimesis_names()):
        for word in words_of(name):
            known, bearers = names.get(word, (0, set()))
            names[word] = known | kind, bearers | ({language} if language else set())
    languages = sorted({one for _, found in names.values() for one in found})
    sets = {one: at for at, one in enumerate(sorted({tuple(sorted(found)) for _, found in names.values()}))}
    assert len(sets) < MOST_SETS
    trie = marisa_trie.Trie(sorted(map(key_of, names)), order=marisa_trie.LABEL_ORDER)
    table = bytearray(2 * len(names))
    for name, (kind, found) in names.items():
        at = 2 * trie[key_of(name)]
        table[at : at + 2] = (sets[tuple(sorted(found))] << 2 | kind).to_bytes(2, "little")
    lines = [" ".join(languages), *("".join(chr(FIRST_SIGN + languages.index(one)) for one in found) for found in sets)]
    return {
        "names.marisa": trie.tobytes(),
        "kinds.bin": bytes(table),
        "languages.txt": "".join(f"{line}\n" for line in lines).encode(),
    }


def manifest(files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "made_by": "tools/build_people.py",
        "license": "MIT",
        "sources": [
            {"name": "faker", "url": "https://pypi.org/project/Faker/", "license": "MIT", "version": version("faker")},
            {
                "name": "mimesis",
                "url": "https://pypi.org/project/mimesis/",
                "license": "MIT",
                "version": version("mimesis"),
            },
        ],
        "marisa_trie": version("marisa-trie"),
        "files": digests(files),
    }


def faker_names() -> Iterator[tuple[str, int, str]]:
    """Language, kind and name of every locale's lists."""
    for folder in sorted(Path(faker.providers.person.__file__).parent.iterdir()):
        if not (folder / "__init__.py").is_file():
            continue
        provider = import_module(f"faker.providers.person.{folder.name}").Provider
        for kind, beginnings in ATTRIBUTES.items():
            if (folder.name, kind) in LEFT_OUT:
                continue
            for attribute in filter(lambda one: one.startswith(beginnings), sorted(dir(provider))):
                values = getattr(provider, attribute)
                if isinstance(values, Mapping | list | tuple | set):
                    yield from of_locale(folder.name, kind, (one for one in values if isinstance(one, str)))


def mimesis_names() -> Iterator[tuple[str, int, str]]:
    """The same of mimesis."""
    for path in sorted(Path(mimesis.__file__).parent.glob("datasets/*/person.json")):
        lists = json.loads(path.read_text(encoding="utf-8"))
        for kind, field in ((FIRST, "names"), (LAST, "surnames")):
            yield from of_locale(path.parent.name, kind, flat(lists.get(field, ())))


def of_locale(locale: str, kind: int, names: Iterable[str]) -> Iterator[tuple[str, int, str]]:
    """The names of a list with their language, which is empty where the list does not tell it."""
    for name in names:
        if locale not in OF_ALL_COUNTRIES:
            yield LANGUAGES.get(locale, locale[:2]), kind, name
        elif name.isascii():
            yield "", kind, name


def flat(values: Any) -> Iterator[str]:
    """The strings of lists that may be divided by gender."""
    for one in values.values() if isinstance(values, Mapping) else (values,):
        yield from flat(one) if isinstance(one, Mapping) else one


def words_of(name: str) -> Iterator[str]:
    """The capitalised words of a name; the particles are no names, and patterns of names neither."""
    if "{" in name:
        return
    for word in unicodedata.normalize("NFC", name.replace("’", "'")).replace("-", " ").split():
        bare = word.partition("'")[2] if word[1:2] == "'" else word
        if (
            SHORTEST <= len(bare) <= (LONGEST if bare.isascii() else LONGEST_NAME)
            and bare[0].isupper()
            and not bare.isupper()
            and all(map(is_latin, bare))
        ):
            yield bare


@cache
def is_latin(one: str) -> bool:
    return one.isalpha() and (one.isascii() or unicodedata.name(one, "").startswith("LATIN "))


def key_of(name: str) -> str:
    """As `newsparse/people.py` tells: the skeleton, and behind it the letters that it lacks."""
    if name.isascii():
        return name
    lost = "".join(one for one in name if not one.isascii())
    return "".join(one if one.isascii() else "?" for one in name) + KEY_END + lost


if __name__ == "__main__":
    raise SystemExit(main())
