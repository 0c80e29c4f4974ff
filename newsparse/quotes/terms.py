"""Quoted, but nobody's speech: scare quotes, titles of works, nicknames.

"the so-called “deal”", "in his film “Harbour”", "the “Saturday Show” on air"

A quote's shape and the words beside it are turned into features, and a weighted sum decides; the weights are
data (`speech_weights` of the shared quotes.toml), learned by tools/train_speech.py. They name shapes and kinds of
words, never words, so that they hold in any language that has its vocabularies.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from newsparse.patterns import pattern
from newsparse.quotes.cues import Grammar
from newsparse.quotes.finding import Finding
from newsparse.quotes.line import QUOTE, Line
from newsparse.quotes.marks import DASH, Pair

_SENTENCE_ENDS: Final = (".", "!", "?", "…", ",")
_SURELY_SPEECH: Final = 120  # characters; the weights never call a longer quote with a speaker a term
_WORDS_IN_NAMES: Final = 6  # blanks: a show's title behind "программа"
_LONGEST_WORD: Final = 40  # characters
_WORD_BEFORE = pattern(r"[\w-]+$")
_SENTENCE_SIGNS: Final = frozenset("いたるだすんよねかうくむつぬぶぐせけれろえてで！？!?…。")  # at a sentence's end
_SHORT_SENTENCE: Final = 5  # signs
_NEAR_CUE: Final = 12  # words from the verb to words that it reports
_LONG_IN_SIGNS: Final = 12  # signs between corner brackets; shorter ones are mostly titles and names
_MOST_WORDS: Final = 16  # of a quote that are looked at
_BESIDE: Final = 3  # words between a title and what tells that it is one
_SENTENCE: Final = 30  # words on both sides that are looked at
_EDGES: Final = "\"'“”„‟«»‘’‚‹›()[]{}.,;:!?…-–—"
_KINDS_OF_MARKS: Final = {":": "colon", QUOTE: "quote", "—": "dash", "–": "dash", ".": "stop", "(": "bracket"}


def is_name_in_marks(value: str, pair: Pair, grammar: Grammar) -> bool:
    """Whether a quote is the name of a firm, a paper, a ship, told by the noun before it: театр «Лодка».

    Deliberately not: speech behind a verb, a colon or a comma, what ends like a sentence, long titles.
    """
    inner = value[pair.inner_start : pair.inner_end]
    behind = value[pair.end : pair.end + 2].lstrip()
    if not pair.closed or not (inner[:1].isupper() or inner[:1].isdigit()) or inner[-1] in _SENTENCE_ENDS:
        return False
    if behind[:1] in {"—", "–"} or value[pair.start - 1 : pair.start] not in {" ", "\N{NO-BREAK SPACE}"}:
        return False
    before = _WORD_BEFORE.search(value, max(0, pair.start - _LONGEST_WORD), pair.start - 1)
    if before is None:
        return False
    word = before[0].lower()
    if word in grammar.work_nouns:
        return inner.count(" ") < _WORDS_IN_NAMES
    return inner.count(" ") < 2


def is_sentence(line: Line, place: int, pair: Pair) -> bool:
    """Whether a quote reads as all of what was said, not as words inside somebody else's sentence."""
    inner = line.value[pair.inner_start : pair.inner_end]
    before = line.words[place - 1] if place else ""
    opens = not place or line.breaks[place] == place or before in {":", ",", "—", "–", "--", QUOTE}
    capital = inner[:1].isupper() or not inner[:1].isalpha()
    if before == ":" and capital:
        return True
    if before == "," and capital and len(inner.split()) > 2:
        return True
    return opens and (capital or before == ",") and (inner.endswith(_SENTENCE_ENDS) or len(inner.split()) > 5)


def _is_speech_in_corners(line: Line, place: int, pair: Pair, grammar: Grammar) -> bool:
    """Speech has と behind it, or reads as a sentence; 「...」と名付けた and 「...」と「...」 are names."""
    inner = line.value[pair.inner_start : pair.inner_end]
    behind = line.words[place + 1] if place + 1 < len(line.words) else ""
    beyond = line.words[place + 2] if place + 2 < len(line.words) else ""
    reads = len(inner) >= _LONG_IN_SIGNS and ("。" in inner or "、" in inner or inner[-1] in _SENTENCE_SIGNS)
    if behind[:1] == "と" or behind[:2] in {"など", "だと"}:
        if beyond in grammar.naming_cues or behind.startswith(("という", "といった", "とする")):
            return reads
        return beyond != QUOTE or reads
    last = place + 1
    while last < len(line.words) and line.words[last] == QUOTE:
        last += 1
    if last > place + 1 and last < len(line.words) and inner[-1] in _SENTENCE_SIGNS:
        if line.words[last][0] == "と" and not line.words[last].startswith(("という", "といった")):
            return True  # 「...」「...」と話した
    if behind == QUOTE and len(inner) >= _SHORT_SENTENCE:  # 「...」「...」と話した
        return inner[-1] in _SENTENCE_SIGNS or reads
    alone = line.breaks[place] == place and behind in {"。", ""} and inner[-1] in _SENTENCE_SIGNS
    return reads or (alone and len(inner) >= _SHORT_SENTENCE) or len(inner) >= 2 * _LONG_IN_SIGNS


