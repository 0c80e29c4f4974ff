"""Texts that no newspaper prints, by name: each is made at any size, in characters.

What repeats a mark asks for work that grows faster than the text, what never repeats asks for memory. All people,
places and papers are invented.
"""

from __future__ import annotations

import base64
import itertools
import random
import unicodedata
from collections.abc import Callable, Iterator

Make = Callable[[int], str | bytes]

LOST = "\N{REPLACEMENT CHARACTER}"

# What is repeated without anything between.
MARKS = {
    "straight quotes": '"',
    "apostrophes": "'",
    "opening quotes": "“",
    "closing quotes": "”",
    "low quotes": "„",
    "guillemets": "«",
    "closing guillemets": "»",
    "single opening quotes": "‘",
    "single closing quotes": "’",
    "backticks": "`",
    "double backticks and quotes": "``''",
    "corner brackets": "「",
    "corner pairs": "「」",
    "empty quotes": "“”",
    "quotes apart": "“ ",
    "straight quotes apart": '" ',
    "apostrophes apart": "' ",
    "stars": "*",
    "stars apart": "* ",
    "pairs of stars": "**a",
    "underscores": "_",
    "underscores around": "_a ",
    "tildes": "~",
    "parentheses": "(",
    "closing parentheses": ")",
    "brackets": "[",
    "closing brackets": "]",
    "pictures opened": "![",
    "links closed": "](",
    "links of nothing": "[](",
    "links": "[a](http://a.example/b) ",
    "links in links": "[a](",
    "pictures": "![a](http://a.example/b.jpg) ",
    "pictures, one a line": "![a](http://a.example/b.jpg)\n",
    "question marks": "?",
    "question marks apart": "? ",
    "lost letters": "a?",
    "lost letters apart": "a? ",
    "lost letters between": "a?b ",
    "lost bytes": LOST,
    "lost bytes apart": LOST + " ",
    "lost bytes in words": "Zamo" + LOST + LOST + " ",
    "lost quotes": "?We are ready,? he said. ",
    "lost apostrophes": "Italy?s ",
    "exclamation marks": "!",
    "full stops": ".",
    "full stops apart": ". ",
    "commas": ",",
    "colons": ":",
    "semicolons": ";",
    "ellipses": "… ",
    "hyphens": "-",
    "dashes": "—",
    "dashes apart": "— ",
    "equals signs": "=",
    "pipes": "|",
    "pipes apart": "a | ",
    "slashes": "/",
    "backslashes": "\\",
    "escaped stars": "\\*",
    "ampersands": "&",
    "at signs": "a@",
    "mail addresses": "jane@a.example ",
    "hash tags": "#a ",
    "handles": "@jane ",
    "percents": "%20",
    "less than": "<",
    "greater than": ">",
    "dollars": "$",
    "copyright": "© ",
    "bullets": "• ",
    "digits": "7",
    "digits apart": "7 ",
}
CODES = {
    "entities in entities": "amp;",
    "entities": "&amp;",
    "quotes as entities": "&quot;a&quot; ",
    "entities opened": "&#x",
    "numbers of entities": "&#38;#",
    "entities of controls": "&#0;",
    "boxes": "<div>",
    "boxes with a word": "<p>a</p>",
    "tags closed": "</",
    "tags opened": "<a ",
    "attributes": '<a href="',
    "comments": "<!--",
    "braces": "{{",
    "fences": "```\n",
    "front matter": "---\n",
    "labels": "Title: a\n",
    "addresses": "http://a.example/b ",
    "addresses without blanks": "http://",
    "addresses in parentheses": "(http://a.example/b) ",
    "dots of hosts": "www.",
    "escapes": "\x1b[31m",
    "escapes opened": "\x1b[",
    "titles of terminals": "\x1b]0;a",
    "nulls": "a\x00",
    "controls": "\x01\x08\x0b\x0c\x0e\x7f",
    "C1 controls": "\x85\x92\x9b",
    "line separators": "a\N{LINE SEPARATOR}b\N{PARAGRAPH SEPARATOR}",
    "next lines": "a\x85",
    "carriage returns": "a\r",
    "both line ends": "a\r\nb\n",
    "mojibake of a quote": "â€œ",
    "mojibake of quotes apart": "â€œHello,â€\x9d he said. ",
    "mojibake of letters": "Ã©",
    "mojibake of words": "cafÃ© ",
    "mojibake of mojibake": "Ãƒâ€šÃ‚Â©",
    "mojibake of Cyrillic": "РџСЂРёРІРµС‚ ",
    "halves of marks": "â??",
    "halves of marks in words": "Itâ??s ",
    "halves of letters": "StraÃ?e ",
    "halves apart": "Ã? ",
    "single lead bytes": "Ã",
    "euro signs": "â€",
    "BOMs": "\N{ZERO WIDTH NO-BREAK SPACE}",
    "surrogates": "\ud83d",
}
BLANKS = {
    "blanks": " ",
    "tabs": "\t",
    "blank lines": "\n",
    "blank lines of blanks": "   \n",
    "no-break spaces": "\N{NO-BREAK SPACE}",
    "ideographic spaces": "\N{IDEOGRAPHIC SPACE}",
    "words far apart": "a" + " " * 400,
    "a character a line": "a\n",
    "a character a paragraph": "a\n\n",
    "words far below": "word" + "\n" * 200,
    "a soft hyphen a letter": "a\N{SOFT HYPHEN}",
    "soft hyphens": "\N{SOFT HYPHEN}",
    "zero width blanks": "a\N{ZERO WIDTH SPACE}",
    "joiners": "\N{ZERO WIDTH JOINER}",
    "overrides": "\N{RIGHT-TO-LEFT OVERRIDE}a",
    "right-to-left marks": "a\N{RIGHT-TO-LEFT MARK}",
    "fillers": "\N{HANGUL FILLER}",
}
LINES = {
    "deep quoting": "> ",
    "deep quoting, one a line": "> a\n",
    "headings": "# A\n",
    "headings apart": "# ",
    "items": "- a\n",
    "items apart": "- ",
    "numbered items": "1. a\n",
    "numbered items apart": "1. ",
    "rules": "***\n\n",
    "tables": "| a | b |\n",
    "tables with a head": "| a |\n|---|\n",
    "underlined headings": "A\n===\n",
    "indented": "    a\n",
    "short lines": "The bridge\n",
    "lines of one length": "The river rose over its banks on Sunday and the harbour bridge was closed.\n",
    "lines cut in a word": "The harbour bri-\ndge was clo-\nsed ",
    "paragraphs of one word": "Bridge\n\n",
    "bylines": "By Jane Roe\n",
    "bylines in a paragraph": "By Jane Roe ",
    "bare names": "Jane Roe\n",
    "bare names apart": "Jane Roe\n\n",
    "many authors": "Jane Roe and John Doe, ",
    "leads": "By ",
    "author and date lines": "By Jane Roe\n3 March 2024\n",
    "photos": "Photo: AFP\n",
    "photos apart": "(Photo: X/AFP) ",
    "photos, a paragraph each": "The bridge on Monday. (Photo: Jane Roe/AFP)\n\n",
    "photo credits opened": "(Photo by ",
    "credit leads": "Photo: ",
    "captions": "Jane Roe, left, and John Doe in Rovigo on March 3, 2024. Photo: AFP\n\n",
    "datelines": "PARIS, March 3 (AFP) - ",
    "datelines, one a line": "PARIS, March 3 (AFP) - The bridge.\n",
    "dateline places": "PARIS, ",
    "agencies": "(AFP) ",
    "dates": "3 March 2024 ",
    "dates, one a line": "3 March 2024\n",
    "dates of digits": "2024-03-03 ",
    "dates without blanks": "2024-03-03",
    "times": "10:30 ",
    "times and dates": "Published 3 March 2024 10:30 ",
    "dates apart": "Updated: March 3, 2024\n\n",
    "months": "March ",
    "months and numbers": "March 3 ",
    "month lines": "March\n",
    "days of the week": "Monday, ",
    "Japanese dates": "2024年3月3日 ",
    "copyright lines": "© 2024 The Courier. All rights reserved.\n",
    "menus": "Home | News | Sport | Opinion\n",
    "read more": "Read more: The bridge is closed\n",
    "share": "Share\nTweet\nEmail\n\n",
    "advertisements": "ADVERTISEMENT\n\n",
    "comments of readers": "Jane Roe says:\nMarch 3, 2024 at 10:30 am\nI agree.\nReply\n\n",
    "sources": "Source: http://a.example/b\n",
    "publishers": "The Courier\n",
    "imprints": "Editor: Jane Roe, Tel. 555 0100, Main Street 1\n",
    "placeholders": "Image not found or type unknown\n\n",
}
PROSE = {
    "capitals": "Jane Roe ",
    "capitals with commas": "Jane Roe, ",
    "one name": "Jane ",
    "shouting": "PARIS ",
    "capital letters": "A",
    "capital letters apart": "A ",
    "initials": "J. ",
    "initials and names": "J. R. Roe ",
    "small words": "the of and ",
    "particles": "van der de la ",
    "one word": "word ",
    "one letter": "a",
    "letters apart": "a ",
    "sentences": "The bridge was closed. ",
    "sentences without a blank": "Closed.",
    "he said": "He said. ",
    "said he": "said ",
    "he": "he ",
    "pronouns and verbs": "he said she said ",
    "said Jane Roe": "said Jane Roe. ",
    "Jane Roe said that": "Jane Roe said that ",
    "quoted words": "“a” ",
    "quotes of he": '"Yes," he said. ',
    "quotes without an end": '"Yes, he said. ',
    "quotes of a name": '"Yes," said Jane Roe. ',
    "quotes of a job": "“Yes,” said the mayor of Rovigo, Jane Roe, who ",
    "quotes in quotes": "“a ‘b “c ",
    "apostrophes in words": "don't ",
    "letters cut off": "'s ",
    "transcript": "ROE: a ",
    "transcript lines": "ROE: Yes.\n",
    "questions and answers": "Q: Yes?\nA: No.\n",
    "continued speech": "“The bridge is closed.\n\n",
    "quotes, a paragraph each": "“Yes,” said Jane Roe.\n\n",
    "pronouns, a paragraph each": "“Yes,” she said.\n\n",
    "according to": "according to Jane Roe, ",
    "relative clauses": "who said, which said, ",
    "numbers": "1,234.56 ",
    "amounts": "$5m ",
    "abbreviations": "Mr. Dr. St. U.S. ",
    "spaced words": "b r i d g e ",
    "hyphenated": "a-b-",
    "hyphenated names": "Roe-Doe-",
    "dashes between": "a – b – ",
    "brackets in quotes": "“[a] (b) ",
    "parenthesised names": "(Jane Roe) ",
    "colon and quote": "He said: “a” ",
    "a sentence and a colon": "Jane Roe: ",
}
TONGUES = {
    "quotes, en": "“a”, said ",
    "quotes, en, straight": '"a", said ',
    "quotes, de": "„a“, sagte ",
    "quotes, de, names": "„a“, sagte Anna Rot. ",
    "quotes, de, who": "der Rot, die „a“ ",
    "quotes, es": "“a”, dijo ",
    "quotes, es, guillemets": "«a», dijo Ana Roja. ",
    "quotes, es, dashes": "—a —dijo Roja—. ",
    "quotes, pt": "“a”, disse ",
    "quotes, pt, names": "“a”, disse Ana Roxa. ",
    "quotes, pt, after": "segundo Ana Roxa, “a” ",
    "quotes, fr": "« a », dit-il, ",
    "quotes, fr, names": "« a », a déclaré Anne Rouge. ",
    "quotes, fr, after": "selon Anne Rouge, « a » ",
    "quotes, it": "“a”, ha detto ",
    "quotes, it, guillemets": "«a», ha detto Anna Rossi. ",
    "quotes, nl": "“a”, zei ",
    "quotes, nl, straight": "'a', zei Anna Rood. ",
    "quotes, sv": "”a”, sade ",
    "quotes, sv, dashes": "– a, säger Anna. ",
    "quotes, da": "»a«, siger Anna. ",
    "quotes, nb": "– a, sier Anna. ",
    "quotes, fi": "”a”, sanoi Anna. ",
    "quotes, pl": "„a”, powiedział ",
    "quotes, pl, dashes": "– a – powiedziała Anna. ",
    "quotes, cs": "„a“, řekla Anna. ",
    "quotes, ru": "«а», — сказал ",
    "quotes, ru, names": "«А», — сказала Анна Красная. ",
    "quotes, tr": "“a” dedi Anna. ",
    "quotes, ja": "「あ」と山田さんは述べた。",
    "quotes, zh": "“啊”,王先生说。",
    "prose, en": "The bridge was closed on Monday after the storm and it will ",
    "prose, de": "Die Brücke wurde am Montag nach dem Sturm gesperrt und sie wird ",
    "prose, es": "El puente fue cerrado el lunes después de la tormenta y no ",
    "prose, pt": "A ponte foi fechada na segunda-feira depois da tempestade e não ",
    "prose, fr": "Le pont a été fermé lundi après la tempête et il ne sera pas ",
    "prose, it": "Il ponte è stato chiuso lunedì dopo la tempesta e non sarà ",
    "prose, nl": "De brug werd maandag na de storm gesloten en zal niet ",
    "Chinese": "大桥因暴风雨关闭",
    "Chinese sentences": "大桥因暴风雨关闭。",
    "Japanese": "あめのためはしがとじられた",
    "Thai": "สะพานปิดเพราะพายุ",
    "Arabic": "أغلق الجسر بعد العاصفة ",
    "Arabic quotes": "«أغلق الجسر» قال ",
    "Hebrew": "הגשר נסגר אחרי הסערה ",
    "Hindi": "पुल बंद है। ",
    "Korean": "다리가 폐쇄되었다 ",
    "Greek": "Η γέφυρα έκλεισε ",
    "Cyrillic": "Мост закрыт ",
    "tongues mixed": "The bridge Die Brücke мост 橋 الجسر ",
}
LETTERS = {
    "combining marks": "a" + "\N{COMBINING ACUTE ACCENT}" * 30,
    "combining marks alone": "\N{COMBINING ACUTE ACCENT}",
    "combining marks out of order": "a\N{COMBINING ACUTE ACCENT}\N{COMBINING DOT BELOW}",
    "decomposed": unicodedata.normalize("NFD", "château à Ærøskøbing "),
    "decomposed Hangul": unicodedata.normalize("NFD", "다리가 "),
    "ligatures": "eﬃcient ﬁnal ﬂow ",
    "ligatures alone": "ﬀ",
    "wide letters": "Bridge ".translate({one: one + 0xFEE0 for one in range(33, 127)}),
    "family": "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}\N{ZERO WIDTH JOINER}\N{GIRL}",
    "emoji": "\N{GRINNING FACE}",
    "flags": "\N{REGIONAL INDICATOR SYMBOL LETTER F}\N{REGIONAL INDICATOR SYMBOL LETTER R}",
    "variation selectors": "a\N{VARIATION SELECTOR-16}",
    "mathematical letters": "\N{MATHEMATICAL BOLD CAPITAL A}\N{MATHEMATICAL BOLD SMALL B} ",
    "private letters": "\ue000 ",
    "long s": "\N{LATIN SMALL LETTER LONG S}",
    "dotted i": "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}",
    "sharp s": "ß",
    "Hebrew points": "\N{HEBREW LETTER ALEF}\N{HEBREW POINT QAMATS}\N{HEBREW POINT DAGESH OR MAPIQ}",
    "jamo": "\N{HANGUL CHOSEONG KIYEOK}",
}
ALL_UNITS = MARKS | CODES | BLANKS | LINES | PROSE | TONGUES | LETTERS


