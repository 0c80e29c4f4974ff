"""What a change wins and what it loses: gains and losses by document and field between two versions.

    python bench/changes.py OLD NEW CORPUS [--every 1] [--fields headline,body] [--names 40]

OLD and NEW are each a commit of this repository, `.` for the files as they stand, or a folder with one JSON record
of an article a text (`NAME.json` or `NAME.txt.json`), as `newsparse parse -o FOLDER/` writes them. A commit is checked
out into a temporary worktree, which is taken away again, and parses every text in a process of its own.

CORPUS is a folder (with folders in it) of texts `NAME.txt`, each with the answers beside it in `NAME.gold.json`:
`headline` (others that count as right in `headline_also`), `subheadline`, `bylines` (people; `bylines_optional` may be
named or not), `published` (ISO, its day counts), `captions` (strings, or objects with `text`; where `captions_complete`
is true more of them are wrong), `body` (paragraphs), `source_url`, `publisher`. What is missing, null or empty there
is not scored.

A field's score in a document goes from 0 to 1: right or wrong for the single values, F1 for authors and paragraphs,
the part that was found for captions. Values are compared by their letters and digits alone. Totals are means over
the documents that have the field.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent
# A change of less is no change of a document.
LEAST = 0.005
# Part of a caption's letters that another must share with it to be the same, one being part of the other.
SAME_CAPTION = 0.7

# Runs in the version that is asked; it only needs what all versions have.
PARSE = """
import json, sys
from pathlib import Path
import newsparse
if Path(newsparse.__file__).resolve().parent.parent != Path(sys.argv[1]).resolve():
    sys.exit(f"newsparse was imported from {newsparse.__file__}, not from {sys.argv[1]}")
for line in sys.stdin:
    path = line.rstrip("\\n")
    try:
        record = newsparse.parse(Path(path).read_bytes()).to_dict()
    except newsparse.NewsparseError as error:
        record = {"error": str(error)}
    print(json.dumps([path, record]), flush=True)
"""

Record = Mapping[str, Any]


# ---- The two versions


def records_of(version: str, texts: Sequence[Path], corpus: Path) -> dict[Path, Record]:
    """What a version says of each text."""
    if version != "." and Path(version).is_dir():
        return dict(_read_records(Path(version), texts, corpus))
    if version == ".":
        return _parse_all(ROOT, texts)
    with _worktree(version) as tree:
        return _parse_all(tree, texts)


def _read_records(folder: Path, texts: Sequence[Path], corpus: Path) -> Iterator[tuple[Path, Record]]:
    for text in texts:
        place = folder / text.relative_to(corpus)
        for path in (place.with_suffix(".json"), place.with_name(place.name + ".json")):
            if path.exists():
                yield text, json.loads(path.read_text(encoding="utf-8"))


@contextmanager
def _worktree(commit: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder, "tree")
        _git("worktree", "add", "--quiet", "--detach", str(tree), commit)
        try:
            yield tree
        finally:
            _git("worktree", "remove", "--force", str(tree))


def _git(*arguments: str) -> None:
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"git {' '.join(arguments)}: {done.stderr.strip()}")


def _parse_all(tree: Path, texts: Sequence[Path]) -> dict[Path, Record]:
    """Parses in a process of its own, with the tree's newsparse ahead of any that is installed."""
    done = subprocess.run(
        [sys.executable, "-c", PARSE, str(tree)],
        input="".join(f"{path}\n" for path in texts),
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"newsparse of {tree} ended with {done.returncode}")
    return {Path(path): record for path, record in map(json.loads, done.stdout.splitlines())}


# ---- Scoring; None where the answers do not tell


def letters(value: object) -> str:
    return "".join(filter(str.isalnum, str(value or "").casefold()))


def one_of(expected: Sequence[object], said: object) -> float | None:
    wanted = {letters(one) for one in expected} - {""}
    return float(letters(said) in wanted) if wanted else None


def f1(right: int, said: int, expected: int) -> float:
    return 2 * right / (said + expected) if right else 0.0


def score_headline(gold: Record, record: Record) -> float | None:
    if not gold.get("headline"):
        return None
    return one_of([gold["headline"], *gold.get("headline_also", ())], record.get("headline"))


def score_subheadline(gold: Record, record: Record) -> float | None:
    return one_of([gold.get("subheadline")], record.get("subheadline"))


def score_publisher(gold: Record, record: Record) -> float | None:
    return one_of([gold.get("publisher")], record.get("publisher"))


def score_authors(gold: Record, record: Record) -> float | None:
    expected = {letters(one) for one in gold.get("bylines") or ()}
    if not expected:
        return None
    optional = {letters(one) for one in gold.get("bylines_optional") or ()} - expected
    said = {letters(one) for one in record.get("authors") or ()} - optional
    return f1(len(expected & said), len(said), len(expected))


