"""Normalizing: cases that a person can read, and what must hold for any text at all."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsparse.model import Damage
from newsparse.normalize import PASSES, Context, Found, Normalization, normalize_text, run
from newsparse.text import Edit, Text, revert

CASES = Path(__file__).parent / "cases" / "normalize"
# What breaks normalizers: bytes of mojibake, halves of it, escapes, things that compose or vanish.
NASTY = [
    "â", "€", "?", "\N{REPLACEMENT CHARACTER}", "Ã", "Â", "™", "œ", "\x9d", "\x80", "\x99", "\x85", "\xa0", "\xad", "©",
    "&amp;", "&", "amp;", "lt;", "&lt;", "&gt;", "&#8217;", "&#x80;", "&#13;", "&eacute;", "&AMP;", "<", ">", "<b>",
    "e", "s", "It", "n", "t", " ", "\n", "\r", "\t", "\f", "\v", "\x1b", "\x1b[1m", "[31m", "\x08", "\x00", "_", "#",
    "\u2028", "\u2029", "\u200b", "\u200d", "\ufeff", "\u0301", "\u0323", "\u1100", "\u1161", "\u11a8", "ﬁ", "\u00e9",
    "\u212b", "É", "“", "”", "’", "„", "–", "»", "«", "`", "https://a.example/?b=", "Ä", "Å", "ß", "ü", "1", "В", "Ђ",
    "ð", "Ÿ", "â??", "Ã?", " the ", " und ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(NASTY), max_size=24).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=30
)
CONTEXTS = st.sampled_from([Context(), Context("en"), Context("de"), Context("fr", 0.0), Context("es", 0.5)])


def load_cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(reason=case["known"], strict=True)] if "known" in case else []
            yield pytest.param(case, id=f"{path.stem}: {case['label']}", marks=marks)


def check(raw: str, context: Context) -> Normalization:
    """What must hold for the outcome of every text."""
    outcome = normalize_text(Text.of(raw), context)
    text = outcome.text
    assert text.raw == raw and text.revert() == raw == revert(text.value, text.repairs)
    reached = -1
    for repair in text.repairs:
        assert repair.start > reached
        assert text.value[repair.start : repair.end] == repair.after != repair.before
        assert raw[repair.raw_start : repair.raw_end] == repair.before
        reached = repair.end
    reached = 0
    for damage in outcome.damage:
        assert reached <= damage.start <= damage.end <= len(text.value)
        assert text.value[damage.start : damage.end] == damage.text
        reached = damage.end
    again = normalize_text(Text.of(text.value), context)
    assert again.text.value == text.value and not again.text.repairs
    return outcome


def test_there_are_cases() -> None:
    assert len(list(load_cases())) > 60


@pytest.mark.parametrize("case", list(load_cases()))
def test_case(case: dict[str, Any]) -> None:
    outcome = check(case["original"], Context(case.get("language")))
    assert outcome.text.value == case["fixed"]
    assert (outcome.text.value == case["original"]) == (case["expect"] == "leave")
    if "damage" in case:
        assert [describe(one) for one in outcome.damage] == case["damage"]
    if "kinds" in case:
        assert [one.kind for one in outcome.text.repairs] == case["kinds"]


def describe(damage: Damage) -> list[str]:
    return [damage.text, *(one.text for one in damage.candidates)]


@given(TEXTS, CONTEXTS)
def test_any_text_settles_and_can_be_had_back(raw: str, context: Context) -> None:
    check(raw, context)


def swap(value: str, context: Context) -> Found:
    """A pass that never settles: A becomes B, B becomes A; in a text with two of them x and y too."""
    other = {"A": "B", "B": "A"} | ({"x": "y", "y": "x"} if value.count("A") > 1 else {})
    return Found(tuple(Edit(at, at + 1, other[one], "unicode", "swap") for at, one in enumerate(value) if one in other))


def test_a_line_that_does_not_settle_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "PASSES", (*PASSES, swap))
    outcome = check("Salt &amp; pepper\ncaf&eacute; A\n&quot;end&quot;", Context())
    assert outcome.text.value == 'Salt & pepper\ncaf&eacute; A\n"end"'
    assert [one.text for one in outcome.damage] == ["caf&eacute; A"]
    assert len(outcome.text.repairs) == 3


def test_what_is_damaged_twice_inside_one_repair_is_one_damage(monkeypatch: pytest.MonkeyPatch) -> None:
    def grow(value: str, context: Context) -> Found:
        return Found(tuple(Edit(at, at + 1, "BB", "unicode", "grow") for at, one in enumerate(value) if one == "A"))

    def mark(value: str, context: Context) -> Found:
        places = [at for at, one in enumerate(value) if one == "B"]
        return Found((), tuple(Damage(at, at + 1, "B") for at in places))

    def shrink(value: str, context: Context) -> Found:
        places = [at for at in range(len(value)) if value.startswith("BB", at)]
        return Found(tuple(Edit(at, at + 2, "A", "unicode", "shrink") for at in places))

    monkeypatch.setattr(run, "PASSES", (grow, mark, shrink))
    outcome = check("é A é A", Context())
    assert outcome.damage == (Damage(2, 3, "A"), Damage(6, 7, "A"))


@given(st.text("ABxy\n&amp; ", max_size=12))
def test_nothing_but_settled_text_comes_out(raw: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(run, "PASSES", (*PASSES, swap))
        outcome = normalize_text(Text.of(raw), Context())
        again = normalize_text(Text.of(outcome.text.value), Context())
    assert outcome.text.revert() == raw and again.text.value == outcome.text.value


def test_earlier_repairs_are_kept() -> None:
    text = Text.of("a\x00 caf&eacute;").apply([Edit(1, 2, "", "control", "reader")])
    outcome = normalize_text(text, Context())
    assert outcome.text.value == "a café" and outcome.text.revert() == "a\x00 caf&eacute;"
    assert [one.rule for one in outcome.text.repairs] == ["reader", "entity/html"]


def test_the_language_is_told_where_it_was_needed() -> None:
    text = "Der Bürgermeister sagte am Montag, dass die StraÃ?e bis zum Ende des Jahres gesperrt wird. Warum?"
    assert normalize_text(Text.of(text), Context()).language == "de"
    assert normalize_text(Text.of(text), Context("nl")).language == "nl"
    assert normalize_text(Text.of("The bridge will be closed on Monday."), Context()).language is None


def test_clean_text_needs_no_ftfy() -> None:
    """Importing it takes 90 ms."""
    script = """if True:
        import sys
        from newsparse.normalize import Context, normalize_text
        from newsparse.text import Text
        for language, text in [
            ("de", "„Übermäßig groß“, sagte Jörg Müller – »ähnlich«: 5 € für Straße 20 °C.\\nSie sagt: ‚Nein!‘"),
            ("fr", "« L’été », dit-il : « Œdipe à l’école », 5 € et 20 % – déjà vu… “Où ?” cité » à « là »"),
            ("es", "¿Qué dirá? “¡Olé!”, el 1º de año; «último»"),
            ("en", "“It’s ‘fine’,” she said — café, naïve, 20°C, £5 and €6. • One… “Rock ’n’ roll”"),
        ]:
            assert normalize_text(Text.of(text), Context(language)).text.value == text, text
        print("ftfy" in sys.modules, "regex" in sys.modules)
    """
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert output.split() == ["False", "False"]


HOSTILE = {
    "escaped ampersands": "&" + "amp;" * 75_000,
    "ampersands": "&amp;" * 60_000,
    "â": "â" * 300_000,
    "?": "?" * 300_000,
    "halves": "â??" * 100_000,
    "lost": "\N{REPLACEMENT CHARACTER}" * 300_000,
    "mojibake": "Ã©" * 150_000,
    "marks on a letter": "a" + "\u0315\u0300" * 150_000,
    "escapes": "\x1b]" * 150_000,
    "open fences": "```\n" * 75_000,
    "open tags": "<a " * 100_000,
    "blanks": " " * 300_000,
    "quotes": '"' * 300_000,
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.slow
def test_hostile_text_settles(name: str) -> None:
    outcome = normalize_text(Text.of(HOSTILE[name]), Context("en"))
    assert outcome.text.revert() == HOSTILE[name]


@pytest.mark.slow
@settings(max_examples=5_000, deadline=None)
@given(TEXTS, CONTEXTS)
def test_any_text_settles_many_times_over(raw: str, context: Context) -> None:
    check(raw, context)
