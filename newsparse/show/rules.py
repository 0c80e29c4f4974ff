"""The list of rules as people read it: what each recognises, why, and examples of both kinds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from shutil import get_terminal_size

from newsparse.rules import Rule
from newsparse.show.safe import visible


def write_table(rules: Sequence[tuple[str, Rule]], *, colour: bool, on_terminal: bool) -> str:
    """The rules under their language and question; a pipe gets lines that nothing has cut."""
    lines: list[str] = []
    width = get_terminal_size().columns if on_terminal else 0
    for (language, question), group in groupby(rules, key=lambda one: (one[0], one[1].id.partition("/")[0])):
        listed = list(group)
        lines.append(_bold(f"{question} · {language}", colour))
        for _, rule in listed:
            lines.append(f"  {_bold(rule.id, colour)}")
            lines.append(_cut(f"      {rule.why}", width))
            lines += [_cut(f"      yes  {example.text}", width) for example in rule.yes[:3]]
            lines += [_cut(f"      no   {text}", width) for text in rule.no[:2]]
        lines.append("")
    lines.append(f"{len(rules):,} rules")
    return "\n".join(lines) + "\n"


def _bold(text: str, colour: bool) -> str:
    return f"\x1b[1m{visible(text)}\x1b[0m" if colour else visible(text)


def _cut(text: str, width: int) -> str:
    shown = visible(text)
    return shown[: width - 1] + "…" if 0 < width < len(shown) else shown
