"""What README shows is what comes out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from newsparse.cli.app import app

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
FIXTURE = "fixtures/clipping.txt"


def test_the_view_shown_is_the_view_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = re.findall(r"```text\n(.*?)```", README, re.DOTALL)[1].splitlines()
    done = CliRunner().invoke(app, ["parse", FIXTURE, "-f", "view"], env={"COLUMNS": "88", "NO_COLOR": "1"})
    printed = done.stdout.splitlines()
    assert len(shown) > 15
    place = 0
    for line in filter(None, shown):
        assert line in printed[place:], line
        place += printed[place:].index(line) + 1


def test_the_clipping_shown_is_the_fixture() -> None:
    text = (ROOT / FIXTURE).read_text(encoding="utf-8")
    for line in re.findall(r"```text\n(.*?)```", README, re.DOTALL)[0].splitlines():
        for piece in line.split(" [...]"):
            assert piece.strip() in text, piece


def test_the_fields_that_jq_is_asked_for_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    article = json.loads(CliRunner().invoke(app, ["parse", FIXTURE, "-f", "json"]).stdout)
    fields = re.findall(r"jq (?:-\w )?\.([\w.]+)", README)
    assert len(fields) >= 2
    for field in fields:
        value = article
        for key in field.split("."):
            value = value[key]
        assert value


def test_every_option_that_readme_names_exists() -> None:
    helps = "".join(
        CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).stdout
        for command in ("parse", "normalize")
    )
    options = set(re.findall(r"newsparse (?:parse|normalize)[^\n#|]* (--[a-z-]+)", README))
    assert options and not {one for one in options if one not in helps}
