"""Printed dates ("3. Mai 2024, 17:47 Uhr", "Updated Oct. 24", "2024年11月3日"), and the year of a day without one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Literal

from newsparse.patterns import pattern
from newsparse.record import Record, record
from newsparse.rules import RuleBook
from newsparse.segments.days import Day, Order, find_days, is_day, plain_day, plain_digits
from newsparse.segments.month_names import is_weekday

if TYPE_CHECKING:
    from newsparse.rules.rule import Match

Role = Literal["published", "modified"]

# How far a label may stand before its date: "Last updated by Jane Roe and John Doe of the Courier on ...".
_LABEL_REACH: Final = 60
# How far behind: "(updated)", "güncellendi".
_LABEL_BEHIND: Final = 24
# The same in scripts without blanks: 更新日時：, 기사입력 : , with the label itself.
_NEAR_LABEL: Final = 14
_LABEL_WORD = pattern(r"[^\s:,;|()\[\]/\"'·•.]+")
# How far before its date a time may begin: "11:00 AM PDT • Wednesday, ".
_TIME_REACH: Final = 40
# Kiribati is 14 hours ahead of Greenwich, nobody more.
_WIDEST_OFFSET: Final = 14
_AFTERNOON: Final = ("p", "오후", "午後", "下午", "晚上", "م", "مساء", "μμ", "μ.μ")
_HALVES: Final = (*_AFTERNOON, "오전", "午前", "上午")
_URL_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A page's lines are asked about when its blocks are weighed, and again when one of the dates is chosen.
_REMEMBERED: Final = 300
_DIGIT = pattern(r"\d")
_ASCII_DIGITS: Final = b"0123456789"
_FARTHEST: Final = 200
"""Days between an anchor and a day that its year is given to."""


@record
class PrintedDate(Record):
    """A date as it is printed, and what it says."""

    start: int
    """Where it starts in the string."""
    end: int
    """Where it ends, its time of day included."""
    iso: str
    """`2024-05-03`, `2024-05-03T17:47+02:00`, `--05-03` without a year; time zones as printed."""
    role: Role | None
    """What the label beside it says."""
    rule: str
    """The rule that reads it."""


@record
class Anchor(Record):
    """A full date that tells which year a text is from."""

    name: str
    """Where it stands: `caption`, `url`, `published`, `reference date`."""
    iso: str
    """ISO date or date-time."""


@record
class Resolved(Record):
    """A day with the year that an anchor gives it."""

    iso: str
    """`2024-10-24`."""
    note: str
    """Where the year comes from: `year from caption`."""


def find_dates(value: str, book: RuleBook, *, order: Order | None = None) -> tuple[PrintedDate, ...]:
    """All printed dates of a line, each with its time of day and what its label says of it.

    Read are `3. Mai 2024, 17:47 Uhr`, `Oct. 24, 2024`, `22.11.2024 07.57`, `2024-05-03T17:47:00Z`, `26/11/2024`,
    `06 FEB 26`, `2024年11月3日`, `2024. 3. 5.`, `17:41 JST, October 13, 2024`, `令和6年3月5日`,
    `۱۴ اسفند ۱۴۰۲`, `5 มี.ค. 2567`, `--10-24` for `October 24`. The book's language is asked first for a month's name,
    then all others, if a year stands beside it.

    `order` says how 03/04/2024 reads where the language leaves it open (see `number_order`).

    Not read: "vor 28 Minuten", "yesterday", a month without a day, and 03/04/2024 where neither the language nor
    `order` nor a time zone behind it tells which number is the month.

    >>> from newsparse.rules import load_rule_book
    >>> line = "Published: 27 April 2024 | Updated: 3:57 p.m., May 1"
    >>> [(one.iso, one.role) for one in find_dates(line, load_rule_book("en"))]
    [('2024-04-27', 'published'), ('--05-01T15:57', 'modified')]
    """
    if not _has_digit(value):
        return ()
    return _read_short(value, book, order) if len(value) <= _REMEMBERED else _read(value, book, order)


def _has_digit(value: str) -> bool:
    """Whether a line holds a digit of any script; most are ASCII, whose digits are taken out at the speed of bytes."""
    if value.isascii():
        return len(value.encode().translate(None, _ASCII_DIGITS)) < len(value)
    return _DIGIT.search(value) is not None


def _read(value: str, book: RuleBook, order: Order | None) -> tuple[PrintedDate, ...]:
    days = find_days(value, book, order=order)
    if not days:
        return ()
    value = plain_digits(value)
    found = []
    reached = 0
    for index, day in enumerate(days):
        until = days[index + 1].start if index + 1 < len(days) else len(value)
        start, end, clock = _with_time(value, day, book, reached, until)
        role = _role(value, reached, day.start, end, until, book)
        found.append(PrintedDate(start, end, day.iso + clock, role, day.rule))
        reached = end
    return _settle_as_of(value, tuple(found), book)


_read_short = lru_cache(maxsize=2048)(_read)


def read_day(value: str, book: RuleBook) -> str | None:
    """The date that a short string is, weekday and commas aside: `Tuesday, 10 août` in a dateline.

    Here a month's name counts in every language and case, year or not.

    >>> from newsparse.rules import load_rule_book
    >>> read_day("22 MAR", load_rule_book("it")), read_day("22 MAR at noon", load_rule_book("it"))
    ('--03-22', None)
    """
    if (plain := plain_day(value, book)) is not None:
        return plain
    days = find_days(value, book, lenient=True)
    if len(days) != 1:
        return None
    rest = value[: days[0].start] + " " + value[days[0].end :]
    return days[0].iso if all(is_weekday(word, book) for word in re.findall(r"\w+", rest)) else None


def url_date(url: str) -> str | None:
    """The day in a URL's path.

    Read are `/2024/10/24/`, `/2024-10-24-title`, `/title-20241024.html`, `/2024/oct/24/title`; a month without a
    day and a longer number tell nothing.

    >>> url_date("https://courier.example/2024/10/24/harbour"), url_date("https://courier.example/1202410241")
    ('2024-10-24', None)
    """
    if not re.search(r"(?:19|20)\d\d", url):
        return None
    path = url.partition("://")[2] or url
    for found in re.finditer(
        r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[/_.-]?)(?P<month>\d\d?|[a-zA-Z]{3})(?P=mark)(?P<day>\d\d?)(?!\d)",
        path,
    ):
        name = found["month"].lower()
        month = int(name) if name.isdecimal() else _URL_MONTHS.index(name) + 1 if name in _URL_MONTHS else 0
        if not found["mark"] and len(found["month"] + found["day"]) != 4:
            continue
        if is_day(int(found["year"]), month, int(found["day"])):
            return f"{found['year']}-{month:02d}-{int(found['day']):02d}"
    return None


def resolve_year(partial: str, anchors: Sequence[Anchor]) -> Resolved | None:
    """Gives a day its year: the one that puts it closest to the first anchor that holds a full date.

    More than 200 days away from every such year, or a day that none of them has: None.

    >>> resolve_year("--12-31", [Anchor("caption", "2024-01-02")])
    Resolved(iso='2023-12-31', note='year from caption')
    """
    if not re.fullmatch(r"--\d\d-\d\d(?:T.*)?", partial):
        return None
    month, day = int(partial[2:4]), int(partial[5:7])
    for anchor in anchors:
        if (near := _full_date(anchor.iso)) is None:
            continue
        years = (year for year in range(near.year - 1, near.year + 2) if is_day(year, month, day))
        closest = min((date(year, month, day) for year in years), key=lambda one: abs(one - near), default=None)
        if closest is None or abs(closest - near).days > _FARTHEST:
            return None
        return Resolved(closest.isoformat() + partial[7:], f"year from {anchor.name}")
    return None


def _full_date(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


# --- the time of day ---


def _with_time(value: str, day: Day, book: RuleBook, reached: int, until: int) -> tuple[int, int, str]:
    """Where the date with its time stands, and the time in ISO form; a time behind goes before one in front."""
    digits = _DIGIT.search(value, day.end, until)
    if digits is not None and (found := book.rule("dates/time-behind").match(value, day.end, until)) is not None:
        words = {word.casefold() for word in _LABEL_WORD.findall(found["link"])} - {"-", "–"}
        if all(word in book.words("dates", "time_words") or is_weekday(word, book) for word in words):
            end = _end_of_time(found, book)
            return day.start, day.end + len(value[day.end : end].rstrip(" ,(\t\n")), _clock(found, book)
    start = max(reached, day.start - _TIME_REACH)
    if _DIGIT.search(value, start, day.start) is None:
        return day.start, day.end, ""
    if found := book.rule("dates/time-before").search(value, start, day.start):
        return found.start(), day.end, _clock(found, book)
    return day.start, day.end, ""


def _end_of_time(found: Match, book: RuleBook) -> int:
    """Where a time ends: capitals behind it that are no zone are the next word."""
    zone = found["zone"]
    if zone is None or zone[-1].isdigit() or zone in book.table("dates", "zones"):
        return found.end()
    return found.end() if zone in book.words("dates", "zone_words") else found.start("zone")


def _clock(found: Match, book: RuleBook) -> str:
    hour = int(found["hour"])
    half = (found["half"] or found.groupdict().get("link") or "").strip().casefold()
    if 1 <= hour <= 12 and (found["half"] or half in _HALVES):
        hour = hour % 12 + (12 if half.startswith(_AFTERNOON) else 0)
    clock = f"T{hour:02d}:{found['minute'] or '00'}"
    if found["second"]:
        clock += f":{found['second']}"
    return clock + _zone(found["zone"], book)


def _zone(printed: str | None, book: RuleBook) -> str:
    """The offset that is printed or that a zone's name means; empty where it is not sure."""
    if not printed:
        return ""
    if offset := re.search(r"([+-])(\d{1,2}):?(\d\d)?$", printed):
        sign, hours, minutes = offset.groups()
        return f"{sign}{int(hours):02d}:{minutes or '00'}" if int(hours) <= _WIDEST_OFFSET else ""
    return str(book.table("dates", "zones").get(printed.strip(), ""))


