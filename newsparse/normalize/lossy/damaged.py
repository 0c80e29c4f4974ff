"""Words that lost letters: `M?nchen`, `Zamo??`, `Jos\N{REPLACEMENT CHARACTER}`, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from newsparse.lost import LOST

LONGEST_CHUNK: Final = 400
"""A run without blanks that is longer is no prose."""
LONGEST_WORD: Final = 60
"""The same for a word."""
BLANKS: Final = frozenset(" \n\t()[]\N{NO-BREAK SPACE}")
"""What a URL or a piece of code ends with; brackets are Markdown's."""
CODE: Final = frozenset("=\\<>{}|`^~_*")
"""Characters that no prose holds, but URLs, wildcards and code do; emphasis around a word is cut off before."""
EDGES: Final = "*_#>|`\"'"
"""What may stand around words of prose: emphasis, marks of lists and tables."""


class Word(NamedTuple):  # a tuple is hashed in C: words are keys of all that is read of them
    """A word that lost letters, or a name of several that holds one."""

    start: int
    """Where it starts."""
    end: int
    """Where it ends."""
    text: str
    """What is left of it."""

    @property
    def letters(self) -> int:
        """How many letters are left."""
        return sum(map(str.isalpha, self.text))

    @property
    def ends_with_only_mark(self) -> bool:
        """Whether its only mark is its last character, and may be a question mark or a quotation mark."""
        return self.text[-1] in LOST and not is_damaged(self.text[:-1])


def find_damaged_words(value: str) -> Iterator[Word]:
    """The words of letters and marks that hold both, outside of URLs, wildcards and code.

    >>> [one.text for one in find_damaged_words("Jos? (M?ller?) asked: who? a.com/x?y=1 ?? Gonz?lez-Ru?z x_t?t 3?4")]
    ['Jos?', 'M?ller?', 'who?', 'Gonz?lez', 'Ru?z']
    """
    return words_around(value, _prose_runs(value))


def words_around(value: str, runs: Iterable[tuple[int, int]]) -> Iterator[Word]:
    """The words around runs of marks that are known already."""
    reached = 0
    for at, _ in runs:
        if at < reached:
            continue
        start, reached = _word_around(value, at, reached)
        text = value[start:reached]
        if len(text) <= LONGEST_WORD and text.strip(LOST) and not _digit().search(text):
            yield Word(start, reached, text)


@lru_cache(maxsize=1)
def find_prose_runs(value: str) -> tuple[tuple[int, int], ...]:
    """The runs of one mark outside of URLs, wildcards and code, in order; kept for those that ask about the same text.

    >>> find_prose_runs("Who?? www.example.org/?id ?We")
    ((3, 5), (26, 27))
    """
    return tuple(_prose_runs(value))


def _prose_runs(value: str) -> Iterator[tuple[int, int]]:
    chunk_end = 0
    is_prose = True
    for match in _runs().finditer(value):
        start, end = match.span()
        if start >= chunk_end:
            chunk_start, chunk_end = _chunk_around(value, start, end)
            is_prose = _is_prose(value[chunk_start:chunk_end])
        if is_prose:
            yield start, end


def may_be_damaged(value: str) -> bool:
    """Whether anything is lost, or a word in prose has a `?` that is no plain question mark; asked first.

    False where `find_damaged_words` finds nothing but what `is_question` calls a question, and no U+FFFD stands.

    >>> may_be_damaged("Is it? See a.com/?id=1"), may_be_damaged("M?nchen")
    (False, True)
    """
    if LOST[1] in value:
        return True
    chunk_end = 0
    for match in _strange_mark().finditer(value) if LOST[0] in value else ():
        if match.start() >= chunk_end:
            chunk_start, chunk_end = _chunk_around(value, *match.span())
            if _is_prose(value[chunk_start:chunk_end]):
                return True
    return False


def find_lost_runs(value: str) -> Iterator[Word]:
    """Runs of U+FFFD, wherever they stand: what was there is lost for certain.

    >>> [(one.start, one.end) for one in find_lost_runs("a \N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER} b")]
    [(2, 4)]
    """
    end = 0
    while (start := value.find(LOST[1], end)) >= 0:
        end = start + 1
        while end < len(value) and value[end] == LOST[1]:
            end += 1
        yield Word(start, end, value[start:end])


def is_damaged(text: str) -> bool:
    """Whether it holds a mark."""
    return "?" in text or LOST[1] in text


