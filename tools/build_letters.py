"""Builds the tables of letter contexts under `newsparse/data/letters/` from the PyPI package wordfreq.

    pip install --group data && pip install numpy scipy && python tools/build_letters.py

A table is a log-linear model: each context that a lost letter stands in (up to six letters to one side, seven in
all) speaks for or against some letters. Weights are fitted with a penalty on their squares, the weakest are
dropped, the rest fitted again, until the language's share of the space is met. How far the chances may be
trusted is measured on the words that were left out, and told. How the files are laid out is told in
`newsparse/letters.py`, which reads them.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, TypeAlias

os.environ.setdefault("OMP_NUM_THREADS", "1")  # the same sums in the same order, whatever the machine

import numpy as np
import scipy.sparse
from build_words import is_mistaken, is_word, list_name, read_list, with_lost_spellings, without_slips
from index_files import digests, write_manifest
from numpy.typing import NDArray
from scipy.optimize import minimize

from newsparse.letters import OTHER, REACH, STEPS, WIDEST, Letters

TARGET: Final = Path(__file__).parent.parent / "newsparse" / "data" / "letters"

LANGUAGES: Final = {
    language: "sh" if language == "hr" else language
    for language in "ca cs da de es fi fr hr hu is it lt lv nb nl pl pt ro sk sl sv tr".split()
}
"""The languages, and the code of each one's list. Vietnamese is missing: its syllables are all in the list."""

LEAST_SHARE: Final = 0.0008
"""Letters with a smaller share of a language's letters outside of ASCII count as foreign."""
LEAST_LETTER: Final = 5
"""So do letters that fewer words have."""
LEAST_CONTEXT: Final = {"small": 2, "large": 5}
"""Contexts of fewer lost letters are not looked at."""
MOST_WORDS: Final = 90_000
"""The most frequent words of a language that are learned from."""
WEIGHTS: Final = 22_000
"""Weights that a language gets. From 9,000 to 22,000 the share of rare words found at .99 right rose from .35 to .41 in
Lithuanian; what comes after would cost more space than it finds words."""
WEIGHTS_OF: Final = dict.fromkeys(("ca", "da", "fr", "it", "nl"), 9_000)
"""The same for languages where the letters around a lost one tell little about it, and for the shortest list."""
PENALTY: Final = 0.3
"""Of .1, .2, .3 and .5 the middle ones gave words left out the greatest chance."""
LEFT_OUT: Final = 20
"""One word in so many is left out, and tells how far the chances may be trusted."""

Matrix = Any
Floats: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of one language: a row for each context, a column for each letter."""

    letters: str
    contexts: list[str]
    weights: Floats


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--target", type=Path, default=TARGET, help="folder to write to")
    parser.add_argument("--languages", nargs="*", default=list(LANGUAGES), help="only these")
    arguments = parser.parse_args()
    target: Path = arguments.target
    target.mkdir(parents=True, exist_ok=True)
    for language in arguments.languages:
        content = build(language)
        (target / f"{language}.bin").write_bytes(content)
        print(f"{language}.bin: {len(content):,} bytes", file=sys.stderr, flush=True)
    write_manifest(target, manifest(target))
    return 0


def build(language: str) -> bytes:
    """The file of one language."""
    words = read_words(language)
    left_out = {word for word in words if zlib.crc32(word.encode()) % LEFT_OUT == 0}
    rarest = sorted(left_out, key=lambda word: (words[word], word))[: len(left_out) // 2]
    weights = WEIGHTS_OF.get(language, WEIGHTS)
    model = fit([word for word in words if word not in left_out], list_name(LANGUAGES[language]), weights)
    slope, offset = calibrate(restored(pack(model, 1.0, 1.0), rarest))
    content = pack(model, slope, offset)
    told(language, len(words), restored(content, rarest))
    return content


def manifest(target: Path) -> dict[str, Any]:
    files = {path.name: path.read_bytes() for path in sorted(target.glob("*.bin"))}
    return {
        "made_by": "tools/build_letters.py",
        "license": "CC-BY-SA-4.0",
        "sources": [
            {
                "name": "wordfreq",
                "url": "https://github.com/rspeer/wordfreq",
                "license": "CC-BY-SA-4.0",
                "through": f"wordfreq {version('wordfreq')}",
                "through_url": "https://pypi.org/project/wordfreq/",
                "taken": {language: f"{list_name(code)} {code}" for language, code in LANGUAGES.items()},
            }
        ],
        "numpy": version("numpy"),
        "scipy": version("scipy"),
        "files": digests(files),
    }


# --- the words ---


def read_words(language: str) -> dict[str, float]:
    """A language's words with letters outside of ASCII, the most frequent first, and their frequencies."""
    code = LANGUAGES[language]
    found: dict[str, float] = {}
    for raw, zipf in with_lost_spellings(read_list(code), language):
        for word in re.split("['-]", unicodedata.normalize("NFC", raw)):
            if not word.isascii() and is_word(word) and not is_mistaken(word, code):
                found.setdefault(word, zipf)
    kept = sorted(without_slips(found).items(), key=lambda one: (-one[1], one[0]))
    return dict(kept[:MOST_WORDS])


