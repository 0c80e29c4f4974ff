"""Lines become blocks: a paragraph, a heading, a list item, a picture's mark, each with its readable words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Literal

from newsparse.blocks.crumbs import find_crumbs, place_crumbs
from newsparse.blocks.inline import Inline, Picture, has_marks, read_inline, read_link_alone, read_wrapped
from newsparse.blocks.lines import Line, LineKind, read_lines, skip_blanks
from newsparse.blocks.wrapping import ENDS, Columns, Wrapping, find_wrapped_runs, find_wrapping, is_full, reads_on
from newsparse.passage import Passage
from newsparse.patterns import pattern
from newsparse.record import Record, record

BlockKind = Literal["paragraph", "heading", "list", "blockquote", "table", "picture", "rule", "markup", "field"]

_FIELD = pattern(r"[A-Za-z][\w .-]{0,40}:(?:[ \t]|$)")
_HEADING_MARK = pattern(r"(#{1,6})[ \t]+(?=\S)")
_WORD = pattern(r"[^\W\d_]+")
_LINK_NUMBER = pattern(r"\[(\d{1,4})\]")
# How far back a link may have been opened whose address or words go on over several lines.
LONGEST_LINK = 2000
# Letters that are no word by themselves in any language that is read: `T he spark` begins with a drop cap.
_DROP_CAPS = frozenset("BCDFGHJLMNPQRT")
# So many lines make it a paragraph, at whose end something else may hang.
LONG_PARAGRAPH = 3


@record
class Block(Record):
    """One block of the text as its layout shows it; what it is in the article is not decided here."""

    kind: BlockKind
    """What its marks say."""
    start: int
    """Where it starts, marks included."""
    end: int
    """Where it ends."""
    passage: Passage
    """Its readable words."""
    level: int = 0
    """Of a heading, 1 to 6; of a quotation its depth."""
    indent: int = 0
    """Columns before the first visible character."""
    lines: int = 1
    """How many lines it takes."""
    blank_before: int = 0
    """How many blank lines stand before it."""
    linked: float = 0.0
    """Share of its characters that are link text."""
    links: tuple[str, ...] = ()
    """The addresses that it links to, a picture's address included."""
    emphasized: bool = False
    """Whether all of it is bold or italic."""

    @property
    def value(self) -> str:
        """Its readable words."""
        return self.passage.value


@record
class Layout(Record):
    """A text's blocks, and how it was wrapped."""

    blocks: tuple[Block, ...]
    """In order, not overlapping, covering every visible character."""
    wrapping: Wrapping
    """How its lines were broken."""


def read_blocks(text: str, *, spoken_hyphens: bool = False) -> Layout:
    """The blocks of a text: Markdown of any converter, plain and hard-wrapped text, mails, exports.

    With `spoken_hyphens` a hyphen may open what somebody says, as in Danish papers, where else it opens a list.

    >>> [(block.kind, block.value) for block in read_blocks("# *Flood*\\n\\nRain **fell**.\\n\\n---").blocks]
    [('heading', 'Flood'), ('paragraph', 'Rain fell.'), ('rule', '')]
    """
    lines = read_lines(text, spoken_hyphens=spoken_hyphens)
    reader = _Reader(text, lines)
    blocks, first = _read_front_matter(text, lines)
    crumbs = find_crumbs(lines)
    count = len(lines)
    while first < count:
        if first in crumbs:
            end = crumbs[first]
            place = place_crumbs(text, lines[first:end])
            blocks.append(Block("table", *place, lines=end - first, blank_before=lines[first].blank_before))
            first = end
            continue
        end = first + 1
        while end < count and not (line := lines[end]).blank_before:
            if lines[end - 1].kind not in _BEFORE[line.kind] or not reader.continues(lines, first, end):
                break
            end += 1
        if end - first == 1:
            reader.build_line(lines[first], blocks)
            first = end
            continue
        group = lines[first:end]
        cut = reader.hanging(group)
        if cut:
            reader.build(group[:cut], blocks)
        reader.build(group[cut:], blocks)
        first = end
    return Layout(tuple(blocks), reader.wrapping)


