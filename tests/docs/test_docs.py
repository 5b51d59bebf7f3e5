"""The documentation says what is so: made parts are up to date, examples work, and what it names exists."""

import ast
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from jinja2 import Environment
from tests.docs.write_docs import PACKAGE, PART, PICTURE, REPOSITORY, commands, drawn, module_name, renewed

from pressmark import edit
from pressmark.archive import read_archive
from pressmark.cli import parser
from pressmark.config import SHIPPED_ROLES
from pressmark.diagnostics import Severity
from pressmark.fields import SCHEMAS
from pressmark.fields.facts import ANNOTATION, CLAIM, CLAIM_STATUSES, EVENT, NOTE_KINDS
from pressmark.files import read_templates, read_tree
from pressmark.pages import views
from pressmark.rendering import Renderer
from pressmark.schema import Struct
from pressmark.workers import Workers

DOCS = sorted((REPOSITORY / "docs").glob("*.md"))
ANNOTATING = REPOSITORY / "docs" / "annotation.md"
TEMPLATES = REPOSITORY / "templates" / "README.md"
PAGES = [*DOCS, TEMPLATES]
READMES = [REPOSITORY / "README.md", PACKAGE / "starter" / "README.md"]
DEPLOYMENT = REPOSITORY / "docs" / "deployment.md"
ARCHITECTURE = REPOSITORY / "docs" / "architecture.md"

_FENCED = re.compile(r"^```(\w+) ?(.*)\n((?:.*\n)*?)^```$", re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"\]\(([^):#]*)(?:#([^)]*))?\)")

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(REPOSITORY).as_posix())


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    edit.init(tmp_path / "archive")
    return tmp_path / "archive"


def text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def without_examples(page: Path) -> str:
    return _FENCED.sub("", text(page))


def made(what: str) -> list[str]:
    """What the made parts of one sort are about, over all pages."""
    return [
        name
        for page in DOCS
        for _, sort, names, _ in PART.findall(text(page))
        if sort == what
        for name in names.split()
    ]


# --- made parts ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_made_parts_are_up_to_date(page: Path) -> None:
    assert text(page) == renewed(text(page)), "run «python tests/docs/write_docs.py»"


def test_the_picture_of_what_was_measured_is_up_to_date() -> None:
    assert text(PICTURE) == drawn(), "run «python tests/docs/write_docs.py»"


def test_every_kind_of_file_has_its_table_of_fields() -> None:
    shared = {"person": "record", "notes": "annotations"}  # these have a table under another name
    inner = ["partners", "dates", "term"]
    assert sorted(made("fields")) == sorted([*(shared.get(name, name) for name in SCHEMAS), *inner])


def test_every_command_has_its_table_of_options() -> None:
    assert sorted(made("options")) == sorted(commands())


def test_every_module_stands_in_one_layer() -> None:
    top = {module_name(path).partition(".")[0] for path in PACKAGE.rglob("*.py")} - {""}
    assert sorted(made("modules")) == sorted(top)


# --- examples -----------------------------------------------------------------------------------------------------


def files(page: Path, *, wrong: bool) -> dict[str, str]:
    """The examples that are complete files, by path; with those that are wrong on purpose or without."""
    found = {}
    for _, info, content in _FENCED.findall(text(page)):
        path, _, mark = info.partition(" ")
        if path and (wrong or mark != "wrong"):
            found[path] = content
    return found


def put(archive: Path, files: dict[str, str]) -> None:
    for path, content in files.items():
        (archive / path).parent.mkdir(parents=True, exist_ok=True)
        (archive / path).write_text(content, encoding="utf-8")


def sessions(page: Path) -> Iterator[tuple[str, str]]:
    """Each command of the console examples, and what it prints."""
    for language, _, content in _FENCED.findall(text(page)):
        if language == "console":
            for part in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                yield command, output


@each_page
def test_complete_files_have_no_mistake_but_in_drafts(page: Path, archive: Path) -> None:
    put(archive, files(page, wrong=False))
    with Workers(1) as workers:
        _, problems = read_archive(read_tree(archive), workers, lambda *_: None)
    grave = [problem for problem in problems if "status: draft" not in (archive / problem.at.path).read_text("utf-8")]
    assert not grave
    assert all(problem.severity is not Severity.ERROR for problem in problems)


@each_page
def test_commands_print_what_is_shown(page: Path, archive: Path) -> None:
    put(archive, files(page, wrong=True))
    here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    where = archive
    for command, output in sessions(page):
        if command.startswith("cd "):
            where /= command.removeprefix("cd ")
            continue
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=where,
            env=os.environ | {"PATH": here},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert (done.stdout, done.returncode) == (output, 0), command


