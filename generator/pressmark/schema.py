"""Types of fields: each reads a YAML value into a typed one, or says what is wrong with it, and writes its JSON Schema.

A type's `read` returns None when the value cannot be used; the mistake has then been reported to the `Reader`.
`pressmark.fields` uses these types to define the content model, once, for checking, typing and editors.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from pressmark import mistakes
from pressmark.dates import BadDate, read_edtf
from pressmark.diagnostics import At, Diagnostic
from pressmark.frontmatter import Mapping, Scalar, Sequence, Tree, Value
from pressmark.model import Reference

MAX_TEXT = 20_000  # characters of one field
JsonSchema = dict[str, Any]
# Invisible characters that could make a name or title read as another: C0, C1, bidirectional controls, BOM.
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]")


@dataclass(slots=True)
class Reader:
    """What is collected while one file is read."""

    path: str
    tree: Tree
    problems: list[Diagnostic] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    key: str = ""  # the field that is being read

    def at(self, value: Value) -> At:
        """The place of a value in the file."""
        return At(self.path, value.line, value.column)

    def report(self, problem: Diagnostic) -> None:
        """Take down a mistake and go on."""
        self.problems.append(problem)


class Type(Protocol):
    """How a field is read and described."""

    def read(self, value: Value, reader: Reader) -> Any | None:
        """The typed value, or None after a report."""

    def json_schema(self) -> JsonSchema:
        """The same as JSON Schema (draft 2020-12)."""


def describe(value: Value) -> str:
    """What a value is, in the words of a message."""
    if isinstance(value, Scalar):
        return "nothing" if value.empty else "one value"
    return "a list" if isinstance(value, Sequence) else "fields"


def scalar(value: Value, reader: Reader, wanted: str) -> Scalar | None:
    """The value as a scalar that is filled in, or None after a report."""
    if not isinstance(value, Scalar):
        reader.report(mistakes.wrong_shape(reader.at(value), wanted, describe(value)))
        return None
    if value.plain and value.text == "TODO":
        reader.report(mistakes.todo(reader.at(value), reader.key))
        return None
    if len(value.text) > MAX_TEXT:
        reader.report(mistakes.too_long(reader.at(value), len(value.text), MAX_TEXT))
        return None
    return value


@dataclass(frozen=True, slots=True)
class Text:
    """Text. `prose` guards against YAML comments that would cut a sentence; `lines` allows line breaks."""

    prose: bool = False
    lines: bool = False

    def read(self, value: Value, reader: Reader) -> str | None:
        """White space around the text is dropped."""
        found = scalar(value, reader, "text")
        if found is None:
            return None
        if self.prose and found.plain:
            rest = reader.tree.text[found.end : reader.tree.text.find("\n", found.end) % (len(reader.tree.text) + 1)]
            if re.match(r"[ \t]+#", rest):
                whole = '"' + (found.text + rest.rstrip()).replace("\\", "\\\\").replace('"', '\\"') + '"'
                reader.report(mistakes.cut_by_comment(reader.at(found), reader.key, whole))
                return None
        invisible = _INVISIBLE.search(found.text)
        if invisible:
            reader.report(mistakes.control_character(reader.at(found), ord(invisible.group())))
            return None
        text = found.text.strip()
        return text if self.lines else " ".join(text.split())

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "maxLength": MAX_TEXT}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a fixed list of words."""

    words: tuple[str, ...]

    def read(self, value: Value, reader: Reader) -> str | None:
        """The word as written."""
        found = scalar(value, reader, f"one of {', '.join(self.words)}")
        if found is None or found.text in self.words:
            return found.text if found else None
        reader.report(mistakes.not_in_list(reader.at(found), found.text, self.words))
        return None

    def json_schema(self) -> JsonSchema:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class Boolean:
    """`true` or `false`; YAML 1.1's other spellings are refused, since they mean different things to people."""

    def read(self, value: Value, reader: Reader) -> bool | None:
        """True or False."""
        word = Choice(("true", "false")).read(value, reader)
        return None if word is None else word == "true"

    def json_schema(self) -> JsonSchema:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Number:
    """A decimal number within bounds."""

    low: float
    high: float
    whole: bool = False

    def read(self, value: Value, reader: Reader) -> float | int | None:
        """An int where `whole`, else a float."""
        kind = "a whole number" if self.whole else "a number"
        wanted = f"{kind} from {self.low:g} to {self.high:g}"
        found = scalar(value, reader, wanted)
        if found is None:
            return None
        pattern = r"-?[0-9]{1,9}" if self.whole else r"-?[0-9]{1,9}(?:\.[0-9]{1,12})?"
        if re.fullmatch(pattern, found.text) and self.low <= float(found.text) <= self.high:
            return int(found.text) if self.whole else float(found.text)
        reader.report(mistakes.bad_number(reader.at(found), found.text, wanted))
        return None

    def json_schema(self) -> JsonSchema:
        return {"type": "integer" if self.whole else "number", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Form:
    """Text that follows a pattern; `wanted` and `example` are for the message. `parse` refuses by returning None."""

    pattern: str
    wanted: str
    example: str
    parse: Callable[[str], Any] = str

    def read(self, value: Value, reader: Reader) -> Any | None:
        """What `parse` makes of the text."""
        found = scalar(value, reader, self.wanted)
        if found is None:
            return None
        parsed = self.parse(found.text) if re.fullmatch(self.pattern, found.text) else None
        if parsed is None:
            reader.report(mistakes.bad_form(reader.at(found), found.text, self.wanted, self.example))
        return parsed

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^(?:{self.pattern})$"}


@dataclass(frozen=True, slots=True)
class Date:
    """An EDTF date (ISO 8601-2). A flow list such as `[2024-05-03..2024-05-06]` is read as it is written."""

    def read(self, value: Value, reader: Reader) -> Any | None:
        """An `Edtf`."""
        if isinstance(value, Sequence) and value.flow:
            text = reader.tree.text[value.start : value.end]
        else:
            found = scalar(value, reader, "a date")
            if found is None:
                return None
            text = found.text
        date = read_edtf(text)
        if isinstance(date, BadDate):
            reader.report(mistakes.bad_date(reader.at(value), text, date.reason, date.suggestion))
            return None
        return date

    def json_schema(self) -> JsonSchema:
        text = {"type": "string", "description": "EDTF (ISO 8601-2), e.g. 2020-08-23, 2020-08, 2020, 2020-06~, ../2021"}
        return {"anyOf": [text, {"type": "integer"}, {"type": "array", "items": {"type": "string"}}]}


@dataclass(frozen=True, slots=True)
class Ref:
    """The name of a record or vocabulary term: an id, else an exact name, else an alias; `resolve` looks it up."""

    kind: str
    loose: bool = False

    def read(self, value: Value, reader: Reader) -> str | None:
        """The name as written."""
        text = Text().read(value, reader)
        if text:
            reader.references.append(Reference(self.kind, text, reader.at(value), self.loose))
        return text or None

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "description": f"{self.kind}: id, exact name or alias"}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of one type. `unique` refuses the same value twice."""

    item: Type
    unique: bool = False

    def read(self, value: Value, reader: Reader) -> tuple[Any, ...] | None:
        """The items that could be read."""
        if isinstance(value, Scalar) and value.empty:
            return ()
        if not isinstance(value, Sequence):
            reader.report(mistakes.wrong_shape(reader.at(value), "a list", describe(value)))
            return None
        found: dict[Any, None] = {}
        items: list[Any] = []
        for item in value.items:
            read = self.item.read(item, reader)
            if read is None:
                continue
            if self.unique and read in found:
                reader.report(mistakes.duplicate_item(reader.at(item), str(read)))
                continue
            if self.unique:
                found[read] = None
            items.append(read)
        return tuple(items)

    def json_schema(self) -> JsonSchema:
        schema: JsonSchema = {"type": "array", "items": self.item.json_schema()}
        return schema | {"uniqueItems": True} if self.unique else schema


@dataclass(frozen=True, slots=True)
class TextMap:
    """A mapping of text to text, kept in order. `keys` is the pattern of its keys."""

    keys: str
    example: str

    def read(self, value: Value, reader: Reader) -> tuple[tuple[str, str], ...] | None:
        """Pairs."""
        if isinstance(value, Scalar) and value.empty:
            return ()
        if not isinstance(value, Mapping):
            reader.report(mistakes.wrong_shape(reader.at(value), "fields", describe(value)))
            return None
        pairs = []
        for key, item in value.items:
            if not re.fullmatch(self.keys, key.text):
                reader.report(mistakes.bad_form(reader.at(key), key.text, "a name for a field", self.example))
                continue
            text = Text(lines=True).read(item, reader)
            if text:
                pairs.append((key.text, text))
        return tuple(pairs)

    def json_schema(self) -> JsonSchema:
        return {"type": "object", "patternProperties": {f"^(?:{self.keys})$": {"type": "string"}}, "additionalProperties": False}


@dataclass(frozen=True, slots=True)
class Mapped:
    """Another type's value, made into something else."""

    type: Type
    make: Callable[[Any], Any]

    def read(self, value: Value, reader: Reader) -> Any | None:
        """What `make` makes of what `type` reads."""
        read = self.type.read(value, reader)
        return None if read is None else self.make(read)

    def json_schema(self) -> JsonSchema:
        return self.type.json_schema()


