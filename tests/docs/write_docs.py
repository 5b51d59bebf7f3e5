"""Write the parts of the documentation that are made from the code; with `--check`, only say which pages lag behind.

Such a part stands between `<!-- made: WHAT NAME… -->` and `<!-- end -->`.
"""

import argparse
import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pressmark
from pressmark import mistakes  # noqa: F401 - importing it registers the codes
from pressmark.cli import parser
from pressmark.dataset.questions import QUESTIONS
from pressmark.dates import Edtf, read_edtf
from pressmark.diagnostics import CODES
from pressmark.fields import SCHEMAS
from pressmark.fields.facts import ANNOTATION, CLAIM, EVENT, Until
from pressmark.fields.types import TERM, Instant, Markdown, Terms, Url
from pressmark.frontmatter import load
from pressmark.hosts import LIMITS
from pressmark.limits import ALL
from pressmark.looking import shipped_templates
from pressmark.schema import Boolean, Choice, Date, Either, Form, ListOf, Located, Mapped, Number, Ref, Struct, TextMap
from pressmark.schema import Type as FieldType
from pressmark.strings import Wording, catalogue

REPOSITORY = Path(__file__).parents[2]
PICTURE = REPOSITORY / "docs" / "images" / "performance.svg"
PACKAGE = Path(pressmark.__file__).parent
PART = re.compile(r"(<!-- made: (\w+) ?([^>]*?) ?-->\n).*?(<!-- end -->)", re.DOTALL)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = tuple(head)
    lines = (head, ("---",) * len(head), *rows)
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def code(text: str) -> str:
    return f"`{text}`"


# --- what can be made ---------------------------------------------------------------------------------------------


def diagnostics() -> str:
    def severity(one: str) -> str:
        return f"*{CODES[one].severity}" + ("; a warning in drafts*" if CODES[one].softens else "*")

    by_number = sorted(CODES, key=lambda one: int(one[1:]))
    return "\n\n".join(f"### {one}\n\n{severity(one)}\n\n{CODES[one].explanation}" for one in by_number)


def limits() -> str:
    """What each host takes at most."""
    measures = dict.fromkeys(limit.measures for limit in LIMITS)
    found = {(limit.host, limit.measures): f"{limit.most:,}" for limit in LIMITS}
    hosts = dict.fromkeys(limit.host for limit in LIMITS)
    return table(("host", *measures), ((host, *(found.get((host, one), "") for one in measures)) for host in hosts))


def bounds() -> str:
    """What an archive may hold at most."""
    rows = ((limit.per, f"{limit.most:,} {limit.unit}", code(limit.code)) for limit in ALL)
    return table(("where", "at most", "code"), rows)


def fields(name: str) -> str:
    """The fields of a document; for records without those that all records share (`record`)."""
    shared = _struct_of("person").fields
    if name == "record":
        chosen = _struct_of("person")
    elif shared.keys() <= _struct_of(name).fields.keys():
        own = {key: field for key, field in _struct_of(name).fields.items() if key not in shared}
        chosen = Struct(dict, own)
    else:
        chosen = _struct_of(name)
    return table(("field", "form", "meaning"), _rows(chosen))


def _struct_of(name: str) -> Struct:
    parts: dict[str, FieldType] = {"partners": CLAIM, "dates": EVENT, "annotations": ANNOTATION, "term": TERM}
    found = _fields_in((parts | SCHEMAS)[name])
    assert found is not None
    return found


def _rows(struct: Struct, above: str = "") -> Iterator[tuple[str, str, str]]:
    for name, field in struct.fields.items():
        yield code(above + name), _form(field.type), field.about + (" Required." if field.required else "")
        inner = _fields_in(field.type)
        if inner and inner not in (CLAIM, EVENT, ANNOTATION):  # these have tables of their own
            yield from _rows(inner, f"{above}{name}.")


def _fields_in(kind: FieldType) -> Struct | None:
    match kind:
        case Struct():
            return kind
        case Located(inner) | ListOf(inner) | Either(_, inner):
            return _fields_in(inner)
        case _:
            return None


