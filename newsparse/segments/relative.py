"""Dates that are counted from the day of reading: "2 hours ago", "vor 28 Minuten", "il y a 3 jours", "3時間前"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from newsparse.patterns import pattern
from newsparse.rules import RuleBook
from newsparse.segments.days import plain_digits

# Longer lines tell a story: "the bridge was closed two hours ago".
_LONGEST, _MOST_WORDS = 60, 6
# Half a day before a day without its hour may still be that day, more may not.
_SAME_DAY: Final = 12
_AGO = pattern(
    r"(?P<before>[^\W\d_][^\d,;|]{0,12}?)?\s{0,2}(?P<number>\d{1,3})\s?(?P<unit>[^\W\d_][^\s\d.,;:|]{0,13})"
    r"(?:\.?\s(?P<behind>[^\W\d_][^\s\d.,;:|]{0,12}))?"
)


def days_ago(value: str, book: RuleBook) -> int | None:
    """How many days before the day of reading a short line says that it was printed; 0 for the same day.

    Read are numbers of minutes, hours up to half a day, days and weeks, with the words of every language. Not
    read: "yesterday", "a week ago", months, hours that may reach into the day before, and sentences.

    >>> from newsparse.rules import load_rule_book
    >>> [days_ago(line, load_rule_book("en")) for line in ("2 hours ago", "3 days ago", "3 days left", "20 hours ago")]
    [0, 3, None, None]
    """
    if len(value) > _LONGEST or value.count(" ") >= _MOST_WORDS:
        return None
    for found in _AGO.finditer(plain_digits(value).casefold()):
        unit, number = found["unit"], int(found["number"])
        words = (found["before"] or "").split()[-3:]
        before = {" ".join(words[index:]) for index in range(len(words))}
        ago = book.words("dates", "ago")
        glued = next((one for one in ago if not one.isascii() and unit.endswith(one) and unit != one), None)
        if glued is not None:
            unit = unit.removesuffix(glued)
        elif not (before & ago or found["behind"] in ago):
            continue
        length = book.table("dates", "units").get(unit)
        if isinstance(length, (int, float)) and (
            length or number <= _SAME_DAY or unit in book.words("dates", "minutes")
        ):
            return int(length) * number
    return None


def day_before(reference: str, days: int) -> str | None:
    """The ISO day so many days before an ISO date or date-time; None where that is none.

    >>> day_before("2024-03-02T10:00", 3)
    '2024-02-28'
    """
    try:
        return (date.fromisoformat(reference[:10]) - timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return None
