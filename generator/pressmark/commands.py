"""What each command does, once its arguments are read. A command prints, and loads only what it needs."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressmark.diagnostics import Diagnostic
    from pressmark.files import Tree
    from pressmark.resolve import Archive

DONE, CONTENT_ERRORS, WRONG_USAGE, MACHINE_FAILED = range(4)


def check(options: argparse.Namespace) -> int:
    """Report every mistake; with `--fix-quotes` also what would mend quotes."""
    from pressmark.archive import read_archive
    from pressmark.console import Console
    from pressmark.diagnostics import Severity
    from pressmark.files import UsageError, read_tree
    from pressmark.reports import FORMS
    from pressmark.workers import Workers

    if options.apply and not options.fix_quotes:
        raise UsageError("--apply goes with --fix-quotes.")
    if options.fix_quotes and options.format != "text":
        raise UsageError("--fix-quotes shows a diff, which goes with no other --format.")
    console = Console()
    tree = read_tree(options.archive)
    with Workers(options.jobs) as workers:
        archive, problems = read_archive(tree, workers, console.progress)
        if options.fix_quotes and _fix_quotes(options, tree, problems):
            tree = read_tree(options.archive)
            archive, problems = read_archive(tree, workers, console.progress)
    if options.against:
        problems = _with_lost(options, archive, problems)
    if options.format == "text":
        console.diagnostics(problems)
    else:
        folder = options.archive.as_posix()
        print(FORMS[options.format](problems, "" if folder == "." else f"{folder}/"), end="")
    console.say(f"{len(tree.content):,} files checked: {console.summary(problems)}.")
    bad = {Severity.ERROR, Severity.WARNING} if options.strict else {Severity.ERROR}
    return CONTENT_ERRORS if any(problem.severity in bad for problem in problems) else DONE


def _with_lost(
    options: argparse.Namespace, archive: "Archive", problems: "tuple[Diagnostic, ...]"
) -> "tuple[Diagnostic, ...]":
    """What is wrong, and which addresses would be no more; not where errors leave nothing to be published."""
    from pressmark.clock import now
    from pressmark.diagnostics import has_errors, in_order
    from pressmark.ledger import lost

    if has_errors(problems):
        print("With errors nothing would be published: addresses were not compared.", file=sys.stderr)
        return problems
    return in_order((*problems, *lost(options.archive, archive, options.against, now())))


def _fix_quotes(options: argparse.Namespace, tree: "Tree", problems: Iterable["Diagnostic"]) -> bool:
    """Show what would mend the quotes that are not found. Returns whether files were changed."""
    from pressmark.console import printed
    from pressmark.edit import mend
    from pressmark.repair import repairs

    proposed = tuple(repairs(tree.content, problems))
    for repair in proposed:
        printed(repair.diff)
        for at, reason in repair.left:
            print(f"{at}: no change is proposed: {reason}.", file=sys.stderr)
    changed = mend(options.archive, proposed) if options.apply else 0
    if changed:
        print(f"{changed} file{'' if changed == 1 else 's'} changed.", file=sys.stderr)
    return changed > 0


def serve(options: argparse.Namespace) -> int:
    """Serve the site here."""
    from pressmark.serve import serve

    serve(options.archive, options.port, drafts=options.drafts, jobs=options.jobs)
    return DONE


def init(options: argparse.Namespace) -> int:
    """Begin an archive."""
    from pressmark.edit import init

    made = init(options.dir, options.ci)
    print(f"{len(made)} files written in {options.dir}. Next: cd {options.dir} && pressmark build")
    return DONE


def new(options: argparse.Namespace) -> int:
    """Begin an article or a record."""
    from pressmark.asking import completed
    from pressmark.edit import new
    from pressmark.model import Kind

    kind, name, published = completed(options.kinds, options.kind or "", options.name or "", options.published)
    print(new(options.archive, Kind(kind), name, published))
    return DONE


def format_(options: argparse.Namespace) -> int:
    """Put files in canonical form, or say which are not."""
    from pressmark.console import Console
    from pressmark.edit import put_in_form
    from pressmark.workers import Workers

    console = Console()
    with Workers() as workers:
        formatted = put_in_form(options.archive, options.files, workers, check=options.check)
    problems = [problem for one in formatted for problem in one.problems]
    changed = [one.after.path for one in formatted if one.changed]
    console.diagnostics(problems)
    print("".join(f"{path}\n" for path in changed), end="")
    would = "would be " if options.check else ""
    console.say(f"{len(formatted):,} files looked at, {len(changed):,} {would}changed.")
    return CONTENT_ERRORS if problems or (options.check and changed) else DONE


def rename(options: argparse.Namespace) -> int:
    """Give a document another id."""
    return _reshape(options, merging=False)


def merge(options: argparse.Namespace) -> int:
    """Make two records one."""
    return _reshape(options, merging=True)


def _reshape(options: argparse.Namespace, *, merging: bool) -> int:
    from pressmark.console import Console, printed
    from pressmark.edit import reshape
    from pressmark.workers import Workers

    console = Console()
    with Workers() as workers:
        done = reshape(options.archive, options.old, options.new, workers, merging=merging, dry_run=options.dry_run)
    if done.problems:
        console.diagnostics(done.problems)
        console.say("Nothing was changed: it would leave these errors, or the archive has them already.")
        return CONTENT_ERRORS
    for change in done.changes:
        printed(change.diff if options.dry_run else f"{change.before.path}\n")
    for field in done.left:
        console.say(f"Not carried over, since both records have it:\n    {field}")
    many = f"{len(done.changes):,} file{'' if len(done.changes) == 1 else 's'}"
    console.say(f"{many} {'would be ' if options.dry_run else ''}changed.")
    return DONE


def explain(options: argparse.Namespace) -> int:
    """Explain a code, or the links of an article."""
    from pressmark import mistakes  # noqa: F401 - importing it registers the codes
    from pressmark.diagnostics import CODES, did_you_mean
    from pressmark.files import UsageError

    if options.what.startswith("article:"):
        return _explain_article(options.archive, options.what.removeprefix("article:"))
    code = CODES.get(options.what.upper())
    if code is None:
        otherwise = "Give a code, such as E024, or «article:» and the id of an article."
        raise UsageError(f"there is no code «{options.what}». {did_you_mean(options.what, CODES, otherwise)}")
    print(f"{code.code} ({code.severity})\n\n{code.explanation}")
    return DONE


def _explain_article(folder: Path, identifier: str) -> int:
    from pressmark.archive import read_archive
    from pressmark.characters import visible
    from pressmark.console import Console
    from pressmark.diagnostics import did_you_mean
    from pressmark.explain import explain_article
    from pressmark.files import UsageError, read_common_words, read_tree
    from pressmark.workers import Workers

    with Workers() as workers:
        archive, _ = read_archive(read_tree(folder), workers, Console().progress)
    if identifier not in archive.articles:
        otherwise = "Its id is its path below content/articles/, without the ending."
        raise UsageError(f"there is no article «{identifier}». {did_you_mean(identifier, archive.articles, otherwise)}")
    lines = explain_article(archive, identifier, read_common_words())
    print("\n".join(map(visible, "\n".join(lines).split("\n"))))
    return DONE


def zip_(options: argparse.Namespace) -> int:
    """Write a portable copy of the site."""
    from pressmark.clock import now
    from pressmark.console import Console
    from pressmark.request import Request
    from pressmark.workers import Workers
    from pressmark.zipping import zip_site

    console = Console()
    request = Request(
        archive=options.archive,
        output=options.file,
        now=options.now or now(),
        base_url=options.base_url,
        audience=options.audience,
        with_search=not options.no_search,
    )
    with Workers(options.jobs) as workers:
        outcome = zip_site(request, options.file, workers, console.progress)
    console.diagnostics(outcome.diagnostics)
    if outcome.published is None:
        console.say(f"{console.summary(outcome.diagnostics)}. {options.file} was not written.")
        return CONTENT_ERRORS
    size = options.file.stat().st_size / 2**20
    console.say(f"Articles: {outcome.articles:,}. Pages: {outcome.pages:,}. {size:,.1f} MB in {options.file}")
    return DONE


def verify(options: argparse.Namespace) -> int:
    """Compare a site with its manifests."""
    from pressmark.characters import visible
    from pressmark.console import Console
    from pressmark.files import verify

    found = verify(options.site or options.archive / "site")
    for path, reason in found.wrong:
        print(visible(f"{path} {reason}"))
    audience = f"the audience «{visible(found.audience)}»" if found.audience else "an unknown audience"
    verdict = f"{len(found.wrong):,} wrong" if found.wrong else "all as they were built"
    Console().say(f"Built for {audience}. Files: {found.files:,} listed, {verdict}.")
    return CONTENT_ERRORS if found.wrong else DONE


def schema(options: argparse.Namespace) -> int:
    """Write the JSON Schemas."""
    import json

    from pressmark.edit import schemas, vocabularies
    from pressmark.fields import json_schemas

    terms = vocabularies(options.archive)
    if options.dir is None:
        print(json.dumps(json_schemas(terms), ensure_ascii=False, indent=2))
    else:
        print(f"{len(schemas(options.dir, terms))} schemas written in {options.dir}")
    return DONE


def completion(options: argparse.Namespace) -> int:
    """Print the script that a shell completes commands with."""
    from pressmark.completion import script

    print(script(options.parser, options.shell))
    return DONE
