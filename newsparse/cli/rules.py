"""What `newsparse rules` prints."""

from __future__ import annotations

from typing import Final

import typer

from newsparse.cli.output import emit, in_colour, on_terminal, refuse, say
from newsparse.errors import RuleError
from newsparse.model import write_json
from newsparse.rules import Rule, languages, load_rule_book
from newsparse.show.safe import visible

SHARED: Final = "shared"


def print_rules(language: str | None, question: str | None, form: str, folder: str | None) -> None:
    """Lists the rules, as a table or as JSON."""
    if form not in {"table", "json"}:
        refuse(f"{form!r} is no format here; take table or json.")
    if folder is not None:
        check_folder(folder)
    found = _collect(language, question, folder)
    if form == "json":
        emit(write_json([_plain(name, rule) for name, rule in found], indent=2) + "\n")
        return
    from newsparse.show.rules import write_table

    emit(write_table(found, colour=in_colour(), on_terminal=on_terminal()))


def check_folder(folder: str) -> None:
    """Refuses a folder of rules with faults, each told with file and line."""
    from newsparse.rules.check import check_rules

    try:
        check_rules(folder)
    except (RuleError, OSError) as error:  # plain lines, so that an editor can jump to file and line
        for fault in visible(str(error), lines=True).splitlines():
            say(f"newsparse: {fault}")
        raise typer.Exit(2) from None


def _collect(language: str | None, question: str | None, folder: str | None) -> list[tuple[str, Rule]]:
    """The rules with the language that they belong to, each file once."""
    own = language.partition("-")[0].lower() if language else None
    known = languages()
    if own is not None and own not in known and folder is None:
        refuse(
            f"there are no rules for {language!r}; there are for {', '.join(known)}; the others share what is shared."
        )
    found: dict[tuple[str, int, str], tuple[str, Rule]] = {}
    questions: set[str] = set()
    for name in [own] if own else [*known, None]:
        book = load_rule_book(name, folder)
        questions |= set(book.questions())
        for one in book.questions():
            if question in {None, one}:
                for rule in book.rules(one):
                    found.setdefault((rule.file, rule.line, rule.id), (_home(rule), rule))
    if question is not None and question not in questions:
        refuse(f"there is no question {question!r}; there are {', '.join(sorted(questions))}.")
    return list(found.values())


def _home(rule: Rule) -> str:
    """The folder that a rule stands in: its language, or `shared`."""
    return rule.file.replace("\\", "/").split("/")[-2] if "/" in rule.file.replace("\\", "/") else SHARED


def _plain(language: str, rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "language": None if language == SHARED else language,
        "why": rule.why,
        "yes": [{"text": one.text, "groups": dict(one.groups)} for one in rule.yes],
        "no": list(rule.no),
    }
