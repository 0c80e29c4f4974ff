"""Speech that opens with a dash: —Vamos —dijo Roe—. Ya es tarde.   – Vi går, sier Roe.   — Idziemy — powiedział Roe.

At the start of a paragraph, in some languages behind any sentence, where a reporting verb proves it; a long dash
proves itself in the languages that print dialogue so. Deliberately not: list items, bullets, a dash within a
sentence. turns.py reads Nordic paragraphs.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Final

from newsparse.patterns import pattern
from newsparse.quotes.cues import Grammar
from newsparse.quotes.marks import DASH, Pair
from newsparse.quotes.turns import pair_turns, pair_unproven

DASHES: Final = "—–―-"
_LONG: Final = "—―"
_INNER: Final = pattern(
    r"(?<=\S)[ \N{NO-BREAK SPACE}]+[—–―-]+(?=[\w\N{NO-BREAK SPACE} ])|(?<=\w)[—–―]+(?=[ .,;:!?])|(?<=[,!?…])[—–―](?= )"
)
_WORD: Final = pattern(r"[\w'’-]+")
_TAIL: Final = pattern(r"[,?!…][ \N{NO-BREAK SPACE}]+(?=[\w])")
_BEHIND: Final = pattern(r"[.!?…:”»\"] [—–-] (?=[^\W\d_a-zа-яёąćęłńóśźż])")
_ENDS: Final = ".!?…"
_MOST_TRIES: Final = 6  # sentences with a dash that are tried, so that the work stays linear
_SHORTEST: Final = 4  # characters: "– Ja."


def with_dashes(
    values: Sequence[str], in_body: Sequence[bool], marks: list[tuple[Pair, ...]], grammar: Grammar
) -> list[tuple[Pair, ...]]:
    """The quotes of each passage of an article: those between `marks`, and those behind dashes."""
    if not grammar.dash_speech:
        return marks
    if not grammar.comma_ends_speech:
        return [_merged(pairs, pair_dashes(value, grammar)) for value, pairs in zip(values, marks, strict=True)]
    spoken = [pair_turns(value, pairs, grammar) for value, pairs in zip(values, marks, strict=True)]
    heard = any(spoken)
    found: list[tuple[Pair, ...]] = []
    for value, pairs, turns, body in zip(values, marks, spoken, in_body, strict=True):
        found.append(_merged(pairs, turns or pair_unproven(value, grammar, heard=heard, in_body=body)))
    return found


def _merged(marks: tuple[Pair, ...], dashes: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """Both in order: marks within speech are a quote inside it; marks around it, or around all of it, go first."""
    if not marks or not dashes:
        return marks or dashes
    kept = [
        dash
        for dash in dashes
        if not any(
            mark.start < dash.inner_end
            and mark.end > dash.inner_start
            and (mark.start < dash.inner_start or mark.end > dash.end or _fills(mark, dash))
            for mark in marks
        )
    ]
    outside = [mark for mark in marks if not any(dash.start <= mark.start < dash.end for dash in kept)]
    return tuple(sorted([*kept, *outside], key=lambda one: one.start))


def _fills(mark: Pair, dash: Pair) -> bool:
    """– «Vi går», sier Roe: the marks hold all that the dash opens."""
    return mark.start == dash.inner_start and mark.end >= dash.inner_end - 1


def pair_dashes(value: str, grammar: Grammar) -> tuple[Pair, ...]:
    """The stretches of speech in a paragraph that opens with a dash."""
    if len(value) < _SHORTEST:
        return ()
    if value[0] not in DASHES:
        return _behind_sentence(value, grammar) if grammar.inner_dash_speech else ()
    start = len(value) - len(value.lstrip(DASHES + " \N{NO-BREAK SPACE}"))
    if start >= len(value) or not (value[start].isalpha() or value[start] in "¡¿([\"'…"):
        return ()
    return _between_dashes(value, start, grammar) or _before_verb(value, start, grammar)


def _behind_sentence(value: str, grammar: Grammar) -> tuple[Pair, ...]:
    """Nikt nie wie. – Czekamy – mówi Jan Suski. Dodał: – Nie ma zgody.: speech that opens behind a sentence."""
    for match in islice(_BEHIND.finditer(value), _MOST_TRIES):
        found = _between_dashes(value, match.end(), grammar, opening=match.start() + 1)
        if found:
            return found
        if match[0][0] == ":" and _INNER.search(value, match.end()) is None:
            return (_pair(value, match.start() + 2, match.end(), len(value)),)
    return ()


def _between_dashes(value: str, start: int, grammar: Grammar, opening: int = 0) -> tuple[Pair, ...]:
    """Speech and narration by turns, narration starting with the verb or with a subject and a verb."""
    pairs: list[Pair] = []
    opened, narrated = start, False
    for match in _INNER.finditer(value, start):
        if narrated and is_narration(value, match.end(), grammar):
            continue  # „...” – napisał X
        if narrated:  # back to speech
            opened = _past_marks(value, match.end())
            opening, narrated = match.start(), False
        elif is_narration(value, match.end(), grammar):
            pairs.append(_pair(value, opening, opened, match.start()))
            narrated = True
    if not pairs:
        return ()
    if not narrated:
        pairs.append(_pair(value, opening, opened, len(value)))
    return tuple(one for one in pairs if one.inner_end > one.inner_start)


def _before_verb(value: str, start: int, grammar: Grammar) -> tuple[Pair, ...]:
    """Speech up to the comma before its verb; all of the paragraph where a long dash opens it."""
    for match in _TAIL.finditer(value, start):
        if is_narration(value, match.end(), grammar):
            return (_pair(value, 0, start, match.start() + 1),)
    if value[0] in _LONG and value.rstrip()[-1] in _ENDS:
        return (_pair(value, 0, start, len(value)),)
    return ()


def is_narration(value: str, start: int, grammar: Grammar) -> bool:
    """Whether a reporting verb opens the words at `start`: its first word, or behind a helper or a pronoun."""
    for match in _WORD.finditer(value, start, min(len(value), start + 60)):
        word = match[0]
        bare = word.lower()
        for clitic in grammar.clitics:
            bare = bare.removesuffix(clitic)
        if word.islower() and grammar.kind_of_cue(bare) in {"finite", "weak"}:
            return True
        if not (grammar.is_helper(word) or word.lower() in grammar.pronouns):
            return False
    return False


def _past_marks(value: str, start: int) -> int:
    """Past the full stop that Spanish prints behind the closing dash."""
    while start < len(value) and (value[start] in ".,;:!?" or value[start].isspace()):
        start += 1
    return start


def _pair(value: str, opening: int, inner_start: int, inner_end: int) -> Pair:
    while inner_end > inner_start and value[inner_end - 1].isspace():
        inner_end -= 1
    return Pair(opening, inner_end, inner_start, inner_end, True, DASH)
