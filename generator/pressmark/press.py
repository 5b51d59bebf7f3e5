"""Makes the files of a site: prints pages batch by batch where they have changed, and writes what programs take."""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import chain
from pathlib import Path

from pressmark import files, looking, precompiled, routes
from pressmark.digest import sha256
from pressmark.exports import AMENDED, EXPORTS, ROWS, Told, amended
from pressmark.files import Written
from pressmark.packing import digest_of
from pressmark.pages import SITEMAP, Batch, Made, Page, Shelf, Site, pages_of, sitemaps
from pressmark.rendering import Renderer, Templates, renderer
from pressmark.strings import Wording
from pressmark.values import Frozen, replace
from pressmark.workers import Loan, Workers

MANY = 100_000  # values that have been made and not freed: 10 MB
FEW = 50  # documents and lists whose pages, or articles whose exports, are made without other processes


class Why(StrEnum):
    """Why a page was printed."""

    NEW = "it is new"
    FILE = "its file is not as it was left"
    TEMPLATE = "a template, string or asset that it uses has changed, or what all pages share"
    VIEW = "what it shows has changed"


class Print(Frozen):
    """A printed page: its name, the digests of its templates and of what they show, its file, and why it was made."""

    route: str
    name: str
    templates: bytes
    view: bytes
    file: Written
    made: Made = ("", "")
    unlisted: bool = False
    why: Why | None = None


class Job(Frozen):
    """What all tasks need; `known` are the prints of an earlier run that stand in the output, by route.

    `exported` are the exports of an earlier run, by name; `reworded` are the articles whose words may differ in them,
    None if more may.
    """

    output: Path
    templates: Templates
    site: Site
    shelf: Shelf
    known: Mapping[str, Print]
    exported: Mapping[str, Sequence[Written]]
    reworded: Collection[str] | None


def make_ready(templates: Templates, site: Site) -> None:
    """Take over templates that were compiled for an earlier build of the site."""
    press = renderer(templates, site)
    compiled = press.environment.compiled
    held = None if compiled.codes else precompiled.recall(_key(press))
    if held is not None:
        compiled.restore(held)


def compile_all(templates: Templates, site: Site, *, keeps: bool) -> bool:
    """Compile all templates that are not yet compiled, and keep them for another build; whether there were any.

    Raises:
        RenderingError: A template or a file of strings is wrong.
    """
    press = renderer(templates, site)
    compiled = press.environment.compiled
    before = len(compiled.codes)
    press.prepare()
    more = len(compiled.codes) > before
    if keeps and more:
        precompiled.keep(_key(press), compiled.packed())
    return more


def _key(press: Renderer) -> str:
    return sha256(f"{looking.program()} {press.key}".encode())


def make_exports(job: Job, some: Collection[str], workers: Workers) -> Iterator[tuple[str, list[Written]]]:
    """Begin to write some exports beside the site; the name of each is given with its files when they are there.

    Those of a few articles are written here, when they are asked for. Those that share their rows are made by one
    process, unless some rows alone are put into them.
    """
    names = [name for name in EXPORTS if name in some]
    if len(job.shelf.index.public.articles) <= FEW or not names:
        return ((name, _export(job, name)) for name in names)
    together = ROWS if job.reworded is None else frozenset()
    groups = [[name for name in names if name in together], *([name] for name in names if name not in together)]
    lent = workers.lend(job)
    return chain.from_iterable(workers.map(make_some, ((lent, group) for group in groups if group)))


def make_pages(
    job: Job,
    standing: Sequence[Print],
    waiting: Sequence[Batch],
    workers: Workers,
    progress: Callable[[str, int, int], None],
) -> Iterator[Print]:
    """Begin to print the batches that wait beside the site; all pages come of that, with those that are `standing`.

    A few pages are made here: to start processes takes as long, and what is loaded for them serves the next build.

    Raises:
        RenderingError: A template failed.
    """
    printing: Iterator[list[Print]]
    if sum(len(one.identifiers) or 1 for one in waiting) <= FEW:
        printing = (_of_batch(job, one) for one in waiting)
    else:
        lent = workers.lend(job)
        printing = workers.map(print_batch, ((lent, one) for one in waiting))

    def all_pages() -> Iterator[Print]:
        listed = [one.route for one in standing if not one.unlisted]
        yield from standing
        for done, prints in enumerate(printing, 1):
            progress("render", done, len(waiting))
            listed += [one.route for one in prints if not one.unlisted]
            yield from prints
        if job.site.base_url:
            yield from _printed(job, (((SITEMAP, ""), page) for page in sitemaps(listed)), unlisted=True)

    return all_pages()


def make_some(task: tuple[Loan[Job], Sequence[str]]) -> list[tuple[str, list[Written]]]:
    """Write some exports by their names; picklable, for a pool of processes."""
    job, names = task[0].value, task[1]
    made = [(name, _export(job, name)) for name in names]
    if len(names) > 1:
        _told.cache_clear()  # of 20,000 articles the rows take 20 MB
    return made


def _export(job: Job, name: str) -> list[Written]:
    changed = _amended(job, name)
    if changed is not None:
        return [changed.get(one.path, one) for one in job.exported[name]]
    told = _told(job.shelf, job.site, renderer(job.templates, job.site).wording)
    return [files.stage(job.output, route, data) for route, data in EXPORTS[name](told)]


def _amended(job: Job, name: str) -> Mapping[str, Written] | None:
    """The files of an export in which the words of some articles are others; None if they must be made anew."""
    if job.reworded is None or name not in AMENDED or name not in job.exported:
        return None
    standing = {one.path: files.held(job.output, one) for one in job.exported[name]}
    whole = {route: data for route, data in standing.items() if data is not None}
    if len(whole) < len(standing):
        return None
    found = amended(name, job.shelf.index, job.site.base_url, job.reworded, whole)
    return None if found is None else {route: files.stage(job.output, route, data) for route, data in found.items()}


def print_batch(task: tuple[Loan[Job], Batch]) -> list[Print]:
    """Print the pages of a batch; picklable, for a pool of processes."""
    prints = _of_batch(task[0].value, task[1])
    if gc.get_count()[0] > MANY:
        gc.collect(0)  # an archive's own macros may refer to themselves: nothing else frees what is left of them
    return prints


def _of_batch(job: Job, batch: Batch) -> list[Print]:
    return list(_printed(job, pages_of(job.shelf, batch), unlisted=batch.unlisted))


@lru_cache(maxsize=1)  # several exports share their rows
def _told(shelf: Shelf, site: Site, wording: Wording) -> Told:
    return Told(shelf.index, site, wording)


def _printed(job: Job, pages: Iterable[tuple[Made, Page]], *, unlisted: bool) -> Iterator[Print]:
    press = renderer(job.templates, job.site)
    for made, page in pages:
        templates, view = press.closure(page.template), digest_of(page)
        known = job.known.get(page.route)
        why = _why(known, templates, view)
        if known and why is None:
            yield known if known.made == made else replace(known, made=made)
        else:
            file = files.stage(job.output, routes.output_path(page.route), press.render(page))
            yield Print(page.route, page.view.title or page.template, templates, view, file, made, unlisted, why)


def _why(known: Print | None, templates: bytes, view: bytes) -> Why | None:
    """Why a page must be printed; None if its print is good."""
    if known is None:
        return Why.NEW
    if known.templates != templates:
        return Why.TEMPLATE
    if known.view != view:
        return Why.VIEW
    return known.why