# --- the model ---


def masked(word: str) -> str:
    return "".join(one if one.isascii() else "?" for one in word)


def lost_letters(words: Iterable[str]) -> Iterator[tuple[list[str], str]]:
    """For each letter outside of ASCII the contexts it stands in, and the letter."""
    for word in words:
        text, hidden = f"^{word}$", f"^{masked(word)}$"
        for at, one in enumerate(text):
            if one > "\x7f":
                left = text[max(0, at - REACH) : at]
                right = hidden[at + 1 : at + 1 + REACH]
                yield (
                    [
                        f"{left[len(left) - taken :]}?{right[:more]}"
                        for taken in range(len(left) + 1)
                        for more in range(min(len(right), WIDEST - taken) + 1)
                    ],
                    one,
                )


def fit(words: Sequence[str], kind: str, most: int) -> Model:
    """The weights of the contexts that say most."""
    counts = Counter(one for word in words for one in set(word) if one > "\x7f")
    enough = max(LEAST_LETTER, LEAST_SHARE * sum(counts.values()))
    letters = "".join(sorted(one for one, count in counts.items() if count >= enough)) + OTHER
    seen = Counter(context for contexts, _ in lost_letters(words) for context in contexts)
    contexts = sorted(context for context, count in seen.items() if count >= LEAST_CONTEXT[kind])
    data, truth = matrix(words, contexts, letters)
    weights = descend(data, truth, np.zeros((len(contexts), len(letters)), np.float32), None, 30)
    for kept, turns in ((most * 4, 20), (most * 2, 20), (most, 50)):
        weights, mask = strongest(weights, data, kept)
        rows = np.flatnonzero(mask.any(axis=1))
        data, weights, mask = data[:, rows].tocsr(), weights[rows], mask[rows]
        contexts = [contexts[row] for row in rows]
        weights = descend(data, truth, weights, mask, turns)
    return Model(letters, contexts, weights)


def matrix(words: Iterable[str], contexts: Sequence[str], letters: str) -> tuple[Matrix, NDArray[np.int64]]:
    """Which contexts each lost letter stands in, and which letter it is."""
    column = {context: at for at, context in enumerate(contexts)}
    columns: list[int] = []
    ends, truth = [0], []
    for found, letter in lost_letters(words):
        columns.extend(column[context] for context in found if context in column)
        ends.append(len(columns))
        truth.append(letters.find(letter) % len(letters))  # a foreign one is the last
    ones = np.ones(len(columns), np.float32)
    shape = (len(truth), len(contexts))
    return scipy.sparse.csr_matrix((ones, np.array(columns, np.int32), ends), shape=shape), np.array(truth)


