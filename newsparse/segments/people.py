"""A walk along a byline: names, and what stands between and behind them.

Jane Roe and John Doe, Associated Press      Jana Muster, Redakteurin für Finanzen, Rom      Jane Roe @janeroe
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsparse.record import Record, record
from newsparse.segments.candidate import Part
from newsparse.segments.name_words import NameWords, Token
from newsparse.segments.names import (
    TITLES,
    begins_task,
    has_given,
    is_one_of,
    is_organisation,
    is_particle_at,
    name_length,
    split_glued,
)

_LISTING: Final = ",;/&+|•·()[]–—-…\"'»«¶^*"
_LONGEST_GROUP: Final = 24
_LONGEST_ROLE: Final = 8
_LONGEST_BRACKET: Final = 5
# Small letters in brackets behind a name: the author's sign, (jm).
_LONGEST_SIGN: Final = 4


@record
class People(Record):
    """What a byline names, and how far it was understood."""

    parts: tuple[Part, ...]
    """author, agency, role, place, in order."""
    end: int
    """The index of the first token that was not understood."""
    known_given: bool
    """Whether an author has a given name that we know."""

    def count(self, name: str) -> int:
        """How many parts have this name."""
        return sum(one.name == name for one in self.parts)


def read_people(tokens: Sequence[Token], start: int, words: NameWords, *, led: bool, labelled: bool = False) -> People:
    """The people from the token `start` on; `led` where a lead such as "By" stands before them.

    With `labelled`, what is neither a name nor known is taken for an organisation: only a field's value follows.
    """
    walk = _Walk(tokens, start, words, led, labelled)
    while walk.at < len(tokens) and walk.step():
        pass
    return People(tuple(walk.parts), walk.at, walk.known_given)


def take_group(tokens: Sequence[Token], start: int, words: NameWords) -> list[Token]:
    """The run of capitalised words, particles between them included, that begins at `start`."""
    group: list[Token] = []
    for at in range(start, min(start + _LONGEST_GROUP, len(tokens))):
        one = tokens[at]
        if one.kind != "word" or not (one.text[0].isupper() or is_particle_at(tokens, at, words)):
            break
        if one.folded in words.ands and not one.is_initial:
            break
        if is_date_word(tokens, at, words) or _is_lead_again(one, group, words) or begins_task(tokens, at, words):
            break
        if len(group) >= 2 and not one.is_capital and group[-1].is_capital and group[-1].folded not in words.given:
            break  # "Jane Roe von der Universität": a particle stands behind given names
        group.append(one)
        if one.text[-1] == "." and len(one.text) > 4 and one.folded not in TITLES:
            break  # a sentence's end
    while group and group[-1].text[0].islower() and not any(map(str.isupper, group[-1].text)):
        group.pop()
    return group


def is_date_word(tokens: Sequence[Token], at: int, words: NameWords) -> bool:
    """Whether a month or a day of the week stands beside a number, or the word is one of a page's small ones."""
    one = tokens[at]
    plain = one.folded.rstrip(".")
    if (
        plain in words.given
        and at + 1 < len(tokens)
        and (tokens[at + 1].is_capital or tokens[at + 1].folded in words.particles)
        and not words.explains(tokens[at + 1])
    ):
        return False  # Jan Muster, Jan de Muster
    if plain in words.calendar:
        near = tokens[at + 1 : at + 4]
        return any(later.kind == "number" for later in near) or (at > 0 and tokens[at - 1].kind == "number")
    if one.folded in words.particles or plain in words.given:
        return False
    return plain in words.noise and not one.is_initial


def _is_lead_again(one: Token, group: Sequence[Token], words: NameWords) -> bool:
    """`Jane Roe By Jane Roe`: the picture's text and then the byline itself."""
    if len(group) < (2 if one.folded in words.particles else 1):
        return False
    return one.is_capital and one.folded in words.leads.by_first.get(one.folded, ())


