"""`pressmark build`: builds the site, or says that it is as it would be built."""

import argparse
import gc
from pathlib import Path
from typing import TYPE_CHECKING

from pressmark.commands import CONTENT_ERRORS, DONE

if TYPE_CHECKING:
    from datetime import datetime

    from pressmark.console import Console
    from pressmark.inspecting import Inspecting
    from pressmark.lastrun import Report, Seen


_lasting: list[object] = []  # to take apart what a build has made, value by value, takes longer than the process has


def build(options: argparse.Namespace) -> int:
    """Build the site, or say that it is as it would be built: that is found out before anything large is loaded."""
    from pressmark import inspecting, lastrun, looking
    from pressmark.cache import Cache
    from pressmark.clock import now
    from pressmark.console import Console

    gc.disable()  # what a build makes is needed to its end; of what is not, `press` takes care
    console = Console(quiet=options.quiet)
    moment, output = options.now or now(), options.output or options.archive / "site"
    if options.no_cache or options.force:
        return _build(options, console, moment, output)
    cache = Cache(options.cache or options.archive / ".cache", looking.program())
    with inspecting.begun(output, lastrun.left(cache, output), options.jobs) as inspected:
        seen = lastrun.seen_by(options.archive, options.base_url, options.audience, not options.no_search)
        told = lastrun.unchanged(lastrun.last_run(cache, output), seen.digest, moment, inspected)
        if told is not None:
            return _tell(console, told, output)
        return _build(options, console, moment, output, seen, inspected)


def _build(
    options: argparse.Namespace,
    console: "Console",
    moment: "datetime",
    output: Path,
    seen: "Seen | None" = None,
    inspected: "Inspecting | None" = None,
) -> int:
    from pressmark import looking
    from pressmark.build import build
    from pressmark.cache import Cache
    from pressmark.crews import crew
    from pressmark.request import Request

    request = Request(
        archive=options.archive,
        output=output,
        now=moment,
        base_url=options.base_url,
        audience=options.audience,
        with_search=not options.no_search,
        force=options.force,
        cache=None if options.no_cache else _cache(options, console),
        seen=seen,
        inspected=inspected,
    )
    cache = Cache(request.cache, looking.program())
    _lasting.append(cache)
    with crew(options.executor, options.jobs, request.cache) as workers:
        outcome = build(request, workers, console.progress, cache)
    if outcome.published is None:
        console.diagnostics(outcome.diagnostics)
        console.say(f"{console.summary(outcome.diagnostics)}. The site was not touched.")
        return CONTENT_ERRORS
    for route, why in outcome.reasons if options.explain else ():
        print(f"/{route}: {why}")
    return _tell(console, outcome.report(), output)


def _cache(options: argparse.Namespace, console: "Console") -> Path | None:
    """The folder for what is kept for the next build; none where it cannot be made, since no build needs it."""
    from pressmark.files import prepare_cache

    try:
        return prepare_cache(options.archive, options.cache)
    except OSError as error:
        console.say(f"Nothing is kept for the next build: {error.strerror} ({error.filename}).")
        return None


def _tell(console: "Console", report: "Report", output: Path) -> int:
    console.diagnostics(report.diagnostics)
    console.say(
        f"Articles: {report.articles:,}. Pages: {report.pages:,}. Files: {report.written:,} written, "
        f"{report.unchanged:,} unchanged, {report.removed:,} removed in {output}"
    )
    for reason, documents in report.kept_back.items():
        console.say(f"Not published ({reason}): {', '.join(documents)}")
    for sentence in report.remarks:
        console.say(sentence)
    if report.next_embargo:
        console.say(f"The next embargo ends at {report.next_embargo:%Y-%m-%dT%H:%M:%SZ}: build again then.")
    return DONE
