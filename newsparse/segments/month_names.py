"""Names of months and weekdays: first in the language of the text, then in all others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final

from newsparse.rules import RuleBook
from newsparse.rules.book import RuleFile, read_rule_file

# Languages whose names stand under another code.
_ALIASES: Final = {"no": "nb", "tl": "fil"}
# Where languages disagree on a form ("mar", "lip"), what the first of these says is meant.
_FIRST: Final = ("en", "es", "de", "fr", "pt", "it", "nl")
# "In" before a month: במאי.
_HEBREW_IN: Final = "\N{HEBREW LETTER BET}"
_APOSTROPHES: Final = "'\N{RIGHT SINGLE QUOTATION MARK}"


def month_of(word: str, book: RuleBook, *, lenient: bool) -> int | None:
    """The number of the month that a word names: in the book's language, or (`lenient`) in any other.

    Inflected and short forms count, with their full stop or without; forms on which languages disagree
    ("lip" is June in Zagreb and July in Warsaw) only in their own language.

    >>> from newsparse.rules import load_rule_book
    >>> month_of("Okt.", load_rule_book("de"), lenient=False), month_of("ottobre", load_rule_book("de"), lenient=True)
    (10, 10)
    """
    name = _folded(word)
    found = _own_months(book).get(name)
    if found is None and name[:1] == _HEBREW_IN:
        found = _own_months(book).get(name[1:])
    return _all_months(files_of_names("months", book)).get(name) if found is None and lenient else found


@cache
def month_tails(book: RuleBook, *, lenient: bool) -> frozenset[str]:
    """The last two letters of all months' names: in the book's language, or (`lenient`) in any.

    >>> from newsparse.rules import load_rule_book
    >>> "ch" in month_tails(load_rule_book("en"), lenient=False)
    True
    """
    return _all_tails(files_of_names("months", book)) if lenient else _tails(_own_months(book))


def is_full_month(word: str, book: RuleBook) -> bool:
    """Whether a word is a month's whole name in the book's language.

    >>> from newsparse.rules import load_rule_book
    >>> is_full_month("Mai", load_rule_book("de")), is_full_month("Dez", load_rule_book("de"))
    (True, False)
    """
    entries = book.phrases("months", _code(book))
    return any(_folded(word) == entry.partition("/")[0] for entry in entries)


def misspelt_month(word: str, book: RuleBook) -> int | None:
    """The month whose name a word of four letters and more begins like: "Marchh", "Febuary".

    Only for places where nothing but a month can stand.

    >>> from newsparse.rules import load_rule_book
    >>> misspelt_month("Febuary", load_rule_book("en")), misspelt_month("Marshal", load_rule_book("en"))
    (2, None)
    """
    name = _folded(word)
    if len(name) < 4:
        return None
    close = {
        number
        for month, number in _own_months(book).items()
        if len(month) > 3 and month[:3] == name[:3] and abs(len(month) - len(name)) <= 1 and month[-1] == name[-1]
    }
    return close.pop() if len(close) == 1 else None


def is_weekday(word: str, book: RuleBook) -> bool:
    """Whether a word is a weekday's name in any language.

    >>> from newsparse.rules import load_rule_book
    >>> is_weekday("Tues.", load_rule_book("en")), is_weekday("Today", load_rule_book("en"))
    (True, False)
    """
    return _folded(word) in _weekdays(files_of_names("weekdays", book))


@cache
def files_of_names(question: str, book: RuleBook) -> tuple[RuleFile, ...]:
    """The files that hold every language's names: the same ones in nearly all books, so what is made of them is too."""
    files = (read_rule_file(folder / f"{question}.toml") for folder in book.folders)
    return tuple(file for file in files if file.vocabulary)


def lists_of_names(files: Sequence[RuleFile]) -> tuple[tuple[str, ...], ...]:
    """The vocabularies of files of names, one a language."""
    return tuple(file.entries(name) for file in files for name in file.vocabulary)


def _folded(word: str) -> str:
    name = word.casefold().strip("." + _APOSTROPHES)
    if not name.isascii():  # "Nisan" of Turkish capitals, "كانون الثاني", "มี.ค."
        name = name.replace("i\N{COMBINING DOT ABOVE}", "i").replace(" ", "_").replace(".", "")
    return name[2:] if name[1:2] and name[1] in _APOSTROPHES else name


def _code(book: RuleBook) -> str:
    """Under which code the names of a book's language stand; English serves where the language is unknown."""
    language = book.language or "en"
    return _ALIASES.get(language, language)


@cache
def _own_months(book: RuleBook) -> Mapping[str, int]:
    return _numbered(book.phrases("months", _code(book)))


@cache
def _all_months(files: tuple[RuleFile, ...]) -> Mapping[str, int]:
    """Every language's names, less those on which languages disagree: made once, and not in 4 ms a language."""
    meanings: dict[str, set[int]] = {}
    for entries in lists_of_names(files):
        for name, number in _numbered(entries).items():
            meanings.setdefault(name, set()).add(number)
    found = {name: min(numbers) for name, numbers in meanings.items() if len(numbers) == 1 and len(name) > 2}
    for language in reversed(_FIRST):
        found |= _numbered(tuple(dict.fromkeys(name for file in files for name in file.entries(language))))
    return found


@cache
def _all_tails(files: tuple[RuleFile, ...]) -> frozenset[str]:
    return _tails(_all_months(files))


def _tails(names: Iterable[str]) -> frozenset[str]:
    return frozenset(name[-2:] for name in names)


@cache
def _weekdays(files: tuple[RuleFile, ...]) -> frozenset[str]:
    return frozenset(name for entries in lists_of_names(files) for name in _numbered(entries))


def _numbered(entries: Sequence[str]) -> dict[str, int]:
    """Names to numbers, from entries in order with their forms joined by a slash."""
    return {name: number for number, entry in enumerate(entries, start=1) for name in entry.split("/")}
