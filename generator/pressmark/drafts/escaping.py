"""Plain text as Markdown that shows exactly that text, in the dialect of `pressmark.markup`."""

import re
from collections.abc import Iterable, Sequence

from pressmark.characters import printable

# Left out: the end of a transmission, byte-order marks within texts, what turns the direction of a text, and tags.
_SILENT = re.compile(
    "[\x03\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0001]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0020-\U000e007f]+"
)
_BREAKS = re.compile("[\x85\u2028\u2029]")  # ends of lines that few programs know, so that they stand as blanks
_INLINE = re.compile(r"[\\`*_\[\]~]|&(?=#?\w+;)")
_BLOCK = re.compile(r"^(?:(?=[#>|:+-]|<{7})|([0-9]{1,9})(?=[.)]))", re.MULTILINE)


def cleaned(text: str) -> str:
    """A text with line feeds as line ends; where no page can hold a character, a letter was lost on the way."""
    plain = _BREAKS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return printable(_SILENT.sub("", plain))


def escaped(paragraph: str) -> str:
    """A paragraph as Markdown that says exactly this; its lines have no blanks at their ends."""
    return _BLOCK.sub(r"\1\\", _INLINE.sub(r"\\\g<0>", paragraph))


def as_body(paragraphs: Iterable[str]) -> str:
    """Paragraphs as the Markdown of a body."""
    return "\n\n".join(map(escaped, paragraphs))


def wired_paragraphs(text: str) -> Sequence[str]:
    """The paragraphs of a text that may be indented as on the wire, with its wraps of lines.

    A paragraph begins at the first line, at every line that is indented, and behind a blank line. Blanks at both ends
    of a line are not text; those inside are.
    """
    found: list[list[str]] = []
    begins = True
    for line in cleaned(text).split("\n"):
        words = line.strip()
        if words and (begins or line[0].isspace()):
            found.append([])
        if words:
            found[-1].append(words)
        begins = not words
    return ["\n".join(lines) for lines in found]
