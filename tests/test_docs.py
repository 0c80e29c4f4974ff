"""docs/ name every question that a language may answer and every kind of feature, and their snippets run."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsparse.normalize.lossy.name_weights import WEIGHTS as NAME_WEIGHTS
from newsparse.pipeline import normalize
from newsparse.rules import languages, load_rule_book
from newsparse.rules.book import DATA, SHARED, read_rule_file
from newsparse.segments.furniture_phrases import CLASSES
from newsparse.segments.scorer import SCORERS

ROOT = Path(__file__).parent.parent
LANGUAGES = (ROOT / "docs" / "languages.md").read_text(encoding="utf-8")
READING = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
RESTORING = (ROOT / "docs" / "restoring.md").read_text(encoding="utf-8")
SNIPPETS = [
    pytest.param(code, id=f"{path.name} {number}")
    for path in sorted((ROOT / "docs").glob("*.md"))
    for number, code in enumerate(re.findall(r"```python\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL), 1)
]
# Those are named by language, one list each, and made by tools.
_BUILT = frozenset({"months", "weekdays", "countries"})
_CLASS = re.compile(rf"(?:{'|'.join(CLASSES)})(_lines|_openings|_sure_openings|_cues|_strong_cues)")
_PREFIX = re.compile(r"[+-]\d ")


def coded(text: str) -> set[str]:
    """What stands between backticks."""
    return set(re.findall(r"`([^`\n]+)`", text))


def test_every_language_stands_in_one_row() -> None:
    rows = LANGUAGES.rpartition("\n## ")[2]
    named = re.findall(r"`([a-z]{2,3})`", rows)
    assert sorted(named) == sorted(languages())


def test_every_vocabulary_and_table_of_a_language_is_explained() -> None:
    known = coded(LANGUAGES)
    missing = set()
    for path in DATA.glob("*/*.toml"):
        file = read_rule_file(path)
        if path.stem not in _BUILT:
            names = {_CLASS.sub(r"consent\1", name) for name in (*file.vocabulary, *file.tables)}
            missing |= {f"{path.stem}: {name}" for name in names - known}
    assert not missing, f"docs/languages.md does not explain {sorted(missing)}"


def test_every_question_has_its_heading() -> None:
    questions = {one for code in (*languages(), SHARED) for one in load_rule_book(code).questions()} - _BUILT
    assert questions and not {one for one in questions if f"{one}.toml" not in LANGUAGES}


@pytest.mark.parametrize("path", sorted(SCORERS.glob("*.json")), ids=lambda path: path.stem)
def test_every_kind_of_feature_is_explained(path: Path) -> None:
    known = {one.split()[0] for one in coded(READING) | coded(RESTORING)}
    told = json.loads(path.read_text(encoding="utf-8"))
    # capitals.json holds the weights of German and those of all other languages, by name.
    models = [told] if "weights" in told else list(told.values())
    names = {name for one in models for name in one["weights"]}
    missing = {name for name in names if _PREFIX.sub("", name).split()[0] not in known}
    assert names and not missing, f"neither docs/reading.md nor docs/restoring.md explains {sorted(missing)[:5]}"


def test_every_piece_of_evidence_for_a_name_is_explained() -> None:
    known = coded(RESTORING)
    # One for each number of letters: the first and the last are named.
    missing = {name for name in NAME_WEIGHTS if name not in known and not re.fullmatch(r"unknown_[2-8]", name)}
    assert NAME_WEIGHTS and not missing, f"docs/restoring.md does not explain {sorted(missing)}"


def test_the_examples_of_restoring_come_out() -> None:
    """Each line of the first block: what was damaged, blanks, what comes back."""
    (block,) = re.findall(r"```text\n(.*?)```", RESTORING, re.DOTALL)[:1]
    pairs = [re.split(r" {2,}", line) for line in block.splitlines()]
    assert len(pairs) > 4
    for damaged, restored in pairs:
        assert normalize(damaged.partition(" (")[0], language="en").text == restored


@pytest.mark.parametrize("code", SNIPPETS)
def test_snippets_run(code: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout
