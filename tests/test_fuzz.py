"""Damaged articles by seed: what must hold for every text holds for these. bench/fuzz.py asks ten thousand of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from fuzzing import make_input, material
from invariants import check_bytes, check_outputs

import newsparse

BENCH = Path(__file__).parent.parent / "bench" / "fuzz.py"


def check(seed: int) -> None:
    data = make_input(seed)
    article = check_bytes(data)
    if article is not None and seed % 10 == 0:
        check_outputs(article, newsparse.normalize(data))


def test_there_is_material() -> None:
    texts, lines = material()
    assert len(texts) > 400 and len(lines) > 5_000


def test_a_seed_is_one_input() -> None:
    assert make_input(7) == make_input(7) != make_input(8)


def test_what_must_hold_holds() -> None:
    for seed in range(10):
        check(seed)


@pytest.mark.slow
@pytest.mark.parametrize("first", [10, *range(100, 300, 40)])
def test_what_must_hold_holds_for_more(first: int) -> None:
    for seed in range(first, first + 40):
        check(seed)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(4))
def test_what_must_hold_holds_for_hostile_texts(first: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCH.parent))
    from hostile import as_bytes
    from hostile_texts import all_texts

    made = all_texts(40)
    assert len(made) > 400
    for name in list(made)[first::12]:
        check_bytes(as_bytes(made[name](1_500))[:1_500])


@pytest.mark.slow
def test_the_bench_compares_processes() -> None:
    environment = os.environ | {"PYTHONHASHSEED": "5"}
    command = [sys.executable, str(BENCH), "--first", "50", "--count", "10", "--every", "2"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "10 inputs, 0 failed, 5 of them in all formats and in another process" in done.stdout
