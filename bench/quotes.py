"""How fast quotes are found: megabytes of text a second of CPU time, beside a naive regular expression.

    python bench/quotes.py [FOLDER] [--language en] [--runs 5]

Without a folder: made-up articles. With one: its `.txt` files. Only the quotes are measured, not what comes before:
the paragraphs are cut at line breaks. The expression finds words between double marks and a name beside "said".
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from newsparse.passage import Passage
from newsparse.quotes import QuotePassage, find_quotes
from newsparse.rules import load_rule_book

NAIVE = re.compile(r"[\"“„«]([^\"“”„«»]+)[\"”“»],?\s+(?:said\s+)?([A-Z]\w+(?:\s[A-Z]\w+)*)\s*(?:said|says|told)?")
PARAGRAPHS = (
    "The harbour council on Monday put off its vote on a second crane, number {0}, after two hours of debate.",
    "“We are not going to buy a machine nobody has asked for,” said Tobias Renn, who chairs the council. “Not {0}.”",
    "Dockworkers had hoped for a decision, and many of them stood outside in the rain until late in the evening.",
    "“They talk and talk,” Maud Okell, a crane driver for {0} years, told reporters. She called it “a farce”.",
    "In a letter, the minister wrote that the “so-called backlog” was a matter of {0} ships, and of nothing else.",
)


def passages_of(text: str) -> list[QuotePassage]:
    found: list[QuotePassage] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            found.append(QuotePassage(Passage.join(text, [(start, start + len(line))]), "body", len(found)))
        start += len(line) + 1
    return found


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    if arguments.folder:
        texts = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(arguments.folder.glob("*.txt"))]
    else:
        texts = ["\n\n".join(one.format(number) for one in PARAGRAPHS * 4) for number in range(1, 201)]
    book = load_rule_book(arguments.language)
    articles = [passages_of(text) for text in texts]
    size = sum(len(text.encode()) for text in texts) / 1e6
    found = sum(len(find_quotes(article, book).quotes) for article in articles)
    ours, naive = (
        median(seconds(work) for _ in range(arguments.runs))
        for work in (
            lambda: [find_quotes(article, book) for article in articles],
            lambda: [NAIVE.findall(text) for text in texts],
        )
    )
    print(
        f"{len(texts)} articles, {size:.2f} MB, {found} quotes, {1e6 * ours / max(1, found):.0f} microseconds a quote"
    )
    print(f"quotes: {size / ours:.2f} MB/s   naive expression: {size / naive:.1f} MB/s   ratio {ours / naive:.0f}")


if __name__ == "__main__":
    main()
