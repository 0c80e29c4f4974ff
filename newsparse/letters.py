"""Letters from the letters around them: what a damaged word was that no list of words holds.

`Krankenh?user` is in no list, but what stands in `-h?user` is `ä` in every word of German. A file a language
under `data/letters/`, read at the first question about it, built by `tools/build_letters.py`, holds contexts and
how much each speaks for or against a letter:

- a line of JSON: the letters, how long the parts are that follow, and how far the sums may be trusted;
- the contexts, compressed by zlib: a line for all that have the same letters to the left: these, a tab, then what
  stands to the right in each, separated by blanks; `^` and `$` are the ends of the word; other letters outside
  of ASCII are themselves on the left, `?` on the right;
- compressed in one: how many weights each context has (one byte each), which letter each weight is about (one byte
  each), the weights (one byte each, signed, in steps of 1/12).

The weights of all contexts that a lost letter stands in are summed. Without a file its language has no answers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import accumulate
from math import exp
from pathlib import Path
from typing import Any, Final, Self
from zlib import decompress

from newsparse.lexicon import load_lexicon
from newsparse.lost import LOST, skeleton_of

DATA: Final = Path(__file__).parent / "data" / "letters"

ALIASES: Final = {"bs": "hr", "sh": "hr", "sr": "hr", "nn": "nb", "no": "nb"}
"""Other codes, and the language whose letters serve them: Serbian as far as it is written in Latin letters."""

LONGEST_WORD: Final = 40
"""Longer chunks are no words."""
MOST_LOST: Final = 8
"""A word that lost more letters is left alone."""
REACH: Final = 6
"""Letters to one side that a context may hold."""
WIDEST: Final = 7
"""Letters to both sides together."""
STEPS: Final = 12
"""Steps of a weight between 0 and 1."""
MOST_REMEMBERED: Final = 1024
"""So many answers are kept: the words of a text come again."""
OTHER: Final = "*"
"""Stands for all letters that the language itself has not: those of foreign names."""

# A word that is less likely than this when it is begun won't come to a chance that is of any use.
FAINT: Final = 0.02
MOST_WORDS: Final = 4

Votes = tuple[tuple[int, float], ...]
"""Numbers of letters, each with the weight of one context for it."""

_Group = tuple[int, dict[str, Votes]]
"""How many letters stand to the right at most, and what contexts say by what stands to the right."""
_Heard = tuple[str, str, Votes]
"""A context's left and right side, and what it says."""
_Begun = tuple[str, float, float, list[_Heard], int]
"""A word so far, its chance, that of its least sure letter, what was heard of that one, and its number."""

HOPELESS: Final = 6.0
"""A letter whose sum is so far below the best has no chance worth counting."""
NEVER: Final = -1e9
LOUD: Final = 0.1
"""The share of the greatest weight from which on a context is told of."""
MOST_SURE: Final = 0.999
"""No chance is greater: too few words were left out to tell."""

DOUBTFUL: Final = 0.75
SURE: Final = 0.98
"""From the one chance to the other the parts of a word are asked for; they lift none from below to .95."""
# A part's frequency counts for so much, up to MOST_FREQUENT. Of German words left out, .70 instead of .63 then came
# out with a chance of .98, of Hungarian ones .43 and of Icelandic ones .41 instead of .35, and no more were wrong.
PART_WEIGHT: Final = 0.35
MOST_FREQUENT: Final = 5.0
SHORTEST_PART: Final = 2
SHORT_PART: Final = 3
"""Parts no longer than that must be FREQUENT."""
FREQUENT: Final = 4.5
LINKS: Final = {
    "da": ("s", "e"),
    "de": ("s", "es", "n", "en"),
    "is": ("s", "a"),
    "nb": ("s", "e"),
    "nl": ("s", "en"),
    "sv": ("s",),
}
"""What stands between the parts of a word."""

_NOTHING: Final[frozenset[str]] = frozenset()


