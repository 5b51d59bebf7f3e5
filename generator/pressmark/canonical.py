"""The one way to write a file: fields in their order, one thing a line, lists sorted where their order says nothing.

Two people who add to different places of such a file change different lines, and git can join what they did. Comments
stay with what they are about; the style of every value stays; a body is never touched. What the file says is the same
before and after, or it is left as it was.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pressmark import fields, frontmatter, quotes
from pressmark.comments import Comments, Place, comments_of, words_of_comments
from pressmark.dates import Edtf, read_edtf
from pressmark.fields.facts import ANNOTATION, CLAIM, EVENT, Until
from pressmark.fields.types import Terms
from pressmark.filing import NOTES_ENDING
from pressmark.frontmatter import Mapping, Scalar, Tree, Value
from pressmark.model import Body, Kind, Quote
from pressmark.schema import Date, Either, ListOf, Located, Mapped, Ref, Struct, Type
from pressmark.values import Frozen

Respell = Callable[[str, str], str]  # what a reference of a kind is best written as
STEP = "  "


class UnwritableError(Exception):
    """A tree that cannot be written in blocks, such as a list of lists."""


def canonical(tree: Tree, schema: Type, respell: Respell, body: Body) -> str | None:
    """The text of a tree as it is to be written, or None where that cannot be done.

    `body` is the article's: notes go by the places of their words.
    """
    if tree.root is None or tree.problems or isinstance(tree.root, Scalar):
        return None
    writer = _Writer(tree, comments_of(tree), respell, body)
    try:
        lines = writer.value(tree.root, schema, "")
    except UnwritableError:
        return None
    head = [*writer.comments.head, ""] if writer.comments.head else []
    text = "\n".join((*head, *lines, *writer.comments.foot)) + "\n"
    again = frontmatter.load("", text)
    kept = not again.problems and words_of_comments(again) == words_of_comments(tree)
    return text if kept and _said(again, schema, respell) == _said(tree, schema, respell) else None


def schema_of(kind: Kind, path: str) -> Type:
    """What the YAML of a file consists of."""
    if path.endswith(NOTES_ENDING):
        return fields.SIDECAR
    return fields.OF_KIND[kind]


class _Writer(Frozen):
    """Writes values as lines; each method is told the blanks that its lines begin with."""

    tree: Tree
    comments: Comments
    respell: Respell
    body: Body

    def value(self, value: Value, schema: Type | None, indent: str) -> list[str]:
        """A list or fields in blocks."""
        if isinstance(value, Mapping):
            pairs = _in_order(value, _of_mapping(schema))
            return [line for key, item in pairs for line in self.pair(key, item, _field(schema, key.text), indent)]
        if isinstance(value, frontmatter.Sequence):
            inner = schema.item if isinstance(schema, ListOf) else None
            lines: list[str] = []
            size = 1
            for item in self._sorted(value, schema):
                before, written = size, self.item(item, inner, indent)
                size = len(written)
                apart = bool(lines) and (before > 1 or size > 1)  # so that changes of neighbours do not touch
                lines += ["", *written] if apart else written
            return lines
        raise UnwritableError

    def pair(self, key: Scalar, value: Value, schema: Type | None, indent: str) -> list[str]:
        """A field with its value."""
        place = (key.start, True)
        head = f"{indent}{self.raw(key)}:"
        behind = self._behind(place)
        if isinstance(value, Scalar):
            lines = self.scalar(value, schema, indent, key.column - 1)
            lines = [f"{head} {lines[0]}".rstrip(), *lines[1:]]
            lines[-1] += behind
        elif _is_written_as_it_is(value, schema):
            words = " ".join(self.tree.text[value.start : value.end].split())
            lines = [f"{head} {words}{behind}"]
        else:
            within = f"{indent}{STEP}"
            lines = [f"{head}{behind}", *self.value(value, schema, within)]
        return self._with_comments(lines, place, indent)

    def item(self, value: Value, schema: Type | None, indent: str) -> list[str]:
        """An item of a list."""
        place = (value.start, False)
        behind = self._behind(place)
        if isinstance(value, Scalar):
            lines = self.scalar(value, schema, indent, 0)
            lines = [f"{indent}- {lines[0]}".rstrip(), *lines[1:]]
            lines[-1] += behind
        elif isinstance(value, Mapping) and value.items:
            lines = self.value(value, schema, f"{indent}{STEP}")
            first = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
            said = [f"{indent}{line.strip()}" for line in lines[:first]]
            opening = f"{indent}- {lines[first].lstrip()}"
            lines = [*said, opening + behind, *lines[first + 1 :]]
        else:
            raise UnwritableError
        return self._with_comments(lines, place, indent)

    def scalar(self, value: Scalar, schema: Type | None, indent: str, before: int) -> list[str]:
        """A value as it was written; what runs over several lines moves with its field, which stood `before`."""
        raw = self.raw(value)
        reference = _reference(schema)
        if reference and value.text and "\n" not in raw:
            best = self.respell(reference, value.text)
            return [raw if best == value.text else best]
        first, *rest = raw.split("\n")
        if not rest:
            return [first]
        if first[:1] not in {"|", ">"}:
            return [first, *(f"{indent}{STEP}{line.strip()}" if line.strip() else "" for line in rest)]
        digit = re.match(r"[|>][+-]?([1-9])", first)
        content = [len(line) - len(line.lstrip(" ")) for line in rest if line.strip()]
        old = before + int(digit[1]) if digit else content[0] if content else 0
        new = indent + " " * (int(digit[1]) if digit else len(STEP))
        return [first, *(f"{new}{line[old:]}" if line.strip() or len(line) > old else "" for line in rest)]

    def raw(self, value: Scalar) -> str:
        """A value as it was written."""
        written = self.tree.text[value.start : value.end]
        keeps = re.match(r"[|>][1-9]?\+", written)
        return written.removesuffix("\n") if keeps else written.rstrip()

    # --- comments ---

    def _behind(self, place: Place) -> str:
        found = self.comments.behind.get(place, ())
        return "  " + " ".join(found) if found else ""

    def _with_comments(self, lines: list[str], place: Place, indent: str) -> list[str]:
        above, below = self.comments.above.get(place, ()), self.comments.within_end.get(place, ())
        return [*(f"{indent}{one}" for one in above), *lines, *(f"{indent}{STEP}{one}" for one in below)]

    # --- order ---

    def _sorted(self, value: frontmatter.Sequence, schema: Type | None) -> Sequence[Value]:
        inner = _unwrapped(schema.item) if isinstance(schema, ListOf) else None
        if inner is ANNOTATION:
            folded = quotes.fold(self.body.text)
            return sorted(value.items, key=lambda item: self._place(item, folded))
        if inner is EVENT:
            named = [_text(item, "id") for item in value.items]
            if len(named) - named.count("") == len(set(named) - {""}):  # else the order tells which comes first
                return sorted(value.items, key=self._day)
        if inner is CLAIM:
            return sorted(value.items, key=self._parties)
        if isinstance(schema, ListOf) and schema.unique:
            return sorted(value.items, key=lambda item: self._name(item, schema.item))
        return value.items

    def _place(self, item: Value, folded: quotes.Folded) -> tuple[float, float]:
        words = Quote(_text(item, "quote"), _text(item, "prefix"), _text(item, "suffix"))
        found = quotes.locate(words, self.body, folded)
        return (found[0].start, found[0].end) if len(found) == 1 else (float("inf"), 0)

    def _day(self, item: Value) -> tuple[bool, Any]:
        value = dict(_pairs(item)).get("date")
        text = self.tree.text[value.start : value.end].strip() if value else ""
        date = read_edtf(text.strip("'\""))
        return (False, date.sort_key) if isinstance(date, Edtf) else (True, text)

    def _parties(self, item: Value) -> tuple[str, ...]:
        """Claims of one relation stay in their order: the last of them tells how it stands."""
        names = (self.respell(Kind.COMPANY, _text(item, key)) for key in ("company", "partner"))
        return (*sorted(names), _text(item, "role"), self.respell(Kind.PLACE, _text(item, "place")))

    def _name(self, item: Value, schema: Type) -> tuple[str, str]:
        text = item.text if isinstance(item, Scalar) else _text(item, "text")
        reference = _reference(schema)
        text = self.respell(reference, text) if reference else text
        return text.casefold(), text


# --- types and trees ----------------------------------------------------------------------------------------------


def _unwrapped(schema: Type | None, value: Value | None = None) -> Type | None:
    while isinstance(schema, Located | Mapped | Either):
        if isinstance(schema, Either):
            schema = schema.mapping if isinstance(value, Mapping) else schema.scalar
        else:
            schema = schema.type
    return schema


def _of_mapping(schema: Type | None) -> Struct | None:
    found = schema.mapping if isinstance(schema, Either) else _unwrapped(schema)
    return found if isinstance(found, Struct) else None


def _field(schema: Type | None, key: str) -> Type | None:
    struct = _of_mapping(schema)
    spec = struct.fields.get(key) if struct else None
    return spec.type if spec else None


def _reference(schema: Type | None) -> str:
    """The kind of record that a value names."""
    found = _unwrapped(schema)
    if not isinstance(found, Ref) or found.loose:  # a byline stays as it was printed
        return ""
    return found.kind if found.kind in set(Kind) else ""


def _in_order(value: Mapping, struct: Struct | None) -> Iterable[tuple[Scalar, Value]]:
    if struct is None:
        return value.items
    order = {name: number for number, name in enumerate(struct.fields)}
    return sorted(value.items, key=lambda pair: order.get(pair[0].text, len(order)))


def _is_written_as_it_is(value: Value, schema: Type | None) -> bool:
    """What is empty, and dates, whose brackets are their own."""
    empty = not isinstance(value, Scalar) and not value.items
    return empty or (isinstance(schema, Date | Until | Terms) and getattr(value, "flow", False))


def _pairs(value: Value) -> Iterable[tuple[str, Value]]:
    return ((key.text, item) for key, item in value.items) if isinstance(value, Mapping) else ()


def _text(value: Value, name: str) -> str:
    found = dict(_pairs(value)).get(name)
    return " ".join(found.text.split()) if isinstance(found, Scalar) else ""


def _said(tree: Tree, schema: Type, respell: Respell) -> Any:
    """What a tree says, whatever the order of its fields and lists."""

    def said(value: Value | None, schema: Type | None) -> Any:
        if isinstance(value, Scalar):
            reference = _reference(schema)
            return respell(reference, value.text) if reference else value.text
        if isinstance(value, Mapping):
            return sorted(((key.text, said(item, _field(schema, key.text))) for key, item in value.items), key=repr)
        if isinstance(value, frontmatter.Sequence):
            if _is_written_as_it_is(value, schema):
                return "".join(tree.text[value.start : value.end].split())
            inner = schema.item if isinstance(schema, ListOf) else None
            return sorted((said(item, inner) for item in value.items), key=repr)
        return None

    return said(tree.root, schema)
