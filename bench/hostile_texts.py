"""Texts that no newspaper prints, by name: each is made at any size, in characters.

What repeats a mark asks for work that grows faster than the text, what never repeats asks for memory. All people,
places and papers are invented.
"""

from __future__ import annotations

import base64
import itertools
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from hostile_units import ALL_UNITS, LOST

Make = Callable[[int], str | bytes]
FIXTURES = Path(__file__).parent.parent / "fixtures"


def repeated(unit: str) -> Callable[[int], str]:
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def joined(pieces: Callable[[random.Random], str]) -> Make:
    """As many random pieces as the size asks for, the same each time."""

    def make(size: int) -> str:
        chance, made, length = random.Random(size), [], 0
        while length < size:
            made.append(pieces(chance))
            length += len(made[-1])
        return "".join(made)[:size]

    return make


def numbered(form: str) -> Callable[[int], str]:
    """A form with a number that never repeats, as letters where it stands in a name: `Aabc`."""

    def make(size: int) -> str:
        pieces: Iterator[str] = (form.format(name=name_of(number), n=number) for number in itertools.count())
        made, length = [], 0
        while length < size:
            made.append(next(pieces))
            length += len(made[-1])
        return "".join(made)[:size]

    return make


def name_of(number: int) -> str:
    """A name for a number, different for each: `Bacam`, `Bacan`.

    >>> name_of(0), name_of(27)
    ('Naaaa', 'Naabb')
    """
    letters = [chr(ord("a") + number // 26**place % 26) for place in (3, 2, 1, 0)]
    return "N" + "".join(letters)


def word(chance: random.Random) -> str:
    return "".join(chance.choices("abcdefghijklmnopqrstuvwxyz", k=chance.randint(1, 10))) + " "


def lossy(language: str, share: float) -> Make:
    """Words of a fixture in any order, of which a share of the letters was lost: each word may have been many."""

    def make(size: int) -> str:
        chance = random.Random(size)
        words = (FIXTURES / f"{language}.txt").read_text(encoding="utf-8").split()
        text = " ".join(chance.choices(words, k=size // 4))[:size]
        return "".join("?" if one.isalpha() and chance.random() < share else one for one in text)

    return make


def any_character(chance: random.Random) -> str:
    return chr(
        chance.choice([chance.randrange(0x20, 0x7F), chance.randrange(0xD800), chance.randrange(0xE000, 0x110000)])
    )


def halves(one: Callable[[int], str], other: Callable[[int], str]) -> Make:
    return lambda size: one(size // 2) + other(size // 2)


def between(before: str, unit: str, after: str) -> Make:
    return lambda size: before + repeated(unit)(size - len(before) - len(after)) + after


ARTICLE = """Harbour bridge closed for three weeks

By Jane Roe

ROVIGO, March 3 (AFP) - The harbour bridge will be closed on Monday after the storm, the mayor said.

“We have no other choice,” Anna Bianchi told reporters on Sunday. “The work will take three weeks.”

"""

OTHERS: dict[str, Make] = {
    "one word": repeated("w"),
    "one capital word": between("J", "w", ""),
    "one address": between("http://", "w", ""),
    "one address of slashes": between("http://a.example", "/w", ""),
    "one address of questions": between("http://a.example/", "?a=b&", ""),
    "one quote": between("“", "The bridge was closed. ", "” he said."),
    "one quote without an end": between('"', "The bridge was closed. ", ""),
    "one parenthesis": between("(", "The bridge was closed. ", ")"),
    "one tag": between("<a ", "b ", ">"),
    "one comment": between("<!-- ", "b ", "-->"),
    "one link": between("[", "b ", "](http://a.example)"),
    "one heading": between("# ", "b ", ""),
    "one byline": between("By ", "Jane Roe, ", ""),
    "one credit": between("Photo: ", "Jane Roe/", "AFP"),
    "one dateline": between("PARIS, ", "March 3, ", "(AFP) - The bridge."),
    "one bold": between("**", "Jane Roe ", "**"),
    "one table row": between("| ", "a | ", "|"),
    "one fence": between("```\n", "a\n", "```"),
    "one front matter": between("---\n", "a: b\n", "---\n"),
    "one escape": between("\x1b[", "1;", "m"),
    "one question": between("“", "word ", "?” he asked."),
    "an article and a paragraph": between(ARTICLE, "The river rose over its banks, and the ferry ran. ", ""),
    "an article and a quote": between(ARTICLE, "“The river rose,” she said. ", ""),
    "an article and a menu": between(ARTICLE, "Sport\n", ""),
    "an article in blanks": between("\n" * 1000 + ARTICLE, "\n", ARTICLE),
    "an article again and again": repeated(ARTICLE),
    "a menu": numbered("{name}\n"),
    "a menu of paragraphs": numbered("{name}\n\n"),
    "a menu of links": numbered("- [{name}](http://a.example/{n})\n"),
    "headlines": numbered("{name} bridge is closed on Monday\n\n"),
    "headlines as headings": numbered("## {name} bridge is closed\n\n"),
    "headlines as links": numbered("[{name} bridge is closed](http://a.example/{n})\n\n"),
    "speakers": numbered("“The bridge is closed,” said Jane {name}. "),
    "speakers, a paragraph each": numbered("“The bridge is closed,” said Jane {name}.\n\n"),
    "speakers before": numbered("Jane {name}, mayor of Rovigo, said: “The bridge is closed.”\n\n"),
    "speakers and pronouns": numbered("Jane {name} came.\n\n“The bridge is closed,” she said.\n\n"),
    "names first, pronouns later": halves(numbered("Jane {name} came. "), repeated("“It is closed,” she said. ")),
    "names first, surnames later": halves(numbered("Jane {name} came. "), numbered("“No,” {name} said. ")),
    "surnames first, names later": halves(numbered("“No,” {name} said. "), numbered("Jane {name} came. ")),
    "names of one surname": numbered("{name} Roe and "),
    "names of many parts": numbered("{name} "),
    "names of one first name": numbered("Jane {name}, "),
    "a speaker, names between": numbered("“No,” Roe said. Jane {name} and Kim {name} came. "),
    "transcript of many": numbered("{name}: Yes.\n\n"),
    "transcript of many, capitals": numbered("N{n} ROE: Yes.\n"),
    "bylines of many": numbered("By Jane {name}\n"),
    "authors of many": numbered("By Jane {name}, The Courier\n\nThe bridge was closed.\n\n"),
    "credits of many": numbered("The bridge. (Photo: Jane {name}/AFP)\n\n"),
    "datelines of many": numbered("{name}, March 3 (AFP) - The bridge was closed.\n\n"),
    "dates of many": numbered("Published 3 March {n}\n"),
    "days of many": numbered("On March 3, {n}, the bridge was closed. "),
    "addresses of many": numbered("http://a{n}.example/{name} "),
    "words of letters lost": lossy("wire", 0.2),
    "words of a few letters lost": lossy("wire", 0.03),
    "German words of letters lost": lossy("german", 0.2),
    "German words of a few letters lost": lossy("german", 0.03),
    "lost letters in many words": numbered("{name}?a "),
    "lost bytes in many words": numbered("{name}" + LOST + "a "),
    "lost letters in many names": numbered("Jos? {name}?a said. "),
    "lost quotes of many": numbered("?The bridge is closed,? {name} said.\n\n"),
    "halves of many": numbered("{name}â??s "),
    "half letters of many": numbered("{name}Ã?e "),
    "mojibake of many": numbered("{name}Ã© "),
    "entities of many": numbered("&#{n};"),
    "terms of many": numbered("the so-called “{name}” and "),
    "titles of many": numbered("“{name} Bridge” "),
    "hyphens at line ends of many": numbered("the {name}-\nbridge and the {name}bridge "),
    "labels of many": numbered("{name}: a\n"),
    "tables of many": numbered("| {name} | {n} |\n"),
    "items of many": numbered("- {name} and the bridge\n"),
    "items of quotes, pronouns": repeated("- “The bridge is closed,” she said.\n"),
    "items of quotes, many": numbered("- “No {n}”: {name}\n"),
    "articles of many": numbered("Bridge {name}\n\nBy Jane {name}\n\nROVIGO, March 3 (AFP) - It is closed.\n\n"),
    "depth": lambda size: "".join(">" * (number % 600) + " a\n" for number in range(size))[:size],
    "items in items": lambda size: "".join(" " * (number % 600) + "- a\n" for number in range(size))[:size],
    "growing lines": lambda size: "".join("a" * (number % 700) + "\n" for number in range(size))[:size],
    "random words": joined(word),
    "random words and marks": joined(lambda chance: word(chance) + chance.choice("“”?,.\"()")),
    "random capitals": joined(lambda chance: word(chance).capitalize()),
    "random capitals, lines": joined(lambda chance: word(chance).capitalize() + chance.choice(["", "", "\n"])),
    "random words of letters lost": joined(lambda chance: word(chance) + chance.choice("?" + LOST) + word(chance)),
    "random characters": joined(any_character),
    "random letters": joined(lambda chance: chr(chance.randrange(0x20, 0x250))),
    "random Chinese": joined(lambda chance: chr(chance.randrange(0x4E00, 0x9FA0))),
    "random marks": joined(lambda chance: chance.choice("\"'“”„«»‘’`*_[]()!?.,:;-–—<>&#|\\/ \n")),
    "random units": joined(lambda chance: chance.choice(list(ALL_UNITS.values()))),
    "random digits": joined(lambda chance: chance.choice("0123456789 .,:/-\n")),
    "random Latin-1 bytes": lambda size: random.Random(1).randbytes(size).translate(bytes(range(256)), b"\0"),
    "random upper bytes": lambda size: bytes(random.Random(2).choices(range(0x80, 0x100), k=size)),
    "words and upper bytes": lambda size: b"".join(
        b"the bridge " + bytes([one]) for one in random.Random(3).choices(range(0x80, 0x100), k=size // 12)
    ),
    "UTF-8 and Windows-1252 lines": lambda size: ("café\n".encode() + "café\n".encode("cp1252")) * (size // 11),
    "cut UTF-8": lambda size: "漢".encode()[:2] * (size // 2),
    "UTF-16": lambda size: ("The bridge was closed. " * (size // 46)).encode("utf-16"),
    "UTF-16 without BOM": lambda size: ("The bridge was closed. " * (size // 46)).encode("utf-16-le"),
    "Shift JIS": lambda size: ("橋が閉鎖された。" * (size // 16)).encode("shift_jis"),
    "KOI8": lambda size: ("Мост закрыт. " * (size // 13)).encode("koi8-r"),
    "GB 18030": lambda size: ("大桥因暴风雨关闭。" * (size // 18)).encode("gb18030"),
    "base64": lambda size: base64.b64encode(random.Random(4).randbytes(size))[:size],
    "base64 lines": lambda size: base64.encodebytes(random.Random(5).randbytes(size))[:size],
    "hexadecimal": lambda size: random.Random(6).randbytes(size // 2).hex(),
}  # fmt: skip


def pairs(count: int) -> dict[str, Make]:
    """Units that follow each other in turn: some faults need two things."""
    chance, names = random.Random(7), list(ALL_UNITS)
    chosen = [(chance.choice(names), chance.choice(names)) for _ in range(count)]
    return {f"{one} + {other}": repeated(ALL_UNITS[one] + ALL_UNITS[other]) for one, other in chosen}


def all_texts(pair_count: int) -> dict[str, Make]:
    units = {f"{name}*" if name in OTHERS else name: repeated(unit) for name, unit in ALL_UNITS.items()}
    return units | OTHERS | pairs(pair_count)
