"""The JSON Schema: valid itself, every record fits it, every field of the model is described."""

from __future__ import annotations

from typing import Any

import pytest
from articles import FULL, NORMALIZED
from jsonschema import Draft202012Validator, ValidationError

from newsparse.failure import Failure, Reason
from newsparse.model import Article, Item, Normalized, Source
from newsparse.schema import build_schema

SCHEMA = build_schema()
RECORDS: dict[str, Any] = {
    "full": FULL.to_dict(),
    "empty": Article().to_dict(),
    "item": Article(source=Source(item=Item(0, 1, 2))).to_dict(),
    "normalized": NORMALIZED.to_dict(),
    "empty normalized": Normalized("").to_dict(),
    "failure": Failure(Source(path="x"), Reason("not-text", "m")).to_dict(),
}


def test_the_schema_is_valid() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS.keys())
def test_records_fit(record: Any) -> None:
    Draft202012Validator(SCHEMA).validate(record)


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "newsparse/2"},
        {"headline": 1},
        {"quotes": None},
        {"body_spans": [[0]]},
        {"segments": [{"kind": "x"}]},
    ],
)
def test_what_is_wrong_does_not_fit(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA).validate(FULL.to_dict() | change)


def test_a_missing_key_does_not_fit() -> None:
    record = FULL.to_dict()
    del record["byline"]
    with pytest.raises(ValidationError):
        Draft202012Validator(SCHEMA).validate(record)


def test_keys_stand_in_the_order_of_the_record() -> None:
    for name, record in (("Article", FULL.to_dict()), ("Normalized", NORMALIZED.to_dict())):
        assert list(SCHEMA["$defs"][name]["properties"]) == list(record)
    assert list(SCHEMA["$defs"]["Failure"]["properties"]) == list(RECORDS["failure"])


def test_everything_is_described() -> None:
    for definition in SCHEMA["$defs"].values():
        assert definition["description"]
        assert all(one["description"] for one in definition["properties"].values())
