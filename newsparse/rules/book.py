"""The rule book of a language: TOML files of `data/`, checked, in the order that they stand.

A file answers one question (`byline.toml`, `dateline.toml`) and holds, each part being optional:

    [vocabulary]              # a list, or a string: a word a line, or on one line words between blanks
    roles = "reporter correspondent editor"
    [table.months]            # names to values
    january = 1
    [fragments]               # shared pieces, called as (?&NAME), without named groups inside
    NAME = '''\\p{Lu}\\w+'''
    [[rule]]
    id = "byline/by-name"
    why = "..."
    gate = ["By "]
    pattern = '''By[ ](?P<names>(?&NAME))'''
    yes = ["By Jane", {text = "By Jane", names = "Jane"}]
    no = ["Bye"]

A language's book holds the user's rules first, then the language's, then the shared ones. `common.toml`
serves fragments and vocabularies to every question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from zlib import crc32

from newsparse.errors import RuleError
from newsparse.model import Scalar
from newsparse.patterns import pattern
from newsparse.rules.rule import LONGEST_LIST, Example, Rule

DATA: Final = Path(__file__).parent.parent / "data"
SHARED: Final = "shared"
COMMON: Final = "common"
TWINS: Final = "parsed.jsonl"

_CALLED = pattern(r"\(\?&([A-Z_0-9]+)\)")
_LISTED = pattern(r"\\L<([a-z_0-9]+)>")
_GROUP = pattern(r"\(\?P?<([A-Za-z_0-9]+)>")
_FILE_KEYS = frozenset({"vocabulary", "table", "fragments", "rule"})
_RULE_KEYS = frozenset({"id", "why", "pattern", "gate", "engine", "yes", "no"})


class RuleBook:
    """All that is recognised in one language, read file by file as the questions come up.

    >>> book = load_rule_book("en")
    >>> book.language
    'en'
    """

    def __init__(self, language: str | None, user_folder: str | None = None) -> None:
        self.language = language
        bases = ([Path(user_folder)] if user_folder else []) + [DATA]
        names = ([language] if language else []) + [SHARED]
        self.folders = tuple(base / name for name in names for base in bases)
        self._rules: dict[str, tuple[Rule, ...]] = {}
        self._words: dict[tuple[str, str], frozenset[str]] = {}
        self._phrases: dict[tuple[str, str], tuple[str, ...]] = {}
        self._read: dict[str, tuple[RuleFile, ...]] = {}

    def rules(self, question: str) -> tuple[Rule, ...]:
        """The rules for a question, in the order in which they are to be tried."""
        found = self._rules.get(question)
        if found is None:
            found = self._rules[question] = tuple(self._build(question))
        return found

    def open_rules(self, question: str, text: str) -> list[Rule]:
        """Those of the rules for a question whose gates let the text through."""
        return [one for one in self.rules(question) if one.is_open(text)]

    def rule(self, rule_id: str) -> Rule:
        """One rule by its id; raises `KeyError` where there is none.

        The part before the slash names the question.
        """
        for one in self.rules(rule_id.partition("/")[0]):
            if one.id == rule_id:
                return one
        raise KeyError(rule_id)

    def words(self, question: str, name: str) -> frozenset[str]:
        """A vocabulary, the language's and the shared one together; empty where there is none."""
        key = question, name
        found = self._words.get(key)
        if found is None:
            found = self._words[key] = frozenset(self.phrases(question, name))
        return found

    def phrases(self, question: str, name: str) -> tuple[str, ...]:
        """A vocabulary in the order in which it stands, the language's before the shared one."""
        key = question, name
        if key not in self._phrases:
            found: dict[str, None] = {}
            for file in self._files(question):
                found |= dict.fromkeys(file.entries(name))
            self._phrases[key] = tuple(found)
        return self._phrases[key]

    def table(self, question: str, name: str) -> Mapping[str, Scalar]:
        """A table of names and values, the language's entries ahead of the shared ones."""
        merged: dict[str, Scalar] = {}
        for file in reversed(tuple(self._files(question))):
            merged |= file.tables.get(name, {})
        return merged

    def questions(self) -> tuple[str, ...]:
        """The questions that any folder of this book has a file for."""
        return tuple(sorted({path.stem for folder in self.folders for path in folder.glob("*.toml")} - {COMMON}))

    def _files(self, question: str) -> tuple[RuleFile, ...]:
        if question not in self._read:
            self._read[question] = tuple(read_rule_file(folder / f"{question}.toml") for folder in self.folders)
        return self._read[question]

    def _build(self, question: str) -> Iterator[Rule]:
        fragments: dict[str, str] = {}
        for source in (COMMON, question):
            for file in reversed(tuple(self._files(source))):
                fragments |= file.fragments
        seen: set[str] = set()
        for file in self._files(question):
            for raw in file.rules:
                if raw["id"] not in seen:  # a user's rule of the same id replaces ours
                    seen.add(raw["id"])
                    yield self._rule(question, raw, file, fragments)

    def _rule(self, question: str, raw: Mapping[str, Any], file: RuleFile, fragments: Mapping[str, str]) -> Rule:
        line = file.line_of(raw["id"])
        where = f"{file.path}:{line}: rule {raw['id']!r}"
        if not raw["id"].startswith(f"{question}/"):
            raise RuleError(f"{where}: the id of a rule in {question}.toml begins with '{question}/'")
        called = _needed(raw["pattern"], fragments, where)
        lists = {
            name: self._list(question, name, where)
            for name in _LISTED.findall("".join([raw["pattern"], *called.values()]))
        }
        return Rule(
            raw["id"], raw["why"], raw["pattern"].strip(), tuple(raw.get("gate", ())), raw.get("engine", "regex"),
            tuple(_example(one) for one in raw.get("yes", ())), tuple(raw.get("no", ())),
            called, lists, str(file.path), line,
        )  # fmt: skip

    def _list(self, question: str, name: str, where: str) -> tuple[str, ...]:
        words = self.phrases(question, name) or self.phrases(COMMON, name)
        if not words:
            raise RuleError(f"{where}: there is no vocabulary {name!r} for \\L<{name}>; add it under [vocabulary]")
        if len(words) > LONGEST_LIST:
            raise RuleError(f"{where}: vocabulary {name!r} has {len(words)} entries, \\L takes up to {LONGEST_LIST}")
        return words