@dataclass(frozen=True, slots=True)
class Marked:
    """A value and where it stands: for mistakes that only show when several values are compared."""

    value: Any
    at: At


@dataclass(frozen=True, slots=True)
class Located:
    """Another type's value with its place."""

    type: Type

    def read(self, value: Value, reader: Reader) -> Marked | None:
        """A `Marked` value."""
        read = self.type.read(value, reader)
        return None if read is None else Marked(read, reader.at(value))

    def json_schema(self) -> JsonSchema:
        return self.type.json_schema()


@dataclass(frozen=True, slots=True)
class Either:
    """A scalar of one type, or fields of another."""

    scalar: Type
    mapping: Type

    def read(self, value: Value, reader: Reader) -> Any | None:
        """Whatever fits the shape of the value."""
        return (self.mapping if isinstance(value, Mapping) else self.scalar).read(value, reader)

    def json_schema(self) -> JsonSchema:
        return {"anyOf": [self.scalar.json_schema(), self.mapping.json_schema()]}


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a `Struct`. `to` is the attribute it fills, where that has another name."""

    type: Type
    about: str
    required: bool = False
    to: str = ""


@dataclass(frozen=True, slots=True)
class Struct:
    """Fields that together make one value: `make` is called with the attributes that were read."""

    make: Callable[..., Any]
    fields: dict[str, Field]
    check: Callable[[At, dict[str, Any]], Iterable[Diagnostic]] | None = None

    def read(self, value: Value, reader: Reader) -> Any | None:
        """What `make` makes; None where a required field is missing."""
        if not isinstance(value, Mapping):
            reader.report(mistakes.wrong_shape(reader.at(value), "fields", describe(value)))
            return None
        attributes = self.attributes(value, reader)
        missing = [name for name, spec in self.fields.items() if spec.required and (spec.to or name) not in attributes]
        return None if missing else self.make(**attributes)

    def attributes(self, value: Mapping, reader: Reader) -> dict[str, Any]:
        """The attributes that could be read; what is wrong or missing has been reported."""
        attributes: dict[str, Any] = {}
        given = set()
        for key, item in value.items:
            spec = self.fields.get(key.text)
            if spec is None:
                reader.report(mistakes.unknown_key(reader.at(key), key.text, self.fields))
                continue
            if isinstance(item, Scalar) and item.empty:
                continue
            given.add(key.text)
            reader.key = key.text
            read = spec.type.read(item, reader)
            if read is not None:
                attributes[spec.to or key.text] = read
        for name, spec in self.fields.items():
            if spec.required and name not in given:
                reader.report(mistakes.missing_field(reader.at(value), name))
        if self.check:
            for problem in self.check(reader.at(value), attributes):
                reader.report(problem)
        return attributes

    def json_schema(self) -> JsonSchema:
        properties = {
            name: spec.type.json_schema() | {"description": spec.about} for name, spec in self.fields.items()
        }
        schema: JsonSchema = {"type": "object", "properties": properties, "additionalProperties": False}
        required = [name for name, spec in self.fields.items() if spec.required]
        return schema | {"required": required} if required else schema
