"""Writes newsparse/data/shared/countries.toml: the names of countries from Unicode CLDR, in a dozen languages.

Run by hand, with the `data` dependency group: `python tools/build_countries.py`. A vocabulary a language, a
line a country: its ISO 3166-1 alpha-2 code and its name.
"""

from __future__ import annotations

from pathlib import Path

import babel
from babel import Locale, localedata

TARGET = Path(__file__).parent.parent / "newsparse" / "data" / "shared" / "countries.toml"
LANGUAGES = [
    "en",
    "es",
    "de",
    "fr",
    "pt",
    "it",
    "nl",
    "sv",
    "da",
    "nb",
    "fi",
    "pl",
    "cs",
    "tr",
    "ru",
    "uk",
    "id",
    "ro",
    "hu",
    "el",
    "ca",
]

# What papers print and CLDR lacks.
MORE = {
    "en": "US USA|US U.S.|GB UK|GB U.K.|GB Britain|MM Burma|CZ Czech Republic|NL Holland|CI Ivory Coast|TR Turkey"
    "|CD Congo|PS West Bank|PS Gaza|PS Gaza Strip|PS Palestine|KP North Korea|KR South Korea|HK Hong Kong|VA Vatican"
    "|DE West Germany|DE East Germany|US United States of America|RU Russian Federation"
    "|AE U.A.E.|AE UAE|BA Bosnia|MK Macedonia|SZ Swaziland|CV Cape Verde|TL East Timor|MO Macau|HK Hong Kong",
    "es": "US EEUU|US EE.UU.|US EE UU|GB Reino Unido|NL Holanda|GB Inglaterra|GB Escocia|GB Gales|PS Palestina"
    "|BY Bielorrusia|MM Birmania",
    "de": "US USA|GB Großbritannien|GB England|GB Schottland|BY Weißrussland|NL Holland"
    "|CZ Tschechische Republik|MM Birma",
    "fr": "US USA|GB Grande-Bretagne|GB Angleterre|GB Écosse|NL Hollande|MM Birmanie"
    "|BY Biélorussie|CZ République tchèque",
    "pt": "US EUA|US USA|GB Inglaterra|GB Escócia|NL Holanda",
    "it": "US USA|US Usa|GB Gran Bretagna|GB Inghilterra|GB Scozia|NL Olanda|BY Bielorussia",
    "nl": "US VS|US USA|GB Groot-Brittannië|GB Engeland|GB Schotland|BY Wit-Rusland",
}
NOTICE = (
    "# Names from Unicode CLDR through babel {version}, made by tools/build_countries.py; do not edit by hand.\n"
    "# Unicode licence: see LICENSE-UNICODE.txt in this folder.\n[vocabulary]\n"
)


def lines_of(language: str) -> list[str]:
    """`CODE Name`, without groups of countries and names that hold parentheses."""
    # babel 2.18 lets the names of one locale leak into later ones.
    localedata._cache.clear()
    names = Locale.parse(language).territories
    found = [
        f"{code} {name}"
        for code, name in sorted(names.items())
        if len(code) == 2
        and code.isalpha()
        and code not in {"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB", "XK"}
        and "(" not in name
    ]
    return list(dict.fromkeys(found + [line for line in MORE.get(language, "").split("|") if line]))


if __name__ == "__main__":
    body = "".join(f"{one} = '''\n{chr(10).join(lines_of(one))}\n'''\n" for one in LANGUAGES)
    TARGET.write_text(NOTICE.format(version=babel.__version__) + body, encoding="utf-8")