@pytest.mark.parametrize("page", [*PAGES, *READMES], ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_commands_that_are_named_exist(page: Path) -> None:
    named = _CODE.findall(without_examples(page))
    if page in READMES:  # their examples are about a machine of the reader's, and cannot be run
        named += [command for command, _ in sessions(page)]
    for _, name, *words in (shlex.split(command) for command in named if command.startswith("pressmark ")):
        known = commands()[name]._option_string_actions if name in commands() else parser()._option_string_actions
        assert name in {*commands(), *known}, name
        assert {word for word in words if word.startswith("-")} <= known.keys(), name


@pytest.mark.parametrize("page", [*PAGES, *READMES], ids=lambda page: page.relative_to(REPOSITORY).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for path, anchor in _LINK.findall(_CODE.sub("", without_examples(page))):
        target = page.parent / path if path else page
        assert target.exists(), path
        headings = re.findall(r"^#+ (.+)$", without_examples(target), re.MULTILINE) if anchor else []
        assert not anchor or anchor in [heading.lower().replace(" ", "-") for heading in headings], anchor


def test_the_readme_leads_to_every_page() -> None:
    readme = REPOSITORY / "README.md"
    assert {path for path, _ in _LINK.findall(text(readme)) if path.endswith(".md")} >= {
        page.relative_to(REPOSITORY).as_posix() for page in DOCS
    }


def test_pictures_are_shown_and_small() -> None:
    shown = {name for page in [*DOCS, *READMES] for name in re.findall(r"images/([\w-]+\.(?:png|svg))", text(page))}
    pictures = list((REPOSITORY / "docs" / "images").iterdir())
    assert {picture.name for picture in pictures} == shown
    assert [picture.name for picture in pictures if picture.stat().st_size >= 150_000] == []


# --- what is named ------------------------------------------------------------------------------------------------


def test_environment_variables_are_those_that_are_read() -> None:
    source = "".join(text(path) for path in PACKAGE.rglob("*.py"))
    read = set(re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", source))
    section = text(REPOSITORY / "docs" / "commands.md").partition("## Environment")[2]
    assert set(re.findall(r"^\| `(\w+)`", section, re.MULTILINE)) == read


@pytest.mark.parametrize(
    ("name", "for_ever"),
    [
        ("assets/css/base.0a1b2c3d.css", True),
        ("assets/js/0a1b2c3d/search/page.js", True),
        ("search/0a1b2c3d4e5f/columns.gz", True),
        ("search/0a1b2c3d4e5f/pagefind/fragment/en_1.pf_fragment", True),
        ("search/entry.json", False),
        ("search/index.html", False),
        ("search/manifest.json", False),
        ("companies/index.html", False),
        ("files/map.png", False),
    ],
)
def test_hosts_are_told_to_keep_only_what_has_another_name_when_it_changes(name: str, for_ever: bool) -> None:
    of_nginx = re.findall(r"location ~ (\S+) \{\s+add_header Cache-Control .*immutable", text(DEPLOYMENT))
    assert any(re.search(pattern, f"/{name}") for pattern in of_nginx) == for_ever
    syncs = [shlex.split(line) for line in text(DEPLOYMENT).splitlines() if line.startswith("aws s3 sync")]
    kept = [
        words[words.index("--cache-control") + 1] for words in syncs if "--delete" not in words and _sends(words, name)
    ]
    assert ["immutable" in how for how in kept] == [for_ever]


def _sends(words: list[str], name: str) -> bool:
    """Whether `aws s3 sync` sends a file of a site: the last of its filters that fits a name decides."""
    folder = words[3].removeprefix("site").strip("/")
    if not f"/{name}".startswith(f"/{folder}/".replace("//", "/")):
        return False
    inside = name.removeprefix(f"{folder}/")
    filters = [(one, words[at + 1]) for at, one in enumerate(words) if one in {"--exclude", "--include"}]
    return next((one == "--include" for one, pattern in reversed(filters) if fnmatchcase(inside, pattern)), True)


def test_the_page_on_templates_names_all_that_they_see() -> None:
    site = views.Site(title="", base_url="", language="en", audience="public", index=True, nav=(), pages=())
    ours, plain = Renderer(read_templates(REPOSITORY), site).environment, Environment(autoescape=True)
    own = ours.globals.keys() - plain.globals.keys() | ours.filters.keys() - plain.filters.keys()
    named = set(re.findall(r"\w+", " ".join(_CODE.findall(text(TEMPLATES)))))
    assert {"view", "route", "root", "canonical", *own} <= named


@pytest.mark.parametrize(("name", "struct"), [("partners", CLAIM), ("dates", EVENT), ("annotations", ANNOTATION)])
def test_the_page_on_annotation_names_the_keys_of_each_list(name: str, struct: Struct) -> None:
    [row] = re.findall(rf"^\| `{name}` \| [^|]* \| ([^|]*) \| ([^|]*) \|$", text(ANNOTATING), re.MULTILINE)
    required, optional = (set(_CODE.findall(cell)) for cell in row)
    assert required == {key for key, field in struct.fields.items() if field.required} | {"quote"}
    assert optional == struct.fields.keys() - required - {"prefix", "suffix", "id"}


def test_the_page_on_annotation_names_every_term() -> None:
    assert {*SHIPPED_ROLES, *CLAIM_STATUSES, *NOTE_KINDS} <= set(_CODE.findall(without_examples(ANNOTATING)))


def test_page_templates_name_their_views() -> None:
    for path in (REPOSITORY / "templates" / "pages").glob("*.html"):
        named = re.match(r"\{# view: (\w+) #\}\n", text(path))
        assert named, path.name
        assert issubclass(getattr(views, named[1]), views.View), path.name


# --- layers -------------------------------------------------------------------------------------------------------


def imported(path: Path) -> Iterator[str]:
    """The top-level modules below `pressmark` that a module imports, at its head or within functions."""
    for node in ast.walk(ast.parse(text(path))):
        if isinstance(node, ast.ImportFrom) and node.module == "pressmark":
            yield from (alias.name for alias in node.names if not alias.name.startswith("__"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pressmark."):
            yield (node.module or "").split(".")[1]


def test_imports_point_down_only() -> None:
    layers = [names.split() for _, sort, names, _ in PART.findall(text(ARCHITECTURE)) if sort == "modules"]
    depth = {module: number for number, layer in enumerate(layers) for module in layer}
    upward = [
        f"{module_name(path)} imports {other}"
        for path in PACKAGE.rglob("*.py")
        if module_name(path)
        for other in imported(path)
        if depth.get(other, len(layers)) < depth.get(module_name(path).partition(".")[0], 0)
    ]
    assert not upward
