"""What normalizing costs, as ratios: CPU time against bare `ftfy.fix_text` on the same texts in the same run.

    python bench/normalize.py [FOLDER] [--runs 5] [--check]

Without a folder: made-up articles of 5 KB, clean and broken. With one: its `.txt` files, and those of them that
are clean apart. Below 1 means faster than ftfy alone. `--check` ends with 1 where a ratio is above its bound.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from ftfy import fix_text

from newsparse.normalize import Context, normalize_text
from newsparse.text import Text

SENTENCES = {
    "clean ASCII": 'The bridge will be closed on Monday, the mayor said. "We have no choice," she told reporters.\n',
    "clean English": "The bridge will be closed on Monday, the mayor said. “We’ve no choice,” she told reporters.\n",
    "clean German": "Die Brücke wird am Montag gesperrt, sagte die Stadt. „Es geht nicht anders“, so Müller.\n",
    "clean French": "Le pont sera fermé lundi, a dit la maire. «\N{NO-BREAK SPACE}Nous n’avons pas le choix à l’été.\n",
    "entities": "The bridge will be closed, the mayor said. &ldquo;We&#8217;ve no choice,&rdquo; she told reporters.\n",
    "mojibake": "The bridge will be closed, the mayor said. â€œWeâ€™ve no choice,â€\x9d she told the cafÃ©.\n",
    "halves": "The bridge will be closed, the mayor said. â??Weâ??ve no choice,â?? she told reporters.\n",
}
# Measured 0.05, 0.04, 0.02, 0.07, 0.5, 1.2 and, where ftfy does nothing, 2.
BOUNDS = {"clean ASCII": 0.2, "clean English": 0.2, "clean German": 0.2, "clean French": 0.3, "mojibake": 2.0}
SIZE = 5_000


def cpu_seconds(work: Callable[[str], object], texts: list[str]) -> float:
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start


def normalize(text: str) -> object:
    # The language is given, as the pipeline gives it.
    return normalize_text(Text.of(text), Context("en"))


def number_lines(line: str, number: int) -> str:
    """A text of 5 KB in which no line stands twice, so that nothing is gained by remembering lines."""
    return "".join(f"{number}.{count} {line}" for count in range(SIZE // len(line)))


def measure(texts: list[str], runs: int) -> tuple[float, float]:
    """Median seconds of ours and of ftfy's, runs interleaved, after one that loads and compiles."""
    normalize(texts[0])
    fix_text(texts[0])
    pairs = [(cpu_seconds(normalize, texts), cpu_seconds(fix_text, texts)) for _ in range(runs)]
    return median(ours for ours, _ in pairs), median(theirs for _, theirs in pairs)


def read_folder(folder: Path) -> dict[str, list[str]]:
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.rglob("*.txt"))]
    clean = [text for text in texts if normalize_text(Text.of(text), Context()).text.value == text]
    return {"folder": texts, "folder, clean": clean, "folder, clean ASCII": [one for one in clean if one.isascii()]}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    groups = {name: [number_lines(line, number) for number in range(20)] for name, line in SENTENCES.items()}
    if arguments.folder:
        groups = read_folder(arguments.folder)
    print(f"{'':22}{'texts':>6}{'KB':>9}{'µs a text':>11}{'MB/s':>8}{'of ftfy':>9}")
    failed = False
    for name, texts in groups.items():
        if not texts:
            continue
        ours, theirs = measure(texts, arguments.runs)
        size, ratio = sum(map(len, texts)), ours / theirs
        speed = f"{ours / len(texts) * 1e6:11.0f}{size / ours / 1e6:8.1f}{ratio:9.2f}"
        above = ratio > BOUNDS.get(name, float("inf"))
        failed |= above
        print(f"{name:22}{len(texts):6}{size / 1000:9.0f}{speed}{'  above ' + str(BOUNDS[name]) if above else ''}")
    return int(failed and arguments.check)


if __name__ == "__main__":
    sys.exit(main())