def _form(kind: FieldType) -> str:
    match kind:
        case Located(inner) | Mapped(inner):
            return _form(inner)
        case ListOf(item):
            return f"list: {_form(item)}"
        case Either(scalar, mapping):
            return f"{_form(scalar)}, or {_form(mapping)}"
        case Choice(words):
            return ", ".join(map(code, words))
        case Boolean():
            return "`true`, `false`"
        case Number(low, high, whole):
            return f"{'whole number' if whole else 'number'}, {low:,g} to {high:,g}"
        case Form(_, wanted, example):
            return f"{wanted}, as {code(example)}"
        case Ref(to, loose):
            return f"{to}, or text" if loose else str(to)
    simple: dict[type, str] = {
        Struct: "fields",
        TextMap: "fields of text",
        Date: "date",
        Until: "date, or `..`",
        Instant: "moment",
        Url: "web address",
        Terms: "vocabulary",
        Markdown: "Markdown",
    }
    return simple.get(type(kind), "text")


def dates(*texts: str) -> str:
    strings = (shipped_templates() / "strings" / "en.yaml").read_text(encoding="utf-8")
    wording = Wording(catalogue(load("en.yaml", strings)), "en")

    def row(text: str) -> Iterator[str]:
        date = read_edtf(text)
        assert isinstance(date, Edtf), date
        yield code(text)
        yield str(wording.date(date))
        yield str(date.earliest or "–")
        yield str(date.latest or "–")

    return table(("written", "shown", "first day", "last day"), map(row, texts))


def options(command: str) -> str:
    actions = (action for action in commands()[command]._actions if action.dest != "help")
    return table(("option", "meaning"), ((code(_signature(action)), action.help or "") for action in actions))


def commands() -> dict[str, argparse.ArgumentParser]:
    found = (action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    return dict(next(found).choices)


def _signature(action: argparse.Action) -> str:
    value = action.metavar or "|".join(action.choices or ()) or action.dest.upper()
    if not action.option_strings:
        return f"[{value}]" if action.nargs == "?" else str(value)
    return action.option_strings[0] if action.nargs == 0 else f"{action.option_strings[0]} {value}"


def views() -> str:
    """The views of the database."""
    return table(("view", "what it answers"), ((code(one.name), one.about) for one in QUESTIONS))


def measured() -> str:
    """What the last run of `make bench` has found."""
    from tests.bench import results  # noqa: PLC0415 - where this file runs as a script, it is found only then

    parts = results.told(results.loaded(results.LAST.read_text(encoding="utf-8")))
    return "\n\n".join(part if isinstance(part, str) else table(part.head, part.rows) for part in parts)


def drawn() -> str:
    """The picture of it."""
    from tests.bench import plot, results  # noqa: PLC0415

    return plot.picture(results.loaded(results.LAST.read_text(encoding="utf-8")))


def modules(*names: str) -> str:
    """Modules and all below them, with the first lines of their docstrings."""
    paths = sorted(PACKAGE.rglob("*.py"), key=lambda path: module_name(path).split("."))
    chosen = (path for name in names for path in paths if f"{module_name(path)}.".startswith(f"{name}."))
    return table(("module", "what it is for"), ((code(module_name(path)), _first_line(path)) for path in chosen))


def module_name(path: Path) -> str:
    """The name of a module below `pressmark`; empty for the package itself."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix("__init__").removesuffix(".")


def _first_line(path: Path) -> str:
    return (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").partition("\n")[0]


MAKERS: dict[str, Callable[..., str]] = {
    "diagnostics": diagnostics,
    "bounds": bounds,
    "limits": limits,
    "fields": fields,
    "dates": dates,
    "options": options,
    "modules": modules,
    "views": views,
    "measured": measured,
}


# --- pages --------------------------------------------------------------------------------------------------------


def renewed(page: str) -> str:
    return PART.sub(lambda part: f"{part[1]}\n{MAKERS[part[2]](*part[3].split())}\n\n{part[4]}", page)


def made() -> Iterator[tuple[Path, str]]:
    """Every page, and the picture that is made too, as they should be."""
    for path in sorted((REPOSITORY / "docs").glob("*.md")):
        yield path, renewed(path.read_text(encoding="utf-8"))
    yield PICTURE, drawn()


def main() -> int:
    lagging = []
    for path, new in made():
        if not path.exists() or path.read_text(encoding="utf-8") != new:
            lagging.append(path.relative_to(REPOSITORY).as_posix())
            if "--check" not in sys.argv:
                path.write_text(new, encoding="utf-8", newline="\n")
    if lagging and "--check" in sys.argv:
        sys.stdout.write(f"{', '.join(lagging)}: run «python tests/docs/write_docs.py»\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(REPOSITORY))  # for `tests.bench`
    sys.exit(main())
