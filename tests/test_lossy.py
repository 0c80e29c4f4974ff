"""Lost letters: what comes back, what is told as damage, and above all what is left alone."""

from __future__ import annotations

import json
import re
import shutil
import string
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from counting import count_calls
from hypothesis import given
from hypothesis import strategies as st

from newsparse.lost import LOST
from newsparse.normalize.found import Context, Found
from newsparse.normalize.lossy import repair_lossy
from newsparse.normalize.run import normalize_text
from newsparse.text import Layer, Text

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases" / "lossy"
WORDS = [
    "Ar???", "Jericho", "S?o Paulo", "Zamo??", "Zamość", "M?nchen", "K?ln?", "in", "A", "?", "??", "It?s",
    "Saint-?tienne",
    "\N{REPLACEMENT CHARACTER}", "Jos\N{REPLACEMENT CHARACTER}", "dire??o", "direção", "https://a.example/?b", "*", ".",
    ",", "\n", "\n\n", "¿", "San Jos?", "José", "(", ")", "-", "'", "“", "a?a", "B?rger", "M?NCHEN", "d?Or", "1?2",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join) | st.text(
    st.sampled_from("?\N{REPLACEMENT CHARACTER} aSoPéü\n-'.\"[("), max_size=40
)
ASCII = string.printable
CONTEXTS = st.sampled_from([Context(), Context("en"), Context("de", 0.5), Context("pt-BR", 0.0), Context("en", 1.0)])


def load_cases(known: str = "known") -> Iterator[Any]:
    """The cases; those with a reason below `known` are strict expected failures."""
    for path in sorted(CASES.glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(reason=case[known], strict=True)] if known in case else []
            yield pytest.param(case, id=f"{path.stem}: {case['label']}", marks=marks)


def test_there_are_cases() -> None:
    cases = [one.values[0] for one in load_cases()]
    assert len(cases) > 100
    assert len({one["text"] for one in cases}) == len(cases)
    keys = {"label", "language", "text", "result", "evidence", "damage", "candidates", "known", "known_damage"}
    assert all(keys >= one.keys() for one in cases)


@pytest.mark.parametrize("case", list(load_cases()))
def test_cases(case: dict[str, Any]) -> None:
    """What a reader reads afterwards, and which facts are among those that are told for a restored word."""
    value, context = case["text"], Context(case["language"])
    found = repair_lossy(value, context)
    assert Layer(found.edits).apply(value) == case.get("result", value)
    for after, facts in case.get("evidence", {}).items():
        told = {fact.fact for edit in found.edits if edit.after == after for fact in edit.evidence}
        assert told >= set(facts), f"told of {after}: {sorted(told)}"
    check(value, context, found)
    check_settled(value, context)


@pytest.mark.parametrize("case", list(load_cases("known_damage")))
def test_damage(case: dict[str, Any]) -> None:
    """What is told as damage: named in the case, and nothing in a text that is left as it is."""
    found = repair_lossy(case["text"], Context(case["language"]))
    if "damage" in case or "result" not in case:
        assert [one.text for one in found.damage] == case.get("damage", [])
    for text, candidates in case.get("candidates", {}).items():
        (damage,) = (one for one in found.damage if one.text == text)
        assert [one.text for one in damage.candidates][: len(candidates)] == candidates


@given(TEXTS, CONTEXTS)
def test_holds_for_any_text(value: str, context: Context) -> None:
    check(value, context, repair_lossy(value, context))


@given(TEXTS, CONTEXTS)
def test_normalizing_any_text_settles(value: str, context: Context) -> None:
    check_settled(value, context)


def check(value: str, context: Context, found: Found) -> None:
    """What holds for every outcome: its places, that only lost characters change, and that all can be taken back."""
    reached = 0
    for edit in found.edits:
        before = value[edit.start : edit.end]
        assert reached <= edit.start < edit.end <= len(value)
        assert stands_for(before, edit.after), f"{before!r} became {edit.after!r}"
        assert edit.kind == "lossy" and context.min_confidence <= edit.confidence < 1 and edit.evidence
        reached = edit.end
    repaired = Text.of(value).apply(found.edits)
    assert repaired.revert() == value
    for one in found.damage:
        assert value[one.start : one.end] == one.text and any(mark in one.text for mark in LOST)
        # Told with three digits, so that a chance of .9996 is 1, which only a higher `min_confidence` leaves as damage.
        assert all(0 <= candidate.confidence <= 1 for candidate in one.candidates)
    # A word of which one mark came back and another did not is repaired and damaged: damage may overlap an edit.


def stands_for(before: str, after: str) -> bool:
    """Whether only lost characters differ: each run of marks became as many characters or fewer, some of them
    outside of ASCII and the others marks that stay, and every other character is the same."""
    marks = f"[{re.escape(LOST)}]+"
    pattern = "".join(
        f"([^{re.escape(ASCII)}{re.escape(LOST)}]|[{re.escape(LOST)}]){{1,{len(part)}}}"
        if part[0] in LOST
        else re.escape(part)
        for part in re.findall(f"{marks}|[^{re.escape(LOST)}]+", before)
    )
    return before != after and re.fullmatch(pattern, after) is not None and before.count("?") >= after.count("?")


def check_settled(value: str, context: Context) -> None:
    """Normalizing twice is normalizing once; a letter may be found only after the apostrophe beside it was."""
    once = normalize_text(Text.of(value), context)
    assert normalize_text(Text.of(once.text.value), context).text.value == once.text.value
    assert once.text.revert() == value