def descend(data: Matrix, truth: NDArray[np.int64], weights: Floats, mask: Floats | None, turns: int) -> Floats:
    """Weights that make the letters likeliest; those outside of the mask stay 0."""
    turned = data.T.tocsr()
    rows = np.arange(len(truth))

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        now = flat.reshape(weights.shape).astype(np.float32)
        sums = data @ now
        sums -= sums.max(axis=1, keepdims=True)
        shares = np.exp(sums)
        totals = shares.sum(axis=1, keepdims=True)
        likelihood = float((sums[rows, truth] - np.log(totals[:, 0])).sum())
        shares /= totals
        shares[rows, truth] -= 1.0
        gradient = turned @ shares + PENALTY * now
        if mask is not None:
            gradient *= mask
        return -likelihood + 0.5 * PENALTY * float((now * now).sum()), gradient.ravel().astype(np.float64)

    started = weights if mask is None else weights * mask
    options = {"maxiter": turns, "maxcor": 6}
    found = minimize(loss, started.ravel().astype(np.float64), jac=True, method="L-BFGS-B", options=options)
    fitted: Floats = found.x.reshape(weights.shape).astype(np.float32)
    return fitted


def strongest(weights: Floats, data: Matrix, kept: int) -> tuple[Floats, Floats]:
    """The weights against the median of their context, and which of them matter most."""
    shifted = weights - np.median(weights, axis=1, keepdims=True)
    importance = np.abs(shifted) * np.sqrt(np.asarray(data.sum(axis=0)).ravel())[:, None]
    importance[shifted == 0.0] = 0.0
    bound = np.sort(importance, axis=None)[-min(kept, importance.size)]
    return shifted, ((importance >= bound) & (importance > 0.0)).astype(np.float32)


# --- the file ---


def pack(model: Model, slope: float, offset: float) -> bytes:
    """A table as `newsparse/letters.py` reads it."""
    steps = np.clip(np.rint(model.weights * STEPS), -127, 127).astype(np.int8)
    rows = sorted((*model.contexts[row].partition("?"), row) for row in np.flatnonzero(steps.any(axis=1)).tolist())
    lines: dict[str, list[str]] = {}
    counts, letters, weights = bytearray(), bytearray(), bytearray()
    for left, _, right, row in rows:
        lines.setdefault(left, []).append(right)
        said = np.flatnonzero(steps[row])
        counts.append(len(said))
        letters += bytes(said.tolist())
        weights += steps[row, said].tobytes()
    contexts = zlib.compress("\n".join(f"{left}\t{' '.join(ends)}" for left, ends in lines.items()).encode(), 9)
    about = {"letters": model.letters, "slope": round(slope, 3), "offset": round(offset, 4), "bytes": len(contexts)}
    head = json.dumps(about, ensure_ascii=False).encode() + b"\n"
    return head + contexts + zlib.compress(counts + letters + weights, 9)


# --- how far it may be trusted ---


def restored(content: bytes, words: Sequence[str]) -> list[tuple[float, bool]]:
    """The chance of each word's likeliest restoration, and whether it is the word."""
    letters = Letters.of({"xx": content})
    found = ((letters.restore(masked(word), "xx"), word) for word in words)
    return [(answers[0][1], answers[0][0] == word) if answers else (0.0, False) for answers, word in found]


def calibrate(chances: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and factor of the odds that make the chances true."""
    sure = np.array([min(max(chance, 0.02), 0.9999) for chance, _ in chances])
    right = np.array([right for _, right in chances])
    odds = np.log(sure / (1 - sure))

    def loss(values: NDArray[np.float64]) -> float:
        shares = 1 / (1 + np.exp(-(values[0] * odds + values[1])))
        return -float(np.log(np.where(right, shares, 1 - shares) + 1e-12).sum())

    slope, offset = minimize(loss, np.array([1.0, 0.0]), method="Nelder-Mead").x
    return float(slope), float(np.exp(offset))


def told(language: str, total: int, chances: Sequence[tuple[float, bool]]) -> None:
    line = [f"{language}: {total:,} words, {len(chances):,} rare ones left out;"]
    for bound in (0.9, 0.95, 0.98, 0.99):
        kept = [right for chance, right in chances if chance >= bound]
        share = sum(kept) / max(1, len(chances))
        line.append(f"{bound}: {sum(kept) / max(1, len(kept)):.4f} right, {share:.3f} found;")
    ranked = sorted(chances, reverse=True)
    right = np.cumsum([one for _, one in ranked])
    good = right[right >= 0.99 * np.arange(1, len(ranked) + 1)]
    print(*line, f"found where .99 are right: {(good.max() if len(good) else 0) / len(ranked):.3f}", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
