"""The view: it says everything at any width, with and without colours, and the article can't command the terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest
from articles import FULL, REPAIRS
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import newsparse
from newsparse.export.diff import write_diff
from newsparse.model import Article, Damage, DamageCandidate, Fact, Normalized, Quote
from newsparse.show.article import write_view
from newsparse.show.difference import MOST, write_told_diff
from newsparse.show.facts import SENTENCES, fact_in_words
from newsparse.show.paragraphs import marked
from newsparse.show.plain import write_text
from newsparse.show.safe import visible
from newsparse.show.words import sureness
from newsparse.text import Edit, Text

CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
STYLES = re.compile(r"\x1b\[[0-9;]*m")

SAYINGS = (
    "Flood in Rovigo displaces hundreds",
    "The river stands two metres above its mark",
    "byline", "By Jane Roe, AFP",
    "dateline", "ROVIGO, IT · 2024-03-03 · AFP",
    "published", "2024-03-03 (year from caption)",
    "publisher", "The Harbour Courier (likely)",
    "language", "en",
    "flood.txt · utf-8 · 500 bytes",
    "credit: AFP",
    "Body · 3 paragraphs",
    "What comes next",
    'the cats with it,"[1] said Jane Roe',
    "But nobody was hurt.[2]",
    "quoted, but nobody's speech: “wet spring”",
    "[1] Jane Roe, a baker",
    "paragraph 2 · “said” · named behind the quote · sure",
    "the speaker of the quote before · closing mark missing · likely",
    "[3] speaker not found",
    "part of a report",
    "Ar??? → Arīḩā",
    "lossy · caption · sure",
    "Arīḩā is the only name that fits Ar??? (places of that name: 2)",
    "a capital letter inside a sentence",
    "ri<U+00AD>ver → river",
    "perhaps Adige (quite sure), Adage (a guess)",
    "placeholder ![](Image not found)",
    "furniture 2 times: Share this page",
    "! 2 characters were no characters",
)  # fmt: skip


def squeezed(view: str) -> str:
    """What a reader reads: columns and line ends are blanks."""
    return " ".join(view.split())


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("width", [80, 120])
def test_the_view_says_everything(width: int, colour: bool) -> None:
    view = squeezed(STYLES.sub("", write_view(FULL, width=width, colour=colour)))
    assert [saying for saying in SAYINGS if saying not in view] == []


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_the_view_keeps_to_its_width(width: int) -> None:
    view = write_view(FULL, width=width)
    assert max(cell_len(line) for line in view.splitlines()) <= width
    assert "Jane Roe" in view and "Arīḩā" in view


def test_colours_only_where_asked_for() -> None:
    assert "\x1b" not in write_view(FULL)
    assert "\x1b[1m" in write_view(FULL, colour=True)


def test_an_empty_article_is_shown() -> None:
    assert "no headline found" in write_view(Article()) and "no body found" in write_view(Article())


def test_a_quote_that_stands_differently_in_its_paragraph_gets_no_mark() -> None:
    quote = replace(FULL.quotes[0], text="other words")
    assert marked("We lost the cellar", [(1, quote)]).plain == "We lost the cellar"


def test_long_lists_are_cut_and_say_so() -> None:
    damage = FULL.damage * 40
    view = squeezed(write_view(replace(FULL, damage=damage)))
    assert "and 10 more; --format json lists all" in view


HOSTILE = "\x1b[31m\x9b31m\x07[red]bold[/red]\u202eabc\r\x00:smile:\N{LINE SEPARATOR}"


def hostile_article() -> Article:
    """Every text of the article is hostile."""
    quote = Quote(HOSTILE, 0, 5, "direct", True, 0, 0, HOSTILE, HOSTILE, 0, 1, HOSTILE, HOSTILE, HOSTILE, 0.5)
    dateline = FULL.dateline
    assert dateline is not None
    return replace(
        FULL,
        headline=HOSTILE, subheadline=HOSTILE, byline=HOSTILE, authors=(HOSTILE,), publisher=HOSTILE,
        source_url=HOSTILE, language=HOSTILE, published=HOSTILE, text=HOSTILE * 20, body=(HOSTILE,),
        body_spans=((0, 5),), dateline=replace(dateline, place=HOSTILE, agency=HOSTILE),
        captions=(replace(FULL.captions[0], text=HOSTILE, credit=HOSTILE),), quotes=(quote,),
        segments=tuple(replace(one, start=0, end=30) for one in FULL.segments),
        repairs=(replace(REPAIRS[0], before=HOSTILE, after=HOSTILE, evidence=(Fact(HOSTILE, ((HOSTILE, HOSTILE),)),)),),
        damage=(Damage(0, 5, HOSTILE, FULL.damage[0].candidates),),
        source=replace(FULL.source, path=HOSTILE, encoding=HOSTILE),
    )  # fmt: skip


def test_a_hostile_article_commands_nothing() -> None:
    view = write_view(hostile_article())
    assert CONTROLS.findall(view) == []
    assert "[red]bold[/red]" in view and ":smile:" in view and "<U+202E>" in view


def test_a_hostile_article_brings_no_colours_of_its_own() -> None:
    view = write_view(hostile_article(), colour=True)
    assert CONTROLS.findall(STYLES.sub("", view)) == []
    assert "\x1b[31m[" not in view


@given(st.text(st.characters(codec=None)))
def test_visible_leaves_nothing_to_obey(text: str) -> None:
    assert not CONTROLS.search(visible(text))
    assert not CONTROLS.search(visible(text, lines=True).replace("\n", "").replace("\t", ""))


def test_normalized_text_on_a_terminal() -> None:
    assert write_text(Normalized("a\x1b[2Jb\n\tc")) == "a␛[2Jb\n\tc"


def test_the_diff_on_a_terminal() -> None:
    made = Normalized(
        "José\n", (replace(REPAIRS[0], start=3, end=4, raw_start=3, raw_end=8, before="\x1b[2J?", after="é"),)
    )
    plain = write_told_diff(made, colour=False)
    assert "-Jos␛[2J?\n+José\n" in plain and "␛[2J? → é   lossy · sure\n      " in plain
    coloured = write_told_diff(made, colour=True)
    assert "\x1b[31m-Jos\x1b[0m\x1b[1;4;31m␛[2J?\x1b[0m\n\x1b[32m+Jos\x1b[0m\x1b[1;4;32mé\x1b[0m\n" in coloured
    assert STYLES.sub("", coloured) == plain


def repaired(raw: str, *changes: tuple[str, str], damage: tuple[Damage, ...] = ()) -> Normalized:
    """A text in which the first place of each word, in order, has become another."""
    text, at = Text.of(raw), 0
    edits = []
    for before, after in changes:
        at = raw.index(before, at)
        edits.append(Edit(at, at + len(before), after, "lossy", "x", 0.99, REPAIRS[0].evidence))
        at += len(before)
    text = text.apply(edits)
    return Normalized(text.value, text.repairs, damage)


def test_each_kind_of_repair_is_explained_once() -> None:
    told = write_told_diff(repaired("it?s\nit?s\nda?s\n", ("?", "’"), ("?", "’"), ("a?", "aa")), colour=False)
    assert told.count("? → ’") == 1 and told.count("a? → aa") == 1
    assert told.index("? → ’") < told.index("a? → aa")


def test_what_was_taken_away_is_told_in_its_line() -> None:
    told = write_told_diff(repaired("one\n#two\nthree#", ("#", ""), ("#", "")), colour=False)
    assert "+two\n+three\n\\ No newline at end of file\n   # → (nothing)" in told or "+two\n   # → (nothing)" in told


def test_what_is_left_damaged_is_told_with_its_line() -> None:
    damage = tuple(Damage(at, at + 1, "?", (DamageCandidate("\x1b", 0.9),)) for at in range(0, 4 * MOST, 2))
    told = write_told_diff(Normalized("?\n" * 2 * MOST, (), damage), colour=False)
    assert "left as it is, line 2: ?   perhaps ␛ (quite sure)" in told
    assert f"and {MOST} more places left as they are" in told


@given(st.lists(st.tuples(st.text("ab\n\x1b[m", max_size=4), st.text("ab\n\x1b[m", max_size=3)), max_size=6))
def test_the_told_diff_says_what_the_diff_says(stretches: list[tuple[str, str]]) -> None:
    text, at, edits = Text.of("".join(before + "#" for before, _ in stretches)), 0, []
    for before, after in stretches:
        edits.append(Edit(at, at + len(before), after, "control", "x"))
        at += len(before) + 1
    made = Normalized(text.apply(edits).value, text.apply(edits).repairs)
    plain = visible(write_diff(made), lines=True)
    told = write_told_diff(made, colour=False)
    assert "".join(f"{line}\n" for line in told.split("\n")[:-1] if not line.startswith("   ")) == plain
    assert STYLES.sub("", write_told_diff(made, colour=True)) == told
    assert CONTROLS.findall(told) == []


NAMED = [
    (path.name, found)
    for path in Path(newsparse.__file__).parent.rglob("*.py")
    for found in re.findall(r"""(?<!>>> )\bFact\(\s*["']([a-z-]+)["']""", path.read_text(encoding="utf-8"))
    if found != "tide-table"  # of a doctest
]


def test_every_fact_has_its_sentence() -> None:
    assert len(NAMED) > 12
    assert [one for one in NAMED if one[1] not in SENTENCES] == []


def test_a_sentence_tells_its_details() -> None:
    for name, sentence in SENTENCES.items():
        details = [field for _, field, _, _ in Formatter().parse(sentence) if field and field != "rarity"]
        told = fact_in_words(Fact(name, tuple((field, f"<{field}>") for field in details)))
        assert all(f"<{field}>" in told for field in details if field != "capital"), name


def test_facts_without_their_details_are_told_plainly() -> None:
    assert fact_in_words(Fact("large-city")) == "large city"


@given(st.floats(0, 1))
def test_every_confidence_has_a_word(confidence: float) -> None:
    assert sureness(confidence)
