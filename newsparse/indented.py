"""JSON with line breaks, as `json.dumps(value, indent=2)` writes it, in half of its time.

With an indent `json` leaves its encoder in C for one in Python: where a text has thousands of repairs, writing took
longer than finding them. Here all that is flat goes through the one in C, with the line break in its separator.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

_PLAIN: Final = frozenset({str, int, float, bool, type(None)})
_LISTS: Final = frozenset({list, tuple})
_EMPTY: Final = frozenset({list, tuple, dict})

# What stands for a value that JSON does not know: a dict, whose values may be unknown again.
Open = Callable[[Any], dict[str, Any]]


def write_indented(value: object, indent: int, opened: Open) -> str:
    """Dicts with keys of `str`, lists, tuples and plain values as JSON text; Unicode stays as it is.

    Each other value is opened when it is written, so no second tree of all that is written ever stands in memory.

    >>> print(write_indented({"a": (1, 2.5), "b": {"c": None, "d": []}}, 2, dict))
    {
      "a": [
        1,
        2.5
      ],
      "b": {
        "c": null,
        "d": []
      }
    }
    """
    return _write(value, " " * indent, "\n", opened)


def _write(value: Any, step: str, line: str, opened: Open) -> str:
    """A value whose own line begins with `line`."""
    kind = type(value)
    if kind in _PLAIN or (kind in _EMPTY and not value):
        return _encode_with(",")(value)
    inner = line + step
    if kind not in _LISTS:
        members = _members(value if kind is dict else opened(value), step, inner, opened)
        return f"{{{inner}{members}{line}}}" if members else "{}"
    between = "," + inner
    if _PLAIN.issuperset(map(type, value)):
        return f"[{inner}{_encode_with(between)(value)[1:-1]}{line}]"
    return f"[{inner}{between.join([_write(one, step, inner, opened) for one in value])}{line}]"


def _members(value: dict[str, Any], step: str, line: str, opened: Open) -> str:
    """The members of an object, each on a line that begins with `line`: all that are flat at once."""
    nested = {key for key, one in value.items() if type(one) not in _PLAIN and (one or type(one) not in _EMPTY)}
    encode = _encode_with("," + line)
    if not nested:
        return encode(value)[1:-1]
    parts: list[str] = []
    flat: dict[str, Any] = {}
    for key, one in value.items():
        if key not in nested:
            flat[key] = one
            continue
        if flat:
            parts.append(encode(flat)[1:-1])
            flat = {}
        parts.append(f"{_encode_with(',')(key)}: {_write(one, step, line, opened)}")
    if flat:
        parts.append(encode(flat)[1:-1])
    return ("," + line).join(parts)


@lru_cache(maxsize=64)
def _encode_with(between: str) -> Callable[[Any], str]:
    """The encoder in C whose values stand apart by `between`."""
    from json import JSONEncoder, encoder

    plain = JSONEncoder(ensure_ascii=False, separators=(between, ": "))
    make = getattr(encoder, "c_make_encoder", None)  # no other Python has it
    if make is None:
        return plain.encode
    # What `JSONEncoder.encode` makes anew for each call, which costs three times as much as a small object.
    encode = make(None, plain.default, encoder.encode_basestring, None, ": ", between, False, False, True)

    def written(value: Any) -> str:
        return "".join(encode(value, 0))

    return written
