"""Makes the files of a site: prints pages batch by batch where they have changed, and writes what programs take."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from pressmark import files, routes
from pressmark.exports import EXPORTS, Told
from pressmark.files import Written
from pressmark.packing import digest_of
from pressmark.pages import Batch, Page, Shelf, Site, batches, pages_of, sitemaps
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
    """What all tasks need; `known` are the prints of an earlier run that stand in the output, by route."""

    output: Path
    templates: Templates
    site: Site
    shelf: Shelf
    known: Mapping[str, Print]


def make_exports(lent: Loan[Job], some: Collection[str], workers: Workers) -> Iterator[tuple[str, list[Written]]]:
    """Begin to write some exports beside the site; the name of each is given with its files when they are there."""
    names = [name for name in EXPORTS if name in some]
    return zip(names, workers.map(make_export, ((lent, name) for name in names)), strict=True)


def make_pages(
    lent: Loan[Job], settled: Mapping[int, Sequence[Print]], workers: Workers, progress: Callable[[str, int, int], None]
) -> Iterator[Print]:
    """Begin to print all pages beside the site, but those of the batches, by number, that are settled.

    Raises:
        RenderingError: A template failed.
    """
    job = lent.value
    waiting = [one for one in enumerate(batches(job.shelf.index)) if one[0] not in settled]
    printing = workers.map(print_batch, ((lent, *one) for one in waiting))

    def all_pages() -> Iterator[Print]:
        listed = [one.route for prints in settled.values() for one in prints if not one.unlisted]
        for prints in settled.values():
            yield from prints
        for done, prints in enumerate(printing, 1):
            progress("render", done, len(waiting))
            listed += [one.route for one in prints if not one.unlisted]
            yield from prints
        if job.site.base_url:
            yield from _printed(job, sitemaps(listed), unlisted=True)

    return all_pages()


def make_export(task: tuple[Loan[Job], str]) -> list[Written]:
    """Write an export by its name; picklable, for a pool of processes."""
    job, name = task[0].value, task[1]
    told = _told(job.shelf, job.site, renderer(job.templates, job.site).wording)
    return [files.stage(job.output, route, data) for route, data in EXPORTS[name](told)]


def print_batch(task: tuple[Loan[Job], int, Batch]) -> list[Print]:
    """Print the pages of a numbered batch; picklable, for a pool of processes."""
    job, number, batch = task[0].value, task[1], task[2]
    return list(_printed(job, pages_of(job.shelf, batch), number, unlisted=batch.unlisted))


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
