"""Commands that write content: `init`, `new` and `schema` create files; the others change some."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Executor
from pathlib import Path

from pressmark import files, git
from pressmark.archive import parse_all, read_archive
from pressmark.config import CONTENT, SETTINGS_FILE, SHIPPED_VOCABULARIES, Vocabularies
from pressmark.dates import BadDate, read_edtf
from pressmark.diagnostics import Diagnostic, Severity, has_errors
from pressmark.documents import TEXT_TO_COME, parse_settings
from pressmark.fields import json_schemas
from pressmark.files import UsageError
from pressmark.filing import UNDATED, folder_of
from pressmark.formatting import Formatted, format_files
from pressmark.model import Kind
from pressmark.renaming import Change, Key, RefusedError, merge, rename, with_moved_facts
from pressmark.repair import Repair
from pressmark.routes import slugify
from pressmark.values import Frozen, replace
from pressmark.writing import scalar, spellings

STARTER = Path(__file__).parent / "starter"
CI = Path(__file__).parent / "ci"
SCHEMAS = ".vscode/schemas"


def init(folder: Path, ci: str | None = None) -> list[Path]:
    """Create an archive with one example of each kind in an empty folder, and workflows for a forge (`ci`).

    Raises:
        UsageError: The folder is not empty.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not empty; an archive begins in an empty folder.")
    pairs = [*_copies(STARTER), *(_copies(CI / ci) if ci else ())]
    pairs += [(Path(SCHEMAS, name), text) for name, text in schemas(None).items()]
    files.write_new(folder, pairs)
    return [folder / path for path, _ in pairs]


