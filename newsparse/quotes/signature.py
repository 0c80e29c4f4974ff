"""A quote that is signed: "..." and behind it or on the next line - Jane Roe, 34, a pilot."""

from __future__ import annotations

from typing import Final

from newsparse.quotes.cues import Grammar
from newsparse.quotes.finding import Finding
from newsparse.quotes.line import QUOTE, Line
from newsparse.quotes.phrase import Subject

_DASHES: Final = frozenset({"—", "–", "-", "--", "―", "~"})
_LOST_DASHES: Final = _DASHES | {"?"}
_PARTICLES: Final = frozenset({"de", "del", "der", "den", "van", "von", "da", "di", "la", "le", "bin", "al"})
_LONGEST_SIGNATURE: Final = 14  # words: a name, an age, a role, a place


def find_signature(line: Line, number: int, low: int, grammar: Grammar) -> Finding | None:
    """A line that is nothing but who said it, from `low` on: - Jane Roe, 34, a pilot from Denver; — @harbourlad."""
    words = line.words
    dashed = low < len(words) and words[low] in _DASHES
    start = low + 1 if dashed else low
    if start >= len(words) or len(words) - start > _LONGEST_SIGNATURE:
        return None
    account = dashed and words[start] == "@" and start + 1 < len(words)
    if not (account or words[start][0].isupper()):
        return None
    end = start + 2 if account else start
    while end < len(words) and (words[end][0].isupper() or words[end] == "." or words[end].lower() in _PARTICLES):
        end += 1
    if end < len(words) and words[end] not in {",", "(", "|", "/"} | _DASHES:
        return None
    if not dashed and (end - start < 2 or end - start > 4 or line.value.rstrip().endswith((".", "?", "!", ":"))):
        return None
    if words[start].lower() in grammar.determiners or words[start].lower() in grammar.prepositions:
        return None
    if end - start > 1 and words[end - 1] == "." and words[end - 2].lower() not in grammar.abbreviations:
        end -= 1
    return Finding("signature", Subject(start, end), low if dashed else None, number, certain=dashed)


def find_signed(line: Line, number: int, place: int, grammar: Grammar) -> Finding | None:
    """ "..." — Jane Roe: all of a paragraph is a quote and its signature; the dash may have been lost to "?"."""
    words = line.words
    if place or words[1] not in _LOST_DASHES or len(words) < 3 or any(one in grammar.cues for one in words[2:]):
        return None
    dashed = line if words[1] != "?" else line._replace(words=[QUOTE, "—", *words[2:]])
    found = find_signature(dashed, number, 1, grammar)
    if found is None or found.subject is None:
        return None
    return None if words[1] == "?" and words[found.subject.high :] not in ([], ["."]) else found
