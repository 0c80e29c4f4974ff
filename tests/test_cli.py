"""The command line in this process: inputs, formats, outputs, refusals, exit statuses."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

import newsparse
from newsparse.cli.app import app
from newsparse.schema import build_schema

STORY = 'Flood in Rovigo\n\nROVIGO, March 3 (AFP) -- The river rose.\n\n"We lost it," said Jane Roe.\n'
# "é" as two characters: its UTF-8 read as Latin-1.
E_ACUTE = "\N{LATIN CAPITAL LETTER A WITH TILDE}\N{COPYRIGHT SIGN}"
BROKEN = f"Caf{E_ACUTE} closed\n\nThe caf{E_ACUTE} is closed.\n"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """`newsparse ARGUMENT...` in an empty folder, nothing but data on standard output."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str, stdin: str | bytes = "") -> Result:
        result = CliRunner().invoke(app, arguments, input=stdin)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "a.txt").write_text(STORY)
    (tmp_path / "in" / "b.md").write_text(BROKEN, encoding="utf-8")
    (tmp_path / "in" / "other.html").write_text("<p>")
    return tmp_path / "in"


def records(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_file_is_one_document(run: Run, folder: Path) -> None:
    result = run("parse", "in/deep/a.txt")
    record = json.loads(result.stdout)
    assert (result.exit_code, result.stderr) == (0, "")
    assert record["headline"] == "Flood in Rovigo" and record["source"]["path"] == "in/deep/a.txt"
    assert result.stdout.startswith('{\n  "schema": "newsparse/1",\n')


@pytest.mark.parametrize("arguments", [("parse",), ("parse", "-")])
def test_standard_input_is_one_document(run: Run, arguments: tuple[str, ...]) -> None:
    result = run(*arguments, stdin=STORY)
    assert json.loads(result.stdout)["source"]["path"] == "-"


def test_a_folder_is_many_documents(run: Run, folder: Path) -> None:
    result = run("parse", "in")
    assert [one["source"]["path"] for one in records(result)] == ["b.md", "deep/a.txt"]  # type: ignore[index]
    assert result.exit_code == 0 and result.stderr == "done 2, skipped 0, failed 0\n"


def test_a_folder_with_one_file_is_many(run: Run, folder: Path) -> None:
    assert len(records(run("parse", "in/deep"))) == 1
    assert isinstance(json.loads(run("parse", "in/deep", "-f", "json").stdout), list)


def test_an_empty_folder_says_what_would_be_taken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = run("parse", "empty", "-f", "json")
    assert (result.exit_code, result.stdout) == (0, "[\n]\n")
    assert ".markdown" in result.stderr and "--include" in result.stderr


def test_all_records_fit_the_schema(run: Run, folder: Path) -> None:
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    validator = Draft202012Validator(build_schema())
    for command in ("parse", "normalize"):
        result = run(command, "in", "gone.txt", "-f", "jsonl")
        found = records(result)
        assert len(found) == 4 and result.exit_code == 1
        for record in found:
            validator.validate(record)


def test_failures_are_named_and_the_others_done(run: Run, folder: Path) -> None:
    result = run("parse", "gone.txt", "https://harbour-courier.example/1", "in/deep/a.txt")
    assert [one["schema"] for one in records(result)] == ["newsparse/error-1", "newsparse/error-1", "newsparse/1"]
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "newsparse: gone.txt: there is no such file or folder",
        "newsparse: https://harbour-courier.example/1: newsparse does not fetch pages; save the text and name the file",
        "done 1, skipped 0, failed 2",
    ]


def test_quiet_tells_failures_alone(run: Run) -> None:
    assert run("parse", "-q", "gone.txt", "-", stdin=STORY).stderr.count("\n") == 1


def test_names_are_shown_and_not_obeyed(run: Run) -> None:
    assert "␛[2Jgone" in run("parse", "\x1b[2Jgone").stderr