class _Reader:
    """What is known of the whole text while its blocks are read."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self.text = text
        self.columns = Columns.of(text)
        self.wrapping = find_wrapping(lines, self.columns)
        if self.wrapping.characters:
            self.columns = self.columns.as_characters()
        self.runs = frozenset[int]() if self.wrapping.width else find_wrapped_runs(lines, self.columns)
        self.has_links = "](" in text
        self.has_ideographic_space = "\N{IDEOGRAPHIC SPACE}" in text
        self.numbered = _numbers_links(text)
        self.is_word = _word_finder(text)

    # 1. Which lines belong together

    def continues(self, lines: Sequence[Line], first: int, index: int) -> bool:
        """Whether a line goes on with what the lines from `first` on began, if its kind may (`_BEFORE`)."""
        last, line = lines[index - 1], lines[index]
        kind = line.kind
        if kind in _JOINED:
            if kind == "quote" and line.level != last.level:
                return False
            if self.has_links and self._link_is_open(lines[first].first, last.end, line):
                return True
            return self._is_broken(last, line, index)
        if kind == "underline":
            return _is_underlined(self.text, last, line)
        if kind == "list":
            return self._is_false_item(last, line)
        return kind == "markup"

    def _is_broken(self, last: Line, line: Line, index: int) -> bool:
        """Whether a program broke the line between two words of a paragraph."""
        wrapping, text = self.wrapping, self.text
        if text.startswith("  \n", last.end) and not text[line.first].islower():
            return False  # two blanks at a line's end are Markdown's way to break it
        if self.has_ideographic_space and "\N{IDEOGRAPHIC SPACE}" in text[line.start : line.first]:
            return False
        if not wrapping.width:
            return index in self.runs or (line.kind == "text" and reads_on(text, last, line))
        if wrapping.indented:
            return not line.indent
        full = self._is_full(last, line)
        if line.kind == "text" and last.kind != "list" and line.indent >= last.indent + 2:
            return full and _is_centered(last, line)
        return full or (last.indent <= line.indent and reads_on(text, last, line))

    def _is_full(self, last: Line, line: Line) -> bool:
        """Whether the next line's first word would not have fitted any more."""
        return is_full(self.text, self.wrapping, self.columns, last, line)

    def _is_false_item(self, last: Line, line: Line) -> bool:
        """A dash or a number inside of a sentence, come to stand at a line's start: no list begins here."""
        mark = self.text[line.first]
        if not (mark == "-" or mark.isdigit()) or not self.wrapping.width or self.wrapping.indented:
            return False
        return line.indent == last.indent and self.text[last.end - 1] not in ".:!?" and self._is_full(last, line)

    def _link_is_open(self, start: int, end: int, line: Line) -> bool:
        """Whether a link's words or address were broken here: `[the`, `map](https://a.example/b-` and `c.html)`."""
        text = self.text
        start = max(start, end - LONGEST_LINK)
        opened = text.rfind("](", start, end)
        if opened >= 0 and text.find(")", opened, end) < 0:
            return text.find(")", line.content, line.end) >= 0 or text[line.first] in "\"'"
        opened = text.rfind("[", start, end)
        if opened < 0 or text.find("]", opened, end) >= 0:
            return False
        closed = text.find("](", line.content, line.end)
        return closed >= 0 and text.find("[", line.content, closed) < 0

    def hanging(self, lines: Sequence[Line]) -> int:
        """Where what hangs at a paragraph's end begins: `Advertisement`, a picture's words, an author; or 0.

        What stands behind a full stop at a line's end, begins with no small letter and has no full stop itself was
        a line of its own that no blank line kept apart.
        """
        text, last = self.text, lines[-1]
        if (
            not self.wrapping.width
            or not text[last.end - 1].isalnum()
            or lines[0].kind != "text"
            or last.kind != "text"
        ):
            return 0
        if text.find(" ", last.first, last.end) < 0:  # one word: a small first letter says nothing
            return len(lines) - 1 if text[lines[-2].end - 1] in ENDS else 0
        for index in range(len(lines) - 1, max(LONG_PARAGRAPH, len(lines) - 3) - 1, -1):
            if text[lines[index - 1].end - 1] in ENDS:
                return 0 if text[lines[index].first].islower() else index
        return 0

    # 2. What a reader sees of them

    def build_line(self, line: Line, blocks: list[Block]) -> None:
        """Adds the block that one line makes: most are words without marks, or, in a menu, a link and nothing else."""
        kind, content, end = line.kind, line.content, line.end
        value = self.text[content:end]
        if kind in _WORDED and value and value[0] != "#" and value[1:2] != " ":  # a heading in a list, a drop cap
            if not has_marks(value):
                passage = Passage(value, ((0, content),))
                blocks.append(Block(_WORDED[kind], line.first, end, passage, 0, line.indent, 1, line.blank_before))
                return
            link = read_link_alone(self.text, content, end) if value[0] == "[" and value[-1] == ")" else None
            if link is not None and link[0][1:2] != " ":
                passage = Passage(link[0], ((0, content + 1),))
                blocks.append(
                    Block(
                        _WORDED[kind], line.first, end, passage, 0, line.indent, 1, line.blank_before, 1.0, (link[1],)
                    )
                )
                return
        self.build((line,), blocks)

    def build(self, lines: Sequence[Line], blocks: list[Block]) -> None:
        """Adds the blocks that some lines make: mostly one."""
        text, first, last = self.text, lines[0], lines[-1]
        kind, start, end = _KINDS[first.kind], first.first, last.end
        if kind in _WORDLESS:
            blocks.append(Block(kind, start, end, _NOTHING, 0, first.indent, 1, first.blank_before))
            return
        level, words_start, words_end = first.level, first.content, end
        words = lines
        if last.kind == "underline":
            kind, level, words = "heading", last.level, lines[:-1]
            words_end = words[-1].end
        elif kind == "list" and text[words_start : words_start + 1] == "#":
            if (heading := _HEADING_MARK.match(text, words_start, words_end)) is not None:
                kind, level, words_start = "heading", heading.end(1) - heading.start(1), heading.end()
        if kind == "heading":
            words_end = _without_closing_marks(text, words_start, words_end)
        passage = self._plain(words, words_start, words_end)
        inline = None
        if passage is None:
            inline = self._marked(words, words_start, words_end)
            passage = inline.passage
            if inline.pictures or not passage.value or passage.value[0] == "[":
                _split_pictures(text, first, len(lines), kind, level, end, inline, blocks)
                return
        value = passage.value
        if value[0] in _DROP_CAPS and value[1:2] == " ":
            passage = self._without_drop_cap(passage)
        if inline is None:
            blocks.append(Block(kind, start, end, passage, level, first.indent, len(lines), first.blank_before))
            return
        linked = min(1.0, inline.linked / len(value))
        blocks.append(
            Block(
                kind, start, end, passage, level, first.indent, len(lines), first.blank_before,
                linked, inline.links, inline.emphasized,
            )
        )  # fmt: skip

    def _plain(self, lines: Sequence[Line], start: int, end: int) -> Passage | None:
        """The words of lines without marks, or None if there are marks, or no words."""
        if len(lines) == 1:
            value = self.text[start:end]
            return None if not value or has_marks(value) or value[-1] == " " else Passage(value, ((0, start),))
        spans = _spans(lines, start, end)
        return read_wrapped(self.text, spans, self.is_word) if spans else None

    def _marked(self, lines: Sequence[Line], start: int, end: int) -> Inline:
        """What a reader sees of lines with marks; a quotation's lines lose their `>` one by one."""
        if len(lines) == 1 or lines[0].kind != "quote":
            return read_inline(self.text, start, end, self.is_word, numbered=self.numbered)
        spans = [(line.content, line.end) for line in lines]
        return _joined(read_inline(self.text, *span, self.is_word, numbered=self.numbered) for span in spans)

    def _without_drop_cap(self, passage: Passage) -> Passage:
        """`T he spark` is `The spark`, if the text knows the word."""
        value = passage.value
        found = _WORD.match(value, 2)
        if found is None or not found.group()[0].islower():
            return passage
        if not self.is_word(value[0] + found.group()) and not self.is_word(value[0].lower() + found.group()):
            return passage
        return Passage.glue([passage.cut(0, 1), passage.cut(2)])


