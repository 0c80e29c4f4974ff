"""Trains the weights in newsparse/data/scorers/ on a corpus: folders of NAME.txt with NAME.gold.json beside it.

    python tools/train_scorers.py FOLDER [FOLDER ...]           train, report, write the weights
    python tools/train_scorers.py --report FOLDER [FOLDER ...]  only say how well it does on publishers left out

Needs numpy and scipy. Gold fields: headline, headline_also, subheadline, bylines, captions, published, body, subheads,
neutral, near, and meta.publisher, by which the folds are made: a publisher is never in training and test at once.
No text goes into the weights, only names of features; those that fewer than five publishers show are left out.
The result depends on nothing but the corpus and the code.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import minimize

from newsparse.blocks import read_blocks
from newsparse.gazetteer import load_gazetteer
from newsparse.normalize import Context, normalize_text
from newsparse.read import read_bytes
from newsparse.rules import detect_language, load_rule_book
from newsparse.segments.answers import ANSWERS, block_evidence
from newsparse.segments.certain import find_certain
from newsparse.segments.evidence import Evidence, find_evidence
from newsparse.segments.headline import headline_evidence
from newsparse.segments.looks import read_look
from newsparse.segments.outline import outline_evidence, outline_of, visible_places
from newsparse.segments.page import Page
from newsparse.segments.phrases import letters_of
from newsparse.segments.scorer import SCORERS, Group
from newsparse.segments.subheadline import NONE, subheadline_evidence
from newsparse.text import Text

FOLDS = 5
FEWEST_PUBLISHERS, FEWEST_DOCUMENTS = 5, 8
SMALLEST_WEIGHT = 0.03
SHORTENED_WEIGHT = 0.4


@dataclass
class Document:
    """A text of the corpus with the true answer for each visible block."""

    name: str
    publisher: str
    page: Page
    certain: dict[int, Any]
    places: tuple[int, ...]
    looks: tuple[Any, ...]
    gold: dict[str, Any]
    answers: list[str] = field(default_factory=list)
    titles: list[bool] = field(default_factory=list)
    evidence: Evidence | None = None
    headline: int | None = None

    @property
    def weight(self) -> float:
        """What it counts in training: an article that was shortened is not a second article."""
        return SHORTENED_WEIGHT if self.name.endswith(".short") else 1.0

    @property
    def fold(self) -> int:
        """The fold of its publisher."""
        return int(hashlib.md5(self.publisher.encode()).hexdigest(), 16) % FOLDS


def read_document(gold_path: Path) -> Document:
    """A text and its gold."""
    gold = json.loads(gold_path.read_text(encoding="utf-8"))
    raw = gold_path.with_name(gold_path.name.replace(".gold.json", ".txt")).read_bytes()
    done = normalize_text(Text.of(read_bytes(raw, encoding=None).raw), Context(None, 0.95))
    value = done.text.value
    book = load_rule_book(done.language or detect_language(value)[0])
    page = Page(read_blocks(value).blocks, book, lambda name: load_gazetteer().countries(name))
    meta = gold.get("meta") or {}
    publisher = str(meta.get("publisher") or meta.get("tier") or gold_path.name)
    return make_document(gold_path.name.removesuffix(".gold.json"), publisher, page, gold)


def make_document(name: str, publisher: str, page: Page, gold: dict[str, Any]) -> Document:
    """The blocks of a page with what the gold says of them."""
    certain = find_certain(page)
    places = visible_places(page)
    looks = tuple(read_look(page, index, certain) for index in places)
    document = Document(name, publisher, page, certain, places, looks, gold)
    document.answers, document.titles = true_answers(document)
    return document


def shortened(document: Document) -> Document | None:
    """The same article with its first two to five paragraphs only: the corpus has few short ones, mailboxes many.

    Every other one ends with its last paragraph and begins with its headline, as what was copied by hand does.
    """
    number = int(hashlib.md5(document.name.encode()).hexdigest(), 16)
    kept, is_copied = 2 + number % 4, number // 4 % 2 == 0
    paragraphs = [
        index for index, answer in zip(document.places, document.answers, strict=True) if answer == "paragraph"
    ]
    if len(paragraphs) <= kept + 1:
        return None
    dropped = set(range(paragraphs[kept - 1] + 1, paragraphs[-1] + 1))
    if is_copied:
        dropped |= set(range(paragraphs[-1], len(document.page.blocks)))
        headlines = [
            index for index, title in zip(document.places, document.titles, strict=True)
            if title and index < paragraphs[0]
        ]  # fmt: skip
        dropped |= set(range(headlines[-1])) if headlines else set()
    blocks = [block for index, block in enumerate(document.page.blocks) if index not in dropped]
    page = Page(blocks, document.page.book, document.page.countries)
    return make_document(f"{document.name}.short", document.publisher, page, document.gold)


def true_answers(document: Document) -> tuple[list[str], list[bool]]:
    """What each visible block is by the gold, and whether it holds the headline's words; `?` where gold is silent."""
    gold, page = document.gold, document.page
    body = [letters_of(one) for one in gold.get("body") or []]
    paragraphs, whole = set(body), "\0".join(body)
    headlines = [letters_of(one) for one in (gold.get("headline") or "", *(gold.get("headline_also") or ())) if one]
    subheadline = letters_of(gold.get("subheadline") or "")
    subheads = {letters_of(one) for one in gold.get("subheads") or []}
    silent = {letters_of(one) for name in ("neutral", "near") for one in gold.get(name) or []} - {subheadline}
    captions = [(letters_of(one["text"]), letters_of(one.get("credit") or "")) for one in gold.get("captions") or []]
    names = [letters_of(one) for one in gold.get("bylines") or []]
    answers, titles = [], []
    for index in document.places:
        value = page.value(index)
        key = letters_of(value)
        title = any(key == one or (one in key and len(key) < 2 * len(one) + 10) for one in headlines)
        titles.append(title)
        if not key:
            answer = "outside"
        elif key in headlines:
            answer = "headline"
        elif subheadline and key != "" and (key == subheadline or alike(key, subheadline)):
            answer = "?" if subheadline in paragraphs else "subheadline"
        elif key in paragraphs:
            answer = "paragraph"
        elif key in subheads:
            answer = "subhead"
        elif any(is_caption(key, text, credit) for text, credit in captions):
            answer = "caption"
        elif any(credit and key == credit for _, credit in captions):
            answer = "credit"
        elif (len(key) > 24 and key in whole) or (
            len(key) > 40 and any(len(one) > 30 and one in key and len(one) > 0.5 * len(key) for one in body)
        ):
            answer = "paragraph"
        elif key in silent:
            answer = "?"
        elif len(value) <= 250 and any(len(name) >= 4 and name in key for name in names):
            answer = "byline"
        elif gold.get("published") and any(one.iso[:10] == gold["published"] for one in page.dates(index)):
            answer = "date"
        else:
            answer = "outside"
        answers.append(answer)
    return answers, titles


