"""Set phrases of a newspaper page, compared without regard to case, punctuation and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Final

from newsparse.patterns import pattern
from newsparse.record import Record, record

_NUMBER = pattern(r"\d+(?:[.,:]\d+)*")
_MARKS = pattern(r"[\W_]+")
_NO_LETTERS = pattern(r"\W+")
_DIGITS = "123456789"
_STRANGE = pattern(r"[^\w\n ]+|_+")
# Marks go at the speed of bytes: those of ASCII out of the UTF-8, in which no other character has such a byte.
_ASCII_MARKS: Final = bytes(one for one in range(128) if not chr(one).isalnum())
_MARKS_TO_BLANKS: Final = bytes(32 if one in _ASCII_MARKS else one for one in range(256))
_ASCII_DIGITS: Final = b"0123456789"
# Lines of a menu are asked about by several rules; a paragraph is not, and would only fill the memory.
_REMEMBERED: Final = 120


def fold(value: str) -> str:
    """A line as phrases are compared: case folded, marks gone, each number a `0`.

    >>> fold("» 12 Comments …"), fold("Lesezeit: 3 Min.")
    ('0 comments', 'lesezeit 0 min')
    """
    return _fold_short(value) if len(value) <= _REMEMBERED else _fold(value)


def letters_of(value: str) -> str:
    """Only the letters and digits, case folded: whether two lines say the same, whatever their marks and blanks.

    >>> letters_of("Valley-Voice 24") == letters_of("VALLEY VOICE24")
    True
    """
    return _letters_short(value) if len(value) <= _REMEMBERED else _letters(value)


def _letters(value: str) -> str:
    folded = value.casefold()
    if folded.isalnum():
        return folded
    bare = folded.encode("utf-8", "surrogatepass").translate(None, _ASCII_MARKS).decode("utf-8", "surrogatepass")
    return bare if bare.isalnum() else _NO_LETTERS.sub("", bare)


def _fold(value: str) -> str:
    folded = value.casefold()
    if folded.replace(" ", "").isalpha():  # most lines of a menu need no substitution
        return " ".join(folded.split())
    if not folded.isascii():
        return _MARKS.sub(" ", _NUMBER.sub("0", folded)).strip()
    plain = folded.encode()
    if len(plain.translate(None, _ASCII_DIGITS)) < len(plain):
        plain = _NUMBER.sub("0", folded).encode()
    return " ".join(plain.translate(_MARKS_TO_BLANKS).decode().split())


_fold_short = lru_cache(maxsize=2048)(_fold)
_letters_short = lru_cache(maxsize=2048)(_letters)


@record
class Openings(Record):
    """Phrases that a line may begin with, found by their first word."""

    by_first: Mapping[str, tuple[str, ...]]
    """First word to whole phrases, longest first."""

    @classmethod
    def of(cls, phrases: Iterable[str]) -> Openings:
        """The folded phrases, grouped by their first word."""
        groups: dict[str, list[str]] = {}
        for folded in _fold_lines(phrases):
            groups.setdefault(folded.partition(" ")[0], []).append(folded)
        return cls({first: tuple(sorted(group, key=len, reverse=True)) for first, group in groups.items()})

    def find(self, folded: str) -> str | None:
        """The longest phrase that the folded line begins with, word for word.

        >>> Openings.of(["Read more"]).find("read more about rivers"), Openings.of(["Read more"]).find("read moreover")
        ('read more', None)
        """
        for phrase in self.by_first.get(folded.partition(" ")[0], ()):
            if folded.startswith(phrase) and folded[len(phrase) : len(phrase) + 1] in ("", " "):
                return phrase
        return None


def fold_all(phrases: Iterable[str]) -> frozenset[str]:
    """Phrases as a set of folded lines."""
    return frozenset(_fold_lines(phrases))


def split_all(phrases: Iterable[str]) -> frozenset[str]:
    """The single words of a vocabulary that has many on each of its lines.

    >>> sorted(split_all(["reporter editor", "writer"]))
    ['editor', 'reporter', 'writer']
    """
    return frozenset(" ".join(phrases).split())


def _fold_lines(phrases: Iterable[str]) -> list[str]:
    """All phrases folded in one go: one by one, a language's 1,200 take 3 ms instead of 1."""
    text = "\n".join(phrases).casefold()
    if not text:
        return []
    is_plain = text.replace("\n", "").replace(" ", "").isalnum() and not any(one in text for one in _DIGITS)
    if is_plain:  # as our own data are written: nothing to substitute
        return text.split("\n")
    lines = _STRANGE.sub(" ", _NUMBER.sub("0", text)).split("\n")
    return [folded for one in lines if (folded := " ".join(one.split()))]