class _Walk:
    """The state of one walk."""

    def __init__(self, tokens: Sequence[Token], start: int, words: NameWords, led: bool, labelled: bool) -> None:
        self.tokens, self.at, self.words, self.led, self.labelled = tokens, start, words, led, labelled
        self.parts: list[Part] = []
        self.known_given = False

    def step(self) -> bool:
        """One group or one token further; False where the byline ends."""
        group = take_group(self.tokens, self.at, self.words)
        if not group and self.labelled and (group := self._take_uncased()):
            return self._add("author", group)
        return self._read_group(group) if group else self._read_between()

    def _take_uncased(self) -> list[Token]:
        """A name in a script without capitals; only a field's label tells that it is one."""
        end = self.at
        while end < len(self.tokens) and end - self.at < 4 and _is_uncased(self.tokens[end]):
            end += 1
        return list(self.tokens[self.at : end])

    def _read_group(self, group: list[Token]) -> bool:
        words, text = self.words, " ".join(one.folded for one in group).rstrip(".")
        is_desk = text in words.desks and (not self._found("author") or group[-1].folded in words.agencies)
        if text in words.agencies or is_desk:
            return self._add("agency", group)
        behind = self.tokens[self.at + len(group)] if self.at + len(group) < len(self.tokens) else None
        size = name_length(group, behind, words)
        if names := split_glued(group[:size], words, led=self.led):
            for one in names:
                self._add("author", one)
                self.known_given |= has_given(one, words)
            return size == len(group) or self._read_behind_name(group[size:])
        if self.labelled:
            return self._add("agency", group)
        if not self.parts:
            return False
        if _has_role(group, words):
            return self._take_role()
        if any(is_one_of(one.folded, words.others) for one in group):
            return self.led and self._add("role", group)
        if is_organisation(group, words) or group[0].is_acronym:
            return self._add("agency", group)
        if len(group) == 1 or text in words.places or (self.led and len(group) <= 3):
            return self._add("place", group)
        return False

    def _read_behind_name(self, group: list[Token]) -> bool:
        """What follows a name without a mark: a role, a paper, an agency."""
        if _has_role(group, self.words) or group[0].folded in self.words.modifiers:
            return self._take_role()
        is_place = len(group) == 1 and group[0].folded in self.words.cities
        return self._add("place" if is_place else "agency", group)

    def _read_between(self) -> bool:
        """Steps over what joins and follows names: marks, "and", "in Berlin", roles in small letters."""
        one, words = self.tokens[self.at], self.words
        if one.text == "(" and self.parts and self._read_bracket():
            return True
        if one.kind == "mark":
            return self._skip() if one.text in _LISTING else False
        if one.kind == "number":  # a footnote's number glued to the name
            glued = self.at > 0 and self.tokens[self.at - 1].end == one.start
            return self._skip() if glued and len(one.text) <= 2 else False
        if one.kind == "handle" or one.folded in words.ands:
            return self._skip()
        if not self.parts or begins_task(self.tokens, self.at, words):
            return False
        if one.folded in words.agencies:
            return self._add("agency", [one])
        if one.folded in words.at or one.folded in words.openers:
            return self._read_place()
        if one.folded.rstrip(".") in words.roles or one.folded in words.modifiers:
            return self._take_role()
        return self._skip() if one.folded in words.writes and self._found("author") else False

    def _read_bracket(self) -> bool:
        """`(Text)`, `(she/her)`, `(jm)` say something of the name before; `(Fotos)` takes it away."""
        end = next((to for to in range(self.at + 1, len(self.tokens)) if self.tokens[to].text == ")"), 0)
        inner = [one for one in self.tokens[self.at + 1 : end] if one.kind == "word"]
        if not inner or end - self.at > _LONGEST_BRACKET or self.parts[-1].name != "author":
            return False
        noted = [one.folded in self.words.notes for one in inner]
        if not any(noted) and all(one.folded in self.words.pictures for one in inner):
            self.parts[-1] = self.parts[-1]._replace(name="photographer")
        elif not all(noted) and not (len(inner) == 1 and _is_sign(inner[0], self.words)):
            return False
        self.at = end + 1
        return True

    def _read_place(self) -> bool:
        behind = self.at + 1
        if behind < len(self.tokens) - 1 and self.tokens[behind].folded in self.words.openers:
            behind += 1  # for the Courier
        group = take_group(self.tokens, behind, self.words)
        if not group or not group[0].is_capital:
            return False
        self.at = behind
        text = " ".join(one.folded for one in group)
        known = is_organisation(group, self.words) or text in self.words.agencies
        return self._add("agency" if known else "place", group)

    def _take_role(self) -> bool:
        """A role up to the next mark, number or joining word: `Redakteurin für Finanzen`, `Senior Reporter`."""
        end = self.at
        while end < len(self.tokens) and end - self.at < _LONGEST_ROLE and self.tokens[end].kind == "word":
            one = self.tokens[end]
            if end > self.at and (one.folded in self.words.ands or is_date_word(self.tokens, end, self.words)):
                break
            end += 1
        run = self.tokens[self.at : end]
        return self._add("role", run) if _has_role(run, self.words) else False

    def _add(self, name: str, group: Sequence[Token]) -> bool:
        self.parts.append(_part(name, group, self.words))
        self.at += len(group)
        return True

    def _skip(self) -> bool:
        self.at += 1
        return True

    def _found(self, name: str) -> bool:
        return any(one.name == name for one in self.parts)


def _is_sign(one: Token, words: NameWords) -> bool:
    return one.text.islower() and len(one.text) <= _LONGEST_SIGN and one.folded not in words.agencies


def _is_uncased(one: Token) -> bool:
    return one.kind == "word" and one.text.lower() == one.text.upper() and one.text != "기자"


def _has_role(group: Sequence[Token], words: NameWords) -> bool:
    return any(is_one_of(one.folded, words.roles) for one in group)


def _part(name: str, group: Sequence[Token], words: NameWords) -> Part:
    if name == "agency" and len(group) > 1 and group[0].folded in words.at:
        group = group[1:]
    text, end = " ".join(one.text for one in group), group[-1].end
    if text.endswith(".") and not group[-1].is_initial and len(group[-1].text) > 3:
        text, end = text[:-1], end - 1
    return Part(name, group[0].start, end, text)
