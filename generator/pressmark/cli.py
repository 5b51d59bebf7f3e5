"""The command line. Exit status: 0 done, 1 the content has errors, 2 wrong usage, 3 the machine failed."""

import argparse
import os
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TypeAlias

from pressmark import __version__, arguments, building, commands, importing
from pressmark.commands import MACHINE_FAILED, WRONG_USAGE

_Subcommands: TypeAlias = "argparse._SubParsersAction[arguments.Command]"  # noqa: SLF001 - it has no other name
SHELLS = ("bash", "zsh", "fish")
NEW_KINDS = ("article", "company", "person", "place", "topic", "source")


def program() -> NoReturn:
    """The program `pressmark`. It ends at once: to take a large archive apart, value by value, takes half a second."""
    status = main()
    sys.stderr.flush()
    os._exit(status)


def main(given: Sequence[str] | None = None) -> int:
    """Run one command; everything that can go wrong ends in a message and a status, never in a traceback."""
    options = parser().parse_args(given)
    from pressmark.failures import MachineError, UsageError

    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # what is begun is taken back, as after Ctrl+C

    try:
        return _run(options)
    except UsageError as error:
        print(f"pressmark: {_readable(error)}", file=sys.stderr)
        return WRONG_USAGE
    except MachineError as error:
        print(f"pressmark: {_readable(error)}", file=sys.stderr)
        return MACHINE_FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return MACHINE_FAILED
    except OSError as error:
        place = error.filename2 or error.filename  # of two, where something was to be put
        where = f" ({place})" if place else ""
        print(f"pressmark: {_readable(f'{error.strerror or error}{where}')}", file=sys.stderr)
        return MACHINE_FAILED
    except KeyboardInterrupt:
        print("pressmark: stopped.", file=sys.stderr)
        return MACHINE_FAILED


def _readable(message: object) -> str:
    """What is said of a mistake, which may name a file or a text of a stranger's, so that it steers no terminal."""
    from pressmark.characters import visible

    return "\n".join(map(visible, str(message).split("\n")))


def _run(options: argparse.Namespace) -> int:
    status = int(options.run(options))
    sys.stdout.flush()  # where writing may still fail, and be told of
    return status


# --- arguments ----------------------------------------------------------------------------------------------------


def parser() -> argparse.ArgumentParser:
    """The commands and their options; `docs/commands.md` is tested against it."""
    top = argparse.ArgumentParser(
        prog="pressmark",
        description="Turn a folder of annotated Markdown articles into a searchable static archive.",
    )
    top.add_argument("--version", action="version", version=f"pressmark {__version__}")
    subcommands = top.add_subparsers(metavar="COMMAND", required=True, parser_class=arguments.Command)
    _build(subcommands)
    _check(subcommands)
    _serve(subcommands)
    _beginning(subcommands)
    _import(subcommands)
    _reforming(subcommands)
    _telling(subcommands)
    _completion(subcommands, top)
    return top


def _build(subcommands: _Subcommands) -> None:
    build = subcommands.add_parser("build", help="build the site", description="Build the site of an archive.")
    arguments.archive(build)
    build.add_argument("--output", type=Path, metavar="DIR", help="where the site goes (default: site/ in the archive)")
    arguments.built(build)
    build.add_argument(
        "--force", action="store_true", help="write into a folder that no build has written, or for the other audience"
    )
    build.add_argument("--no-cache", action="store_true", help="begin anew, and keep nothing for the next build")
    build.add_argument(
        "--cache", type=Path, metavar="DIR", help="where to keep what the next build may use (default: .cache)"
    )
    build.add_argument(
        "--executor",
        default="processes",
        metavar="processes|dask[:ADDRESS]",
        help="who does the work: processes here, or a Dask cluster made here or at ADDRESS (default: processes)",
    )
    build.add_argument("--explain", action="store_true", help="say of each page why it was made anew")
    build.add_argument("--quiet", action="store_true", help="say nothing but errors and warnings")
    build.set_defaults(run=building.build)


def _check(subcommands: _Subcommands) -> None:
    check = subcommands.add_parser(
        "check", help="find every mistake", description="Read the archive and report every mistake in it."
    )
    arguments.archive(check)
    check.add_argument(
        "--format",
        choices=("text", "json", "github", "gitlab", "sarif"),
        default="text",
        help="what other programs read, on standard output (default: text for people)",
    )
    check.add_argument("--strict", action="store_true", help="count warnings as errors")
    check.add_argument(
        "--fix-quotes", action="store_true", help="show as a diff the nearest passage for each quote that is not found"
    )
    check.add_argument(
        "--against",
        type=Path,
        metavar="MANIFEST",
        help="the manifest.json of what was published: tell which of its addresses would be no more",
    )
    check.add_argument("--apply", action="store_true", help="with --fix-quotes: change the files so")
    arguments.processes(check)
    check.set_defaults(run=commands.check)


def _serve(subcommands: _Subcommands) -> None:
    serve = subcommands.add_parser(
        "serve",
        help="build, serve, and rebuild on change",
        description="Serve the site here, rebuild it on change and reload the open page.",
    )
    arguments.archive(serve)
    serve.add_argument(
        "--port", type=arguments.port, default=8000, metavar="N", help="the port on this machine (default: 8000)"
    )
    serve.add_argument("--drafts", action="store_true", help="show drafts and everything else that is internal, marked")
    arguments.processes(serve)
    serve.set_defaults(run=commands.serve)


