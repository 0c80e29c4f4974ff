"""Learns the weights by which newsparse tells speech from quoted terms: `speech_weights` of the shared quotes.toml.

    python tools/train_speech.py ANNOTATED.jsonl tests/cases/speech/*.toml [...] [--write] [--doubt 0.6]

Needs numpy and scipy. A line of a JSONL file is an article: `{"id", "language", "text", "quotes": [{"start", "end",
"type"}], "scare": [{"start", "end"}]}`; a TOML file is one of the annotated cases of the tests. Quotes of type direct
and mixed are speech, what stands under `scare` is none; all other marks are left out. It tells how well weights do
that have not seen a publisher (the part of the id between the last slash and the first underscore behind it; without
one, a fifth of the articles), and how well those do that have not seen a language. With --write it puts the weights of
all articles into the data.

A mistake costs more where more is lost: quoted words of one or two in an indirect report are half as dear as others.
An article of a language with few of them counts more, up to three times. --doubt is what the sum must come to before
words count as speech, and is taken off the bias; the tables show what each height of it would keep. A language with a
hundred annotated terms has a weight and a doubt of its own: of the others it is not known how many terms they print.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from newsparse import parse
from newsparse.model import Article, Repair
from newsparse.quotes import find
from newsparse.quotes.cues import Grammar
from newsparse.quotes.finding import Finding
from newsparse.quotes.line import Line
from newsparse.quotes.lines import Lines
from newsparse.quotes.marks import Pair
from newsparse.quotes.terms import features, is_speech, is_surely_speech
from newsparse.record import Record, record

DATA: Final = Path(__file__).parent.parent / "newsparse" / "data" / "shared" / "quotes.toml"
PENALTY: Final = 8.0  # 3 to 25 differ by 1 % of the loss on publishers left out
DOUBT: Final = 0.6
# On publishers left out English comes to .982 of F1, and keeps .94 of the mixed quotes and .25 of the terms; German
# to .943, .79 and .05, and would gain .01 of F1 for another tenth of its mixed quotes.
DOUBTS: Final = {"en": 1.5, "de": 0.8}
KNOWN: Final = 100  # annotated terms
FEWEST: Final = 8  # quotes in which a feature must stand
SMALLEST: Final = 0.02
FOLDS: Final = 5  # of articles without publishers
OF_SHORT: Final = 0.5  # what a mixed quote of one or two words counts
OF_RARE: Final = 3.0  # what an example of a language with few counts at most
HEIGHTS: Final = (0.0, 0.6, 0.8, 1.0, 1.3, 1.5)  # of doubt, in the report


@record
class Example(Record):
    """Words between marks that are annotated."""

    language: str
    publisher: str
    kind: str
    """direct, mixed, short (mixed, of one or two words) or scare"""
    sure: bool | None
    """What is known without weights."""
    names: list[str]
    """Its features."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--penalty", type=float, default=PENALTY)
    parser.add_argument("--doubt", type=float, default=DOUBT)
    parser.add_argument("--write", action="store_true", help="put the weights into the data")
    arguments = parser.parse_args()
    articles = (article for path in arguments.files for article in read_articles(path))
    examples = [example for article in articles for example in read_article(article)]
    print(sorted(Counter((one.language, one.kind) for one in examples).items()))
    tell("publishers left out", examples, left_out(examples, by_publisher(examples), arguments.penalty))
    languages = {one.language for one in examples}
    if len(languages) > 1:
        folds = [[one.language == language for one in examples] for language in sorted(languages)]
        tell("languages left out", examples, left_out(examples, folds, arguments.penalty))
    if arguments.write:
        weights = learn(examples, arguments.penalty)
        weights["bias"] -= arguments.doubt
        for language in known_languages(examples):
            weights[f"language-{language}"] -= DOUBTS.get(language, arguments.doubt) - arguments.doubt
        write(weights)


