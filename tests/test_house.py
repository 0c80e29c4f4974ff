"""The house: what a start loads, what a wheel holds, who may import whom, and papers that are in order."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest

import newsparse
from newsparse.version import __version__

ROOT = Path(__file__).parent.parent
PACKAGE = Path(newsparse.__file__).parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAPERS = [path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")) if path.is_file()]

HEAVY = ("typer", "rich", "pydantic", "dateparser", "regex", "ftfy", "chardet", "marisa_trie", "click", "asyncio")
ARTICLE = """Harbour bridge closed

By Jane Roe

ROVIGO, March 3 (HC) - The harbour bridge will be closed on Monday after the storm, the mayor said.

"We have no other choice," Anna Bianchi told reporters.
"""


def loaded(code: str, *names: str) -> list[str]:
    """Which of the modules a fresh process has loaded after `code`."""
    ask = f"{code}\nimport sys\nprint(*(one for one in {names!r} if one in sys.modules))"
    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_importing_newsparse_is_light() -> None:
    assert loaded("import newsparse", *HEAVY) == []


def test_an_english_ascii_article_needs_no_heavy_module() -> None:
    needless = ("typer", "rich", "pydantic", "dateparser", "ftfy", "chardet", "click", "multiprocessing")
    assert loaded(f"import newsparse\nnewsparse.parse({ARTICLE!r})", *needless) == []


def test_utf_8_needs_no_detector() -> None:
    assert loaded("from newsparse.read import read_bytes\nread_bytes('Straße'.encode())", *HEAVY) == []


def test_the_version_is_told_once() -> None:
    assert metadata.version("newsparse") == __version__ == newsparse.__version__
    assert re.fullmatch(r"\d+\.\d+\.\d+(?:[.-]?\w+)*", __version__)


def test_types_are_marked() -> None:
    assert (PACKAGE / "py.typed").is_file()


def test_public_names_exist() -> None:
    for name in newsparse.__all__:
        assert getattr(newsparse, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'no_such_name'"):
        _ = newsparse.no_such_name


@pytest.mark.slow  # a step of .ci/run as well
def test_imports_run_downward_only() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_typer_is_capped() -> None:
    wanted = [one for one in PROJECT["project"]["dependencies"] if one.startswith("typer")]
    assert wanted and "<0.29" in wanted[0]


def test_extra_and_group_are_one_list() -> None:
    assert PROJECT["project"]["optional-dependencies"]["dev"] == PROJECT["dependency-groups"]["dev"]


def test_no_pile_of_odds_and_ends() -> None:
    names = {path.stem.lower() for path in PACKAGE.rglob("*.py")}
    assert not names & {"utils", "util", "helpers", "helper", "misc", "common", "manager", "handler"}


def test_no_invisible_character_in_source() -> None:
    hidden = re.compile("[\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff]")
    for folder in (PACKAGE, ROOT / "tests", ROOT / "bench", ROOT / "tools"):
        for path in folder.rglob("*.py"):
            found = hidden.search(path.read_text(encoding="utf-8"))
            assert found is None, f"{path}: U+{ord(found[0]):04X}; write it as \\N{{...}}"


# ---- Papers


def test_the_readme_has_its_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"python3 -m venv \.venv && .*", readme)
    assert any("newsparse parse fixtures/" in one for one in commands), "the command that shows an article"
    assert any("'.[dev]'" in one and one.rstrip("`").endswith("pytest") for one in commands), "the command that tests"
    for one in re.findall(r"fixtures/[\w.-]+", readme):
        assert (ROOT / one).is_file(), one


def test_the_changelog_has_this_version_or_unreleased_changes() -> None:
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert headings and headings[0] in {"Unreleased", __version__}
    assert len(set(headings)) == len(headings)


def test_the_licence_names_the_data() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("MIT License") and "newsparse contributors" in licence
    assert "GeoNames" in licence and "CC BY 4.0" in licence
    assert "CC-BY-4.0" in PROJECT["project"]["license"]


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_inside_the_project_lead_somewhere(path: Path) -> None:
    prose = re.sub(r"(?ms)^```.*?^```|^ {4}.*?$|`[^`\n]*`", "", path.read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", prose):
        if "://" not in target and not target.startswith(("#", "mailto:")):
            assert (path.parent / target.partition("#")[0]).exists(), target


# docs/architecture.md is a map with one line a file. Until it is written there is nothing to hold.
ARCHITECTURE = ROOT / "docs" / "architecture.md"


@pytest.mark.skipif(not ARCHITECTURE.exists(), reason="docs/architecture.md is not written yet")
def test_the_map_names_every_module() -> None:
    text = ARCHITECTURE.read_text(encoding="utf-8")
    modules = [path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")]
    # Each with its folder: `half_letters.py` is no line for `letters.py`.
    missing = [one for one in modules if f"`newsparse/{one}`" not in text]
    assert modules and not missing, f"docs/architecture.md has no line for {missing}"
    named = re.findall(r"`newsparse/([\w/]+\.py)`", text)
    gone = [one for one in named if one not in modules]
    assert not gone, f"docs/architecture.md names {gone}, which are gone"


# ---- The script that judges a change


def test_every_step_can_be_named() -> None:
    done = subprocess.run([ROOT / ".ci" / "run", "no-such-step"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "the steps are: tests slow lint types contracts readme scores" in done.stderr


FIGURES = """  [parse thin-P: 10 outputs in 2.9 s, exit 0]
< structure.P                  headline loose               {headline}   target  0.99
  structure.L                  dateline false positives     {false}   at most 0.03