# --- what its label says ---


def _role(value: str, reached: int, start: int, end: int, until: int, book: RuleBook) -> Role | None:
    """What the nearest label before the date says, or the one right behind it, as in Japanese and Turkish."""
    before = value[max(reached, start - _LABEL_REACH) : start].casefold()
    labels = _labels(book)
    found = _label_before(before, labels)
    if found is not None or end == len(value):
        return found
    behind = value[end : min(until, end + _LABEL_BEHIND)].casefold()
    glued, behind = behind, behind.lstrip(" \N{IDEOGRAPHIC SPACE}(（,")
    for label, role in labels.unspaced:  # "5日更新 6日" has its label behind, "5日 更新 6日" before the second date
        if (behind if until == len(value) else glued).startswith(label):
            return role
    words = [one.group() for one in _LABEL_WORD.finditer(behind)]
    if until == len(value) and 0 < len(words) <= 2:
        return next((role for label, role in labels.by_word.get(words[-1], ()) if behind.startswith(label)), None)
    return None


def _label_before(before: str, labels: _Labels) -> Role | None:
    """The role of the label that ends nearest to the date; of two that end together the longer counts."""
    best, reached = None, -1
    if not before.isascii():
        for label, role in labels.unspaced:
            if (place := before.rfind(label, -_NEAR_LABEL)) >= 0 and place + len(label) > reached:
                best, reached = role, place + len(label)
    for word in reversed(list(_LABEL_WORD.finditer(before))):
        if word.end() <= reached:
            break
        for label, role in labels.by_word.get(word.group(), ()):
            place = word.end() - len(label)
            if before.startswith(label, max(0, place)) and not before[:place][-1:].isalnum():
                return role
    return best


