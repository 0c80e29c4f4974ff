"""Labelled blocks as the parts of an article: values with their places in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsparse.blocks import Block
from newsparse.model import Caption, Provenance, SegmentKind
from newsparse.passage import Passage
from newsparse.patterns import pattern
from newsparse.record import Record, record
from newsparse.segments.candidate import Candidate
from newsparse.segments.labelled import Labelled
from newsparse.segments.phrases import letters_of

BODY_KINDS: tuple[SegmentKind, ...] = ("body", "list", "blockquote")
# Front matter of note-taking programs writes names as links: [[Jane Roe]].
_LIST_MARKS = pattern(r"""^[\s"'\[\]-]+|[\s"'\[\],]+$""")
_SEPARATORS = pattern(r"\s*(?:[;,|\n]|\s&\s|\]\]\s)\s*")


@record
class Part(Record):
    """A block and what it was found to be."""

    block: Block
    """The block."""
    label: Labelled
    """Its kind and rule."""

    @property
    def passage(self) -> Passage:
        """The readable words that hold the field's value: without its label."""
        end = self.label.end
        if not self.label.start and end is None:
            return self.block.passage
        return trimmed(self.block.passage.cut(self.label.start, end))

    def provenance(self, passage: Passage, note: str | None = None) -> Provenance:
        """Where a value of this part stands."""
        return Provenance(passage.start, passage.end, self.label.rule, self.label.confidence, note or self.label.note)


def trimmed(passage: Passage) -> Passage:
    """A passage without blanks at its ends."""
    value = passage.value
    start = len(value) - len(value.lstrip())
    end = len(value.rstrip())
    return passage if not start and end == len(value) else passage.cut(start, max(start, end))


def parts_of(blocks: Sequence[Block], labels: Sequence[Labelled]) -> tuple[Part, ...]:
    """Blocks and their labels side by side."""
    return tuple(Part(block, label) for block, label in zip(blocks, labels, strict=True))


def first_of(parts: Sequence[Part], kind: SegmentKind) -> Part | None:
    """The part that gives a field its value: the surest of its kind, of equals the first; an echo in the text
    goes before the labelled line that it repeats, so that the field stands where a reader sees it."""
    found = [part for part in parts if part.label.kind == kind and part.passage.value]
    return max(found, key=lambda part: (part.label.rule == f"{kind}/echo", part.label.confidence), default=None)


def authors_of(parts: Sequence[Part], publisher: str | None) -> tuple[str, ...]:
    """All people in the bylines, each once, in order; the publisher itself is no person."""
    names: dict[str, str] = {}
    for part in parts:
        for name in _names(part):
            names.setdefault(letters_of(name), name)
    names.pop(letters_of(publisher or ""), None)
    return tuple(names.values())


def _names(part: Part) -> Iterator[str]:
    """The people of a byline; what a label calls an author is one, an agency or a desk too."""
    candidate = part.label.candidate
    printed = part.block.passage.value[part.label.start : part.label.end]
    if not part.label.rule.startswith("label/"):
        yield from (author.value for author in (candidate.all("author") if candidate is not None else ()))
        return
    named = _joined_names(candidate, part.block.passage.value) if candidate is not None else []
    if candidate is not None and candidate.all("author"):
        yield from named
        return
    for piece in _SEPARATORS.split(printed):
        name = _LIST_MARKS.sub("", piece)
        if name:
            yield name


def _joined_names(candidate: Candidate, value: str) -> list[str]:
    """Authors and agencies in order; two with only a blank between them are one name: `Max Muster` `KLEIN`."""
    names: list[str] = []
    reached = -1
    for one in candidate.parts:
        if one.name not in ("author", "agency"):
            continue
        if names and value[reached : one.start] == " ":
            names[-1] += f" {one.value}"
        else:
            names.append(one.value)
        reached = one.end
    return names


def captions_of(parts: Sequence[Part]) -> tuple[Caption, ...]:
    """All captions with their credits; one that repeats another (a picture's alternative text) is left out."""
    captions: list[Caption] = []
    for place, part in enumerate(parts):
        if part.label.kind != "caption":
            continue
        caption = _caption(part, _credit_behind(parts, place) or _credit_before(parts, place))
        if caption is not None:
            captions = _with(captions, caption)
    return tuple(captions)


def _with(captions: list[Caption], new: Caption) -> list[Caption]:
    """The captions with one more, unless the last two hold its words already: the longer one stays, and a credit
    that either of them has."""
    key = letters_of(new.text)
    for index in range(max(0, len(captions) - 2), len(captions)):
        old = captions[index]
        if key in letters_of(old.text):
            return [*captions[:index], _credited(old, new), *captions[index + 1 :]]
        if letters_of(old.text) in key and len(letters_of(old.text)) > 20:
            return [*captions[:index], _credited(new, old), *captions[index + 1 :]]
    return [*captions, new]


def _credited(caption: Caption, other: Caption) -> Caption:
    return caption._replace(credit=other.credit) if caption.credit is None and other.credit else caption


def _caption(part: Part, credit: Candidate | None) -> Caption | None:
    passage, candidate = part.passage, part.label.candidate
    words = candidate.first("caption") if candidate is not None else None
    own_credit = candidate.first("credit") if candidate is not None else None
    text = trimmed(part.block.passage.cut(words.start, words.end) if words is not None else passage)
    if not text.value:
        return None
    name = own_credit.value if own_credit is not None else None
    if name is None and credit is not None:
        following = credit.first("credit")
        name = following.value if following is not None else None
    return Caption(text.value, name, text.start, text.end, part.label.rule, part.label.confidence)


def _credit_behind(parts: Sequence[Part], place: int) -> Candidate | None:
    """The credit on the line behind a caption."""
    for part in parts[place + 1 : place + 3]:
        if part.label.kind == "credit":
            return part.label.candidate
        if part.label.kind not in ("separator", "placeholder"):
            return None
    return None


def _credit_before(parts: Sequence[Part], place: int) -> Candidate | None:
    """The credit on the line before a caption, right behind the picture; one behind a caption is that one's."""
    before = [part for part in parts[max(0, place - 4) : place] if part.label.kind not in ("separator", "placeholder")]
    if not before or before[-1].label.kind != "credit":
        return None
    return before[-1].label.candidate if len(before) == 1 or before[-2].label.kind != "caption" else None
