"""Trains newsparse/data/scorers/capitals.json: which case a word's first letter has is learned from intact texts.

    pip install numpy scipy
    python tools/train_capitals.py TEXTS.jsonl            train, report, write
    python tools/train_capitals.py --report TEXTS.jsonl   only report on groups left out

TEXTS.jsonl holds a text a line: `{"group": "its publisher", "language": "de", "text": "..."}`. All characters
outside of ASCII are taken out of the text before the evidence is asked for, as where they were lost. The report
and the weights hold names of evidence: endings, words of grammar, and no other word of the texts.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from newsparse.normalize.lossy.capitals import WEIGHTS
from newsparse.normalize.lossy.case_evidence import GERMAN, evidence, is_doubtful

FOLDS: Final = 5
FEWEST_WORDS: Final = 15
"""Rarer evidence is left out."""
FEWEST_GROUPS: Final = 5
"""And what fewer publishers show."""
SHARE_OF_ASCII: Final = 0.13
"""Part of the words with a first letter in ASCII that is learned from too."""
LEVELS: Final = (0.995, 0.99, 0.98, 0.95, 0.9, 0.5)
WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Example:
    """One word of a text."""

    group: str
    language: str
    is_outside_ascii: bool
    is_capital: bool
    evidence: frozenset[str]

    @property
    def weight(self) -> float:
        """How much is learned from it: languages without capitalised nouns from what is asked later, mostly."""
        if self.language == GERMAN:
            return 4.0 if self.is_outside_ascii else 1.0
        return 2.0 if self.is_outside_ascii else 0.03 if self.language == "en" else 0.1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--report", action="store_true", help="write nothing")
    options = parser.parse_args()
    random.seed(2)
    kinds: dict[str, list[Example]] = {GERMAN: [], "other": []}
    for one in read_examples(options.texts):
        kinds[GERMAN if one.language == GERMAN else "other"].append(one)
    files = {name: train(name, examples) for name, examples in kinds.items()}
    if not options.report:
        WEIGHTS.write_text(json.dumps(files, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return 0


def read_examples(path: Path) -> Iterator[Example]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)
            yield from examples_of(told["group"], told["language"], told["text"])


def examples_of(group: str, language: str, text: str) -> Iterator[Example]:
    damaged = "".join(one if one.isascii() or one.isspace() else "?" for one in text)
    for match in WORD.finditer(text):
        word = match.group()
        is_outside = not word[0].isascii()
        if (len(word) < 2 and not is_outside) or not (len(word) == 1 or word[1:].islower()):
            continue
        if language != GERMAN and is_doubtful(word, match.start(), damaged, language):
            continue  # the answer is never sure
        if is_outside or random.random() < SHARE_OF_ASCII:
            found = frozenset(evidence(word, match.start(), damaged, language))
            yield Example(group, language, is_outside, word[0].isupper(), found)


def train(name: str, examples: list[Example]) -> dict[str, Any]:
    """The weights of one file's part, after a report on groups left out."""
    features = kept_features(examples)
    matrix = as_matrix(examples, features)
    answers = np.array([1.0 if one.is_capital else -1.0 for one in examples])
    counts = np.array([one.weight for one in examples])
    groups = sorted({one.group for one in examples})
    random.shuffle(groups)
    fold_of = {group: at % FOLDS for at, group in enumerate(groups)}
    folds = np.array([fold_of[one.group] for one in examples])
    chances = np.zeros(len(examples))
    for fold in range(FOLDS):
        out = folds == fold
        weights = fit(matrix[~out], answers[~out], counts[~out])
        chances[out] = 1 / (1 + np.exp(-(matrix[out] @ weights[:-1] + weights[-1])))
    report(name, examples, np.maximum(chances, 1 - chances), (chances >= 0.5) == (answers > 0))
    weights = fit(matrix, answers, counts)
    stored = {one: round(100 * float(weight)) for one, weight in zip(features, weights, strict=False)}
    return {
        "bias": round(100 * float(weights[-1])),
        "weights": {one: kept for one, kept in stored.items() if abs(kept) > 4},
    }


def kept_features(examples: list[Example]) -> list[str]:
    counted: Counter[str] = Counter()
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for one in examples:
        counted.update(one.evidence)
        for name in one.evidence:
            groups[name].add(one.group)
    return sorted(name for name in counted if counted[name] >= FEWEST_WORDS and len(groups[name]) >= FEWEST_GROUPS)


def as_matrix(examples: list[Example], features: list[str]) -> Any:
    column = {name: at for at, name in enumerate(features)}
    places = [(row, column[name]) for row, one in enumerate(examples) for name in one.evidence if name in column]
    rows, columns = zip(*places, strict=True)
    return csr_matrix((np.ones(len(places)), (rows, columns)), shape=(len(examples), len(features)))


def fit(matrix: Any, answers: Any, counts: Any) -> Any:
    """Logistic regression; the last number is the bias."""

    def loss(weights: Any) -> tuple[float, Any]:
        margins = (matrix @ weights[:-1] + weights[-1]) * answers
        slopes = -answers * counts / (1 + np.exp(margins))
        penalty = float((weights[:-1] ** 2).sum()) / 2
        gradient = np.append(matrix.T @ slopes + weights[:-1], slopes.sum())
        return float((np.logaddexp(0, -margins) * counts).sum()) + penalty, gradient

    return minimize(loss, np.zeros(matrix.shape[1] + 1), jac=True, method="L-BFGS-B", options={"maxiter": 250}).x


def report(name: str, examples: list[Example], sureness: Any, right: Any) -> None:
    asked = np.array([one.is_outside_ascii for one in examples])
    for title, chosen in (("all", np.ones(len(examples), dtype=bool)), ("first letter outside of ASCII", asked)):
        high, parts = 1.1, []
        for low in LEVELS:
            level = chosen & (sureness >= low) & (sureness < high)
            parts.append(f"{low}: {level.sum()}, {(level & ~right).sum()} wrong")
            high = low
        print(f"{name}, {title}: {chosen.sum()}; " + "; ".join(parts), file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
