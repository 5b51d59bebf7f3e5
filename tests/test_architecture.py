"""The rules of `docs/architecture.md` hold: which module may import which, what is pure, how long a module may be.

The layers and their modules are those that the page lists, so that it cannot say anything else than the code does.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.support.archives import NOW, write
from tests.support.crowds import crowded
from tests.support.sites import EVERYTHING, REPOSITORY

import pressmark
from pressmark import pages
from pressmark.archive import read_archive
from pressmark.files import read_common_words, read_tree
from pressmark.index import build_index
from pressmark.looking import shipped_templates
from pressmark.mentions import find_mentions
from pressmark.pages import views
from pressmark.publishable import publishable
from pressmark.workers import Workers

PACKAGE = Path(pressmark.__file__).parent
MAX_LINES = 300
IMPURE_LAYERS = ("Entry", "Join", "Effects")
IN_MEMORY = {  # what touches nothing there
    "dataset.database": ["sqlite3"],  # the database never leaves the memory
}
IMPURE = frozenset(
    [
        "asyncio",
        "glob",
        "http",
        "io",
        "locale",
        "logging",
        "multiprocessing",
        "os",
        "random",
        "secrets",
        "shutil",
        "signal",
        "socket",
        "sqlite3",
        "subprocess",
        "sys",
        "tempfile",
        "threading",
        "time",
        "urllib.request",
        "uuid",
    ]
)
IMPURE_NAMES = frozenset(
    {"Path", "PosixPath", "WindowsPath", "FileSystemLoader", "PackageLoader", "ProcessPoolExecutor"}
)
IMPURE_CALLS = frozenset({"open", "print", "input", "exec", "eval", "breakpoint"})
IMPURE_METHODS = frozenset({"now", "today", "utcnow", "read_text", "read_bytes", "write_text", "write_bytes"})


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package, by its name below it; the package itself is empty text."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts).removesuffix("__init__").rstrip(".")] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def imported(tree: ast.Module) -> Iterator[str]:
    """The modules of the package that a module imports, also those within functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            known = [name for name in inner if name.removeprefix("pressmark.") in modules()]
            names = [*known, node.module or ""]  # a package is loaded before what is in it
        else:
            continue
        for name in names:
            if name.startswith("pressmark."):
                yield name.removeprefix("pressmark.")


@cache
def layers() -> dict[str, int]:
    """The number of the layer of each module and package that the page lists; 0 is the uppermost."""
    page = (REPOSITORY / "docs/architecture.md").read_text(encoding="utf-8")
    listed = re.findall(r"^### (.+)\n(?:(?!^###)[^\n]*\n)*?<!-- made: modules (.+) -->$", page, re.MULTILINE)
    assert [name for name, _ in listed[:3]] == list(IMPURE_LAYERS)
    return {module: number for number, (_, names) in enumerate(listed) for module in names.split()}


def layer(module: str) -> int:
    return layers()[module.partition(".")[0]]


@cache
def graph() -> dict[str, frozenset[str]]:
    return {name: frozenset(imported(tree)) - {name} for name, tree in modules().items() if name}


def test_every_module_has_its_layer() -> None:
    packages = {name.partition(".")[0] for name in graph()}
    assert packages == layers().keys()


def test_imports_point_down_or_aside() -> None:
    upward = [
        f"{one} imports {other}" for one, others in graph().items() for other in others if layer(other) < layer(one)
    ]
    assert upward == []


def circles(edges: dict[str, frozenset[str]]) -> list[tuple[str, ...]]:
    done: set[str] = set()
    found: list[tuple[str, ...]] = []

    def visit(node: str, trail: tuple[str, ...]) -> None:
        if node in trail:
            found.append((*trail[trail.index(node) :], node))
        elif node not in done:
            for other in sorted(edges.get(node, ())):
                visit(other, (*trail, node))
            done.add(node)

    for start in edges:
        visit(start, ())
    return found


def test_no_imports_run_in_a_circle() -> None:
    assert circles({"a": frozenset("b"), "b": frozenset("c"), "c": frozenset("a")}) == [("a", "b", "c", "a")]
    assert circles(graph()) == []


