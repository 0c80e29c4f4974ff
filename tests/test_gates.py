"""Quick questions that are asked first: none of them may hide what the slow answer would find."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from newsparse.normalize.found import Context, Found
from newsparse.normalize.lossy.damaged import find_damaged_words, find_lost_runs, is_question, may_be_damaged
from newsparse.normalize.mojibake_gate import may_change, may_hold_mojibake
from newsparse.normalize.plain import is_plain, odd_characters
from newsparse.normalize.run import PASSES, has_nothing_to_repair
from newsparse.normalize.unicode import _may_change
from newsparse.segments.phrases import fold, letters_of

MARKS = "ab Zé9?\ufffd.,)\n\t\u00a0\u00ad\u200b’“”»éÃâ€ÂÅÄ‚в¦Г°ўВßİ_²\x85\x92\x1b\u0301\ufb01&;=/[]"
TEXTS = st.text(alphabet=MARKS, max_size=40) | st.text(max_size=20)


@given(TEXTS)
def test_odd_characters_are_all_that_are_odd(value: str) -> None:
    assert set(odd_characters(value)) == {one for one in value if not (" " <= one <= "~" or one in "\t\n")}
    assert is_plain(value) == value.replace("\n", " ").replace("\t", " ").isprintable()


@given(TEXTS)
def test_mojibake_gate_of_a_text_lets_every_line_through(value: str) -> None:
    assert may_hold_mojibake(value) or not any(map(may_change, value.split("\n")))


@given(TEXTS)
def test_damage_gate(value: str) -> None:
    found = [one for one in find_damaged_words(value) if not is_question(value, one)]
    assert may_be_damaged(value) or not (found or list(find_lost_runs(value)))


@given(st.text(st.sampled_from("ab Z.\n\t?'\"-&;#x09\x0b\x7f"), max_size=60))
def test_what_needs_no_repair_has_none(value: str) -> None:
    if has_nothing_to_repair(value):
        assert all(repair(value, Context("en")) == Found() for repair in PASSES)


@given(TEXTS)
def test_folding_is_what_patterns_would_make(value: str) -> None:
    plain = re.sub(r"[\W_]+", " ", re.sub(r"\d+(?:[.,:]\d+)*", "0", value.casefold())).strip()
    assert fold(value) == plain
    assert fold(value * 40) == re.sub(r"[\W_]+", " ", re.sub(r"\d+(?:[.,:]\d+)*", "0", (value * 40).casefold())).strip()
    assert letters_of(value) == "".join(filter(str.isalnum, value.casefold()))


def test_characters_that_the_composing_pass_skips_neither_change_nor_combine() -> None:
    codes = [code for code in range(0x20000) if not 0xD800 <= code < 0xE000]
    skipped = [one for one in map(chr, codes) if not _may_change().search(one)]
    assert len(skipped) > 30_000
    assert not [one for one in skipped if unicodedata.combining(one) or unicodedata.normalize("NFC", one) != one]
    second = {
        chr(int(parts[1], 16))
        for code in codes
        if len(parts := unicodedata.decomposition(chr(code)).split()) == 2 and not parts[0].startswith("<")
    }
    assert second.isdisjoint(skipped)
