"""Lines become blocks: a paragraph, a heading, a list item, a picture's mark, each with its readable words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Literal

from newsparse.blocks.inline import Inline, Picture, read_inline
from newsparse.blocks.lines import Line, leading, read_lines, skip_blanks
from newsparse.blocks.wrapping import Wrapping, find_wrapping, is_wrapped
from newsparse.passage import Passage
from newsparse.patterns import pattern
from newsparse.record import Mutable, Record, mutable, record

BlockKind = Literal["paragraph", "heading", "list", "blockquote", "table", "picture", "rule", "markup", "field"]

_FIELD = pattern(r"[A-Za-z][\w .-]{0,40}:(?:[ \t]|$)")
_HEADING_MARK = pattern(r"(#{1,6})[ \t]+(?=\S)")
_WORD = pattern(r"[^\W\d_]+")


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


def read_blocks(text: str) -> Layout:
    """The blocks of a text: Markdown of any converter, plain and hard-wrapped text, mails, exports.

    >>> [(block.kind, block.value) for block in read_blocks("# *Flood*\\n\\nRain **fell**.\\n\\n---").blocks]
    [('heading', 'Flood'), ('paragraph', 'Rain fell.'), ('rule', '')]
    """
    lines = read_lines(text)
    wrapping = find_wrapping(text, lines)
    is_word = _word_finder(text)
    blocks: list[Block] = []
    fields, first = _read_front_matter(text, lines)
    blocks += fields
    for group in _group(text, lines[first:], wrapping):
        blocks += _build(text, group, is_word)
    return Layout(tuple(blocks), wrapping)


@mutable
class _Group(Mutable):
    """Lines of one block while they are gathered."""

    lines: list[Line]
    blank_before: int


def _group(text: str, lines: Sequence[Line], wrapping: Wrapping) -> Iterator[_Group]:
    """Lines that belong together: wrapped ones, an underline with its heading, a table's rows one by one."""
    current: _Group | None = None
    blank = 0
    for line in lines:
        if line.kind == "blank":
            blank += 1
            continue
        if current is not None:
            if not blank and _continues(text, current, line, wrapping):
                current.lines.append(line)
                continue
            yield current
        current = _Group([line], blank)
        blank = 0
    if current is not None:
        yield current


def _continues(text: str, group: _Group, line: Line, wrapping: Wrapping) -> bool:
    last = group.lines[-1]
    if line.kind == "underline":
        return last.kind == "text" and _is_underlined(text, group, line)
    if last.kind == line.kind == "markup":
        return True
    if last.kind not in ("text", "list", "quote", "heading") or line.kind not in ("text", "quote"):
        return False
    if line.kind == "quote" and (last.kind != "quote" or line.level != last.level):
        return False
    if _has_open_target(text, last, line):
        return True
    if not wrapping.width:
        return False
    if wrapping.indented:
        return not line.indent
    if line.kind == "text":
        if line.indent >= last.indent + 2 and last.kind != "list":
            return False
    return is_wrapped(text, last, line, wrapping.width)


def _is_underlined(text: str, group: _Group, line: Line) -> bool:
    """`=====` or `-----` under a heading; a short `---` under a longer line is a rule of its own."""
    length = line.end - line.content if line.content < line.end else line.end - line.start - line.indent
    above = group.lines[-1].end - group.lines[-1].content
    return length >= 0.6 * above or text[line.end - 1] == "="


def _has_open_target(text: str, last: Line, line: Line) -> bool:
    """Whether a link's address was broken over the two lines: `](https://a.example/b-` and `c.html)`."""
    opened = text.rfind("](", last.content, last.end)
    return opened >= 0 and text.find(")", opened, last.end) < 0 and ")" in text[line.content : line.end]


def _build(text: str, group: _Group, is_word: Callable[[str], bool]) -> Iterator[Block]:
    lines = group.lines
    first = lines[0]
    start, end = first.start + leading(text, first), lines[-1].end
    if first.kind in ("rule", "fence", "markup", "underline"):
        kind: BlockKind = "markup" if first.kind in ("markup", "fence") else "rule"
        yield Block(kind, start, end, Passage("", ()), indent=first.indent, blank_before=group.blank_before)
        return
    level, last_content = first.level, lines[-1].end
    kind = _KINDS[first.kind]
    if lines[-1].kind == "underline":
        kind, level = "heading", lines[-1].level
        last_content = lines[-2].end
    spans_start = first.content
    if kind == "list" and (heading := _HEADING_MARK.match(text, first.content, last_content)) is not None:
        kind, level, spans_start = "heading", heading.end(1) - heading.start(1), heading.end()
    if kind == "heading":
        last_content = _without_closing_marks(text, first.content, last_content)
    spans = [(spans_start, last_content)]
    if first.kind == "quote" and len(lines) > 1:
        spans = [(line.content, line.end) for line in lines]
    inline = _read_spans(text, spans, is_word)
    block = Block(
        kind, start, end, inline.passage, level, first.indent, len(lines), group.blank_before,
        min(1.0, inline.linked / max(1, len(inline.passage.value))), inline.links, inline.emphasized,
    )  # fmt: skip
    yield from _split_pictures(text, block, inline)


