"""A line with halves of mojibake: taken apart into characters, whole sequences and halves, and put together again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Final

from newsparse.model import Damage, DamageCandidate
from newsparse.normalize.found import Context, Found
from newsparse.normalize.half_letters import read_letter
from newsparse.normalize.half_marks import read_marks
from newsparse.normalize.half_shapes import CONTINUATION, find_half
from newsparse.normalize.half_words import read_words
from newsparse.normalize.lines import split_lines
from newsparse.normalize.protected import find_protected, is_protected
from newsparse.normalize.reading import PLACE, UNREAD, Habits, Half, Reading, load_habits
from newsparse.record import Record, record
from newsparse.text import Edit

# Of 5,600 whole sequences beside halves in texts made to mojibake all came back.
_WHOLE: Final = Reading(confidence=0.999)
# A longer run of letters is no word.
_LONGEST_WORD: Final = 60
# Damage up to here tells what it may have been; a text with more is no article, and telling it takes seconds.
_MOST_TOLD: Final = 5_000


@record
class _Line(Record):
    """A line as it would read: one character for each whole sequence, PLACE for each half."""

    value: str
    """The line, decoded."""
    places: tuple[tuple[int, int], ...]
    """For each character of `value` the place in the text that it stands for."""
    halves: tuple[Half, ...]
    """The halves in order."""
    whole: bool
    """Whether all that is not ASCII is a sequence or a half of one."""


def restore_halves(value: str, context: Context) -> Found:
    """What `repair_halves` promises, for a text that holds halves."""
    protected = find_protected(value)
    habits = load_habits(context.language or _detect(value))
    windows = _windows().search(value) is not None
    edits, damage = list[Edit](), list[Damage]()
    for start, text in split_lines(value):
        if text.isascii() or PLACE in text or not find_half(text):
            continue
        line = _read_line(text, start)
        readings = _read_halves(line, habits, windows)
        edits += [one for one in _edits(line, readings, context) if not is_protected(protected, one.start, one.end)]
        here = _damage(line, readings, context, value, _MOST_TOLD - len(damage))
        damage += [one for one in here if not is_protected(protected, one.start, one.end)]
    return Found(tuple(edits), tuple(damage))


def _detect(value: str) -> str | None:
    """The language of the text as it would read: of Czech, Hungarian or Turkish too few words are left before."""
    from newsparse.rules.language import detect_language

    lines = [line if line.isascii() else _read_line(line, start).value for start, line in split_lines(value)]
    return detect_language("\n".join(lines))[0]


def _read_line(text: str, start: int) -> _Line:
    """Takes a line apart into plain characters, whole sequences and halves."""
    characters, places, halves = list[str](), list[tuple[int, int]](), list[Half]()
    reached, whole = 0, True

    def keep(low: int, high: int) -> bool:
        plain = text[low:high]
        characters.extend(plain)
        places.extend(zip(range(start + low, start + high), range(start + low + 1, start + high + 1), strict=True))
        return plain.isascii()

    for match in _token().finditer(text):
        low, high = match.span()
        decoded = _decode(match[0]) if match.lastgroup == "sequence" else PLACE
        if decoded is None:
            continue
        if low > reached:
            whole = keep(reached, low) and whole
        if decoded == PLACE:
            halves.append(Half(len(characters), match[0], match.lastgroup or ""))
        characters.append(decoded)
        places.append((start + low, start + high))
        reached = high
    whole = keep(reached, len(text)) and whole
    return _Line("".join(characters), tuple(places), tuple(halves), whole)


def _read_halves(line: _Line, habits: Habits, windows: bool) -> Mapping[int, Reading]:
    """What each half was, by its place in the line; letters first, for marks need them as neighbours."""
    readings: dict[int, Reading] = {}
    characters = list(line.value)
    words = read_words(characters, line.halves, habits, windows)
    for half in line.halves:
        if half.kind == "letter":
            reading = words.get(half.at, UNREAD)
            if not reading.after:
                ruled = read_letter(characters, half, habits, windows)
                reading = ruled if ruled.after or not reading.others else reading
            readings[half.at] = reading
            characters[half.at] = reading.after or PLACE
    return readings | read_marks("".join(characters), line.halves, habits)


def _edits(line: _Line, readings: Mapping[int, Reading], context: Context) -> Iterator[Edit]:
    """A lost letter's edit spans its word, a mark's only the mark, a whole sequence's only the sequence."""
    sure = {at: one for at, one in readings.items() if one.after and one.confidence >= context.min_confidence}
    after = [sure[at].after if at in sure else character for at, character in enumerate(line.value)]
    changed = set(sure)
    if line.whole:
        changed.update(at for at, (low, high) in enumerate(line.places) if high - low > 1 and line.value[at] != PLACE)
    reached = 0
    for at in sorted(changed):
        if at < reached:
            continue
        low, high = _word(line, after, at, reached, changed) if _is_lost_letter(at, sure) else (at, at + 1)
        reached = high
        found = [sure[one] for one in range(low, high) if one in sure] or [_WHOLE]
        place = line.places[low][0], line.places[high - 1][1]
        rule = "mojibake/half-lost" if found[0] is not _WHOLE else "mojibake/beside-half-lost"
        evidence = tuple(dict.fromkeys(fact for one in found for fact in one.evidence))
        sureness = min(one.confidence for one in found)
        yield Edit(*place, "".join(after[low:high]), "mojibake", rule, sureness, evidence)


