"""Learns the weights by which newsparse chooses a quote's speaker: `speaker_weights` of the shared quotes.toml.

    python tools/train_speakers.py ANNOTATED.jsonl tests/cases/speech/*.toml [...] [--folds 5] [--rounds 3] [--write]

A line of a JSONL file is an article:
`{"id", "language", "text", "quotes": [{"start", "end", "type", "speaker_mentions":
[{"text", "start", "end"}]}]}`, type direct, mixed or anything else. With --folds it only tells how often the choice is
right on articles that were not learned from, by way; with --write it puts the weights into the data.

A candidate is right where its words overlap an annotated mention or end in the same word. A quote's chances are those
of a softmax over its candidates and "none of them"; learned by Adagrad with a penalty on the square of each weight.
Since a choice depends on the one before, the articles are read again with the weights of the round before.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from math import exp, log, sqrt
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from newsparse import parse
from newsparse.quotes import find
from newsparse.quotes.candidates import Candidate
from newsparse.quotes.choice import NOBODY, describe, leading
from newsparse.quotes.cues import Grammar, grammar_of, sorted_weights
from newsparse.quotes.lines import Lines
from newsparse.quotes.names import Names
from newsparse.quotes.speakers import Speakers
from newsparse.quotes.speech import Speech
from newsparse.record import Record, record
from newsparse.rules import load_rule_book

DATA: Final = Path(__file__).parent.parent / "newsparse" / "data" / "shared" / "quotes.toml"
# Until there are any: what stands beside a quote goes before what stands farther off.
FIRST_WEIGHTS: Final = {
    "after|": 5.0, "before|": 4.5, "inherited|": 4.0, "behind|": 3.0, "signature|": 4.0, "colon|": 3.0, "over|": 2.0,
    "sentence|": 1.0, "inverted|": 1.0, "clause|": 1.0, "continued|": 2.5, "far|": 2.5, "narrative|": 0.5,
    "reporting|": 0.2, "previous|": 0.2, "after|tied-mark": 1.0, "before|agent": 3.0, "continued|open": 2.0,
}  # fmt: skip
EPOCHS: Final = 12
STEP: Final = 0.25
PENALTY: Final = 20.0  # of the sum of squares of how far a weight is from its first value, over all examples
FEWEST: Final = 8  # examples in which a feature must stand
_WORD: Final = re.compile(r"\w+")


@record
class Example(Record):
    """A quote with its candidates."""

    document: str
    language: str
    whole: bool
    names: list[list[str]]
    right: list[bool]
    sources: list[str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    articles = [article for path in arguments.files for article in read_articles(path)]
    weights: dict[str, float] = dict(FIRST_WEIGHTS)
    examples: list[Example] = []
    for number in range(arguments.rounds):
        examples = read_examples(articles, weights)
        weights = learn(examples)
        share = share_right(examples, weights)
        print(f"round {number + 1}: {len(examples)} quotes, {len(weights)} weights, {share:.4f} right")
    if arguments.folds:
        tell_folds(examples, arguments.folds)
    if arguments.write:
        write(weights)


def read_articles(path: Path) -> list[dict[str, Any]]:
    """The articles of a JSONL file, or of a TOML file of tests/cases/speech."""
    if path.suffix != ".toml":
        return [json.loads(line) for line in path.open(encoding="utf-8")]
    return [_from_case(path.stem, article) for article in tomllib.loads(path.read_text(encoding="utf-8"))["article"]]


def _from_case(language: str, case: dict[str, Any]) -> dict[str, Any]:
    text = case["text"].strip() + "\n"
    quotes: list[dict[str, Any]] = []
    place = 0
    for quote in case.get("quotes", []):
        start = text.index(quote["text"], place)
        place = start + len(quote["text"])
        speaker = quote.get("speaker")
        mentions = [{"text": speaker}] if speaker else []
        kind = quote.get("type", "direct")
        quotes.append({"start": start, "end": place, "text": quote["text"], "type": kind, "speaker_mentions": mentions})
    return {"id": f"{language}/{case['id']}", "language": language, "text": text, "quotes": quotes}


def read_examples(articles: Iterable[dict[str, Any]], weights: dict[str, float]) -> list[Example]:
    """Parses every article with these weights and holds each quote's candidates against the annotation."""
    examples: list[Example] = []
    for article in articles:
        grammar = grammar_of(load_rule_book(article["language"]))
        watcher = Watcher()
        with (
            patch.object(find, "describe", watcher.describe),
            patch.object(find, "grammar_of", return_value=grammar._replace(speaker_weights=sorted_weights(weights))),
        ):
            parsed = parse(article["text"], language=article["language"])
        examples += _annotated(article, watcher.seen, parsed.text)
    return examples


