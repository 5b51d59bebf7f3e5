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
    edition: Edition
    others: tuple[Written, ...]

    @property
    def pages(self) -> tuple[Print, ...]:
        """All pages."""
        return self.edition.pages

    @property
    def all(self) -> tuple[Written, ...]:
        """All files."""
        exports = (file for some in self.edition.exports.values() for file in some)
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
        settled = _settled(shelf.index, last, world.reworded(last.world))
        exports, told = _told(shelf.index, last, world, request)
        job = Job(request.output, templates, site, shelf, {one.route: one for one in last.pages})
        lent = workers.lend(job)
        exporting = make_exports(lent, [name for name in EXPORTS if name not in exports], workers)
        with _searching(request, job, standing, cache, workers) as indexed:
            pages = make_pages(job, lent, settled, workers, progress)
            edition = Edition(pages, {**exports, **dict(exporting)}, world, told)
            progress("search", 0, 1)
            found = indexed()
            progress("search", 1, 1)
        return Made(standing, edition, (*_copied(request, templates, shelf.index), *found))
    except BaseException:
        workers.abandon()
        files.discard(request.output)
        raise


def _settled(index: Index, last: Edition, reworded: frozenset[str] | None) -> dict[int, list[Print]]:
    """The prints of batches, by number, of which nothing can have changed if some texts' words alone have."""
    articles = _whole(index, reworded)
    if articles is None:
        return {}
    settled: dict[int, list[Print]] = {number: [] for number in untouched(index, articles)}
    for one in last.pages:
        if one.batch in settled:
            settled[one.batch].append(one)
    return {number: prints for number, prints in settled.items() if not any(one.why for one in prints)}


def _told(
    index: Index, last: Edition, world: World, request: Request
) -> tuple[Mapping[str, Sequence[Written]], World | None]:
    """The exports, by name, that are as they would be made, or that are to wait; and the world that all then show."""
    if request.hasty and last.exports:
        return last.exports, last.told
    articles = _whole(index, world.reworded(last.told))
    if articles is None:
        return {}, world
    return {name: some for name, some in last.exports.items() if not (articles and name in WORDY)}, world


def _whole(index: Index, reworded: frozenset[str] | None) -> frozenset[str] | None:
    """The articles of some files; None if the files are none or not of articles that are published whole."""
    articles = frozenset(path.partition("/articles/")[2].removesuffix(".md") for path in reworded or ())
    public = index.public.articles
    whole = all(one in public and public[one].rights == "full" for one in articles)
    return articles if whole and reworded is not None else None


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
    if request.hasty and (last := files.listed(request.output, files.SEARCH_MANIFEST)):
        yield lambda: [one for one in last if not one.path.endswith(".html")]  # but for the page of search
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
