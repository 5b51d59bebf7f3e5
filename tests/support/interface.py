"""What the interface says and where: its catalogues, the keys that are asked for, words in templates and pages."""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from string import Formatter
from typing import Any
from xml.etree.ElementTree import Element

from jinja2 import Environment, nodes
from tests.support.sites import REPOSITORY

from pressmark.frontmatter import load
from pressmark.strings import Forms, catalogue

STRINGS = REPOSITORY / "templates" / "strings"
TEMPLATES = sorted(
    path for path in (REPOSITORY / "templates").rglob("*") if path.suffix in {".html", ".xml", ".txt", ".json"}
)
SCRIPTS = sorted((REPOSITORY / "templates" / "assets" / "js").rglob("*.js"))
MODULES = sorted((REPOSITORY / "generator" / "pressmark").rglob("*.py"))
LETTER = re.compile(r"[^\W\d_]{2}")  # one alone is an initial, or a step of a path in a drawing


def strings(language: str) -> dict[str, Forms]:
    """The catalogue of a language, alone."""
    path = STRINGS / f"{language}.yaml"
    return catalogue(load(path.name, path.read_text(encoding="utf-8")))


def placeholders(form: str) -> set[str]:
    """The values that a string wants filled in."""
    return {name for _, name, _, _ in Formatter().parse(form) if name is not None}


# --- keys ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """A key, or the beginning of keys that are completed while rendering."""

    key: str
    whole: bool
    where: str

    def fits(self, key: str) -> bool:
        return key == self.key if self.whole else key.startswith(self.key)


def asked() -> list[Asked]:
    """All keys that templates and code ask for."""
    return [
        *(one for path in TEMPLATES for one in _asked_by_template(path)),
        *(one for path in MODULES for one in _asked_by_module(path)),
    ]


def _parsed(path: Path) -> nodes.Template:
    return Environment(extensions=["jinja2.ext.do"], autoescape=True).parse(path.read_text(encoding="utf-8"))


def _asked_by_template(path: Path) -> Iterator[Asked]:
    for call in _parsed(path).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in {"t", "has_string"}:
            yield from _keys(call.args[0], path.name)
        if isinstance(call.node, nodes.Name) and call.node.name == "strings_of":
            yield from (replace(one, key=f"{one.key}.", whole=False) for one in _keys(call.args[0], path.name))


def _keys(node: nodes.Expr, where: str) -> Iterator[Asked]:
    match node:
        case nodes.Const():
            yield Asked(str(node.value), whole=True, where=where)
        case nodes.Concat():
            first = node.nodes[0]
            assert isinstance(first, nodes.Const), where
            yield Asked(str(first.value), whole=False, where=where)
        case nodes.CondExpr():
            yield from _keys(node.expr1, where)
            assert node.expr2 is not None
            yield from _keys(node.expr2, where)