def test_a_folder_out(run: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    result = run("parse", "in", "--format", "json", "--output", "out")
    assert (result.exit_code, result.stdout) == (1, "")
    made = sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.*"))
    assert made == [".newsparse-manifest.jsonl", "b.md.json", "deep/a.txt.json"]
    assert json.loads((tmp_path / "out" / "deep" / "a.txt.json").read_text())["headline"] == "Flood in Rovigo"
    assert "picture.txt" in result.stderr and "done 2, skipped 0, failed 1" in result.stderr


def test_outputs_that_exist_are_refused_before_any_work(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "deep").mkdir(parents=True)
    (tmp_path / "out" / "deep" / "a.txt.json").write_text("mine")
    refused = run("parse", "in", "-o", "out")
    assert refused.exit_code == 2 and "--force" in refused.stderr
    assert not (tmp_path / "out" / "b.md.json").exists()
    assert run("parse", "in", "-o", "out", "--force").exit_code == 0
    assert (tmp_path / "out" / "deep" / "a.txt.json").read_text() != "mine"


def test_normalizing_a_folder_into_itself(run: Run, folder: Path) -> None:
    refused = run("normalize", "in", "-o", "in", "--force")
    assert refused.exit_code == 2 and "is an input" in refused.stderr
    for _ in range(2):
        result = run("normalize", "in", "-o", "in/made", "--force")
        assert result.stderr == "done 2, skipped 0, failed 0\n"
    assert (folder / "made" / "b.md").read_text(encoding="utf-8") == "Café closed\n\nThe café is closed.\n"
    assert len(records(run("parse", "in"))) == 2, "what was made is no input, whatever comes next"
    assert len(records(run("parse", "in/made"))) == 2, "but it can be named"


@pytest.mark.parametrize(
    ("name", "start"), [("all.json", "[\n"), ("all.jsonl", '{"schema":"newsparse/1"'), ("sub/", "")]
)
def test_the_suffix_says_the_format(run: Run, folder: Path, tmp_path: Path, name: str, start: str) -> None:
    result = run("parse", "in", "-o", name)
    assert (result.exit_code, result.stdout) == (0, "")
    if start:
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    else:
        assert len(list((tmp_path / name).rglob("*.json"))) == 2


def test_a_stream_is_the_same_whatever_takes_it(run: Run, folder: Path, tmp_path: Path) -> None:
    run("parse", "in", "gone", "-o", "all.jsonl")
    assert (tmp_path / "all.jsonl").read_text(encoding="utf-8") == run("parse", "in", "gone", "-f", "jsonl").stdout


def test_a_file_that_can_not_be_written(run: Run, folder: Path) -> None:
    result = run("parse", "in", "-o", "nowhere/all.json")
    assert result.exit_code == 1 and "can't write nowhere/all.json" in result.stderr


def test_normalize_prints_the_text(run: Run, folder: Path) -> None:
    assert run("normalize", "in/b.md").stdout == "Café closed\n\nThe café is closed.\n"
    assert run("normalize", "-", stdin=b"no end of line").stdout == "no end of line"


def test_normalize_diff(run: Run, folder: Path) -> None:
    result = run("normalize", "--diff", "in")
    assert result.stdout.startswith("--- b.md\n+++ b.md\n@@ -1,3 +1,3 @@\n-Caf")
    assert result.stdout.endswith("+The café is closed.\n")


def test_normalize_check(run: Run, folder: Path) -> None:
    result = run("normalize", "--check", "in")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "would change: in/b.md (2 repairs)\ndone 2, skipped 0, failed 0, would change 1\n"
    assert run("normalize", "--check", "in/deep").exit_code == 0


def test_normalize_check_tells_of_damage(run: Run, folder: Path) -> None:
    result = run(
        "normalize", "--check", "-", stdin="caf\N{REPLACEMENT CHARACTER}x zq\N{REPLACEMENT CHARACTER}x".encode()
    )
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "damaged: - (2 damaged places left)\n"


def test_the_view_can_be_had_anywhere(run: Run, folder: Path) -> None:
    assert "Body · " in run("parse", "in", "-f", "view").stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("parse", "-", "--lang", "english!"), "no language code"),
        (("parse", "-", "--encoding", "klingon"), "no known encoding"),
        (("parse", "-", "--encoding", "hex"), "no known encoding"),
        (("parse", "-", "--reference-date", "24.10.2024"), "write it as 2024-10-24"),
        (("parse", "-", "--min-confidence", "nan"), "from 0 to 1"),
        (("parse", "-", "--max-bytes", "0"), "no size"),
        (("parse", "-", "--jobs", "0"), "1 or more"),
        (("parse", "-", "--rules", "nowhere"), "no folder"),
        (("parse", "-", "--format", "text"), "take auto, view, json, jsonl"),
        (("normalize", "-", "--format", "view"), "take diff, json, jsonl, parquet, text"),
        (("normalize", "-", "--diff", "-f", "json"), "--diff is short for"),
        (("normalize", "-", "--check", "-o", "x"), "leave out --output"),
        (("parse", "-", "-"), "once only"),
        (("parse", "--resume", "-"), "name it with --output"),
        (("parse", "--resume", "-", "-o", "all.json"), "one file of JSON Lines"),
        (("parse", "--resumed", "-"), "No such option"),
        (("rules", "--lang", "xx"), "there are no rules for 'xx'"),
        (("rules", "--question", "weather"), "there is no question 'weather'"),
        (("rules", "-f", "xml"), "take table or json"),
    ],
)
def test_wrong_values_say_what_to_do(run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments, stdin=STORY)
    assert result.exit_code == 2 and result.stdout == ""
    assert message in " ".join(result.stderr.replace("│", " ").split())