def is_question(value: str, word: Word) -> bool:
    """Whether a word's only mark is a question mark by all that stands around it: most of them are.

    >>> text = "Did he go to Tver? In Tver? said (Tver?)"
    >>> [is_question(text, one) for one in find_damaged_words(text)]
    [True, False, False]
    """
    if word.text[-1] != "?" or is_damaged(word.text[:-1]):
        return False
    after = value[word.end : word.end + 2]
    goes_on = after[1:].islower() if after[:1] == " " else after[:1] in (",", ")", ".", ";", ":")
    return not goes_on or (word.text[0].islower() and value[word.start - 1 : word.start] != "-")


def is_broken(text: str) -> bool:
    """Whether a word can't be right as it is: it holds U+FFFD, or `?` between its letters.

    `Wait?What` may be typed so.

    >>> [is_broken(one) for one in ("M?nchen", "who?", "Zamo??", "Wait?What")]
    [True, False, False, False]
    """
    if "\N{REPLACEMENT CHARACTER}" in text:
        return True
    inner = text.strip("?")
    at = inner.find("?")
    while at >= 0:
        rest = inner[at:].lstrip("?")
        if not (inner[at - 1].islower() and rest[0].isupper()):
            return True
        at = inner.find("?", len(inner) - len(rest))
    return False


def is_part_of_word(value: str, at: int) -> bool:
    """Whether a letter, digit or mark stands at a place."""
    return at < len(value) and (value[at].isalnum() or value[at] in LOST)


def word_before(value: str, start: int) -> str:
    """The word right before a place, one blank and emphasis between; empty at the start of a line or sentence.

    >>> word_before("A spokesman in K?ng Tung", 15), word_before("He left. K?ng", 9)
    ('in', '')
    """
    while start and value[start - 1] in "*_":
        start -= 1
    if not start or value[start - 1] != " ":
        return ""
    end = at = start - 1
    while at and end - at < LONGEST_WORD and value[at - 1].isalpha():
        at -= 1
    return value[at:end]


def _word_around(value: str, at: int, reached: int) -> tuple[int, int]:
    start, end = at, at + 1
    while start > reached and value[start - 1].isalnum():
        start -= 1
    while is_part_of_word(value, end):
        end += 1
    return start, end


def _chunk_around(value: str, start: int, end: int) -> tuple[int, int]:
    """The run between blanks around a word, or so much of it as shows that it is no prose."""
    low = max(0, start - LONGEST_CHUNK)
    while start > low and value[start - 1] not in BLANKS:
        start -= 1
    if end < len(value) and value[end] not in BLANKS:
        high = min(len(value), end + LONGEST_CHUNK)
        blank = _blank().search(value, end, high)
        end = blank.start() if blank else high
    return start, end


def _is_prose(chunk: str) -> bool:
    """Whether a run between blanks is words: `Amazon.com?s` and `R&D?` are, `a.com/?x`, `x=?`, `*.t?t` are not."""
    bare = chunk.strip(EDGES)
    if (
        len(chunk) >= LONGEST_CHUNK
        or bare[:1] == "/"
        or "*." in chunk
        or not CODE.isdisjoint(bare)
        or "://" in bare
        or "www." in bare
    ):
        return False
    if bare.isalpha() or not any(one in bare for one in "/@&+%."):
        return True
    return _machine_word().search(bare) is None


@cache
def _machine_word() -> re.Pattern[str]:
    """A path with a dot, a query, an address, an entity, an escape of an address, a file name."""
    return re.compile(
        r"/\S*\.[A-Za-z]|\.[A-Za-z]+\S*/|/\?|[^\s@]@|&(?![A-Z\s]|$)|\+\w|%[0-9A-F]{2}|\.[a-z]{2,6}\?(?!s\b)\w|\?\.[a-z]{2,4}\b"
    )


@cache
def _blank() -> re.Pattern[str]:
    return re.compile("[ \n\t()\\[\\]\xa0]")


@cache
def _digit() -> re.Pattern[str]:
    return re.compile(r"\d")


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(r"\?+|\ufffd+")


@cache
def _strange_mark() -> re.Pattern[str]:
    """A `?` with something behind it that does not follow a question."""
    return re.compile(r"\?(?=[^\W_]|[?,).;:]| [^ \nA-Z0-9\"“„«(])")
