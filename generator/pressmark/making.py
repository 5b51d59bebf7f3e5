"""Makes all files of a site beside it: pages, files for programs, copies of what the archive holds, search data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from pressmark import files, indexing, kept, looking, routes
from pressmark.cache import Cache
from pressmark.exports import EXPORTS, WORDY
from pressmark.files import Written
from pressmark.index import Index
from pressmark.kept import Edition, World
from pressmark.looking import Stamp
from pressmark.pages import Shelf, Site, untouched
from pressmark.press import Job, Print, make_exports, make_pages
from pressmark.rendering import Templates, renderer
from pressmark.request import Progress, Request
from pressmark.workers import Workers


@dataclass(frozen=True, slots=True)
class Made:
    """Files that wait beside the site: those of pages, of exports by their names, all others; how it stood before."""

    standing: Mapping[str, Stamp]
    pages: tuple[Print, ...]
    exports: Mapping[str, Sequence[Written]]
    others: tuple[Written, ...]

    @property
    def all(self) -> tuple[Written, ...]:
        """All files."""
        exports = (file for some in self.exports.values() for file in some)
        return (*(one.file for one in self.pages), *exports, *self.others)

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
        standing = looking.look(request.output)
        last = kept.edition(cache, request.output, standing)
        settled, exports = _settled(shelf.index, last, world)
        job = Job(request.output, templates, site, shelf, last.pages)
        lent = workers.lend(job)
        exporting = make_exports(lent, [name for name in EXPORTS if name not in exports], workers)
        with _searching(request, job, standing, cache, workers) as indexed:
            pages = make_pages(job, lent, settled, workers, progress)
            made = {**exports, **dict(exporting)}
            progress("search", 0, 1)
            found = indexed()
            progress("search", 1, 1)
        return Made(standing, pages, made, (*_copied(request, templates, shelf.index), *found))
    except BaseException:
        workers.abandon()
        files.discard(request.output)
        raise


def _settled(
    index: Index, last: Edition, world: World
) -> tuple[dict[int, list[Print]], dict[str, tuple[Written, ...]]]:
    """The prints of batches, and the files of exports, that cannot have changed if some texts' words alone have."""
    reworded = world.reworded(last.world)
    if reworded is None:
        return {}, {}
    articles = {path.partition("/articles/")[2].removesuffix(".md") for path in reworded}
    if any(article not in index.public.articles or index.article(article).rights != "full" for article in articles):
        return {}, {}
    settled: dict[int, list[Print]] = {number: [] for number in untouched(index, articles)}
    for one in last.pages.values():
        if one.batch in settled:
            settled[one.batch].append(one)
    exports = {name: written for name, written in last.exports.items() if name not in WORDY}
    return {number: prints for number, prints in settled.items() if not any(one.why for one in prints)}, exports


def _copied(request: Request, templates: Templates, index: Index) -> Iterator[Written]:
    """Assets, and the files of the archive that public pages name."""
    for route, data in templates.published_assets().values():
        yield files.stage(request.output, route, data)
    for name in index.public.files:
        yield files.stage(request.output, routes.file(name), files.read_attachment(request.archive, name))


@contextmanager
def _searching(
    request: Request, job: Job, standing: Mapping[str, Stamp], cache: Cache, workers: Workers
) -> Iterator[Callable[[], Sequence[Written]]]:
    """Index the articles for full-text search while pages are made; what is yielded waits for the end of it."""
    if not request.with_search:
        yield lambda: indexing.without(request.output)
        return
    wording = renderer(job.templates, job.site).wording
    known = kept.search(cache, request.output)
    begun = indexing.begin(request.output, job.shelf.index, wording, known, standing, workers)

    def finish() -> Sequence[Written]:
        written, state = indexing.finish(begun, workers)
        kept.keep_search(cache, request.output, state)
        return written

    try:
        yield finish
    except BaseException:
        indexing.abandon(begun)
        raise