@record
class Mention(Record):
    """A candidate as the article prints it."""

    source: str
    words: str
    name: str
    start: int
    end: int


@record
class Seen(Record):
    """A quote whose candidates were weighed."""

    start: int
    end: int
    whole: bool
    features: list[list[str]]
    mentions: list[Mention]


class Watcher:
    """Stands where candidates are described and keeps what it sees."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self._speakers: Speakers | None = None

    def describe(
        self,
        one: Speech,
        last: Speech | None,
        candidates: Sequence[Candidate],
        lines: Lines,
        grammar: Grammar,
        *,
        whole: bool,
    ) -> list[list[str]]:
        if self._speakers is None:
            text = "\n".join(passage.passage.value for passage in lines.passages)
            self._speakers = Speakers(lines, Names(text, grammar), grammar)
        described = describe(one, last, candidates, lines, grammar, whole=whole)
        leaders = leading(candidates)
        sources = [*(candidate.source for candidate in leaders), NOBODY]
        named = [[f"{source}|{name}" for name in names] for source, names in zip(sources, described, strict=True)]
        start, end = lines.passages[one.line].passage.span(one.pair.inner_start, one.pair.inner_end)
        mentions = [_mention(candidate, lines, self._speakers) for candidate in leaders]
        self.seen.append(Seen(start, end, whole, named, mentions))
        return described


def _mention(candidate: Candidate, lines: Lines, speakers: Speakers) -> Mention:
    finding = candidate.finding
    assert finding.subject is not None
    line = lines[finding.line]
    low, high = line.span(finding.subject.low, finding.subject.high)
    words = line.value[low:high]
    start, end = lines.passages[lines.home(finding.line)].passage.span(low, high)
    return Mention(candidate.source, words, speakers.look_up(finding, words)[0], start, end)


def _annotated(article: dict[str, Any], seen: Iterable[Seen], text: str) -> Iterable[Example]:
    same = text == article["text"]
    for one in seen:
        if not one.mentions:
            continue
        words = text[one.start : one.end]
        for quote in article["quotes"]:
            if quote["type"] not in {"direct", "mixed"} or not quote["speaker_mentions"]:
                continue
            overlap = min(one.end, quote["end"]) - max(one.start, quote["start"]) if same else 0
            if overlap * 2 > one.end - one.start or (not same and words[:40] in quote["text"]):
                right = [_is_right(mention, quote["speaker_mentions"], same=same) for mention in one.mentions]
                sources = [mention.source for mention in one.mentions]
                outcome = [*right, not any(right)]
                yield Example(article["id"], article["language"], one.whole, one.features, outcome, sources)
                break


def _is_right(mention: Mention, annotated: list[dict[str, Any]], *, same: bool) -> bool:
    for wanted in annotated:
        if same and "start" in wanted and mention.start < wanted["end"] and mention.end > wanted["start"]:
            return True
        last = _WORD.findall(wanted["text"].lower())[-1:]
        for name in (mention.words, mention.name):
            given = _WORD.findall(name.lower())
            if given and last and (given[-1] in _WORD.findall(wanted["text"].lower()) or last[0] in given):
                return True
    return False


def learn(examples: Sequence[Example]) -> dict[str, float]:
    counts = Counter(name for example in examples for names in example.names for name in set(names))
    known = {name for name, count in counts.items() if count >= FEWEST} | FIRST_WEIGHTS.keys()
    weights = {name: FIRST_WEIGHTS.get(name, 0.0) for name in known}
    squares = dict.fromkeys(known, 1e-6)
    shuffled = [
        (tuple(tuple(name for name in names if name in known) for names in one.names), one.right) for one in examples
    ]
    chooser = random.Random(1)
    shrink = PENALTY / max(1, len(examples))
    for _ in range(EPOCHS):
        chooser.shuffle(shuffled)
        for names, right in shuffled:
            chances = _softmax([sum(weights[name] for name in one) for one in names])
            good = sum(chance for chance, is_right in zip(chances, right, strict=True) if is_right)
            for one, chance, is_right in zip(names, chances, right, strict=True):
                slope = chance - (chance / good if is_right else 0.0)
                if abs(slope) < 1e-4:
                    continue
                for name in one:
                    gradient = slope + shrink * (weights[name] - FIRST_WEIGHTS.get(name, 0.0))
                    squares[name] += gradient * gradient
                    weights[name] -= STEP * gradient / sqrt(squares[name])
    return {name: weight for name, weight in weights.items() if abs(weight) >= 0.02}


def _softmax(scores: list[float]) -> list[float]:
    top = max(scores)
    parts = [exp(score - top) for score in scores]
    total = sum(parts)
    return [part / total for part in parts]


def share_right(examples: Sequence[Example], weights: dict[str, float]) -> float:
    return sum(_chosen(example, weights)[1] for example in examples) / max(1, len(examples))


def _chosen(example: Example, weights: dict[str, float]) -> tuple[str, bool, float]:
    chances = _softmax([sum(weights.get(name, 0.0) for name in names) for names in example.names])
    best = max(range(len(chances) - 1), key=lambda index: chances[index])
    return example.sources[best], example.right[best], chances[best]


def tell_folds(examples: Sequence[Example], folds: int) -> None:
    documents = sorted({example.document for example in examples})
    random.Random(2).shuffle(documents)
    fold = {document: number % folds for number, document in enumerate(documents)}
    ways: dict[tuple[str, bool], Counter[str]] = {}
    loss = 0.0
    for number in range(folds):
        weights = learn([example for example in examples if fold[example.document] != number])
        for example in examples:
            if fold[example.document] == number:
                source, right, chance = _chosen(example, weights)
                loss -= log(max(1e-6, chance if right else 1 - chance))
                for key in ((source, example.whole), (f"all {example.language}", example.whole)):
                    count = ways.setdefault(key, Counter())
                    count["quotes"] += 1
                    count["right"] += right
                    count["possible"] += any(example.right[:-1])
    for (source, whole), count in sorted(ways.items()):
        share, possible = count["right"] / count["quotes"], count["possible"] / count["quotes"]
        kind = "whole" if whole else "part"
        print(f"{source:12} {kind:5} {count['quotes']:5} right {share:.3f} possible {possible:.3f}")
    print(f"loss {loss / len(examples):.4f}")


def write(weights: dict[str, float]) -> None:
    text = DATA.read_text(encoding="utf-8")
    lines = "\n".join(f"{name} {weight:.2f}" for name, weight in sorted(weights.items()))
    block = f"speaker_weights = '''\n{lines}\n'''"
    found = re.search(r"speaker_weights = '''.*?'''", text, re.DOTALL)
    if found is None:
        raise SystemExit(f"{DATA} has no speaker_weights")
    DATA.write_text(text[: found.start()] + block + text[found.end() :], encoding="utf-8")
    print(f"{len(weights)} weights written; now run tools/build_parsed.py")


if __name__ == "__main__":
    main()