def test_min_confidence_turns_a_repair_into_damage() -> None:
    text = "A bakery in H?datsushimizu sold out."
    assert repair_lossy(text, Context("en")).edits
    found = repair_lossy(text, Context("en", 0.999))
    assert not found.edits
    assert [one.text for one in found.damage[0].candidates] == ["Hōdatsushimizu"]


def test_works_without_the_indexes(tmp_path: Path) -> None:
    """Then copies in the text and the plainest marks are all that comes back, and the rest is damage."""
    without = shutil.ignore_patterns("words", "places", "people", "letters", "capitals.json", "__pycache__")
    shutil.copytree(ROOT / "newsparse", tmp_path / "newsparse", ignore=without)
    text = "O jornal da direção.\n\nA dire??o foi a S?o Paulo. It?s late, she don?t care."
    code = f"""if True:
        from newsparse.normalize.found import Context
        from newsparse.normalize.lossy import repair_lossy
        for language in ("pt", "en", "de", None):
            found = repair_lossy({text!r}, Context(language))
            print(*(one.after for one in found.edits), *(one.text for one in found.damage))
    """
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    told = done.stdout.splitlines()
    assert len(told) == 4 and all("direção" in one and "S?o" in one for one in told), told


def test_a_candidate_that_is_not_the_text_s_language_decides_nothing() -> None:
    found = repair_lossy("Der Bäcker kommt sp?ter und die T?r bleibt am Montag und am Dienstag zu.", Context("lt"))
    assert not found.edits


SHAPES = [
    "?", "a?", "a? ", "A? ", "Ab?def ", "\N{REPLACEMENT CHARACTER}", "San Jos? ", "A?bcd\n", "É A?bcd ", "?A ", "A?-",
    "[A?b](x?y)", "Saint-?tienne ", "Jericho Ar??? ", " ?", "?\n", "Éabcd é\nA?bcd\n", "S? ", "(?", "A.?'", "?abcd ",
    "?We? ", "it?s ", "b?ti ", "“?", "?”\n", "\"?\" ", "1999?2003 ", "Jos?? ", "???We ", "a??", "a????b ", "¿? ",
    "l?école ", "Ä?", "â??", "\t?", "?" * 12 + " ", "?" * 13 + " ", "x" * 59 + "? ",
    "M?NCHEN ", "?ber ", "d?Or ",
    "x?y.z/", "K?ln-", "a?\N{NO-BREAK SPACE}", "*?*", "ł? ", "é?\n", "?.", "?,", "?)", "he? said ", "? " * 5 + "\n",
    "Möllenbr?ck ", "Bürgermeisterinnenr?nde ", "1?", "?1 ", "¿Qu? ", "?Z",
]  # fmt: skip


WRAPPED = "The caf? by the harbour was closed on Monday after the storm.\n"


@pytest.mark.slow
@pytest.mark.parametrize("piece", SHAPES)
def test_is_linear(piece: str) -> None:
    def calls(size: int) -> int:
        text = "Éabcd\n" + piece * (size // len(piece))
        return count_calls(lambda: repair_lossy(text, Context("en")))

    calls(1_000)
    assert calls(16_000) <= 5 * calls(4_000) + 10_000


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["?", "a?", "A? ", "?We? ", "Ab?def ", "????", "M?NCHEN ", "¿? ", "“? ", WRAPPED])
def test_300_000_characters_are_no_trouble(piece: str) -> None:
    """What is slow inside of a single call is not seen by counting calls: the time grows as the text does."""

    def seconds(size: int) -> float:
        text = "Éabcd\n" + piece * (size // len(piece))
        started = time.process_time()
        repair_lossy(text, Context("en"))
        return time.process_time() - started

    seconds(1_000)
    assert seconds(300_000) <= 12 * seconds(50_000) + 0.5


def test_a_long_text_that_lost_all_is_told_and_not_read() -> None:
    def calls(size: int) -> int:
        return count_calls(lambda: repair_lossy("a?b wor?d " * (size // 10), Context()))

    calls(1_000)
    assert calls(20_000) < calls(9_000), "little is asked of each word"
    found = repair_lossy("a?b wor?d " * 5_000, Context())
    assert not found.edits and len(found.damage) == 10_000


def test_a_long_text_that_lost_letters_at_random_is_told_and_not_read() -> None:
    chance = Random(1)
    whole = "the mayor of the city said that the work on the bridge will be done by the end of the year " * 1_000
    text = "".join("?" if letter.isalpha() and chance.random() < 0.2 else letter for letter in whole)
    found = repair_lossy(text, Context("en"))
    assert not found.edits
    assert len(found.damage) > 3_700


def test_a_long_text_that_lost_its_accents_is_read() -> None:
    text = "o prefeito disse que a ponte n?o ser? aberta at? o fim do m?s, e que a constru??o vai demorar " * 500
    found = repair_lossy(text, Context("pt"))
    assert len(found.edits) >= 4 * 500


def test_a_long_text_of_no_language_is_told_as_damage() -> None:
    text = "blorf zint wuv\N{REPLACEMENT CHARACTER}x kram drelb " * 2_100
    found = repair_lossy(text, Context())
    assert not found.edits
    assert len(found.damage) == 2_100


def test_marks_of_a_text_of_nothing_but_marks_stay_as_they_are() -> None:
    assert not repair_lossy("?No,? he said. " * 6_000, Context("en")).edits
    assert repair_lossy("?No,? he said. " * 60, Context("en")).edits
