"""A file as it is edited: its text with its own line ends, and where the values of its YAML stand in it."""

import re
from functools import cached_property

from pressmark import frontmatter
from pressmark.documents import SourceFile, with_line_feeds
from pressmark.frontmatter import Tree
from pressmark.values import Frozen

_BOM = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_FENCE = re.compile(r"---[ \t]*")


class Sheet(Frozen, dict=True):
    """A file of `content/` that is UTF-8; `text` is without its byte-order mark."""

    path: str
    text: str
    mark: str = ""

    @classmethod
    def of(cls, file: SourceFile) -> "Sheet":
        """The sheet of a file.

        Raises:
            UnicodeDecodeError: It is not UTF-8.
        """
        text = file.data.decode()
        return cls(file.path, text.removeprefix(_BOM), _BOM if text.startswith(_BOM) else "")

    @property
    def file(self) -> SourceFile:
        """The sheet as a file again."""
        return SourceFile(self.path, (self.mark + self.text).encode())

    @cached_property
    def tree(self) -> Tree:
        """The YAML of the file; its lines are those of the file."""
        plain = with_line_feeds(self.text)
        return frontmatter.split(self.path, plain).tree if self._has_body else frontmatter.load(self.path, plain)

    @property
    def _has_body(self) -> bool:
        return self.path.endswith(".md")

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the file with their ends."""
        return _LINE.findall(self.text)

    @property
    def line_end(self) -> str:
        """How the file ends its lines."""
        ending = re.search(r"\r\n?|\n", self.text)
        return ending[0] if ending else "\n"

    @cached_property
    def span(self) -> tuple[int, int]:
        """The lines of the YAML: the first, and that behind the last."""
        if not self._has_body:
            return 0, len(self.lines)
        fences = [number for number, line in enumerate(self.lines) if _FENCE.fullmatch(line.rstrip("\r\n"))]
        return fences[0] + 1, fences[1]

    def offset(self, place: int) -> int:
        """Where an offset of the tree is in the text."""
        before = self.tree.text[:place]
        line = before.count("\n")
        return sum(map(len, self.lines[:line])) + place - (before.rfind("\n") + 1)

    def with_yaml(self, text: str) -> "Sheet":
        """The same with another YAML, whose lines end with line feeds; the body stays as it is."""
        first, last = self.span
        new = text.replace("\n", self.line_end)
        return Sheet(self.path, "".join((*self.lines[:first], new, *self.lines[last:])), self.mark)

    def with_replaced(self, start: int, end: int, text: str) -> "Sheet":
        """The same with another text between two offsets of its text."""
        return Sheet(self.path, self.text[:start] + text + self.text[end:], self.mark)
