"""Makes the files of a site: prints pages batch by batch where they have changed, and writes what programs take."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pressmark import files, routes
from pressmark.exports import EXPORTS, Told
from pressmark.files import Written
from pressmark.packing import digest_of
from pressmark.pages import Batch, Page, Shelf, Site, batches, pages_of, sitemap
from pressmark.rendering import Templates, renderer
from pressmark.strings import Wording
from pressmark.values import frozen
from pressmark.workers import Loan, Workers


class Why(StrEnum):
    """Why a page was printed."""

    NEW = "it is new"
    FILE = "its file is not as it was left"
    TEMPLATE = "a template, string or asset that it uses has changed, or what all pages share"
    VIEW = "what it shows has changed"


@frozen
class Print:
    """A printed page: its name, the digests of its templates and of what they show, its file, and why it was made."""

    route: str
    name: str
    templates: bytes
    view: bytes
    file: Written
    batch: int = -1  # its number among all batches
    unlisted: bool = False
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """What all tasks need; `known` are the prints of an earlier run that stand in the output, by route.

    Of the batches in `settled`, by number, nothing can have changed: their pages need not even be made.
    """

    output: Path
    templates: Templates
    site: Site
    shelf: Shelf
    known: Mapping[str, Print]
    settled: Mapping[int, Sequence[Print]]


def make_files(
    job: Job, workers: Workers, progress: Callable[[str, int, int], None]
) -> tuple[tuple[Print, ...], tuple[Written, ...]]:
    """Make all pages and all files for other programs beside the site.

    Raises:
        RenderingError: A template failed.
    """
    every = tuple(enumerate(batches(job.shelf.index)))
    tasks = (*EXPORTS, *(one for one in every if one[0] not in job.settled))
    pages = [one for prints in job.settled.values() for one in prints]
    others: list[Written] = []
    lent = workers.lend(replace(job, settled={}))
    for done, (printed, written) in enumerate(workers.map(make_some, ((lent, task) for task in tasks)), 1):
        progress("render", done, len(tasks))
        pages += printed
        others += written
    if job.site.base_url:
        listed = [one.route for one in pages if not one.unlisted]
        pages += _printed(job, [sitemap(listed)], unlisted=True)
    return tuple(pages), tuple(others)


def make_some(task: tuple[Loan[Job], str | tuple[int, Batch]]) -> tuple[list[Print], list[Written]]:
    """Print the pages of a numbered batch, or write an export by its name; picklable, for a pool of processes."""
    job, what = task[0].value, task[1]
    if not isinstance(what, str):
        number, batch = what
        return list(_printed(job, pages_of(job.shelf, batch), number, unlisted=batch.unlisted)), []
    told = _told(job.shelf, job.site, renderer(job.templates, job.site).wording)
    return [], [files.stage(job.output, route, data) for route, data in EXPORTS[what](told)]


@lru_cache(maxsize=1)  # several exports share their rows
def _told(shelf: Shelf, site: Site, wording: Wording) -> Told:
    return Told(shelf.index, site, wording)


def _printed(job: Job, pages: Iterable[Page], batch: int = -1, *, unlisted: bool) -> Iterator[Print]:
    press = renderer(job.templates, job.site)
    for page in pages:
        templates, view = press.closure(page.template), digest_of(page)
        known = job.known.get(page.route)
        why = _why(known, templates, view)
        if known and why is None:
            yield known if known.batch == batch else replace(known, batch=batch)
        else:
            file = files.stage(job.output, routes.output_path(page.route), press.render(page))
            yield Print(page.route, page.view.title or page.template, templates, view, file, batch, unlisted, why)


def _why(known: Print | None, templates: bytes, view: bytes) -> Why | None:
    """Why a page must be printed; None if its print is good."""
    if known is None:
        return Why.NEW
    if known.templates != templates:
        return Why.TEMPLATE
    if known.view != view:
        return Why.VIEW
    return known.why