< structure.A.dirty            publisher                      none   target  0.85
1 of 3 targets met; reports in /tmp/x
"""


def load_scores() -> ModuleType:
    spec = importlib.util.spec_from_file_location("scores", ROOT / ".ci" / "scores.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["scores"] = module
    spec.loader.exec_module(module)
    return module


def test_scores_may_rise_but_not_fall(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module = load_scores()

    def outcome(headline: str, false: str) -> tuple[int, str]:
        pinned = json.loads((tmp_path / "pinned.json").read_text(encoding="utf-8"))["figures"]
        code = module.check(module.read_scores(FIGURES.format(headline=headline, false=false)), pinned)
        return code, capsys.readouterr().out

    first = module.read_scores(FIGURES.format(headline="0.9500", false="0.0100"))
    assert list(first) == [
        "structure.P/headline loose",
        "structure.L/dateline false positives",
        "structure.A.dirty/publisher",
    ]
    assert module.pin(tmp_path / "pinned.json", first, {}, "digest") == 0
    assert outcome("0.9500", "0.0100")[0] == 0
    assert outcome("0.9700", "0.0000")[0] == 0
    assert outcome("0.9499", "0.0101")[0] == 0
    code, said = outcome("0.9400", "0.0100")
    assert code == 1 and "WORSE  structure.P/headline loose: 0.94, pinned 0.95" in said
    code, said = outcome("0.9500", "0.0200")
    assert code == 1 and "WORSE  structure.L/dateline false positives: 0.02, pinned 0.01" in said
    assert module.check({}, {"structure.P/headline loose": 0.95}) == 1


@pytest.mark.slow
def test_scores_run_the_scorer_beside_the_corpus(tmp_path: Path) -> None:
    for name in ("corpus", "score"):
        (tmp_path / name).mkdir()
    environment = {**os.environ, "NEWSPARSE_CORPUS": str(tmp_path / "corpus")}

    def outcome(wish: str) -> tuple[int, str]:
        command = [sys.executable, str(ROOT / ".ci" / "scores.py"), wish, "--pinned", str(tmp_path / "pinned.json")]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    code, said = outcome("check")
    assert code == 0 and "no scores" in said
    assert outcome("pin")[0] == 1
    scorer = tmp_path / "score" / "run.py"
    scorer.write_text(f"print({FIGURES.format(headline='0.9500', false='0.0100')!r})\nraise SystemExit(1)\n")
    assert outcome("pin")[0] == 0
    assert outcome("check")[0] == 0
    pinned = (tmp_path / "pinned.json").read_text(encoding="utf-8")
    (tmp_path / "pinned.json").write_text(pinned.replace("0.95", "0.96"), encoding="utf-8")
    assert outcome("check")[0] == 1
    (tmp_path / "corpus" / "more.txt").write_text("another corpus", encoding="utf-8")
    code, said = outcome("check")
    assert code == 0 and "not held" in said
    scorer.write_text("raise SystemExit(2)\n")
    assert outcome("check")[0] == 1
