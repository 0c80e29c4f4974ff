"""A seed becomes a damaged article: real shapes, cut, joined, doubled, broken and encoded in ways nobody planned."""

from __future__ import annotations

import html
import itertools
import json
import random
import textwrap
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

TESTS = Path(__file__).parent
# Longer strings of the cases are texts to begin with, shorter ones are lines to put in.
LONG = 200
# An input's characters: with more of them a run would only be slower, hostile sizes are bench/hostile.py's question.
MOST = 12_000

INSERTED = [
    *"\"'“”„«»‘’`*_#|<>[]()!?.,:;-–—/\\=~&@%$©•\n\t \r\v\f\0",
    *"\x01\x08\x1b\x7f\x80\x85\x9b\xa0\xad\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202e\u2066\u2069\ufeff\ufffd",
    *"é\u0301ﬁßİıſÅ漢あ한กا\u05d0\U0001f600\U0001f1eb\ue000\uffff\U0010ffff\ud83d",
    *("![", "](", "[](", "**", "```\n", "---\n", "\n\n", "\n# ", "\n> ", "\n- "),
    *("\n1. ", "| a |\n|---|\n", "<p>", "</p>", "<!--"),
    *("&amp;", "&quot;", "&#8217;", "&#x1F600;", "&amp;amp;", "&#0;", "&nbsp;"),
    *("\x1b[31m", "\x1b]0;a\x07", "%20", "\\u2019"),
    *("â€œ", "â€", "â€™", "Ã©", "â??", "Ã?", "Â ", "ï»¿", "???", "??", "?s", "�s", "â€™â€™", "Ð¼", "РџСЂ"),
    *("http://a.example/b?c=d#e", "www.a.example", "jane@a.example", "(AFP) - "),
    *("PARIS, March 3 (AFP) - ", "By Jane Roe\n"),
    *("Photo: AFP", "(Photo by Jane Roe/AFP)", "3 March 2024", "2024-03-03T10:30:00Z"),
    *("© 2024 The Courier", "Title: ", "Q: "),
    *(", he said", " said Jane Roe. ", ", sagte Anna Rot. ", " dijo Ana Roja. "),
    *(" a déclaré Anne Rouge. ", "– a, sier Anna. "),
]  # fmt: skip
CODECS = [
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1252", "latin-1", "cp1250"),
    *("cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp437", "cp850", "koi8-r", "iso8859-2", "iso8859-15"),
    *("mac-roman", "shift_jis", "euc-jp", "iso2022-jp", "gb18030", "big5", "euc-kr", "tis-620", "hz"),
]  # fmt: skip

Chance = random.Random


@cache
def material() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Texts to begin with and lines to put in: the fixtures and every string of the cases."""
    strings = [path.read_bytes().decode("utf-8", "replace") for path in sorted((TESTS.parent / "fixtures").iterdir())]
    for path in sorted((TESTS / "cases").rglob("*")):
        if path.is_file():
            strings += _strings_of(path)
    distinct = sorted(dict.fromkeys(one for one in strings if one.strip()), key=len, reverse=True)
    return tuple(one for one in distinct if len(one) >= LONG), tuple(one for one in distinct if len(one) < LONG)


def _strings_of(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".toml":
        yield from _strings(tomllib.loads(text))
    elif path.suffix == ".json":
        yield from _strings(json.loads(text))
    else:
        yield text


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from _strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def make_input(seed: int) -> bytes:
    """The input of a seed, the same on every machine."""
    chance = Chance(seed)
    texts, _ = material()
    # The longest fourth are whole articles and pages; the others are shapes of a few lines.
    text = chance.choice(texts[: len(texts) // chance.choice([1, 4])])
    for _ in range(chance.choice([0, 1, 1, 2, 2, 3, 4, 6, 9])):
        text = chance.choice(CHANGES)(text, chance)[:MOST]
    return as_bytes(text, chance)


def _span(text: str, chance: Chance, most: int = 2_000) -> tuple[int, int]:
    start = chance.randrange(len(text) + 1)
    return start, min(len(text), start + chance.randrange(1, most))


def cut(text: str, chance: Chance) -> str:
    start, end = _span(text, chance)
    return text[:start] + text[end:]


def keep(text: str, chance: Chance) -> str:
    start, end = _span(text, chance)
    return text[start:end]


def double(text: str, chance: Chance) -> str:
    start, end = _span(text, chance, chance.choice([3, 20, 200, 2_000]))
    return text[:start] + text[start:end] * chance.randint(2, 12) + text[end:]


def move(text: str, chance: Chance) -> str:
    start, end = _span(text, chance)
    rest = text[:start] + text[end:]
    place = chance.randrange(len(rest) + 1)
    return rest[:place] + text[start:end] + rest[place:]


def splice(text: str, chance: Chance) -> str:
    other = chance.choice(material()[0])
    start, end = _span(other, chance)
    place = chance.randrange(len(text) + 1)
    return text[:place] + other[start:end] + text[place:]


def join(text: str, chance: Chance) -> str:
    return text + chance.choice(["", "\n", "\n\n", "\n---\n", "\f"]) + chance.choice(material()[0])


def put_in(text: str, chance: Chance) -> str:
    """A few marks, or one of them again and again."""
    chosen = chance.sample(INSERTED, chance.choice([1, 1, 2, 5]))
    places = sorted(chance.randrange(len(text) + 1) for _ in range(chance.choice([1, 2, 5, 20, 60])))
    edges = [0, *places, len(text)]
    return "".join(text[a:b] + chance.choice(chosen) for a, b in itertools.pairwise(edges))


def put_in_lines(text: str, chance: Chance) -> str:
    lines = text.split("\n")
    for _ in range(chance.choice([1, 2, 5, 15])):
        line = chance.choice(material()[1]) * chance.choice([1, 1, 1, 3])
        lines.insert(chance.randrange(len(lines) + 1), line)
    return "\n".join(lines)


def lose(text: str, chance: Chance) -> str:
    """What a program with a smaller alphabet makes of letters and marks."""
    lost, among = (
        chance.choice(["?", "\ufffd", "", "??", "???", " ", "_"]),
        chance.choice(["", "“”’‘—–„«»", "aeiou", "'\""]),
    )
    share = chance.choice([0.02, 0.3, 1.0])
    chosen = [one in among or (not one.isascii()) for one in text]
    return "".join(lost if hit and chance.random() < share else one for hit, one in zip(chosen, text, strict=True))


def misread(text: str, chance: Chance) -> str:
    """UTF-8 shown as letters of another encoding, some lines or all, half of it lost now and then."""
    codec, errors = (
        chance.choice(["cp1252", "latin-1", "cp1251", "mac-roman", "cp437"]),
        chance.choice(["replace", "ignore"]),
    )
    share, lossy = chance.choice([0.1, 1.0]), chance.random() < 0.3

    def shown(line: str) -> str:
        made = line.encode("utf-8", "replace").decode(codec, errors)
        return "".join(one if one < "\u0100" and one.isprintable() else "?" for one in made) if lossy else made

    return "\n".join(shown(line) if chance.random() < share else line for line in text.split("\n"))


def change_lines(text: str, chance: Chance) -> str:
    lines = text.split("\n")
    count = chance.randint(2, 7)
    way = chance.randrange(9)
    if way == 0:
        chance.shuffle(lines)
    elif way == 1:
        del lines[::count]
    elif way == 2:
        lines = [one for line in lines for one in [line] * chance.choice([1, 1, 2])]
    elif way == 3:
        lines = [chance.choice(["# ", "> ", "- ", "    ", "1. ", "**", "| ", "\t", "* "]) + line for line in lines]
    elif way == 4:
        lines = [one for line in lines for one in [line, *[""] * chance.randrange(3)]]
    elif way == 5:
        lines = [one for line in lines for one in textwrap.wrap(line, 9 * count) or [""]]
    elif way == 6:
        lines = lines[::-1]
    elif way == 7:
        lines = [line for line in lines if line.strip()]
    else:
        lines = [" ".join(lines[start : start + count]) for start in range(0, len(lines), count)]
    return "\n".join(lines)


def change_letters(text: str, chance: Chance) -> str:
    start, end = _span(text, chance, 6_000)
    ways: list[Callable[[str], str]] = [
        str.upper, str.lower, str.title, str.swapcase, html.escape, html.unescape, repr,
        lambda one: unicodedata.normalize("NFD", one), lambda one: unicodedata.normalize("NFKD", one),
        " ".join, lambda one: one[::-1], lambda one: one.replace(" ", ""),
        lambda one: one.replace(" ", "\u00a0"), lambda one: one.replace(" ", "  "), lambda one: one.replace("\n", " "),
        lambda one: one.translate({ord(mark): '"' for mark in "“”„«»"} | {ord(mark): "'" for mark in "‘’"}),
        lambda one: one.translate({ord(mark): None for mark in "“”„«»‘’\"'"}),
        lambda one: one.translate({ord(mark): chance.choice("“”„«»\"'‘’") for mark in "“”„«»\"'"}),
        lambda one: one.replace(".", ""), lambda one: one.replace(",", ""), lambda one: one.replace("a", "a\u00ad"),
        lambda one: one.translate({digit: chance.choice("0123456789") for digit in b"0123456789"}),
        lambda one: "".join(chance.choice(one) for _ in one), "\u200b".join,
    ]  # fmt: skip
    return text[:start] + chance.choice(ways)(text[start:end]) + text[end:]


CHANGES: list[Callable[[str, Chance], str]] = [
    cut, keep, double, move, splice, join, put_in, put_in, put_in, put_in_lines, put_in_lines,
    lose, lose, misread, misread, change_lines, change_lines, change_letters, change_letters,
]  # fmt: skip


def as_bytes(text: str, chance: Chance) -> bytes:
    """Most inputs are UTF-8; the others are what other programs write, or were damaged on the way."""
    text = text.replace("\n", chance.choice(["\n"] * 6 + ["\r\n", "\r", "\x85", "\u2028"]))
    data = text.encode("utf-8", "surrogatepass" if chance.random() < 0.1 else "replace")
    way = chance.random()
    if way < 0.2:
        data = text.encode(chance.choice(CODECS), chance.choice(["replace", "ignore"]))
    elif way < 0.26:
        place = chance.randrange(len(text) + 1)
        data = text[:place].encode("utf-8", "replace") + text[place:].encode(chance.choice(CODECS), "replace")
    if chance.random() < 0.12 and data:
        data = _break_bytes(data, chance)
    return data


def _break_bytes(data: bytes, chance: Chance) -> bytes:
    broken = bytearray(data)
    for _ in range(chance.choice([1, 3, 30])):
        place, way = chance.randrange(len(broken) + 1), chance.randrange(4)
        if way == 0:
            del broken[place : place + chance.randint(1, 9)]
        elif way == 1:
            broken[place:place] = chance.randbytes(chance.randint(1, 4))
        elif way == 2 and place < len(broken):
            broken[place] ^= 1 << chance.randrange(8)
        else:
            broken[place : place + 1] = bytes([chance.randrange(0x80, 0x100)])
    return bytes(broken)
