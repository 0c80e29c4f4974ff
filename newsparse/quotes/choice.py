"""Which of several candidates said a quote, and how sure that is.

Each candidate's features are names; a weighted sum of them is its score, and the scores of all candidates, with
one more for "none of them", are turned into chances. The weights (`speaker_weights` of the shared
quotes.toml) are learned from annotated articles by tools/train_speakers.py; features name places, shapes and kinds
of words, never words, so that they hold for any language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from typing import Final

from newsparse.quotes.attribute import Finding
from newsparse.quotes.candidates import Candidate
from newsparse.quotes.cues import Grammar
from newsparse.quotes.line import QUOTE, Line
from newsparse.quotes.lines import Lines
from newsparse.quotes.phrase import Subject, is_name
from newsparse.quotes.speech import Speech
from newsparse.record import Record, record

_BUCKETS: Final = (1, 2, 3, 4, 6, 9, 14, 25)
_ENOUGH: Final = 0.1  # of the best way's chance
_BESIDE_VERB: Final = 2  # words: "...", said Roe
_TIES: Final = frozenset({",", "—", "–", "-", "--"})


@record
class Choice(Record):
    """The candidate that was chosen."""

    candidate: Candidate
    """Who it is."""
    chance: float
    """The estimated chance that it is right."""


def choose(
    candidates: Sequence[Candidate], described: Sequence[Sequence[str]], weights: Mapping[str, float]
) -> Choice | None:
    """The best of the candidates; those who are the same speaker add their chances."""
    if not candidates:
        return None
    scores = [sum(weights.get(name, 0.0) for name in names) for names in described]
    top = max(*scores, 0.0) if len(scores) > 1 else max(scores[0], 0.0)
    parts = [exp(score - top) for score in scores[:-1]]
    total = sum(parts) + exp(scores[-1] - top)
    shares: dict[str, float] = {}
    for candidate, part in zip(candidates, parts, strict=True):
        shares[candidate.key] = shares.get(candidate.key, 0.0) + part
    key = max(shares, key=lambda one: shares[one])
    enough = _ENOUGH * max(part for candidate, part in zip(candidates, parts, strict=True) if candidate.key == key)
    # of several ways to the same speaker the first is told: it has the verb
    best = next(one for one, part in zip(candidates, parts, strict=True) if one.key == key and part >= enough)
    return Choice(best, shares[key] / total)


def describe(
    one: Speech, last: Speech | None, candidates: Sequence[Candidate], lines: Lines, grammar: Grammar, *, whole: bool
) -> list[list[str]]:
    """The features of each candidate, and at the end those of "none of them"."""
    line = lines[one.line]
    kind = "whole" if whole else "part"
    order = "free" if grammar.subject_behind else "fixed"
    place = _place(line, one.place)
    present = [candidate.source for candidate in candidates]
    described = [
        _features(one, last, candidate, candidates, lines, grammar, f"{kind}-{place}", order)
        for candidate in candidates
    ]
    described.append(
        ["none", f"none-{order}", f"none-{kind}", f"none-{place}", *(f"none-{source}" for source in present)]
    )
    return described


def _features(
    one: Speech,
    last: Speech | None,
    candidate: Candidate,
    candidates: Sequence[Candidate],
    lines: Lines,
    grammar: Grammar,
    situation: str,
    order: str,
) -> list[str]:
    finding = candidate.finding
    source = candidate.source
    line = lines[one.line]
    found = [source, f"{source}-{situation}", f"{source}-{order}", f"{source}-{_speaker(candidate, lines, grammar)}"]
    if not finding.certain:
        found.append(f"{source}-unsure")
    found += [
        f"{source}-{'with' if other.key == candidate.key else 'not'}-{other.source}"
        for other in candidates
        if other is not candidate
    ]
    if finding.line == one.line and finding.subject is not None and source not in {"inherited", "behind"}:
        found.append(f"{source}-subject-{_bucket(_gap(one.place, finding, finding.subject, grammar))}")
        if finding.cue is not None and finding.cue < len(line.words):
            word = line.words[finding.cue]
            found.append(f"{source}-cue-{grammar.kind_of_cue(word.lower()) or 'unknown'}")
            found.append(f"{source}-distance-{_bucket(abs(one.place - finding.cue))}")
        opens = finding.subject.low == line.breaks[finding.subject.low]
        found.append(f"{source}-{'opens' if opens else 'inside'}")
    if source in {"before", "over", "sentence", "inverted", "clause", "inherited"} and one.place:
        found.append(f"{source}-mark-{_mark(line, one.place, grammar)}")
    if source in {"after", "far", "inherited"}:
        found.append(f"{source}-tied-{_tie(line, one)}")
    if source in {"inherited", "continued", "previous"} and last is not None and last.finding is not None:
        found.append(f"{source}-from-{last.finding.way}")
        found.append(f"{source}-{'closed' if last.pair.closed else 'open'}")
    if source == "inherited" and last is not None:
        between = line.words[last.place + 1 : one.place]
        found.append(f"inherited-between-{_bucket(len(between))}")
        found.append(f"inherited-{'same' if line.breaks[last.place] == line.breaks[one.place] else 'other'}-sentence")
    if source in {"continued", "colon", "narrative", "reporting", "previous", "first"}:
        alone = all(word == QUOTE for word in line.words)
        found.append(f"{source}-{'alone' if alone else 'beside'}")
        found.append(f"{source}-{'starts' if one.pair.start == 0 else 'later'}")
        found.append(f"{source}-back-{_bucket(one.line - lines.home(finding.line))}")
    return found


def _gap(place: int, finding: Finding, subject: Subject, grammar: Grammar) -> int:
    """The words from a quote to its speaker; where cases tell the subject, hearers behind the verb do not count."""
    if subject.high <= place:
        return place - subject.high
    if grammar.no_articles and finding.certain and finding.cue is not None and place < finding.cue < subject.low:
        return _BESIDE_VERB
    return subject.low - place


def _place(line: Line, place: int) -> str:
    if not place:
        return "start"
    return "opens" if line.breaks[place] == place else "inside"


def _speaker(candidate: Candidate, lines: Lines, grammar: Grammar) -> str:
    subject = candidate.finding.subject
    line = lines[candidate.finding.line]
    if subject is None:
        return "nobody"
    first = line.words[subject.low].lower()
    if first in grammar.pronouns:
        return f"pronoun-{grammar.pronouns[first]}"
    if is_name(line, subject.low, subject.high, grammar):
        return "name-long" if subject.high - subject.low > 5 else "name"
    if grammar.no_articles and grammar.is_title(first):
        return "role"
    return "role" if candidate.key in grammar.roles else "long" if subject.high - subject.low > 5 else "noun"


def _mark(line: Line, place: int, grammar: Grammar) -> str:
    word = line.words[place - 1]
    if not word[0].isalnum():
        return {":": "colon", ",": "comma", QUOTE: "quote"}.get(word, "mark")
    lowered = word.lower()
    if lowered in grammar.subordinators:
        return "conjunction"
    if lowered in grammar.prepositions or lowered in grammar.inner_prepositions:
        return "preposition"
    if lowered in grammar.determiners:
        return "determiner"
    return grammar.kind_of_cue(lowered) or ("helper" if grammar.is_helper(word) else "word")


def _tie(line: Line, one: Speech) -> str:
    behind = line.words[one.place + 1] if one.place + 1 < len(line.words) else ""
    if behind in _TIES:
        return "mark"
    last = line.value[one.pair.inner_end - 1]
    return "comma" if last == "," else "question" if last in "?!" else "stop" if last == "." else "none"


def _bucket(count: int) -> str:
    for number, limit in enumerate(_BUCKETS):
        if count <= limit:
            return str(number)
    return str(len(_BUCKETS))
