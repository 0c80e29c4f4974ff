"""Builds the index of words under `newsparse/data/words/` from the PyPI package wordfreq.

    pip install --group data && python tools/build_words.py

Two runs on the same version of the source write the same bytes. How the files are laid out is told in
`newsparse/lexicon.py`, which reads them.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from itertools import product
from pathlib import Path
from typing import Any, Final

import marisa_trie
import wordfreq
from index_files import digests, write_index

from newsparse.lexicon import FIRST_LETTER, LANGUAGES, LONGEST_WORD, SEPARATOR, STEPS

TARGET: Final = Path(__file__).parent.parent / "newsparse" / "data" / "words"

LEAST_MARKED: Final = 1.5
"""Words with a letter outside of ASCII are kept from this frequency on."""
LEAST_MARKED_OF: Final = {
    "cs": 2.0,
    "fi": 1.8,
    "pl": 1.6,
    "sv": 1.6,
    "nb": 1.6,
    "de": 1.2,
    "en": 1.0,
    "it": 1.0,
    "nl": 1.0,
}
"""The same for languages whose list is very long, and for those whose list is short or long compounds are many.
Rare words cost no precision: of 974 letters in words (no names) whose likeliest word was below 2.5, 969 were right."""
LEAST_PLAIN: Final = 3.0
"""Words in ASCII alone are kept from this frequency on."""
LEAST_PLAIN_OF: Final = {
    "en": 2.5,
    "de": 2.75,
    "es": 2.8,
    "pt": 2.8,
    "nl": 2.8,
    "fr": 2.9,
    "fil": 3.2,
    "id": 3.2,
    "ms": 3.2,
}
"""The same for the languages of most news, and for those where few letters can be lost."""
LEAST_SHORT: Final = {1: 3.5, 2: 2.5, 3: 2.0, 4: 1.5}
"""Words of so few letters are kept from this frequency on: the rare ones are abbreviations, formulas, foreign names."""

MOST_RARER: Final = 3.5
"""By how much a word may be rarer, in powers of ten, than another that differs in letters outside of ASCII only."""
SURE_WORD: Final = 3.0
"""Words of this frequency stay, whatever they are like."""

INSIDE_WORDS: Final = "'-"
OTHER_LETTERS: Final = "șțơưə"
"""Letters besides those of Latin-1, Latin Extended-A and Vietnamese."""
NO_LETTERS: Final = "ĸŉſĳŀ"
"""Obsolete ones and ligatures within Latin Extended-A."""
TILDE_AT_THE_END: Final = frozenset({"pt", "vi"})
"""Languages with words that end in `ã`; elsewhere most are parts of words whose encoding was mistaken."""
MISTAKEN_PAIRS: Final = tuple(lead + follower for lead in "âãäåæ" for follower in "šœžÿ")
"""What is left of a UTF-8 character that was read as Windows-1252, in lower case."""

SHARP_STEMS: Final = tuple(
    """
    gross gröss böss bloss blöss stoss stöss kloss klöss schoss schöss soss strass sträss mass mäss spass späss
    sass säss frass fräss gefäss gesäss vergass buss büss fuss füss gruss grüss süss
    """.split()
)
"""Stems with a long vowel, which have `ß` in German."""
OLD_SPELLING: Final = 1.5
"""By how much `daß` is rarer than `dass`, in powers of ten: the spelling before 1996, in books and old articles."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--target", type=Path, default=TARGET, help="folder to write to")
    target: Path = parser.parse_args().target
    words = {language: read_words(language) for language in LANGUAGES}
    files = build(words)
    write_index(target, files, manifest(words, files))
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
                "url": "https://github.com/rspeer/wordfreq",
                "license": "CC-BY-SA-4.0",
                "through": f"wordfreq {version('wordfreq')}",
                "through_url": "https://pypi.org/project/wordfreq/",
                "taken": ["the longest list of each language"],
            }
        ],
        "marisa_trie": version("marisa-trie"),
        "languages": {language: told(language, words[language]) for language in LANGUAGES},
        "files": digests(files),
    }


def told(language: str, words: Mapping[str, float]) -> dict[str, Any]:
    """What the manifest tells of a language: its list, how many words in ASCII and others, from which frequency on."""
    plain = sum(map(str.isascii, words))
    return {
        "list": list_name(language),
        "plain": plain,
        "plain_from": LEAST_PLAIN_OF.get(language, LEAST_PLAIN),
        "marked": len(words) - plain,
        "marked_from": LEAST_MARKED_OF.get(language, LEAST_MARKED),
    }


def list_name(language: str) -> str:
    """Which of a language's lists is the longest: a small one ends at 3.0."""
    return "large" if language in wordfreq.available_languages("large") else "small"


# --- the words of a language ---


