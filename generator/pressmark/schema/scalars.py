"""Types of single values."""

import re
from collections.abc import Callable
from typing import Any

from pressmark import mistakes
from pressmark.characters import INVISIBLE, is_plain
from pressmark.dates import BadDate, read_edtf
from pressmark.frontmatter import Scalar, Sequence, Value
from pressmark.limits import NAME
from pressmark.model import Reference
from pressmark.schema.reading import JsonSchema, Reader, scalar
from pressmark.values import Frozen

_COMMENT = re.compile(r"[ \t]+#.*")


class Text(Frozen):
    """Text of at most so many characters.

    `prose` guards against YAML comments that would cut a sentence; `lines` allows line breaks.
    """

    prose: bool = False
    lines: bool = False
    most: int = NAME.most

    def read(self, value: Value, reader: Reader) -> str | None:
        """White space around the text is dropped."""
        found = scalar(value, reader, "text", self.most)
        if found is None:
            return None
        cut = self._cut(found, reader)
        if cut:
            whole = '"' + (found.text + cut).replace("\\", "\\\\").replace('"', '\\"') + '"'
            reader.report(mistakes.cut_by_comment(reader.at(found), reader.key, whole))
        invisible = None if is_plain(found.text) else INVISIBLE.search(found.text)
        if invisible:
            reader.report(mistakes.control_character(reader.at(found), ord(invisible.group())))
            return None
        text = (found.text + cut).strip()
        return text if self.lines else " ".join(text.split())

    def _cut(self, found: Scalar, reader: Reader) -> str:
        """What YAML has taken for a comment behind a text."""
        if not self.prose or not found.plain:
            return ""
        comment = _COMMENT.match(reader.tree.text, found.end)
        return f" {comment.group().strip()}" if comment else ""  # `format` writes two blanks before a comment

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "maxLength": self.most}


class Choice(Frozen):
    """One of a fixed list of words."""

    words: tuple[str, ...]

    def read(self, value: Value, reader: Reader) -> str | None:
        """The word as written."""
        if isinstance(value, Scalar) and value.text in self.words:
            return value.text
        found = scalar(value, reader, f"one of {', '.join(self.words)}")
        if found:
            reader.report(mistakes.not_in_list(reader.at(found), found.text, self.words))
        return None

    def json_schema(self) -> JsonSchema:
        return {"enum": list(self.words)}


_BOOLEAN = Choice(("true", "false"))


class Boolean(Frozen):
    """`true` or `false`; YAML 1.1's other spellings are refused, since they mean different things to people."""

    def read(self, value: Value, reader: Reader) -> bool | None:
        """True or False."""
        word = _BOOLEAN.read(value, reader)
        return None if word is None else word == "true"

    def json_schema(self) -> JsonSchema:
        return {"type": "boolean"}


class Number(Frozen):
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


class Form(Frozen):
    """Text that follows a pattern; `wanted` and `example` are for the message. `parse` refuses by returning None.

    `names` says what kind of thing it refers to, for `resolve` to look it up.
    """

    pattern: str
    wanted: str
    example: str
    parse: Callable[[str], Any] = str
    names: str = ""

    def read(self, value: Value, reader: Reader) -> Any | None:
        """What `parse` makes of the text."""
        found = scalar(value, reader, self.wanted)
        if found is None:
            return None
        parsed = self.parse(found.text) if re.fullmatch(self.pattern, found.text) else None
        if parsed is None:
            reader.report(mistakes.bad_form(reader.at(found), found.text, self.wanted, self.example))
        elif self.names:
            reader.references.append(Reference(self.names, found.text, reader.at(found)))
        return parsed

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^(?:{self.pattern})$"}


class Date(Frozen):
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


_NAME = Text()


class Ref(Frozen):
    """The name of a record: an id, else an exact name, else an alias; `resolve` looks it up."""

    kind: str
    loose: bool = False

    def read(self, value: Value, reader: Reader) -> str | None:
        """The name as written."""
        text = _NAME.read(value, reader)
        if text:
            reader.references.append(Reference(self.kind, text, reader.at(value), self.loose))
        return text or None

    def json_schema(self) -> JsonSchema:
        return {"type": "string", "description": f"{self.kind}: id, exact name or alias"}


class TermRef(Ref):
    """A term of a vocabulary. Its schema is one of those that stand in `$defs`, since archives have their own."""

    def json_schema(self) -> JsonSchema:
        return {"$ref": f"#/$defs/{self.kind.replace(' ', '-')}"}
