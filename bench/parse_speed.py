"""What parsing costs, as ratios: CPU time in this process against bare `ftfy.fix_text` on the same texts.

    python bench/parse_speed.py FOLDER [--every 1] [--runs 3] [--check BOUND]

Takes the `.txt` files of the folder and of those in it, every one or every N-th. Where trafilatura is installed, what
its `extract` takes for JSON with metadata is told too, beside ours for the same articles: on the page that stands
beside a text (`NAME.html`), else on a page that is rendered from a text in Markdown. Rendered pages flatter it: they
have no scripts, no styles and none of the nested boxes of a real page. Runs are interleaved and the fastest of each
counts, so that what else the machine does matters little; the first run only warms up. Below 1 means faster than ftfy
alone. `--check` ends with 1 where the ratio of parsing is above its bound.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from html import escape
from pathlib import Path

from ftfy import fix_text
from markdown_it import MarkdownIt

from newsparse import parse
from newsparse.pipeline import normalize

# A text with fewer links is no Markdown of a whole page.
FEWEST_LINKS = 20


def cpu_seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def each(do: Callable[[str], object], texts: Iterable[str]) -> Callable[[], object]:
    def work() -> None:
        for text in texts:
            do(text)

    return work


def tasks_for(paths: list[Path]) -> dict[str, Callable[[], object]]:
    """What is measured, ftfy first."""
    data = [path.read_bytes() for path in paths]
    texts = [one.decode("utf-8", "replace") for one in data]
    articles = [parse(one) for one in data]
    found: dict[str, Callable[[], object]] = {
        "ftfy.fix_text": each(fix_text, texts),
        "normalize": each(normalize, texts),
        "parse, bytes": lambda: [parse(one) for one in data],
        "parse, str": each(parse, texts),
        "to_json": lambda: [one.to_json() for one in articles],
    }
    return found | _against_trafilatura(paths)


def _against_trafilatura(paths: list[Path]) -> dict[str, Callable[[], object]]:
    """Pages and the texts of the same articles, where there are pages and somebody to read them."""
    if not importlib.util.find_spec("trafilatura"):
        return {}
    pages = {path: page for path in paths if (page := page_of(path))}
    extract = partial(importlib.import_module("trafilatura").extract, output_format="json", with_metadata=True)
    texts = [path.read_bytes() for path in pages]
    return {
        f"trafilatura, {len(pages)} pages": each(extract, pages.values()),
        "parse, these as text": lambda: [parse(one) for one in texts],
    } if pages else {}  # fmt: skip


def page_of(path: Path) -> str:
    """The page of a text as HTML: the one beside it, or one rendered from its Markdown; empty where it is plain."""
    beside = path.with_suffix(".html")
    if beside.exists():
        return beside.read_text(encoding="utf-8", errors="replace")
    text = path.read_text(encoding="utf-8", errors="replace")
    if text.count("](") < FEWEST_LINKS:
        return ""
    body = MarkdownIt().render(text)
    return f"<!DOCTYPE html><html><head><title>{escape(path.stem)}</title></head><body>{body}</body></html>"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every N-th file only")
    parser.add_argument("--runs", type=int, default=3, help="runs that count (default 3)")
    parser.add_argument("--check", type=float, metavar="BOUND", help="exit 1 if parsing takes more times ftfy's time")
    arguments = parser.parse_args()
    paths = sorted(arguments.folder.rglob("*.txt"))[:: arguments.every]
    if not paths:
        parser.error(f"{arguments.folder} holds no .txt files")
    tasks = tasks_for(paths)
    fastest = dict.fromkeys(tasks, float("inf"))
    for run in range(arguments.runs + 1):
        for name, work in tasks.items():
            seconds = cpu_seconds(work)
            if run:
                fastest[name] = min(fastest[name], seconds)
    size, theirs = sum(path.stat().st_size for path in paths), fastest["ftfy.fix_text"]
    print(f"{len(paths)} texts, {size / 1e6:.2f} MB{'ms a text':>17}{'MB/s':>8}{'of ftfy':>9}")
    for name, seconds in fastest.items():
        if not name.startswith("trafilatura") and name != "parse, these as text":
            print(f"{name:22}{seconds / len(paths) * 1e3:14.2f}{size / seconds / 1e6:8.2f}{seconds / theirs:9.2f}")
    rival = next((one for one in fastest if one.startswith("trafilatura")), None)
    if rival is not None:
        ours = fastest["parse, these as text"]
        print(f"{rival}: {fastest[rival] / ours:.2f} times what parsing their texts takes")
    return int(arguments.check is not None and fastest["parse, bytes"] > arguments.check * theirs)


if __name__ == "__main__":
    sys.exit(main())
