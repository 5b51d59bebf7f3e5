"""What builds a preview: a process of its own, which has in memory what it has built and may start other processes."""

import multiprocessing
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

from pressmark import looking
from pressmark.build import build
from pressmark.cache import Held
from pressmark.clock import now
from pressmark.console import Console
from pressmark.diagnostics import Severity, has_errors
from pressmark.files import MachineError, UsageError
from pressmark.request import Request
from pressmark.values import Frozen
from pressmark.workers import Workers

BUILT = "Built {pages:,} pages in {seconds:.1f} s"
FOLLOWED = "Search and data followed in {seconds:.1f} s"
Problem = dict[str, str]  # place, message, hint
_SEEN = ("assets/", "files/")  # what pages show beside their own words


class Built(Frozen):
    """What came of a build: whether pages or what they show have changed, and the mistakes for which they have not."""

    changed: bool
    problems: list[Problem]


@contextmanager
def rebuilder(archive: Path, output: Path, drafts: bool, jobs: int | None) -> Iterator[Connection]:
    """A process that builds once, and again whenever it is sent files that have changed; it sends what came of it.

    Where none are named it may be any.
    """
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_build_on_demand, args=(theirs, ours, archive, output, drafts, jobs))
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        ours.close()  # which ends it too, if it has just been started and Python has dropped the signal
        process.terminate()
        process.join()


def _build_on_demand(
    link: Connection, other: Connection, archive: Path, output: Path, drafts: bool, jobs: int | None
) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal, which the process that serves gets too
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    other.close()
    preview = _Preview(archive, output, drafts, Held(output.parent, looking.program()))
    try:
        with Workers(jobs) as workers:
            link.send(preview.build(workers, BUILT))
            owed: list[frozenset[str]] = []  # what has changed since all was read without a mistake
            while True:
                owed.append(link.recv())
                while link.poll():
                    owed.append(link.recv())
                touched = frozenset().union(*owed) if all(owed) else frozenset()
                built = preview.build(workers, BUILT, touched, hasty=True)
                link.send(built)
                if not (built.problems or link.poll()):
                    link.send(preview.build(workers, FOLLOWED))
                    owed.clear()
    except (EOFError, BrokenPipeError):
        return  # the preview has ended


class _Preview(Frozen):
    archive: Path
    output: Path
    drafts: bool
    cache: Held

    def build(
        self, workers: Workers, done: str, touched: frozenset[str] = frozenset(), *, hasty: bool = False
    ) -> Built:
        """Build once, with search and files for programs or, in haste, without them; say what was `done`.

        Mistakes are shown, and leave the last good site standing; they are what is returned.
        """
        console, started = Console(), time.perf_counter()
        audience = "internal" if self.drafts else "public"
        request = Request(
            self.archive,
            self.output,
            now(),
            base_url="",
            audience=audience,
            hasty=hasty,
            touched=touched,
            cache=self.output.parent,
        )
        try:
            outcome = build(request, workers, console.progress, self.cache)
        except (MachineError, UsageError, OSError) as error:  # also a file that went away while it was read
            console.say(f"pressmark: {error}")
            return Built(False, [{"place": "", "message": str(error), "hint": ""}])
        written = outcome.published.written if outcome.published else ()
        problems = [one for one in outcome.diagnostics if one.severity is not Severity.NOTICE]
        if written or has_errors(problems):
            console.diagnostics(problems)
        if has_errors(problems):
            console.say("The last good site stays until this is mended.")
            errors = (one for one in problems if one.severity is Severity.ERROR)
            return Built(False, [{"place": str(one.at), "message": one.message, "hint": one.hint} for one in errors])
        if written:
            console.say(done.format(pages=outcome.pages, seconds=time.perf_counter() - started))
        return Built(any(path.endswith(".html") or path.startswith(_SEEN) for path in written), [])