def score_published(gold: Record, record: Record) -> float | None:
    day = str(gold.get("published") or "")[:10]
    return float(str(record.get("published") or "")[:10] == day) if day else None


def score_captions(gold: Record, record: Record) -> float | None:
    expected = [letters(one["text"] if isinstance(one, Mapping) else one) for one in gold.get("captions") or ()]
    if not expected:
        return None
    said = [letters(one["text"]) for one in record.get("captions") or ()]
    right = sum(any(_is_same_caption(one, other) for other in said) for one in expected)
    return f1(right, max(len(said), right), len(expected)) if gold.get("captions_complete") else right / len(expected)


def _is_same_caption(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return short in long and len(short) >= SAME_CAPTION * len(long)


def score_body(gold: Record, record: Record) -> float | None:
    expected = Counter(filter(None, map(letters, gold.get("body") or ())))
    if not expected:
        return None
    said = Counter(filter(None, map(letters, record.get("body") or ())))
    return f1((expected & said).total(), said.total(), expected.total())


def score_source_url(gold: Record, record: Record) -> float | None:
    expected = gold.get("source_url")
    return float(_address(expected) == _address(record.get("source_url"))) if expected else None


def _address(url: str | None) -> tuple[str, str]:
    """Host and path: neither the scheme nor what behind `?` follows a reader around."""
    parts = urlsplit(url or "")
    return parts.netloc.lower().removeprefix("www."), parts.path.rstrip("/")


SCORES: Mapping[str, Callable[[Record, Record], float | None]] = {
    "headline": score_headline,
    "subheadline": score_subheadline,
    "authors": score_authors,
    "published": score_published,
    "captions": score_captions,
    "body": score_body,
    "source_url": score_source_url,
    "publisher": score_publisher,
}


# ---- The report


def compare(
    field: str, golds: Mapping[Path, Record], old: Mapping[Path, Record], new: Mapping[Path, Record]
) -> list[tuple[Path, float, float]]:
    """The documents that have the field, with the score of each version."""
    score = SCORES[field]
    found = []
    for path, gold in golds.items():
        before, after = score(gold, old.get(path, {})), score(gold, new.get(path, {}))
        if before is not None and after is not None:
            found.append((path, before, after))
    return found


def report(field: str, scored: Sequence[tuple[Path, float, float]], corpus: Path, names: int) -> None:
    if not scored:
        return
    old = sum(before for _, before, _ in scored) / len(scored)
    new = sum(after for _, _, after in scored) / len(scored)
    gained = sorted((one for one in scored if one[2] > one[1] + LEAST), key=lambda one: one[1] - one[2])
    lost = sorted((one for one in scored if one[2] < one[1] - LEAST), key=lambda one: one[2] - one[1])
    print(
        f"{field:12} {old:.3f} -> {new:.3f}  {new - old:+.3f}  of {len(scored)} documents: "
        f"{len(gained)} gained, {len(lost)} lost"
    )
    for sign, changed in (("+", gained), ("-", lost)):
        for path, before, after in changed[:names]:
            print(f"  {sign} {before:.2f} -> {after:.2f}  {path.relative_to(corpus)}")
        if len(changed) > names:
            print(f"  {sign} and {len(changed) - names} more")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("old", help="a commit, . or a folder of records")
    parser.add_argument("new", help="a commit, . or a folder of records")
    parser.add_argument("corpus", type=Path, help="texts with their answers")
    parser.add_argument("--every", type=int, default=1, help="take every N-th text only")
    parser.add_argument("--fields", default=",".join(SCORES), help="fields, with commas between (default all)")
    parser.add_argument("--names", type=int, default=40, help="documents named for each field (default 40)")
    arguments = parser.parse_args()
    corpus = arguments.corpus.resolve()
    fields = arguments.fields.split(",")
    if unknown := set(fields) - SCORES.keys():
        parser.error(f"unknown field {min(unknown)!r}; known are {', '.join(SCORES)}")
    answers = {path: path.with_suffix(".gold.json") for path in sorted(corpus.rglob("*.txt"))}
    texts = [path for path, gold in answers.items() if gold.exists()][:: arguments.every]
    if not texts:
        parser.error(f"{corpus} holds no NAME.txt with a NAME.gold.json beside it")
    golds = {path: json.loads(answers[path].read_text(encoding="utf-8")) for path in texts}
    old, new = (records_of(version, texts, corpus) for version in (arguments.old, arguments.new))
    for field in fields:
        report(field, compare(field, golds, old, new), corpus, arguments.names)
    return 0


if __name__ == "__main__":
    sys.exit(main())
