"""The article and its parts: what `newsparse parse` prints, one frozen class a JSON object.

Keys stand in the order of the fields. Absent is `None` or an empty tuple, never a missing key.
Offsets are code points into `Article.text`, unless their name begins with `raw_`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Final, Literal, TypeVar, get_args, get_origin, get_type_hints

from newsparse.digest import sha256_hex
from newsparse.record import Record, record

SCHEMA: Final = "newsparse/1"
NORMALIZED_SCHEMA: Final = "newsparse/normalized-1"

SegmentKind = Literal[
    "headline", "subheadline", "byline", "date", "dateline", "body", "subhead", "list", "blockquote",
    "table", "caption", "credit", "placeholder", "separator", "source_url", "publisher", "furniture", "other",
]  # fmt: skip
RepairKind = Literal["mojibake", "lossy", "entity", "invisible", "space", "control", "ligature", "unicode"]
QuoteType = Literal["direct", "mixed"]
Newline = Literal["lf", "crlf", "cr", "mixed"]
Scalar = str | int | float | bool | None


@record
class MadeBy(Record):
    """Which newsparse made a record, and with which options."""

    version: str
    """The version of newsparse."""
    options: str
    """First 16 hex digits of the SHA-256 of the options that change the output."""


@record
class Item(Record):
    """Which part of a file that holds several articles."""

    index: int
    """Counted from 0."""
    start: int | None
    """Where the item starts in the decoded file; null in a file that is no text, such as Parquet."""
    end: int | None
    """Where it ends."""


@record
class Source(Record):
    """Where the text came from and how its bytes were read; all `None` for a `str`."""

    path: str | None = None
    """Relative to the folder given; `-` for standard input."""
    item: Item | None = None
    """Set where one file holds several articles."""
    encoding: str | None = None
    """Python's name of the encoding: `utf-8`, `cp1252`, `utf-16-le`."""
    encoding_confidence: float | None = None
    """Chance that the encoding is right; 1.0 for a byte order mark or strict UTF-8."""
    newline: Newline | None = None
    """The line ends of the input."""
    bom: bool | None = None
    """Whether a byte order mark stood at the start."""
    bytes: int | None = None
    """Size of the input."""
    sha256: str | None = None
    """Digest of the input's bytes."""


@record
class Dateline(Record):
    """Place, date and agency in front of the first paragraph: `PARIS, March 3 (AFP) -`."""

    text: str
    """As printed, the closing dash included."""
    place: str | None
    """The city as printed, without its region."""
    region: str | None
    """The state or country as printed: `Mass.`, `England`."""
    country: str | None
    """ISO 3166-1 alpha-2 where it is known."""
    date: str | None
    """ISO date; `--10-24` while the year is unknown."""
    agency: str | None
    """As printed: `AFP`, `RHC`."""
    start: int
    """Where it starts."""
    end: int
    """Where it ends, behind the closing dash."""
    confidence: float
    """Estimated chance of being right, ordinal."""


@record
class Caption(Record):
    """The words under a picture, and who is credited for it."""

    text: str
    """The caption without its credit."""
    credit: str | None
    """Who: `AFP`, `Jane Roe/Reuters`."""
    start: int
    """Where the caption starts, without the credit."""
    end: int
    """Where it ends, without the credit."""
    rule: str
    """The rule that found it."""
    confidence: float
    """Estimated chance of being right, ordinal."""


@record
class Quote(Record):
    """One run between quotation marks within one paragraph, and who said it."""

    text: str
    """What stands between the outer marks."""
    start: int
    """Where it starts, behind the opening mark."""
    end: int
    """Where it ends, before the closing mark."""
    type: QuoteType
    """`direct`: all of what was said; `mixed`: quoted words inside an indirect report."""
    closed: bool
    """False where the closing mark is missing; the quote then ends with its paragraph."""
    paragraph: int | None
    """Index into `body`, or null in a headline, a caption, a subhead."""
    group: int
    """Quotes of one speech share it, counted from 0."""
    speaker: str | None
    """The fullest name that the article gives."""
    speaker_mention: str | None
    """As written beside the quote: `he`, `Crosetto`."""
    speaker_start: int | None
    """Where the mention starts."""
    speaker_end: int | None
    """Where it ends."""
    description: str | None
    """What the article says of the speaker: `a geopolitical analyst`."""
    cue: str | None
    """The reporting verb as printed."""
    attribution: str
    """How the speaker was found: after, before, inserted, inherited, continued, reporting-subject, narrative,
    transcript, signature, none, and more as needed."""
    confidence: float
    """Estimated chance that the speaker is right."""


