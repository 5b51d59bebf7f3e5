"""What `pressmark new` asks on a terminal for whatever its arguments leave open; elsewhere nobody could answer."""

import sys
from collections.abc import Callable, Sequence

from pressmark.dates import BadDate, read_edtf
from pressmark.diagnostics import did_you_mean
from pressmark.files import UsageError
from pressmark.routes import slugify

Answer = tuple[str, str]  # what was meant, and what is wrong with it; one of them is empty


def completed(kinds: Sequence[str], kind: str, name: str, published: str | None) -> tuple[str, str, str]:
    """Kind, name and date of publication of what is to be made; those that are empty, or None, are asked for.

    Raises:
        UsageError: Something is missing and there is no terminal, or whoever sits there has ended the input.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        if not (kind and name):
            raise UsageError(f"«new» needs a kind ({', '.join(kinds)}) and a NAME. On a terminal it asks for them.")
        return kind, name, published or ""
    kind = kind or _asked(f"What is it? {', '.join(kinds)}", lambda text: _one_of(kinds, text))
    name = name or _asked("Its title" if kind == "article" else "Its name", _name)
    if kind == "article" and published is None:
        published = _asked("When was it published? A date such as 2031-08-04; nothing if you do not know", _date)
    return kind, name, published or ""


def _asked(question: str, read: Callable[[str], Answer]) -> str:
    """An answer that can be read; the question comes again until there is one."""
    while True:
        sys.stderr.write(f"{question}: ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise UsageError("nothing was made.")
        meant, wrong = read(line.strip())
        if not wrong:
            return meant
        sys.stderr.write(f"{wrong}\n")


def _one_of(kinds: Sequence[str], text: str) -> Answer:
    begun = [one for one in kinds if one.startswith(text.lower())] if text else []
    return (begun[0], "") if len(begun) == 1 else ("", f"It is one of these. {did_you_mean(text, kinds)}".rstrip())


def _name(text: str) -> Answer:
    return (text, "") if slugify(text) else ("", "It needs letters from a to z that a file name can be made of.")


def _date(text: str) -> Answer:
    read = read_edtf(text) if text else None
    if isinstance(read, BadDate):
        return "", f"That is no date: {read.reason}." + (f" Write «{read.suggestion}»." if read.suggestion else "")
    return text, ""