def is_whole(line: Line, place: int, pair: Pair, finding: Finding | None) -> bool:
    """Whether a quote is all of what was said: it reads so, or starts a sentence that ends with its attribution."""
    if pair.mark in "「『":
        behind = line.words[place + 1] if place + 1 < len(line.words) else ""
        return not behind[:1].isalpha() or (behind[0] in "とな" and not behind.startswith(("との", "という")))
    opens = line.breaks[place] == place
    return is_sentence(line, place, pair) or (opens and finding is not None and finding.way in {"after", "inherited"})


def is_speech(
    line: Line, place: int, pair: Pair, finding: Finding | None, grammar: Grammar, weights: Mapping[str, float]
) -> bool:
    """Whether somebody said what stands between the marks."""
    sure = is_surely_speech(line, place, pair, finding, grammar)
    if sure is not None:
        return sure
    return sum([weights.get(one, 0.0) for one in features(line, place, pair, finding, grammar)]) > 0


def is_surely_speech(line: Line, place: int, pair: Pair, finding: Finding | None, grammar: Grammar) -> bool | None:
    """The same where nothing needs to be weighed; `None` where the weights decide."""
    alone = len(line.words) == 1 and line.value[pair.inner_start : pair.inner_end].endswith(_SENTENCE_ENDS)
    if pair.mark == DASH or alone:
        return True
    if finding is not None:
        if finding.way == "after" and finding.certain and line.breaks[place] == place:
            return True
        if grammar.speaker_opens and _has_verb_behind(line, place, grammar):
            return True
        if finding.way == "inserted" or pair.inner_end - pair.inner_start > _SURELY_SPEECH:
            return True
    if grammar.no_articles and _follows_speech(line, place, pair):
        return True
    if (grammar.no_articles or grammar.speaker_opens) and _is_scare_quote(line, place, pair, finding, grammar):
        return False
    if pair.mark in "「『":
        return _is_speech_in_corners(line, place, pair, grammar)
    return None


def _has_verb_behind(line: Line, place: int, grammar: Grammar) -> bool:
    """Whether nothing stands between a quote and the verb that closes its sentence: "..." diye konuştu."""
    behind = line.words[place + 1] if place + 1 < len(line.words) else ""
    return bool(behind) and (grammar.is_helper(behind) or grammar.kind_of_cue(behind) is not None)


def _is_scare_quote(line: Line, place: int, pair: Pair, finding: Finding | None, grammar: Grammar) -> bool:
    """A few words inside a sentence without a verb near them that reports: chtějí konec „šedé zóny“."""
    inner = line.value[pair.inner_start : pair.inner_end]
    if inner.count(" ") > 2 or inner.endswith((".", "!", "?", "…", ",")) or not place:
        return False
    if line.words[place - 1] in {":", QUOTE} or line.breaks[place] == place:
        return False
    if finding is None or finding.cue is None:
        return True
    if finding.cue < len(line.words) and line.words[finding.cue] in grammar.calling_cues:
        return False
    return not finding.certain or (finding.way == "before" and place - finding.cue > _NEAR_CUE)


def _follows_speech(line: Line, place: int, pair: Pair) -> bool:
    """Behind a colon, or behind what ends an attribution: «...», — сказала Иванова. — «...»."""
    before = line.words[place - 1] if place else ""
    if not line.value[pair.inner_start].isupper():
        return False
    return before == ":" or (before in {"—", "–", "-"} and place > 1 and line.words[place - 2] in {".", ","})


def features(line: Line, place: int, pair: Pair, finding: Finding | None, grammar: Grammar) -> list[str]:
    """What can be seen of a quote, as names of features."""
    inner = line.value[pair.inner_start : pair.inner_end]
    words = inner.split()
    before = _before(line, place, grammar)
    count = len(words)
    found = [
        "bias",
        f"language-{grammar.language}",
        f"count-{count}" if count < 8 else "count-8" if count < 12 else "count-12",
        _shape(inner, words, grammar),
        _end(inner),
        "before-" + before,
        f"{before}-{'capital' if inner[:1].isupper() else 'small'}",
        "behind-" + _behind(line, place, grammar),
        "found-" + _how(place, finding),
        "reporting-" + _reporting(line, place, grammar),
    ]
    if is_sentence(line, place, pair):
        found.append("sentence")
    if before == "joiner" and place > 1 and line.words[place - 2] == QUOTE:  # called it “late” and “overdue”
        found.append("joined-" + found[8])
    if finding is not None and finding.cue is not None:
        known = finding.cue < len(line.words) and finding.way != "inserted"
        kind = grammar.kind_of_cue(line.words[finding.cue].lower()) if known else "finite"
        found.append("cue-" + (kind or "unknown"))
    return found + _words_inside(words, grammar) + _works_beside(line, place, grammar)