class RuleFile:
    """One TOML file; its shape is checked where it was not before, when its twin was made."""

    __slots__ = ("_is_twin", "fragments", "path", "rules", "source", "tables", "vocabulary")

    def __init__(self, path: Path, source: str, twin: Mapping[str, Any] | None = None) -> None:
        self.path, self.source = path, source
        data = parse_toml(path, source) if twin is None else twin
        self.vocabulary: Mapping[str, object] = data.get("vocabulary", {})
        self.tables: dict[str, dict[str, Scalar]] = data.get("table", {})
        self.fragments: dict[str, str] = data.get("fragments", {})
        self.rules: list[dict[str, Any]] = data.get("rule", [])
        self._is_twin = twin is not None
        if twin is None:
            self._check()

    def entries(self, name: str) -> tuple[str, ...]:
        """A vocabulary of this file; empty where there is none."""
        value = self.vocabulary.get(name)
        if self._is_twin and isinstance(value, str):  # written by `plain_entries`: nothing to strip
            return tuple(value.split("\n"))
        return _entries(value)

    def line_of(self, rule_id: str) -> int:
        """The line on which a rule's id stands."""
        place = self.source.find(f'"{rule_id}"')
        return self.source.count("\n", 0, max(place, 0)) + 1

    def _check(self) -> None:
        for name, body in self.fragments.items():
            if not name.isupper() or _GROUP.search(body):
                raise RuleError(f"{self.path}: fragment {name!r}: the name is upper case, no named groups inside")
        seen: set[str] = set()
        for raw in self.rules:
            if missing := {"id", "why", "pattern"} - set(raw):
                raise RuleError(f"{self.path}: rule {raw.get('id', raw)!r} has no {min(missing)!r}")
            where = f"{self.path}:{self.line_of(raw['id'])}: rule {raw['id']!r}"
            if unknown := set(raw) - _RULE_KEYS:
                raise RuleError(f"{where}: unknown key {min(unknown)!r}")
            if raw["id"] in seen:
                raise RuleError(f"{where}: stands twice in this file")
            seen.add(raw["id"])
            if wrong := [one for one in _GROUP.findall(raw["pattern"]) if not one.islower()]:
                raise RuleError(f"{where}: group {wrong[0]!r} is not lower case")


