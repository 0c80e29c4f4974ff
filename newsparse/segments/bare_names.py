"""Author lines without a lead: a name alone, with a job, a place, a paper, a handle or a date.

Jane Roe      Jane Roe, BBC News      Jana Muster | Rom      Journalist Jane Roe      27 January 2026 • Jane Roe
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsparse.segments.candidate import Candidate, Part
from newsparse.segments.name_words import NameWords, Token
from newsparse.segments.names import begins_task
from newsparse.segments.people import People, is_date_word, read_people
from newsparse.segments.phrases import fold

_SENTENCE_MARKS: Final = '"“”„?!«»'
_BETWEEN_DATES: Final = ",;|•·()[]–—-:/¶*"
_ENDS: Final = '.!?…:;"”“»'
_MOST_TOKENS: Final = 40


def read_bare(value: str, tokens: Sequence[Token], words: NameWords) -> Candidate | None:
    """`Jane Roe`, `Jane Roe, BBC News`, `Jane Roe Political correspondent`, `27 January 2026 • Jane Roe`."""
    first, job = _before_names(tokens, words)
    if first < 0 or len(tokens) > _MOST_TOKENS:
        return None
    if first < len(tokens) and tokens[first].folded in words.leads.by_first:
        return None
    people = read_people(tokens, first, words, led=False)
    if not people.count("author") or explained_end(tokens, people.end, words) < len(tokens):
        return None
    if _is_age(tokens, words) or _is_post(tokens):
        return None
    confidence = _bare_confidence(value, tokens, people, words) + (0.15 if job else 0.0)
    return byline_candidate(value, tokens, (0, len(tokens)), "byline/bare-name", min(confidence, 0.85), people)


def _before_names(tokens: Sequence[Token], words: NameWords) -> tuple[int, bool]:
    """Where the names begin behind dates or a job ("Journalist Jane Roe"), -1 for nowhere; whether a job was there."""
    at, numbered, wordy, job = 0, False, False, False
    while at < len(tokens):
        one = tokens[at]
        plain = one.folded.rstrip(".")
        if one.kind == "word" and begins_task(tokens, at, words):
            return -1, False
        if one.kind == "word" and plain in words.roles and plain not in words.given:
            job = True
        elif one.text.islower() and (plain in words.agencies or plain in words.desks):
            pass  # dpa / Jana Muster
        elif one.is_capital and not is_date_word(tokens, at, words):
            break
        elif not words.explains(one) if one.kind == "word" else one.kind == "mark" and one.text not in _BETWEEN_DATES:
            return -1, False
        else:
            wordy |= one.kind == "word"
            numbered |= one.kind == "number"
        at += 1
    return (-1, False) if wordy and not numbered else (at, job)


def _is_age(tokens: Sequence[Token], words: NameWords) -> bool:
    """`Jane Roe, 34` and `Jane Roe (34)` are in the news."""
    last = next((one for one in reversed(tokens) if one.kind != "mark"), tokens[-1])
    if last.kind != "number" or not last.text.isdigit() or len(last.text) > 2:
        return False
    if _is_note(tokens, tokens.index(last)):
        return False
    return sum(one.kind == "number" for one in tokens) == 1 and not any(one.folded in words.calendar for one in tokens)


def _is_note(tokens: Sequence[Token], at: int) -> bool:
    """A footnote's number, glued to the name: `Jane Roe1`, `Jane Roe^1`."""
    before = tokens[at - 1]
    return before.end == tokens[at].start and (before.kind == "word" or before.text == "^")


def _is_post(tokens: Sequence[Token]) -> bool:
    """`— Jane Roe (@janeroe) May 3, 2024`: a post of hers that the article shows."""
    at = next((at for at, one in enumerate(tokens) if one.kind == "handle"), 0)
    return at > 1 and tokens[at - 1].text == "(" and tokens[at].text[0] == "@" and tokens[-1].kind != "mark"


def _bare_confidence(value: str, tokens: Sequence[Token], people: People, words: NameWords) -> float:
    """What speaks for a byline where no lead does.

    Of the lone names on 400 pages 1 in 4 was the author's where the given name was known, 1 in 70 where not.
    """
    places = [one.value.casefold() for one in people.parts if one.name == "place"]
    agencies = [one for one in people.parts if one.name == "agency" and not _is_unknown(one.value, words)]
    confidence = 0.4
    confidence += 0.25 if people.known_given else 0.0
    confidence += 0.2 if people.count("role") else 0.0
    confidence += 0.1 if agencies or (people.known_given and _are_places(places, words)) else 0.0
    confidence += 0.15 if any(one.kind == "handle" for one in tokens) else 0.0
    dated = any(one.kind == "number" and not _is_note(tokens, at) for at, one in enumerate(tokens))
    confidence += 0.05 if dated else 0.0
    if sum(one.text in "•·|" for one in tokens) >= 2 or len(places) > 1:
        confidence = min(confidence, 0.5)  # a row of keywords
    if people.count("agency") and "/" in value and people.count("author") == 1 and not any(map(str.isdigit, value)):
        confidence = 0.3  # a picture's credit: Jane Roe/AFP
    if any(one.name == "agency" and _is_bracketed_party(one, value, words) for one in people.parts):
        confidence = 0.3
    confidence -= 0.15 if value.isupper() else 0.0
    confidence -= 0.2 if value.rstrip()[-1] in _ENDS else 0.0
    return confidence


def _is_unknown(agency: str, words: NameWords) -> bool:
    """Whether it is only an acronym; a doctor's degree is one too."""
    return agency.isupper() and " " not in agency and agency.casefold() not in words.agencies


def _are_places(values: Sequence[str], words: NameWords) -> bool:
    return bool(values) and all(one in words.cities or one in words.places for one in values)


def _is_bracketed_party(one: Part, value: str, words: NameWords) -> bool:
    """`Jane Roe (SPD)`: an unknown acronym in brackets is a party or a club."""
    return value[one.start - 1] == "(" and _is_unknown(one.value, words)


def explained_end(tokens: Sequence[Token], start: int, words: NameWords) -> int:
    """How far the rest of the line holds only dates, times and a page's small words."""
    for at in range(start, len(tokens)):
        one = tokens[at]
        if one.kind == "word" and begins_task(tokens, at, words):
            return len(tokens)
        if one.kind == "mark" and one.text in _SENTENCE_MARKS:
            return at
        if one.kind == "word" and not words.explains(one) and one.folded not in words.agencies:
            zone = one.text.isupper() and 2 <= len(one.text) <= 4 and at > 0 and tokens[at - 1].kind == "number"
            if not zone and not (at > 1 and one.text in ("AM", "PM")):
                return at
    return len(tokens)


def byline_candidate(
    value: str, tokens: Sequence[Token], span: tuple[int, int], rule: str, confidence: float, people: People
) -> Candidate:
    """What was read between two tokens, each person once."""
    first, last = span
    start = tokens[first].start if first else 0
    end = len(value) if last >= len(tokens) else tokens[last - 1].end
    parts = {(one.name, fold(one.value)): one for one in reversed(people.parts)}
    kept = tuple(sorted(parts.values(), key=lambda one: one.start))
    return Candidate("byline", start, end, rule, round(confidence, 3), kept)
