"""Makes all files of a site beside it: pages, files for programs, copies of what the archive holds, search data."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from pressmark import files, indexing, kept, lastrun, looking, routes
from pressmark.cache import Cache
from pressmark.exports import EXPORTS, WORDY
from pressmark.files import Written
from pressmark.index import Index
from pressmark.inspecting import Inspection, inspect
from pressmark.kept import Edition, Searched, Shelved, World
from pressmark.looking import NEVER, Stamp
from pressmark.pages import SITEMAP, Batch, Shelf, Site, batches, limited, worded
from pressmark.press import Job, Print, compile_all, make_exports, make_pages, make_ready
from pressmark.rendering import Templates, renderer
from pressmark.request import Progress, Request
from pressmark.resolve import Attachment
from pressmark.values import Frozen, replace
from pressmark.workers import Workers

_MANIFESTS = (files.MANIFEST, files.SEARCH_MANIFEST)
_Waiting = Callable[[], tuple[Sequence[Written], Searched | None]]


class Made(Frozen):
    """Files that wait beside the site: those of the edition, and all others; how the site stood, and what was kept.

    `searched` is what is known of search data, if any were made.
    """

    standing: Mapping[str, Stamp]
    before: Shelved
    edition: Edition
    others: tuple[Written, ...]
    searched: Searched | None

    @property
    def pages(self) -> tuple[Print, ...]:
        """All pages."""
        return self.edition.pages

    @property
    def all(self) -> tuple[Written, ...]:
        """All files."""
        exports = (file for some in self.edition.exports.values() for file in some)
        copies = (copy for _, copy in self.edition.copies)
        return (*(one.file for one in self.pages), *exports, *copies, *self.others)

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
        before = kept.edition(cache, request.output)
        stood = _inspected(request, cache)
        last = kept.as_it_stands(before.last, stood.altered)
        reworded = _whole(shelf.index, world.reworded(last.told))
        lasting, told = _lasting(last, world, reworded, request)
        settled, waiting = _settled(shelf.index, last, world.reworded(last.world))
        known = {one.route: one for one in last.pages}
        job = Job(request.output, templates, site, shelf, known, last.exports, reworded)
        keeps = request.cache is not None
        if keeps:
            make_ready(templates, site)
        exporting = make_exports(job, EXPORTS.keys() - lasting, workers)  # which takes a while
        with _searching(request, job, stood, world, before.last.told, cache, workers) as own_part:
            if not last.pages and compile_all(templates, site, keeps=keeps):
                job = replace(job)  # lent anew, to processes that have what has been compiled
            printing = make_pages(job, settled, waiting, workers, progress)
            indexed = own_part()
            pages = tuple(printing)
            exports = {**dict(exporting), **{name: last.exports[name] for name in lasting}}
            progress("search", 0, 1)
            found, searched = indexed()
            progress("search", 1, 1)
        workers.rest()
        edition = Edition(pages, exports, tuple(_copies(request, shelf.index, last)), world, told)
        return Made(stood.stamps, before, edition, (*_assets(request, templates), *found), searched)
    except BaseException:
        workers.abandon()
        files.discard(request.output)
        raise


def _inspected(request: Request, cache: Cache) -> Inspection:
    """How the site stands: as somebody has found it, unless another build has written in it since, or was killed.

    In haste it is taken to be as it was left.
    """
    if request.inspected is not None and not files.is_interrupted(request.output):
        found = request.inspected()
        if all(found.stamps.get(name, NEVER) == looking.stamp_of(request.output / name) for name in _MANIFESTS):
            return found
    left = lastrun.left(cache, request.output)
    return Inspection(left) if request.hasty and left else inspect(request.output, left)


def _settled(index: Index, last: Edition, reworded: frozenset[str] | None) -> tuple[Sequence[Print], Sequence[Batch]]:
    """The prints in which nothing can have changed if some texts' words alone have, and what else is to be made."""
    every, articles = batches(index), _whole(index, reworded)
    if articles is None:
        return (), every
    again = worded(index, articles) | {one.made for one in last.pages if one.why}
    settled = [one for one in last.pages if one.made not in again and one.made[0] != SITEMAP]
    return settled, [some for batch in every if (some := limited(batch, again))]


def _lasting(
    last: Edition, world: World, reworded: frozenset[str] | None, request: Request
) -> tuple[frozenset[str], World | None]:
    """The exports that are as they would be made, or that are to wait; and the world that all of them then show."""
    if request.hasty and last.exports:
        return frozenset(last.exports), last.told
    if reworded is None:
        return frozenset(), world
    return frozenset(last.exports) - (WORDY if reworded else frozenset()), world


def _whole(index: Index, reworded: frozenset[str] | None) -> frozenset[str] | None:
    """The articles of some files; None if the files are none or not of articles that are published whole."""
    articles = frozenset(path.partition("/articles/")[2].removesuffix(".md") for path in reworded or ())
    public = index.public.articles
    whole = all(one in public and public[one].rights == "full" for one in articles)
    return articles if whole and reworded is not None else None


def _assets(request: Request, templates: Templates) -> Iterator[Written]:
    for route, data in templates.published_assets().values():
        yield files.stage(request.output, route, data)


def _copies(request: Request, index: Index, last: Edition) -> Iterator[tuple[Attachment, Written]]:
    """The files of the archive that public pages name; those whose copies stand need not be read."""
    known = dict(last.copies)
    for name, source in index.public.files.items():
        copy = known.get(source)
        if copy is None:
            copy = files.stage(request.output, routes.file(name), files.read_attachment(request.archive, name))
        yield source, copy


@contextmanager
def _searching(
    request: Request,
    job: Job,
    stood: Inspection,
    world: World,
    told: World | None,
    cache: Cache,
    workers: Workers,
) -> Iterator[Callable[[], _Waiting]]:
    """Index the articles of a world for full-text search while pages are made; `told` is the last that exports showed.

    What is yielded makes what need not wait for Pagefind, and gives what does.
    """
    if not request.with_search:
        yield lambda: lambda: (indexing.without(request.output), None)
        return
    if request.hasty and (last := files.listed(request.output, files.SEARCH_MANIFEST)):
        yield lambda: lambda: ([one for one in last if not one.path.endswith(".html")], None)  # but its page
        return
    wording = renderer(job.templates, job.site).wording
    known = kept.searched(cache, request.output)
    state = known.state if known else None
    reworded = job.reworded if known and told and known.world == told.digest else None
    begun = indexing.begin(request.output, job.shelf.index, wording, state, stood, reworded, workers)

    def own_part() -> _Waiting:
        ours = indexing.fill(begun)

        def finish() -> tuple[Sequence[Written], Searched | None]:
            written, state = indexing.finish(begun, ours, workers)
            return written, Searched(state, world.digest)

        return finish

    try:
        yield own_part
    except BaseException:
        indexing.abandon(begun)
        raise
