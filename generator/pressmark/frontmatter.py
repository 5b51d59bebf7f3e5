"""YAML with exact marks: every scalar stays text as written, and what YAML would do silently is a mistake.

PyYAML's C parser composes the nodes; its implicit resolvers are left out, so that `NO`, `12:30` and `0123` reach
the schema as text and are typed there. One loader serves front matter, records, settings and sidecars.
"""

import re
from typing import Any

import yaml

from pressmark import mistakes
from pressmark.complaints import at, explain, invisible
from pressmark.diagnostics import At, Diagnostic
from pressmark.limits import DEPTH, VALUES
from pressmark.values import Frozen

_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_STR = "tag:yaml.org,2002:str"
_DEFAULT_TAGS = {_STR, "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
_CONFLICT = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)
_MARKERS = re.compile(r"^(?:<{7}(?=[ \n])|={7}$|>{7}(?=[ \n]|\Z))", re.MULTILINE)
_FOREIGN_BREAK = re.compile("[\x85\u2028\u2029]")  # ends lines for YAML 1.1, but not for editors
_MAY_BE_ALIAS = re.compile(r"(?:^|[\s\[{,])[&*][^\s*&]", re.MULTILINE)
_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_MANY_NESTERS = 400  # brackets and dashes below this cannot nest deep enough to matter


class _Loader(_Base):  # type: ignore[misc]  # PyYAML has no types
    """PyYAML's parser without its search for tags: whatever has none is text, a list or fields by its shape alone."""

    def resolve(self, *_: Any) -> str:
        return _STR

    def descend_resolver(self, *_: Any) -> None:
        """There are no paths to follow."""

    ascend_resolver = descend_resolver


class Scalar(Frozen):
    """A scalar as written; `start` and `end` are its offsets in `Tree.text`; `plain` means without quotes."""

    text: str
    line: int
    column: int
    start: int = 0
    end: int = 0
    plain: bool = True

    @property
    def empty(self) -> bool:
        """Nothing was written after the colon, or only quotation marks around nothing."""
        return not self.text.strip()


class Sequence(Frozen):
    """A list; `start` and `end` are its offsets in `Tree.text`."""

    items: "tuple[Value, ...]"
    line: int
    column: int
    start: int
    end: int
    flow: bool


class Mapping(Frozen):
    """Fields in the author's order; `start` and `end` are its offsets in `Tree.text`."""

    items: "tuple[tuple[Scalar, Value], ...]"
    line: int
    column: int
    start: int = 0
    end: int = 0
    flow: bool = False


Value = Scalar | Sequence | Mapping


class Tree(Frozen):
    """A YAML document: its root (None where there is none or it cannot be read), and the text its offsets count in."""

    root: Value | None
    text: str
    problems: tuple[Diagnostic, ...] = ()


class Source(Frozen):
    """A file with front matter, cut in two. `first_line` is the line of the file in which the body begins."""

    tree: Tree
    body: str
    first_line: int


def _whole_conflict(text: str) -> re.Match[str] | None:
    """The first marker of a merge conflict that has all three, in order: a text may well contain one of them."""
    if ">>>>>>>" not in text:
        return None
    first: re.Match[str] | None = None
    divided = False
    for marker in _MARKERS.finditer(text):
        if marker.group().startswith("<"):
            first, divided = first or marker, divided and first is not None
        elif marker.group().startswith("="):
            divided = first is not None
        elif first and divided:
            return first
    return None


def split(path: str, text: str) -> Source:
    """Cut a file into its front matter and its body."""
    conflict = _whole_conflict(text)
    if conflict:
        return Source(Tree(None, text, (_conflict(path, text, conflict),)), "", 1)
    fences = _FENCE.finditer(text)
    opening = next(fences, None)
    if opening is None or text[: opening.start()].strip():
        return Source(Tree(None, text, (mistakes.no_front_matter(At(path)),)), text, 1)
    closing = next(fences, None)
    if closing is None:
        at = At(path, text.count("\n", 0, opening.start()) + 1)
        return Source(Tree(None, text, (mistakes.unclosed_front_matter(at),)), "", 1)
    blank = "\n" * text.count("\n", 0, opening.end())
    fields = blank + text[opening.end() : closing.start()]
    return Source(load(path, fields), text[closing.end() :].removeprefix("\n"), text.count("\n", 0, closing.end()) + 2)


