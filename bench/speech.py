"""How many annotated quotes of tests/cases/speech are found, and how many with their speaker, by language.

python bench/speech.py [LANGUAGE ...] [--misses]
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from spoken import differences, parse_article, quote_at, read_articles


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("languages", nargs="*")
    parser.add_argument("--misses", action="store_true", help="print each quote that is not right")
    arguments = parser.parse_args()
    counts: dict[str, Counter[str]] = {}
    for name, (language, article) in read_articles().items():
        if arguments.languages and language not in arguments.languages:
            continue
        count = counts.setdefault(language, Counter())
        parsed = parse_article(language, article)
        place = 0
        texts: list[str] = []
        for wanted in article.get("quotes", []):
            quote, place = quote_at(parsed, wanted["text"], place)
            found = differences(quote, wanted)
            texts.append(wanted["text"])
            count["quotes"] += 1
            count["found"] += quote is not None
            count["speaker"] += quote is not None and "speaker" not in found
            count["right"] += not found
            if found and arguments.misses:
                print(f"{name}: {wanted['text'][:60]!r}: wanted {wanted}, found {found}")
        surplus = [one for one in parsed.quotes if one.text not in texts]
        count["surplus"] += len(surplus)
        count["articles"] += 1
        if arguments.misses:
            for one in surplus:
                print(f"{name}: surplus {one.text[:60]!r} by {one.speaker!r}")
    print("language  articles  quotes  found  speaker  joint F1  all right  surplus")
    for language, count in counts.items():
        joint = 2 * count["speaker"] / max(1, count["found"] + count["surplus"] + count["quotes"])
        print(
            f"{language:8}  {count['articles']:8}  {count['quotes']:6}  {count['found']:5}  {count['speaker']:7}"
            f"  {joint:8.3f}  {count['right']:9}  {count['surplus']:7}"
        )


if __name__ == "__main__":
    main()
