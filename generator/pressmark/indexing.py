"""Search as a stage of a build, in two steps: `begin` reads words and starts Pagefind, `finish` puts all together.

What has not changed since an earlier build is kept: `searchable.planning` says how.
"""

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path

from pressmark import files, search, searchable
from pressmark.digest import sha256, short
from pressmark.files import Written
from pressmark.index import Index
from pressmark.inspecting import Inspection
from pressmark.model import Article
from pressmark.query import Row, rows
from pressmark.searchable.catalogue import Worded, worded_in
from pressmark.searchable.columns import values_of
from pressmark.searchable.digests import digests
from pressmark.searchable.feed import Text
from pressmark.searchable.packing import Packed
from pressmark.searchable.planning import Delta, Digests, plan
from pressmark.searchable.reading import Read, read, texts
from pressmark.searchable.segments import Filed, Made, Segment, State, families_of, made, named
from pressmark.strings import Wording
from pressmark.values import Frozen, replace

READ_CHUNK = 1_000  # articles: as many as share most of their words, few enough that all processes have some
CHECK_CHUNK = 1_000  # files


class Indexing(Frozen):
    """Search data in the making: what is kept of an earlier build, and what is made of the `fresh` articles.

    `fresh` are the numbers of those which a new segment will hold; None if there is no need of one.
    """

    output: Path
    index: Index
    worded: Worded
    rows: tuple[Row, ...]
    digests: Digests
    state: State
    delta: Delta
    fresh: Sequence[int] | None
    read: tuple[Read, ...] = ()
    run: search.Run | None = None


def begin(
    output: Path,
    index: Index,
    wording: Wording,
    known: State | None,
    stood: Inspection,
    reworded: Collection[str] | None,
    executor: Executor,
) -> Indexing:
    """Find out what has to be indexed, and start Pagefind over it.

    `known` is what `finish` returned for this site, which now stands as it `stood`; `reworded` are the articles that
    alone can be others since then, in nothing but their words, if that is known.

    Raises:
        MachineError: The disk fails, or there is no Pagefind.
    """
    language = index.public.settings.language
    worded = worded_in(wording)
    held = rows(searchable.in_order(index), language, index.about)
    key = f"{searchable.layout()} {language} {search.version()}"
    state = known if known and known.key == key and _stand(known, stood) else State(key)
    digested = digests(index, held, worded, _known(state, reworded))
    base, *others = state.segments or (None,)
    delta = plan(base.articles if base else None, digested)
    fresh: Sequence[int] | None
    if delta is None or base is None:
        state, delta, fresh = State(key, (), state.loose), Delta(), range(len(digested))
    else:
        wanted = tuple(digested[number] for number in delta.fresh)
        good = [one for one in others if one.articles == wanted]
        state = State(key, (base, *good), state.loose)
        fresh = None if good or not wanted else delta.fresh
    begun = Indexing(output, index, worded, held, digested, state, delta, fresh)
    return begun if fresh is None else _begun(begun, executor)


def _known(state: State, reworded: Collection[str] | None) -> Mapping[str, str]:
    """The digests of articles that are the same; what a later segment says of one holds."""
    if reworded is None:
        return {}
    every = (one for segment in state.segments for one in segment.articles)
    return {identifier: digest for identifier, digest in every if identifier not in reworded}


def _begun(begun: Indexing, executor: Executor) -> Indexing:
    """Begin a new segment of the fresh articles."""
    output, index, articles = begun.output, begun.index, _articles(begun.index, begun.rows, begun.fresh)
    documents = files.workshop(output, "search-documents")
    search.make_places(documents, len(articles))
    chunks = range(0, len(articles), READ_CHUNK)
    jobs = [(documents, texts(articles[first : first + READ_CHUNK]), first) for first in chunks]
    read = tuple(executor.map(read_and_write, jobs))
    stemmer = index.public.settings.language.partition("-")[0]
    bundle = files.workshop(output, "search-bundle") / "made"  # by Pagefind, which lets everybody read it
    run = search.start(documents, bundle, stemmer) if articles else None
    return replace(begun, read=read, run=run)


def read_and_write(job: tuple[Path, Sequence[Text], int]) -> Read:
    """Read the texts of a chunk of articles, and write their documents; picklable, for a pool of processes."""
    folder, indexed, first = job
    documents, held = read(indexed, first)
    search.write_documents(folder, documents, first)
    return held