def test_options_reach_the_work(run: Run) -> None:
    plain, dated = run("parse", stdin=STORY), run("parse", "--reference-date", "2024-03-05", stdin=STORY)
    assert json.loads(plain.stdout)["made_by"]["options"] != json.loads(dated.stdout)["made_by"]["options"]
    assert json.loads(dated.stdout)["dateline"]["date"] == "2024-03-03"
    assert json.loads(run("parse", "--lang", "de", stdin=STORY).stdout)["language"] == "de"
    assert "too-large" in run("parse", "--max-bytes", "10", stdin=STORY).stdout
    assert json.loads(run("parse", "--encoding", "cp1252", stdin=b"Caf\xe9").stdout)["text"] == "Café"


def test_explain_tells_rules_and_what_spoke_for_them(run: Run) -> None:
    page = "Bridge closed after flood\n\nBy Jane Roe\n\n" + "\n\n".join(
        f"The bridge over the river was closed on {day} after the flood, the town said."
        for day in ("Monday", "Tuesday")
    )
    result = run("parse", "--explain", stdin=page)
    assert result.exit_code == 0
    assert "Why these fields" in result.stdout
    assert "for it: " in result.stdout
    assert "How the text was read" in result.stdout
    assert "body/paragraph" in result.stdout


def test_explain_is_for_the_view_alone(run: Run) -> None:
    result = run("parse", "--explain", "--format", "json", stdin="Flood\n\nIt rained.")
    assert result.exit_code == 2
    assert "provenance" in result.stderr


def test_strict_fails_what_has_no_headline_or_body(run: Run) -> None:
    result = run("parse", "--strict", stdin="")
    assert result.exit_code == 1 and json.loads(result.stdout)["error"]["code"] == "no-headline"


def test_a_folder_of_rules_is_checked_first(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine" / "en").mkdir(parents=True)
    rule = tmp_path / "mine" / "en" / "byline.toml"
    rule.write_text('[[rule]]\n\nid = "byline/mine"\nwhy = "w"\npattern = "x"\nyes = ["y"]\nno = ["x"]\n')
    for command in ("parse", "rules"):
        refused = run(command, "--rules", "mine", *(["-"] if command == "parse" else []), stdin=STORY)
        assert refused.exit_code == 2 and refused.stdout == ""
        first, second = refused.stderr.splitlines()
        assert first.startswith("newsparse: mine/en/byline.toml:3: rule 'byline/mine' does not match its example 'y'")
        assert second.endswith("matches 'x', which stands under 'no'")
    right = tmp_path / "right" / "en" / "byline.toml"
    right.parent.mkdir(parents=True)
    right.write_text('[[rule]]\nid = "byline/mine"\nwhy = "w"\npattern = "x"\nyes = ["x"]\nno = ["y"]\n')
    listed = json.loads(run("rules", "--rules", "right", "--lang", "en", "-f", "json").stdout)
    assert listed[0]["id"] == "byline/mine"
    assert run("parse", "--rules", "right", "-", stdin=STORY).exit_code == 0


def test_rules_are_listed(run: Run) -> None:
    table = run("rules", "--lang", "en", "--question", "dateline").stdout
    assert "dateline/" in table and "      yes  " in table and "      no   " in table
    listed = json.loads(run("rules", "-f", "json").stdout)
    assert len({one["language"] for one in listed}) > 2
    assert all(one["id"] and one["why"] and one["yes"] and one["no"] for one in listed)


def test_version(run: Run) -> None:
    assert run("--version").stdout == f"newsparse {newsparse.__version__}\n"


def test_without_a_command_there_is_help(run: Run) -> None:
    result = run()
    assert result.exit_code == 2 and "normalize" in result.output


@pytest.mark.parametrize("command", ["parse", "normalize", "schema", "rules"])
def test_help(run: Run, command: str) -> None:
    result = run(command, "-h")
    assert result.exit_code == 0 and "Usage: " in result.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_no_text_keep_their_bytes(run: Run, tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_text(STORY)
    (record,) = records(run("parse", "in"))
    assert record["source"]["path"] == "caf\\xe9.txt"  # type: ignore[index]
    for source in ("in", f"in/{name}"):
        assert run("normalize", source, "-o", "out/", "--force").exit_code == 0
        assert sorted(os.listdir(tmp_path / "out")) == [".newsparse-manifest.jsonl", name]
