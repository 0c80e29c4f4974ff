"""Which language a text is in: its script first, then its function words ("the of and", "der die und").

Everything that a language brings stands in `data/<language>/language.toml`: its name, its script, its function
words, its own letters, its quotation marks. A new folder is a new language; nothing here knows one by name.
"""

from __future__ import annotations

import os
import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from newsparse.record import Record, record
from newsparse.rules.book import DATA

# 8,000 characters are some 1,300 words: more changed no answer on 9,800 news texts (6,000 did not either). They are
# taken from all over the text, since a page begins with its menu and may end in another language.
_SAMPLE: Final = 8_000
_SLICES: Final = 12

# Where scripts begin, in code points; each runs up to the next entry. What belongs to none is named "".
_SCRIPT_STARTS: Final = (
    (0x0000, ""), (0x0041, "Latin"), (0x005B, ""), (0x0061, "Latin"), (0x007B, ""), (0x00C0, "Latin"),
    (0x0250, ""), (0x0370, "Greek"), (0x0400, "Cyrillic"), (0x0530, "Armenian"), (0x0590, "Hebrew"),
    (0x0600, "Arabic"), (0x0780, ""), (0x0900, "Devanagari"), (0x0980, "Bengali"), (0x0A00, "Gurmukhi"),
    (0x0A80, "Gujarati"), (0x0B00, "Oriya"), (0x0B80, "Tamil"), (0x0C00, "Telugu"), (0x0C80, "Kannada"),
    (0x0D00, "Malayalam"), (0x0D80, "Sinhala"), (0x0E00, "Thai"), (0x0E80, "Lao"), (0x0F00, "Tibetan"),
    (0x1000, "Myanmar"), (0x10A0, "Georgian"), (0x1100, "Hangul"), (0x1200, "Ethiopic"), (0x13A0, ""),
    (0x1780, "Khmer"), (0x1800, ""), (0x1C90, "Georgian"), (0x1CC0, ""), (0x1E00, "Latin"), (0x1F00, "Greek"),
    (0x2000, ""), (0x3041, "Kana"), (0x30FB, ""), (0x30FD, "Kana"), (0x3100, ""), (0x3130, "Hangul"), (0x3190, ""),
    (0x3400, "Han"), (0xA000, ""), (0xAC00, "Hangul"), (0xD7B0, ""), (0xF900, "Han"), (0xFB00, ""),
    (0xFB1D, "Hebrew"), (0xFB50, "Arabic"), (0xFE00, ""), (0xFE70, "Arabic"), (0xFEFF, ""), (0xFF66, "Kana"),
    (0xFFA0, ""), (0x20000, "Han"), (0x32000, ""),
)  # fmt: skip
_STARTS: Final = tuple(start for start, _ in _SCRIPT_STARTS)

# One sign of these says about as much as two or three letters of an alphabet.
_DENSE: Final = frozenset({"Han", "Kana", "Hangul"})

# In scripts of one language the script decides, from so many letters on.
_FEWEST_LETTERS: Final = 12
# Part of the letters that must be of one script. A page in Russian with an English menu has 0.6 to 0.9.
_SCRIPT_SHARE: Final = 0.55
# Japanese prose has 0.5 to 0.8 of kana among its signs, headlines 0.1 and more; Chinese has none, or a shop's name.
_KANA_SHARE: Final = 0.05

# Against a function word: a date is rarer, and clearer; a Latin "a" or "y" may be an initial or a bit of
# a broken word; a name
# in another language brings its letters along.
_CALENDAR_WEIGHT: Final = 2
_SINGLE_LETTER_WEIGHT: Final = 0.4
_LETTER_WEIGHT: Final = 0.3

# With 2 hits 5 of 608 opening lines of 60 characters got a wrong language, with 3 one, with 4 none and 14 % fewer an
# answer. The closest pairs (Danish and Norwegian, Indonesian and Malay) lead by 0.2; half a text in each of two
# languages by less than 0.1.
_FEWEST_HITS: Final = 3
_SHORTEST_LEAD: Final = 0.15
_LEAST_CONFIDENCE: Final = 0.2

