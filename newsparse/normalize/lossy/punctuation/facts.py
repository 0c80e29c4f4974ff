"""The evidence for what a mark was, in facts that a person understands."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from newsparse.model import Fact
from newsparse.normalize.lossy.punctuation.features import View
from newsparse.normalize.lossy.punctuation.habits import Habits

STANDS: Final = {
    "inner": "inside a word",
    "before": "before a word",
    "before9": "before a figure",
    "behind": "behind a word",
    "behind9": "behind a figure",
    "lone": "between blanks",
    "closing": "behind a mark",
    "opening": "before a mark",
    "figures": "between figures",
    "unit": "between a figure and a word",
    "glued": "between a word and a figure",
    "ending": "between a word and a mark",
    "between": "between a mark and a word",
    "among": "between marks",
}
"""Where a mark stands, in words."""


# Facts repeat by the hundred: so many different ones are kept.
_KEPT: Final = 500


def tell(view: View, role: str, opened: int, habits: Habits) -> tuple[Fact, ...]:
    """What speaks for a role; `opened` is where the quote was opened that is open here, -1 where none is.

    `stands`, then by role `contraction`, `elision`, `clipped-word`, `possessive`, `closing-mark-due`,
    `question-word` or `question-follows`, and how much else is lost: `lost-in-paragraph`, `lost-in-text`.
    """
    facts = [_fact("stands", "where", STANDS[view.run.shape])]
    if role == "apostrophe":
        facts += _apostrophe(view, habits)
    elif role == "closing" and opened >= 0:
        facts.append(Fact("closing-mark-due", (("since", view.place.at - opened),)))
    elif role == "question" and view.asked in ("1", "2"):
        facts.append(Fact("question-word"))
    elif role == "inverted":
        facts.append(Fact("question-follows"))
    if view.line:
        facts.append(_fact("lost-in-paragraph", "marks", view.line))
    elif view.text:
        facts.append(_fact("lost-in-text", "marks", view.text))
    return tuple(facts)


@lru_cache(_KEPT)
def _fact(name: str, detail: str, told: str | int) -> Fact:
    return Fact(name, ((detail, told),))


def _apostrophe(view: View, habits: Habits) -> list[Fact]:
    if view.before and view.after.lower() in habits.after_apostrophe:
        return [_fact("contraction", "ending", view.after)]
    if view.after and view.before.lower() in habits.before_apostrophe:
        return [_fact("elision", "word", view.before)]
    if not view.before and view.after.lower() in habits.clipped:
        return [_fact("clipped-word", "word", view.after)]
    if view.before and not view.after:
        return [_fact("possessive", "word", view.before)]
    return []