def _asked_by_module(path: Path) -> Iterator[Asked]:
    """What is handed to `text` and `plain`, or to a view as the key of a title or a crumb."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            given = node.args[:1] if called in {"text", "plain", "_has", "_format"} else []
            given += node.args[1:2] if called == "_format" else []
            given += [word.value for word in node.keywords if word.arg in {"key", "title_key"}]
            for value in given:
                yield from _keys_of_code(value, path.name)
        if isinstance(node, ast.Assign) and any("key" in ast.unparse(target) for target in node.targets):
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            for value in values:
                yield from _keys_of_code(value, path.name)


def _keys_of_code(node: ast.expr, where: str) -> Iterator[Asked]:
    match node:
        case ast.Constant(value=str(key)) if "." in key or key.islower():
            yield Asked(key, whole=True, where=where)
        case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]) if "." in start:
            yield Asked(start, whole=False, where=where)
        case ast.IfExp():
            yield from _keys_of_code(node.body, where)
            yield from _keys_of_code(node.orelse, where)


# --- a language of brackets ---------------------------------------------------------------------------------------

OPEN, CLOSE = "⟦", "⟧"


def bracketed() -> str:
    """A file of strings in which every string of the interface stands in brackets, and dates as well."""
    patterns = {"date.day", "date.month", "date.day_of_year", "date.month_of_year"}

    def wrapped(key: str, form: str) -> str:
        return f"'{OPEN}'{form}'{CLOSE}'" if key in patterns else f"{OPEN}{form}{CLOSE}"

    forms = {key: {name: wrapped(key, form) for name, form in forms.items()} for key, forms in strings("en").items()}
    return "".join(f"{key}: {json.dumps(of, ensure_ascii=False)}\n" for key, of in forms.items())


def unbracketed(page: Element) -> Iterator[str]:
    """What a page says outside of all brackets: texts, and attributes that people read or hear."""
    depth = 0
    for text, whole in _said(page):
        depth = 0 if whole else depth
        outside = ""
        for character in text:
            depth += (character == OPEN) - (character == CLOSE)
            outside += character if depth == 0 and character != CLOSE else "\n"
        yield from (piece.strip() for piece in outside.split("\n") if LETTER.search(piece))
        depth = 0 if whole else depth


def _said(element: Element) -> Iterator[tuple[str, bool]]:
    """Texts in the order of reading; the values of attributes, each of which stands for itself, are marked."""
    if element.tag in {"script", "style", "pre"}:  # also citations in the formats of programs
        return
    for name, value in element.items():
        if name in _HEARD or (name.startswith("data-") and " " in value):
            yield value, True
    if element.get("name") == "description" or element.get("property") in {"og:title", "og:description"}:
        yield element.get("content", ""), True
    yield element.text or "", False
    for child in element:
        yield from _said(child)
        yield child.tail or "", False


_HEARD = {"title", "alt", "placeholder", "label", "aria-label", "aria-description", "aria-roledescription"}

# --- words in scripts ---------------------------------------------------------------------------------------------

_REMARK = re.compile(r"^\s*//.*|(?:Error|console\.\w+)\(.*", re.MULTILINE)
_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')
_KEYS_PRESSED = {"Enter", "Escape", "Home", "End"}
_WORDS = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}|^[A-Z][a-z]+$")


def words_in_script(path: Path) -> list[str]:
    """Texts of a script that look like words; errors and warnings for its developers are not for readers."""
    found = (double or template for double, template in _LITERAL.findall(_REMARK.sub("", path.read_text("utf-8"))))
    words = (text for text in found if _WORDS.search(re.sub(r"\$\{[^}]*\}", "", text)))
    return [text for text in words if text not in _KEYS_PRESSED]


# --- words in templates -------------------------------------------------------------------------------------------

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%.*?%\}", re.DOTALL)
_EXPRESSION = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_SPOKEN = re.compile(r'\b(?:title|alt|placeholder|label|aria-label|aria-description)="([^"]*)"')
_STAND_IN = re.compile(r"\x00(\d+)\x00")


def words_in(path: Path) -> list[str]:
    """Words of a template that its readers would see or hear and no catalogue knows."""
    source = _STATEMENT.sub("\n", _COMMENT.sub("", path.read_text(encoding="utf-8")))
    expressions: list[str] = []

    def stand_in(match: re.Match[str]) -> str:
        expressions.append(match[1])
        return f"\x00{len(expressions) - 1}\x00"

    page = _EXPRESSION.sub(stand_in, source)
    spoken = "\n".join((_TAG.sub("\n", page), *(text for tag in _TAG.findall(page) for text in _SPOKEN.findall(tag))))
    written = [text.strip() for text in _STAND_IN.sub("\n", spoken).splitlines()]
    literal = [
        text for number in _STAND_IN.findall(spoken) for text in _literals(_expression(expressions[int(number)]))
    ]
    return [text for text in (*written, *literal) if LETTER.search(text)]


def _expression(source: str) -> nodes.Expr:
    output = next(Environment(autoescape=True).parse(f"{{{{{source}}}}}").find_all(nodes.Output))
    return output.nodes[0]


def _literals(node: Any) -> Iterator[str]:
    """Texts that an expression writes as they are; those that calls and filters are given are not."""
    match node:
        case nodes.Const(value=str(text)):
            yield text
        case nodes.TemplateData(data=text):
            yield text
        case nodes.CondExpr():
            yield from (*_literals(node.expr1), *_literals(node.expr2))
        case nodes.Concat():
            yield from (text for one in node.nodes for text in _literals(one))
        case nodes.Or() | nodes.And() | nodes.Add():
            yield from (*_literals(node.left), *_literals(node.right))