class Letters:
    """The letters that a damaged word lost, by language.

    >>> [(word, chance > 0.98) for word, chance, _ in load_letters().restore("krankenh?user", "de")][:1]
    [('krankenhäuser', True)]
    """

    def __init__(self, folder: Path = DATA) -> None:
        self._folder = folder
        self._tables: dict[str, _Table | None] = {}

    @classmethod
    def of(cls, contents: Mapping[str, bytes]) -> Self:
        """Tables by language from the contents of their files."""
        made = cls(Path())
        made._tables = {language: _Table(content) for language, content in contents.items()}
        return made

    def restore(
        self, damaged: str, language: str, without: frozenset[str] = _NOTHING
    ) -> tuple[tuple[str, float, str], ...]:
        """The lower-case words that a word may have been, each with its chance and a context, likeliest first.

        Every `?` or U+FFFD stands for one lost letter outside of ASCII, all others are certain. The chance is
        that of all letters together; chances need not add up to 1, for the word may be a foreign one. The
        context is the one that spoke loudest where the choice was least sure, the lost letter as `?`, `^` and `$`
        for the word's ends (`h?user$`). Letters that can't have been lost, because their like survives
        nearby, are named in `without`. Words that are not likely have no context. Where the letters leave
        doubt, a word of two known ones gains (`kälte+phase` is the context then).

        It does not ask whether the word exists, and says nothing of capitals, of words that lost more than eight
        letters, nor of languages that it doesn't know.

        >>> load_letters().restore("krankenh?user", "xx"), load_letters().restore("haus", "de")
        ((), ())
        """
        if len(damaged) > LONGEST_WORD or not 0 < damaged.count("?") + damaged.count(LOST[1]) <= MOST_LOST:
            return ()
        table = self._table(language)
        if table is None:
            return ()
        found = tuple(table.words(damaged.replace(LOST[1], "?"), without))
        if found and DOUBTFUL <= found[0][1] < SURE:
            return _with_parts(found, language)
        return found

    def knows(self, language: str) -> bool:
        """Whether there are contexts of a language.

        >>> load_letters().knows("de"), load_letters().knows("zh")
        (True, False)
        """
        return self._table(language) is not None

    def _table(self, language: str) -> _Table | None:
        if language not in self._tables:
            path = self._folder / f"{ALIASES.get(language, language)}.bin"
            known = language.isalpha() and path.is_file()
            self._tables[language] = _Table(path.read_bytes()) if known else None
        return self._tables[language]


class _Table:
    """The contexts of one language."""

    def __init__(self, content: bytes) -> None:
        head, _, rest = content.partition(b"\n")
        about: dict[str, Any] = json.loads(head)
        self._letters: str = about["letters"]
        self._slope: float = about["slope"]
        self._offset: float = about["offset"]
        split = about["bytes"]
        lines = decompress(rest[:split]).decode().split("\n")
        weights = decompress(rest[split:])
        self._waiting: dict[str, tuple[str, int]] = {}
        contexts = 0
        for line in lines:
            left, _, ends = line.partition("\t")
            self._waiting[left] = (ends, contexts)
            contexts += ends.count(" ") + 1
        self._starts = (0, *accumulate(weights[:contexts]))
        self._about = weights[contexts : contexts + self._starts[-1]]
        self._weights = memoryview(weights[contexts + self._starts[-1] :]).cast("b")
        self._groups: dict[str, _Group] = {}
        self._known: dict[tuple[str, str], tuple[list[float], list[_Heard]]] = {}

    def words(self, damaged: str, without: frozenset[str]) -> Iterator[tuple[str, float, str]]:
        """The words that it may have been, likeliest first."""
        # 1. From left to right; what was chosen on the left speaks for what comes on the right.
        found: list[_Begun] = [("", 1.0, 1.0, [], 0)]
        masked = skeleton_of(damaged) + "$"
        start = 0
        while (at := damaged.find("?", start)) >= 0:
            between, right = damaged[start:at], masked[at + 1 : at + 1 + REACH]
            grown = [one for begun in found for one in self._grown(begun, between, right, without)]
            if len(grown) > 1:
                grown.sort(key=_chance, reverse=True)
            found = grown[:MOST_WORDS]
            start = at + 1
        # 2. Sums of weights are too sure of themselves, or not sure enough: the table says by how much.
        for rank, (word, chance, _, heard, letter) in enumerate(found):
            if OTHER not in word:
                likely = not rank and chance >= DOUBTFUL
                yield word + damaged[start:], self._calibrated(chance), _loudest(heard, letter) if likely else ""

    def _grown(self, begun: _Begun, between: str, right: str, without: frozenset[str]) -> list[_Begun]:
        """A word with one more letter, for each letter that it may be."""
        word, chance, least, least_heard, least_letter = begun
        left = word + between
        key = ("^" + left)[-REACH:], right
        known = self._known.get(key)
        if known is None:
            if len(self._known) >= MOST_REMEMBERED:
                self._known.clear()
            known = self._known[key] = self._heard(*key)
        sums, heard = known
        letters = self._letters
        if without:
            sums = [NEVER if one in without else said for one, said in zip(letters, sums, strict=True)]
        bound = max(sums) - HOPELESS
        hopeful = [(letter, exp(said - bound)) for letter, said in enumerate(sums) if said > bound]
        total = sum([odds for _, odds in hopeful])
        grown: list[_Begun] = []
        for letter, odds in hopeful:
            share = odds / total
            now = chance * share
            if now >= FAINT:
                if share <= least:
                    grown.append((left + letters[letter], now, share, heard, letter))
                else:
                    grown.append((left + letters[letter], now, least, least_heard, least_letter))
        return grown

    def _heard(self, before: str, right: str) -> tuple[list[float], list[_Heard]]:
        """The sums of what all contexts of a lost letter between these say, by letter, and what each says."""
        sums = [0.0] * len(self._letters)
        heard: list[_Heard] = []
        length = len(before)
        ends = [right[:more] for more in range(len(right) + 1)]
        for taken in range(min(REACH, length) + 1):
            beginning = before[length - taken :]
            group = self._groups.get(beginning) or self._group(beginning)
            if group:
                longest, votes_before = group
                for end in ends[: min(WIDEST - taken, longest) + 1]:
                    votes = votes_before.get(end)
                    if votes is not None:
                        heard.append((beginning, end, votes))
                        for letter, weight in votes:
                            sums[letter] += weight
        return sums, heard

    def _group(self, left: str) -> _Group | None:
        """What the contexts with the same letters to the left say; read when asked for."""
        waiting = self._waiting.get(left)
        if waiting is None:
            return None
        ends, number = waiting
        found: dict[str, Votes] = {}
        for at, end in enumerate(ends.split(" "), number):
            votes = slice(self._starts[at], self._starts[at + 1])
            weights = [weight / STEPS for weight in self._weights[votes]]
            found[end] = tuple(zip(self._about[votes], weights, strict=True))
        group = max(map(len, found)), found
        self._groups[left] = group
        return group

    def _calibrated(self, chance: float) -> float:
        sure = min(chance, MOST_SURE)
        odds: float = (sure / (1.0 - sure)) ** self._slope * self._offset
        return min(odds / (1.0 + odds), MOST_SURE)


