"""Calendar days in a line: "3. Mai 2024", "Oct. 24", "22.11.2024", "2024年11月3日", with their year or without it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

from newsparse.patterns import pattern
from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.segments.calendars import christian_year, era_year, is_persian_year, persian_day
from newsparse.segments.month_names import is_full_month, misspelt_month, month_of, month_tails

if TYPE_CHECKING:
    from newsparse.rules.rule import Match, Rule

Order = Literal["day-first", "month-first", "unknown"]
"""How 03/04/2024 reads."""

# Two-digit years: 69 is 2069 or 1969 by POSIX's rule, and nobody prints news of either.
_CENTURY: Final = 2000
_BUDDHIST: Final = 2500
# A leap year, to check a day whose year is not printed.
_ANY_YEAR: Final = 2000
# Of 92,000 lines of whole pages one in eight holds a digit, one in forty a date: what each rule needs is asked first.
_DIGIT = pattern(r"\d")
_NUMBER = pattern(r"\d+")
_THREE_NUMBERS = pattern(r"\d\s?\\?[./-]\s?\d{1,2}\s?\\?[./-]\s?\d")
# Beside these no name of a month stands.
_NO_NAME: Final = ':%;|()[]<>"“”+*€$£#?!_&='
_BLANKS: Final = " .-\t\N{NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}"
# Between a day and its month; "3\\. Mai" of Markdown.
_JOINTS: Final = _BLANKS + ",/\\\n\r\v\f\x1c\x1d\x1e\x1f"
# The longest name, with its stop and blanks: "September. - ", "september-".
_NAME_REACH: Final = 26
# How far behind its day a year stands: "rd, Saturday, 2024".
_YEAR_REACH: Final = 20
_LAST_WORD = pattern(r"[^\W\d_][^\s\d.,:;/()|\[\]<>\"“”–—-]{2,20}\.?[\s.-]{0,2}$")
_YEAR_BEFORE = pattern(r"(?:19|20)\d\d\D{1,22}$")
# The digits of Arabic, Persian, Hindi, Bengali, Punjabi, Gujarati, Tamil, Telugu, Kannada, Malayalam, Thai, Lao,
# Burmese, Khmer, and wide ones with their stop, stroke and colon.
_DIGITS_APART = pattern(
    "[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f\u0ae6-\u0aef\u0be6-\u0bef\u0c66-\u0c6f"
    "\u0ce6-\u0cef\u0d66-\u0d6f\u0e50-\u0e59\u0ed0-\u0ed9\u1040-\u1049\u17e0-\u17e9\uff0e-\uff1a]"
)


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


def find_days(value: str, book: RuleBook, *, lenient: bool = False, order: Order | None = None) -> tuple[Day, ...]:
    """Days in order, not overlapping; of two that begin together the longer.

    >>> from newsparse.rules import load_rule_book
    >>> [one.iso for one in find_days("3. Mai 2024 und 22.11.2024", load_rule_book("de"))]
    ['2024-05-03', '2024-11-22']
    """
    if _DIGIT.search(value) is None:
        return ()
    days = _all_days(plain_digits(value), _reading(book, lenient, order))
    return tuple(_apart(days)) if days else ()


@cache
def _reading(book: RuleBook, lenient: bool, order: Order | None) -> _Reading:
    return _Reading(book, lenient, order)


def _apart(days: Sequence[Day]) -> Iterator[Day]:
    reached = 0
    for day in sorted(days, key=_place):
        if day.start >= reached:
            reached = day.end
            yield day


def _place(day: Day) -> tuple[int, int]:
    return day.start, -day.end


def plain_digits(value: str) -> str:
    """A line with the digits of other scripts as 0 to 9, and wide stops, strokes and colons as narrow ones.

    >>> plain_digits("৫ মার্চ ২০২৪"), plain_digits("２０２４／３／５")
    ('5 মার্চ 2024', '2024/3/5')
    """
    if value.isascii() or not _DIGITS_APART.search(value):
        return value
    return _DIGITS_APART.sub(_narrow, value)


def _narrow(found: re.Match[str]) -> str:
    sign = found.group()
    return str(int(sign)) if sign.isdecimal() else chr(ord(sign) - 0xFEE0)


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


def _all_days(value: str, reading: _Reading) -> list[Day]:
    rules = _rules(reading.book)
    days = _named_days(value, reading, rules)
    if _THREE_NUMBERS.search(value):
        for rule in rules.joined:
            days += _days_of(rule, value, reading)
    for rule in rules.others if value.isascii() else (*rules.others, *rules.foreign):
        if rule.is_open(value):
            days += _days_of(rule, value, reading)
    return days


def _named_days(value: str, reading: _Reading, rules: _Rules) -> list[Day]:
    """Days whose month has a name: where one stands beside a number of one or two digits."""
    days: list[Day | None] = []
    for number in _NUMBER.finditer(value):
        start, end = number.span()
        if end - start > 2:
            continue
        if _may_name_follow(value, end):
            days.append(_day_at(rules.day_and_name, start, value, reading))
        reach = start - _NAME_REACH if start > _NAME_REACH else 0
        before = value[reach:start].rstrip(_BLANKS)
        if not before or before[-1] in _NO_NAME:
            continue
        if _ends_as_month(before, value[end : end + _YEAR_REACH], reading):
            word = _LAST_WORD.search(value, reach, start)
            days.append(_day_at(rules.name_and_day, word.start(), value, reading) if word is not None else None)
        if "20" in before or "19" in before:
            year = _YEAR_BEFORE.search(value, reach, start)
            days.append(_day_at(rules.year_and_name, year.start(), value, reading) if year is not None else None)
    return [one for one in days if one is not None]


def _may_name_follow(value: str, end: int) -> bool:
    """Whether letters follow a number: not in "March 3 (AP)", nor in "March 3, 2024"."""
    behind = value[end : end + _NAME_REACH].lstrip(_JOINTS)
    return behind != "" and (behind[0].isalpha() or not behind[0].isascii())


def _ends_as_month(before: str, behind: str, reading: _Reading) -> bool:
    """Whether the last letters before a number are those of a month; of another language's with a year behind it."""
    if reading.lenient:
        return True
    tail = before[-2:].casefold()
    return tail in month_tails(reading.book, lenient=False) or (
        _DIGIT.search(behind) is not None and tail in month_tails(reading.book, lenient=True)
    )


