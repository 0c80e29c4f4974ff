"""docs/commands.md names every command, option, format and error code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from newsparse.cli.app import app
from newsparse.export import format_names

ROOT = Path(__file__).parent.parent
DOCS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
COMMANDS = vars(get_command(app))["commands"]


def test_all_commands_are_there() -> None:
    assert set(COMMANDS) == {"parse", "normalize", "schema", "rules"}


@pytest.mark.parametrize("command", COMMANDS)
def test_options_are_documented(command: str) -> None:
    assert f"newsparse {command}" in DOCS
    options = [name for parameter in COMMANDS[command].params for name in parameter.opts if name.startswith("-")]
    assert [name for name in options if not re.search(rf"(?<![\w-]){name}(?![\w-])", DOCS)] == []


def test_options_in_the_docs_exist() -> None:
    known = {name for command in COMMANDS.values() for parameter in command.params for name in parameter.opts}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z0-9-]*", DOCS)) <= known | {"--help", "--version"}


def test_formats_and_error_codes_are_documented() -> None:
    assert [name for name in format_names() if f"`{name}`" not in DOCS] == []
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "newsparse").rglob("*.py"))
    codes = set(re.findall(r"(?:Reason|InputError)\(\s*\"([a-z-]+)\"", sources))
    assert codes and [code for code in codes if f"`{code}`" not in DOCS] == []