def _is_lost_letter(at: int, sure: Mapping[int, Reading]) -> bool:
    return at in sure and sure[at].after.isalpha()


def _word(line: _Line, after: list[str], at: int, reached: int, changed: set[int]) -> tuple[int, int]:
    """The word around a letter; the letter alone where the word holds something that stays as it is."""
    low, high = at, at + 1
    while low > max(reached, at - _LONGEST_WORD) and after[low - 1].isalpha():
        low -= 1
    while high < min(len(after), at + _LONGEST_WORD) and after[high].isalpha():
        high += 1
    for one in range(low, high):
        if line.places[one][1] - line.places[one][0] > 1 and one not in changed:
            return at, at + 1
    return low, high


def _damage(
    line: _Line, readings: Mapping[int, Reading], context: Context, value: str, most_told: int
) -> Iterator[Damage]:
    """Halves that are surely halves and were not restored: a capital before `Ã?` makes it a doubtful one."""
    told = 0
    for half in line.halves:
        reading = readings[half.at]
        if (reading.after and reading.confidence >= context.min_confidence) or not (reading.after or reading.others):
            continue
        start, end = line.places[half.at]
        told += 1
        yield Damage(start, end, value[start:end], _candidates(reading) if told <= most_told else ())


@lru_cache(maxsize=1024)
def _candidates(reading: Reading) -> tuple[DamageCandidate, ...]:
    """The likeliest with its chance; of the others nothing is known but that they are possible."""
    likely = [DamageCandidate(reading.after, reading.confidence)] if reading.after else []
    return tuple(likely + [DamageCandidate(one, 0.0) for one in reading.others if one != reading.after])


def _decode(shown: str) -> str | None:
    """The character whose UTF-8 bytes are shown; None where they are none."""
    try:
        return b"".join(_byte(character) for character in shown).decode()
    except UnicodeError:
        return None


def _byte(character: str) -> bytes:
    return character.encode("latin-1") if character <= "\xff" else character.encode("cp1252")


@cache
def _token() -> re.Pattern[str]:
    return re.compile(
        rf"""
        (?P<mark>â[?\ufffd]{{2}})
        | (?P<third>â[?\ufffd][\xa0-\xbf])
        | (?P<closing>â€[?\ufffd])
        | (?P<cut>â€(?![{CONTINUATION}ÂÃÄÅâ]))
        | (?P<letter>[ÃÄÅ][?\ufffd]|(?<=[a-z\x80-\xbf?])È[?\ufffd]|È[?\ufffd](?=[a-zÄ]))
        | (?P<sequence>[Â-ß][{CONTINUATION}]|[à-ï][{CONTINUATION}]{{2}}|[ð-ô][{CONTINUATION}]{{3}})
        """,
        flags=re.VERBOSE,
    )


@cache
def _windows() -> re.Pattern[str]:
    """Bytes 80 to 9F that Windows-1252 shows: then only its five gaps were lost."""
    return re.compile("â€|[ÃÄÅ][€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
