"""Modules of scripts as classic scripts: each is a function that runs once and leaves what it exports in a table.

What `import` and `export` say is read line by line: in a module that goes into a copy they stand at the beginning of a
line. What would mean something else in a classic script is an error, never silently so.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from pressmark.rendering import RenderingError

_NAME = r"[A-Za-z_$][\w$]*"
_IMPORT = re.compile(
    rf"""^import\s*(?:(?P<default>{_NAME})\s*,?\s*)?(?:\*\s*as\s+(?P<all>{_NAME})\s*|\{{(?P<names>[^}}]*)\}}\s*)?"""
    r"""(?:from\s*)?(?P<quote>["'])(?P<path>[^"'\n]+)(?P=quote)[ \t]*;?""",
    re.MULTILINE,
)
_DECLARED = re.compile(
    rf"^export\s+(?=(?:const|class|(?:async\s+)?function\b\s*\*?)\s*(?P<name>{_NAME}))", re.MULTILINE
)
_LISTED = re.compile(
    r"""^export\s*\{(?P<names>[^}]*)\}(?:\s*from\s*(?P<quote>["'])(?P<path>[^"'\n]+)(?P=quote))?[ \t]*;?""",
    re.MULTILINE,
)
_LEFT = re.compile(r"^(?:import\b(?!\s*\()|export\b)[^\n]*", re.MULTILINE)
_DYNAMIC = re.compile(r"\bimport\s*\(")
_TABLE = "pressmarkModules"
_LOAD = "pressmarkLoad("


@dataclass(frozen=True, slots=True)
class Module:
    """A module by its path in the site: the paths that it imports, in order, and its text as the body of a function."""

    path: str
    imports: tuple[str, ...]
    body: str


def read_module(path: str, text: str) -> Module:
    """Read a module.

    Raises:
        RenderingError: It imports or exports in a way that has no counterpart in a classic script.
    """
    imports: dict[str, None] = {}
    exports: dict[str, str] = {}  # by the name outside

    def table(written: str) -> str:
        there = normpath(join(dirname(path), written))
        imports[there] = None
        return f'{_TABLE}["{there}"]'

    def imported(found: re.Match[str]) -> str:
        source = table(found["path"])
        names = [pair.replace(" as ", ": ") for pair in _names(found["names"])]
        names += [f"default: {found['default']}"] if found["default"] else []
        whole = f"const {found['all']} = {source};" if found["all"] else ""
        return whole + (f"const {{ {', '.join(names)} }} = {source};" if names else "")

    def declared(found: re.Match[str]) -> str:
        exports[found["name"]] = found["name"]
        return ""

    def listed(found: re.Match[str]) -> str:
        source = f"{table(found['path'])}." if found["path"] else ""
        for pair in _names(found["names"]):
            inside, _, outside = pair.partition(" as ")
            exports[outside or inside] = source + inside
        return ""

    body = _LISTED.sub(listed, _DECLARED.sub(declared, _IMPORT.sub(imported, text)))
    if left := _LEFT.search(body):
        line = text[: text.find(left[0])].count("\n") + 1
        raise RenderingError(_template(path), line, f"«{left[0].strip()}» cannot be taken into a portable copy")
    given = ", ".join(f"{outside}: {inside}" for outside, inside in exports.items())
    return Module(path, tuple(imports), f"{_DYNAMIC.sub(_LOAD, body)}\nreturn {{ {given} }};")


def classic(module: Module) -> str:
    """A module as a classic script, which is loaded after those that it imports."""
    return f'"use strict";\n{_TABLE}["{module.path}"] = (() => {{\n{module.body}\n}})();\n'


def closure(path: str, modules: Mapping[str, Module]) -> list[Module]:
    """A module behind all those that it needs, each once.

    Raises:
        RenderingError: One is not there, or two need one another.
    """
    done: dict[str, Module] = {}

    def visit(one: str, trail: tuple[str, ...]) -> None:
        if one in done:
            return
        if one in trail or one not in modules:
            reason = "needs itself" if one in trail else "is not there"
            raise RenderingError(_template(trail[-1]), 1, f"a module that it imports {reason}: {_template(one)}")
        for needed in modules[one].imports:
            visit(needed, (*trail, one))
        done[one] = modules[one]

    visit(path, ())
    return list(done.values())


def _names(written: str | None) -> list[str]:
    """What stands between braces, such as `one, other as another`."""
    return [" ".join(one.split()) for one in (written or "").split(",") if one.strip()]


def _template(path: str) -> str:
    """The file of `templates/` from which a script was published: without the digest in its address."""
    return re.sub(r"^(assets/js/)[0-9a-f]{8}/", r"\1", path)
