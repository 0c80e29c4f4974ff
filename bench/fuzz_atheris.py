"""Coverage-guided fuzzing of the library: atheris changes bytes so that they reach code that no input reached before.

    pip install atheris
    python bench/fuzz_atheris.py CORPUS_FOLDER [-max_total_time=600] [-max_len=4000] [-timeout=20]

The options with one dash are libFuzzer's. New inputs are kept in the folder; it is filled with the fixtures and the
texts of the tests' cases where it is empty. What must hold is what bench/fuzz.py asks. An input that breaks it is
written to `crash-...` in the working folder; give its path as the only argument to replay it.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

# By name: it is no dependency, and it has no types.
atheris = importlib.import_module("atheris")

with atheris.instrument_imports(include=["newsparse"], enable_loader_override=False):
    from invariants import check_bytes, check_outputs

    import newsparse


def test_one_input(data: bytes) -> None:
    article = check_bytes(data)
    if article is not None and len(data) % 8 == 0:
        check_outputs(article, newsparse.normalize(data))


def fill(folder: Path) -> None:
    from fuzzing import material

    for number, text in enumerate(material()[0]):
        (folder / f"{number:04}").write_text(text, encoding="utf-8", errors="replace")


def main() -> None:
    folders = [Path(one) for one in sys.argv[1:] if Path(one).is_dir()]
    if not [one for one in sys.argv[1:] if not one.startswith("-")]:
        raise SystemExit(f"usage: {sys.argv[0]} CORPUS_FOLDER [libFuzzer's options]")
    for folder in folders[:1]:
        if not any(folder.iterdir()):
            fill(folder)
    atheris.Setup(sys.argv, test_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
