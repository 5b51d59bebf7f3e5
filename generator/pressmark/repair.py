"""Mend quotes that are not found: the nearest passage takes a quote's place, and nothing else changes, byte for byte.

Pure: what comes out is a proposal, for `check --fix-quotes` to show, and to write only if it is told to.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import unified_diff
from itertools import groupby
from typing import Any

from pressmark import frontmatter, quotes
from pressmark.diagnostics import At, Diagnostic
from pressmark.documents import SourceFile, parse_file, with_line_feeds
from pressmark.fields.types import PROSE
from pressmark.filing import NOTES_ENDING
from pressmark.frontmatter import Mapping, Scalar, Sequence, Tree, Value
from pressmark.model import Article, Body, Quote
from pressmark.passages import nearest, passage
from pressmark.schema import Reader
from pressmark.values import Frozen
from pressmark.writing import spellings

NOT_FOUND = "E040"
_BOM = "\ufeff"


class Repair(Frozen):
    """A file before and after, and the places at which nothing can be proposed, with the reason."""

    path: str
    before: str
    after: str
    left: tuple[tuple[At, str], ...]

    @property
    def diff(self) -> str:
        """The change as a unified diff; empty where there is none."""
        lines = unified_diff(_lines(self.before), _lines(self.after), f"a/{self.path}", f"b/{self.path}")
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def repairs(files: Iterable[SourceFile], problems: Iterable[Diagnostic]) -> Iterator[Repair]:
    """What can be proposed for the quotes that are not found, file by file."""
    by_path = {file.path: file for file in files}
    places = sorted({problem.at for problem in problems if problem.code == NOT_FOUND})
    for path, some in groupby(places, key=lambda at: at.path):
        article = parse_file(by_path[_article_of(path)]).document
        if isinstance(article, Article):
            yield _repair(by_path[path], tuple(some), article.body)


def _article_of(path: str) -> str:
    return f"{path.removesuffix(NOTES_ENDING)}.md" if path.endswith(NOTES_ENDING) else path


def _repair(file: SourceFile, places: tuple[At, ...], body: Body) -> Repair:
    """Mend one place after another, the last first, so that the places of the others stay what they are."""
    before = file.data.decode()
    folded = quotes.fold(body.text)
    text, left = before.removeprefix(_BOM), []
    for at in reversed(places):
        mended = _mended(text, at, body, folded)
        if isinstance(mended, _Left):
            left.append((at, mended.reason))
        else:
            text = mended
    after = _BOM + text if before.startswith(_BOM) else text
    return Repair(file.path, before, after, tuple(reversed(left)))


class _Left(Frozen):
    """Why a quote is left as it is."""

    reason: str


def _mended(text: str, at: At, body: Body, folded: quotes.Folded) -> str | _Left:
    tree = _tree(at.path, text)
    scalar, quote = _quote_at(tree, at)
    near = nearest(quote, body, folded)
    if len(near) != 1:
        return _Left("several passages are equally near" if near else "no passage is near enough")
    words = passage(body, near[0])
    if quotes.key(words) == quotes.key(quote.exact):
        return _Left("the words are there, but not with this prefix or suffix")
    if len(quotes.locate(Quote(words, quote.prefix, quote.suffix), body, folded)) != 1:
        return _Left(f"the nearest passage «{words}» does not stand there exactly once")
    start, end = _offset(text, tree, scalar.start), _offset(text, tree, scalar.end)
    written = text[start:end].rstrip()
    for spelt in _respelt(written, words):
        changed = text[:start] + spelt + text[start + len(written) :]
        reread = _tree(at.path, changed)
        if _shape(reread.root, at) == _shape(tree.root, at) and _reads(reread, at) == words:
            return changed
    return _Left(f"«{words}» cannot be written in its place")


def _respelt(written: str, words: str) -> Iterator[str]:
    """Words in the style of what they replace, else in double quotes. Several lines become one."""
    block = re.match(r"([|>][^\r\n]*[\r\n]\s*)\S", written)
    if block:
        yield block[1] + words
    yield from spellings(words, written[:1])


# --- places in a file ---------------------------------------------------------------------------------------------


def _tree(path: str, text: str) -> Tree:
    plain = with_line_feeds(text)
    return frontmatter.load(path, plain) if path.endswith(NOTES_ENDING) else frontmatter.split(path, plain).tree


def _offset(text: str, tree: Tree, offset: int) -> int:
    """An offset of a tree in the text of its file, which has the same lines with other ends."""
    line = tree.text.count("\n", 0, offset)
    starts = [0, *(found.end() for found in re.finditer(r"\r\n?|\n", text))]
    return starts[line] + offset - (tree.text.rfind("\n", 0, offset) + 1)


def _quote_at(tree: Tree, at: At) -> tuple[Scalar, Quote]:
    """The quote that begins at a place, with its prefix and suffix."""
    return next(found for found in _quotes(tree.root) if (found[0].line, found[0].column) == (at.line, at.column))


def _quotes(value: Value | None) -> Iterator[tuple[Scalar, Quote]]:
    if isinstance(value, Sequence):
        for item in value.items:
            yield from _quotes(item)
    elif isinstance(value, Mapping):
        scalars = {key.text: item for key, item in value.items if isinstance(item, Scalar)}
        if "quote" in scalars:
            words = {name: " ".join(scalar.text.split()) for name, scalar in scalars.items()}
            yield scalars["quote"], Quote(words["quote"], words.get("prefix", ""), words.get("suffix", ""))
        for _, item in value.items:
            yield from _quotes(item)


def _reads(tree: Tree, at: At) -> str | None:
    """What the program reads at a place, if it finds nothing wrong there."""
    reader = Reader(at.path, tree)
    read = PROSE.read(_quote_at(tree, at)[0], reader)
    return None if reader.problems else read


def _shape(value: Value | None, at: At) -> Any:
    """All that a tree says but for one scalar."""
    match value:
        case Scalar():
            return None if (value.line, value.column) == (at.line, at.column) else value.text
        case Sequence():
            return [_shape(item, at) for item in value.items]
        case Mapping():
            return [(key.text, _shape(item, at)) for key, item in value.items]
    return value


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)