@record
class QuotedTerm(Record):
    """Words in quotation marks that are nobody's speech: scare quotes, titles, nicknames."""

    text: str
    """What stands between the marks."""
    start: int
    """Where it starts, behind the opening mark."""
    end: int
    """Where it ends, before the closing mark."""


@record
class Segment(Record):
    """A labelled stretch of the text; together they cover every visible character."""

    kind: SegmentKind
    """What it is."""
    start: int
    """Where it starts, marks included."""
    end: int
    """Where it ends."""
    rule: str
    """The rule that found it."""
    confidence: float
    """Estimated chance of being right, ordinal."""


@record
class Fact(Record):
    """One plain piece of evidence for a repair.

    >>> Fact("only-name", (("name", "Arīḩā"), ("places", 2))).to_dict()
    {'fact': 'only-name', 'name': 'Arīḩā', 'places': 2}
    """

    fact: str
    """What kind of evidence."""
    details: tuple[tuple[str, Scalar], ...] = ()
    """Named values."""

    def to_dict(self) -> dict[str, Scalar]:
        """The fact as one flat JSON object."""
        return {"fact": self.fact, **dict(self.details)}

    @classmethod
    def from_dict(cls, data: Mapping[str, Scalar]) -> Fact:
        """The reverse of `to_dict`."""
        return cls(str(data["fact"]), tuple((key, value) for key, value in data.items() if key != "fact"))


@record
class Step(Record):
    """One of several changes that were made at the same place."""

    kind: RepairKind
    """What was mended."""
    rule: str
    """The rule that did it."""
    before: str
    """The text before this step."""
    after: str
    """The text after it."""


@record
class Repair(Record):
    """A change made to the raw text, with its place in both texts and its reason."""

    start: int
    """Where the new words start in `text`."""
    end: int
    """Where they end; a deletion has `start == end`."""
    raw_start: int
    """Where the old words start in `raw`."""
    raw_end: int
    """Where they end."""
    before: str
    """The old words."""
    after: str
    """The new words."""
    kind: RepairKind
    """What was mended, of the first step."""
    rule: str
    """The rule that did it, of the first step."""
    steps: tuple[Step, ...]
    """All steps in order where there was more than one, else empty."""
    confidence: float
    """Estimated chance that the new words are the original ones, calibrated."""
    evidence: tuple[Fact, ...]
    """Plain facts that decided it."""


@record
class DamageCandidate(Record):
    """What might have stood at a damaged place."""

    text: str
    """The possible original."""
    confidence: float
    """Its estimated chance."""


@record
class Damage(Record):
    """A place believed broken and left as it is."""

    start: int
    """Where it starts in `text`."""
    end: int
    """Where it ends."""
    text: str
    """What stands there."""
    candidates: tuple[DamageCandidate, ...] = ()
    """Possible originals, likeliest first."""


@record
class Provenance(Record):
    """Where a single-valued field stands in the text and which rule found it."""

    start: int | None
    """Where the value starts; null where it stands nowhere as such."""
    end: int | None
    """Where it ends."""
    rule: str
    """The rule that found it."""
    confidence: float
    """Estimated chance of being right, ordinal."""
    note: str | None = None
    """What else a reader should know: `year from caption`."""


@record
class Notice(Record):
    """Something that the user should know about this text."""

    code: str
    """Stable, for programs."""
    message: str
    """For people."""