def _with_parts(found: Sequence[tuple[str, float, str]], language: str) -> tuple[tuple[str, float, str], ...]:
    """The words again, those likelier that are two words of the language in one."""
    known = cache(partial(_part_frequency, language))
    parts = [_parts(word, known, LINKS.get(language, ())) for word, _, _ in found]
    odds = [chance * exp(PART_WEIGHT * zipf) for (_, chance, _), (_, zipf) in zip(found, parts, strict=True)]
    total = sum(odds) + max(1.0 - sum(chance for _, chance, _ in found), 1.0 - MOST_SURE)
    grown = [
        (word, one / total, joined or context)
        for (word, _, context), (joined, _), one in zip(found, parts, odds, strict=True)
    ]
    return tuple(sorted(grown, key=lambda one: -one[1]))


def _parts(word: str, known: Callable[[str], float], links: Sequence[str]) -> tuple[str, float]:
    """The two words that a word consists of, `kälte+phase`, and how frequent the rarer one is; "" and 0 if none."""
    best, most = "", 0.0
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        tail = known(word[at:])
        if tail > most:
            head = known(word[:at])
            for link in links if not head else ():
                if word.endswith(link, 0, at) and at - len(link) > SHORT_PART:
                    head = max(head, known(word[: at - len(link)]))
            if min(head, tail) > most:
                best, most = f"{word[:at]}+{word[at:]}", min(head, tail)
    return best, min(most, MOST_FREQUENT)


def _part_frequency(language: str, part: str) -> float:
    """The frequency of a part; 0 for a rare short one, which is more likely chance than a word."""
    zipf = load_lexicon().frequency(part, language)
    return zipf if len(part) > SHORT_PART or zipf >= FREQUENT else 0.0


def _chance(begun: _Begun) -> float:
    return begun[1]


def _loudest(heard: Sequence[_Heard], letter: int) -> str:
    """The widest of the contexts that spoke loudest for a letter."""
    for_it = [(weight, left, right) for left, right, votes in heard for about, weight in votes if about == letter]
    loud = LOUD * max((weight for weight, _, _ in for_it), default=0.0)
    return max((f"{left}?{right}" for weight, left, right in for_it if weight >= loud > 0.0), key=len, default="")


@cache
def load_letters() -> Letters:
    """The tables that come with newsparse; each is read once."""
    return Letters()
