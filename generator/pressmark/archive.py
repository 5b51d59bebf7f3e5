"""Reads a whole archive: parses every file alone, then joins them once. What `check` does, and all that edits."""

from collections.abc import Sequence
from concurrent.futures import Executor

from pressmark.diagnostics import Diagnostic, in_order
from pressmark.documents import Parsed, SourceFile, parse_files, parse_settings
from pressmark.files import Tree
from pressmark.publishable import overquoted
from pressmark.request import Progress
from pressmark.resolve import Archive, resolve

CHUNK = 200  # files: large enough that handing a chunk to a process costs little beside parsing it


def read_archive(tree: Tree, executor: Executor, progress: Progress) -> tuple[Archive, tuple[Diagnostic, ...]]:
    """The archive of a tree, with everything that is wrong in it."""
    settings, problems = parse_settings(tree.settings)
    parsed = parse_all(tree.content, executor, progress)
    archive, found = resolve(parsed, settings, tree.attachments)
    return archive, in_order((*tree.problems, *problems, *found, *overquoted(archive)))


def parse_all(content: Sequence[SourceFile], executor: Executor, progress: Progress) -> list[Parsed]:
    """Parse all files, in chunks that the executor may spread over processes."""
    parsed: list[Parsed] = []
    chunks = [content[start : start + CHUNK] for start in range(0, len(content), CHUNK)]
    for chunk in executor.map(parse_files, chunks):
        parsed += chunk
        progress("parse", len(parsed), len(content))
    return parsed
