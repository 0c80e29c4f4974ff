"""Many records in one stream."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from newsparse.batch.work import Outcome
from newsparse.export import Format


def write_stream(
    outcomes: Iterable[Outcome], form: Format, write: Callable[[str], object], *, many: bool
) -> Iterator[Outcome]:
    r"""Writes the records as they come and hands the outcomes on; empty records are passed over.

    >>> form = Format(".json", begin="[\n", between=",", end="]\n")
    >>> parts: list[str] = []
    >>> done = list(write_stream([Outcome("a", "1\n"), Outcome("b", "2")], form, parts.append, many=True))
    >>> "".join(parts)
    '[\n1,\n2\n]\n'
    """
    if not many:
        for outcome in outcomes:
            write(outcome.record)
            yield outcome
        return
    write(form.begin)
    before = ""
    for outcome in outcomes:
        if outcome.record and form.between:
            write(before + outcome.record.removesuffix("\n"))
            before = form.between + "\n"
        elif outcome.record:
            write(outcome.record if outcome.record.endswith("\n") else outcome.record + "\n")
        yield outcome
    write(("\n" if before else "") + form.end)
