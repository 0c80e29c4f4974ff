"""The JSON Schema of all records, made from the dataclasses that hold them and the lines of doc under their fields."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from dataclasses import is_dataclass
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from newsparse import failure, model
from newsparse.failure import FAILURE_SCHEMA, Failure
from newsparse.model import NORMALIZED_SCHEMA, SCHEMA, Article, Fact, Normalized, field_names

# As the records are written, which is not always as the fields are declared.
_ORDER = {"Article": field_names(Article), "Normalized": tuple(Normalized("").to_dict())}
_ORDER["Failure"] = ("schema", "source", "error")
_CONSTANTS = {"Article": SCHEMA, "Normalized": NORMALIZED_SCHEMA, "Failure": FAILURE_SCHEMA}


def build_schema() -> dict[str, Any]:
    """JSON Schema 2020-12: any record that newsparse writes, with a definition for each class.

    Keys may be added within newsparse/1, so further keys are allowed; those that are there now are required.

    >>> build_schema()["$defs"]["Caption"]["properties"]["credit"]
    {'type': ['string', 'null'], 'description': 'Who: `AFP`, `Jane Roe/Reuters`.'}
    """
    definitions: dict[str, Any] = {}
    records = [_reference(kind, definitions) for kind in (Article, Normalized, Failure)]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "newsparse records",
        "description": "An article, a normalized text, or a document that failed; `schema` tells which.",
        "oneOf": records,
        "$defs": definitions,
    }


def _reference(kind: type, definitions: dict[str, Any]) -> dict[str, str]:
    if kind.__name__ not in definitions:
        definitions[kind.__name__] = {}  # stands here already, should a class hold itself
        definitions[kind.__name__] = _object(kind, definitions)
    return {"$ref": f"#/$defs/{kind.__name__}"}


def _object(kind: type, definitions: dict[str, Any]) -> dict[str, Any]:
    described = {"type": "object", "description": (inspect.getdoc(kind) or "").partition("\n")[0]}
    if kind is Fact:  # written flat, see `Fact.to_dict`
        fact = {"type": "string", "description": _docs(kind)["fact"]}
        scalars = {"type": ["string", "number", "boolean", "null"]}
        return described | {"properties": {"fact": fact}, "required": ["fact"], "additionalProperties": scalars}
    hints, docs = get_type_hints(kind), _docs(kind)
    properties = {name: _value(hints[name], definitions) | {"description": docs[name]} for name in field_names(kind)}
    if kind.__name__ in _CONSTANTS:
        schema = {"const": _CONSTANTS[kind.__name__], "description": "Which kind of record this is."}
        properties = properties | {"schema": schema}
        properties = {name: properties[name] for name in _ORDER[kind.__name__]}
    return described | {"properties": properties, "required": list(properties)}


def _value(declared: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of a field's declared type."""
    arguments, origin = get_args(declared), get_origin(declared)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple and arguments[-1] is Ellipsis:
        return {"type": "array", "items": _value(arguments[0], definitions)}
    if origin is tuple:
        items = [_value(one, definitions) for one in arguments]
        return {"type": "array", "prefixItems": items, "minItems": len(items), "maxItems": len(items)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _value(arguments[1], definitions)}
    if arguments:  # `Something | None`
        return _or_null(_value(next(one for one in arguments if one is not NoneType), definitions))
    if isinstance(declared, type) and is_dataclass(declared):
        return dict(_reference(declared, definitions))
    return dict(_PLAIN[declared])


# All integers of the model are places, counts or sizes, all numbers are chances.
_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": 0},
    float: {"type": "number", "minimum": 0, "maximum": 1},
}


def _or_null(value: dict[str, Any]) -> dict[str, Any]:
    if "type" in value and "enum" not in value:
        return value | {"type": [value["type"], "null"]}
    if "enum" in value:
        return {"enum": [*value["enum"], None]}
    return {"anyOf": [value, {"type": "null"}]}


def _docs(kind: type) -> dict[str, str]:
    return _docs_of_module(inspect.getsource(failure if kind.__module__ == failure.__name__ else model))[kind.__name__]


@cache
def _docs_of_module(source: str) -> dict[str, dict[str, str]]:
    """For each class the strings that stand under its fields: Python does not keep them, the source does."""
    classes = (one for one in ast.parse(source).body if isinstance(one, ast.ClassDef))
    return {one.name: dict(_docs_of_class(one)) for one in classes}


def _docs_of_class(tree: ast.ClassDef) -> list[tuple[str, str]]:
    found = []
    for declared, below in zip(tree.body, tree.body[1:], strict=False):
        if not (isinstance(declared, ast.AnnAssign) and isinstance(declared.target, ast.Name)):
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            found.append((declared.target.id, " ".join(str(below.value.value).split())))
    return found
