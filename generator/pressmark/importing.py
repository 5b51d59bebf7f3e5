"""What the commands do that bring something into an archive: `import` and `adopt`."""

import argparse
from typing import TYPE_CHECKING

from pressmark.commands import CONTENT_ERRORS, DONE

if TYPE_CHECKING:
    from pathlib import Path


def import_(options: argparse.Namespace) -> int:
    """Import margin notes, and make drafts from everything else."""
    from pressmark.drafts.formats import holds_notes
    from pressmark.files import head_of

    notes = [path for path in options.files if holds_notes(path.name, head_of(path))]
    others = [path for path in options.files if path not in notes]
    statuses = [_import_notes(options, notes)] if notes else []
    statuses += [_import_drafts(options, others)] if others else []
    if options.adopt and CONTENT_ERRORS not in statuses[: len(notes)]:
        statuses.append(adopt(options))
    return max(statuses)


def _import_notes(options: argparse.Namespace, paths: "list[Path]") -> int:
    from pressmark.characters import visible
    from pressmark.console import Console
    from pressmark.intake import import_notes
    from pressmark.workers import Workers

    console = Console()
    with Workers() as workers:
        outcome = import_notes(options.archive, paths, workers, console.progress)
    console.diagnostics(outcome.diagnostics)
    for line in outcome.report:
        print(visible(line))
    if outcome.diagnostics:
        console.say("Nothing was imported: an archive with errors is mended first.")
    return CONTENT_ERRORS if outcome.diagnostics or outcome.left else DONE


def _import_drafts(options: argparse.Namespace, paths: "list[Path]") -> int:
    from pressmark.characters import visible
    from pressmark.clock import now
    from pressmark.console import Console
    from pressmark.drafts.report import as_json, rendered, summary
    from pressmark.drafts.values import MAPPED, Unreadable
    from pressmark.files import Report
    from pressmark.imports import Wanted, checked_mapping, import_files
    from pressmark.workers import Workers

    mapping = checked_mapping(options.map, MAPPED)
    wanted = Wanted(options.published, options.source, mapping, options.status, options.keep_original, options.captured)
    kinds = []
    with Workers() as workers, Report(options.report) as report:
        for entry in import_files(options.archive, paths, wanted, now().date(), workers, Console().progress):
            kinds.append(type(entry))
            lines = list(rendered(entry))
            for line in lines:
                print(visible(line))
            report.write([as_json(entry)] if report.structured else lines)
    print(summary(kinds))
    return CONTENT_ERRORS if Unreadable in kinds else DONE


def adopt(options: argparse.Namespace) -> int:
    """Make the records that articles name and nobody has written."""
    from pressmark.adopt import adopt
    from pressmark.characters import visible
    from pressmark.console import Console
    from pressmark.workers import Workers

    with Workers() as workers:
        made = adopt(options.archive, workers, Console().progress)
    for line in made:
        print(visible(line))
    print(f"{len(made):,} record{'' if len(made) == 1 else 's'} made.")
    return DONE
