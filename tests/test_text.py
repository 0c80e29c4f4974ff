"""Text keeps the place of every change, whatever the layers were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsparse.text import Edit, Layer, Text

CHARACTERS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """Any text after up to five layers of any edits."""
    text = Text.of(draw(CHARACTERS))
    for number in range(draw(st.integers(0, 5))):
        places = sorted(draw(st.lists(st.integers(0, len(text.value)), max_size=8)))
        pairs = zip(places[::2], places[1::2], strict=False)
        text = text.apply(Edit(a, b, draw(CHARACTERS), "unicode", f"rule-{number}") for a, b in pairs)
    return text


@given(texts())
def test_reverting_gives_the_raw_text_back(text: Text) -> None:
    assert text.revert() == text.raw


@given(texts())
def test_repairs_are_sorted_apart_and_exact(text: Text) -> None:
    reached = raw_reached = -1
    for repair in text.repairs:
        assert repair.start > reached and repair.raw_start > raw_reached, "touching repairs are merged"
        assert text.value[repair.start : repair.end] == repair.after != repair.before
        assert text.raw[repair.raw_start : repair.raw_end] == repair.before
        if repair.steps:
            assert (repair.steps[0].kind, repair.steps[0].rule) == (repair.kind, repair.rule)
        reached, raw_reached = repair.end, repair.raw_end


@given(texts(), st.data())
def test_spans_lead_back_to_the_raw_text_and_forth(text: Text, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text.value)))
    end = data.draw(st.integers(start, len(text.value)))
    raw_start, raw_end = text.raw_span(start, end)
    assert 0 <= raw_start <= raw_end <= len(text.raw)
    inside = [one for one in text.repairs if one.end > start and one.start < end]
    if not inside and end > start:
        assert text.raw[raw_start:raw_end] == text.value[start:end]
        assert text.value_span(raw_start, raw_end) == (start, end)


def test_a_whole_text_spans_the_whole_raw_text() -> None:
    text = Text.of("a&amp;b").apply([Edit(1, 6, "&", "entity", "entity")])
    assert text.raw_span(0, 3) == (0, 7)
    assert text.raw_span(1, 2) == (1, 6)
    assert text.value_span(2, 4) == (1, 2), "half of an entity stands for all of it"


def test_layers_compose_into_one_repair_with_steps() -> None:
    text = Text.of("Itâ&euro;&trade;s").apply(
        [Edit(3, 9, "€", "entity", "entity"), Edit(9, 16, "™", "entity", "entity")]
    )
    assert text.value == "Itâ€™s"
    text = text.apply([Edit(2, 5, "’", "mojibake", "mojibake")])
    (repair,) = text.repairs
    assert (repair.before, repair.after) == ("â&euro;&trade;", "’")
    assert (repair.kind, repair.rule, len(repair.steps)) == ("entity", "entity", 3)
    assert text.revert() == "Itâ&euro;&trade;s"


def test_a_change_taken_back_is_no_repair() -> None:
    text = Text.of("abc").apply([Edit(1, 2, "", "control", "one")])
    assert text.apply([Edit(1, 1, "b", "control", "two")]).repairs == ()


def test_edits_that_overlap_are_refused() -> None:
    try:
        Layer.of("abc", [Edit(0, 2, "x", "control", "one"), Edit(1, 3, "y", "control", "two")])
    except ValueError as error:
        assert "overlaps" in str(error)
    else:
        raise AssertionError("no error")


@given(
    st.text("ab", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 3), st.text("abc", max_size=3)))
)
def test_first_repairs_are_those_of_the_long_way(raw: str, places: list[tuple[int, int, str]]) -> None:
    edits, reached = [], -1
    for start, length, after in sorted(places):
        if reached < start and start + length <= len(raw):
            edits.append(Edit(start, start + length, after, "lossy", "x", 0.5))
            reached = start + length
    made = Text.of(raw).apply(edits)
    assert made.revert() == raw
    for one in made.repairs:
        assert made.value[one.start : one.end] == one.after != one.before == raw[one.raw_start : one.raw_end]
        assert one.steps == () and one.confidence == 0.5
