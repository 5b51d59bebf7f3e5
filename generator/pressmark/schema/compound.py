"""Types made of other types: lists, mappings, alternatives, and the fields of a document."""

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

from pressmark import mistakes
from pressmark.diagnostics import At, Diagnostic
from pressmark.frontmatter import Mapping, Scalar, Sequence, Value
from pressmark.limits import ITEMS, TEXT
from pressmark.schema.reading import JsonSchema, Reader, Type, describe
from pressmark.schema.scalars import Text
from pressmark.values import Frozen


class ListOf(Frozen):
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
        if len(value.items) > ITEMS.most:
            reader.report(mistakes.too_many(reader.at(value), "items in this list", ITEMS.most))
            return None
        for item in value.items:
            if reader.full:
                break
            if isinstance(item, Scalar) and item.empty:
                reader.report(mistakes.wrong_shape(reader.at(item), "a value", describe(item)))
                continue
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
        schema: JsonSchema = {"type": "array", "items": self.item.json_schema(), "maxItems": ITEMS.most}
        return schema | {"uniqueItems": True} if self.unique else schema


_LINES = Text(lines=True, most=TEXT.most)


class TextMap(Frozen):
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
            text = _LINES.read(item, reader)
            if text:
                pairs.append((key.text, text))
        return tuple(pairs)

    def json_schema(self) -> JsonSchema:
        return {
            "type": "object",
            "patternProperties": {f"^(?:{self.keys})$": {"type": "string"}},
            "additionalProperties": False,
        }


class Mapped(Frozen):
    """Another type's value, made into something else."""

    type: Type
    make: Callable[[Any], Any]

    def read(self, value: Value, reader: Reader) -> Any | None:
        """What `make` makes of what `type` reads."""
        read = self.type.read(value, reader)
        return None if read is None else self.make(read)

    def json_schema(self) -> JsonSchema:
        return self.type.json_schema()


class Marked(Frozen):
    """A value and where it stands: for mistakes that only show when several values are compared."""

    value: Any
    at: At


class Located(Frozen):
    """Another type's value with its place."""

    type: Type

    def read(self, value: Value, reader: Reader) -> Marked | None:
        """A `Marked` value."""
        read = self.type.read(value, reader)
        return None if read is None else Marked(read, reader.at(value))

    def json_schema(self) -> JsonSchema:
        return self.type.json_schema()


class Either(Frozen):
    """A scalar of one type, or fields of another."""

    scalar: Type
    mapping: Type

    def read(self, value: Value, reader: Reader) -> Any | None:
        """Whatever fits the shape of the value."""
        return (self.mapping if isinstance(value, Mapping) else self.scalar).read(value, reader)

    def json_schema(self) -> JsonSchema:
        return {"anyOf": [self.scalar.json_schema(), self.mapping.json_schema()]}


class Field(Frozen):
    """One field of a `Struct`. `to` is the attribute it fills, where that has another name."""

    type: Type
    about: str
    required: bool = False
    to: str = ""


class Struct(Frozen, dict=True):
    """Fields that together make one value: `make` is called with the attributes that were read.

    `check` sees all attributes that were given, None for those that could not be read.
    """

    make: Callable[..., Any]
    fields: dict[str, Field]
    check: Callable[[At, dict[str, Any]], Iterable[Diagnostic]] | None = None

    @cached_property
    def required(self) -> tuple[tuple[str, str], ...]:
        """The names of fields that must be there, and the attributes they fill."""
        return tuple((name, spec.to or name) for name, spec in self.fields.items() if spec.required)

    def read(self, value: Value, reader: Reader) -> Any | None:
        """What `make` makes; None where a required field is missing."""
        if not isinstance(value, Mapping):
            reader.report(mistakes.wrong_shape(reader.at(value), "fields", describe(value)))
            return None
        attributes = self.attributes(value, reader)
        missing = any(attribute not in attributes for _, attribute in self.required)
        return None if missing else self.make(**attributes)

    def attributes(self, value: Mapping, reader: Reader) -> dict[str, Any]:
        """The attributes that could be read; what is wrong or missing has been reported."""
        given: dict[str, Any] = {}
        for key, item in value.items:
            if reader.full:
                break
            spec = self.fields.get(key.text)
            if spec is None:
                reader.report(mistakes.unknown_key(reader.at(key), key.text, self.fields))
                continue
            if isinstance(item, Scalar) and item.empty:
                continue
            reader.key = key.text
            given[spec.to or key.text] = spec.type.read(item, reader)
        for name, attribute in self.required:
            if attribute not in given:
                reader.report(mistakes.missing_field(reader.at(value), name))
        if self.check:
            for problem in self.check(reader.at(value), given):
                reader.report(problem)
        return {attribute: read for attribute, read in given.items() if read is not None}

    def json_schema(self) -> JsonSchema:
        properties = {name: spec.type.json_schema() | {"description": spec.about} for name, spec in self.fields.items()}
        schema: JsonSchema = {"type": "object", "properties": properties, "additionalProperties": False}
        required = [name for name, _ in self.required]
        return schema | {"required": required} if required else schema