def _needed(pattern: str, fragments: Mapping[str, str], where: str) -> dict[str, str]:
    """The fragments that a pattern calls, and those that these call."""
    needed: dict[str, str] = {}
    waiting = _CALLED.findall(pattern)
    while waiting:
        name = waiting.pop()
        if name in needed:
            continue
        if name not in fragments:
            raise RuleError(f"{where}: there is no fragment {name!r}; add it under [fragments]")
        needed[name] = fragments[name]
        waiting += _CALLED.findall(fragments[name])
    return needed


def _entries(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (
            tuple(line.strip() for line in value.splitlines() if line.strip())
            if "\n" in value
            else tuple(value.split())
        )
    return tuple(map(str, value)) if isinstance(value, list) else ()


def plain_entries(data: Mapping[str, Any]) -> dict[str, Any]:
    """The parts of a rule file for its twin: a vocabulary that is a string has an entry a line, and nothing else."""
    words = {
        name: ("\n".join(_entries(value)) or []) if isinstance(value, str) else value
        for name, value in data.get("vocabulary", {}).items()
    }
    return {**data, "vocabulary": words} if words else dict(data)


def _example(value: str | Mapping[str, str]) -> Example:
    if isinstance(value, str):
        return Example(value, {})
    return Example(value["text"], {name: text for name, text in value.items() if name != "text"})


@cache
def read_rule_file(path: Path) -> RuleFile:
    """One file of rules, read once; a file that is not there has none.

    Where the folder's twin holds the same file, its parsed form comes from there.
    """
    try:
        data = path.read_bytes()
        source = data.decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return RuleFile(path, "", {})
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"{path}: can't be read: {error}") from error
    return RuleFile(path, source, _read_twin(path, crc32(data)))


def parse_toml(path: Path, source: str) -> dict[str, Any]:
    """The parts of a rule file; raises `RuleError` where it is not valid TOML or has parts that we don't know."""
    import tomllib

    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{path}: not valid TOML: {error}") from error
    if unknown := set(data) - _FILE_KEYS:
        raise RuleError(f"{path}: unknown part {min(unknown)!r}; known are {', '.join(sorted(_FILE_KEYS))}")
    return data


def _read_twin(path: Path, checksum: int) -> Mapping[str, Any] | None:
    """The parsed form of a file, if its twin was made from these very bytes; else all is as it is, but slower.

    Reading the TOML of one article took 17 ms of a start of 150, reading the twins takes 2. The twins of a folder
    stand in one file, a line each, so that only those lines are read that are needed.
    """
    import json

    line = _twin_lines(path.parent).get(path.stem.encode(), b"")
    if not line.startswith(f'["{path.stem}",{checksum},'.encode()):
        return None
    twin: Mapping[str, Any] = json.loads(line)[2]
    return twin


@cache
def _twin_lines(folder: Path) -> Mapping[bytes, bytes]:
    """The name of each file of a folder with the line that is its twin."""
    try:
        lines = (folder / TWINS).read_bytes().splitlines() if folder.parent == DATA else []
    except OSError:
        return {}
    return {line[2:].partition(b'"')[0]: line for line in lines}


@cache
def load_rule_book(language: str | None, user_folder: str | None = None) -> RuleBook:
    """The rule book of a language (BCP 47, its first part counts), or of the shared rules alone."""
    return RuleBook(language.partition("-")[0].lower() if language else None, user_folder)


def languages() -> tuple[str, ...]:
    """The languages that have a folder under `data/`."""
    return tuple(
        sorted(
            path.name
            for path in DATA.iterdir()
            if path.is_dir() and path.name not in {SHARED, "__pycache__"} and len(path.name) <= 3
        )
    )