def _spans(lines: Sequence[Line], start: int, end: int) -> list[tuple[int, int]]:
    """Where the words of each line stand, or nothing if a line has none."""
    if lines[0].kind == "quote":
        spans = [(line.content, line.end) for line in lines]
    else:
        spans = [(line.first, line.end) for line in lines]
        spans[0] = start, spans[0][1]
        spans[-1] = spans[-1][0], end
    return spans if all(low < high for low, high in spans) else []


_NOTHING = Passage("", ())
_JOINED = frozenset({"text", "quote"})
_WORDLESS = frozenset({"rule", "markup"})
# Behind which kinds of lines one of a kind may go on with them; a line of a menu begins anew.
_BEFORE: dict[LineKind, frozenset[LineKind]] = {
    "text": frozenset({"text", "list", "quote", "heading"}),
    "quote": frozenset({"quote"}),
    "underline": frozenset({"text"}),
    "list": frozenset({"text"}),
    "markup": frozenset({"markup"}),
    "heading": frozenset(),
    "table": frozenset(),
    "rule": frozenset(),
    "fence": frozenset(),
}
# What most single lines are.
_WORDED: dict[LineKind, BlockKind] = {"text": "paragraph", "list": "list"}
_KINDS: dict[str, BlockKind] = {
    "text": "paragraph",
    "heading": "heading",
    "list": "list",
    "quote": "blockquote",
    "table": "table",
    "markup": "markup",
    "fence": "markup",
    "rule": "rule",
    "underline": "rule",
}


