"""Modules of scripts in other forms: joined into one, which comes over a slow line at once, or as classic scripts.

In either, a module is a function that runs once and leaves what it exports in a table. Classic scripts are for pages
that are opened from a disk (`portable`).

What `import` and `export` say is read line by line: in a module that is taken in they stand at the beginning of a line.
What would mean something else in a function is an error, never silently so.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from posixpath import dirname, join, normpath, relpath

from pressmark.compiling import RenderingError
from pressmark.values import Frozen

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
_JOINED = "joinedModules"
_LOAD = "pressmarkLoad("


class Module(Frozen):
    """A module by its path: the paths that it imports, in order, and its text as the body of a function."""

    path: str
    imports: tuple[str, ...]
    body: str


def read_module(path: str, text: str, table: str = _TABLE) -> Module:
    """Read a module; `table` is what scripts will call that of all exports.

    Raises:
        RenderingError: It imports or exports in a way that has no counterpart in a function.
    """
    imports: dict[str, None] = {}
    exports: dict[str, str] = {}  # by the name outside

    def place(written: str) -> str:
        there = normpath(join(dirname(path), written))
        imports[there] = None
        return f'{table}["{there}"]'

    def imported(found: re.Match[str]) -> str:
        source = place(found["path"])
        names = [pair.replace(" as ", ": ") for pair in _names(found["names"])]
        names += [f"default: {found['default']}"] if found["default"] else []
        whole = f"const {found['all']} = {source};" if found["all"] else ""
        return whole + (f"const {{ {', '.join(names)} }} = {source};" if names else "")

    def declared(found: re.Match[str]) -> str:
        exports[found["name"]] = found["name"]
        return ""

    def listed(found: re.Match[str]) -> str:
        source = f"{place(found['path'])}." if found["path"] else ""
        for pair in _names(found["names"]):
            inside, _, outside = pair.partition(" as ")
            exports[outside or inside] = source + inside
        return ""

    body = _LISTED.sub(listed, _DECLARED.sub(declared, _IMPORT.sub(imported, text)))
    if left := _LEFT.search(body):
        line = text[: text.find(left[0])].count("\n") + 1
        raise RenderingError(_template(path), line, f"«{left[0].strip()}» cannot be taken into another script")
    given = ", ".join(f"{outside}: {inside}" for outside, inside in exports.items())
    return Module(path, tuple(imports), f"{body}\nreturn {{ {given} }};")


def classic(module: Module) -> str:
    """A module as a classic script, which is loaded after those that it imports."""
    return f'"use strict";\n{_entry(_TABLE, module, _DYNAMIC.sub(_LOAD, module.body))}'


def joined(path: str, texts: Mapping[str, str]) -> str:
    """A module that holds itself all those of its folder that it needs, and imports the others; `texts` are by path.

    Raises:
        RenderingError: One cannot be taken in, or is not there, or two need one another.
    """
    inside = {name: text for name, text in texts.items() if dirname(name) == dirname(path)}
    modules = {name: read_module(name, text, _JOINED) for name, text in inside.items()}
    needed = closure(path, modules, outside=texts.keys() - modules.keys())
    others = dict.fromkeys(name for module in needed for name in module.imports if name not in modules)
    imports = [f'import * as {_JOINED}{i} from "{_written(name, path)}";\n' for i, name in enumerate(others)]
    known = ", ".join(f'"{name}": {_JOINED}{i}' for i, name in enumerate(others))
    entries = (_entry(_JOINED, module, module.body) for module in needed)
    return "".join((*imports, f"const {_JOINED} = {{ {known} }};\n", *entries))


def _entry(table: str, module: Module, body: str) -> str:
    return f'{table}["{module.path}"] = (() => {{\n{body}\n}})();\n'


def _written(path: str, importer: str) -> str:
    """A path as a module imports it."""
    found = relpath(path, dirname(importer))
    return found if found.startswith("..") else f"./{found}"


def closure(path: str, modules: Mapping[str, Module], outside: AbstractSet[str] = frozenset()) -> list[Module]:
    """A module behind all those that it needs, each once; those `outside` are somewhere else.

    Raises:
        RenderingError: One is not there, or two need one another.
    """
    done: dict[str, Module] = {}

    def visit(one: str, trail: tuple[str, ...]) -> None:
        if one in done or one in outside:
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