def is_shortened(document: Document) -> bool:
    """Whether a short version of the text is trained too: all but wires, which are short."""
    return (document.gold.get("meta") or {}).get("tier") != "wire"


def alike(key: str, other: str) -> bool:
    """Whether two lines share nearly all their letters' pairs."""
    if not 0.7 < len(key) / len(other) < 1.4:
        return False
    ours, theirs = (Counter(zip(one, one[1:], one[2:], strict=False)) for one in (key, other))
    return 2 * (ours & theirs).total() >= 0.85 * (ours.total() + theirs.total())


def is_caption(key: str, text: str, credit: str) -> bool:
    """Whether a block holds a caption, with its credit or a part of it."""
    if not text:
        return False
    if key == text or (len(text) > 12 and text in key and len(key) < len(text) + 80 + len(credit)):
        return True
    return (len(key) > 25 and key in text) or alike(key, text)


class Columns:
    """The features that enough publishers show, each with its column."""

    def __init__(self, rows: Sequence[Sequence[Group]], publishers: Sequence[str]) -> None:
        counts: Counter[str] = Counter()
        shown: dict[str, set[str]] = defaultdict(set)
        for row, publisher in zip(rows, publishers, strict=True):
            for name in names_of(row):
                counts[name] += 1
                shown[name].add(publisher)
        kept = sorted(
            name for name, count in counts.items()
            if count >= FEWEST_DOCUMENTS and len(shown[name]) >= FEWEST_PUBLISHERS
        )  # fmt: skip
        self.names = kept
        self._column = {name: column for column, name in enumerate(kept)}

    def matrix(self, rows: Sequence[Sequence[Group]]) -> Any:
        """A sparse matrix, a row a question."""
        columns: list[int] = []
        pointers = [0]
        for row in rows:
            columns += [self._column[name] for name in names_of(row) if name in self._column]
            pointers.append(len(columns))
        ones = np.ones(len(columns), np.float32)
        return sparse.csr_matrix((ones, columns, pointers), shape=(len(rows), len(self.names)))


def names_of(groups: Iterable[Group]) -> Iterable[str]:
    """Features as the weights know them."""
    return (prefix + name for prefix, names in groups for name in names)