# What is no prose: addresses, tags, the targets of Markdown links. Each begins with a plain character, so that the
# search skips all others.
_MACHINE_WORDS: Final = r"https?://\S*|www\.\S*|<[A-Za-z/!][^<>]*>|\]\([^()\s]*\)"
_LOST: Final = r"[?]+"
_OUTSIDE_ASCII: Final = r"[^\x00-\x7f]+"
_OUTSIDE_LATIN_1: Final = r"[^\x00-\xff]+"
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

_ASCII: Final = bytes(range(128))
_ASCII_LETTERS: Final = bytes(one for one in _ASCII if chr(one).isalpha())
# Of UTF-8, what is no letter of ASCII as a blank; characters outside of it have no byte below 128.
_LETTERS_ONLY: Final = bytes(one if one > 127 or one in _ASCII_LETTERS else 32 for one in range(256))
_LETTERS_AND_LOST: Final = bytes(one if one == ord("?") else _LETTERS_ONLY[one] for one in range(256))
# So many replacements of one character by a blank take less time than one look at each character.
_MOST_STRANGE: Final = 60


_Group = tuple[tuple[str, ...], float, bool]
"""Of words that tell the same: their languages, their weight, and whether each is a hit."""


@record
class _Profile(Record):
    """What `language.toml` says of a language."""

    language: str
    """BCP 47, the folder's name."""
    script: str
    """The script that its newspapers print."""
    words: tuple[str, ...]
    """Its function words in lower case."""
    calendar: tuple[str, ...]
    """Its months and days of the week in lower case."""
    letters: tuple[str, ...]
    """Letters that speak for it."""


