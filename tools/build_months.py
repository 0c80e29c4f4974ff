"""Writes newsparse/data/shared/months.toml and weekdays.toml: the names of months and weekdays from Unicode CLDR.

Run by hand, with the `data` dependency group: `python tools/build_months.py`. A line a language, twelve
entries of months (seven of weekdays, Monday first), the forms of one month joined by "/". Forms are case-folded
and lose their dots; names of more than one word are left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import babel
from babel import Locale, localedata

DATA = Path(__file__).parent.parent / "newsparse" / "data" / "shared"

# fmt: off
LANGUAGES = [
    "en", "es", "de", "fr", "pt", "it", "nl", "sv", "da", "nb", "nn", "is", "fo", "kl", "fi", "et",
    "lv", "lt", "pl", "cs", "sk", "sl", "hr", "bs", "sr", "sr_Latn", "mk", "bg", "ru", "uk", "be", "ro",
    "hu", "el", "tr", "az", "sq", "eu", "ca", "gl", "ga", "cy", "lb", "rm", "mt", "fy", "fil", "id",
    "ms", "sw", "zu", "xh", "af", "so", "am", "ar", "he", "fa", "ur", "hi", "mr", "ne", "bn", "ta",
    "te", "kn", "ml", "gu", "pa", "si", "th", "km", "lo", "my", "hy", "ka", "kk", "ky", "uz", "mn",
    "vi",
]
# fmt: on

# What papers print and CLDR lacks, and spellings that lost their accents.
MORE_MONTHS = {
    "en": {6: "june", 7: "july", 9: "sept"},
    "de": {1: "jänner jaenner", 2: "feber", 3: "maerz mrz mär"},
    "es": {4: "abril", 8: "agto", 9: "setiembre sep set sept"},
    "fr": {1: "jan", 2: "fevrier fevr fev fév", 4: "avr", 6: "jui", 7: "jul juil", 8: "aout aoû", 12: "decembre dec"},
    "pt": {3: "marco"},
    "it": {9: "sett"},
    "nl": {3: "mrt maa"},
    "id": {8: "agust agt", 11: "nop"},
    "ru": {5: "май", 9: "сен сент", 11: "ноя нояб", 2: "фев февр", 3: "мар", 6: "июн", 7: "июл"},
    "sw": {1: "januari", 5: "mei", 8: "agosti"},
    "hr": {11: "studenog"},
    "ka": {1: "იანვარს", 3: "მარტს", 4: "აპრილს", 5: "მაისს"},
    "lv": {
        1: "janvārī",
        2: "februāris februārī",
        3: "martā",
        4: "aprīlī",
        5: "maijā",
        6: "jūnijā",
        7: "jūlijā",
        8: "augustā",
        9: "septembrī",
        10: "oktobrī",
        11: "novembrī",
        12: "decembrī",
    },
    "eu": {
        1: "urtarrilaren",
        2: "otsailaren",
        3: "martxoaren",
        4: "apirilaren",
        5: "maiatzaren",
        6: "ekainaren",
        7: "uztailaren",
        8: "abuztuaren",
        9: "irailaren",
        10: "urriaren",
        11: "azaroaren",
        12: "abenduaren",
    },
    # Levant and Iraq (names of two words with a line between), Tunisia and Algeria, Morocco; without their hamza.
    "ar": {
        1: "كانون_الثاني جانفي",
        2: "شباط فيفري",
        3: "آذار اذار",
        4: "نيسان أفريل افريل ابريل إبريل",
        5: "أيار ايار ماي",
        6: "حزيران جوان يونية",
        7: "تموز جويلية يوليوز",
        8: "آب أوت غشت اغسطس",
        9: "أيلول ايلول شتنبر",
        10: "تشرين_الأول تشرين_الاول اكتوبر",
        11: "تشرين_الثاني نونبر",
        12: "كانون_الأول كانون_الاول دجنبر",
    },
    "hi": {1: "जन", 2: "फरवरी फर फ़र", 9: "सितम्बर सित", 10: "अक्तूबर अक्टू", 11: "नवम्बर नव", 12: "दिसम्बर दिस"},
    "bn": {1: "জানুয়ারি", 2: "ফেব্রুয়ারি"},
}
MORE_WEEKDAYS = {
    "en": {0: "mon", 1: "tue tues", 2: "wed weds", 3: "thu thur thurs", 4: "fri", 5: "sat", 6: "sun"},
    "de": {5: "sonnabend"},
}
NOTICE = (
    "# Names from Unicode CLDR through babel {version}, made by tools/build_months.py; do not edit by hand.\n"
    "# Unicode licence: see LICENSE-UNICODE.txt in this folder.\n"
)


Names = Mapping[str, Mapping[str, Mapping[int, str]]]


def forms_of(names: Names, number: int, more: str) -> str:
    """All printed forms of one name, the usual ones first."""
    found: dict[str, None] = {}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            name = names.get(context, {}).get(width, {}).get(number, "")
            found |= dict.fromkeys(spellings(str(name)))
    found |= dict.fromkeys(more.split())
    found |= dict.fromkeys(bare for name in found if (bare := without_accents(name)))
    return "/".join(found)


def without_accents(name: str) -> str:
    """A Latin or Greek name of four letters and more as telegraphs and capitals print it; nothing where it has none."""
    bare = "".join(one for one in unicodedata.normalize("NFD", name) if not unicodedata.combining(one))
    bare = bare.replace("ı", "i")
    return bare if bare != name and len(bare) >= 4 and bare[0] < "\N{CYRILLIC CAPITAL LETTER IE WITH GRAVE}" else ""


def spellings(name: str) -> list[str]:
    """A name case-folded, without its dots; nothing for numbers and names of several words."""
    plain = re.sub(r"[.\N{HEBREW PUNCTUATION GERESH}\N{ZERO WIDTH NON-JOINER}']", "", name).casefold().strip()
    plain = plain.replace("i\N{COMBINING DOT ABOVE}", "i").removeprefix("d\N{RIGHT SINGLE QUOTATION MARK}")
    if not plain or re.search(r"[\s\d/]", plain) or len(plain) < 2:
        return []
    return [plain]


def locale(language: str) -> Locale:
    """A locale read afresh: babel 2.18 lets the names of one that fills gaps from the root leak into later ones."""
    localedata._cache.clear()
    return Locale.parse(language)


def month_line(language: str) -> str:
    """The twelve entries of a language, empty where it numbers its months."""
    names = locale(language).months
    more = MORE_MONTHS.get(language, {})
    entries = [forms_of(names, number, more.get(number, "")) for number in range(1, 13)]
    return " ".join(entries) if all(entries) else ""


def weekday_line(language: str) -> str:
    """The seven entries of a language, Monday first."""
    names = locale(language).days
    more = MORE_WEEKDAYS.get(language, {})
    entries = [forms_of(names, number, more.get(number, "")) for number in range(7)]
    return " ".join(entries) if all(entries) else ""


def write(path: Path, lines: dict[str, str]) -> None:
    """One vocabulary entry a language."""
    body = "".join(f"{language.lower()} = '{line}'\n" for language, line in lines.items() if line)
    path.write_text(NOTICE.format(version=babel.__version__) + "[vocabulary]\n" + body, encoding="utf-8")


if __name__ == "__main__":
    write(DATA / "months.toml", {one: month_line(one) for one in LANGUAGES})
    write(DATA / "weekdays.toml", {one: weekday_line(one) for one in LANGUAGES})
