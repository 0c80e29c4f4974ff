"""Learns the weights in newsparse/normalize/lossy/name_weights.py from intact texts, and prints them.

    pip install numpy scipy
    python tools/train_names.py TEXTS.jsonl

TEXTS.jsonl holds a text a line: `{"group": "its publisher", "language": "de", "text": "..."}`. Each text loses what
a codec lacks; the capitalised words that lost something are read in all ways that the lists know, and the weights
make the softmax over them likeliest that gives the true one. The report is of groups left out of the learning.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from newsparse.lost import LOST
from newsparse.normalize.lossy.damaged import Word, find_damaged_words
from newsparse.normalize.lossy.names import Names, Weighed
from newsparse.normalize.lossy.regions import Regions

CODECS: Final = ("ascii", "latin-1", "cp1252", "iso8859-2", "iso8859-9")
FOLDS: Final = 5
PENALTY: Final = 0.4
LEVELS: Final = (0.995, 0.99, 0.98, 0.95, 0.9, 0.5)


@dataclass(frozen=True, slots=True)
class Example:
    """A damaged word: its ways, and which of them are right."""

    group: str
    has_capital: bool
    ways: tuple[Weighed, ...]
    right: tuple[bool, ...]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("texts", type=Path)
    texts: Path = parser.parse_args().texts
    random.seed(1)
    examples = list(read_examples(texts))
    names, weights = train(examples)
    for name, weight in zip(names, weights, strict=True):
        print(f'    "{name}": {round(float(weight), 2)},')
    return 0


def read_examples(path: Path) -> Iterator[Example]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)
            text = unicodedata.normalize("NFC", told["text"])
            for codec in CODECS:
                if codec == "ascii" or told["language"] in ("en", "de") or random.random() < 0.3:
                    yield from examples_of(told["group"], told["language"], text, lose(text, codec))


def lose(text: str, codec: str) -> str:
    """The text with `?` for what a codec lacks."""
    kept = text.encode(codec, "replace").decode(codec)
    return "".join(old if old.isspace() else new for old, new in zip(text, kept, strict=True))


def examples_of(group: str, language: str, text: str, damaged: str) -> Iterator[Example]:
    regions = Regions(damaged)

    def may_be(old: str, new: str, start: int) -> bool:
        return regions.may_be_lost("".join(b for a, b in zip(old, new, strict=True) if a in LOST), start)

    names = Names(damaged, language, may_be)
    for word in find_damaged_words(damaged):
        truth = text[word.start : word.end]
        if truth == word.text or (word.text.isupper() and word.letters > 2 and not truth.isupper()):
            continue
        ways = tuple(names.ways(word))
        if not ways or not (any(one.option for one in ways) or any(map(str.isupper, truth))):
            continue
        right = [is_right(one, word, text) for one in ways]
        if not any(right):
            right = [one.option is None for one in ways]
        yield Example(group, truth.strip("“”„’")[:1].isupper(), ways, tuple(right))


def is_right(way: Weighed, word: Word, text: str) -> bool:
    """Whether an option says what stood there, the case of its first letter aside, and no letter is cut off."""
    if way.option is None:
        return False
    core = way.core
    cut = text[word.start : core.start] + text[core.end : word.end]
    truth = text[core.start : core.end]
    same = way.option.text == truth or (core.text[0] in LOST and way.option.text.lower() == truth.lower())
    return same and not any(map(str.isalpha, cut))


def train(examples: list[Example]) -> tuple[list[str], Any]:
    """Names and weights, after a report on groups left out."""
    names = sorted({name for one in examples for way in one.ways for name in way.evidence})
    matrix = as_matrix(examples, names)
    owners = np.repeat(np.arange(len(examples)), [len(one.ways) for one in examples])
    right = np.array([answer for one in examples for answer in one.right])
    counted = Counter(one.group for one in examples)
    counts = np.array([counted[one.group] ** -0.5 for one in examples])
    groups = sorted(counted)
    random.shuffle(groups)
    fold_of = {group: at % FOLDS for at, group in enumerate(groups)}
    folds = np.array([fold_of[one.group] for one in examples])
    chances = np.zeros(len(owners))
    for fold in range(FOLDS):
        out = folds == fold
        weights = fit(matrix, owners, right, counts, ~out)
        held = out[owners]
        chances[held] = softmax(matrix @ weights, owners)[held]
    report(examples, chances)
    return names, fit(matrix, owners, right, counts, np.ones(len(examples), dtype=bool))


def as_matrix(examples: list[Example], names: list[str]) -> Any:
    column = {name: at for at, name in enumerate(names)}
    ways = [way for one in examples for way in one.ways]
    cells = [(row, column[name], value) for row, way in enumerate(ways) for name, value in way.evidence.items()]
    rows, columns, values = zip(*cells, strict=True)
    return csr_matrix((values, (rows, columns)), shape=(len(ways), len(names)))


def softmax(scores: Any, owners: Any) -> Any:
    starts = np.searchsorted(owners, np.arange(owners[-1] + 1))
    powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owners])
    return powers / np.add.reduceat(powers, starts)[owners]


def fit(matrix: Any, owners: Any, right: Any, counts: Any, chosen: Any) -> Any:
    rows = chosen[owners]
    part, answers = matrix[rows], right[rows].astype(float)
    _, owned = np.unique(owners[rows], return_inverse=True)
    starts = np.searchsorted(owned, np.arange(owned[-1] + 1))
    weighted = counts[chosen]

    def loss(weights: Any) -> tuple[float, Any]:
        chances = softmax(part @ weights, owned)
        hits = np.add.reduceat(chances * answers, starts) + 1e-12
        slopes = (chances * answers / hits[owned] - chances) * weighted[owned]
        value = -float((weighted * np.log(hits)).sum()) + PENALTY * float(weights @ weights) / 2
        return value, PENALTY * weights - part.T @ slopes

    return minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x


def report(examples: list[Example], chances: Any) -> None:
    counted: Counter[tuple[float, bool]] = Counter()
    at = 0
    for one in examples:
        best = max(
            ((chances[at + index], one.right[index]) for index, way in enumerate(one.ways) if way.option), default=None
        )
        at += len(one.ways)
        if best is not None and one.has_capital and best[0] >= LEVELS[-1]:
            counted[next(level for level in LEVELS if best[0] >= level), bool(best[1])] += 1
    for level in LEVELS:
        print(f"{level}: {counted[level, True]} right, {counted[level, False]} wrong", file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main())