@record
class _Labels(Record):
    """What dates are labelled with."""

    by_word: Mapping[str, tuple[tuple[str, Role], ...]]
    """Labels by their last words, the longest first."""
    unspaced: tuple[tuple[str, Role], ...]
    """Labels of languages without blanks."""


@cache
def _labels(book: RuleBook) -> _Labels:
    by_word: dict[str, list[tuple[str, Role]]] = {}
    unspaced = []
    roles: tuple[Role, ...] = ("modified", "published")
    for role in roles:
        for label in book.phrases("dates", role):
            bare = label.rstrip(".")
            if _is_unspaced(bare):
                unspaced.append((bare, role))
            else:
                by_word.setdefault(_LABEL_WORD.findall(bare)[-1], []).append((bare, role))
    longest = {word: tuple(sorted(found, key=lambda one: -len(one[0]))) for word, found in by_word.items()}
    return _Labels(longest, tuple(sorted(unspaced, key=lambda one: -len(one[0]))))


def _is_unspaced(label: str) -> bool:
    return (
        "\N{CJK UNIFIED IDEOGRAPH-3400}" <= label[0] <= "\N{HANGUL SYLLABLE HIH}"
        or "\N{THAI CHARACTER KO KAI}" <= label[0] <= "\N{THAI CHARACTER KHOMUT}"
    )


def _settle_as_of(value: str, found: tuple[PrintedDate, ...], book: RuleBook) -> tuple[PrintedDate, ...]:
    """Reads "Stand: 3. Mai" as a modification where a publication stands beside it, else the publication."""
    labels = book.words("dates", "as_of")
    if not labels:
        return found
    others = any(one.role == "published" for one in found)
    settled = []
    for one in found:
        before = value[max(0, one.start - _LABEL_REACH) : one.start].casefold().rstrip(" :")
        as_of = one.role is None and before.endswith(tuple(labels))
        settled.append(one._replace(role="modified" if others else "published") if as_of else one)
    return tuple(settled)
