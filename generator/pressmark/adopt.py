"""`pressmark adopt`: records for the names that articles give in reference fields and nobody has written yet."""

from concurrent.futures import Executor
from pathlib import Path

from pressmark import files
from pressmark.adopting import adopted
from pressmark.archive import parse_all
from pressmark.config import CONTENT
from pressmark.drafts.written import record_text
from pressmark.request import Progress


def adopt(archive: Path, executor: Executor, progress: Progress) -> list[str]:
    """Make the records. Returns what was made, a line each.

    Raises:
        UsageError: The folder is no archive.
        MachineError: The disk failed.
    """
    tree = files.read_tree(archive)
    made = list(adopted(parse_all(tree.content, executor, progress), files.read_common_words()))
    paths = [f"{CONTENT}{one.kind.folder}/{one.id}.yaml" for one in made]
    texts = (record_text(one.fields, one.evidence) for one in made)
    files.write_new(archive, zip(paths, texts, strict=True))
    return [f"{path}: {one.name}" for path, one in zip(paths, made, strict=True)]
