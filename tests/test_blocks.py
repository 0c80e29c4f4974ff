"""Blocks: marks and wraps of all kinds, and every character of a passage where it says it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from counting import count_calls
from hypothesis import given
from hypothesis import strategies as st
from invariants import is_visible
from sections import Section, read_sections

from newsparse import parse
from newsparse.blocks import Block, read_blocks

CASES = read_sections(Path(__file__).parent / "cases" / "blocks")
MARKS = ["*", "**", "_", "[", "](", "](http://a.b/c)", ")", "![", "`", "\\", "#", "# ", "> ", "- ", "1. ", "|", "---"]
SPACES = ["\n", "\n\n", " ", "  ", "\t", "\N{NO-BREAK SPACE}"]
OTHERS = ["===", "<b>", "</b>", "<div", ">", "word", "fire-", "a.", "漢", ":::", "~~"]
PIECES = st.sampled_from(MARKS + SPACES + OTHERS)


def test_there_are_cases() -> None:
    assert len(CASES) >= 12


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_blocks_come_out_as_read(case: Section) -> None:
    assert [_line(block) for block in read_blocks(case.text).blocks] == case.expected


def _line(block: Block) -> str:
    level = f" {block.level}" if block.kind == "heading" else ""
    return f"{block.kind}{level} | {' '.join(block.value.split())}".rstrip()


@given(st.lists(PIECES, max_size=60).map("".join))
def test_blocks_cover_the_text_and_passages_know_their_places(text: str) -> None:
    reached = 0
    for block in read_blocks(text).blocks:
        assert reached <= block.start <= block.end <= len(text)
        assert not any(map(is_visible, text[reached : block.start]))
        reached = block.end
        for position, character in enumerate(block.value):
            place = block.passage.place(position)
            assert block.start <= place < block.end
            assert text[place] == character or (character == " " and text[place].isspace())
    assert not any(map(is_visible, text[reached:]))


def test_hundreds_of_lines_of_a_character_are_a_table_and_cost_little() -> None:
    cells = "Goals of all\n\n" + "".join(f"{number % 90}\n" for number in range(2_500)) + "\nThe season ended."
    found = read_blocks(cells).blocks
    assert [block.kind for block in found] == ["paragraph", "table", "table", "table", "paragraph"]
    assert found[1].value.startswith("0 1 2 3 ") and found[1].lines == 1_000
    few = read_blocks("\n\n".join(str(number) for number in range(200))).blocks
    assert len(few) == 200

    def calls(size: int) -> int:
        return count_calls(lambda: parse("a\n" * size))

    calls(500)
    many = calls(8_000)
    assert many <= 5 * calls(2_000)
    assert many < 8_000 * 40, "a line is not asked what it is"
