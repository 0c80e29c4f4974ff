"""Years that are not counted from the birth of Christ: Iran's (1402), Thailand's (2567), Japan's (令和6年)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

# The eras' first years less one; the republic on Taiwan counts from 1912.
_ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "民國": 1911, "民国": 1911}
_FIRST_OF_ERA: Final = "元"
_BUDDHA: Final = 543
# Thai papers of 1957 to 2056.
_THAI_YEARS: Final = range(2500, 2600)
# Iranian papers of 1921 to 2071; the rule of 33 years holds through all of them.
_PERSIAN_YEARS: Final = range(1300, 1450)
_PERSIAN_LEAP: Final = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
# 1 Farvardin 1300.
_PERSIAN_START: Final = date(1921, 3, 21)


def christian_year(year: int, language: str | None) -> int | None:
    """The year of our count that a printed one is in a paper of a language; None where none of both is likely.

    >>> christian_year(2024, "en"), christian_year(2567, "th"), christian_year(1453, "en")
    (2024, 2024, None)
    """
    if 1900 <= year < 2100:
        return year
    return year - _BUDDHA if language == "th" and year in _THAI_YEARS else None


def era_year(era: str, printed: str) -> int:
    """The year of our count that a year of an era is; `元` is its first.

    >>> era_year("令和", "6"), era_year("民國", "113")
    (2024, 2024)
    """
    return _ERAS[era] + (1 if printed == _FIRST_OF_ERA else int(printed))


def is_persian_year(year: int) -> bool:
    """Whether a year can be one of Iran's calendar.

    >>> is_persian_year(1402), is_persian_year(2024)
    (True, False)
    """
    return year in _PERSIAN_YEARS


def persian_day(year: int, month: int, day: int) -> date | None:
    """The day of our calendar that one of Iran's is; None where that one has no such day.

    >>> persian_day(1402, 12, 14), persian_day(1402, 12, 30)
    (datetime.date(2024, 3, 4), None)
    """
    if not is_persian_year(year) or not 1 <= month <= 12:
        return None
    longest = 31 if month <= 6 else 30 if month < 12 or year % 33 in _PERSIAN_LEAP else 29
    if not 1 <= day <= longest:
        return None
    leap_days = sum(one % 33 in _PERSIAN_LEAP for one in range(_PERSIAN_YEARS.start, year))
    before = (year - _PERSIAN_YEARS.start) * 365 + leap_days + (month - 1) * 30 + min(month - 1, 6)
    return _PERSIAN_START + timedelta(days=before + day - 1)