def _day_at(rule: Rule, start: int, value: str, reading: _Reading) -> Day | None:
    found = rule.compiled().match(value, start)
    return _from_name(found, reading, rule.id) if found is not None else None


def _days_of(rule: Rule, value: str, reading: _Reading) -> Iterator[Day]:
    reader = _READERS.get(rule.id.partition("/")[2], _from_fields)
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


@record
class _Rules(Record):
    """The rules for days, by what must stand in a line before one is tried."""

    day_and_name: Rule
    """A name behind a number."""
    name_and_day: Rule
    """A name before a number."""
    year_and_name: Rule
    """A year before both."""
    joined: tuple[Rule, ...]
    """Three numbers joined by signs."""
    foreign: tuple[Rule, ...]
    """A sign of another script."""
    others: tuple[Rule, ...]
    """Nothing: the user's own."""


@cache
def _rules(book: RuleBook) -> _Rules:
    rules = {rule.id.partition("/")[2]: rule for rule in book.rules("dates")}
    day_and_name, name_and_day, year_and_name = map(rules.pop, ("day-and-name", "name-and-day", "year-and-name"))
    joined = tuple(map(rules.pop, ("iso", "numbers", "year-first")))
    rest = [rule for name, rule in rules.items() if not name.startswith("time-")]
    foreign = tuple(rule for rule in rest if rule.gate and not any(map(str.isascii, rule.gate)))
    others = tuple(rule for rule in rest if rule not in foreign)
    return _Rules(day_and_name, name_and_day, year_and_name, joined, foreign, others)


# --- what a rule has found ---


def _from_fields(found: Match, reading: _Reading, rule: str) -> Day | None:
    fields = found.groupdict()
    year = int(fields["year"]) if fields["year"] else None
    if fields.get("era"):
        year = era_year(fields["era"], fields["era_year"])
    month, day = int(fields["month"]), int(fields["day"])
    if year is not None and is_persian_year(year):
        return _converted(found, year, month, day, rule) if reading.book.language == "fa" else None
    return _checked(found.start(), found.end(), year, month, day, rule)


def _from_numbers(found: Match, reading: _Reading, rule: str) -> Day | None:
    first, second, printed = int(found["day"]), int(found["second"]), int(found["year"])
    year = printed + _CENTURY if len(found["year"]) == 2 else christian_year(printed, reading.book.language)
    order = _order(first, second, found, reading)
    is_row = len(found["year"]) == 2 and found["mark"].strip() in "/-" and found["mark"] != found["mark"].strip()
    if order == "unknown" or year is None or is_row:  # "3 / 12 / 24"
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
    word, printed, number = found["month"], found["year"], found["day"]
    if word is None:  # "2024. gada 3. maijs"
        word, number = found["behind"], found["first"]
    if printed and word in (names := reading.book.phrases("dates", "persian_months")):
        return _converted(found, int(printed), names.index(word) + 1, int(number), rule)
    month, shift = _month(word, reading, reading.lenient or bool(printed))
    if month is None or (shift and not (printed and rule.endswith("name-and-day"))):
        return None
    if printed:
        year = _year(printed, "th" if _is_thai(word) else reading.book.language)
        return _checked(found.start() + shift, found.end(), year, month, int(number), rule) if year else None
    if not reading.lenient and not _may_lack_year(word, rule, reading.book):
        return None
    start, end = found.span()
    if rule.endswith("day-and-name"):
        if found.string[start - 1 : start].isalnum():  # "Covid19 May": what is glued to its front needs a year
            return None
        end = found.end("month")
    return _checked(start, end, None, month, int(number), rule)


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


def _is_thai(word: str) -> bool:
    return "\N{THAI CHARACTER KO KAI}" <= word[0] <= "\N{THAI CHARACTER KHOMUT}"


def _year(printed: str, language: str | None) -> int | None:
    digits = printed.lstrip("'\N{RIGHT SINGLE QUOTATION MARK}")
    if len(digits) > 2:
        return christian_year(int(digits), language)
    return christian_year(int(digits) + _BUDDHIST, language) if language == "th" else int(digits) + _CENTURY


def _converted(found: Match, year: int, month: int, day: int, rule: str) -> Day | None:
    """A day of Iran's calendar in ours."""
    ours = persian_day(year, month, day)
    return Day(found.start(), found.end(), ours.year, ours.month, ours.day, rule) if ours is not None else None


def _checked(start: int, end: int, year: int | None, month: int | None, day: int, rule: str) -> Day | None:
    if month is None or not is_day(year or _ANY_YEAR, month, day):
        return None
    return Day(start, end, year, month, day, rule)


_READERS: Final[Mapping[str, Callable[[Match, _Reading, str], Day | None]]] = {"numbers": _from_numbers}
