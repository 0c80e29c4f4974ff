"""Every rule proves itself: it compiles, matches its `yes` with the groups it names, and no `no`."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsparse.errors import RuleError
from newsparse.rules import Rule, languages, load_rule_book

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