def read_articles(path: Path) -> list[dict[str, Any]]:
    """The articles of a JSONL file, or of a TOML file of tests/cases/speech."""
    if path.suffix != ".toml":
        return [json.loads(line) for line in path.open(encoding="utf-8")]
    return [from_case(path.stem, article) for article in tomllib.loads(path.read_text(encoding="utf-8"))["article"]]


def from_case(language: str, case: Mapping[str, Any]) -> dict[str, Any]:
    """A case with the places of its quotes and terms."""
    text = case["text"].strip() + "\n"
    quotes: list[dict[str, Any]] = []
    place = 0
    for quote in case.get("quotes", []):
        start = text.index(quote["text"], place)
        place = start + len(quote["text"])
        quotes.append({"start": start, "end": place, "type": quote.get("type", "direct")})
    scare = [
        {"start": found.start(), "end": found.end()}
        for term in case.get("terms", [])
        for found in re.finditer(rf"(?<=[^\w\s]){re.escape(term)}(?=[^\w\s])", text)
    ]
    return {"id": f"{language}/{case['id']}", "language": language, "text": text, "quotes": quotes, "scare": scare}


def read_article(article: Mapping[str, Any]) -> Iterator[Example]:
    """An article's annotated quotes, with what the parser sees of each."""
    seen: list[tuple[Line, Pair, bool | None, list[str]]] = []
    rows: list[Lines] = []

    class Kept(Lines):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            rows.append(self)

    def watch(
        line: Line, place: int, pair: Pair, finding: Finding | None, grammar: Grammar, weights: Mapping[str, float]
    ) -> bool:
        sure = is_surely_speech(line, place, pair, finding, grammar)
        seen.append((line, pair, sure, features(line, place, pair, finding, grammar)))
        return is_speech(line, place, pair, finding, grammar, weights)

    with patch.object(find, "is_speech", watch), patch.object(find, "Lines", Kept):
        parsed = parse(article["text"], language=article["language"])
    passages = {id(row[number]): one.passage for row in rows for number, one in enumerate(row.passages)}
    for line, pair, sure, names in seen:
        start, end = passages[id(line)].span(pair.inner_start, pair.inner_end)
        kind = kind_of(article, in_raw(parsed, start), in_raw(parsed, end))
        if kind is not None:
            yield Example(article["language"], publisher_of(article["id"]), kind, sure, names)


def in_raw(parsed: Article, place: int) -> int:
    """Where a place of the repaired text stands in the annotated one."""
    last: Repair | None = None
    for repair in parsed.repairs:
        if repair.start > place:
            break
        last = repair
    if last is None:
        return place
    return last.raw_end + place - last.end if place >= last.end else last.raw_start


def kind_of(article: Mapping[str, Any], start: int, end: int) -> str | None:
    """What is annotated for the better part of a stretch."""

    def covers(one: Mapping[str, Any]) -> bool:
        return bool(2 * (min(end, one["end"]) - max(start, one["start"])) >= end - start)

    short = len(article["text"][start:end].split()) < 3
    for kind in ("mixed", "direct", "unclear"):
        if any(one["type"] == kind and covers(one) for one in article["quotes"]):
            return None if kind == "unclear" else "short" if kind == "mixed" and short else kind
    return "scare" if any(covers(one) for one in article.get("scare", ())) else None


def publisher_of(name: str) -> str:
    """polnear/nyt_2015-12-01_... is nyt; an id without such parts falls into one of some folds."""
    found = re.fullmatch(r".*/([a-z-]+)_.*", name)
    return found[1] if found else str(int(hashlib.md5(name.encode()).hexdigest(), 16) % FOLDS)


def by_publisher(examples: Sequence[Example]) -> list[list[bool]]:
    """For each fold which examples it leaves out: one publisher, in each language."""
    publishers: dict[str, list[str]] = {}
    for language in sorted({one.language for one in examples}):
        publishers[language] = sorted({one.publisher for one in examples if one.language == language})
    most = max(len(names) for names in publishers.values())
    return [
        [one.publisher in publishers[one.language][number : number + 1] for one in examples] for number in range(most)
    ]


