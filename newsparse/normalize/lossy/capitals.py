"""Which case a lost first letter had: `?konomie`, `?zmir`, `?ber`, `?tre`."""

from __future__ import annotations

from newsparse.model import Fact


def first_letter_case(word: str, start: int, value: str, language: str | None) -> tuple[bool, float, tuple[Fact, ...]]:
    """Whether the first letter of a word was a capital, how surely, and why."""
    return False, 0.5, ()
