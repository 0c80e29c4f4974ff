"""What reaches a real terminal: words of texts, names and arguments are shown there and never obeyed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs POSIX")

COMMAND = (sys.executable, "-m", "newsparse")
# OSC with BEL, CSI in C1, a bidi override, backspace, DEL, rich markup, an emoji code.
HOSTILE = "\x1b]0;x\x07\x9b31m\u202eZ\u2066\x08\x7f[red]R[/red]:smile:"
OUR_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069]")


def on_screen(*arguments: str, stdin: bytes = b"", **environment: str) -> tuple[int, str]:
    """Exit status and all that a terminal gets, from standard output and standard error."""
    import pty

    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdin=subprocess.PIPE, stdout=theirs, stderr=theirs,
        env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "200"} | environment,
    )  # fmt: skip
    os.close(theirs)
    assert process.stdin
    process.stdin.write(stdin)
    process.stdin.close()
    got = b""
    while True:
        try:
            data = os.read(ours, 1 << 16)
        except OSError:  # Linux tells so that nobody holds the other end any more
            break
        if not data:
            break
        got += data
    os.close(ours)
    return process.wait(60), got.decode().replace("\r\n", "\n")


def obeyed(seen: str) -> list[str]:
    return OBEYED.findall(OUR_COLOURS.sub("", seen))


@pytest.mark.parametrize(
    "arguments",
    [
        (f"--{HOSTILE}",),
        pytest.param(("parse", f"--{HOSTILE}"), marks=pytest.mark.slow),
        pytest.param((HOSTILE,), marks=pytest.mark.slow),
        pytest.param(("schema", HOSTILE), marks=pytest.mark.slow),
        pytest.param(("parse", "--lang", HOSTILE), marks=pytest.mark.slow),
        pytest.param(("parse", "--format", HOSTILE, os.devnull), marks=pytest.mark.slow),
        pytest.param(("parse", HOSTILE), marks=pytest.mark.slow),
        pytest.param(("parse", "--rules", HOSTILE, os.devnull), marks=pytest.mark.slow),
        pytest.param(("rules", "--question", HOSTILE), marks=pytest.mark.slow),
    ],
)
def test_arguments_are_shown_and_not_obeyed(arguments: tuple[str, ...]) -> None:
    status, seen = on_screen(*arguments)
    assert status in {1, 2}
    assert obeyed(seen) == []
    assert "[red]R[/red]" in seen and ":smile:" in seen
    assert "Traceback" not in seen


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments", [("parse", "-"), ("parse", "--explain", "-"), ("normalize", "-"), ("normalize", "--diff", "-")]
)
def test_texts_are_shown_and_not_obeyed(arguments: tuple[str, ...]) -> None:
    lines = (
        f"Flood in Rovigo {HOSTILE}",
        f"By Ann Lee {HOSTILE}",
        f"ROVIGO {HOSTILE} — “The river {HOSTILE},” said Ann Lee.",
    )
    text = "\n\n".join(lines)
    status, seen = on_screen(*arguments, stdin=text.encode())
    assert status == 0
    assert obeyed(seen) == []
    assert "\N{SLIGHTLY SMILING FACE}" not in seen and "\N{GRINNING FACE WITH SMILING EYES}" not in seen


@pytest.mark.slow
def test_names_are_shown_and_not_obeyed_above_the_progress(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / f"{HOSTILE.replace('/', '')}.txt").write_bytes(b"%PDF-1.7\n\x00\x01")
    status, seen = on_screen("parse", str(folder), "-o", str(tmp_path / "out"))
    assert status == 1
    drawn = re.sub(r"\x1b\[(\?25[lh]|\d*[AKG])|\r", "", seen)  # the bar's own moves
    assert obeyed(drawn) == []
    assert "[red]R[red]:smile:" in drawn


@pytest.mark.slow
def test_json_is_the_same_on_a_terminal(tmp_path: Path) -> None:
    text = f"Flood {HOSTILE}\n\nThe river rose.\n".encode()
    piped = subprocess.run([*COMMAND, "parse", "-f", "json"], input=text, capture_output=True, check=True)
    status, seen = on_screen("parse", "-f", "json", "-", stdin=text)
    assert (status, seen) == (0, piped.stdout.decode())
    assert OBEYED.findall(seen) == []
