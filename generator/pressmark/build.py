"""The program on one screen: read, parse, resolve, publishable, index, pages; then render, index search, publish.

What comes before rendering is pure and collects diagnostics; if one of them is an error, nothing is written.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from pressmark import files, git, hosts, indexing, kept, looking, mistakes, routes
from pressmark.cache import Cache
from pressmark.config import SETTINGS_FILE
from pressmark.diagnostics import At, Diagnostic, has_errors, in_order
from pressmark.documents import CONTENT, Parsed, SourceFile, parse_files, parse_settings
from pressmark.exports import all_exports
from pressmark.files import Published, Tree, Written
from pressmark.index import Index, build_index
from pressmark.mentions import find_mentions
from pressmark.pages import Shelf, Site, colliding, site_of
from pressmark.past import past
from pressmark.press import Job, Print, print_pages
from pressmark.publishable import kept_back, next_embargo, overquoted, publishable
from pressmark.rendering import RenderingError, Templates, renderer
from pressmark.resolve import Archive, resolve
from pressmark.values import frozen
from pressmark.workers import Workers

PARSE_CHUNK = 200  # files: large enough that handing a chunk to a process costs little beside parsing it
T = TypeVar("T")
Progress = Callable[[str, int, int], None]  # stage, done, of how many


@dataclass(frozen=True, slots=True)
class Request:
    """What a build is asked for; `now` decides embargoes and nothing else."""

    archive: Path
    output: Path
    now: datetime
    base_url: str | None = None
    audience: str | None = None
    with_search: bool = True
    force: bool = False
    cache: Path | None = None  # the folder for what the next build may use; without one it begins anew


@frozen
class Outcome:
    """What came of it. Without `published` the site was not touched."""

    diagnostics: tuple[Diagnostic, ...]
    articles: int = 0
    pages: int = 0
    published: Published | None = None
    next_embargo: datetime | None = None  # build again then, or what it keeps back stays away
    remarks: tuple[str, ...] = ()  # which hosts would not take the site, and why there is no history
    site: Site | None = None
    kept_back: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # articles not published, by the reason
    reasons: tuple[tuple[str, str], ...] = ()  # why pages were printed, by their routes


def build(request: Request, workers: Workers, progress: Progress) -> Outcome:
    """Build a site from an archive, or find that there is nothing to do.

    Raises:
        UsageError: The folder is no archive, or the output must not be touched.
        MachineError: The disk or Pagefind failed.
    """
    files.refuse_place(request.archive, request.output)
    cache = Cache(request.cache, looking.program())
    last = kept.unchanged(cache, request.output, _seen(request), request.now)
    if isinstance(last, Outcome) and not request.force:
        return last
    try:
        return _built(request, cache, workers, progress)
    finally:
        cache.save()


def _built(request: Request, cache: Cache, workers: Workers, progress: Progress) -> Outcome:
    listing = files.list_tree(request.archive)
    settings, problems = parse_settings(listing.settings)
    parsed = kept.parse_all(request.archive, listing.content, cache, workers, progress)
    archive, found = resolve(parsed, settings, listing.attachments)
    problems = in_order((*listing.problems, *problems, *found, *overquoted(archive)))
    if has_errors(problems):
        return Outcome(problems)
    audience = request.audience or settings.audience
    public = publishable(archive, audience, request.now)
    index = build_index(public, find_mentions(public, archive.records, files.read_common_words()))
    base_url = settings.base_url if request.base_url is None else request.base_url
    chronicle, no_history = past(request.archive, public, request.now)
    site = site_of(index, base_url, chronicle)
    problems = in_order((*problems, *_remarks(site)))
    try:
        with files.alone(request.output):
            files.prepare(request.output, audience, force=request.force)
            made = _made(request, site, Shelf(index, base_url, chronicle), cache, workers, progress)
            written = (files.MANIFEST, *(file.path for file in made.all))
            collisions = colliding(((one.route, one.name) for one in made.pages), written)
            if collisions:
                files.discard(request.output)
                return Outcome(in_order((*problems, *collisions)))
            published = files.publish(request.output, made.all, audience)
            kept.keep_prints(cache, request.output, made.pages)
    except RenderingError as error:
        at = At(f"templates/{error.template.removeprefix('pressmark/')}", error.line)
        return Outcome(in_order((*problems, mistakes.template_failed(at, error.message))))
    too_much = tuple(hosts.exceeded((file.path, file.size) for file in made.all))
    remarks = tuple(filter(None, (*too_much, no_history)))
    until = next_embargo(archive, request.now)
    outcome = Outcome(
        problems,
        len(public.articles),
        len(made.pages),
        published,
        until,
        remarks,
        site,
        kept_back(archive, audience, request.now),
        made.reasons,
    )
    quiet = replace(outcome, published=Published((), (), len(made.all) + 2), reasons=())
    kept.keep_run(cache, request.output, _seen(request), until, quiet)
    return outcome


def _seen(request: Request) -> str:
    """The digest of all that a build depends on but the time; empty if that has just been changed."""
    archive, looked = request.archive, looking.now()
    before = looking.digest_of_all((archive / CONTENT, archive / "templates", archive / SETTINGS_FILE), looked)
    asked = (request.base_url, request.audience, request.with_search, git.head(archive))
    return f"{before} {looking.digest_of_all([request.output])} {asked}" if before else ""


def read_archive(tree: Tree, executor: Executor, progress: Progress) -> tuple[Archive, tuple[Diagnostic, ...]]:
    """Parse every file alone, then join them once; what `check` does, and what a build begins with."""
    settings, problems = parse_settings(tree.settings)
    parsed = parse_all(tree.content, executor, progress)
    archive, found = resolve(parsed, settings, tree.attachments)
    return archive, in_order((*tree.problems, *problems, *found, *overquoted(archive)))


def parse_all(content: Sequence[SourceFile], executor: Executor, progress: Progress) -> list[Parsed]:
    """Parse all files, in chunks that the executor may spread over processes."""
    parsed: list[Parsed] = []
    for chunk in executor.map(parse_files, _chunks(content, PARSE_CHUNK)):
        parsed += chunk
        progress("parse", len(parsed), len(content))
    return parsed


@dataclass(frozen=True, slots=True)
class _Made:
    """Files that wait beside the site: those of pages, all others, and those of search."""

    pages: tuple[Print, ...]
    others: tuple[Written, ...]
    search: tuple[Written, ...]

    @property
    def all(self) -> tuple[Written, ...]:
        """All files."""
        return (*(one.file for one in self.pages), *self.others, *self.search)

    @property
    def reasons(self) -> tuple[tuple[str, str], ...]:
        """Why pages were printed, by their routes."""
        return tuple((one.route, one.why) for one in self.pages if one.why)


def _made(request: Request, site: Site, shelf: Shelf, cache: Cache, workers: Workers, progress: Progress) -> _Made:
    """Make all files beside the site.

    Raises:
        RenderingError: A template failed.
        MachineError: The disk or Pagefind failed.
    """
    try:
        templates = files.read_templates(request.archive)
        job = Job(request.output, templates, site, shelf, kept.prints(cache, request.output))
        return _Made(
            tuple(print_pages(job, workers, progress)),
            (*_copied(request, templates, shelf.index), *_exported(request.output, templates, site, shelf.index)),
            tuple(_searchable(request, templates, site, shelf.index, cache, workers, progress)),
        )
    except BaseException:
        files.discard(request.output)
        raise


def _copied(request: Request, templates: Templates, index: Index) -> Iterator[Written]:
    """Assets, and the files of the archive that public pages name."""
    for route, data in templates.published_assets().values():
        yield files.stage(request.output, route, data)
    for name in index.public.files:
        yield files.stage(request.output, routes.file(name), files.read_attachment(request.archive, name))


def _exported(output: Path, templates: Templates, site: Site, index: Index) -> Iterator[Written]:
    """Files for other programs, made whole: no template renders them."""
    for route, data in all_exports(index, site, renderer(templates, site).wording):
        yield files.stage(output, route, data)


def _searchable(
    request: Request, templates: Templates, site: Site, index: Index, cache: Cache, workers: Workers, progress: Progress
) -> list[Written]:
    """Index the articles for full-text search, beside the site."""
    if not request.with_search:
        return indexing.without(request.output)
    progress("search", 0, 1)
    wording = renderer(templates, site).wording
    begun = indexing.begin(request.output, index, wording, kept.search(cache, request.output), workers)
    try:
        written, state = indexing.finish(begun, workers)
    except BaseException:
        indexing.abandon(begun)
        raise
    kept.keep_search(cache, request.output, state)
    progress("search", 1, 1)
    return written


def _remarks(site: Site) -> Iterator[Diagnostic]:
    if not site.base_url:
        yield mistakes.no_base_url(At("pressmark.yaml"))


def _chunks(items: Sequence[T], size: int) -> list[Sequence[T]]:
    return [items[i : i + size] for i in range(0, len(items), size)]