def impurities(tree: ast.Module) -> Iterator[str]:
    """What in a module touches disk, clock, chance, processes, network or terminal."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (
                    alias.name for alias in names if alias.name in IMPURE or alias.name.partition(".")[0] in IMPURE
                )
            case ast.ImportFrom(module=str(module), names=names):
                if module in IMPURE or module.partition(".")[0] in IMPURE:
                    yield module
                yield from (alias.name for alias in names if alias.name in IMPURE_NAMES)
            case ast.Call(func=ast.Name(id=name)) if name in IMPURE_CALLS:
                yield name
            case ast.Call(func=ast.Attribute(attr=name)) if name in IMPURE_METHODS:
                yield name


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("import os", ["os"]),
        ("import os.path", ["os.path"]),
        ("from os import path", ["os"]),
        ("from urllib.parse import quote", []),
        ("from urllib.request import urlopen", ["urllib.request"]),
        ("from pathlib import PurePosixPath", []),
        ("from pathlib import Path", ["Path"]),
        ("def f():\n    import time", ["time"]),
        ("open('x')", ["open"]),
        ("datetime.now()", ["now"]),
    ],
)
def test_impurities_are_found(code: str, found: list[str]) -> None:
    assert list(impurities(ast.parse(code))) == found


def test_only_the_upper_layers_touch_the_world() -> None:
    pure = {name: tree for name, tree in modules().items() if name and layer(name) >= len(IMPURE_LAYERS)}
    assert len(pure) > 50
    assert {name: found for name, tree in pure.items() if (found := list(impurities(tree)))} == IN_MEMORY


def test_no_module_is_long() -> None:
    lengths = {path: path.read_text(encoding="utf-8").count("\n") for path in PACKAGE.rglob("*.py")}
    assert {str(path.relative_to(PACKAGE)): count for path, count in lengths.items() if count > MAX_LINES} == {}


def test_no_module_is_a_drawer_for_everything() -> None:
    names = {part for name in graph() for part in name.split(".")}
    assert not names & {"utils", "util", "helpers", "common", "misc", "base", "core", "tools"}


def test_every_module_says_what_it_is_for() -> None:
    assert [name for name, tree in modules().items() if not ast.get_docstring(tree)] == []


# --- templates ----------------------------------------------------------------------------------------------------

TEMPLATES = sorted(path for path in shipped_templates().rglob("*") if path.suffix in {".html", ".xml", ".txt"})
each_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
FORBIDDEN = {
    "unescaped text": re.compile(r"\|\s*safe\b|autoescape\s+false|\bMarkup\b"),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(
        r"<script\b(?![^>]*\b(?:src|type=\"application/(?:ld\+)?json\"))[^>]*>", re.IGNORECASE
    ),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "something from elsewhere": re.compile(
        r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=\"(?:https?:)?//", re.IGNORECASE
    ),
}


@each_template
def test_a_template_holds_nothing_that_the_policy_forbids(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(text)] == []


def declared(path: Path) -> str:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    found = re.fullmatch(r"\{# view: (\w+) #\}", first)
    assert found, f"{path.name} does not begin with its view: {first}"
    return found[1]


def test_each_page_template_names_the_view_that_pages_give_it(tmp_path: Path) -> None:
    used: dict[str, set[str]] = {}
    crowd = write(tmp_path, crowded())
    for archive in (REPOSITORY, EVERYTHING, crowd):
        with Workers(1) as workers:
            whole, _ = read_archive(read_tree(archive), workers, lambda *_: None)
        public = publishable(whole, "public", NOW)
        mentions = find_mentions(public, whole.records, read_common_words())
        index = build_index(public, mentions)
        for page in pages.all_pages(index, pages.site_of(index, "https://archive.example/")):
            used.setdefault(page.template, set()).add(type(page.view).__name__)
    expected = {f"pages/{path.name}": {declared(path)} for path in (shipped_templates() / "pages").glob("*.html")}
    assert {name: found for name, found in used.items() if name.startswith("pages/")} == expected
    assert all(hasattr(views, name) for names in expected.values() for name in names)
