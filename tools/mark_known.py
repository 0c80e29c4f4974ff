"""Marks in tests/cases/speech which annotated quotes are still wrong, after rules or weights changed.

    python tools/mark_known.py [LANGUAGE ...]

A quote that is wrong gets `known = "found: ..."`, or keeps the reason that it has; one that is right loses it. Quotes
that are none stand under `known_surplus`, terms that are missing or too many under `known_terms`. What is annotated is
never touched. Read the difference before you commit it: a mark is a fault that you accept.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from spoken import FOLDER, differences, parse_article, quote_at, read_articles, term_faults

_KNOWN = re.compile(r""", known = (?:"(?:[^"\\]|\\.)*"|'[^']*')""")


def main() -> None:
    for path in sorted(FOLDER.glob("*.toml")):
        if not sys.argv[1:] or path.stem in sys.argv[1:]:
            mark(path)


def mark(path: Path) -> None:
    head, *parts = re.split(r"(?=^\[\[article\]\])", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    articles = [article for language, article in read_articles().values() if language == path.stem]
    marked = [_marked(part, path.stem, article) for part, article in zip(parts, articles, strict=True)]
    path.write_text(head + "\n".join(marked).rstrip("\n") + "\n", encoding="utf-8")
    print(f"{path.stem}: {sum(part.count(', known = ') for part in marked)} quotes are known to be wrong")


def _marked(part: str, language: str, article: dict[str, Any]) -> str:
    parsed = parse_article(language, article)
    lines = [line for line in part.rstrip("\n").split("\n") if not line.startswith(("known_surplus", "known_terms"))]
    places = [number for number, line in enumerate(lines) if line.startswith("  { text = ")]
    place = 0
    texts: list[str] = []
    for number, wanted in zip(places, article.get("quotes", []), strict=True):
        quote, place = quote_at(parsed, wanted["text"], place)
        faults = differences(quote, wanted)
        texts.append(wanted["text"])
        lines[number] = _KNOWN.sub("", lines[number])
        if faults:
            reason = wanted.get("known") or _reason(faults)
            lines[number] = re.sub(r" \},?$", f", known = {_quoted(reason)} }},", lines[number])
    surplus = [one.text for one in parsed.quotes if one.text not in texts]
    terms = term_faults(parsed, article)
    for name, found in (("known_surplus", surplus), ("known_terms", terms)):
        if found:
            lines.append(f"{name} = [{', '.join(map(_quoted, found))}]")
    return "\n".join(lines).rstrip("\n") + "\n"


def _reason(faults: dict[str, Any]) -> str:
    if faults.get("text", 1) is None:
        return "not taken for speech"
    return "found: " + ", ".join(str(value) or "nobody" for value in faults.values())


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    main()
