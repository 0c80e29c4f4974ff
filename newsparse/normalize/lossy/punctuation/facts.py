"""The evidence for what a mark was, in facts that a person understands."""

from __future__ import annotations

from newsparse.model import Fact
from newsparse.normalize.lossy.punctuation.features import View
from newsparse.normalize.lossy.punctuation.habits import Habits


def tell(view: View, role: str, habits: Habits) -> tuple[Fact, ...]:
    """What speaks for a role."""
    shape = view.run.shape
    facts = [Fact("mark-stands", (("where", shape),))]
    return tuple(facts)
