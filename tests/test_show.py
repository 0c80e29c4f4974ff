"""The view: it says everything at any width, with and without colours, and the article can't command the terminal."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from articles import FULL, REPAIRS
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsparse.model import Article, Damage, Fact, Normalized, Quote
from newsparse.show.article import write_view
from newsparse.show.paragraphs import marked
from newsparse.show.plain import write_diff, write_text
from newsparse.show.safe import visible
from newsparse.show.words import fact_in_words, sureness

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
    assert "-Jos␛[2J?\n+José\n" in write_diff(made, colour=False)
    assert "\x1b[31m-Jos␛[2J?\x1b[0m\n\x1b[32m+José\x1b[0m\n" in write_diff(made, colour=True)


def test_facts_without_their_details_are_told_plainly() -> None:
    assert fact_in_words(Fact("large-city")) == "large city"


@given(st.floats(0, 1))
def test_every_confidence_has_a_word(confidence: float) -> None:
    assert sureness(confidence)