def _beginning(subcommands: _Subcommands) -> None:
    """Commands that begin an archive, or a file of one."""
    init = subcommands.add_parser(
        "init",
        help="begin an archive",
        description="Begin an archive in an empty folder, with one example of each kind.",
    )
    init.add_argument("dir", type=Path, metavar="DIR", help="an empty or new folder")
    init.add_argument(
        "--ci",
        choices=("github", "gitlab"),
        help="also write workflows: check what is proposed, publish what is merged",
    )
    init.set_defaults(run=commands.init)

    new = subcommands.add_parser(
        "new", help="begin an article or a record", description="Create the file of an article or record."
    )
    new.add_argument("kind", nargs="?", choices=NEW_KINDS, metavar="|".join(NEW_KINDS), help="what it is")
    new.add_argument("name", nargs="?", default="", metavar="NAME", help="its title or name, which names the file")
    new.add_argument("--published", metavar="EDTF", help="when an article was published; its year names the folder")
    arguments.archive(new)
    new.set_defaults(run=commands.new, kinds=NEW_KINDS)


def _telling(subcommands: _Subcommands) -> None:
    """Commands that only say something."""
    explain = subcommands.add_parser(
        "explain",
        help="explain a diagnostic code, or the links of an article",
        description="Say what a diagnostic code means, or why the names in an article are linked as they are.",
    )
    explain.add_argument("what", metavar="CODE|article:ID", help="such as E024, or article:2020/a-story")
    arguments.archive(explain)
    explain.set_defaults(run=commands.explain)

    zip_ = subcommands.add_parser(
        "zip",
        help="write a copy that opens from a disk",
        description="Build the site and write it as one ZIP file, whose pages and search work without a server.",
    )
    zip_.add_argument("file", type=Path, metavar="FILE", help="the ZIP file; an older copy is replaced")
    arguments.archive(zip_)
    arguments.built(zip_)
    zip_.set_defaults(run=commands.zip_)

    verify = subcommands.add_parser(
        "verify",
        help="check that a site is what was built",
        description="Compare every file of a site with its manifests.",
    )
    arguments.site(verify)
    verify.set_defaults(run=commands.verify)

    schema = subcommands.add_parser(
        "schema", help="write the JSON Schemas", description="Write the JSON Schemas of all kinds of file, for editors."
    )
    arguments.schemas(schema)
    schema.set_defaults(run=commands.schema)


def _completion(subcommands: _Subcommands, top: argparse.ArgumentParser) -> None:
    completion = subcommands.add_parser(
        "completion",
        help="write what completes commands in a shell",
        description="Write the script with which a shell completes commands, options and files.",
    )
    completion.add_argument("shell", choices=SHELLS, help="which shell")
    completion.set_defaults(run=commands.completion, parser=top)


def _reforming(subcommands: _Subcommands) -> None:
    """Commands that change what stands in an archive."""
    format_ = subcommands.add_parser(
        "format",
        help="write files in canonical form",
        description="Write articles, pages and records so that what several people add to them can be merged.",
    )
    format_.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="which files (default: all that stand in content/)"
    )
    format_.add_argument("--check", action="store_true", help="only say which files would change")
    arguments.archive(format_)
    format_.set_defaults(run=commands.format_)

    for name, run, help_, about in (
        ("rename", commands.rename, "give a document another id", "Give a document another id; the old one leads on."),
        ("merge", commands.merge, "make two records one", "Make a record part of another, which takes its names over."),
    ):
        command = subcommands.add_parser(name, help=help_, description=f"{about} References follow.")
        command.add_argument("old", type=arguments.key, metavar="KIND:ID", help="such as company:lanternfish")
        command.add_argument(
            "new", type=arguments.key, metavar="KIND:ID", help="what it becomes" if name == "rename" else "which stays"
        )
        command.add_argument("--dry-run", action="store_true", help="only show what would change, as a diff")
        arguments.archive(command)
        command.set_defaults(run=run)


def _import(subcommands: _Subcommands) -> None:
    import_ = subcommands.add_parser(
        "import",
        help="make drafts from files of any kind, or import margin notes",
        description="Make drafts from pages, tables, references and other files; put notes beside their articles.",
    )
    import_.add_argument("files", nargs="+", type=Path, metavar="FILE", help="what is to be imported")
    import_.add_argument("--source", default="", metavar="ID", help="who published it; overrides what the text says")
    import_.add_argument(
        "--published",
        type=arguments.edtf,
        metavar="EDTF",
        help="when it was published; dates in the text are resolved by it",
    )
    import_.add_argument(
        "--captured",
        type=arguments.edtf,
        metavar="EDTF",
        help="when the copy was taken; it never becomes the date of publication",
    )
    import_.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help="which column of a table fills a field; several columns may fill a list",
    )
    import_.add_argument(
        "--status", choices=("draft", "review", "published"), default="draft", help="of the articles (default: draft)"
    )
    import_.add_argument("--adopt", action="store_true", help="then make the records that nobody has written, as adopt")
    import_.add_argument("--keep-original", action="store_true", help="keep a copy in content/files/, with its hash")
    import_.add_argument(
        "--report", type=Path, metavar="FILE", help="write the report there too; as lines of JSON if it ends in .jsonl"
    )
    arguments.archive(import_)
    import_.set_defaults(run=importing.import_)

    adopt = subcommands.add_parser(
        "adopt",
        help="make the records that articles name and nobody has written",
        description="Make a record for every name in a reference field of an article that no record has.",
    )
    arguments.archive(adopt)
    adopt.set_defaults(run=importing.adopt)
