"""Builds the index of words under `newsparse/data/words/` from the PyPI package wordfreq.

    pip install --group data && python tools/build_words.py

Two runs on the same version of the source write the same bytes. How the files are laid out is told in
`newsparse/lexicon.py`, which reads them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import marisa_trie
import wordfreq

from newsparse.lexicon import FIRST_LETTER, LANGUAGES, LONGEST_WORD, SEPARATOR, STEPS

TARGET: Final = Path(__file__).parent.parent / "newsparse" / "data" / "words"

LEAST_MARKED: Final = 1.6
"""Words with a letter outside of ASCII are kept from this frequency on."""
LEAST_PLAIN: Final = 3.25
"""Words in ASCII alone are kept from this frequency on."""
INSIDE_WORDS: Final = "'-"

NATIVE_TILDE: Final = frozenset({"pt", "vi"})
"""Languages with words that end in `ã`; elsewhere most are halves of words whose encoding was mistaken."""
MISTAKEN_PAIRS: Final = tuple(lead + follower for lead in "âãäåæ" for follower in "šœžÿƒ")
"""What is left of a UTF-8 character that was read as Windows-1252, in lower case."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--target", type=Path, default=TARGET, help="folder to write to")
    target: Path = parser.parse_args().target
    target.mkdir(parents=True, exist_ok=True)
    words = {language: read_words(language) for language in LANGUAGES}
    files = build(words)
    for name, content in files.items():
        (target / name).write_bytes(content)
    told = json.dumps(manifest(words, files), indent=2) + "\n"
    (target / "manifest.json").write_text(told, encoding="utf-8")
    for name, content in files.items():
        print(f"{name}: {len(content):,} bytes", file=sys.stderr)
    return 0


def build(words: Mapping[str, Mapping[str, float]]) -> dict[str, bytes]:
    """The index files by name."""
    plain, marked = dict[str, float](), dict[str, float]()
    for at, language in enumerate(LANGUAGES):
        tag = chr(FIRST_LETTER + at)
        for word, zipf in words[language].items():
            if word.isascii():
                plain[tag + word] = zipf
            else:
                marked[marked_key(word, tag)] = zipf
    tries = {"plain.marisa": trie(plain), "marked.marisa": trie(marked)}
    frequencies = b"".join(
        bytes(round(zipfs[one.restore_key(at)] * STEPS) for at in range(len(one)))
        for zipfs, one in ((plain, tries["plain.marisa"]), (marked, tries["marked.marisa"]))
    )
    return {name: one.tobytes() for name, one in tries.items()} | {"frequencies.bin": frequencies}


def manifest(words: Mapping[str, Mapping[str, float]], files: Mapping[str, bytes]) -> dict[str, Any]:
    return {
        "made_by": "tools/build_words.py",
        "license": "CC-BY-SA-4.0",
        "sources": [
            {
                "name": "wordfreq",
                "url": "https://pypi.org/project/wordfreq/",
                "license": "CC-BY-SA-4.0",
                "through": f"wordfreq {version('wordfreq')}",
                "through_url": "https://pypi.org/project/wordfreq/",
                "taken": {language: list_name(language) for language in LANGUAGES},
            }
        ],
        "marisa_trie": version("marisa-trie"),
        "least": {"plain": LEAST_PLAIN, "marked": LEAST_MARKED},
        "words": {
            language: {
                "plain": sum(map(str.isascii, words[language])),
                "marked": sum(not word.isascii() for word in words[language]),
            }
            for language in LANGUAGES
        },
        "files": {
            name: {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(files.items())
        },
    }


def list_name(language: str) -> str:
    """Which of a language's lists is the longest: a small one ends at 3.0."""
    return "large" if language in wordfreq.available_languages("large") else "small"


def read_words(language: str) -> dict[str, float]:
    """A language's words that are frequent enough, and their frequencies."""
    found: dict[str, float] = {}
    for raw, zipf in read_list(language):
        word = unicodedata.normalize("NFC", raw)
        least = LEAST_PLAIN if word.isascii() else LEAST_MARKED
        if zipf >= least and is_word(word) and not is_mistaken(word, language):
            found[word] = max(zipf, found.get(word, 0.0))
    return found


def read_list(language: str) -> Iterator[tuple[str, float]]:
    """Words by hundredths of the Zipf scale; the first hundredth is 9.0."""
    for hundredth, words in enumerate(wordfreq.get_frequency_list(language, list_name(language))):
        for word in words:
            yield word, 9.0 - hundredth / 100


def is_word(word: str) -> bool:
    """Whether it consists of lower-case Latin letters, with apostrophes and hyphens only between them."""
    return (
        len(word) <= LONGEST_WORD
        and word == word.lower()
        and word.strip(INSIDE_WORDS) == word
        and all(map(is_latin_letter, word))
    )


@cache
def is_latin_letter(one: str) -> bool:
    if one.isascii():
        return one.isalpha() or one in INSIDE_WORDS
    return (
        unicodedata.category(one) == "Ll"
        and unicodedata.name(one).startswith("LATIN SMALL LETTER ")
        and unicodedata.normalize("NFKC", one) == one  # no full-width letter, no ligature
    )


def is_mistaken(word: str, language: str) -> bool:
    """Whether a word looks like a part of text whose encoding was mistaken: `corazã` was `corazón`."""
    if any(pair in word for pair in MISTAKEN_PAIRS):
        return True
    return word.endswith("ã") and language not in NATIVE_TILDE


def marked_key(word: str, tag: str) -> str:
    skeleton = "".join(one if one.isascii() else "?" for one in word)
    return skeleton + SEPARATOR + tag + "".join(one for one in word if not one.isascii())


def trie(keys: Iterable[str]) -> marisa_trie.Trie:
    return marisa_trie.Trie(sorted(keys), order=marisa_trie.LABEL_ORDER)


if __name__ == "__main__":
    raise SystemExit(main())