def _is_underlined(text: str, last: Line, line: Line) -> bool:
    """`=====` or `-----` under a heading; a short `---` under a longer line is a rule of its own."""
    return line.end - line.first >= 0.6 * (last.end - last.content) or text[line.end - 1] == "="


def _is_centered(last: Line, line: Line) -> bool:
    """Whether two lines have the same middle, as lynx sets headings."""
    return abs(last.indent + last.end - last.first + last.indent - (2 * line.indent + line.end - line.first)) <= 2


def _numbers_links(text: str) -> bool:
    """Whether `[1]`, `[2]`, ... stand before the links, as lynx numbers them unless it is told not to."""
    if "[1]" not in text or "[2]" not in text or "[3]" not in text:
        return False
    numbers = [int(number) for number in _LINK_NUMBER.findall(text)]
    rising = sum(after == one + 1 for one, after in pairwise(numbers))
    return rising >= 4 and rising * 10 >= (len(numbers) - 1) * 8


def _joined(parts: Iterable[Inline]) -> Inline:
    """The lines of a quotation as one."""
    read = list(parts)
    return Inline(
        Passage.glue([one.passage for one in read], blank=True),
        tuple(picture for one in read for picture in one.pictures),
        sum(one.linked for one in read),
        tuple(link for one in read for link in one.links),
        all(one.emphasized for one in read),
    )


def _split_pictures(
    text: str, first: Line, count: int, kind: BlockKind, level: int, block_end: int, inline: Inline, blocks: list[Block]
) -> None:
    """A picture's mark before or behind the words is a block of its own; inside of them it only disappears."""
    passage, pictures = inline.passage, inline.pictures
    block = Block(
        kind, first.first, block_end, passage, level, first.indent, count, first.blank_before,
        min(1.0, inline.linked / max(1, len(passage.value))), inline.links, inline.emphasized,
    )  # fmt: skip
    if not passage.value and not pictures:
        blocks.append(block if kind == "list" else block._replace(kind="markup"))
        return
    if len(pictures) == 1 and not passage.value:
        blocks.append(_picture(block, pictures[0], block.start, block_end))
        return
    bracketed = _bracketed(passage) if kind in ("paragraph", "list") else None
    if bracketed is not None:
        blocks.append(block._replace(kind="picture", passage=bracketed))
        return
    if not pictures:
        blocks.append(block)
        return
    pictures = _outermost(pictures)
    before = [one for one in pictures if not passage.value or _picture_end(text, one, block.end) <= passage.start]
    behind = [one for one in pictures if passage.value and one.start >= passage.end]
    reached = block.start
    for index, one in enumerate(before):
        last = index == len(before) - 1 and not passage.value
        end = block.end if last else _picture_end(text, one, block.end)
        blocks.append(_picture(block, one, reached, end))
        reached = end
    if passage.value:
        end = block.end if not behind else min(_picture_start(text, behind[0], passage.end), block.end)
        blocks.append(
            block._replace(
                start=min(skip_blanks(text, reached, end), passage.start),
                end=end,
                blank_before=block.blank_before if not before else 0,
            )
        )
        for index, one in enumerate(behind):
            stop = block.end if index == len(behind) - 1 else _picture_end(text, one, block.end)
            blocks.append(_picture(block, one, skip_blanks(text, end, stop), stop))
            end = stop


