"""Trains newsparse/data/scorers/punctuation.json: texts with curly marks lose them, and what each mark was is learned.

    python tools/train_punctuation.py FILE.jsonl [FILE.jsonl ...]           train, report, write the weights
    python tools/train_punctuation.py --report FILE.jsonl [...]             only say how well left-out publishers do

Each line is an object with a text (`text` or `original`), a language (`language` or `lang`) and a name (`doc` or `id`)
whose parts before the last slash or underscore name the publisher. Needs numpy, scipy and wordfreq. No text goes into
the weights, only names of features; those that fewer than five documents show are left out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from math import log10
from pathlib import Path
from typing import Any

import numpy as np
import wordfreq
from scipy import sparse
from scipy.optimize import minimize

from newsparse.normalize.lossy.punctuation import answer, reader
from newsparse.normalize.lossy.punctuation.chain import MOVES, STATES
from newsparse.normalize.lossy.punctuation.facts import STANDS
from newsparse.normalize.lossy.punctuation.features import View, view_places
from newsparse.normalize.lossy.punctuation.habits import load_habits
from newsparse.normalize.lossy.punctuation.paragraphs import find_paragraphs
from newsparse.normalize.lossy.punctuation.place import LABELS, ROLES, ROLES_BY_LABEL, MarkReading, Place
from newsparse.normalize.lossy.punctuation.survivors import QUOTES, find_survivors
from newsparse.normalize.lossy.punctuation.weights import SCORERS, Weights, spelled

FOLDS = 4
FEWEST = 5
FEWEST_READ = 200
MOST_LETTERS = 0.3
OF_MANY = 3
STRENGTH = 0.5
LOST = "\N{REPLACEMENT CHARACTER}"
CLOSING = "”’“‘»›"
DASHES = "–—―‐−‑‒"
SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{EN SPACE}\N{EM SPACE}"
DOUBLE, SINGLE = "“”„‟«»「」『』", "‘’‚‹›‛"
OTHERS = {"ellipsis": "…", "dash": DASHES, "inverted": "¿¡", "space": SPACES}
CODECS = ("ascii", "ascii", "latin-1", "latin-1", "iso8859-15", "cp437", "iso8859-2", "iso8859-9")
NO_LETTER = frozenset(ROLES) - {"letter"}
MARK_ROLES = frozenset(ROLES) - {"question", "letter"}
STRAIGHT = {"open2": '"', "close2": '"', "open1": "'", "close1": "'", "apostrophe": "'"}
SHORT_LABELS = frozenset({"open2", "close2", "inverted", "other", "space"})
SHORT_ROLES = frozenset({"opening", "closing", "inverted", "other"})


@dataclass
class Document:
    """A text with its marks."""

    name: str
    publisher: str
    language: str
    text: str
    weight: float
    labels: dict[int, str] = field(default_factory=dict)

    @property
    def fold(self) -> int:
        """The fold of its publisher."""
        return int(hashlib.md5(self.publisher.encode()).hexdigest(), 16) % FOLDS

    @cached_property
    def is_nonlatin(self) -> bool:
        """Whether its script is another: what lost all of it is no text any more."""
        letters = sum(map(str.isalpha, self.text))
        return sum(one > "\N{LATIN SMALL LETTER EZH WITH CARON}" and one.isalpha() for one in self.text) > 0.2 * letters


@dataclass
class Sample:
    """A document that lost marks: what is left, the open places and what each was."""

    document: Document
    mode: str
    value: str
    places: list[Place]
    labels: list[str]
    originals: list[str]


def publisher_of(name: str) -> str:
    """Who printed it, by its name: `corpus/uk/paper/1` and `corpus/paper_2016-...` tell; else the document itself."""
    parts = name.split("/")
    return "/".join(parts[:3]) if len(parts) > 3 else name.partition("_")[0]


def read_documents(paths: Iterable[Path]) -> list[Document]:
    """All different texts of the files, the longest of each document."""
    found: dict[str, Document] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            data = json.loads(line)
            name = data.get("doc") or data["id"]
            text = (data.get("original") or data["text"]).replace("\r\n", "\n")
            language = data.get("lang") or data["language"]
            number = int(hashlib.md5(name.encode()).hexdigest(), 16)
            if "doc" not in data and number % OF_MANY:
                continue  # a large corpus of few publishers
            if language != "fr" and number % 20:
                text = text.replace("\N{NO-BREAK SPACE}", " ")  # most programs write a blank for it
            if LOST in text or language == "xx":
                continue
            if name not in found or len(text) > len(found[name].text):
                found[name] = Document(name, publisher_of(name), language, text[:20_000], 1.0)
    for document in found.values():
        document.labels = label_marks(document.text, document.language)
    return list(found.values())


def label_marks(text: str, language: str) -> dict[int, str]:
    """What each mark of an undamaged text is."""
    labels: dict[int, str] = {}
    for start, end in find_paragraphs(text):
        label_paragraph(text, start, end, load_habits(language).clipped, labels)
    return labels


def label_paragraph(text: str, start: int, end: int, clipped: frozenset[str], labels: dict[int, str]) -> None:
    """The same for a paragraph."""
    line = text[start:end]
    kinds = {one.at: one.kind for one in find_survivors(line)}
    single = False
    for index, mark in enumerate(line):
        if mark in SINGLE:
            label = label_single(line, index, kinds.get(index, ""), single, clipped)
            single = label == "open1" or (single and label != "close1")
        else:
            label = label_other(mark, kinds.get(index, ""))
        if label:
            labels[start + index] = label


def label_other(mark: str, kind: str) -> str:
    """What a mark is that is no single quotation mark; empty where it is none."""
    if mark == "?":
        return "question"
    if mark.isascii():
        return ""
    if mark in DOUBLE:
        opens = kind == "open2" or (kind in ("", "turn") and mark in "“„«「『")
        return "open2" if opens else "close2"
    for label, marks in OTHERS.items():
        if mark in marks:
            return label
    return "letter" if mark.isalpha() else "other"


def label_single(line: str, index: int, kind: str, single: bool, clipped: frozenset[str]) -> str:
    """What a single quotation mark or an apostrophe is."""
    mark, before, after = line[index], line[index - 1 : index], line[index + 1 : index + 2]
    inside = (before.isalnum() or before == ".") and after.isalnum()
    if inside or (mark in "‘’‛" and not before.isalnum() and is_clipped(line, index, clipped)):
        return "apostrophe"
    if kind == "open1":
        return "open1"
    if mark == "’" and not kind and (not before or before in ' (“"[—–-') and after.isalpha():
        later = line.find("’", index + 2)
        return "open1" if later > 0 and may_close(line, later) else "apostrophe"
    if single:
        possessive = before in "sSzx" and re.match(r"’ [^’‘]*[\w.,!?]’(?!\w)", line[index:])
        return "apostrophe" if possessive else "close1"
    return "apostrophe" if before.isalpha() else "close1"


def may_close(line: str, later: int) -> bool:
    """Whether a later ’ can close what a ’ opened (Swedish)."""
    return not line[later + 1 : later + 2].isalpha() and "‘" not in line and line[later - 1] not in "sx"


def is_clipped(line: str, index: int, clipped: frozenset[str]) -> bool:
    """Whether a word without its beginning follows: ’em, ’90s."""
    word = re.match(r"\w*", line[index + 1 :])
    found = word.group().lower() if word else ""
    return found in clipped or bool(re.fullmatch(r"\d\ds?", found))


def damage(document: Document, mode: str, chance: random.Random) -> Sample | None:
    """A document as it looks after a mode of damage, with letters that the words tell put back."""
    kind, _, codec = mode.partition(" ")
    value: list[str] = []
    marks: list[tuple[int, str, str, frozenset[str] | None]] = []
    position = 0
    for line in document.text.split("\n"):
        whole = kind == "clean" or (kind == "part" and chance.random() < 0.5)
        for index, one in enumerate(line):
            label = document.labels.get(position + index, "")
            if kind == "punct" and not one.isascii() and label in STRAIGHT:
                value.append(STRAIGHT[label])
            elif one == "?" and kind in ("bytes", "fffdbytes"):
                value.append(one)  # bytes that were lost are two at least
            elif one == "?" or not (whole or stays(document, one, kind, codec, line, index)):
                role, roles = asked_of(one, label, kind)
                marks.append((len(value), role, one, roles))
                value.append(LOST if one != "?" and kind in ("fffd", "fffdbytes") else "?")
            else:
                value.append(one)
        value.append("\n")
        position += len(line) + 1
    if not marks:
        return None
    written = "".join(value[:-1])
    known = skeletons(document.language, codec)
    places = [Place(at, roles, letter_chance(written, at, known, document.language)) for at, _, _, roles in marks]
    return Sample(document, mode, written, places, [one[1] for one in marks], [one[2] for one in marks])


def stays(document: Document, one: str, kind: str, codec: str, line: str, index: int) -> bool:
    """Whether a character is not lost, or comes back by the words."""
    if one.isascii() or (one.isalpha() and document.is_nonlatin):
        return True
    if kind in ("q", "part", "punct") and can_write(one, codec):
        return True
    return one.isalpha() and restored(line, index, document.language)


def asked_of(one: str, label: str, kind: str) -> tuple[str, frozenset[str] | None]:
    """What a mark is in training, and what is asked: how likely a letter is, whoever asks knows by the words."""
    if label == "letter":
        return label, None
    if kind not in ("bytes", "fffdbytes"):
        return label or "other", NO_LETTER
    if len(one.encode()) == 3:
        return label or "other", MARK_ROLES
    return label if label in SHORT_LABELS else "other", SHORT_ROLES


def can_write(one: str, codec: str) -> bool:
    """Whether an encoding holds a character."""
    try:
        one.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


@cache
def frequency_of(language: str) -> Callable[[str], float]:
    """How common words are in a language."""
    if language not in wordfreq.available_languages():
        return lambda _: 0.0
    known = wordfreq.get_frequency_dict(language)
    return lambda word: round(log10(known[word]) + 9.0, 2) if word in known else 0.0


def word_around(line: str, index: int) -> tuple[int, int]:
    """The letters and marks around a place."""
    start, end = index, index + 1
    while start and (line[start - 1].isalpha()):
        start -= 1
    while end < len(line) and line[end].isalpha():
        end += 1
    return start, end


def restored(line: str, index: int, language: str) -> bool:
    """Whether the words would tell a lost letter."""
    start, end = word_around(line, index)
    word = line[start:end].lower()
    return frequency_of(language)(word) >= 2.5 and int(hashlib.md5(word.encode()).hexdigest(), 16) % 5 > 0


@cache
def skeletons(language: str, codec: str) -> dict[str, float]:
    """Common words with lost letters, by what is left of them."""
    found: dict[str, float] = {}
    if language not in wordfreq.available_languages() or language in ("ja", "ko", "zh"):
        return found
    words = wordfreq.top_n_list(language, 60_000)
    codec = codec or "ascii"
    for word in words:
        if not word.isascii() and word.isalpha():
            bare = "".join(one if can_write(one, codec) else "?" for one in word)
            if "?" in bare:
                found[bare] = max(found.get(bare, 0.0), frequency_of(language)(word))
    return found


def letter_chance(value: str, at: int, known: dict[str, float], language: str) -> float:
    """The chance that a place is a letter, as a list of words would tell."""
    start, end = at, at + 1
    marks = "?" + LOST
    while start and (value[start - 1].isalpha() or value[start - 1] in marks) and at - start < 30:
        start -= 1
    while end < len(value) and (value[end].isalpha() or value[end] in marks) and end - at < 30:
        end += 1
    best = 0.0
    spans = {(start, end)}
    if value[start] in marks and start < at:
        spans.add((start + 1, end))
    if value[end - 1] in marks and end - 1 > at:
        spans.add((start, end - 1))
    for low, high in spans:
        word = value[low:high].lower().replace(LOST, "?")
        found = known.get(word, 0.0)
        if found >= (5.0 if high - low == 1 else 1.5):
            bare = word.replace("?", "")
            plain = frequency_of(language)(bare) if bare else 0.0
            best = max(best, 0.95 if found > plain + 1 else 0.6 if found > plain else 0.2)
    return best


def samples_of(document: Document, chance: random.Random) -> Iterator[Sample]:
    """The damages that a document gets."""
    modes = [
        f"q {chance.choice(CODECS)}",
        f"part {chance.choice(CODECS)}",
        chance.choice(["fffd", "fffdbytes", "bytes"]),
    ]
    if chance.random() < 0.4:
        modes.append(f"punct {chance.choice(['ascii', 'latin-1'])}")
    if "?" in document.text:
        modes.append("clean")
    for mode in modes:
        found = damage(document, mode, chance)
        if found:
            yield found


@dataclass
class Row:
    """A place of a sample as it is learned."""

    sample: Sample
    index: int
    view: View


def rows_of(samples: Sequence[Sample]) -> list[Row]:
    """The features of all places."""
    rows = []
    for sample in samples:
        language = sample.document.language
        views = view_places(
            sample.value, sample.places, list(find_paragraphs(sample.value)), load_habits(language),
            frequency_of(language),
        )  # fmt: skip
        rows += [Row(sample, index, view) for index, view in enumerate(views)]
    return rows


def fit(rows: Sequence[Row], strength: float = STRENGTH) -> dict[str, Any]:
    """Multinomial logistic weights, in hundredths."""
    shown: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows:
        for name in row.view.names:
            if len(kept := shown[name]) < FEWEST:
                kept.add(row.sample.document.name)
    names = sorted(name for name, documents in shown.items() if len(documents) >= FEWEST)
    column = {name: index for index, name in enumerate(names)}
    merged: dict[tuple[tuple[int, ...], int], float] = defaultdict(float)
    for row in rows:
        found = tuple(column[name] for name in row.view.names if name in column)
        label = LABELS.index(row.sample.labels[row.index])
        merged[found, label] += row.sample.document.weight
    indices: list[int] = []
    pointers, labels, weights = [0], [], []
    for (found, answered), count in merged.items():
        indices += found
        pointers.append(len(indices))
        labels.append(answered)
        weights.append(count)
    matrix = sparse.csr_matrix(
        (np.ones(len(indices)), indices, pointers), shape=(len(labels), len(names)), dtype=np.float64
    )
    weight = np.array(weights)
    target = np.zeros((len(labels), len(LABELS)))
    target[np.arange(len(labels)), labels] = 1.0
    transposed = matrix.T.tocsr()

    def cost(flat: np.ndarray) -> tuple[float, np.ndarray]:
        parameters = flat.reshape(len(names) + 1, len(LABELS))
        scores = matrix @ parameters[:-1] + parameters[-1]
        scores -= scores.max(axis=1, keepdims=True)
        chances = np.exp(scores)
        chances /= chances.sum(axis=1, keepdims=True)
        loss = -(weight * np.log(chances[np.arange(len(labels)), labels] + 1e-12)).sum()
        error = (chances - target) * weight[:, None]
        gradient = np.vstack([transposed @ error, error.sum(axis=0)])
        gradient[:-1] += strength * parameters[:-1]
        loss += 0.5 * strength * (parameters[:-1] ** 2).sum()
        return loss, gradient.ravel()

    start = np.zeros((len(names) + 1) * len(LABELS))
    made = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS, "maxcor": 12})
    parameters = np.round(made.x.reshape(len(names) + 1, len(LABELS)) * 100).astype(int)
    weighed = {
        spelled(name): row.tolist() for name, row in zip(names, parameters[:-1], strict=True) if abs(row).max() >= 3
    }
    print(f"  {len(rows)} rows, {len(labels)} different, {len(names)} features, {made.nit} rounds, loss {made.fun:.0f}")
    return {"labels": list(LABELS), "bias": parameters[-1].tolist(), "weights": weighed}


ITERATIONS = 120


def fits_of(samples: Sequence[Sample]) -> dict[str, list[float]]:
    """How much likelier each quotation mark is in each state than it is at all."""
    counts = np.full((len(STATES), len(LABELS)), 0.02)
    for sample in samples:
        if sample.mode == "clean":
            continue
        truth = {place.at: label for place, label in zip(sample.places, sample.labels, strict=True)}
        events: list[tuple[int, str]] = list(truth.items())
        events += [(one.at, one.kind) for one in find_survivors(sample.value)]
        paragraphs = list(find_paragraphs(sample.value))
        for number, (_, end) in enumerate(paragraphs):
            following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else -1
            quoted = following >= 0 and (truth.get(following) == "open2" or sample.value[following] in QUOTES)
            events.append((end, "end before quote" if quoted else "end"))
        state = 0
        for at, kind in sorted(events):
            if at in truth and kind in LABELS:
                counts[state][LABELS.index(kind)] += sample.document.weight
            if kind in MOVES:
                state = MOVES[kind][state]
            elif kind == "turn":
                state = (1, 0, 2, 0, 1)[state]
            elif kind == "end before quote":
                state = 4 if state in (1, 3) else 0
            elif kind == "end":
                state = 0
    overall = counts.sum(axis=0) / counts.sum()
    by_state = counts / counts.sum(axis=1, keepdims=True)
    found = {
        label: [min(8.0, round(float(one), 4)) for one in by_state[:, index] / overall[index]]
        for index, label in enumerate(LABELS)
    }
    for name, row in found.items():  # a paragraph that goes on with a quote is a beginning like others
        row[4] = 0.3 if name == "close2" else row[0]
        if name in ("question", "dash", "ellipsis"):  # single quotes are too few to tell
            row[2:4] = [1.0, 1.0]
        elif name not in MOVES:
            row[:] = [1.0] * len(STATES)
    return found


def read_sample(sample: Sample, weights: Weights) -> list[MarkReading]:
    """What the weights say of a sample."""
    setattr(reader, "load_weights", lambda: weights)  # noqa: B010
    language = sample.document.language
    return reader.read_marks(sample.value, sample.places, language, frequency_of(language))


def role_of(label: str) -> str:
    """The role of a label."""
    return ROLES_BY_LABEL[LABELS.index(label)]


def is_right(reading: MarkReading, label: str, original: str) -> bool:
    """Whether a reading puts back the mark or another of its kind."""
    if reading.role == role_of(label):
        return True
    return reading.after == original or (reading.after in CLOSING and original in CLOSING)


def level_name(reading: MarkReading) -> str:
    """Whose steps tell what its chance is worth."""
    where = str(reading.evidence[0].details[0][1])
    return answer.level_of(reading.role, next(shape for shape, told in STANDS.items() if told == where))


def levels_of(pairs: dict[str, list[tuple[float, bool]]]) -> dict[str, list[list[float]]]:
    """What a chance of a role is worth: monotone steps by pooling neighbours."""
    found = {}
    for role, items in sorted(pairs.items()):
        if len(items) < FEWEST_READ:
            continue
        items.sort()
        blocks: list[list[float]] = []
        size = 40
        for start in range(0, len(items), size):
            part = items[start : start + size]
            right = sum(ok for _, ok in part)
            blocks.append([sum(chance for chance, _ in part) / len(part), float(right), float(len(part))])
            while len(blocks) > 1 and blocks[-2][1] / blocks[-2][2] >= blocks[-1][1] / blocks[-1][2]:
                last = blocks.pop()
                first = blocks[-1]
                whole = first[2] + last[2]
                blocks[-1] = [(first[0] * first[2] + last[0] * last[2]) / whole, first[1] + last[1], whole]
        steps = [[round(chance, 7), round((right + 0.5) / (count + 1), 4)] for chance, right, count in blocks]
        found[role] = [[0.0, 0.0], *steps]
        if steps and steps[-1][0] < 1.0:
            found[role].append([1.0, max(steps[-1][1], 0.0)])
    return found


def report(results: Sequence[tuple[Sample, list[MarkReading]]], least: float = 0.95) -> None:
    """Recall and precision by class, of what is sure enough."""
    table: dict[str, Counter[str]] = defaultdict(Counter)
    for sample, readings in results:
        for label, reading, original in zip(sample.labels, readings, sample.originals, strict=True):
            kind = sample.mode.partition(" ")[0]
            language = sample.document.language
            role = role_of(label)
            group = "quote" if role in ("opening", "closing") else role
            changed = reading.after not in "?" + LOST and reading.confidence >= least
            ok = is_right(reading, label, original)
            if label == "letter":
                group = "letter"
            keys = [group, f"{group} {kind}", f"{group} {language}"]
            for key in keys:
                table[key]["n"] += 1
                table[key]["right" if changed and ok else "wrong" if changed else "left"] += 1
            if changed:
                said = "quote" if reading.role in ("opening", "closing") else reading.role
                for key in (f"said {said}", f"said {said} {kind}"):
                    table[key]["n"] += 1
                    table[key]["right" if ok else "wrong"] += 1
    for key, row in sorted(table.items()):
        done = row["right"] + row["wrong"]
        if row["n"] >= 20:
            print(f"  {key:28} n {row['n']:6} recall {row['right'] / row['n']:.4f} wrong {row['wrong']:5}"
                  f" precision {row['right'] / done if done else 1:.4f}")  # fmt: skip


def cross_validate(samples: Sequence[Sample]) -> dict[str, list[list[float]]]:
    """Reads each fold with the weights of the others; gives what chances are worth."""
    results: list[tuple[Sample, list[MarkReading]]] = []
    rows = rows_of(samples)
    for fold in range(FOLDS):
        training = [row for row in rows if row.sample.document.fold != fold]
        data = fit(training)
        data["fits"] = fits_of([one for one in samples if one.document.fold != fold])
        data["levels"] = {}
        weights = Weights(data)
        for sample in samples:
            if sample.document.fold == fold:
                results.append((sample, read_sample(sample, weights)))  # noqa: PERF401 (two conditions read better so)
    levels = calibrate(results)
    report(apply_levels(results, levels))
    return levels


def calibrate(results: Sequence[tuple[Sample, list[MarkReading]]]) -> dict[str, list[list[float]]]:
    """What chances are worth, by what was read of left-out publishers."""
    pairs: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for sample, readings in results:
        if sample.labels.count("letter") > MOST_LETTERS * len(sample.labels):
            continue  # whoever asks would not, with so many letters lost
        for label, reading, original in zip(sample.labels, readings, sample.originals, strict=True):
            if label != "letter":
                pairs[level_name(reading)].append((reading.confidence, is_right(reading, label, original)))
    return levels_of(pairs)


def apply_levels(
    results: Sequence[tuple[Sample, list[MarkReading]]], levels: dict[str, list[list[float]]]
) -> list[tuple[Sample, list[MarkReading]]]:
    """The readings with calibrated chances."""
    steps = {name: [(low, high) for low, high in one] for name, one in levels.items()}
    return [
        (
            sample,
            [
                one._replace(confidence=answer.calibrated(steps.get(level_name(one), ()), one.confidence))
                for one in found
            ],
        )
        for sample, found in results
    ]


def write(data: dict[str, Any], path: Path) -> None:
    """One feature a line."""
    head = {key: value for key, value in data.items() if key != "weights"}
    lines = [f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
             for name, row in data["weights"].items()]  # fmt: skip
    text = json.dumps(head, ensure_ascii=False)[:-1] + ', "weights": {\n' + ",\n".join(lines) + "\n}}\n"
    path.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--report", action="store_true", help="write nothing")
    chosen = parser.parse_args()
    chance = random.Random(7)
    documents = read_documents(chosen.files)
    samples = [sample for document in documents for sample in samples_of(document, chance)]
    print(f"{len(documents)} documents, {len(samples)} samples, {sum(len(one.places) for one in samples)} places")
    levels = cross_validate(samples)
    if not chosen.report:
        data = fit(rows_of(samples))
        write({**data, "fits": fits_of(samples), "levels": levels}, SCORERS / "punctuation.json")


if __name__ == "__main__":
    main()
