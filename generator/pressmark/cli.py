"""The command line. Exit status: 0 done, 1 the content has errors, 2 wrong usage, 3 the machine failed."""

import argparse
import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pressmark import __version__

if TYPE_CHECKING:
    from pressmark.diagnostics import Diagnostic
    from pressmark.files import Tree

DONE, CONTENT_ERRORS, WRONG_USAGE, MACHINE_FAILED = range(4)
NEW_KINDS = ("article", "company", "person", "place", "topic", "source")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; everything that can go wrong ends in a message and a status, never in a traceback."""
    options = parser().parse_args(arguments)
    from pressmark.files import MachineError, UsageError

    try:
        return int(options.run(options))
    except UsageError as error:
        print(f"pressmark: {error}", file=sys.stderr)
        return WRONG_USAGE
    except MachineError as error:
        print(f"pressmark: {error}", file=sys.stderr)
        return MACHINE_FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return MACHINE_FAILED
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        print(f"pressmark: {error.strerror or error}{where}", file=sys.stderr)
        return MACHINE_FAILED
    except KeyboardInterrupt:
        print("pressmark: stopped.", file=sys.stderr)
        return MACHINE_FAILED


# --- arguments ----------------------------------------------------------------------------------------------------


def parser() -> argparse.ArgumentParser:
    """The commands and their options; `docs/commands.md` is tested against it."""
    top = argparse.ArgumentParser(
        prog="pressmark",
        description="Turn a folder of annotated Markdown articles into a searchable static archive.",
    )
    top.add_argument("--version", action="version", version=f"pressmark {__version__}")
    commands = top.add_subparsers(metavar="COMMAND", required=True)

    build = commands.add_parser("build", help="build the site", description="Build the site of an archive.")
    _archive(build)
    build.add_argument("--output", type=Path, metavar="DIR", help="where the site goes (default: site/ in the archive)")
    build.add_argument(
        "--base-url", type=_base_url, metavar="URL", help="where the site will be served; overrides pressmark.yaml"
    )
    build.add_argument(
        "--audience",
        choices=("public", "internal"),
        help="internal shows everything, marked (default: what pressmark.yaml says, else public)",
    )
    build.add_argument(
        "--now",
        type=_instant,
        metavar="INSTANT",
        help="the moment that decides embargoes (default: SOURCE_DATE_EPOCH, else the clock)",
    )
    build.add_argument("--jobs", type=_jobs, metavar="N", help="how many processes work (default: one for each core)")
    build.add_argument("--no-search", action="store_true", help="leave the full-text index out")
    build.add_argument(
        "--force", action="store_true", help="write into a folder that no build has written, or for the other audience"
    )
    build.add_argument("--quiet", action="store_true", help="say nothing but errors and warnings")
    build.set_defaults(run=_build)

    check = commands.add_parser(
        "check", help="find every mistake", description="Read the archive and report every mistake in it."
    )
    _archive(check)
    check.add_argument("--strict", action="store_true", help="count warnings as errors")
    check.add_argument(
        "--fix-quotes", action="store_true", help="show, as a diff, the nearest passage for each quote that is not found"
    )
    check.add_argument("--apply", action="store_true", help="with --fix-quotes: change the files so")
    check.add_argument("--jobs", type=_jobs, metavar="N", help="how many processes work (default: one for each core)")
    check.set_defaults(run=_check)

    serve = commands.add_parser(
        "serve",
        help="build, serve, and rebuild on change",
        description="Serve the site here, rebuild it on change and reload the open page.",
    )
    _archive(serve)
    serve.add_argument("--port", type=int, default=8000, metavar="N", help="the port on this machine (default: 8000)")
    serve.add_argument("--drafts", action="store_true", help="show drafts and everything else that is internal, marked")
    serve.add_argument("--jobs", type=_jobs, metavar="N", help="how many processes work (default: one for each core)")
    serve.set_defaults(run=_serve)

    init = commands.add_parser(
        "init",
        help="begin an archive",
        description="Begin an archive in an empty folder, with one example of each kind.",
    )
    init.add_argument("dir", type=Path, metavar="DIR", help="an empty or new folder")
    init.set_defaults(run=_init)

    new = commands.add_parser(
        "new", help="begin an article or a record", description="Create the file of an article or record."
    )
    new.add_argument("kind", choices=NEW_KINDS, help="what it is")
    new.add_argument("name", metavar="NAME", help="its title or name; the file name is made from it")
    new.add_argument(
        "--published", default="", metavar="EDTF", help="when an article was published; its year names the folder"
    )
    _archive(new)
    new.set_defaults(run=_new)

    explain = commands.add_parser(
        "explain",
        help="explain a diagnostic code, or the links of an article",
        description="Say what a diagnostic code means, or why the names in an article are linked as they are.",
    )
    explain.add_argument("what", metavar="CODE|article:ID", help="such as E024, or article:2020/a-story")
    _archive(explain)
    explain.set_defaults(run=_explain)

    schema = commands.add_parser(
        "schema", help="write the JSON Schemas", description="Write the JSON Schemas of all kinds of file, for editors."
    )
    schema.add_argument(
        "dir", nargs="?", type=Path, metavar="DIR", help="where to (default: print them as one JSON object)"
    )
    schema.set_defaults(run=_schema)
    return top


def _archive(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--archive", type=Path, default=Path(), metavar="DIR", help="the archive's folder (default: the current one)"
    )


def _instant(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"«{text}» is no moment such as 2024-06-10T06:00:00Z") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _base_url(text: str) -> str:
    if text and not text.startswith(("http://", "https://")):
        raise argparse.ArgumentTypeError(f"«{text}» does not begin with https:// or http://")
    return text.rstrip("/") + "/" if text else ""


def _jobs(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return int(text)


# --- commands -----------------------------------------------------------------------------------------------------


def _build(options: argparse.Namespace) -> int:
    from pressmark.build import Request, build
    from pressmark.clock import now
    from pressmark.console import Console
    from pressmark.workers import Workers

    console = Console(quiet=options.quiet)
    request = Request(
        archive=options.archive,
        output=options.output or options.archive / "site",
        now=options.now or now(),
        base_url=options.base_url,
        audience=options.audience,
        with_search=not options.no_search,
        force=options.force,
    )
    with Workers(options.jobs) as workers:
        outcome = build(request, workers, console.progress)
    console.diagnostics(outcome.diagnostics)
    if outcome.published is None:
        console.say(f"{console.summary(outcome.diagnostics)}. The site was not touched.")
        return CONTENT_ERRORS
    done = outcome.published
    console.say(
        f"Articles: {outcome.articles:,}. Pages: {outcome.pages:,}. Files: {len(done.written):,} written, "
        f"{done.unchanged:,} unchanged, {len(done.removed):,} removed in {request.output}"
    )
    return DONE


def _check(options: argparse.Namespace) -> int:
    from pressmark.build import read_archive
    from pressmark.console import Console
    from pressmark.diagnostics import Severity
    from pressmark.files import UsageError, read_tree
    from pressmark.workers import Workers

    if options.apply and not options.fix_quotes:
        raise UsageError("--apply goes with --fix-quotes.")
    console = Console()
    tree = read_tree(options.archive)
    with Workers(options.jobs) as workers:
        _, problems = read_archive(tree, workers, console.progress)
        if options.fix_quotes and _fix_quotes(options, tree, problems):
            tree = read_tree(options.archive)
            _, problems = read_archive(tree, workers, console.progress)
    console.diagnostics(problems)
    console.say(f"{len(tree.content):,} files checked: {console.summary(problems)}.")
    bad = {Severity.ERROR, Severity.WARNING} if options.strict else {Severity.ERROR}
    return CONTENT_ERRORS if any(problem.severity in bad for problem in problems) else DONE


def _fix_quotes(options: argparse.Namespace, tree: "Tree", problems: Iterable["Diagnostic"]) -> bool:
    """Show what would mend the quotes that are not found. Returns whether files were changed."""
    from pressmark.edit import mend
    from pressmark.repair import repairs

    proposed = tuple(repairs(tree.content, problems))
    for repair in proposed:
        print(repair.diff, end="")
        for at, reason in repair.left:
            print(f"{at}: no change is proposed: {reason}.", file=sys.stderr)
    changed = mend(options.archive, proposed) if options.apply else 0
    if changed:
        print(f"{changed} file{'' if changed == 1 else 's'} changed.", file=sys.stderr)
    return changed > 0


def _serve(options: argparse.Namespace) -> int:
    from pressmark.serve import serve

    serve(options.archive, options.port, drafts=options.drafts, jobs=options.jobs)
    return DONE


def _init(options: argparse.Namespace) -> int:
    from pressmark.edit import init

    made = init(options.dir)
    print(f"{len(made)} files written in {options.dir}. Next: cd {options.dir} && pressmark build")
    return DONE


def _new(options: argparse.Namespace) -> int:
    from pressmark.edit import new
    from pressmark.model import Kind

    print(new(options.archive, Kind(options.kind), options.name, options.published))
    return DONE


def _explain(options: argparse.Namespace) -> int:
    from pressmark import mistakes  # noqa: F401 - importing it registers the codes
    from pressmark.diagnostics import CODES, did_you_mean
    from pressmark.files import UsageError

    if options.what.startswith("article:"):
        return _explain_article(options.archive, options.what.removeprefix("article:"))
    code = CODES.get(options.what.upper())
    if code is None:
        raise UsageError(f"there is no code «{options.what}». {did_you_mean(options.what, CODES)}".rstrip())
    print(f"{code.code} ({code.severity})\n\n{code.explanation}")
    return DONE


def _explain_article(folder: Path, identifier: str) -> int:
    from pressmark.build import read_archive
    from pressmark.console import Console
    from pressmark.diagnostics import did_you_mean
    from pressmark.explain import explain_article
    from pressmark.files import UsageError, read_common_words, read_tree
    from pressmark.workers import Workers

    with Workers() as workers:
        archive, _ = read_archive(read_tree(folder), workers, Console().progress)
    if identifier not in archive.articles:
        raise UsageError(f"there is no article «{identifier}». {did_you_mean(identifier, archive.articles)}".rstrip())
    for line in explain_article(archive, identifier, read_common_words()):
        print(line)
    return DONE


def _schema(options: argparse.Namespace) -> int:
    import json

    from pressmark.edit import schemas
    from pressmark.fields import json_schemas

    if options.dir is None:
        print(json.dumps(json_schemas(), ensure_ascii=False, indent=2))
    else:
        print(f"{len(schemas(options.dir))} schemas written in {options.dir}")
    return DONE