def fit_classes(matrix: Any, truth: Any, weight: Any, classes: int, penalty: float) -> Any:
    """Weights of a softmax over classes; the last row is the bias."""
    count, columns = matrix.shape
    wanted = np.zeros((count, classes))
    wanted[np.arange(count), truth] = 1

    def loss(flat: Any) -> tuple[float, Any]:
        weights = flat.reshape(columns + 1, classes)
        sums = matrix @ weights[:columns] + weights[columns]
        most = sums.max(1, keepdims=True)
        shares = np.exp(sums - most)
        total = shares.sum(1, keepdims=True)
        likelihood = ((sums - most - np.log(total)) * wanted).sum(1)
        error = (shares / total - wanted) * weight[:, None]
        slope = np.vstack([matrix.T @ error + penalty * weights[:columns], error.sum(0)[None]])
        return -(weight * likelihood).sum() + 0.5 * penalty * (weights[:columns] ** 2).sum(), slope.ravel()

    found = minimize(loss, np.zeros((columns + 1) * classes), jac=True, method="L-BFGS-B", options={"maxiter": 70})
    return found.x.reshape(columns + 1, classes)


def fit_ranks(matrix: Any, groups: Sequence[tuple[int, int]], good: Any, penalty: float) -> Any:
    """Weights of a softmax within each group of rows, some of which are good."""
    starts = np.array([start for start, _ in groups])
    group = np.repeat(np.arange(len(groups)), [end - start for start, end in groups])

    def loss(weights: Any) -> tuple[float, Any]:
        sums = matrix @ weights
        shares = np.exp(sums - np.maximum.reduceat(sums, starts)[group])
        total, right = np.add.reduceat(shares, starts), np.add.reduceat(shares * good, starts)
        error = shares / total[group] - shares * good / right[group]
        slope = matrix.T @ error + penalty * weights
        return -(np.log(right) - np.log(total)).sum() + 0.5 * penalty * (weights**2).sum(), slope

    return minimize(loss, np.zeros(matrix.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 120}).x


def write_weights(question: str, answers: Sequence[str], bias: Any, names: Sequence[str], weights: Any) -> None:
    """The weights as JSON, in hundredths; features that weigh nearly nothing are left out."""
    kept = {
        name: [round(100 * float(one)) for one in row]
        for name, row in zip(names, weights, strict=True)
        if max(abs(float(one)) for one in row) >= SMALLEST_WEIGHT
    }
    data = {"answers": list(answers), "bias": [round(100 * float(one)) for one in bias], "weights": kept}
    SCORERS.mkdir(exist_ok=True)
    lines = ",\n".join(f"{json.dumps(name)}:{json.dumps(row, separators=(',', ':'))}" for name, row in kept.items())
    head = json.dumps({"answers": data["answers"], "bias": data["bias"]})[:-1]
    (SCORERS / f"{question}.json").write_text(f'{head}, "weights": {{\n{lines}\n}}}}\n', encoding="utf-8")


def train_outline(documents: Sequence[Document], *, write: bool) -> list[list[float]]:
    """Which blocks are paragraphs; returns for each document what a scorer says that has not seen its publisher."""
    rows = [groups for document in documents for groups in outline_evidence(document.looks)]
    owners = [document for document in documents for _ in document.places]
    columns = Columns(rows, [one.publisher for one in owners])
    matrix = columns.matrix(rows)
    answers = [answer for document in documents for answer in document.answers]
    truth = np.array([answer == "paragraph" for answer in answers], int)
    weight = np.array([answer not in ("?", "subhead") for answer in answers], float)
    weight *= np.array([one.weight for one in owners])
    folds = np.array([one.fold for one in owners])
    sums = np.zeros(len(rows))
    for fold in range(FOLDS):
        seen = folds != fold
        weights = fit_classes(matrix[seen], truth[seen], weight[seen], 2, 2.0)
        found = matrix[~seen] @ weights[:-1] + weights[-1]
        sums[~seen] = found[:, 1] - found[:, 0]
    counted = weight > 0
    report("outline paragraph", (sums > 0)[counted], truth[counted] == 1)
    if write:
        weights = fit_classes(matrix, truth, weight, 2, 2.0)
        difference = weights[:, 1:] - weights[:, :1]
        write_weights("outline", ["paragraph"], difference[-1], columns.names, difference[:-1])
    parts = iter(sums.tolist())
    return [[next(parts) for _ in document.places] for document in documents]


