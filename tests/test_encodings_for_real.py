"""The same article whatever its bytes look like, and the same JSON whatever the process was started with."""

from __future__ import annotations

import codecs
import os
import subprocess
import sys
from pathlib import Path

import pytest

import newsparse

STORY = (
    "Flood in Łódź\n\nBy Ann Lee\n\nŁÓDŹ — “The river rose,” said Ann Lee, the mayor.\n\n"
    "“It is over — we hope,” she said.\nHarald Gössner of the fire brigade agreed.\n"
)
NAMES = ["utf-8", "utf-8-sig", "utf-16", "utf-32"]
BARE = ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\x85", "\N{LINE SEPARATOR}"])
def test_line_ends_are_alike(newline: str) -> None:
    expected, found = newsparse.parse(STORY), newsparse.parse(STORY.replace("\n", newline).encode())
    assert (found.headline, found.byline, found.body) == (expected.headline, expected.byline, expected.body)
    assert [quote.text for quote in found.quotes] == [quote.text for quote in expected.quotes]


@pytest.mark.parametrize("encoding", [*NAMES, *BARE])
def test_encodings_are_alike(encoding: str) -> None:
    expected, found = newsparse.parse(STORY), newsparse.parse(STORY.encode(encoding))
    assert (found.headline, found.body, len(found.quotes)) == (expected.headline, expected.body, len(expected.quotes))
    marked = codecs.BOM_UTF16_BE + STORY.encode("utf-16-be")
    assert newsparse.parse(marked).body == expected.body


@pytest.mark.slow
def test_the_same_json_however_it_is_started(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(STORY.replace("Ł", "L").replace("ź", "z").encode("cp1252", "replace"))
    environments: list[dict[str, str]] = [{"PYTHONHASHSEED": str(seed)} for seed in range(4)]
    environments += [
        {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "TZ": "Pacific/Apia"},
        {"PYTHONOPTIMIZE": "2", "TZ": "America/New_York"},
        {"PYTHONWARNINGS": "error", "HOME": "/nowhere", "TMPDIR": "/nowhere"},
    ]
    made = set()
    for changes in environments:
        done = subprocess.run(
            [sys.executable, "-m", "newsparse", "parse", ".", "-f", "jsonl", "-q"],
            cwd=tmp_path, env=os.environ | changes, capture_output=True, check=False,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, b"")
        made.add(done.stdout)
    assert len(made) == 1