def _words_inside(words: list[str], grammar: Grammar) -> list[str]:
    """Small words make a sentence or a part of one, not a name; "I", "we", "you" are spoken."""
    small = [one.strip(_EDGES).lower() for one in words[:_MOST_WORDS]]
    function = [one for one in small if one in grammar.function_words]
    found = [f"function-{min(len(function), 4)}"]
    if any(one in grammar.helpers or one in grammar.auxiliaries for one in function):
        found.append("helper-inside")
    if not grammar.spoken_words.isdisjoint(small):
        found.append("spoken")
    return found


def _works_beside(line: Line, place: int, grammar: Grammar) -> list[str]:
    """His film “Harbour”; the “Harbour” series."""
    found = []
    start = max(line.breaks[place], place - _BESIDE)
    if any(is_work(one, grammar) for one in line.words[start:place]):
        found.append("work-before")
    end = min(line.sentence_end(place), place + 1 + _BESIDE)
    if any(is_work(one, grammar) for one in line.words[place + 1 : end]):
        found.append("work-behind")
    return found


def is_work(word: str, grammar: Grammar) -> bool:
    """Whether what is called so has a title or a name: film, Fernsehsendung."""
    word = word.lower()
    return word in grammar.work_nouns or (grammar.nouns_upper and word.endswith(grammar.work_endings))


def _reporting(line: Line, place: int, grammar: Grammar) -> str:
    """Whether anything in the quote's sentence reports."""
    start, end = max(line.breaks[place], place - _SENTENCE), min(line.sentence_end(place), place + _SENTENCE)
    found = "none"
    cues, calling = grammar.cues, grammar.calling_cues
    for word in map(str.lower, line.words[start:end]):
        if word in cues:
            return "participle" if word.endswith(grammar.participle_endings) else "finite"
        if word in calling:
            found = "calling"
    return found


def _shape(inner: str, words: list[str], grammar: Grammar) -> str:
    if not inner[:1].isupper():
        return "small" if inner[:1].isalpha() else "sign"
    long = [one for one in words if len(one) > 3]
    capitals = sum(one[:1].isupper() for one in long)
    if len(words) == 1:
        return "one-capital"
    if long and capitals == len(long):
        return "all-capital"
    return "some-capital" if capitals * 2 > len(long) and not grammar.nouns_upper else "first-capital"


def _end(inner: str) -> str:
    last = inner[-1:]
    return (
        "end-stop" if last in ".!?…" else "end-comma" if last == "," else "end-word" if last.isalnum() else "end-mark"
    )


def _before(line: Line, place: int, grammar: Grammar) -> str:
    if not place:
        return "start"
    word = line.words[place - 1]
    lowered = word.lower()
    if word == ",":
        return _before_comma(line, place, grammar)
    if word == QUOTE or not word[0].isalnum():
        return _KINDS_OF_MARKS.get(word, "mark")
    if line.breaks[place] == place:
        return "stop"
    if is_work(lowered, grammar):
        return "work"
    kind = grammar.kind_of_cue(lowered)
    if kind is not None:
        return kind
    if lowered.endswith(("'s", "’s")) and lowered not in grammar.determiners:
        return "owner"
    small = grammar.kind_of_small_word(lowered)
    if small is not None:
        return small
    if grammar.is_helper(word):
        return "helper"
    return "capital" if word[0].isupper() else "word"


def _before_comma(line: Line, place: int, grammar: Grammar) -> str:
    """His new film, “Harbour”, ...; Roe said, “...”."""
    word = line.words[place - 2] if place > 1 else ""
    return "work" if is_work(word, grammar) else "comma"


def _behind(line: Line, place: int, grammar: Grammar) -> str:
    if place + 1 >= len(line.words):
        return "end"
    word = line.words[place + 1]
    lowered = word.lower()
    if word == QUOTE:
        return "quote"
    if not word[0].isalnum():
        return "stop" if word in ".!?" else "comma" if word == "," else "mark"
    if line.breaks[place + 1] == place + 1:
        return "sentence"
    if lowered in grammar.joiners:
        return "joiner"
    if lowered in grammar.prepositions or lowered in grammar.inner_prepositions:
        return "preposition"
    if lowered in grammar.subordinators:
        return "conjunction"
    if grammar.kind_of_cue(lowered) is not None:
        return "cue"
    return "capital" if word[0].isupper() else "word"


def _how(place: int, finding: Finding | None) -> str:
    if finding is None:
        return "none"
    if finding.way != "before" or finding.cue is None:
        return finding.way if finding.certain else finding.way + "-unsure"
    distance = place - finding.cue
    near = "beside" if distance < 3 else "near" if distance < 7 else "far" if distance < 14 else "farther"
    return f"before-{near}"
