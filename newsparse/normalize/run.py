"""All repairs of characters in order, and how often: until nothing changes any more.

A step runs every pass once and sees only the current text. After at most four steps the text has settled;
a line that has not is given back as it came in, as damage. So normalizing twice gives the same text: a
settled text is one that a step leaves as it is, and giving lines back is checked the same way.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Final

from newsparse.model import Damage, Repair
from newsparse.normalize.controls import repair_controls
from newsparse.normalize.entities import repair_entities
from newsparse.normalize.found import NOTHING, Context, Pass
from newsparse.normalize.half_shapes import find_half
from newsparse.normalize.halves import repair_halves
from newsparse.normalize.invisible import repair_invisible
from newsparse.normalize.ligatures import repair_ligatures
from newsparse.normalize.lossy import repair_lossy
from newsparse.normalize.lossy.damaged import may_be_damaged
from newsparse.normalize.mojibake import repair_mojibake
from newsparse.normalize.plain import odd_characters
from newsparse.normalize.space import repair_space
from newsparse.normalize.unicode import repair_unicode
from newsparse.record import Record, record
from newsparse.text import Edit, Layer, Text

# Soft hyphens, no-break spaces and controls can be bytes of mojibake: what takes them out comes after it.
PASSES: Final[tuple[Pass, ...]] = (
    repair_halves,
    repair_mojibake,
    repair_lossy,
    repair_entities,
    repair_controls,
    repair_invisible,
    repair_space,
    repair_ligatures,
    repair_unicode,
)
# Mojibake in an entity in mojibake settles in three; more is hostile.
MOST_STEPS: Final = 4


@record
class Normalization(Record):
    """A text after all repairs, and the places that were left broken."""

    text: Text
    """The repaired text with its repairs."""
    damage: tuple[Damage, ...]
    """In order, not overlapping, places in `text.value`."""
    language: str | None = None
    """The language that was given or, where a pass needed one, detected in `text.value`."""


def normalize_text(text: Text, context: Context) -> Normalization:
    """Repairs characters until nothing changes; meaning never does.

    Where the context names no language each step detects it in the text as it then is, if something may be lost
    there: a language detected once, before the repairs, would not be found again by a second call.

    >>> normalize_text(Text.of("Marks &amp;amp; Spencer"), Context()).text.value
    'Marks & Spencer'
    """
    if has_nothing_to_repair(text.value):
        return Normalization(text, ())
    done: _Done = {}
    outcome = _settle(Text.of(text.value), context, done)
    if outcome.restless:
        outcome = _give_back(outcome, context, done)
    if not text.repairs:
        return Normalization(outcome.text, outcome.damage, outcome.language)
    return Normalization(text.apply(_as_edits(outcome.text.repairs)), outcome.damage, outcome.language)


def has_nothing_to_repair(value: str) -> bool:
    """Whether no pass would find anything: printable ASCII without entities whose question marks are plain ones.

    >>> has_nothing_to_repair("Rain, then sun?"), has_nothing_to_repair("R&amp;D"), has_nothing_to_repair("Italy?s")
    (True, False, False)
    """
    return value.isascii() and "&" not in value and not odd_characters(value) and not may_be_damaged(value)


_Placed = tuple[int, int, Damage]
_Stepped = tuple[list[Layer], list[_Placed], str | None]
_Done = dict[str, _Stepped]
"""What a step found in a text, so that none is read twice: hostile texts come back to what they were."""


@record
class _Outcome(Record):
    """A text after some steps."""

    text: Text
    damage: tuple[Damage, ...]
    restless: tuple[tuple[int, int], ...] = ()
    """Places in `text.value` that the last step still changed."""
    language: str | None = None


def _settle(text: Text, context: Context, done: _Done) -> _Outcome:
    """Runs steps until one changes nothing, four at most."""
    outcome = _Outcome(text, ())
    language = context.language
    for _ in range(MOST_STEPS):
        layers, damage, known = _step(text.value, context, done)
        language = known or language
        here = _apply(Text.of(text.value), layers)
        if not here.repairs:  # nothing changed, or one pass took back what another had done
            return _Outcome(text, _placed(text.value, layers, damage), language=language)
        outcome = _Outcome(text, (), tuple((one.raw_start, one.raw_end) for one in here.repairs), language)
        text = _apply(text, layers) if text.repairs else here
    return outcome


def _with_language(value: str, context: Context) -> Context:
    """The context with its language, where something may be lost that only a language can tell."""
    if context.language is not None or not (may_be_damaged(value) or find_half(value)):
        return context
    from newsparse.rules.language import detect_language

    language, certainty = detect_language(value)
    return Context(language, context.min_confidence, certainty)


def _step(value: str, context: Context, done: _Done) -> _Stepped:
    """Every pass once: what each changed, and the damage, with its pass and the number of layers it was found under;
    and the language that was known."""
    if value not in done:
        known = _with_language(value, context)
        done[value] = (*_all_passes(value, known), known.language)
    return done[value]


def _all_passes(value: str, context: Context) -> tuple[list[Layer], list[_Placed]]:
    layers, damage = list[Layer](), list[_Placed]()
    for number, repair in enumerate(PASSES):
        found = repair(value, context)
        if found is NOTHING:
            continue
        damage += [(number, len(layers), one) for one in found.damage]
        layer = Layer.of(value, found.edits)
        if layer.edits:
            layers.append(layer)
            value = layer.apply(value)
    return layers, damage


def _placed(value: str, layers: list[Layer], damage: list[_Placed]) -> tuple[Damage, ...]:
    """The damage with its places in the text before all layers, in order; of what overlaps the first found stays."""
    under = {count: _apply(Text.of(value), layers[:count]) for _, count, _ in damage if count}
    kept: list[Damage] = []
    for _, found in groupby(damage, key=_number):
        starts = [one.start for one in kept]
        moved = _moved(found, under)
        kept = sorted([*kept, *(one for one in moved if not _overlaps(one, kept, starts))], key=_start)
    return tuple(kept)


def _overlaps(damage: Damage, kept: list[Damage], starts: list[int]) -> bool:
    index = bisect_left(starts, damage.start)
    return (index > 0 and kept[index - 1].end > damage.start) or (
        index < len(kept) and kept[index].start < max(damage.end, damage.start + 1)
    )


def _number(placed: _Placed) -> int:
    return placed[0]


def _start(damage: Damage) -> int:
    return damage.start


def _give_back(outcome: _Outcome, context: Context, done: _Done) -> _Outcome:
    """The lines that did not settle as they came in; all of the text where that does not hold either."""
    text, lines = _without_restless(outcome)
    again = _settle(Text.of(text.value), context, done)
    settled = again.text if not again.restless else _without_restless(again)[0]
    if settled.value != text.value:
        text = Text.of(text.raw)
        lines = [(0, len(text.raw))]
    layers, damage, language = _step(text.value, context, done)
    unsettled = [(-1, 0, _damage(text, *line)) for line in lines]
    return _Outcome(text, _placed(text.value, layers, unsettled + damage), language=language)


def _without_restless(outcome: _Outcome) -> tuple[Text, list[tuple[int, int]]]:
    """The text with the lines of the restless places as they came in, and where those lines are in it raw."""
    text = outcome.text
    lines = _raw_lines(text, outcome.restless)
    ends = [end for _, end in lines]
    kept, shift = [], 0
    for repair in text.repairs:
        index = bisect_left(ends, repair.raw_start)
        if index < len(lines) and lines[index][0] <= repair.raw_end:
            continue
        start = repair.raw_start + shift
        kept.append(replace(repair, start=start, end=start + len(repair.after)))
        shift += len(repair.after) - len(repair.before)
    parts, reached = [], 0
    for repair in kept:
        parts += [text.raw[reached : repair.raw_start], repair.after]
        reached = repair.raw_end
    return Text(text.raw, "".join([*parts, text.raw[reached:]]), tuple(kept)), lines


def _raw_lines(text: Text, places: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """The lines of `text.raw` that the places lie in, those that touch as one."""
    lines: list[tuple[int, int]] = []
    for place in places:
        raw_start, raw_end = text.raw_span(*place)
        if lines and raw_end <= lines[-1][1]:
            continue
        start = text.raw.rfind("\n", 0, raw_start) + 1
        end = text.raw.find("\n", raw_end)
        end = len(text.raw) if end < 0 else end
        if lines and start <= lines[-1][1]:
            lines[-1] = (lines[-1][0], max(end, lines[-1][1]))
        else:
            lines.append((start, end))
    return lines


def _damage(text: Text, raw_start: int, raw_end: int) -> Damage:
    start, end = text.value_span(raw_start, raw_end)
    return Damage(start, end, text.value[start:end])


def _apply(text: Text, layers: list[Layer]) -> Text:
    for layer in layers:
        text = text.apply(layer)
    return text


def _as_edits(repairs: tuple[Repair, ...]) -> list[Edit]:
    return [
        Edit(one.raw_start, one.raw_end, one.after, one.kind, one.rule, one.confidence, one.evidence) for one in repairs
    ]


def _moved(found: Iterable[_Placed], under: Mapping[int, Text]) -> list[Damage]:
    """One pass' damage where it stood before this step's earlier passes, each place once."""
    moved: list[Damage] = []
    for _, count, damage in found:
        if not count:
            moved.append(damage)
            continue
        here = under[count]
        start, end = here.raw_span(damage.start, damage.end)
        if not moved or start >= max(moved[-1].end, moved[-1].start + 1):  # else two places inside one repair
            moved.append(replace(damage, start=start, end=end, text=here.raw[start:end]))
    return moved
