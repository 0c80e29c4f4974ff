"""Speech behind a dash in Nordic papers, where a comma ends it and a dash behind a full stop opens it again.

– Vi går, sier Roe. – Det er sent.   Roe er trøtt. – Vi går, sier hun.   Hun sier: – Vi går.   – Vi mennään, Roe sanoo.

In Swedish speech goes on behind its attribution without a mark: – Vi går, säger Roe. Det är sent.
Deliberately not: a dash within a sentence; a hyphen where no reporting verb of the article proves that it is speech.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsparse.patterns import pattern
from newsparse.quotes.cues import Grammar
from newsparse.quotes.marks import DASH, Pair

_DASHES: Final = "—–―-"
_OPENING: Final = "\"“”„«»'‘(…["
_BLANKS: Final = r"[ \N{NO-BREAK SPACE}\N{THIN SPACE}]"
# A dash that opens speech, or what may stand before its attribution.
_EVENT: Final = pattern(
    rf"(?P<opens>(?<=[.!?:…»”\"]){_BLANKS}+[—–―-]{_BLANKS}*(?=[^\W\d_a-zæøåäöéü]|[\"“”„«»…(\d]))"
    rf"|(?P<tail>[,?!…»”\"]{_BLANKS}+(?=[^\W\d_]))"
    rf"|(?P<dash>,?{_BLANKS}+[—–―-]+{_BLANKS}+(?=[^\W\d_]))"
)
_FIRST_OPENING: Final = pattern(rf"[.!?:…»”\"]{_BLANKS}+[—–―-]{_BLANKS}")
_CLAUSE: Final = pattern(r"[^,.;:!?…—–―()\[\]«»”“\"]*")
_SENTENCE_END: Final = pattern(rf"[.!?…][”\"»]?{_BLANKS}+(?=[^\W\d_a-zæøåäöéü]|[”\"»«“(])")
_WORD: Final = pattern(r"[^\W_][\w'’.-]*")
_ENDS: Final = '.!?…:»”"'
_LONGEST_CLAUSE: Final = 90  # characters: "sier fungerende operasjonsleder Jane Roe i Vest politidistrikt til NTB"
_LATEST_CUE: Final = 7  # words before the verb where the subject goes first: title, names, "kuitenkin"
_LONGEST_NARRATION: Final = 400  # characters of an attribution's sentence
_LONGEST: Final = 20_000  # characters; a longer paragraph is no dialogue


def pair_turns(value: str, marks: Sequence[Pair], grammar: Grammar) -> tuple[Pair, ...]:
    """The stretches of speech of a paragraph in which a reporting verb proves them."""
    opened = _opening(value)
    if len(value) > _LONGEST or (opened is None and _FIRST_OPENING.search(value) is None):
        return ()
    return _read(value, opened, marks, grammar, known=True) or _read(value, opened, marks, grammar, known=False)


def pair_unproven(value: str, grammar: Grammar, *, heard: bool, in_body: bool) -> tuple[Pair, ...]:
    """Speech without an attribution of its own: – We do not give up.   Roe says: – We go.   a headline's – We go

    `heard`: the article has speech behind dashes elsewhere, so that a hyphen opens speech as well.
    """
    opened = _opening(value)
    if opened is not None:
        if (value[0] == "-" and not heard) or (in_body and value.rstrip()[-1] not in _ENDS):
            return ()
        return _cut(value, opened, grammar)
    found = _FIRST_OPENING.search(value)
    if found is None or len(value) > _LONGEST:
        return ()
    dash = value[found.end() - 2]
    if (dash == "-" and not heard) or not value[found.end() : found.end() + 1].strip():
        return ()
    if not (value[found.end()].isupper() or value[found.end()] in _OPENING):
        return ()
    return _cut(value, found.end(), grammar)


def _opening(value: str) -> int | None:
    """Where the words behind a paragraph's opening dash start."""
    if value[:1] not in _DASHES:
        return None
    start = len(value) - len(value.lstrip(_DASHES + " \N{NO-BREAK SPACE}\N{THIN SPACE}"))
    if start >= len(value) or not (value[start].isalnum() or value[start] in _OPENING):
        return None
    return start


def _cut(value: str, opened: int, grammar: Grammar) -> tuple[Pair, ...]:
    """All that stands behind a dash, cut where another dash opens a new turn."""
    pairs: list[Pair] = []
    for match in _EVENT.finditer(value, opened):
        if match["opens"] is not None:
            pairs.append(_pair(value, opened, match.start()))
            opened = match.end()
    pairs.append(_pair(value, opened, len(value)))
    return tuple(one for one in pairs if one.inner_end > one.inner_start)


