"""Which of several candidates said a quote, and how sure that is.

Each candidate's features are names; the sum of their weights is its score, and the scores of all candidates, with
one more for "none of them", are turned into chances. The weights (`speaker_weights` of the shared quotes.toml, by the
candidate's source and the feature's name) are learned from annotated articles by tools/train_speakers.py; features
name places, shapes and kinds of words, never words, so that they hold for any language.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from math import exp
from typing import Final, get_args

from newsparse.quotes.candidates import Candidate, Source
from newsparse.quotes.cues import Gender, Grammar, Weights
from newsparse.quotes.finding import Finding
from newsparse.quotes.line import QUOTE, Line
from newsparse.quotes.lines import Lines
from newsparse.quotes.phrase import Subject, is_name
from newsparse.quotes.speech import Speech
from newsparse.record import Record, record

NOBODY: Final = "none"
"""The source under which the weights of "none of them" stand."""
_BUCKETS: Final = (1, 2, 3, 4, 6, 9, 14, 25)  # words or paragraphs
_SUBJECT, _DISTANCE, _BETWEEN, _BACK = (
    tuple(f"{name}-{number}" for number in range(len(_BUCKETS) + 1))
    for name in ("subject", "distance", "between", "back")
)
_SITUATIONS: Final = {
    (whole, place): f"{'whole' if whole else 'part'}-{place}"
    for whole in (True, False)
    for place in ("start", "opens", "inside")
}
_OTHERS: Final = {
    (source, same, certain): f"{'with' if same else 'not'}-{source}{'-sure' if certain else ''}"
    for source in get_args(Source)
    for same in (True, False)
    for certain in (True, False)
}
_MARKS: Final = {":": "mark-colon", ",": "mark-comma", QUOTE: "mark-quote"}
_PRONOUNS: Final = {gender: f"pronoun-{gender}" for gender in get_args(Gender)}
_SHARED: Final = frozenset({"inherited", "behind"})
_BEFORE: Final = frozenset({"before", "over", "sentence", "inverted", "clause", "inherited"})
_BEHIND: Final = frozenset({"after", "far", "inherited"})
_FROM_LAST: Final = frozenset({"inherited", "continued", "previous"})
_FAR: Final = frozenset({"continued", "colon", "narrative", "reporting", "previous", "first"})
_HIGHEST: Final = 50.0  # exponent: beyond it a chance is 0 anyway
_BESIDE_VERB: Final = 2  # words: "...", said Roe
_TIES: Final = frozenset({",", "—", "–", "-", "--"})


@record
class Choice(Record):
    """The candidate that was chosen."""

    candidate: Candidate
    """Who it is."""
    chance: float
    """The estimated chance that it is right."""


def leading(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Of several ways to the same speaker the first one, which is the plainest: it has the verb."""
    found: dict[str, Candidate] = {}
    for candidate in candidates:
        found.setdefault(candidate.key, candidate)
    return list(found.values())


def choose(
    leaders: Sequence[Candidate], described: Sequence[Sequence[str]], weights: Mapping[str, Weights]
) -> Choice | None:
    """The best of the candidates, each of them another speaker."""
    if not leaders:
        return None
    scores = [
        sum(map(weights[candidate.source].__getitem__, names))
        for candidate, names in zip(leaders, described, strict=False)
    ]
    nobody = sum(map(weights[NOBODY].__getitem__, described[-1]))
    best = max(scores)
    total = sum(exp(min(score - best, 0.0)) for score in scores) + exp(min(nobody - best, _HIGHEST))
    return Choice(leaders[scores.index(best)], 1.0 / total)


def describe(
    one: Speech, last: Speech | None, candidates: Sequence[Candidate], lines: Lines, grammar: Grammar, *, whole: bool
) -> list[list[str]]:
    """The features of each leading candidate, and at the end those of "none of them"."""
    line = lines[one.line]
    place = _place(line, one.place)
    situation = ["", _SITUATIONS[whole, place], "free" if grammar.subject_behind else "fixed"]
    described = [
        situation + _features(one, line, last, candidate, candidates, lines, grammar)
        for candidate in leading(candidates)
    ]
    described.append([*situation, "whole" if whole else "part", place, *(candidate.source for candidate in candidates)])
    return described


