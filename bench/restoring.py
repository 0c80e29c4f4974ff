"""How fast characters are repaired, as ratios: `newsparse.normalize` against `ftfy.fix_text` with its defaults.

    python bench/restoring.py [--runs 5] [--check] [--folder FOLDER]

The texts are the fixtures as they read once repaired, the invented news of the tests in many languages, and made-up
news in ASCII; they are damaged as exports, printers and mailers do it. `--folder` adds the `.txt` files of a folder.
Above 1 means faster than ftfy, which restores nothing of what is lost. `--check` ends with 1 where a ratio is below
its bound.
"""

from __future__ import annotations

import argparse
import sys
import time
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median

from ftfy import fix_text

import newsparse

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
SENTENCES = ROOT / "tests" / "cases" / "language" / "sentences.toml"
MOST_BEYOND = 0.25
"""Of texts with more characters outside of ASCII nothing is left to restore them from."""
BOUNDS = {"clean": 4.0, "ASCII": 10.0, "? in ascii": 0.7, "? in latin-1": 0.7, "U+FFFD": 0.7, "? a byte": 0.7}
PLAIN = 'The bridge {} will be closed on day {}, the mayor said. "We have no choice," she told {} reporters.\n'
LEAST_SECONDS = 0.2
"""A group is run so often that it takes at least this."""


def lose(text: str, codec: str) -> str:
    """Every character that a codec lacks as `?`."""
    return text.encode(codec, "replace").decode(codec)


def lose_bytes(text: str) -> str:
    """One `?` for each byte outside of ASCII."""
    return "".join(one if one.isascii() else "?" * len(one.encode()) for one in text)


def break_bytes(text: str) -> str:
    """U+FFFD for every character outside of ASCII."""
    return lose(text, "ascii").replace("?", "\N{REPLACEMENT CHARACTER}")


DAMAGES: Mapping[str, Callable[[str], str]] = {
    "? in ascii": lambda text: lose(text, "ascii"),
    "? in latin-1": lambda text: lose(text, "latin-1"),
    "U+FFFD": break_bytes,
    "? a byte": lose_bytes,
}


def read_texts(folder: Path | None) -> list[str]:
    """The fixtures, and the texts of a folder, each as it reads once it is repaired."""
    paths = [*sorted(FIXTURES.glob("*.txt")), *(sorted(folder.rglob("*.txt")) if folder else ())]
    return [newsparse.normalize(newsparse.normalize(path.read_bytes()).text).text for path in paths]


def read_sentences() -> list[str]:
    """Invented news in many languages, a text each."""
    with SENTENCES.open("rb") as file:
        return list(tomllib.load(file).values())


def _is_beyond(character: str) -> bool:
    return character > "\x7f"


def make_groups(texts: list[str]) -> dict[str, list[str]]:
    plain = ["".join(PLAIN.format(number, line, line * number) for line in range(50)) for number in range(1, 13)]
    lossy = [one for one in [*texts, *read_sentences()] if 4 < sum(map(_is_beyond, one)) < MOST_BEYOND * len(one)]
    damaged = {name: [made for one in lossy if (made := damage(one)) != one] for name, damage in DAMAGES.items()}
    return {"clean": texts, "ASCII": plain} | damaged


def cpu_seconds(work: Callable[[str], object], texts: list[str], times: int) -> float:
    start = time.process_time()
    for _ in range(times):
        for text in texts:
            work(text)
    return (time.process_time() - start) / times


def measure(texts: list[str], runs: int) -> tuple[float, float]:
    """Median seconds of ours and of ftfy's, runs interleaved, after one that loads and compiles."""
    cpu_seconds(newsparse.normalize, texts, 1)
    once = max(cpu_seconds(newsparse.normalize, texts, 1), 1e-4)
    times = max(1, int(LEAST_SECONDS / once))
    pairs = [(cpu_seconds(newsparse.normalize, texts, times), cpu_seconds(fix_text, texts, times)) for _ in range(runs)]
    return median(ours for ours, _ in pairs), median(theirs for _, theirs in pairs)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    failed = False
    print(f"{'':14}{'texts':>6}{'KB':>7}{'lost':>7}{'KB/s':>8}{'µs a loss':>11}{'times ftfy':>12}")
    for name, texts in make_groups(read_texts(arguments.folder)).items():
        if not texts:
            continue
        ours, theirs = measure(texts, arguments.runs)
        size = sum(map(len, texts)) / 1000
        lost = (
            sum(text.count("?") + text.count("\N{REPLACEMENT CHARACTER}") for text in texts) if name in DAMAGES else 0
        )
        each = f"{ours / lost * 1e6:11.0f}" if lost else f"{'':11}"
        below = theirs / ours < BOUNDS[name]
        failed |= below
        told = f"{theirs / ours:12.2f}{f'  below {BOUNDS[name]}' if below else ''}"
        print(f"{name:14}{len(texts):6}{size:7.0f}{lost:7}{size / ours:8.0f}{each}{told}")
    return int(failed and arguments.check)


if __name__ == "__main__":
    sys.exit(main())
