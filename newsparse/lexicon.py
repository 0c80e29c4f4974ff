"""The index of words: which word of a language a damaged one was, and how frequent an intact one is.

Three files under `data/words/`, mapped into memory at the first question, built by `tools/build_words.py`:

- `plain.marisa`: a trie of the words in ASCII alone, each after the letter of its language;
- `marked.marisa`: a trie of the others: the word with every character outside of ASCII as `?`, a tab,
  the letter of its language, then the characters that were there;
- `frequencies.bin`: one byte for each word of the first trie in the order of its numbers, then for each of the
  second: its frequency on the Zipf scale in steps of 1/32.

A language's letter is `A` for the first of `LANGUAGES`, and so on. Without these files every answer is empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from operator import add, itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newsparse.lost import LOST, agrees, skeleton_of
from newsparse.mapped import map_bytes, map_trie

if TYPE_CHECKING:
    pass

DATA: Final = Path(__file__).parent / "data" / "words"

LANGUAGES: Final = tuple("ca cs da de en es fi fil fr hu id is it lt lv ms nb nl pl pt ro sh sk sl sv tr vi".split())
"""The languages in the order of their letters in the files."""
ALIASES: Final = {"bs": "sh", "hr": "sh", "sr": "sh", "nn": "nb", "no": "nb", "tl": "fil"}
"""Other codes, and the language whose words they have. Serbian is known as far as it is written in Latin letters;
Nynorsk has no list of its own, and shares most of its words with Bokmål."""

LONGEST_WORD: Final = 40
"""The longest word in the index, in characters."""
LINKS: Final = {
    "de": ("", "s", "es", "n", "en"),
    "da": ("", "s", "e"),
    "fi": ("",),
    "is": ("", "s", "a", "ar"),
    "nb": ("", "s", "e"),
    "nl": ("", "s", "en"),
    "sv": ("", "s"),
}
"""What may stand between the two parts of a compound, for the languages where two words in one prove it."""
SHORTEST_PART: Final = 4
"""A part of a compound has so many characters, or more."""
LEAST_PART: Final = 2.0
"""How frequent each part of a compound is at least, on the Zipf scale. Of 340 compounds of these languages whose
damaged form has no entry, one was restored wrongly; Turkish, Hungarian and Latvian had 89 wrong of 218."""
STEPS: Final = 32
"""Steps of a frequency between one power of ten and the next."""
FIRST_LETTER: Final = ord("A")
"""The first language's letter. Words have no capital of ASCII, so it can't be taken for one of theirs."""
SEPARATOR: Final = "\t"
_ASCII: Final = bytes(range(128))


class Lexicon:
    """Words of many languages, asked for by what is left of them.

    >>> lexicon = load_lexicon()
    >>> [word for word, _ in lexicon.restore("w?hlen", "de")]
    ['wählen', 'wühlen']
    >>> lexicon.frequency("house", "en") > lexicon.frequency("lantern", "en") > lexicon.frequency("hause", "en")
    True
    """

    def __init__(self, folder: Path = DATA) -> None:
        plain, marked = map_trie(folder / "plain.marisa"), map_trie(folder / "marked.marisa")
        self._frequencies = map_bytes(folder / "frequencies.bin")
        self._tags: dict[str, str] = {}
        if plain is None or marked is None or len(self._frequencies) != len(plain) + len(marked):
            return
        self._plain, self._marked, self._first_marked = plain, marked, len(plain)
        self._tags = {language: chr(FIRST_LETTER + at) for at, language in enumerate(LANGUAGES)}
        self._tags |= {alias: self._tags[language] for alias, language in ALIASES.items()}

    @property
    def languages(self) -> frozenset[str]:
        """The codes of the languages it knows, also the other codes of some.

        >>> {"de", "nb", "no"} <= load_lexicon().languages, "zh" in load_lexicon().languages
        (True, False)
        """
        return frozenset(self._tags)

    def restore(self, damaged: str, language: str) -> tuple[tuple[str, float], ...]:
        """The lower-case words of a language that a word may have been, with their frequency, likeliest first.

        Every `?` or U+FFFD stands for one character outside of ASCII; all others agree, also the intact ones
        outside of ASCII (`für?` is no `f?r?`). Frequencies are on the Zipf scale: 6 for one word in a thousand,
        3 for one in a million. Capitals find nothing, and neither does a word without a lost character.

        One capital comes out: a Turkish word that may begin with `İ`, whose lower case is in ASCII, is given with it.
        For a German `ß` the frequency is that of the word with `ss`, a thirtieth of it for the spelling before 1996
        (`daß`); whether a `ß` is right there is told by rules of spelling, not by the source.

        >>> load_lexicon().restore("fa?ade", "fr")[0][0], load_lexicon().restore("fa?ade", "lv")
        ('façade', ())
        >>> load_lexicon().restore("?zmir", "tr")[0][0]
        'İzmir'
        """
        tag = self._tags.get(language)
        if tag is None:
            return ()
        return tuple([one[:2] for one in self._matching(damaged, tag)])

    def restore_anywhere(self, damaged: str) -> tuple[tuple[str, str, float], ...]:
        """The same over all languages: word, language and frequency; a language has its main code.

        >>> load_lexicon().restore_anywhere("fa?ade")[0][:2]
        ('façade', 'fr')
        """
        if not self._tags:
            return ()
        found = self._matching(damaged, "")
        return tuple([(word, LANGUAGES[ord(tag) - FIRST_LETTER], zipf) for word, zipf, tag in found])

    def restore_compound(self, damaged: str, language: str) -> tuple[tuple[str, float], ...]:
        """The compounds of two known words that a word may have been, with the frequency of the rarer one.

        It knows `Jägeruniform` by `jäger` and `uniform`, and `Regierungsmöbel` with an `s` between them, in
        German, Danish, Norwegian, Swedish, Dutch, Icelandic and Finnish. A mark that stands between two whole words
        is for the caller to doubt: it may have been a dash.

        >>> load_lexicon().restore_compound("k?sekuchenf?rmig", "de")[0][0]
        'käsekuchenförmig'
        """
        code = ALIASES.get(language, language)
        if code not in self._tags or code not in LINKS or len(damaged) > LONGEST_WORD:
            return ()
        found: dict[str, float] = {}
        for at in range(SHORTEST_PART, len(damaged) - SHORTEST_PART + 1):
            for right, right_zipf in self._parts(damaged[at:], code):
                for left, left_zipf in self._first_parts(damaged[:at], code):
                    found[left + right] = max(min(left_zipf, right_zipf), found.get(left + right, 0.0))
        return tuple(sorted(found.items(), key=itemgetter(1), reverse=True))

    def frequency(self, word: str, language: str) -> float:
        """How frequent an intact lower-case word is, on the Zipf scale; 0.0 where it is not known.

        >>> load_lexicon().frequency("über", "de") > 6.0, load_lexicon().frequency("über", "xx")
        (True, 0.0)
        """
        tag = self._tags.get(language)
        if tag is None or "\0" in word:
            return 0.0
        if word.isascii():
            at = self._plain.get(tag + word, -1)
            return self._frequencies[at] / STEPS if at >= 0 else 0.0
        try:
            lost = word.encode().translate(None, _ASCII).decode()
        except UnicodeEncodeError:  # half of a surrogate pair
            return 0.0
        at = self._marked.get(skeleton_of(word) + SEPARATOR + tag + lost, -1)
        return self._frequencies[self._first_marked + at] / STEPS if at >= 0 else 0.0

    def _first_parts(self, damaged: str, code: str) -> Iterator[tuple[str, float]]:
        """The words that a part with its link may have been."""
        for link in LINKS[code]:
            if damaged.endswith(link) and len(damaged) >= SHORTEST_PART + len(link):
                for word, zipf in self._parts(damaged.removesuffix(link), code):
                    yield word + link, zipf

    def _parts(self, damaged: str, code: str) -> list[tuple[str, float]]:
        """The words that a part, damaged or whole, may have been."""
        if LOST[0] in damaged or LOST[1] in damaged:
            return [one for one in self.restore(damaged, code) if one[1] >= LEAST_PART]
        zipf = self.frequency(damaged, code)
        return [(damaged, zipf)] if zipf >= LEAST_PART else []

    def _matching(self, damaged: str, tag: str) -> list[tuple[str, float, str]]:
        """Word, frequency and letter of the language, likeliest first; without a letter, of all languages."""
        if len(damaged) > LONGEST_WORD or "\0" in damaged:  # the trie takes a NUL for the end of its key
            return []
        is_plain = damaged.isascii()
        skeleton = damaged if is_plain else skeleton_of(damaged)
        keys = self._marked.items(skeleton + SEPARATOR + tag)
        if not keys:
            return []
        before, _, after = skeleton.partition("?")
        gaps = after.split("?") if "?" in after else None
        start, frequencies, first = len(skeleton) + len(SEPARATOR), self._frequencies, self._first_marked
        found = []
        for key, at in keys:
            letters = key[start + 1 :]
            word = before + letters + after if gaps is None else before + "".join(map(add, letters, gaps))
            if is_plain or agrees(damaged, word):
                found.append((word, frequencies[first + at] / STEPS, key[start]))
        if len(found) > 1:
            found.sort(key=itemgetter(1), reverse=True)
        return found


@cache
def load_lexicon() -> Lexicon:
    """The index that comes with newsparse, mapped once."""
    return Lexicon()