def _read(value: str, opened: int | None, marks: Sequence[Pair], grammar: Grammar, *, known: bool) -> tuple[Pair, ...]:
    """Speech and narration by turns; nothing where no attribution is found."""
    pairs: list[Pair] = []
    proven = False
    place = opened or 0
    mark = 0
    while (match := _EVENT.search(value, place)) is not None:
        place = match.end()
        while mark < len(marks) and marks[mark].end <= match.start():
            mark += 1
        if mark < len(marks) and marks[mark].start < match.start() and match.end() < marks[mark].end:
            continue  # within quotation marks
        if match["opens"] is not None:
            if opened is not None:
                pairs.append(_pair(value, opened, match.start()))
            opened = match.end()
        elif opened is not None and narrates(value, place, grammar, known=known):
            pairs.append(_pair(value, opened, match.start() + (value[match.start()] not in " \N{NO-BREAK SPACE}")))
            proven, opened = True, None
            if grammar.speech_resumes:
                opened = _resumed(value, match.end(), grammar)
                place = opened or place
    if opened is not None:
        pairs.append(_pair(value, opened, len(value)))
    return tuple(one for one in pairs if one.inner_end > one.inner_start) if proven else ()


def _resumed(value: str, narrated: int, grammar: Grammar) -> int | None:
    """Where speech goes on behind an attribution that ends with a full stop; not: "Hon ...", "Roe ..."."""
    place = narrated
    stop = min(len(value), narrated + _LONGEST_NARRATION)
    while (end := _SENTENCE_END.search(value, place, stop)) is not None:
        before = value[narrated : end.start()].rpartition(" ")[2].lower()
        if before not in grammar.abbreviations and len(before) > 1:
            break
        place = end.end()
    if end is None or value[end.end()] in _DASHES or _EVENT.match(value, end.start() + 1):
        return None
    word = _WORD.match(value, end.end())
    if word is None:
        return None
    gender = grammar.pronouns.get(word[0].lower())
    names = {one for one in _WORD.findall(value[narrated : end.start()]) if one[0].isupper()}
    return None if gender in {"male", "female"} or word[0].rstrip(".") in names else end.end()


def narrates(value: str, start: int, grammar: Grammar, *, known: bool = True) -> bool:
    """Whether the words at `start` tell who speaks: "sier Roe til avisen", "slår hun fast", "Roe sanoo"."""
    clause = _CLAUSE.match(value, start, min(len(value), start + _LONGEST_CLAUSE))
    words = _WORD.findall(clause[0]) if clause is not None else []
    if not words:
        return False
    if words[0].islower() and grammar.kind_of_cue(words[0]) in {"finite", "weak"}:
        return _has_subject(words, grammar)
    if grammar.subject_first:
        return _ends_with_cue(words, grammar)
    return not known and _is_unknown_verb(words, grammar)


def _has_subject(words: Sequence[str], grammar: Grammar) -> bool:
    """Whether a subject follows the verb, that is not "I" or "we": "tror jeg" is part of the speech."""
    for index, word in enumerate(words[1:], 1):
        lowered = word.lower()
        if lowered in grammar.impersonals:
            return True
        if lowered in grammar.hearers:
            return False
        if lowered in grammar.pronouns or word[0].isupper():
            return True
        if grammar.is_helper(word) and index < 4:
            continue
        return not (
            lowered in grammar.prepositions or lowered in grammar.subordinators or lowered in grammar.joiners
        ) or (lowered in grammar.determiners and index + 1 < len(words))
    return False


def _ends_with_cue(words: Sequence[str], grammar: Grammar) -> bool:
    """Roe sanoo; pääministeri Jane Roe sanoi Ylelle; hän jatkaa."""
    for index, word in enumerate(words[: _LATEST_CUE + 1]):
        if index == 0:
            if word.lower() in grammar.subordinators or word.lower() in grammar.relatives:
                return False
        elif word.islower() and grammar.kind_of_cue(word) == "finite":
            before = next((one for one in reversed(words[:index]) if not grammar.is_helper(one)), "")
            named = before[:1].isupper() or before.lower() in grammar.pronouns
            return before.lower() not in grammar.hearers and (named or index + 1 == len(words))
    return False


def _is_unknown_verb(words: Sequence[str], grammar: Grammar) -> bool:
    """Jublet Roe; tordner trener Jane Roe: a verb's ending, and a name or a pronoun behind it."""
    verb = words[0]
    if not verb.islower() or not verb.endswith(grammar.verb_endings) or len(words) < 2:
        return False
    if (
        verb in grammar.prepositions or verb in grammar.subordinators or verb in grammar.joiners
        or verb in grammar.determiners or verb in grammar.helpers or verb in grammar.pronouns
    ):  # fmt: skip
        return False
    if words[1] in grammar.pronouns:
        return grammar.pronouns[words[1]] in {"male", "female"} and len(words) < 6
    if words[1][0].isupper():
        return True
    return grammar.is_title(words[1]) and any(one[0].isupper() for one in words[2:4])


def _pair(value: str, inner_start: int, inner_end: int) -> Pair:
    while inner_end > inner_start and value[inner_end - 1].isspace():
        inner_end -= 1
    opening = inner_start
    while opening and (value[opening - 1].isspace() or value[opening - 1] in _DASHES):
        opening -= 1
    return Pair(max(opening, 0), inner_end, inner_start, inner_end, True, DASH)
