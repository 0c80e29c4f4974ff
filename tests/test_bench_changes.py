"""`bench/changes.py` on two folders of records: totals, and the documents gained and lost."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parent.parent / "bench" / "changes.py"
GOLD = {"headline": "Bridge closed", "bylines": ["Jane Roe"], "published": None, "body": ["It rained.", "It ended."]}


def write(folder: Path, name: str, value: object) -> None:
    folder.mkdir(exist_ok=True)
    folder.joinpath(name).write_text(json.dumps(value), encoding="utf-8")


def test_gains_and_losses(tmp_path: Path) -> None:
    corpus, old, new = (tmp_path / name for name in ("corpus", "old", "new"))
    for name in ("a", "b"):
        write(corpus, f"{name}.txt", "any")
        write(corpus, f"{name}.gold.json", GOLD)
    write(old, "a.json", {"headline": "Menu", "authors": ["Jane Roe"], "body": ["It rained."]})
    write(new, "a.json", {"headline": "BRIDGE CLOSED", "authors": [], "body": ["It rained."]})
    write(old, "b.txt.json", {"headline": "Bridge closed", "body": ["It rained.", "It ended."]})
    write(new, "b.txt.json", {"headline": "Bridge closed", "body": ["It rained.", "It ended."]})
    command = [sys.executable, str(SCRIPT), str(old), str(new), str(corpus)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "headline     0.500 -> 1.000  +0.500  of 2 documents: 1 gained, 0 lost",
        "  + 0.00 -> 1.00  a.txt",
        "authors      0.500 -> 0.000  -0.500  of 2 documents: 0 gained, 1 lost",
        "  - 1.00 -> 0.00  a.txt",
        "body         0.833 -> 0.833  +0.000  of 2 documents: 0 gained, 0 lost",
    ]
