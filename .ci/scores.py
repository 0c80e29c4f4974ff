"""Scores newsparse on a corpus of real articles and holds every figure against the pinned one.

    scores.py check    exit 1 where a figure is worse than in .ci/scores.json
    scores.py pin      writes .ci/scores.json anew, and lists what rose and what fell

The corpus is the folder at $NEWSPARSE_CORPUS (default ../shared/corpus), its scorer the script score/run.py beside it.
Where they don't stand there is nothing to hold, and `check` says so and passes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PINNED = HERE / "scores.json"
CORPUS = Path(os.environ.get("NEWSPARSE_CORPUS", HERE.parent.parent / "shared" / "corpus"))
SCORER = CORPUS.parent / "score" / "run.py"

# A figure may come out that much worse: room for a changed rounding, not for a changed document (one document of the
# largest part moves its figures by 0.0005 and more).
TOLERANCE = 0.0002

# "< structure.P                  byline F1                    0.9512   target  0.98"
_LINE = re.compile(
    r"^[< ] (?P<group>\S+)\s+(?P<name>\S.*?)\s+(?P<figure>none|-?\d+\.\d+)\s+(?P<bound>target|at most)\s+[\d.]+$"
)


@dataclass(frozen=True)
class Score:
    """One figure of the scorer."""

    figure: float | None
    """None where the scorer had nothing to count."""
    at_most: bool
    """Whether lower is better."""

    def is_worse_than(self, pinned: float | None) -> bool:
        """Whether it falls short of a pinned figure."""
        if pinned is None:
            return False
        if self.figure is None:
            return True
        return self.figure > pinned + TOLERANCE if self.at_most else self.figure < pinned - TOLERANCE


def main() -> int:
    """Checks or pins."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("wish", choices=("check", "pin"))
    parser.add_argument("--pinned", type=Path, default=PINNED, help="where the figures are kept")
    args = parser.parse_args()
    if not SCORER.is_file():
        print(f"no scores: there is no {SCORER}")
        return int(args.wish == "pin")
    digest = corpus_digest()
    scores = run_scorer()
    if scores is None:
        return 1
    pinned = json.loads(args.pinned.read_text(encoding="utf-8")) if args.pinned.is_file() else {}
    figures: dict[str, float | None] = pinned.get("figures", {})
    if args.wish == "pin":
        return pin(args.pinned, scores, figures, digest)
    if pinned.get("corpus", digest) != digest:
        print("the corpus or its scorer is another one than was pinned: figures are shown, not held; pin anew: .ci/pin")
        return 0
    return check(scores, figures)


def corpus_digest() -> str:
    """What tells this corpus and its scorer from others: names and sizes of all files."""
    digest = hashlib.sha256()
    for folder in (CORPUS, SCORER.parent):
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
            digest.update(f"{path.relative_to(folder.parent)} {path.stat().st_size}\n".encode())
    return digest.hexdigest()[:16]


def run_scorer() -> dict[str, Score] | None:
    """All figures by name, or None where the scorer could not do its work."""
    newsparse = Path(sys.executable).parent / "newsparse"
    with tempfile.TemporaryDirectory() as keep:
        command = [sys.executable, str(SCORER), "--corpus", str(CORPUS), "--newsparse", str(newsparse), "--keep", keep]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    print(done.stdout)
    if done.returncode not in {0, 1}:
        print(f"the scorer ended with {done.returncode}")
        return None
    scores = read_scores(done.stdout)
    if not scores:
        print("the scorer printed no figure")
    return scores or None


def read_scores(output: str) -> dict[str, Score]:
    """The figures in what the scorer prints."""
    return {
        f"{found['group']}/{found['name']}": Score(
            None if found["figure"] == "none" else float(found["figure"]), found["bound"] == "at most"
        )
        for line in output.splitlines()
        if (found := _LINE.match(line))
    }


def check(scores: dict[str, Score], pinned: dict[str, float | None]) -> int:
    """Names every figure that is worse than pinned, or gone."""
    fallen = [name for name, score in scores.items() if score.is_worse_than(pinned.get(name))]
    gone = [name for name, figure in pinned.items() if figure is not None and name not in scores]
    for name in fallen:
        print(f"WORSE  {name}: {scores[name].figure}, pinned {pinned[name]}")
    for name in gone:
        print(f"GONE   {name}: pinned {pinned[name]}")
    new = [name for name in scores if name not in pinned]
    if new:
        print(f"not pinned yet (.ci/pin): {', '.join(new)}")
    print(f"{len(pinned) - len(fallen) - len(gone)} of {len(pinned)} pinned figures held")
    return int(bool(fallen or gone))


def pin(path: Path, scores: dict[str, Score], before: dict[str, float | None], digest: str) -> int:
    """Writes the figures as they are, and tells what they were."""
    for name, score in scores.items():
        if score.figure != before.get(name):
            word = "FELL" if score.is_worse_than(before.get(name)) else "rose"
            print(f"{word}  {name}: {before.get(name)} -> {score.figure}")
    figures = {name: score.figure for name, score in scores.items()}
    path.write_text(json.dumps({"corpus": digest, "figures": figures}, indent=1) + "\n", encoding="utf-8")
    print(f"pinned {len(figures)} figures in {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
