"""The gate in front of ftfy never keeps out a line that ftfy would change, and nothing else is changed of its ways."""

from __future__ import annotations

import pytest
from ftfy import TextFixerConfig, fix_text
from hypothesis import given, settings
from hypothesis import strategies as st

from newsparse.normalize.found import Context
from newsparse.normalize.half_lines import restore_halves
from newsparse.normalize.mojibake import SETTINGS, fix_line, repair_mojibake
from newsparse.text import Layer

LOST = "\N{REPLACEMENT CHARACTER}"
ENCODINGS = ["latin-1", "cp1252", "cp1251", "cp1250", "cp1253", "cp1254", "cp1257", "iso-8859-2", "mac_roman", "cp437"]
WORDS = [
    "für", "Über", "Maß", "été", "»Ähnlich«", "«\N{NO-BREAK SPACE}à la carte\N{NO-BREAK SPACE}»", "“It’s”", "„Größe“",
    "año", "¿Qué?", "São", "Москва", "Αθήνα", "œuvre", "5 €", "–", "…", "Łódź", "Dvořák", "Şişli", "20 °C", "nº", "½",
    "東京", "naïve", "ﬁnd", "the", "a", " ", "Ã", "Â", "à", "•", "™", "†", "ķēniņš", "Győr", "ščętné", "Đorđe",
]  # fmt: skip
CHARACTERS = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x2600, exclude_categories=["Cs"]), max_size=12)


@st.composite
def lines(draw: st.DrawFn) -> str:
    """Words of many languages, some of them read with the wrong encoding, some cut or mixed with anything."""
    parts = []
    for right in draw(st.lists(st.sampled_from(WORDS) | CHARACTERS, max_size=6)):
        word = right
        for _ in range(draw(st.integers(0, 2))):
            word = misread(word, draw(st.sampled_from(ENCODINGS)))
        cut = draw(st.integers(0, len(word))) if draw(st.booleans()) and draw(st.booleans()) else len(word)
        parts.append(word[:cut] + draw(st.sampled_from(["", " ", "\N{NO-BREAK SPACE}"])))
    return "".join(parts).replace("\n", " ")


def misread(word: str, encoding: str) -> str:
    """UTF-8 bytes as another encoding shows them; bytes that it has not, as latin-1 does."""
    return "".join(bytes([one]).decode(encoding, "ignore") or chr(one) for one in word.encode())


def ask_ftfy(line: str) -> str:
    return fix_text(line, TextFixerConfig(**SETTINGS))


@given(lines())
def test_the_gate_changes_nothing(line: str) -> None:
    if LOST not in line:
        assert fix_line(line) == ask_ftfy(line)


@pytest.mark.slow
@settings(max_examples=3_000, deadline=None)
@given(lines())
def test_the_gate_changes_nothing_many_times_over(line: str) -> None:
    if LOST not in line:
        assert fix_line(line) == ask_ftfy(line)


@given(lines())
def test_the_edits_make_the_line_that_ftfy_makes(line: str) -> None:
    if LOST not in line and "\x85" not in line:
        found = repair_mojibake(line, Context())
        assert Layer.of(line, found.edits).apply(line) == ask_ftfy(line)


def test_a_next_line_by_itself_ends_a_line() -> None:
    assert not repair_mojibake("One\x85two", Context()).edits
    assert [one.after for one in repair_mojibake("\x93Well\x85\x94", Context()).edits] == ["“", "…”"]


def test_a_lost_character_keeps_its_place() -> None:
    line = f"cafÃ© {LOST} Å¡koda"
    found = repair_mojibake(line, Context())
    assert Layer.of(line, found.edits).apply(line) == f"café {LOST} škoda"


def test_of_thousands_of_open_halves_the_first_tell_what_they_may_have_been() -> None:
    damage = restore_halves("\u00e2?? word\n" * 5_010, Context("en")).damage
    assert len(damage) == 5_010
    assert all(one.candidates for one in damage[:5_000])
    assert not any(one.candidates for one in damage[5_000:])
