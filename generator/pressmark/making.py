"""Makes all files of a site beside it: pages, files for programs, copies of what the archive holds, search data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pressmark import files, indexing, kept, routes
from pressmark.cache import Cache
from pressmark.files import Written
from pressmark.index import Index
from pressmark.kept import World
from pressmark.pages import Shelf, Site, untouched
from pressmark.press import Job, Print, make_files
from pressmark.rendering import Templates, renderer
from pressmark.request import Progress, Request
from pressmark.workers import Workers


@dataclass(frozen=True, slots=True)
class Made:
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
        """Why pages were printed, by their routes, in the order of these."""
        return tuple(sorted((one.route, one.why) for one in self.pages if one.why))


def make_site(
    request: Request,
    templates: Templates,
    site: Site,
    shelf: Shelf,
    world: World,
    cache: Cache,
    workers: Workers,
    progress: Progress,
) -> Made:
    """Make all files beside the site.

    Raises:
        RenderingError: A template failed.
        MachineError: The disk or Pagefind failed.
    """
    try:
        known, earlier = kept.prints(cache, request.output)
        job = Job(request.output, templates, site, shelf, known, _settled(shelf.index, known, world.reworded(earlier)))
        with _searching(request, job, cache, workers) as indexed:
            pages, others = make_files(job, workers, progress)
            progress("search", 0, 1)
            found = indexed()
            progress("search", 1, 1)
        return Made(pages, (*_copied(request, templates, shelf.index), *others), tuple(found))
    except BaseException:
        files.discard(request.output)
        raise


def _settled(index: Index, known: Mapping[str, Print], reworded: frozenset[str] | None) -> dict[int, list[Print]]:
    """The prints of batches of which nothing can have changed, if all that did are the words of some texts."""
    if reworded is None:
        return {}
    articles = {path.partition("/articles/")[2].removesuffix(".md") for path in reworded}
    if any(article not in index.public.articles or index.article(article).rights != "full" for article in articles):
        return {}
    settled: dict[int, list[Print]] = {number: [] for number in untouched(index, articles)}
    for one in known.values():
        if one.batch in settled:
            settled[one.batch].append(one)
    return {number: prints for number, prints in settled.items() if not any(one.why for one in prints)}


def _copied(request: Request, templates: Templates, index: Index) -> Iterator[Written]:
    """Assets, and the files of the archive that public pages name."""
    for route, data in templates.published_assets().values():
        yield files.stage(request.output, route, data)
    for name in index.public.files:
        yield files.stage(request.output, routes.file(name), files.read_attachment(request.archive, name))


@contextmanager
def _searching(request: Request, job: Job, cache: Cache, workers: Workers) -> Iterator[Callable[[], Sequence[Written]]]:
    """Index the articles for full-text search while pages are made; what is yielded waits for the end of it."""
    if not request.with_search:
        yield lambda: indexing.without(request.output)
        return
    wording = renderer(job.templates, job.site).wording
    begun = indexing.begin(request.output, job.shelf.index, wording, kept.search(cache, request.output), workers)

    def finish() -> Sequence[Written]:
        written, state = indexing.finish(begun, workers)
        kept.keep_search(cache, request.output, state)
        return written

    try:
        yield finish
    except BaseException:
        indexing.abandon(begun)
        raise
