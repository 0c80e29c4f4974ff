"""What a rule is: one recognisable shape, with the reason for it and its own proof.

A rule recognises, code decides. It is compiled at its first use, and only behind its gate: a few plain
strings of which one must stand in the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import TYPE_CHECKING, Any, Final, Literal

from newsparse.errors import RuleError
from newsparse.record import Record, record

if TYPE_CHECKING:
    import re

    import regex

    Match = re.Match[str] | regex.Match[str]
    Pattern = re.Pattern[str] | regex.Pattern[str]

# A pattern that has not finished on one passage by then counts as not matching. Our own patterns need
# under a millisecond on 20,000 characters; the bound is for rules that users bring.
TIMEOUT: Final = 0.5
_SHORT: Final = 2_000

# Longer lists cost too much at compile time (38 µs a word): ask a vocabulary about the captured token.
LONGEST_LIST: Final = 60


@record
class Example(Record):
    """A text that a rule must match, and what its groups must hold."""

    text: str
    """The whole text."""
    groups: Mapping[str, str]
    """Group name to expected text; groups that are not named may hold anything."""


@record
class Rule(Record):
    """One shape with its proof, compiled at first use.

    >>> rule = Rule("byline/by", "an author line", r"By[ ](?P<name>\\w+)", gate=("By ",))
    >>> rule.match("By Jane").group("name"), rule.match("for Jane")
    ('Jane', None)
    """

    id: str
    """`question/what-it-looks-like`, unique."""
    why: str
    """What a reader sees in a newspaper."""
    pattern: str
    """A verbose pattern; named groups in lower case are what it captures."""
    gate: tuple[str, ...] = ()
    """One of these must stand in the text; empty means no gate."""
    engine: Literal["regex", "re"] = "regex"
    """`re` where that is faster; without fragments and lists."""
    yes: tuple[Example, ...] = ()
    """What it must match, from the first character on."""
    no: tuple[str, ...] = ()
    """What it must not match."""
    fragments: Mapping[str, str] = field(default_factory=dict)
    """Shared pieces that `(?&NAME)` calls, only those that this rule needs."""
    lists: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Vocabularies that the pattern names with `\\L<name>`."""
    file: str = ""
    """The file it was read from, for messages."""
    line: int = 0
    """Its line there."""
    compilation: list[Pattern] = field(default_factory=list)
    """Holds the compiled pattern from the first use on."""

    def match(self, text: str, start: int = 0, end: int | None = None) -> Match | None:
        """The match that begins exactly at `start`."""
        return self._run("match", text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int | None = None) -> Match | None:
        """The match of all of `text[start:end]`."""
        return self._run("fullmatch", text, start, end)

    def search(self, text: str, start: int = 0, end: int | None = None) -> Match | None:
        """The first match from `start` on."""
        return self._run("search", text, start, end)

    def find_all(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Match]:
        """All matches that do not overlap, in order."""
        while (found := self._run("search", text, start, end)) is not None:
            yield found
            start = found.end() + (found.end() == found.start())

    def is_open(self, text: str) -> bool:
        """Whether the gate lets the text through."""
        for one in self.gate:  # as a loop a fifth of what a generator costs: rules are asked thousands of times a page
            if one in text:
                return True
        return not self.gate

    def compiled(self) -> Pattern:
        """The pattern, compiled at the first call; raises `RuleError` with the file and line where it is wrong."""
        if not self.compilation:
            self.compilation.append(_compile(self))
        return self.compilation[0]

    def _run(self, method: str, text: str, start: int, end: int | None) -> Match | None:
        if not self.is_open(text):
            return None
        until = len(text) if end is None else end
        run = getattr(self.compiled(), method)
        if self.engine == "re" or until - start < _SHORT:
            return run(text, start, until)  # type: ignore[no-any-return]
        try:
            return run(text, start, until, timeout=TIMEOUT)  # type: ignore[no-any-return]
        except TimeoutError:
            return None


def _compile(rule: Rule) -> Pattern:
    define = "".join(f"(?P<{name}>{body})" for name, body in rule.fragments.items())
    source = rule.pattern + (f"(?(DEFINE){define})" if define else "")
    try:
        if rule.engine == "re":
            import re

            return re.compile(source, re.VERBOSE)
        import regex

        lists: dict[str, Any] = dict(rule.lists)
        return regex.compile(source, regex.VERBOSE | regex.V0, cache_pattern=False, **lists)
    except Exception as error:
        raise RuleError(f"{rule.file}:{rule.line}: rule {rule.id!r} does not compile: {error}") from error
