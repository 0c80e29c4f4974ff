"""The headline inside its line: without the site's name behind it and without the kicker before it.

Flood in Rovigo | The Harbour Courier       Bridge in Rovigo - What the flood has left
Bridge in Rovigo: What the flood has left   with   Bridge in Rovigo – What the flood has left   elsewhere on the page
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from newsparse.patterns import pattern
from newsparse.segments.furniture import is_section
from newsparse.segments.page import Page
from newsparse.segments.phrases import letters_of

_FORWARDED = pattern(r"(?:(?:re|fwd?|aw|wg|tr|rv|i|vs|sv|antw)\s?:\s?)+", re.IGNORECASE)
_SITE_SEPARATOR = pattern(r"\s+[|\u2013\u2014·-]\s+|\s*[ㅣ｜]\s*")
_GLUE = pattern(r"[a-zß-öø-ÿ]{3}(?=[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2})|(?<=[^\W\d_])[.!?]?[\"”“»](?=[^\W\d_])")
# A kicker before a plain hyphen: the headline behind it is longer and begins anew.
_HYPHEN: Final = " - "
_LONGEST_KICKER: Final = 6
_FEWEST_BEHIND: Final = 3
# What another line repeats must be this much: names of sections are lines too.
_FEWEST_REPEATED: Final = 15
_LEAST_REPEATED: Final = 0.4
_LONGEST_LINE: Final = 300
# The letters of a site's name and a section behind a headline.
_LONGEST_SUFFIX: Final = 30
_SHORTEST: Final = 3
_OPENING: Final = "\"'“„«»‚‘「『"


def headline_span(page: Page, index: int, start: int, end: int, names: Collection[str]) -> tuple[int, int]:
    """Where the headline's own words stand in its line; `names` are what the text calls its site."""
    value = page.value(index)
    start, end = title_span(value, start, end, names)
    end = _without_section(page, value, start, end, names)
    own = letters_of(value[start:end])
    if len(own) < _FEWEST_REPEATED:
        return start, end
    lines = [
        (letters, other)
        for other in range(len(page.blocks))
        if other != index
        and _FEWEST_REPEATED <= len(page.value(other)) <= _LONGEST_LINE
        and (letters := page.letters(other))
    ]
    end = _before_suffix(value, start, end, own, [letters for letters, _ in lines])
    start = _behind_kicker(
        value, start, end, letters_of(value[start:end]), [(letters, page.value(other)) for letters, other in lines]
    )
    return start, end


def _before_suffix(value: str, start: int, end: int, own: str, lines: list[str]) -> int:
    """Where the headline ends before ` - The Harbour Courier`, if another line is the headline without it."""
    borders = [(letters, place) for letters, place in _borders(value, start, end) if letters >= _FEWEST_REPEATED]
    for letters in lines:
        if len(letters) < len(own) and own.startswith(letters) and len(own) - len(letters) <= _LONGEST_SUFFIX:
            for reached, place in borders:
                before = value[start:place].rstrip()
                if reached == len(letters) and before[-1:] in "-–—|·":
                    return start + len(before[:-1].rstrip())
    return end


def title_span(value: str, start: int, end: int, names: Collection[str]) -> tuple[int, int]:
    """The headline inside a page's title or a mail's subject: without `Fwd:` and without the site's name.

    What stands behind the last bar or dash goes if it is one of the `names` that the text gives the site; behind a
    bar also if it is at most four words.

    >>> value = "Fwd: Flood in Rovigo | The Harbour Courier"
    >>> value[slice(*title_span(value, 0, len(value), ()))]
    'Flood in Rovigo'
    """
    forwarded = _FORWARDED.match(value, start, end) if value.find(":", start, end) >= 0 else None
    if forwarded is not None:
        start = forwarded.end()
    title = value[start:end]
    may_part = "|" in title or "-" in title or not title.isascii()
    separators = list(_SITE_SEPARATOR.finditer(value, start, end)) if may_part else []
    if separators:
        last = separators[-1]
        site = value[last.end() : end]
        is_short = last.group().strip() in "|ㅣ｜" and site.count(" ") <= 3
        if last.start() - start >= _SHORTEST and (is_short or _is_name(site, names)):
            end = last.start()
    return start, end


def _is_name(site: str, names: Iterable[str]) -> bool:
    """Whether the words are the site's name, or begin or end with it."""
    known = letters_of(site)
    if len(known) < 3:
        return False
    for name in names:
        letters = letters_of(name)
        if len(letters) >= 3 and (known in letters or letters in known) and len(known) <= 3 * len(letters):
            return True
    return False


