"""Checks a folder of rules that a user brings: every file, every rule, every example."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newsparse.errors import RuleError
from newsparse.rules.book import COMMON, SHARED, RuleBook
from newsparse.rules.rule import Rule


def check_rules(folder: str) -> list[Rule]:
    """The rules of a user's folder; raises `RuleError` with all faults, a line each with file and line.

    The folder is laid out as ours is: `en/byline.toml`, `shared/dateline.toml`.
    """
    faults: list[str] = []
    found: list[Rule] = []
    languages = sorted(path for path in Path(folder).iterdir() if path.is_dir() and not path.name.startswith("."))
    for language in languages:
        for path in sorted(language.glob("*.toml")):
            try:
                found += _rules_of_file(folder, language.name, path)
            except RuleError as error:
                faults.append(str(error))
    faults += [fault for rule in found for fault in _faults_of(rule)]
    if not faults and not any(Path(folder).glob("*/*.toml")):
        faults.append(f"{folder}: holds no rules; they stand in LANGUAGE/QUESTION.toml, such as en/byline.toml")
    if faults:
        raise RuleError("\n".join(faults))
    return found


def _rules_of_file(folder: str, language: str, path: Path) -> list[Rule]:
    book = RuleBook(None if language == SHARED else language, folder)
    if path.stem == COMMON:
        book.words(COMMON, "")  # reading it checks it
        return []
    return [rule for rule in book.rules(path.stem) if Path(rule.file) == path]


def _faults_of(rule: Rule) -> Iterator[str]:
    where = f"{rule.file}:{rule.line}: rule {rule.id!r}"
    try:
        rule.compiled()
    except RuleError as error:
        yield str(error)
        return
    for example in rule.yes:
        found = rule.match(example.text)
        if found is None:
            yield f"{where} does not match its example {example.text!r}"
            continue
        unknown = set(example.groups) - set(found.groupdict())
        if unknown:
            yield f"{where}: an example names group {min(unknown)!r}, which the pattern does not have"
            continue
        for group, text in example.groups.items():
            if found.group(group) != text:
                yield f"{where}: in {example.text!r} group {group!r} is {found.group(group)!r} and not {text!r}"
    for text in rule.no:
        if rule.match(text) is not None:
            yield f"{where} matches {text!r}, which stands under 'no'"