def fill(begun: Indexing) -> Made | None:
    """What the new segment holds beside Pagefind's files, for which nobody has to wait; None if there is none."""
    if begun.fresh is None:
        return None
    before = "".join(one.families for one in begun.state.segments)
    rows = [begun.rows[number] for number in begun.fresh]
    return made(_articles(begun.index, begun.rows, begun.fresh), rows, begun.read, begun.index, before)


def finish(begun: Indexing, ours: Made | None, executor: Executor) -> tuple[list[Written], State]:
    """Wait for Pagefind, and stage all files of search; with them comes what the next build has to know.

    Raises:
        MachineError: The disk or Pagefind fails.
    """
    segments, state = list(begun.state.segments), begun.state
    written = [Written(f"search/{path}", size, digest) for one in segments for path, size, digest in one.files]
    if ours is not None:
        segment, staged = _new_segment(begun, ours, executor)
        segments.append(segment)
        written += staged
    values = values_of(begun.rows)
    packed = searchable.loose(segments, begun.delta, values, begun.index)
    known = {path: (path, size, digest) for path, size, digest in state.loose}
    loose = [_loose(begun.output, file, known) for group in packed.values() for file in group]
    entry = searchable.entry(segments, packed, values, len(begun.digests))
    written += [*loose, files.stage(begun.output, "search/entry.json", entry)]
    return written, State(state.key, tuple(segments), tuple(map(_filed, loose)))


def abandon(begun: Indexing) -> None:
    """Stop Pagefind; what it has written goes with all that is staged."""
    if begun.run:
        search.stop(begun.run)


def without(output: Path) -> list[Written]:
    """What says that a site was built without search."""
    return [files.stage(output, "search/entry.json", searchable.no_search())]


def _new_segment(begun: Indexing, ours: Made, executor: Executor) -> tuple[Segment, list[Written]]:
    """Put a segment together, once Pagefind has indexed its articles."""
    articles = _articles(begun.index, begun.rows, begun.fresh)
    packed = [(file.name, file.data) for file in ours.files]
    theirs = _theirs(begun.run, executor) if begun.run else []
    fragments = {found.document: Path(found.name).stem for found in theirs}
    texts = named(articles, [fragments.get(number, "") for number in range(len(articles))], begun.worded)
    packed += [(file.name, file.data) for file in texts]
    told = [*((name, sha256(data)) for name, data in packed), *((one.name, one.sha256) for one in theirs)]
    folder = f"{short(*(part for one in told for part in one), length=12)}/"
    written = [files.stage(begun.output, f"search/{folder}{name}", data) for name, data in packed]
    if begun.run:
        found = [(one.name, one.size, one.sha256) for one in theirs]
        written += files.stage_folder(begun.output, f"search/{folder}pagefind", begun.run.bundle, found)
    return _segment(begun, folder, ours, written), written


def _segment(begun: Indexing, folder: str, ours: Made, written: Sequence[Written]) -> Segment:
    return Segment(
        folder,
        tuple(begun.digests[number] for number in begun.fresh or ()),
        ours.values,
        families_of(ours.postings),
        ours.postings.words.directory,
        ours.postings.beginnings.directory,
        tuple(map(_filed, written)),
    )


def _theirs(run: search.Run, executor: Executor) -> list[search.Found]:
    names = search.wait(run)
    removed = executor.submit(search.remove_documents, run.documents)  # beside what follows
    jobs = [(run.bundle, names[first : first + CHECK_CHUNK]) for first in range(0, len(names), CHECK_CHUNK)]
    found = [one for chunk in executor.map(search.read_back, jobs) for one in chunk]
    removed.result()
    return found


def _loose(output: Path, file: Packed, known: dict[str, Filed]) -> Written:
    """A file that stands in no segment; it is packed only if no earlier build has done so."""
    name = searchable.loose_name(file)
    if name in known:
        return Written(f"search/{name}", *known[name][1:])
    return files.stage(output, f"search/{name}", file.data)


def _articles(index: Index, held: Sequence[Row], numbers: Sequence[int] | None) -> list[Article]:
    return [index.article(held[number].id) for number in numbers or ()]


def _stand(state: State, stood: Inspection) -> bool:
    """Whether all files stand that are kept of an earlier build, as they were left."""
    every = (path for path, _, _ in (*state.loose, *(file for one in state.segments for file in one.files)))
    paths = {f"search/{path}" for path in every}
    return paths <= stood.stamps.keys() and paths.isdisjoint(stood.altered)


def _filed(file: Written) -> Filed:
    return file.path.removeprefix("search/"), file.size, file.sha256
