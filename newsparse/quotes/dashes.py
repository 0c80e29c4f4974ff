"""Speech that opens with a dash: —Vamos —dijo Roe—. Ya es tarde.   – Vi går, sier Roe.   — Idziemy — powiedział Roe.

Only at the start of a paragraph, in some languages behind any sentence, and only where a reporting verb proves
it; a long dash proves itself in the languages that print dialogue so. Deliberately not: list items, bullets, a
dash within a sentence.
"""

from __future__ import annotations

from typing import Final

from newsparse.patterns import pattern
from newsparse.quotes.cues import Grammar
from newsparse.quotes.marks import Pair

_DASHES: Final = "—–―-"
_LONG: Final = "—―"
_INNER: Final = pattern(r"(?<=\S)[ \N{NO-BREAK SPACE}]+[—–―-]+(?=[\w\N{NO-BREAK SPACE} ])|(?<=\w)[—–―]+(?=[ .,;:!?])")
_WORD: Final = pattern(r"[\w'’-]+")
_TAIL: Final = pattern(r"[,?!…][ \N{NO-BREAK SPACE}]+(?=[\w])")
_BEHIND: Final = pattern(r"[.!?…:”»\"] [—–-] (?=[^\W\d_a-zа-яёąćęłńóśźż])")
_ENDS: Final = ".!?…"
_SHORTEST: Final = 4  # characters: "– Ja."


def pair_dashes(value: str, grammar: Grammar) -> tuple[Pair, ...]:
    """The stretches of speech in a paragraph that opens with a dash."""
    if not grammar.dash_speech or len(value) < _SHORTEST:
        return ()
    if value[0] not in _DASHES:
        return _behind_sentence(value, grammar) if grammar.inner_dash_speech else ()
    start = len(value) - len(value.lstrip(_DASHES + " \N{NO-BREAK SPACE}"))
    if start >= len(value) or not (value[start].isalpha() or value[start] in "¡¿([\"'…"):
        return ()
    return _between_dashes(value, start, grammar) or _before_verb(value, start, grammar)


def _behind_sentence(value: str, grammar: Grammar) -> tuple[Pair, ...]:
    """Nikt nie wie. – Czekamy – mówi Jan Suski. Dodał: – Nie ma zgody.: speech that opens behind a sentence."""
    for match in _BEHIND.finditer(value):
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
    return Pair(opening, inner_end, inner_start, inner_end, True, "—")