_KINDS: dict[str, BlockKind] = {
    "text": "paragraph",
    "heading": "heading",
    "list": "list",
    "quote": "blockquote",
    "table": "table",
}


def _read_spans(text: str, spans: Sequence[tuple[int, int]], is_word: Callable[[str], bool]) -> Inline:
    """The readable words of a block; a quotation's lines lose their `>` one by one."""
    if len(spans) == 1:
        return read_inline(text, *spans[0], is_word)
    read = [read_inline(text, start, end, is_word) for start, end in spans]
    value, runs = "", []
    for one, (start, _) in zip(read, spans, strict=True):
        if value and one.passage.value:
            runs.append((len(value), start - 1))
            value += " "
        runs += [(len(value) + position, place) for position, place in one.passage.runs]
        value += one.passage.value
    return Inline(
        Passage(value, tuple(runs)),
        tuple(picture for one in read for picture in one.pictures),
        sum(one.linked for one in read),
        tuple(link for one in read for link in one.links),
        all(one.emphasized for one in read),
    )


def _split_pictures(text: str, block: Block, inline: Inline) -> Iterator[Block]:
    """A picture's mark before or behind the words is a block of its own; inside of them it only disappears."""
    passage = block.passage
    pictures = _outermost(inline.pictures)
    before = [one for one in pictures if not passage.value or _picture_end(text, one, block.end) <= passage.start]
    behind = [one for one in pictures if passage.value and one.start >= passage.end]
    if not passage.value and not pictures:
        yield block._replace(kind="markup" if block.kind != "list" else "list")
        return
    bracketed = _bracketed(passage) if block.kind in ("paragraph", "list") else None
    if bracketed is not None:
        yield block._replace(kind="picture", passage=bracketed)
        return
    reached = block.start
    for index, one in enumerate(before):
        last = index == len(before) - 1 and not passage.value
        end = block.end if last else _picture_end(text, one, block.end)
        yield _picture(block, one, reached, end)
        reached = end
    if passage.value:
        end = block.end if not behind else min(_picture_start(text, behind[0], passage.end), block.end)
        yield block._replace(
            start=skip_blanks(text, reached, end), end=end, blank_before=block.blank_before if not before else 0
        )
        for index, one in enumerate(behind):
            stop = block.end if index == len(behind) - 1 else _picture_end(text, one, block.end)
            yield _picture(block, one, skip_blanks(text, end, stop), stop)
            end = stop


def _outermost(pictures: Sequence[Picture]) -> list[Picture]:
    """Without the pictures whose marks stand inside of another one's words."""
    kept: list[Picture] = []
    for one in sorted(pictures, key=lambda picture: (picture.start, -picture.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _picture(block: Block, picture: Picture, start: int, end: int) -> Block:
    return block._replace(
        kind="picture", start=start, end=end, passage=picture.alt, links=(picture.address,), linked=0.0, level=0
    )


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
    first = next((index for index, line in enumerate(lines) if line.kind != "blank"), len(lines))
    if first == len(lines) or text[lines[first].start : lines[first].end] != "---":
        return [], 0
    last = next(
        (
            i
            for i in range(first + 1, min(len(lines), first + 200))
            if text[lines[i].start : lines[i].end] in ("---", "...")
        ),
        0,
    )
    if not last or not any(_FIELD.match(text, line.start, line.end) for line in lines[first + 1 : last]):
        return [], 0
    blocks = [_fence(lines[first])]
    field: list[Line] = []
    for line in lines[first + 1 : last]:
        if _FIELD.match(text, line.start, line.end) and not line.indent and field:
            blocks.append(_field(text, field))
            field = []
        if line.kind != "blank":
            field.append(line)
    if field:
        blocks.append(_field(text, field))
    return [*blocks, _fence(lines[last])], last + 1


def _fence(line: Line) -> Block:
    return Block("rule", line.start, line.end, Passage("", ()))


def _field(text: str, lines: Sequence[Line]) -> Block:
    start, end = lines[0].start, lines[-1].end
    return Block("field", start, end, Passage(text[start:end], ((0, start),)), lines=len(lines))


def _word_finder(text: str) -> Callable[[str], bool]:
    """Whether a word stands in the text; its words are gathered at the first question."""

    @cache
    def words() -> frozenset[str]:
        return frozenset(_WORD.findall(text))

    return lambda word: word in words()