def repeated(unit: str) -> Make:
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


def numbered(form: str) -> Make:
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


def any_character(chance: random.Random) -> str:
    return chr(chance.choice([chance.randrange(0x20, 0x7F), chance.randrange(0xD800), chance.randrange(0xE000, 0x110000)]))


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
    "names first, pronouns later": lambda size: (
        str(numbered("Jane {name} came. ")(size // 2)) + str(repeated("“The bridge is closed,” she said. ")(size // 2))
    ),
    "names first, surnames later": lambda size: (
        str(numbered("Jane {name} came. ")(size // 2)) + str(numbered("“No,” {name} said. ")(size // 2))
    ),
    "surnames first, names later": lambda size: (
        str(numbered("“No,” {name} said. ")(size // 2)) + str(numbered("Jane {name} came. ")(size // 2))
    ),
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
    "articles of many": numbered("Bridge {name}\n\nBy Jane {name}\n\nROVIGO, March 3 (AFP) - It is closed, {name} said.\n\n"),
    "depth": lambda size: "".join(">" * (number % 600) + " a\n" for number in range(size))[:size],
    "items in items": lambda size: "".join(" " * (number % 600) + "- a\n" for number in range(size))[:size],
    "growing lines": lambda size: "".join("a" * (number % 700) + "\n" for number in range(size))[:size],
    "random words": joined(word),
    "random words and marks": joined(lambda chance: word(chance) + chance.choice(["“", "”", "? ", ", ", ". ", '"', "(", ") "])),
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
