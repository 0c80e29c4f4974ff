"""Calendar days in a line: "3. Mai 2024", "Oct. 24", "22.11.2024", "2024年11月3日", with their year or without it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.segments.month_names import is_full_month, misspelt_month, month_of

if TYPE_CHECKING:
    from newsparse.rules.rule import Match, Rule

Order = Literal["day-first", "month-first", "unknown"]
"""How 03/04/2024 reads."""

# Two-digit years: 69 is 2069 or 1969 by POSIX's rule, and nobody prints news of either.
_CENTURY: Final = 2000
# A leap year, to check a day whose year is not printed.
_ANY_YEAR: Final = 2000
# Rules for a month's name wait for such a name, rules for joined numbers for such numbers: of 92,000 lines of whole
# pages seven in ten hold a digit, and one in fifteen either of these.
_NAMED: Final = frozenset({"day-and-name", "name-and-day", "year-and-name"})
_JOINED: Final = frozenset({"iso", "numbers", "year-first"})
_JOINED_NUMBERS: Final = r"\d\s?\\?[./-]\s?\d"
_YEAR: Final = r"(?:19|20)\d\d|['’]\d\d|\d\d\s*(?:$|[|])"
_WORD: Final = r"[^\W\d_][^\s\d.,:;/()|\[\]<>\"“”–—-]+"


@record
class Day(Record):
    """A calendar day that a rule has read."""

    start: int
    """Where it starts in the line."""
    end: int
    """Where it ends."""
    year: int | None
    """The year, if it is printed."""
    month: int
    """The month."""
    day: int
    """The day of the month."""
    rule: str
    """The rule that reads it."""

    @property
    def iso(self) -> str:
        """`2024-05-03`, or `--05-03` without a year."""
        year = f"{self.year:04d}" if self.year else "-"
        return f"{year}-{self.month:02d}-{self.day:02d}"


@record
class _Reading(Record):
    """How a line is to be read."""

    book: RuleBook
    lenient: bool
    """A month's name counts in every language and case, year or not."""
    order: Order | None
    """How the numbers of this text read, if that is known."""


def find_days(value: str, book: RuleBook, *, lenient: bool = False, order: Order | None = None) -> Iterator[Day]:
    """Days in order, not overlapping; of two that begin together the longer.

    >>> from newsparse.rules import load_rule_book
    >>> [one.iso for one in find_days("3. Mai 2024 und 22.11.2024", load_rule_book("de"))]
    ['2024-05-03', '2024-11-22']
    """
    reached = 0
    reading = _Reading(book, lenient, order)
    for day in sorted(_all_days(value, reading), key=lambda one: (one.start, -one.end)):
        if day.start >= reached:
            reached = day.end
            yield day


def number_order(value: str) -> Order | None:
    """How a text writes numbered dates, from those that can be read in one way only; None where none tells.

    >>> number_order("30/04/2024, 03/05/2024"), number_order("03/04/2024")
    ('day-first', None)
    """
    orders: set[Order] = set()
    for first, second in re.findall(r"(?<![\d/.-])(\d{1,2})[/-](\d{1,2})[/-](?:19|20)\d\d(?!\d)", value):
        if int(first) > 12 >= int(second):
            orders.add("day-first")
        if int(second) > 12 >= int(first):
            orders.add("month-first")
    return orders.pop() if len(orders) == 1 else None


def plain_day(value: str, book: RuleBook) -> str | None:
    """The date that a month's name, a day and perhaps a year are: what most datelines print, without any pattern.

    >>> from newsparse.rules import load_rule_book
    >>> plain_day("3 mar.", load_rule_book("es")), plain_day("3 mares", load_rule_book("es"))
    ('--03-03', None)
    """
    words = value.replace(",", " ").replace(".", " ").split()
    if not 2 <= len(words) <= 3:
        return None
    name, number = sorted(words[:2], key=str.isdecimal)
    year = words[2] if len(words) == 3 else None
    if not number.isdecimal() or len(number) > 2 or (year and not re.fullmatch(r"(?:19|20)\d\d", year)):
        return None
    month = month_of(name, book, lenient=True) or misspelt_month(name, book)
    day = _checked(0, len(value), int(year) if year else None, month, int(number), "dates/plain")
    return day.iso if day else None


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has such a day.

    >>> is_day(2024, 2, 29), is_day(2023, 2, 29)
    (True, False)
    """
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _all_days(value: str, reading: _Reading) -> Iterator[Day]:
    named: frozenset[str] | None = None  # asked once, and only if a rule needs it
    joined: bool | None = None
    for rule in reading.book.rules("dates"):
        name = rule.id.partition("/")[2]
        if name.startswith("time-") or not rule.is_open(value):
            continue
        if name in _JOINED:
            joined = re.search(_JOINED_NUMBERS, value) is not None if joined is None else joined
            if not joined:
                continue
        elif name in _NAMED:
            named = _rules_for_names(value, reading) if named is None else named
            if name not in named:
                continue
        yield from _days_of(rule, _READERS.get(name, _from_fields), value, reading)


def _rules_for_names(value: str, reading: _Reading) -> frozenset[str]:
    """The rules that the months' names in a line call for: by the digits that stand before and behind them."""
    words = [(one.start(), one.end(), one.group()) for one in re.finditer(_WORD, value)]
    months = [one for one in words if _month(one[2], reading, lenient=False)[0]]
    if not months and (reading.lenient or re.search(_YEAR, value)):
        months = [one for one in words if _month(one[2], reading, lenient=True)[0]]
    wanted: set[str] = set()
    for start, end, _ in months:
        before, behind = value[max(0, start - 12) : start], value[end : end + 4]
        if any(map(str.isdecimal, before)):
            wanted |= {"day-and-name", "year-and-name"} if re.search(r"\d{4}", before) else {"day-and-name"}
        if any(map(str.isdecimal, behind)):
            wanted.add("name-and-day")
    return frozenset(wanted)


