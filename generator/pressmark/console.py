"""What a person at a terminal sees: diagnostics, a summary, and progress of long work."""

import sys
from collections import Counter
from collections.abc import Iterable

from pressmark.characters import visible
from pressmark.diagnostics import Diagnostic, Severity

_DOING = {"parse": "Reading articles", "render": "Rendering pages", "search": "Indexing for search"}
_WIDTH = 30
_MANY = 1000  # below this the work is done before anyone wonders


class Console:
    """Writes to standard error; results of commands that others may read go to standard output."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.quiet = quiet
        self.terminal = sys.stderr.isatty()
        self.shown = ""

    def progress(self, stage: str, done: int, total: int) -> None:
        """A bar on a terminal; elsewhere one line for each stage that takes long."""
        if self.quiet or (total < _MANY and stage != "search"):
            return
        doing = _DOING.get(stage, stage)
        if self.terminal:
            filled = _WIDTH * done // max(total, 1)
            amount = f" {done:,} of {total:,}" if total > 1 else ""
            self._line(f"{doing} [{'#' * filled}{'.' * (_WIDTH - filled)}]{amount}", end=done >= total)
        elif self.shown != stage and total > 1:
            sys.stderr.write(f"{doing}: {total:,}\n")
        self.shown = stage

    def _line(self, text: str, *, end: bool) -> None:
        sys.stderr.write(f"\r{text}\x1b[K" + ("\r\x1b[K" if end else ""))
        sys.stderr.flush()

    def diagnostics(self, problems: Iterable[Diagnostic]) -> None:
        """Every diagnostic, errors first."""
        for problem in problems:
            if not (self.quiet and problem.severity is Severity.NOTICE):
                sys.stderr.write(f"{problem}\n")

    def summary(self, problems: Iterable[Diagnostic]) -> str:
        """How many of each severity; where warnings may have pushed errors off the screen, where these stand."""
        counts = Counter(problem.severity for problem in problems)
        parts = [
            f"{counts[s]} {s}{'' if counts[s] == 1 else 's'}" for s in (Severity.ERROR, Severity.WARNING) if counts[s]
        ]
        return (" (listed first), " if counts[Severity.ERROR] else ", ").join(parts) or "nothing to mend"

    def say(self, text: str) -> None:
        """A line of information."""
        if not self.quiet:
            sys.stderr.write(f"{text}\n")


def printed(text: str) -> None:
    """Write lines of content to standard output: as they are for a program, but so that they steer no terminal."""
    lines = text.split("\n")
    sys.stdout.write("\n".join(map(visible, lines) if sys.stdout.isatty() else lines))