def _copies(folder: Path) -> Iterator[tuple[Path, str]]:
    """Files to be copied. Names of ours cannot begin with a dot, since packaging leaves such files out."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        parts = (re.sub("^dot-", ".", part) for part in path.relative_to(folder).parts)
        yield Path(*parts), path.read_text(encoding="utf-8")


def new(archive: Path, kind: Kind, name: str, published: str = "") -> Path:
    """Create the file of a new article or record.

    Raises:
        UsageError: No id can be made from the name, the date is none, or the file exists.
    """
    if not (archive / SETTINGS_FILE).is_file():
        raise UsageError(f"{archive} is no archive: it has no {SETTINGS_FILE}. «pressmark init DIR» makes one.")
    slug = slugify(name, kind)
    if not slug or (kind is Kind.ARTICLE and not any(c.isalpha() for c in slug)):
        advice = "Give a name that has some, and write this one into the file."
        raise UsageError(f"«{name}» has no letters from a to z that a file name could be made of. {advice}")
    if kind is Kind.ARTICLE:
        path = f"{CONTENT}{kind.folder}/{_year(published)}/{slug}.md"
        text = _ARTICLE.format(
            title=_quoted(name), published=scalar(published) if published else "TODO", text=TEXT_TO_COME
        )
    else:
        path = f"{CONTENT}{kind.folder}/{slug}.yaml"
        text = f"name: {_quoted(name)}\n{_RECORD_LINES.get(kind, '')}"
    files.write_new(archive, [(path, text)])
    return archive / path


def _year(published: str) -> str:
    if not published:
        return UNDATED
    date = read_edtf(published)
    if isinstance(date, BadDate):
        advice = f" Write «{date.suggestion}»." if date.suggestion else ""
        raise UsageError(f"«{published}» is not a date: {date.reason}.{advice}")
    return folder_of(date)


def _quoted(text: str) -> str:
    return next(spellings(" ".join(text.split()), '"'))


def put_in_form(archive: Path, chosen: Sequence[Path], executor: Executor, *, check: bool) -> tuple[Formatted, ...]:
    """Put files in canonical form: the `chosen` ones, else all. With `check` nothing is written.

    Raises:
        UsageError: The folder is no archive, or a chosen file is none of its articles, pages and records.
    """
    tree = files.read_tree(archive)
    known = {file.path: file for file in tree.content}
    paths = {_inside(archive, path) for path in chosen} if chosen else known.keys()
    strange = sorted(paths - known.keys())
    if strange:
        raise UsageError(f"{strange[0]} is no article, page, record or sidecar of the archive.")
    parsed = parse_all(tree.content, executor, _silent)
    formatted = tuple(format_files((known[path] for path in sorted(paths)), parsed))
    if not check:
        files.write_over(archive, ((one.after.path, one.after.data) for one in formatted if one.changed))
    return formatted


def _inside(archive: Path, path: Path) -> str:
    try:
        return path.resolve().relative_to(archive.resolve()).as_posix()
    except ValueError:
        raise UsageError(f"{path} does not stand in the archive.") from None


class Reshaped(Frozen):
    """What `rename` and `merge` change, or the errors for which nothing is changed."""

    changes: tuple[Change, ...] = ()
    left: tuple[str, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def reshape(archive: Path, old: Key, new: Key, executor: Executor, *, merging: bool, dry_run: bool) -> Reshaped:
    """Rename a document, or merge a record into another; with `dry_run` nothing is written.

    Raises:
        UsageError: The documents are not such, or a file that would change has uncommitted changes.
    """
    tree = files.read_tree(archive)
    before, problems = read_archive(tree, executor, _silent)
    if has_errors(problems):
        return Reshaped(problems=problems)
    content = {file.path: file for file in tree.content}
    try:
        plan = (merge if merging else rename)(content, before, old, new)
    except RefusedError as error:
        raise UsageError(str(error)) from None
    after, problems = read_archive(replace(tree, content=tuple(plan.files.values())), executor, _silent)
    if has_errors(problems):
        return Reshaped(problems=tuple(problem for problem in problems if problem.severity is Severity.ERROR))
    renamed = {} if merging or old[0] is not Kind.ARTICLE else {old[1]: new[1]}
    plan = with_moved_facts(plan, before, after, renamed)
    changes = plan.changes(content)
    unsafe = git.uncommitted(archive, (change.before.path for change in changes))
    if unsafe and not dry_run:
        raise UsageError(f"{unsafe[0]} has uncommitted changes; commit or undo them first. Nothing was changed.")
    if not dry_run:
        files.write_over(archive, ((one.after.path, one.after.data) for one in changes if one.after))
        gone = (one.before.path for one in changes if one.after is None or one.after.path != one.before.path)
        files.remove(archive, gone)
    return Reshaped(changes, plan.left)


def _silent(*_: object) -> None:
    """Progress that nobody is told of."""


def mend(archive: Path, repairs: Iterable[Repair]) -> int:
    """Write the files for which a change is proposed, each whole. Returns how many."""
    changed = [(repair.path, repair.after) for repair in repairs if repair.after != repair.before]
    files.write_over(archive, changed)
    return len(changed)


_ARTICLE = """\
---
title: {title}
published: {published}
source: TODO
url: TODO
authors: []
summary: TODO
entities:
  companies: []
  people: []
  places: []
topics: []
partners: []
dates: []
annotations: []
status: draft
---

{text}
"""
_RECORD_LINES = {
    Kind.COMPANY: 'aliases: []\nkind: company\nsummary: ""\n',
    Kind.PERSON: 'aliases: []\nsummary: ""\n',
    Kind.PLACE: "aliases: []\n",
    Kind.TOPIC: 'scope_note: ""\n',
    Kind.SOURCE: "homepage:\n",
}


def vocabularies(archive: Path | None) -> Vocabularies:
    """Those of an archive; without one, those of the current folder, or the shipped ones where that is none.

    Raises:
        UsageError: The folder is no archive.
    """
    if archive is None and not Path(SETTINGS_FILE).is_file():
        return SHIPPED_VOCABULARIES
    folder = archive or Path()
    files.require_archive(folder)
    settings, _ = parse_settings(files.read_source(folder, SETTINGS_FILE))
    return settings.vocabularies


def schemas(folder: Path | None, terms: Vocabularies = SHIPPED_VOCABULARIES) -> dict[str, str]:
    """The JSON Schemas by file name; with a folder they are written there, over older ones."""
    made = {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in json_schemas(terms).items()
    }
    if folder is not None:
        files.write_over(folder, made.items())
    return made
