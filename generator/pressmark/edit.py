"""Commands that write content: `init`, `new` and `schema` create files; `mend` alone changes some, and only quotes."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from pressmark import files
from pressmark.config import SETTINGS_FILE
from pressmark.dates import BadDate, read_edtf
from pressmark.documents import CONTENT
from pressmark.fields import json_schemas
from pressmark.files import UsageError
from pressmark.model import Kind
from pressmark.repair import Repair
from pressmark.routes import slugify
from pressmark.writing import spellings

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
    files.write_new((folder / path, text) for path, text in pairs)
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
    slug = slugify(name)
    if not slug or (kind is Kind.ARTICLE and not any(c.isalpha() for c in slug)):
        raise UsageError(f"«{name}» has no letters from a to z that a file name could be made of.")
    if kind is Kind.ARTICLE:
        path = archive / CONTENT / kind.folder / _year(published) / f"{slug}.md"
        text = _ARTICLE.format(title=_quoted(name), published=published or "TODO")
    else:
        path = archive / CONTENT / kind.folder / f"{slug}.yaml"
        text = f"name: {_quoted(name)}\n{_RECORD_LINES.get(kind, '')}"
    files.write_new([(path, text)])
    return path


def _year(published: str) -> str:
    if not published:
        return "undated"
    date = read_edtf(published)
    if isinstance(date, BadDate):
        advice = f" Write «{date.suggestion}»." if date.suggestion else ""
        raise UsageError(f"«{published}» is not a date: {date.reason}.{advice}")
    return f"{date.year:04d}" if date.year else "undated"


def _quoted(text: str) -> str:
    return next(spellings(" ".join(text.split()), '"'))


def mend(archive: Path, repairs: Iterable[Repair]) -> int:
    """Write the files for which a change is proposed, each whole. Returns how many."""
    changed = [(archive / repair.path, repair.after) for repair in repairs if repair.after != repair.before]
    files.write_over(changed)
    return len(changed)


_ARTICLE = """\
---
title: {title}
published: {published}
source: TODO
url: TODO
summary: TODO
entities:
  companies: []
  people: []
  places: []
topics: []
partners: []
dates: []
status: draft
---

TODO: the text, word for word.
"""
_RECORD_LINES = {
    Kind.COMPANY: 'aliases: []\nkind: company\nsummary: ""\n',
    Kind.PERSON: 'aliases: []\nsummary: ""\n',
    Kind.PLACE: "aliases: []\n",
    Kind.TOPIC: 'scope_note: ""\n',
    Kind.SOURCE: "homepage:\n",
}


def schemas(folder: Path | None) -> dict[str, str]:
    """The JSON Schemas by file name; with a folder they are written there, over older ones."""
    made = {
        f"{name}.schema.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in json_schemas().items()
    }
    if folder is not None:
        files.write_over((folder / name, text) for name, text in made.items())
    return made