def _without_section(page: Page, value: str, start: int, end: int, names: Collection[str]) -> int:
    """Where the headline ends before a section's name, which titles have before the site's: `Flood - World`."""
    for mark in (" - ", " | ", " – ", "-", " · "):
        before, found, behind = value[start:end].rpartition(mark)
        if found and behind and behind.count(" ") <= 1 and len(before) >= _FEWEST_REPEATED:
            if is_section(behind, page.book) or (mark != "-" and _is_name(behind, names)):
                return start + len(before)
    return end


def _behind_kicker(value: str, start: int, end: int, own: str, lines: list[tuple[str, str]]) -> int:
    """Where the headline begins: behind a kicker that another line, a hyphen or a glued word tells.

    A colon belongs to the headline, unless the same words stand elsewhere with another mark in its place.
    """
    borders = dict(_borders(value, start, end))
    gaps = _gaps(value, start, end)
    for letters, other in dict.fromkeys(lines):  # a page of one line again and again is asked once
        kicker = len(own) - len(letters)
        if kicker == 0 and letters == own:
            others = _gaps(other, 0, len(other))
            for reached in sorted({*gaps, *others}):
                if reached in borders and _parts_kicker(gaps.get(reached, ""), others.get(reached, "")):
                    return borders[reached]
        elif kicker in borders and own.endswith(letters) and len(letters) >= _LEAST_REPEATED * len(own):
            if ":" not in gaps.get(kicker, ""):
                return borders[kicker]
    return _behind_hyphen(value, start, end) or _behind_glue(value, start, end) or start


def _behind_hyphen(value: str, start: int, end: int) -> int:
    """Behind `Bridge in Rovigo - `, where what follows is longer and begins anew; 0 where there is none."""
    hyphen = value.find(_HYPHEN, start, end)
    if hyphen < 0:
        return 0
    behind = hyphen + len(_HYPHEN)
    words = value[start:hyphen].count(" ") + 1
    rest = value[behind:end]
    begins_anew = rest[0].isupper() or rest[0] in _OPENING
    is_kicker = words <= _LONGEST_KICKER and rest.count(" ") >= max(_FEWEST_BEHIND, words - 1)
    return behind if is_kicker and begins_anew and _HYPHEN not in rest else 0


def _behind_glue(value: str, start: int, end: int) -> int:
    """Behind a kicker that a converter glued to the headline: `Flood in RovigoBridge shut`, `"It rose"Bridge shut`."""
    part = value[start:end]
    if part.isascii() and '"' not in part and all(word[1:] == word[1:].lower() for word in part.split()):
        return 0  # no capital inside of a word: most headlines need no pattern
    for glue in _GLUE.finditer(value, start, end):
        before, behind = value[start : glue.end()], value[glue.end() : end]
        if before.count(" ") >= 1 and behind.count(" ") >= _FEWEST_BEHIND:
            return glue.end()
    return 0


def _borders(value: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """For each place where a word begins, how many letters stand before it."""
    reached = 0
    for place in range(start, end):
        character = value[place]
        folded = letters_of(character)
        begins = (
            place == start or not value[place - 1].isalnum() or (character.isupper() and value[place - 1].islower())
        )
        if folded and begins and reached:
            opening = place
            while (opening > start and value[opening - 1] in _OPENING and value[opening - 1] not in "\"'”“") or (
                opening > start + 1 and value[opening - 1] in "\"'“" and value[opening - 2] in " :"
            ):
                opening -= 1
            yield reached, opening
        reached += len(folded)


def _gaps(value: str, start: int, end: int) -> dict[int, str]:
    """What stands between the words, by the number of letters before it."""
    gaps: dict[int, str] = {}
    reached = 0
    gap = ""
    for character in value[start:end]:
        folded = letters_of(character)
        if not folded:
            gap += character
            continue
        if gap and reached:
            gaps[reached] = gap
        gap = ""
        reached += len(folded)
    return gaps


def _parts_kicker(gap: str, other: str) -> bool:
    """Whether two marks at the same place part a kicker from its headline: `: ` and ` – `, ` ` and `: `."""
    bare, bare_other = gap.strip(" \"'”“„«»"), other.strip(" \"'”“„«»")
    marks = {":", "-", "–", "—", "|", "·", "•", ""}
    return bare in marks and bare_other in marks and bare != bare_other