def _outermost(pictures: Sequence[Picture]) -> tuple[Picture, ...]:
    """Without the pictures whose marks stand inside of another one's words."""
    kept: list[Picture] = []
    for one in sorted(pictures, key=lambda picture: (picture.start, -picture.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def _picture(block: Block, picture: Picture, start: int, end: int) -> Block:
    links = (picture.address,) if picture.address else ()
    return Block("picture", start, end, picture.alt, 0, block.indent, block.lines, block.blank_before, 0.0, links)


def _picture_end(text: str, picture: Picture, limit: int) -> int:
    """Behind the picture's mark, and behind the link that may stand around it: `[![a](b)](c)`."""
    end = picture.end
    if not text[max(0, picture.start - 4) : picture.start].rstrip().endswith("["):
        return end
    closing = re.compile(r"[ \t\n]*\]\([^()\n]{0,2000}\)").match(text, end, limit)
    return closing.end() if closing else end


def _picture_start(text: str, picture: Picture, limit: int) -> int:
    """Before the picture's mark, and before the link around it."""
    start = picture.start
    while start > limit and text[start - 1] in "[ \t\n":
        start -= 1
    return start


def _bracketed(passage: Passage) -> Passage | None:
    """The words of `[A bridge at dusk]`, as converters leave a picture's alternative text."""
    value = passage.value
    if len(value) > 3 and value[0] == "[" and value[-1] == "]" and "[" not in value[1:] and "]" not in value[:-1]:
        return passage.cut(1, len(value) - 1)
    return None


def _without_closing_marks(text: str, start: int, end: int) -> int:
    """Where a heading's words end before its closing `##`."""
    closing = end
    while closing > start and text[closing - 1] == "#":
        closing -= 1
    if closing < end and closing > start and text[closing - 1] in " \t":
        return closing
    return end


def _read_front_matter(text: str, lines: Sequence[Line]) -> tuple[list[Block], int]:
    """`---`, `title: ...` lines, `---` at the top: a block a field. Returns them and the first line behind."""
    if not lines or text[lines[0].start : lines[0].end] != "---":
        return [], 0
    bounds = ("---", "...")
    last = next((i for i in range(1, min(len(lines), 200)) if text[lines[i].start : lines[i].end] in bounds), 0)
    if not last or not any(_FIELD.match(text, line.start, line.end) for line in lines[1:last]):
        return [], 0
    blocks = [_fence(lines[0])]
    field: list[Line] = []
    for line in lines[1:last]:
        if field and not line.indent and _FIELD.match(text, line.start, line.end):
            blocks.append(_field(text, field))
            field = []
        field.append(line)
    if field:
        blocks.append(_field(text, field))
    return [*blocks, _fence(lines[last])], last + 1


def _fence(line: Line) -> Block:
    return Block("rule", line.start, line.end, _NOTHING)


def _field(text: str, lines: Sequence[Line]) -> Block:
    start, end = lines[0].start, lines[-1].end
    return Block("field", start, end, Passage(text[start:end], ((0, start),)), lines=len(lines))


def _word_finder(text: str) -> Callable[[str], bool]:
    """Whether a word stands in the text; its words are gathered at the first question."""

    @cache
    def words() -> frozenset[str]:
        return frozenset(_WORD.findall(text))

    return lambda word: word in words()