def left_out(examples: Sequence[Example], folds: Iterable[Sequence[bool]], penalty: float) -> list[float]:
    """For each example the sum of weights that have not seen its fold."""
    sums = [0.0] * len(examples)
    for fold in folds:
        weights = learn([one for one, out in zip(examples, fold, strict=True) if not out], penalty)
        for index, out in enumerate(fold):
            if out:
                sums[index] = sum(weights.get(name, 0.0) for name in examples[index].names)
    return sums


def learn(examples: Sequence[Example], penalty: float) -> dict[str, float]:
    """Logistic regression on what is not sure, with a penalty on the square of each weight."""
    examples = [one for one in examples if one.sure is None]
    counts = Counter(name for one in examples for name in one.names)
    known = {f"language-{language}" for language in known_languages(examples)}
    names = sorted(
        name for name, count in counts.items()
        if count >= FEWEST and (name in known or not name.startswith("language-"))
    )  # fmt: skip
    column = {name: number for number, name in enumerate(names)}
    columns: list[int] = []
    pointers = [0]
    for one in examples:
        columns += [column[name] for name in one.names if name in column]
        pointers.append(len(columns))
    matrix = sparse.csr_matrix((np.ones(len(columns)), columns, pointers), shape=(len(examples), len(names)))
    sign = np.array([-1.0 if one.kind == "scare" else 1.0 for one in examples])
    cost = costs(examples)

    def loss(weights: Any) -> tuple[float, Any]:
        sums = sign * (matrix @ weights)
        slope = -cost * sign / (1 + np.exp(np.clip(sums, -50, 50)))
        lost = (cost * np.logaddexp(0, -sums)).sum() + penalty * (weights @ weights) / 2
        return lost, matrix.T @ slope + penalty * weights

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: round(float(weight), 2) for name, weight in zip(names, found.x, strict=True)}


def known_languages(examples: Sequence[Example]) -> list[str]:
    terms = Counter(one.language for one in examples if one.kind == "scare")
    return sorted(language for language, count in terms.items() if count >= KNOWN)


def costs(examples: Sequence[Example]) -> Any:
    """What each example counts."""
    sizes = Counter(one.language for one in examples)
    most = max(sizes.values())
    rare = {language: min(OF_RARE, (most / size) ** 0.5) for language, size in sizes.items()}
    return np.array([(OF_SHORT if one.kind == "short" else 1.0) * rare[one.language] for one in examples])


def tell(title: str, examples: Sequence[Example], sums: Sequence[float]) -> None:
    """Which part of each kind counts as speech, and the F1 of direct speech, by how much doubt is asked for."""
    print(f"{title}\nlanguage  doubt  direct  mixed  short  scare  F1 of direct")
    for language in sorted({one.language for one in examples}):
        for height in HEIGHTS:
            taken: Counter[str] = Counter()
            total: Counter[str] = Counter()
            for one, score in zip(examples, sums, strict=True):
                if one.language == language:
                    total[one.kind] += 1
                    taken[one.kind] += one.sure if one.sure is not None else score > height
            shares = "  ".join(
                f"{taken[kind] / max(1, total[kind]):5.3f}" for kind in ("direct", "mixed", "short", "scare")
            )
            f1 = 2 * taken["direct"] / max(1, taken["direct"] + taken["scare"] + total["direct"])
            print(f"{language:8}  {height:5.2f}   {shares}  {f1:.4f}")


def write(weights: Mapping[str, float]) -> None:
    kept = {name: weight for name, weight in weights.items() if abs(weight) >= SMALLEST}
    lines = "\n".join(f"{name} {weight:.2f}" for name, weight in sorted(kept.items()))
    text = DATA.read_text(encoding="utf-8")
    found = re.search(r"speech_weights = '''.*?'''", text, re.DOTALL)
    if found is None:
        raise SystemExit(f"{DATA} has no speech_weights")
    DATA.write_text(f"{text[: found.start()]}speech_weights = '''\n{lines}\n'''{text[found.end() :]}", encoding="utf-8")
    print(f"{len(kept)} weights written; now run tools/build_parsed.py")


if __name__ == "__main__":
    main()