@record
class Article(Record):
    """A news article, field by field; see `newsparse schema`."""

    schema: str = SCHEMA
    """Always `newsparse/1`."""
    made_by: MadeBy | None = None
    """Which newsparse made this, with which options."""
    source: Source = field(default_factory=Source)
    """Where the text came from."""
    language: str | None = None
    """BCP 47, or null when unsure."""
    headline: str | None = None
    """The headline."""
    subheadline: str | None = None
    """The line under it."""
    byline: str | None = None
    """The author line as printed."""
    authors: tuple[str, ...] = ()
    """The people in it."""
    dateline: Dateline | None = None
    """Place, date and agency."""
    published: str | None = None
    """ISO date or date-time as printed, else the dateline's full date."""
    modified: str | None = None
    """ISO date or date-time of the last update, as printed."""
    captions: tuple[Caption, ...] = ()
    """Picture captions with their credits."""
    body: tuple[str, ...] = ()
    """The paragraphs, hard wraps joined, markup gone."""
    body_spans: tuple[tuple[int, int], ...] = ()
    """Where each paragraph stands in `text`."""
    quotes: tuple[Quote, ...] = ()
    """Who said what."""
    quoted_terms: tuple[QuotedTerm, ...] = ()
    """Quoted, but nobody's speech."""
    source_url: str | None = None
    """The article's own address, less tracking parameters."""
    publisher: str | None = None
    """Who published it."""
    text: str = ""
    """The normalized text that all offsets speak of."""
    segments: tuple[Segment, ...] = ()
    """In order, not overlapping, covering every visible character."""
    repairs: tuple[Repair, ...] = ()
    """Sorted; reverting them on `text` gives the raw text exactly."""
    damage: tuple[Damage, ...] = ()
    """Believed broken, left as it is."""
    provenance: Mapping[str, Provenance] = field(default_factory=dict)
    """For each single-valued field: where it stands and which rule found it."""
    warnings: tuple[Notice, ...] = ()
    """What the user should know."""

    def to_dict(self) -> dict[str, Any]:
        """The article as plain JSON values, keys in order.

        >>> list(Article().to_dict())[:5]
        ['schema', 'made_by', 'source', 'language', 'headline']
        """
        return {name: to_plain(getattr(self, name)) for name in field_names(Article)}

    def to_json(self, *, indent: int | None = None) -> str:
        """The article as JSON text; compact unless `indent` is given."""
        return write_json(self, indent=indent)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Article:
        """The reverse of `to_dict`; keys it does not know are passed over.

        >>> Article.from_dict(Article(headline="Flood").to_dict()).headline
        'Flood'
        """
        return from_plain(cls, data)


@record
class Normalized(Record):
    """A repaired text, what was repaired, and what was left broken."""

    text: str
    """The repaired text."""
    repairs: tuple[Repair, ...] = ()
    """Sorted; reverting them gives the raw text exactly."""
    damage: tuple[Damage, ...] = ()
    """Believed broken, left as it is."""
    made_by: MadeBy | None = None
    """Which newsparse made this, with which options."""
    source: Source = field(default_factory=Source)
    """Where the text came from."""

    def to_dict(self) -> dict[str, Any]:
        """The record that `newsparse normalize --format json` prints."""
        return {name: to_plain(one) for name, one in self._members().items()}

    def to_json(self, *, indent: int | None = None) -> str:
        """The record as JSON text; compact unless `indent` is given."""
        return write_json(self._members(), indent=indent)

    def _members(self) -> dict[str, object]:
        names = ("made_by", "source", "text", "repairs", "damage")
        return {"schema": NORMALIZED_SCHEMA} | {name: getattr(self, name) for name in names}


@record
class Options(Record):
    """What changes the outcome of `parse` and `normalize`."""

    language: str | None = None
    """BCP 47; detected when not given."""
    encoding: str | None = None
    """Overrides the detection for bytes."""
    reference_date: str | None = None
    """ISO date that a missing year is chosen closest to."""
    min_confidence: float = 0.95
    """Lossy repairs below it are listed as damage instead."""
    rules_folder: str | None = None
    """The user's own rules and vocabularies, ahead of ours."""

    def digest(self) -> str:
        """First 16 hex digits of the SHA-256 of the canonical JSON of these options.

        A folder of rules counts with what its files say, not with its name.

        >>> len(Options().digest()), Options().digest() == Options(language="de").digest()
        (16, False)
        """
        return _digest(self)