def load(path: str, text: str) -> Tree:
    """Read one YAML document; never raises."""
    conflict = _CONFLICT.search(text) if "<<<<<<<" in text or ">>>>>>>" in text else None
    if conflict:
        return Tree(None, text, (_conflict(path, text, conflict),))
    foreign = _FOREIGN_BREAK.search(text)
    if foreign:
        return Tree(None, text, (invisible(path, text, foreign.start()),))
    try:
        refused = _refused(path, text)
        if refused:
            return Tree(None, text, (refused,))
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError as error:
        return Tree(None, text, (explain(path, text, error),))
    if node is None:
        return Tree(None, text)
    convert = _Converter(path)
    return Tree(convert.value(node, 0), text, tuple(convert.problems))


def _conflict(path: str, text: str, found: re.Match[str]) -> Diagnostic:
    return mistakes.conflict_marker(At(path, text.count("\n", 0, found.start()) + 1))


def _refused(path: str, text: str) -> Diagnostic | None:
    """Aliases, depth and number, seen before any tree is built; a second pass only over text that might have them."""
    may_be_alias = ("&" in text or "*" in text) and _MAY_BE_ALIAS.search(text)
    deep = len(text) > _MANY_NESTERS and sum(map(text.count, ("[", "{", "- ", "? "))) > _MANY_NESTERS
    if not deep and not may_be_alias and (len(text) < VALUES.most or sum(map(text.count, "\n,:")) < VALUES.most):
        return None
    depth = values = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        values += isinstance(event, yaml.NodeEvent)
        if values > VALUES.most:
            return mistakes.too_many(at(path, event.start_mark), "values in this YAML", VALUES.most)
        name = getattr(event, "anchor", None)
        if name:
            return mistakes.yaml_alias(at(path, event.start_mark), str(name))
        if depth > DEPTH.most:
            return mistakes.too_deep(at(path, event.start_mark), DEPTH.most)
    return None


class _Converter:
    """Turns PyYAML's nodes into our values, collecting what is wrong on the way."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Diagnostic] = []
        self.deep = False

    def value(self, node: Any, depth: int) -> Value | None:
        start, end = node.start_mark, node.end_mark
        if node.tag not in _DEFAULT_TAGS:
            self.problems.append(mistakes.yaml_tag(at(self.path, start), node.tag.replace("tag:yaml.org,2002:", "!!")))
        if depth > DEPTH.most:
            if not self.deep:
                self.problems.append(mistakes.too_deep(at(self.path, start), DEPTH.most))
            self.deep = True  # said once, for the first
            return None
        place = (start.line + 1, start.column + 1, start.index, end.index)
        if isinstance(node, yaml.ScalarNode):
            return Scalar(node.value, *place, not node.style)
        if isinstance(node, yaml.SequenceNode):
            items = [self.value(item, depth + 1) for item in node.value]
            return Sequence(tuple([item for item in items if item is not None]), *place, bool(node.flow_style))
        return Mapping(self._items(node, depth), *place, bool(node.flow_style))

    def _items(self, node: Any, depth: int) -> "tuple[tuple[Scalar, Value], ...]":
        found: dict[str, tuple[Scalar, Value]] = {}
        for key_node, value_node in node.value:
            key, value = self.value(key_node, depth + 1), self.value(value_node, depth + 1)
            if not isinstance(key, Scalar):
                place = at(self.path, key_node.start_mark)
                self.problems.append(mistakes.wrong_shape(place, "the name of a field", "a list or fields"))
            elif key.text == "<<" and key.plain:
                self.problems.append(mistakes.yaml_alias(at(self.path, key_node.start_mark), "<<"))
            elif key.text in found:
                place = at(self.path, key_node.start_mark)
                self.problems.append(mistakes.duplicate_key(place, key.text, found[key.text][0].line))
            elif value is not None:
                found[key.text] = (key, value)
        return tuple(found.values())
