"""Files of many documents: a row each, in and out, and what is wrong with rows."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from newsparse import parse
from newsparse.batch.shards import Fields, read_rows
from newsparse.cli.app import app
from newsparse.export.parquet import arrow_schema, from_row, to_row
from newsparse.model import Article, Fact, Repair

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

STORY = 'Flood in Rovigo\n\nROVIGO, March 3 (AFP) -- The river rose.\n\n"We lost it," said Jane Roe.\n'
E_ACUTE = "\N{LATIN CAPITAL LETTER A WITH TILDE}\N{COPYRIGHT SIGN}"
BROKEN = f"Caf{E_ACUTE} closed\n\nThe caf{E_ACUTE} is closed.\n"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")

    def call(*arguments: str) -> Result:
        result = CliRunner().invoke(app, arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return call


def write_rows(path: Path, *rows: object) -> Path:
    """Rows as JSON, a string as it is."""
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def codes(some: list[dict[str, Any]]) -> list[str | None]:
    return [one["error"]["code"] if "error" in one else None for one in some]


def test_a_row_is_an_article(run: Run, tmp_path: Path) -> None:
    write_rows(tmp_path / "a.jsonl", {"text": STORY}, {"text": BROKEN})
    done = run("parse", "a.jsonl")
    first, second = records(done.stdout)
    assert (done.exit_code, done.stderr) == (0, "done 2, skipped 0, failed 0\n")
    plain = parse(STORY).to_dict()
    assert {**first, "source": None} == {**plain, "source": None}
    assert first["source"]["path"] == "a.jsonl" and first["source"]["bytes"] == len(STORY)
    assert first["source"]["item"] == {"index": 0, "start": 0, "end": len(json.dumps({"text": STORY}))}
    assert second["source"]["item"]["index"] == 1 and second["headline"] == "Café closed"


def test_rows_are_named_by_a_field(run: Run, tmp_path: Path) -> None:
    write_rows(tmp_path / "a.jsonl", *({"raw": STORY, "id": name} for name in ("x-1", 7, None, True, "\ud800")))
    found = records(run("parse", "a.jsonl", "--text-field", "raw", "--id-field", "id").stdout)
    assert [one["source"]["path"] for one in found] == ["x-1", "7", "a.jsonl", "a.jsonl", "\\ud800"]
    assert [one["source"]["item"] and one["source"]["item"]["index"] for one in found] == [None, None, 2, 3, None]


def test_bad_rows_fail_and_others_are_done(run: Run, tmp_path: Path) -> None:
    deep = "[" * 100_000
    rows = (
        {"text": STORY},
        "{",
        "[1]",
        {"id": 1},
        {"text": None},
        {"text": 7},
        "",
        deep,
        {"text": ""},
        {"text": STORY},
    )
    write_rows(tmp_path / "a.jsonl", *rows)
    expected = [None, "not-a-row", "not-a-row", "no-text", "no-text", "no-text", "not-a-row", None, None]
    done = run("parse", "a.jsonl")
    assert codes(records(done.stdout)) == expected
    assert done.exit_code == 1 and "a.jsonl:4: the field 'text' is not there; --text-field names another" in done.stderr
    into_folder = run("parse", "a.jsonl", "-o", "made/")
    assert (tmp_path / "made" / "a.jsonl.jsonl").read_text() == done.stdout
    assert into_folder.stderr == done.stderr and into_folder.exit_code == 1


def test_many_failures_are_not_all_told(run: Run, tmp_path: Path) -> None:
    write_rows(tmp_path / "a.jsonl", *(["{"] * 25), {"text": STORY})
    done = run("parse", "a.jsonl", "-o", "made/")
    assert "a.jsonl: 15 more failed; the records tell why" in done.stderr
    assert done.stderr.endswith("done 1, skipped 0, failed 25\n")


def test_large_texts_and_endless_lines_are_refused(run: Run, tmp_path: Path) -> None:
    big = {"text": "x" * 3000}
    write_rows(tmp_path / "a.jsonl", {"text": STORY}, big, "x" * 3_000_000, {"text": STORY})
    done = run("parse", "a.jsonl", "--max-bytes", "2k")
    assert codes(records(done.stdout)) == [None, "too-large", "too-large", None]


def test_a_byte_order_mark_and_gzip(tmp_path: Path) -> None:
    data = "\N{BYTE ORDER MARK}".encode() + b'{"text": "a"}\r\n\r\n{"text": "b"}'
    (tmp_path / "a.ndjson.gz").write_bytes(gzip.compress(data))
    rows = list(read_rows(str(tmp_path / "a.ndjson.gz"), Fields(), 100))
    assert [row.text for row in rows] == ["a", "b"] and rows[1].item.start == 17


def test_a_broken_file_is_one_failure(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": STORY}).encode() * 1000)[:-20])
    (tmp_path / "b.parquet").write_bytes(b"PAR1 this is none")
    parquet.write_table(pa.table({"body": [STORY]}), tmp_path / "c.parquet")
    arguments = ("parse", "a.jsonl.gz", "b.parquet", "c.parquet", "d.parquet")
    done = run(*arguments)
    assert codes(records(done.stdout)) == ["not-rows", "not-rows", "no-text", "not-found"]
    assert "there is no column 'text' but body; --text-field names another" in done.stderr
    assert run(*arguments, "-o", "made/").exit_code == 1
    assert [one.name for one in (tmp_path / "made").iterdir()] == [".newsparse-manifest.jsonl"]


def test_folders_give_them_when_asked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "a.txt").write_text(STORY)
    write_rows(tmp_path / "in" / "deep" / "b.jsonl", {"text": STORY}, {"text": STORY})
    assert run("parse", "in", "-o", "made/").stderr == "done 1, skipped 0, failed 0\n"
    assert run("parse", "in", "--include", "*.jsonl", "-o", "rows/").stderr == "done 2, skipped 0, failed 0\n"
    assert (tmp_path / "rows" / "deep" / "b.jsonl.jsonl").exists()
    refused = run("parse", "in", "--include", "*.jsonl", "-o", "more/", "-f", "json")
    assert refused.exit_code == 2 and "--format jsonl or parquet" in refused.stderr


def test_parquet_holds_what_json_holds(run: Run, tmp_path: Path) -> None:
    write_rows(
        tmp_path / "a.jsonl",
        {"text": STORY},
        {"text": BROKEN},
        "{",
        {"text": "S?o Paulo and S\N{LATIN SMALL LETTER A WITH TILDE}o Paulo."},
    )
    for command in ("parse", "normalize"):
        as_json = run(command, "a.jsonl", "-f", "jsonl")
        for output in (f"{command}.parquet", f"{command}/"):
            assert run(command, "a.jsonl", "-f", "parquet", "-o", output).exit_code == 1
        table = parquet.read_table(tmp_path / f"{command}.parquet")
        assert table.schema == arrow_schema(command)
        assert table.equals(parquet.read_table(tmp_path / command / "a.jsonl.parquet"))
        rows = [from_row(row, command) for row in table.to_pylist()]
        assert rows == records(as_json.stdout)
        assert [list(row) for row in rows] == [list(row) for row in records(as_json.stdout)], "keys in order"


def test_equal_articles_come_back(tmp_path: Path) -> None:
    article = parse(STORY)
    repair = Repair(0, 1, 0, 1, "?", "é", "lossy", "x", (), 0.5, (Fact("only", (("a", "b"), ("n", 2), ("x", None))),))
    article = article._replace(repairs=(repair,))
    table = pa.Table.from_pylist([to_row(article.to_dict(), "parse")], arrow_schema("parse"))
    parquet.write_table(table, tmp_path / "a.parquet")
    (row,) = parquet.read_table(tmp_path / "a.parquet").to_pylist()
    assert Article.from_dict(from_row(row)) == article and row["headline"] == "Flood in Rovigo"


def test_parquet_in(run: Run, tmp_path: Path) -> None:
    table = pa.table({"text": [STORY, None, BROKEN], "id": ["x", "y", None], "other": [b"1", b"2", b"3"]})
    parquet.write_table(table, tmp_path / "a.parquet")
    as_bytes = pa.table(
        {"text": pa.array([STORY.encode(), b"caf\xe9 closed\n\nIt was closed.\n", b"\x89PNG\r\n\x1a\n\0"])}
    )
    parquet.write_table(as_bytes, tmp_path / "b.parquet")
    found = records(run("parse", "a.parquet", "b.parquet", "--id-field", "id").stdout)
    assert codes(found) == [None, "no-text", None, None, None, "not-text"]
    assert [one["source"]["path"] for one in found] == ["x", "y", *["a.parquet"], *["b.parquet"] * 3]
    assert found[4]["source"]["encoding"] == "cp1252" and found[2]["source"]["item"]["start"] is None


def test_rows_are_not_all_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first record is written before the last row is read."""
    from newsparse.batch import shards
    from newsparse.batch.work import Document, Task, documents_of, work_on
    from newsparse.export import load_format
    from newsparse.model import Options

    read: list[int] = []
    first_written: list[int] = []
    plain = shards.read_rows

    def counted(*arguments: Any) -> Any:
        for row in plain(*arguments):
            read.append(row.item.index)
            yield row

    monkeypatch.setattr(shards, "read_rows", counted)
    path = write_rows(tmp_path / "a.jsonl", *({"text": "One line."} for _ in range(50)))
    task = Task("normalize", load_format("jsonl"), Options(), 1 << 20, "token")
    document = Document(0, str(path), "a.jsonl", str(tmp_path / "made.jsonl"), rows=True)
    write = shards.Counted.write

    def first(self: Any, data: Any) -> int:
        first_written.append(len(read))
        return write(self, data)

    monkeypatch.setattr(shards.Counted, "write", first)
    (outcome,) = work_on(task, [document])
    assert outcome.documents == 50 and first_written[0] == 1
    assert next(documents_of(task, document)).data == "One line."
    assert len(read) == 51


def test_an_empty_file_of_many_is_an_empty_table(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("\n")
    assert run("normalize", "a.jsonl", "-f", "parquet", "-o", "made/").stderr == "done 0, skipped 0, failed 0\n"
    assert parquet.read_table(tmp_path / "made" / "a.jsonl.parquet").num_rows == 0


def test_parquet_is_no_text(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    refused = run("parse", "a.txt", "-f", "parquet")
    assert refused.exit_code == 2 and "--output articles.parquet" in refused.stderr
    assert run("parse", "a.txt", "-o", "a.parquet").exit_code == 0
    assert parquet.read_table(tmp_path / "a.parquet").num_rows == 1
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    refused = run("parse", "a.txt", "-o", "b.parquet")
    assert refused.exit_code == 2 and "pip install 'newsparse[parquet]'" in refused.stderr
