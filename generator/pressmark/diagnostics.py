"""What can be wrong, as values: code, severity, place, plain words, and the nearest right answer.

Each code has one constructor in `pressmark.mistakes`; its docstring is what `pressmark explain CODE` prints.
"""

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import wraps
from inspect import cleandoc
from typing import Concatenate, ParamSpec

from pressmark.characters import visible
from pressmark.values import Frozen, replace

P = ParamSpec("P")
LONGEST_NAME = 1_000  # characters
LIKE = 60  # per cent of similarity (rapidfuzz's ratio) from which a word is proposed
MOST_SAID = 1_500  # characters of a message or hint, which may quote what someone else wrote
Said = str | tuple[str, str]  # a message, or a message and a hint


class Severity(StrEnum):
    """How bad it is. Errors stop the build; `--strict` counts warnings as errors; notices only inform."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


_RANK = {severity: rank for rank, severity in enumerate(Severity)}


class At(Frozen, order=True):
    """A place in a file: path from the archive's folder, line and column counted from 1."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Diagnostic(Frozen):
    """One mistake or remark."""

    at: At
    code: str
    severity: Severity
    message: str
    hint: str = ""
    softens: bool = False  # about a field, hence only a warning in a draft

    def in_draft(self) -> "Diagnostic":
        """The same in an article with `status: draft`, where holes block nobody."""
        soft = self.softens and self.severity is Severity.ERROR
        return replace(self, severity=Severity.WARNING) if soft else self

    def __str__(self) -> str:
        first = f"{self.at}: {self.severity} {self.code}: {self.message}"
        return f"{first}\n    {self.hint}" if self.hint else first


class Code(Frozen):
    """A kind of mistake, and what `explain` says of it."""

    code: str
    severity: Severity
    explanation: str
    softens: bool


CODES: dict[str, Code] = {}


def mistake(
    code: str, severity: Severity = Severity.ERROR, *, softens: bool = False
) -> Callable[[Callable[P, Said]], Callable[Concatenate[At, P], Diagnostic]]:
    """Turn a function that words a mistake into the constructor of its diagnostics, and register the code."""

    def register(say: Callable[P, Said]) -> Callable[Concatenate[At, P], Diagnostic]:
        if code in CODES:
            raise ValueError(f"two mistakes are called {code}")
        CODES[code] = Code(code, severity, cleandoc(say.__doc__ or ""), softens)

        @wraps(say)
        def make(at: At, /, *args: P.args, **kwargs: P.kwargs) -> Diagnostic:
            said = say(*args, **kwargs)
            message, hint = (said, "") if isinstance(said, str) else said
            return Diagnostic(at, code, severity, _harmless(message), _harmless(hint), softens)

        return make

    return register


def _harmless(said: str) -> str:
    """Words that steer no terminal and fill no log, whatever they quote."""
    shown = visible(said if len(said) <= MOST_SAID else f"{said[:MOST_SAID]} …")
    return shown.rstrip()


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Errors first, then by place; each once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (_RANK[d.severity], d.at, d.code, d.message)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether anything stops the build."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was most likely meant: of several as near the last of the alphabet, whatever their order.

    Of several that differ in capitals only it is the first.
    """
    if len(word) > LONGEST_NAME:  # likeness is costly, and nobody means a name that long
        return None
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - costs start-up, and is wanted only when something is wrong

    by_fold = {name.casefold(): name for name in reversed(tuple(known))}
    close = process.extractOne(word.casefold(), sorted(by_fold, reverse=True), scorer=fuzz.ratio, score_cutoff=LIKE)
    return by_fold[close[0]] if close else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """A hint that proposes the nearest known word, or `otherwise` where none is near."""
    best = nearest(word, known)
    return f"Did you mean «{best}»?" if best else otherwise
