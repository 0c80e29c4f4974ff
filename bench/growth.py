"""How time and memory grow with one honest article: 10 MB against 1 MB, in this process and as a process of its own.

    python bench/growth.py [--small 1000000] [--times 10] [--runs 1] [--shape plain] [--check 11]

The article is made of word lists and is varied, not repeated: paragraphs of prose with names, dates and numbers, quotes
whose speakers come back, subheads, captions. `--shape` says what became of it: wrapped at a width, its marks or letters
lost, read in the wrong encoding, ... The ratio of CPU times should be that of the sizes. `--check` ends with 1 where it
is above its bound.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import newsparse

COMMANDS: dict[str, Callable[[str | bytes], object]] = {"parse": newsparse.parse, "normalize": newsparse.normalize}

PLACES = (
    "Rovigo Adria Chioggia Lendinara Portsea Aldermoor Wexcombe Northquay Saltmere Brackwater Tidesby Marlow".split()
)
FIRST = "Jane Anna Mark Paul Helen Carla Peter Laura Tom Irene Victor Nora Oscar Ruth Simon Clara Hugo Edith".split()
LAST = "Roe Bianchi Marsh Calder Whitlock Penrose Adair Lindqvist Moreno Tanaka Okafor Novak Stein Duarte Holt".split()
JOBS = "mayor,harbour master,engineer,spokesman,teacher,fisherman,farmer,historian,doctor,minister".split(",")
NOUNS = "bridge river council harbour ferry storm budget school road field house bank office train dyke market".split()
NOUNS += "report plan meeting decision question worker family street winter summer number project village boat".split()
VERBS = "closed opened rebuilt moved discussed saved measured lost found repaired planned changed sold crossed".split()
ADJECTIVES = "old new small large heavy quiet public local early late cheap broken narrow empty famous long".split()
LINKS = "and but while because although after before since where so".split()
MONTHS = "January February March April May June July August September October November December".split()
CUES = "said,told reporters,added,explained,wrote in a letter,argued,recalled".split(",")


def clause(chance: random.Random) -> str:
    pick = chance.choice
    return f"the {pick(ADJECTIVES)} {pick(NOUNS)} of the {pick(NOUNS)} was {pick(VERBS)} near the {pick(NOUNS)}"


def sentence(chance: random.Random) -> str:
    pick = chance.choice
    day = f"On {pick(MONTHS)} {chance.randint(1, 28)}, {chance.randint(1950, 2024)}, "
    opening = pick(["", "", "", f"In {pick(PLACES)} ", day, f"For {chance.randint(2, 900)} {pick(NOUNS)}s "])
    text = f"{opening}{clause(chance)} {pick(LINKS)} {clause(chance)}"
    return text[0].upper() + text[1:] + "."


def quote(chance: random.Random, names: list[str]) -> str:
    said = f"{sentence(chance)[:-1]},"
    cue, name = chance.choice(CUES), chance.choice(names)
    form = chance.choice(["name", "job", "surname", "he", "before", "mixed"])
    if form == "name":
        return f"“{said}” {name} {cue}. “{sentence(chance)}”"
    if form == "job":
        return f"“{said}” said {name}, the {chance.choice(JOBS)} of {chance.choice(PLACES)}. {sentence(chance)}"
    if form == "surname":
        return f"“{said}” {name.split()[1]} {cue}."
    if form == "he":
        return f"“{said}” {chance.choice(['he', 'she'])} {cue}. “{sentence(chance)}”"
    if form == "before":
        return f"{name} said: “{sentence(chance)}”"
    return f"{name} called it “the {chance.choice(ADJECTIVES)} {chance.choice(NOUNS)}” and said that {clause(chance)}."


def paragraph(chance: random.Random, names: list[str]) -> str:
    kind = chance.random()
    if kind < 0.3:
        return quote(chance, names)
    if kind < 0.33:
        return f"## The {chance.choice(ADJECTIVES)} {chance.choice(NOUNS)}"
    if kind < 0.34:
        return f"The {chance.choice(NOUNS)} of {chance.choice(PLACES)}. (Photo: {chance.choice(names)}/HC)"
    return " ".join(sentence(chance) for _ in range(chance.randint(1, 5)))


def article(size: int, shape: str = "plain") -> bytes:
    """An article of that many bytes or a little more; a longer one begins as a shorter one does."""
    chance = random.Random(1)
    names = [f"{chance.choice(FIRST)} {chance.choice(LAST)}" for _ in range(60)]
    parts = ["# The harbour bridge and its years", "By Jane Roe", "ROVIGO, March 3, 2024 (HC) - " + sentence(chance)]
    length = 0
    while length < size:
        if chance.random() < 0.02:  # new people come in as a long text goes on
            names[chance.randrange(len(names))] = (
                f"{chance.choice(FIRST)} {chance.choice(LAST)}{chance.choice(LAST).lower()}"
            )
        parts.append(paragraph(chance, names))
        length += len(parts[-1].encode()) + 2
    return SHAPES[shape]("\n\n".join(parts)).encode()


def lost_letters(text: str) -> str:
    """Now and then a letter that a word with an accent would have lost."""
    chance = random.Random(2)
    return " ".join("caf?" if chance.random() < 0.01 else "fa?ade" if chance.random() < 0.01 else one
                    for one in text.split(" "))  # fmt: skip


SHAPES: dict[str, Callable[[str], str]] = {
    "plain": lambda text: text,
    "wrapped": lambda text: "\n\n".join(textwrap.fill(one, 72) for one in text.split("\n\n")),
    "old wire": lambda text: "\n".join(textwrap.fill(one, 72, initial_indent="   ") for one in text.split("\n\n")),
    "one line": lambda text: text.replace("\n\n", " "),
    "lines": lambda text: text.replace("\n\n", "\n"),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "straight quotes": lambda text: text.replace("“", '"').replace("”", '"'),
    "marks lost": lambda text: text.replace("“", "?").replace("”", "?"),
    "marks lost, wrapped": lambda text: SHAPES["wrapped"](SHAPES["marks lost"](text)),
    "letters lost": lost_letters,
    "letters lost, wrapped": lambda text: SHAPES["wrapped"](lost_letters(text)),
    "bytes lost": lambda text: text.encode().decode("ascii", "replace"),
    "mojibake": lambda text: text.encode().decode("cp1252", "replace"),
    "half-lost mojibake": lambda text: (
        text.encode().decode("cp1252", "replace").replace("\ufffd", "?").replace("€", "?")
    ),
    "entities": lambda text: text.replace("“", "&amp;ldquo;").replace("”", "&amp;rdquo;"),
    "soft hyphens": lambda text: text.replace("ed ", "\u00aded ").replace(" the ", " the\u00a0"),
    "quoted mail": lambda text: "\n".join("> " + one for one in SHAPES["wrapped"](text).split("\n")),
    "list": lambda text: "\n".join("- " + one for one in text.split("\n\n")),
    "links": lambda text: text.replace(" the bridge ", " the [bridge](https://news.example/bridge) "),
}


def seconds_here(do: Callable[[str | bytes], object], data: bytes) -> float:
    start = time.process_time()
    do(data)
    return time.process_time() - start


def cost_of_process(command: str, data: bytes) -> tuple[float, float]:
    """CPU seconds and peak megabytes of the command line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.txt")
        path.write_bytes(data)
        arguments = [sys.executable, "-m", "newsparse", command, str(path)]
        with subprocess.Popen(arguments, stdout=subprocess.DEVNULL) as child:
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command} ended with {child.returncode}")
    megabytes = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    return usage.ru_utime + usage.ru_stime, megabytes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--small", type=int, default=1_000_000, help="bytes of the smaller article (default 1000000)")
    parser.add_argument("--times", type=int, default=10, help="how many times larger the other is (default 10)")
    parser.add_argument("--runs", type=int, default=1, help="the fastest of so many runs counts (default 1)")
    parser.add_argument("--shape", choices=SHAPES, default="plain", help="what became of the article")
    parser.add_argument("--check", type=float, metavar="BOUND", help="exit 1 where a ratio is above it")
    arguments = parser.parse_args()
    small, large = (article(arguments.small * times, arguments.shape) for times in (1, arguments.times))
    # A process begins with its parent's memory: these come before anything here has grown.
    runs = range(arguments.runs)
    costs = {name: [min(cost_of_process(name, data) for _ in runs) for data in (small, large)] for name in COMMANDS}
    newsparse.parse(article(20_000))
    worst = 0.0
    print(f"{len(small) / 1e6:.2f} MB and {len(large) / 1e6:.2f} MB: {len(large) / len(small):.2f} times the size")
    for name, do in COMMANDS.items():
        here = [min(seconds_here(do, data) for _ in runs) for data in (small, large)]
        print(f"{name:9} in process  {here[0]:6.2f} s {here[1]:7.2f} s   {here[1] / here[0]:5.2f} times")
        (first, first_memory), (second, second_memory) = costs[name]
        ratio = second / first
        print(f"{name:9} as process  {first:6.2f} s {second:7.2f} s   {ratio:5.2f} times", end="")
        print(f"   {first_memory:.0f} MB {second_memory:.0f} MB")
        worst = max(worst, here[1] / here[0], ratio)
    return int(arguments.check is not None and worst > arguments.check)


if __name__ == "__main__":
    sys.exit(main())