def _days_of(
    rule: Rule, reader: Callable[[Match, _Reading, str], Day | None], value: str, reading: _Reading
) -> Iterator[Day]:
    start = 0
    while (found := rule.search(value, start)) is not None:
        day = reader(found, reading, rule.id)
        if day is not None:
            yield day
            start = max(day.end, found.start() + 1)
        elif found.start("day") > found.start():  # the next day may begin inside of what was none
            start = found.start("day")
        else:
            start = found.start() + 1


# --- what a rule has found ---


def _from_fields(found: Match, _reading: _Reading, rule: str) -> Day | None:
    year = int(found["year"]) if found["year"] else None
    return _checked(found.start(), found.end(), year, int(found["month"]), int(found["day"]), rule)


def _from_numbers(found: Match, reading: _Reading, rule: str) -> Day | None:
    first, second, year = int(found["day"]), int(found["second"]), int(found["year"])
    if len(found["year"]) == 2:
        year += _CENTURY
    order = _order(first, second, found, reading)
    if order == "unknown":
        return None
    day, month = (first, second) if order == "day-first" else (second, first)
    return _checked(found.start(), found.end(), year, month, day, rule)


def _order(first: int, second: int, found: Match, reading: _Reading) -> Order:
    """Which of two numbers is the day: dots tell, a number above 12, the text's other dates, the language, a zone."""
    if first == second or (second <= 12 and ("." in found["mark"] or first > 12)):
        return "day-first"
    if first <= 12 < second:
        return "month-first"
    if reading.order is not None:
        return reading.order
    if reading.book.language and reading.book.table("dates", "numbers")["order"] == "day-first":
        return "day-first"
    behind = set(re.findall(r"[A-Z]{2,5}", found.string[found.end() : found.end() + 30]))
    if behind & reading.book.words("dates", "zones_day_first"):
        return "day-first"
    return "month-first" if behind & reading.book.words("dates", "zones_month_first") else "unknown"


def _from_name(found: Match, reading: _Reading, rule: str) -> Day | None:
    word, year = found["month"], found["year"]
    month, shift = _month(word, reading, reading.lenient or bool(year))
    if month is None or (shift and not (year and rule.endswith("name-and-day"))):
        return None
    end = found.end()
    if not year:
        if not reading.lenient and not _may_lack_year(word, rule, reading.book):
            return None
        end = found.end("month") if rule.endswith("day-and-name") else end
    return _checked(found.start() + shift, end, _year(year), month, int(found["day"]), rule)


def _month(word: str, reading: _Reading, lenient: bool) -> tuple[int | None, int]:
    """The month that a word names, and how many letters are glued to its front ("TimesNovember 21, 2025")."""
    month = month_of(word, reading.book, lenient=lenient)
    if month is None and reading.lenient:
        month = misspelt_month(word, reading.book)
    if month is None and lenient and not word.islower():
        glued = max(place for place, letter in enumerate("a" + word[1:]) if letter.isupper() or not place)
        if glued:
            return month_of(word[glued:], reading.book, lenient=True), glued
    return month, 0


def _may_lack_year(word: str, rule: str, book: RuleBook) -> bool:
    """Whether a day and a month alone are a date: not "25 may", "dez 10", "3 set" of another sense."""
    if book.language == "en":
        return word[0].isupper() and word != "MAY"
    return rule.endswith("day-and-name") and (len(word) > 3 or is_full_month(word, book))


def _year(printed: str | None) -> int | None:
    if not printed:
        return None
    digits = printed.lstrip("'\N{RIGHT SINGLE QUOTATION MARK}")
    return int(digits) + (_CENTURY if len(digits) == 2 else 0)


def _checked(start: int, end: int, year: int | None, month: int | None, day: int, rule: str) -> Day | None:
    if month is None or not is_day(year or _ANY_YEAR, month, day):
        return None
    return Day(start, end, year, month, day, rule)


_READERS: Final[Mapping[str, Callable[[Match, _Reading, str], Day | None]]] = {
    "numbers": _from_numbers,
    "day-and-name": _from_name,
    "name-and-day": _from_name,
    "year-and-name": _from_name,
}