def train_ranks(
    question: str,
    documents: Sequence[Document],
    asked: Callable[[Document], list[tuple[int, list[Group]]]],
    is_good: Callable[[Document, int], bool],
    penalty: float,
    *,
    write: bool,
) -> list[int | None]:
    """Which of some blocks is the one; returns for each document the choice of a scorer that has not seen it."""
    rows: list[list[Group]] = []
    spans, places, good, owners = [], [], [], []
    for number, document in enumerate(documents):
        found = asked(document)
        if found:
            spans.append((len(rows), len(rows) + len(found)))
            owners.append(number)
        for place, groups in found:
            rows.append(groups)
            places.append(place)
            good.append(float(is_good(document, place)))
    publishers = [
        documents[owner].publisher for owner, (start, end) in zip(owners, spans, strict=True) for _ in range(start, end)
    ]
    columns = Columns(rows, publishers)
    matrix, right = columns.matrix(rows), np.array(good)
    choices: list[int | None] = [None] * len(documents)

    def fit(numbers: Sequence[int]) -> Any:
        numbers = [one for one in numbers if right[slice(*spans[one])].any()]
        lines = np.concatenate([np.arange(*spans[one]) for one in numbers])
        groups, reached = [], 0
        for one in numbers:
            length = spans[one][1] - spans[one][0]
            groups.append((reached, reached + length))
            reached += length
        return fit_ranks(matrix[lines], groups, right[lines], penalty)

    hits = possible = 0
    for fold in range(FOLDS):
        weights = fit([n for n, owner in enumerate(owners) if documents[owner].fold != fold])
        for number, owner in enumerate(owners):
            if documents[owner].fold == fold:
                start, end = spans[number]
                best = start + int(np.argmax(matrix[start:end] @ weights))
                choices[owner] = places[best]
                possible += bool(right[start:end].any())
                hits += bool(right[best])
    print(f"{question}: {hits} of {possible} possible, {len(spans)} documents, {len(columns.names)} features")
    if write:
        weights = fit(range(len(spans)))
        write_weights(question, [question], [0.0], columns.names, weights[:, None])
    return choices


def train_answers(documents: Sequence[Document], *, write: bool) -> None:
    """What each block in and around the article is."""
    rows, owners, answers = [], [], []
    for document in documents:
        assert document.evidence is not None
        for place, groups in block_evidence(document.evidence, document.headline):
            rows.append(groups)
            owners.append(document)
            answers.append(document.answers[place])
    columns = Columns(rows, [one.publisher for one in owners])
    matrix = columns.matrix(rows)
    truth = np.array([ANSWERS.index(answer) if answer in ANSWERS else 0 for answer in answers])
    weight = np.array([answer != "?" for answer in answers], float) * np.array([one.weight for one in owners])
    folds = np.array([one.fold for one in owners])
    predicted = np.zeros(len(rows), int)
    for fold in range(FOLDS):
        seen = folds != fold
        weights = fit_classes(matrix[seen], truth[seen], weight[seen], len(ANSWERS), 12.0)
        predicted[~seen] = (matrix[~seen] @ weights[:-1] + weights[-1]).argmax(1)
    counted = weight > 0
    print(f"answers: {matrix.shape[0]} blocks, {matrix.shape[1]} features")
    for number, answer in enumerate(ANSWERS):
        report(f"  {answer}", predicted[counted] == number, truth[counted] == number)
    if write:
        weights = fit_classes(matrix, truth, weight, len(ANSWERS), 12.0)
        write_weights("answers", ANSWERS, weights[-1], columns.names, weights[:-1])


def report(name: str, predicted: Any, true: Any) -> None:
    """Precision and recall on publishers left out."""
    right = int((predicted & true).sum())
    precision, recall = right / max(1, int(predicted.sum())), right / max(1, int(true.sum()))
    print(f"{name}: precision {precision:.3f}, recall {recall:.3f}, of {int(true.sum())}")


def main() -> None:
    """Reads the corpus, trains the four scorers one after the other, each on what the ones before it say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--report", action="store_true", help="write nothing")
    options = parser.parse_args()
    documents = [read_document(path) for folder in options.folders for path in sorted(folder.glob("*.gold.json"))]
    documents += [short for one in documents if is_shortened(one) and (short := shortened(one)) is not None]
    documents = [one for one in documents if len(one.places) > 3]
    write = not options.report
    sums = train_outline(documents, write=write)
    for document, one in zip(documents, sums, strict=True):
        outline = outline_of(document.page, document.places, document.looks, one)
        document.evidence = find_evidence(document.page, outline, document.certain)
    headed = [one for one in documents if one.gold.get("headline")]
    choices = train_ranks(
        "headline", headed, lambda one: list(headline_evidence(one.page, one.evidence)),  # type: ignore[arg-type]
        lambda one, place: one.titles[place], 15.0, write=write,
    )  # fmt: skip
    for document, choice in zip(headed, choices, strict=True):
        document.headline = choice

    def has_subheadline(document: Document, place: int) -> bool:
        if place == NONE:
            return not any(
                document.answers[one] == "subheadline"
                for one, _ in subheadline_evidence(document.page, document.evidence, document.headline or 0)  # type: ignore[arg-type]
                if one != NONE
            )
        return document.answers[place] == "subheadline"

    placed = [one for one in headed if one.headline is not None]
    train_ranks(
        "subheadline", placed,
        lambda one: list(subheadline_evidence(one.page, one.evidence, one.headline)),  # type: ignore[arg-type]
        has_subheadline, 4.0, write=write,
    )  # fmt: skip
    train_answers(documents, write=write)


if __name__ == "__main__":
    main()
