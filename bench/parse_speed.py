"""What parsing costs, as ratios: CPU time in this process against bare `ftfy.fix_text` on the same texts.

    python bench/parse_speed.py FOLDER [--every 1] [--runs 1] [--check BOUND]

Takes the `.txt` files of the folder and of those in it, every one or every N-th. The first two texts of each language
only warm up: what its rules cost to load, some 0.1 s, is no matter of a text. All others are done by each program in
turn, eight texts at a time, so that what else the machine does meanwhile hits all alike. With one run, the default, no
program has seen a text before; with more the fastest of each counts. Below 1 means faster than ftfy alone.

Where trafilatura is installed, what its `extract` takes for JSON with metadata is told too, beside ours for the same
articles: on the page that stands beside a text (`NAME.html`), else on a page that is rendered from a text in Markdown.
Rendered pages flatter it: they have no scripts, no styles and none of the nested boxes of a real page. `--check` ends
with 1 where the ratio of parsing is above its bound.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path

from ftfy import fix_text
from markdown_it import MarkdownIt

from newsparse import parse
from newsparse.pipeline import normalize
from newsparse.rules import detect_language

# A text with fewer links is no Markdown of a whole page.
FEWEST_LINKS = 20
WARMING = 2
# So many texts in a row, as in a batch: what another program leaves in the processor's caches is no help to any.
TURN = 8
FTFY, PARSE, RIVAL, BESIDE = "ftfy.fix_text", "parse", "trafilatura", "parse, of these"

Task = Callable[[], object]


def cpu_seconds(work: Task) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def tasks_for(path: Path, extract: Callable[[str], object] | None) -> dict[str, Task]:
    """What is measured on one text, ftfy first."""
    data = path.read_bytes()
    text = data.decode("utf-8", "replace")
    found: dict[str, Task] = {
        FTFY: partial(fix_text, text),
        "normalize": partial(normalize, data),
        PARSE: partial(parse, data),
    }
    if extract is not None and (page := page_of(path, text)):
        found[RIVAL] = partial(extract, page)
    return found


def find_extract() -> Callable[[str], object] | None:
    """How trafilatura reads a page, where it is installed."""
    if not importlib.util.find_spec("trafilatura"):
        return None
    return partial(importlib.import_module("trafilatura").extract, output_format="json", with_metadata=True)


def page_of(path: Path, text: str) -> str:
    """The page of a text as HTML: the one beside it, or one rendered from its Markdown; empty where it is plain."""
    beside = path.with_suffix(".html")
    if beside.exists():
        return beside.read_text(encoding="utf-8", errors="replace")
    if text.count("](") < FEWEST_LINKS:
        return ""
    body = MarkdownIt().render(text)
    return f"<!DOCTYPE html><html><head><title>{escape(path.stem)}</title></head><body>{body}</body></html>"


def first_of_each_language(paths: list[Path]) -> set[Path]:
    """A text or two of each language, by which its rules are loaded."""
    found: defaultdict[str | None, list[Path]] = defaultdict(list)
    for path in paths:
        found[detect_language(path.read_text(encoding="utf-8", errors="replace"))[0]].append(path)
    return {path for group in found.values() for path in group[:WARMING]}


def measure(paths: list[Path], runs: int) -> tuple[dict[str, float], int]:
    """CPU seconds by task, summed over all texts, and how many pages trafilatura read."""
    extract = find_extract()
    warming = first_of_each_language(paths)
    for path in warming:
        for work in tasks_for(path, extract).values():
            work()
    measured = [path for path in paths if path not in warming] or paths
    seconds: defaultdict[str, float] = defaultdict(float)
    pages = 0
    for first in range(0, len(measured), TURN):
        turn = measured[first : first + TURN]
        tasks = [tasks_for(path, extract) for path in turn]
        for name in (FTFY, "normalize", PARSE, RIVAL):
            for one in tasks:
                if name in one:
                    took = min(cpu_seconds(one[name]) for _ in range(runs))
                    seconds[name] += took
                    seconds[BESIDE] += took if name == PARSE and RIVAL in one else 0
        articles = [parse(path.read_bytes()) for path in turn]
        seconds["to_json"] += sum([cpu_seconds(article.to_json) for article in articles])
        seconds["texts"] += len(turn)
        seconds["bytes"] += sum(path.stat().st_size for path in turn)
        pages += sum(RIVAL in one for one in tasks)
    return seconds, pages


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every N-th file only")
    parser.add_argument("--runs", type=int, default=1, help="how often each text is done; the fastest counts")
    parser.add_argument("--check", type=float, metavar="BOUND", help="exit 1 if parsing takes more times ftfy's time")
    arguments = parser.parse_args()
    paths = sorted(arguments.folder.rglob("*.txt"))[:: arguments.every]
    if not paths:
        parser.error(f"{arguments.folder} holds no .txt files")
    seconds, pages = measure(paths, arguments.runs)
    texts, size = seconds.pop("texts"), seconds.pop("bytes")
    theirs = seconds[FTFY]
    print(f"{texts:.0f} texts, {size / 1e6:.2f} MB{'ms a text':>17}{'MB/s':>8}{'of ftfy':>9}")
    for name in (FTFY, "normalize", PARSE, "to_json"):
        taken = seconds[name]
        print(f"{name:22}{taken / texts * 1e3:14.2f}{size / taken / 1e6:8.2f}{taken / theirs:9.2f}")
    if pages:
        ratio, each = seconds[RIVAL] / seconds[BESIDE], seconds[RIVAL] / pages * 1e3
        print(f"trafilatura: {each:.1f} ms for each of {pages} pages, {ratio:.2f} times what parsing their texts takes")
    return int(arguments.check is not None and seconds[PARSE] > arguments.check * theirs)


if __name__ == "__main__":
    sys.exit(main())