def detect_language(value: str) -> tuple[str | None, float]:
    """The language of a text as BCP 47 and how sure that is; None where it is unsure.

    Recognised: prose, dirty pages with menus, hard-wrapped text, text that lost letters ("f?r", "i?in"). None for
    a few words, for lists of names and for texts half in one language, half in another. Looks at a sample of
    bounded size; addresses don't count. It does not tell dialects or national forms of a language apart.

    >>> detect_language("The mayor said on Monday that the bridge will be closed for the rest of the year.")[0]
    'en'
    >>> detect_language("Jane Roe, Harbour Courier")
    (None, 0.0)
    """
    sample = _take_sample(value)
    characters: Counter[str] = Counter()
    script: str | None = "Latin"
    share = 1.0
    if not sample.isascii():
        sample = unicodedata.normalize("NFC", sample)
        coded = sample.encode("utf-8", "surrogatepass")
        characters.update(coded.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
        script, share = _main_script(characters, len(coded) - len(coded.translate(None, _ASCII_LETTERS)))
    languages = _languages_of(script)
    if not languages:
        return None, 0.0
    if len(languages) == 1:
        return languages[0], round(min(0.99, share), 3)
    return _by_words(sample, characters, script)


def _take_sample(value: str) -> str:
    if len(value) > _SAMPLE:
        step, size = len(value) // _SLICES, _SAMPLE // _SLICES
        value = "\n".join(value[start : start + size] for start in range(0, step * _SLICES, step))
    if "://" in value or "www." in value or "](" in value or "</" in value:
        value = re.sub(_MACHINE_WORDS, " ", value)
    return value.lower()


# ---- Scripts


def _main_script(characters: Mapping[str, int], ascii_letters: int) -> tuple[str | None, float]:
    """The script of most letters and its part of them; the characters are those outside of ASCII."""
    counts: Counter[str] = Counter(Latin=ascii_letters)
    for character, count in characters.items():
        counts[_script(character)] += count
    del counts[""]
    for dense in _DENSE & counts.keys():
        counts[dense] *= 2
    if counts["Kana"] + counts["Han"]:
        main = "Kana" if counts["Kana"] >= _KANA_SHARE * counts["Han"] else "Han"
        counts[main] = counts.pop("Kana", 0) + counts.pop("Han", 0)
    total = counts.total()
    if total < _FEWEST_LETTERS:
        return None, 0.0
    script, most = counts.most_common(1)[0]
    return (script, most / total) if most >= _SCRIPT_SHARE * total else (None, 0.0)


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    return _SCRIPT_STARTS[bisect_right(_STARTS, ord(character)) - 1][1]


# ---- Words


def _by_words(sample: str, characters: Counter[str], script: str | None) -> tuple[str | None, float]:
    """The language whose function words and letters the sample has most of.

    A word that several languages share speaks for each of them by its part.
    """
    scores: dict[str, float] = defaultdict(float)
    letters = _letter_table(script) if characters else {}
    groups = _groups(script)
    words, total = _find_words(sample, characters, script)
    counts: dict[int, int] = defaultdict(int)
    for word, count in Counter(filter(groups.known.__contains__, words)).items():
        counts[groups[word]] += count
    told = [(count, *groups.told[group]) for group, count in counts.items()]
    for count, languages, factor, _ in told:
        score = count * factor / len(languages)
        for language in languages:
            scores[language] += score
    for character in characters.keys() & letters.keys():
        for language in letters[character]:
            scores[language] += _LETTER_WEIGHT * characters[character] / len(letters[character])
    if not scores:
        return None, 0.0
    best = max(scores, key=scores.__getitem__)
    hits = sum([count * factor for count, languages, factor, is_hit in told if is_hit and best in languages])
    return _decide(best, sorted(scores.values())[-2:], hits, total)


def _decide(best: str, highest: Sequence[float], found: float, total: int) -> tuple[str | None, float]:
    """The best language, or None; by the scores of the second and of the best, and by its hits among all words."""
    most, next_most = highest[-1], highest[0] if len(highest) > 1 else 0.0
    coverage, lead = found / max(total, 1), (most - next_most) / most
    confidence = min(1.0, coverage / 0.25) * min(1.0, lead / 0.4) * (1 - 1 / (1 + found))
    if found < _FEWEST_HITS or lead < _SHORTEST_LEAD or confidence < _LEAST_CONFIDENCE:
        return None, round(confidence, 3)
    return best, round(min(confidence, 0.99), 3)


def _find_words(sample: str, characters: Mapping[str, int], script: str | None) -> tuple[list[str], int]:
    """The words of a sample and their number; to the broken ones what they may have been is added.

    What is no letter becomes a blank: in ASCII byte by byte, outside of it by the few characters that there are.
    All of it runs in C, five times as fast as a pattern for words (8,000 characters: 0.2 ms).
    """
    if script == "Devanagari":  # vowel signs are no letters to `str`
        words = sample.split()
        return words, len(words)
    is_damaged = "?" in sample or _REPLACEMENT in sample
    coded = sample.encode("utf-8", "surrogatepass").translate(_LETTERS_AND_LOST if is_damaged else _LETTERS_ONLY)
    value = coded.decode("utf-8", "surrogatepass")
    strange = [one for one in characters if not one.isalpha() and not _is_letter(one) and one != _REPLACEMENT]
    if len(strange) > _MOST_STRANGE:
        value = value.translate(dict.fromkeys(map(ord, strange), " "))
    else:
        for one in strange:
            value = value.replace(one, " ")
    words = value.split()
    total = len(words)
    if is_damaged:
        known = _skeleton_table(script)
        marked = value.replace(_REPLACEMENT, "?").split() if _REPLACEMENT in value else words
        lost = [re.sub(_LOST, "?", word) if "??" in word else word for word in marked if "?" in word]
        words += [known.get(word) or word.strip("?") for word in lost]
    return words, total


def _is_letter(character: str) -> bool:
    """Whether a pattern would take it for part of a word: `²` and Roman numerals, but no digit that counts."""
    return character.isalnum() and not character.isdecimal()


class _Groups(dict[str, int]):
    """The number of the group of each known word that was asked for: a small article has few of the 8,000."""

    __slots__ = ("_calendars", "_numbers", "_words", "known", "told")

    def __init__(self, script: str | None) -> None:
        super().__init__()
        profiles = [one for one in _profiles() if one.script == script]
        self._words = [(one.language, frozenset(one.words)) for one in profiles]
        self._calendars = [(one.language, frozenset(one.calendar)) for one in profiles]
        self._numbers: dict[_Group, int] = {}
        self.told: list[_Group] = []
        self.known: frozenset[str] = frozenset().union(*[words for _, words in self._words + self._calendars])

    def __missing__(self, word: str) -> int:
        weight = 1
        languages = tuple([language for language, words in self._words if word in words])
        if not languages:
            weight = _CALENDAR_WEIGHT
            languages = tuple([language for language, names in self._calendars if word in names])
        is_hit = len(word) > 1 or not word.isascii()
        group = languages, weight if is_hit else _SINGLE_LETTER_WEIGHT * weight, is_hit
        number = self[word] = self._numbers.setdefault(group, len(self._numbers))
        if number == len(self.told):
            self.told.append(group)
        return number


@cache
def _groups(script: str | None) -> _Groups:
    return _Groups(script)


@cache
def _languages_of(script: str | None) -> tuple[str, ...]:
    """The languages that are printed in a script."""
    return tuple(one.language for one in _profiles() if one.script == script)


@cache
def _word_table(script: str | None) -> Mapping[str, Sequence[str]]:
    """Each function word with the languages of this script that have it."""
    return _table((word, one.language) for one in _profiles() if one.script == script for word in one.words)


@cache
def _letter_table(script: str | None) -> Mapping[str, Sequence[str]]:
    return _table((letter, one.language) for one in _profiles() if one.script == script for letter in one.letters)


def _table(pairs: Iterator[tuple[str, str]]) -> Mapping[str, Sequence[str]]:
    table: dict[str, list[str]] = {}
    for word, language in pairs:
        table.setdefault(word, []).append(language)
    return table


@cache
def _skeleton_table(script: str | None) -> Mapping[str, str]:
    """What words look like that lost their letters outside of ASCII, or outside of Latin-1: `f?r`, `i?in`."""
    table: dict[str, str] = {}
    for word in _word_table(script):
        if len(word) > 1 and not word.isascii():
            for lost in (_OUTSIDE_ASCII, _OUTSIDE_LATIN_1):
                table.setdefault(re.sub(lost, "?", word), word)
    table.pop("?", None)
    return table


# ---- The files


@cache
def _profiles() -> tuple[_Profile, ...]:
    """What every folder of `data/` says of its language, sorted by name."""
    found = []
    for folder in sorted(os.listdir(DATA)):  # noqa: PTH208  (paths as strings take a third of the time)
        try:
            with open(f"{DATA}/{folder}/language.toml", "rb", buffering=0) as file:  # noqa: PTH123
                found.append(_read_profile(folder, file.read().decode()))
        except (FileNotFoundError, NotADirectoryError):
            continue
    return tuple(found)


def _read_profile(language: str, source: str) -> _Profile:
    """The three values that detection needs, cut out of the TOML.

    51 files take 4.6 ms to parse with tomllib and 0.5 ms so; a test holds that both read the same.
    """
    script = _between(source, '\nscript = "', '"')
    words = _between(source, '\nfunction_words = """', '"""').replace("\\", " ").split()
    calendar = _between(source, '\ncalendar = """', '"""').replace("\\", " ").split()
    letters = _between(source, '\nletters = "', '"').split()
    return _Profile(language, script, tuple(words), tuple(calendar), tuple(letters))


def _between(source: str, before: str, after: str) -> str:
    return source.partition(before)[2].partition(after)[0]
