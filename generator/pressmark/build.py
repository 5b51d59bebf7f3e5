"""The program on one screen: read, parse, join; then make pages, index search, publish.

What comes before making is pure and collects diagnostics; if one of them is an error, nothing is written.
"""

from collections.abc import Iterator
from functools import partial

from pressmark import files, git, hosts, kept, lastrun, looking, mistakes
from pressmark.cache import Cache
from pressmark.compiling import RenderingError
from pressmark.diagnostics import At, Diagnostic, in_order
from pressmark.documents import parse_settings
from pressmark.files import Published
from pressmark.inspecting import inspect
from pressmark.joining import Frame, Joined, join, joined_last
from pressmark.lastrun import Report, Seen
from pressmark.making import Made, make_site
from pressmark.packing import digest_of
from pressmark.pages import Shelf, Site, colliding, site_of
from pressmark.past import past
from pressmark.press import Why
from pressmark.readings import Reading, read
from pressmark.request import Outcome, Progress, Request
from pressmark.workers import Workers


def build(request: Request, workers: Workers, progress: Progress, cache: Cache | None = None) -> Outcome:
    """Build a site from an archive, or find that there is nothing to do; `cache`, if it is not that of the request.

    Raises:
        UsageError: The folder is no archive, or the output must not be touched.
        MachineError: The disk or Pagefind failed.
    """
    files.refuse_place(request.archive, request.output)
    cache = cache or Cache(request.cache, looking.program())
    seen = request.seen or (Seen() if request.hasty else lastrun.seen_by(request.archive, *request.asked))
    if not (request.seen or request.force):
        inspected = partial(inspect, request.output, lastrun.left(cache, request.output))
        told = lastrun.unchanged(lastrun.last_run(cache, request.output), seen.digest, request.now, inspected)
        if told is not None:
            return Outcome.again(told)
    try:
        return _built(request, seen, cache, workers, progress)
    finally:
        if not request.hasty:
            cache.save()  # what has been read, also where there are mistakes


def _built(request: Request, seen: Seen, cache: Cache, workers: Workers, progress: Progress) -> Outcome:
    last = joined_last(cache)
    known = last.reading if last else Reading()
    listing, reading = read(request.archive, cache, known, seen.content, request.touched, workers, progress)
    settings, problems = parse_settings(listing.settings)
    audience = request.audience or settings.audience
    frame = Frame(settings, listing.attachments, (*listing.problems, *problems), audience)
    joined = join(frame, reading, request.now, last, cache, workers)
    del last, known  # 100 MB for 20,000 articles, if they were joined anew
    if not isinstance(joined, Joined):
        return Outcome(joined)
    index, public = joined.index, joined.index.public
    base_url = settings.base_url if request.base_url is None else request.base_url
    chronicle, no_history = past(request.archive, public, request.now, partial(kept.annals, cache))
    site = site_of(index, base_url, chronicle)
    problems = in_order((*joined.problems, *_remarks(site)))
    templates = files.read_templates(request.archive)
    around = (request.asked, git.head(request.archive), listing.settings, listing.attachments, joined.until)
    world = kept.world_of(f"{around} {digest_of(templates)!r}", joined.outline, reading.files)
    try:
        with files.alone(request.output):
            files.prepare(request.output, audience, force=request.force)
            shelf = Shelf(index, base_url, chronicle)
            made = make_site(request, templates, site, shelf, world, cache, workers, progress)
            if not request.hasty:
                cache.pack(workers)
            collisions = _collisions(made)
            if collisions:
                files.discard(request.output)
                return Outcome(in_order((*problems, *collisions)))
            published = files.publish(request.output, made.all, audience)
            too_much = tuple(hosts.exceeded((file.path, file.size) for file in made.all))
            outcome = Outcome(
                problems,
                len(public.articles),
                len(made.pages),
                published,
                joined.until,
                tuple(filter(None, (*too_much, no_history))),
                site,
                joined.kept_back,
                made.reasons,
            )
            _keep(request, seen, cache, made, published, outcome.report(again=True))  # before another build begins
    except RenderingError as error:
        at = At(f"templates/{error.template.removeprefix('pressmark/')}", error.line)
        return Outcome(in_order((*problems, mistakes.template_failed(at, error.message))))
    return outcome


def _keep(request: Request, seen: Seen, cache: Cache, made: Made, done: Published, report: Report) -> None:
    """Keep what has been made for the next build, now that it stands in its place."""
    left = looking.look_again(request.output, made.standing, done.written, done.removed)
    lastrun.keep_left(cache, request.output, left)
    kept.keep_edition(cache, request.output, made.before, made.edition)
    if made.searched:
        kept.keep_search(cache, request.output, made.searched)
    if not request.hasty:
        lastrun.keep(cache, request.output, seen.digest, request.now, report)
        cache.save()


def _collisions(made: Made) -> tuple[Diagnostic, ...]:
    """What would be written to one place: nothing, if no page is new."""
    if not any(one.why is Why.NEW for one in made.pages):
        return ()
    return colliding(((one.route, one.name) for one in made.pages), (files.MANIFEST, *(file.path for file in made.all)))


def _remarks(site: Site) -> Iterator[Diagnostic]:
    if not site.base_url:
        yield mistakes.no_base_url(At("pressmark.yaml"))
