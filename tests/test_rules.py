"""Every rule proves itself: it compiles, matches its `yes` with the groups it names, and no `no`."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from zlib import crc32

import pytest

from newsparse.errors import RuleError
from newsparse.rules import Rule, book, languages, load_rule_book
from newsparse.rules.book import DATA, TWINS

BOOKS = [load_rule_book(None), *(load_rule_book(one) for one in languages())]
RULES = {
    rule.id + "@" + Path(rule.file).parent.name: rule
    for book in BOOKS
    for question in book.questions()
    for rule in book.rules(question)
}


def test_there_are_rules() -> None:
    assert RULES and languages()


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_rule_proves_itself(rule: Rule) -> None:
    assert rule.why and rule.yes and rule.no, "a rule has a reason and examples of both kinds"
    for example in rule.yes:
        found = rule.match(example.text)
        assert found is not None, f"should match {example.text!r}"
        assert {name: found.group(name) for name in example.groups} == example.groups
    for text in rule.no:
        assert rule.match(text) is None, f"should not match {text!r}"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("[[rule]]\nid = 'x", "not valid TOML"),
        ("[[rule]]\nid = \"byline/x\"\nwhy = 'w'", "no 'pattern'"),
        (
            "[[rule]]\n\nid = \"byline/x\"\nwhy = 'w'\npattern = '(?&NO)'",
            "byline.toml:3: rule 'byline/x': there is no fragment 'NO'",
        ),
        ("[[rule]]\nid = \"byline/x\"\nwhy = 'w'\npattern = '\\L<no>'", "there is no vocabulary 'no'"),
        ("[[rule]]\nid = \"other/x\"\nwhy = 'w'\npattern = 'x'", "begins with 'byline/'"),
        ("[fragments]\nNAME = '(?P<a>x)'", "no named groups inside"),
        ("[rules]\na = 1", "unknown part 'rules'"),
    ],
)
def test_a_wrong_file_is_told_with_its_place(tmp_path: Path, source: str, message: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "byline.toml").write_text(source)
    with pytest.raises(RuleError, match=message.replace("'", ".").replace("(", ".")):
        load_rule_book("en", str(tmp_path)).rules("byline")


def test_a_pattern_that_does_not_compile_is_told_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "byline.toml").write_text("[[rule]]\nid = \"byline/x\"\nwhy = 'w'\npattern = '('")
    with pytest.raises(RuleError, match=r"byline.toml:2: rule .byline/x. does not compile"):
        load_rule_book("en", str(tmp_path)).rules("byline")[0].match("x")


def test_user_rules_go_first_and_replace(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "byline.toml").write_text(
        "[vocabulary]\nmine = 'one two'\n[[rule]]\nid = \"byline/mine\"\nwhy = 'w'\npattern = 'x'"
    )
    book = load_rule_book("en", str(tmp_path))
    assert "byline/mine" in [rule.id for rule in book.rules("byline")]
    assert {"one", "two"} <= book.words("byline", "mine")


FOLDERS = sorted(path for path in DATA.iterdir() if path.is_dir() and any(path.glob("*.toml")))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_the_twins_of_rule_files_are_fresh(folder: Path) -> None:
    lines = (folder / TWINS).read_text(encoding="utf-8").split("\n")
    twins = {question: (checksum, parts) for question, checksum, parts in map(json.loads, filter(None, lines))}
    message = "a rule file changed: run python tools/build_parsed.py"
    assert set(twins) == {path.stem for path in folder.glob("*.toml")}, message
    for question, (checksum, parts) in twins.items():
        data = (folder / f"{question}.toml").read_bytes()
        assert checksum == crc32(data), message
        assert parts == book.plain_entries(tomllib.loads(data.decode())), message


def test_a_twin_of_other_bytes_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "DATA", tmp_path)
    (tmp_path / "en").mkdir()
    path = tmp_path / "en" / "byline.toml"
    path.write_text("[vocabulary]\nroles = 'new'")
    (tmp_path / "en" / TWINS).write_text(json.dumps(["byline", 1, {"vocabulary": {"roles": "old"}}]) + "\n")
    assert book.read_rule_file(path).entries("roles") == ("new",)
