"""What every type of field needs: the reader that collects mistakes, and the interface of a type."""

from dataclasses import dataclass, field
from typing import Any, Protocol

from pressmark import mistakes
from pressmark.diagnostics import At, Diagnostic
from pressmark.frontmatter import Scalar, Sequence, Tree, Value
from pressmark.limits import PROBLEMS, TEXT
from pressmark.model import Reference

JsonSchema = dict[str, Any]


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

    @property
    def full(self) -> bool:
        """Whether so much is wrong that the rest need not be read."""
        return len(self.problems) > PROBLEMS.most

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


def scalar(value: Value, reader: Reader, wanted: str, most: int = TEXT.most) -> Scalar | None:
    """The value as a scalar that is filled in and has at most so many characters, or None after a report."""
    if not isinstance(value, Scalar):
        reader.report(mistakes.wrong_shape(reader.at(value), wanted, describe(value)))
        return None
    if value.plain and value.text == "TODO":
        reader.report(mistakes.todo(reader.at(value), reader.key))
        return None
    if len(value.text) > most:
        reader.report(mistakes.too_long(reader.at(value), len(value.text), most))
        return None
    return value