@lru_cache(maxsize=64)
def _digest(options: Options) -> str:
    values = {name: getattr(options, name) for name in sorted(field_names(Options))}
    if options.rules_folder is not None:
        values["rules_folder"] = _digest_of_rules(options.rules_folder)
    return sha256_hex(write_json(values).encode())[:16]


def _digest_of_rules(folder: str) -> list[str]:
    """Digests of the files of a folder of rules, each with its name."""
    from pathlib import Path

    files = sorted(Path(folder).glob("*/*.toml"))
    return [f"{path.relative_to(folder).as_posix()} {sha256_hex(path.read_bytes())}" for path in files]


def write_json(value: object, *, indent: int | None = None) -> str:
    """JSON as newsparse writes it everywhere: Unicode as it is, no space wasted when compact.

    Records are opened when they are written: a tree of plain values before would take as long as the writing.
    """
    if indent is not None:
        from newsparse.indented import write_indented

        return write_indented(value, indent, _opened)
    import json

    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_opened)


def field_names(kind: Any) -> tuple[str, ...]:
    """The names of a record's fields in order."""
    names: tuple[str, ...] = kind.__match_args__
    return names


_PLAIN: Final = frozenset({str, int, float, bool, type(None)})


def to_plain(value: object) -> Any:
    """Dataclasses, tuples and mappings as dicts and lists that JSON can hold."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if isinstance(value, (tuple, list)):
        return [to_plain(one) for one in value]
    if isinstance(value, Record | Mapping):
        plain = _opened(value)
        for name, one in plain.items():
            if type(one) not in _PLAIN:
                plain[name] = to_plain(one)
        return plain
    return value


def _opened(value: object) -> dict[str, Any]:
    """A record or a mapping as a dict; its values are not looked at."""
    if isinstance(value, Fact):
        return value.to_dict()
    if isinstance(value, Record):
        kind: Any = type(value)
        return dict(zip(kind.__match_args__, _reader(kind)(value), strict=True))
    if isinstance(value, Mapping):
        return {str(key): one for key, one in value.items()}
    raise TypeError(f"{type(value).__name__} is nothing that JSON can hold")


@cache
def _reader(kind: Any) -> Callable[[object], tuple[Any, ...]]:
    """What reads all fields of a record at once."""
    names = field_names(kind)
    return attrgetter(*names) if len(names) > 1 else lambda one: tuple(getattr(one, name) for name in names)


@cache
def _field_types(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


_Kind = TypeVar("_Kind")


def from_plain(kind: type[_Kind], data: Mapping[str, Any]) -> _Kind:
    """A dataclass from its JSON object; keys it does not know are passed over."""
    hashable: Any = kind
    types = _field_types(hashable)
    return kind(**{name: _value_from_plain(types[name], data[name]) for name in field_names(kind) if name in data})


def _value_from_plain(declared: Any, value: Any) -> Any:
    if value is None or isinstance(value, str | int | float):
        return value
    arguments = get_args(declared)
    if get_origin(declared) is tuple:
        if arguments[-1] is Ellipsis:
            return tuple(_value_from_plain(arguments[0], one) for one in value)
        return tuple(value)
    if isinstance(declared, type) and hasattr(declared, "__dataclass_fields__"):
        return Fact.from_dict(value) if declared is Fact else from_plain(declared, value)
    if arguments and get_origin(declared) is not None and issubclass(dict, get_origin(declared) or object):
        return {key: _value_from_plain(arguments[1], one) for key, one in value.items()}
    for option in arguments:  # `Something | None`
        if isinstance(option, type) and hasattr(option, "__dataclass_fields__"):
            return from_plain(option, value)
    return value