def _features(
    one: Speech,
    line: Line,
    last: Speech | None,
    candidate: Candidate,
    candidates: Sequence[Candidate],
    lines: Lines,
    grammar: Grammar,
) -> list[str]:
    source = candidate.source
    found = [_speaker(candidate, lines, grammar)]
    if one.own is not None and one.own.subject is None:  # «...», dijo
        found += ["dropped", "dropped-" + found[0]]
    if not candidate.finding.certain:
        found.append("unsure")
    if len(candidates) > 1:
        found += [
            _OTHERS[other.source, other.key == candidate.key, other.finding.certain]
            for other in candidates
            if other is not candidate
        ]
    if source not in _SHARED and candidate.finding.line == one.line:
        found += _position(one, line, candidate, grammar)
    if source in _BEFORE and one.place:
        found.append(_mark(line, one.place, grammar))
    if source in _BEHIND:
        found.append(_tie(line, one))
    if source in _FROM_LAST and last is not None and last.finding is not None:
        found += (last.finding.way, "closed" if last.pair.closed else "open")
        if source == "inherited":
            found.append(_BETWEEN[_bucket(one.place - last.place - 1)])
            found.append("same-sentence" if line.breaks[last.place] == line.breaks[one.place] else "other-sentence")
    if source in _FAR:
        found.append("alone" if len(line.quotes) == len(line.words) else "beside")
        found.append("starts" if one.pair.start == 0 else "later")
        found.append(_BACK[_bucket(one.line - lines.home(candidate.finding.line))])
    return found


def _position(one: Speech, line: Line, candidate: Candidate, grammar: Grammar) -> list[str]:
    """How far subject and verb are, and what kind of verb it is."""
    finding = candidate.finding
    if finding.subject is None:
        return []
    low = finding.subject.low
    nearest = _gap(one.place, finding, finding.subject, grammar)
    found = [_SUBJECT[_bucket(nearest)], "opens" if low == line.breaks[low] else "inside"]
    if finding.cue is not None and finding.cue < len(line.words):
        found.append(grammar.kind_of_cue(line.words[finding.cue].lower()) or "unknown")
        found.append(_DISTANCE[_bucket(abs(one.place - finding.cue))])
        if finding.cue + 2 == low and line.words[low - 1] in grammar.by_words:
            found.append("agent")
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
        return _PRONOUNS[grammar.pronouns[first]]
    if grammar.nouns_upper and not _is_full_name(line, subject, grammar):
        return "role" if candidate.key in grammar.roles else "single"
    if is_name(line, subject.low, subject.high, grammar):
        return "name-long" if subject.high - subject.low > 5 else "name"
    if grammar.no_articles and grammar.is_title(first):
        return "role"
    return "role" if candidate.key in grammar.roles else "long" if subject.high - subject.low > 5 else "noun"


def _is_full_name(line: Line, subject: Subject, grammar: Grammar) -> bool:
    """Whether two capitals or a title prove a name where every noun has a capital."""
    words = line.words[subject.low : subject.high]
    return sum(word[0].isupper() for word in words) > 1 or grammar.is_title(words[0].lower())


def _mark(line: Line, place: int, grammar: Grammar) -> str:
    word = line.words[place - 1]
    if not word[0].isalnum():
        return _MARKS.get(word, "mark-other")
    lowered = word.lower()
    if lowered in grammar.subordinators:
        return "mark-conjunction"
    if lowered in grammar.prepositions or lowered in grammar.inner_prepositions:
        return "mark-preposition"
    if lowered in grammar.determiners:
        return "mark-determiner"
    if grammar.kind_of_cue(lowered):
        return "mark-cue"
    return "mark-helper" if grammar.is_helper(word) else "mark-word"


def _tie(line: Line, one: Speech) -> str:
    behind = line.words[one.place + 1] if one.place + 1 < len(line.words) else ""
    if behind in _TIES:
        return "tied-mark"
    last = line.value[one.pair.inner_end - 1]
    return (
        "tied-comma" if last == "," else "tied-question" if last in "?!" else "tied-stop" if last == "." else "untied"
    )


def _bucket(count: int) -> int:
    return bisect_left(_BUCKETS, count)