def read_words(language: str) -> dict[str, float]:
    """A language's words that are frequent enough, and their frequencies."""
    found: dict[str, float] = {}
    for raw, zipf in with_lost_spellings(read_list(language), language):
        word = unicodedata.normalize("NFC", raw)
        if zipf >= least(word, language) and is_word(word) and not is_mistaken(word, language):
            found[word] = max(zipf, found.get(word, 0.0))
    return without_slips(found)


def without_slips(words: Mapping[str, float]) -> dict[str, float]:
    """Without the rare words that are most likely a much more frequent one with another accent: `fûr` is no German."""
    most: dict[str, float] = {}
    for word, zipf in words.items():
        most[skeleton(word)] = max(zipf, most.get(skeleton(word), 0.0))
    return {
        word: zipf for word, zipf in words.items() if zipf >= SURE_WORD or most[skeleton(word)] - zipf <= MOST_RARER
    }


def read_list(language: str) -> Iterator[tuple[str, float]]:
    """Words by hundredths of the Zipf scale; the first hundredth is 9.0."""
    for hundredth, words in enumerate(wordfreq.get_frequency_list(language, list_name(language))):
        for word in words:
            yield word, 9.0 - hundredth / 100


def least(word: str, language: str) -> float:
    if word.isascii():
        return LEAST_PLAIN_OF.get(language, LEAST_PLAIN)
    return max(LEAST_MARKED_OF.get(language, LEAST_MARKED), LEAST_SHORT.get(len(word), 0.0))


def is_word(word: str) -> bool:
    """Whether it consists of Latin letters, with apostrophes and hyphens only between them."""
    return len(word) <= LONGEST_WORD and word.strip(INSIDE_WORDS) == word and all(map(is_letter, word))


def is_letter(one: str) -> bool:
    if one.isascii():
        return one.islower() or one in INSIDE_WORDS
    in_blocks = "ß" <= one <= "ž" or "ạ" <= one <= "ỹ" or one in OTHER_LETTERS
    return one == "İ" or (in_blocks and one.islower() and one not in NO_LETTERS)


def is_mistaken(word: str, language: str) -> bool:
    """Whether a word looks like a part of text whose encoding was mistaken: `sã` was `são`."""
    if any(pair in word for pair in MISTAKEN_PAIRS):
        return True
    return word.endswith("ã") and language not in TILDE_AT_THE_END


# --- spellings that the lists lost in folding case ---


def with_lost_spellings(words: Iterable[tuple[str, float]], language: str) -> Iterator[tuple[str, float]]:
    """The lists have German `ß` as `ss`, and Turkish `İ` as `i`."""
    for word, zipf in words:
        yield word, zipf
        if language == "de" and "ss" in word:
            yield from sharp_spellings(word, zipf)
        if language == "tr" and word.startswith("i"):
            yield "İ" + word[1:], zipf


def sharp_spellings(word: str, zipf: float) -> Iterator[tuple[str, float]]:
    """`straße` for `strasse`, and rarer `daß` for `dass`; some that nobody writes: no text asks for them."""
    before, *parts = re.split("ss", word)
    losses = [sharp_loss("ss".join((before, *parts[:at])), "ss".join(parts[at:])) for at in range(len(parts))]
    choices = [("ss",) if loss is None else ("ss", "ß") for loss in losses]
    for chosen in product(*choices):
        lost = [loss for loss, one in zip(losses, chosen, strict=True) if one == "ß" and loss is not None]
        if lost:
            yield before + "".join(map(str.__add__, chosen, parts)), zipf - max(lost)


def sharp_loss(before: str, after: str) -> float | None:
    """How much rarer than `ss` between these a `ß` is, in powers of ten; None where it isn't written."""
    if before.endswith("au") and not re.search("[bt]rau$", before):
        return 0.0 if re.match(r"(?:en(?!d)|er)", after) else None  # `außer`, but `aussehen`
    if before.endswith("ma") and after.startswith(("i", "a")):
        return None  # `massiv`, `Massage`
    if re.search(r"(?:äu|rau|e[iu]|ie|^a)$", before) or f"{before}ss".endswith(SHARP_STEMS):
        return 0.0
    if before.endswith("mü") and after.startswith("ig"):
        return 0.0
    is_closed = not after or after[0] not in "aeiouyäöüs"
    is_compound = before.endswith(("e", "ni")) and after  # `bundesstaat`, `gefängnisstrafe`
    if before[-1:] in tuple("aeiouäöü") and is_closed and not is_compound and not before.endswith("ne"):
        return OLD_SPELLING
    return None


# --- the tries ---


def skeleton(word: str) -> str:
    return word.encode("ascii", "replace").decode("ascii")


def marked_key(word: str, tag: str) -> str:
    return skeleton(word) + SEPARATOR + tag + "".join(one for one in word if not one.isascii())


def trie(keys: Iterable[str]) -> marisa_trie.Trie:
    return marisa_trie.Trie(sorted(keys), order=marisa_trie.LABEL_ORDER)


if __name__ == "__main__":
    raise SystemExit(main())
