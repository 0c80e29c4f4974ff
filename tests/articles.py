"""An article that has one of everything, for tests of what shows and writes articles."""

from __future__ import annotations

from typing import Any

from newsparse.model import (
    Article,
    Caption,
    Damage,
    DamageCandidate,
    Dateline,
    Fact,
    MadeBy,
    Normalized,
    Notice,
    Provenance,
    Quote,
    QuotedTerm,
    Repair,
    Segment,
    Source,
)

TEXT = """# Flood in Rovigo displaces hundreds

![](Image not found)

Rescuers in Arīḩā on March 2, 2024. AFP

ROVIGO, March 3 (AFP) -- The river Ad?ge rose two metres in a night.

"We lost the cellar, and the cats with it," said Jane Roe, a baker. "But nobody was hurt.

## What comes next

More rain is expected in what the service calls a "wet spring".

Share this page
Share this page
"""
PARAGRAPHS = (
    "The river Ad?ge rose two metres in a night.",
    '"We lost the cellar, and the cats with it," said Jane Roe, a baker. "But nobody was hurt.',
    'More rain is expected in what the service calls a "wet spring".',
)


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def quote(words: str, **changes: Any) -> Quote:
    values: dict[str, Any] = {
        "type": "direct", "closed": True, "paragraph": 1, "group": 0, "speaker": "Jane Roe",
        "speaker_mention": "Jane Roe", "speaker_start": span("Jane Roe")[0], "speaker_end": span("Jane Roe")[1],
        "description": "a baker", "cue": "said", "attribution": "after", "confidence": 0.99,
    }  # fmt: skip
    return Quote(words, *span(words), **values | changes)


REPAIRS = (
    Repair(
        *span("Arīḩā"), 70, 75, "Ar???", "Arīḩā", "lossy", "place/only-name", (), 0.97,
        (Fact("only-name", (("pattern", "Ar???"), ("name", "Arīḩā"), ("places", 2))), Fact("capital-inside-sentence")),
    ),
    Repair(*span("river"), 120, 126, "ri\N{SOFT HYPHEN}ver", "river", "invisible", "soft-hyphen", (), 1.0, ()),
)  # fmt: skip
DAMAGE = (Damage(*span("Ad?ge"), "Ad?ge", (DamageCandidate("Adige", 0.9), DamageCandidate("Adage", 0.1))),)

FULL = Article(
    made_by=MadeBy("0.0", "0" * 16),
    source=Source(path="flood.txt", encoding="utf-8", encoding_confidence=1.0, newline="lf", bom=False, bytes=500),
    language="en",
    headline="Flood in Rovigo displaces hundreds",
    subheadline="The river stands two metres above its mark",
    byline="By Jane Roe, AFP",
    authors=("Jane Roe",),
    dateline=Dateline(
        "ROVIGO, March 3 (AFP) --", "ROVIGO", None, "IT", "2024-03-03", "AFP", *span("ROVIGO, March 3 (AFP) --"), 0.95
    ),
    published="2024-03-03",
    captions=(
        Caption("Rescuers in Arīḩā on March 2, 2024.", "AFP", *span("Rescuers in Arīḩā on March 2, 2024."), "x", 0.9),
    ),
    body=PARAGRAPHS,
    body_spans=tuple(span(one) for one in PARAGRAPHS),
    quotes=(
        quote("We lost the cellar, and the cats with it,"),
        quote("But nobody was hurt.", closed=False, attribution="inherited", confidence=0.7),
        quote(
            "wet spring", paragraph=2, group=1, speaker=None, speaker_mention=None, speaker_start=None,
            speaker_end=None, description=None, cue=None, attribution="none", type="mixed", confidence=0.5,
        ),
    ),
    quoted_terms=(QuotedTerm("wet spring", *span("wet spring")),),
    source_url="https://harbour-courier.example/2024/03/03/flood-in-rovigo-displaces-hundreds-of-people",
    publisher="The Harbour Courier",
    text=TEXT,
    segments=(
        Segment("placeholder", *span("![](Image not found)"), "x", 1.0),
        Segment("caption", *span("Rescuers in Arīḩā on March 2, 2024."), "x", 1.0),
        Segment("subhead", *span("## What comes next"), "x", 1.0),
        Segment("furniture", *span("Share this page\n"), "x", 1.0),
        Segment("furniture", TEXT.rindex("Share"), len(TEXT), "x", 1.0),
    ),
    repairs=REPAIRS,
    damage=DAMAGE,
    provenance={
        "published": Provenance(None, None, "x", 0.95, "year from caption"),
        "publisher": Provenance(None, None, "x", 0.7),
    },
    warnings=(Notice("lone-surrogates", "2 characters were no characters"),),
)  # fmt: skip

NORMALIZED = Normalized(TEXT, REPAIRS, DAMAGE, MadeBy("0.0", "0" * 16), Source(path="flood.txt"))
