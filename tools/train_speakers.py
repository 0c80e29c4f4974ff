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
from newsparse.quotes.choice import NOBODY, describe
from newsparse.quotes.cues import Grammar, grammar_of, sorted_weights
from newsparse.quotes.lines import Lines
from newsparse.quotes.speech import Speech
from newsparse.record import Record, record
from newsparse.rules import load_rule_book

DATA: Final = Path(__file__).parent.parent / "newsparse" / "data" / "shared" / "quotes.toml"
# Until there are any: what stands beside a quote goes before what stands farther off.
FIRST_WEIGHTS: Final = {
    "after|": 5.0, "before|": 4.5, "inherited|": 4.0, "behind|": 3.0, "signature|": 4.0, "colon|": 3.0, "over|": 2.0,
    "sentence|": 1.0, "inverted|": 1.0, "clause|": 1.0, "continued|": 2.5, "far|": 2.5, "narrative|": 0.5,
    "reporting|": 0.2, "previous|": 0.2, "after|tied-mark": 1.0, "continued|open": 2.0,
}  # fmt: skip
EPOCHS: Final = 12
STEP: Final = 0.25
PENALTY: Final = 8.0  # of the sum of squares of how far a weight is from its first value, over all examples
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
        speaker = quote.get("mention") or quote.get("speaker")
        mentions = [{"text": speaker}, {"text": quote.get("speaker") or speaker}] if speaker else []
        kind = quote.get("type", "direct")
        quotes.append({"start": start, "end": place, "text": quote["text"], "type": kind, "speaker_mentions": mentions})
        quotes[-1]["resolved"] = "mention" not in quote
    return {"id": f"{language}/{case['id']}", "language": language, "text": text, "quotes": quotes}


def read_examples(articles: Iterable[dict[str, Any]], weights: dict[str, float]) -> list[Example]:
    """Parses every article with these weights and holds each quote's candidates against the annotation."""
    examples: list[Example] = []
    for article in articles:
        grammar = grammar_of(load_rule_book(article["language"]))
        weighted = grammar._replace(speaker_weights=sorted_weights(weights))
        seen: list[tuple[int, int, bool, list[list[str]], list[tuple[str, str, int, int]]]] = []

        def watch(
            one: Speech,
            last: Speech | None,
            candidates: Sequence[Candidate],
            lines: Lines,
            grammar: Grammar,
            *,
            whole: bool,
        ) -> list[list[str]]:
            described = describe(one, last, candidates, lines, grammar, whole=whole)
            sources = [*(candidate.source for candidate in candidates), NOBODY]
            named = [[f"{source}|{name}" for name in names] for source, names in zip(sources, described, strict=True)]
            start, end = lines.passages[one.line].passage.span(one.pair.inner_start, one.pair.inner_end)
            seen.append((start, end, whole, named, [_mention(candidate, lines) for candidate in candidates]))  # noqa: B023
            return described

        with patch.object(find, "describe", watch), patch.object(find, "grammar_of", return_value=weighted):
            parsed = parse(article["text"], language=article["language"])
        same = parsed.text == article["text"]
        examples += _annotated(article, seen, parsed.text, same=same)
    return examples


def _mention(candidate: Candidate, lines: Lines) -> tuple[str, str, int, int]:
    subject = candidate.finding.subject
    assert subject is not None
    line = lines[candidate.finding.line]
    low, high = line.span(subject.low, subject.high)
    start, end = lines.passages[lines.home(candidate.finding.line)].passage.span(low, high)
    return candidate.source, line.value[low:high], start, end


def _annotated(
    article: dict[str, Any],
    seen: list[tuple[int, int, bool, list[list[str]], list[tuple[str, str, int, int]]]],
    text: str,
    *,
    same: bool,
) -> Iterable[Example]:
    for start, end, whole, names, mentions in seen:
        if len(names) < 2:
            continue
        words = text[start:end]
        for quote in article["quotes"]:
            if quote["type"] not in {"direct", "mixed"} or not quote["speaker_mentions"]:
                continue
            overlap = min(end, quote["end"]) - max(start, quote["start"]) if same else 0
            if overlap * 2 > end - start or (not same and words[:40] in quote["text"]):
                right = [_is_right(one, quote["speaker_mentions"], same=same) for one in mentions]
                if quote.get("resolved") and _is_open(mentions, right):
                    break
                yield Example(
                    article["id"],
                    article["language"],
                    whole,
                    names,
                    [*right, not any(right)],
                    [one[0] for one in mentions],
                )
                break


def _is_right(one: tuple[str, str, int, int], mentions: list[dict[str, Any]], *, same: bool) -> bool:
    _, words, start, end = one
    for mention in mentions:
        if same and "start" in mention and start < mention["end"] and end > mention["start"]:
            return True
        given, wanted = _WORD.findall(words.lower()), _WORD.findall(mention["text"].lower())
        if given and wanted and (given[-1] in wanted or wanted[-1] in given or (given[-1] in wanted[-1] > "\u3040")):
            return True
    return False


def _is_open(mentions: list[tuple[str, str, int, int]], right: list[bool]) -> bool:
    """Whether "she" or "the trainer" may be the person that the annotation names in full."""
    return any(
        not is_right and not (words[:1].isupper() and " " in words)
        for (_, words, _, _), is_right in zip(mentions, right, strict=True)
    )


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
