"""Lists of names: the index of each kind, the tree of topics, and what is mentioned together with a record."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import cast

from pressmark import routes
from pressmark.model import RECORD_KINDS, Company, Kind, Record, Topic
from pressmark.pages.further import Owner
from pressmark.pages.lists import by_initial, name_key, numbered, split_by_initial
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import Branch, Counted, Crumb, Initial, NamesView, Page, Part, Together, TopicsView
from pressmark.values import replace

TEMPLATE = "pages/names.html"
MOST_TOGETHER = 50  # names on a record's own page, if they are too many for it: those with most articles
ABOUT = (Kind.COMPANY, Kind.TOPIC, Kind.PERSON)


def all_indexes(shelf: Shelf) -> Iterator[Page]:
    """The index of each kind of record."""
    for kind in RECORD_KINDS:
        yield from topic_index(shelf) if kind is Kind.TOPIC else index_pages(shelf, kind)


def index_pages(shelf: Shelf, kind: Kind) -> Iterator[Page]:
    """The records of a kind from A to Z, by initial where they are many."""
    base, rows = routes.index_of(kind), _entries(shelf, kind)
    head = NamesView(title_key=f"nav.{kind.folder}", section=kind.folder)
    if len(rows) <= routes.PAGE_SIZE:
        yield Page(base, TEMPLATE, replace(head, initials=by_initial(rows), count=len(rows)))
        return
    parts, pages = split_by_initial(base, [row.link.text for row in rows])
    yield Page(base, TEMPLATE, replace(head, parts=parts, count=len(rows)))
    for page in pages:
        view = replace(
            head,
            crumbs=(crumb_of(kind),),
            initials=by_initial([rows[position] for position in page.rows]),
            pages=page.pages,
            number=page.number,
            initial=page.initial,
            count=len(page.rows),
        )
        yield Page(page.route, TEMPLATE, view)


def topic_index(shelf: Shelf) -> Iterator[Page]:
    """The tree of topics; where they are many, the topmost only, and all from A to Z."""
    topics = cast("Sequence[Topic]", tuple(shelf.public.records[Kind.TOPIC].values()))
    many = len(topics) > routes.PAGE_SIZE
    top = sorted((topic for topic in topics if not topic.broader), key=lambda topic: (topic.name.casefold(), topic.id))
    parts: tuple[Part, ...] = ()
    further: list[Page] = []
    if many:
        first, *further = index_pages(shelf, Kind.TOPIC)
        parts = cast("NamesView", first.view).parts
    tree = tuple(_branch(shelf, topic.id, deep=not many) for topic in top[: routes.PAGE_SIZE])
    view = TopicsView(title_key="nav.topics", section="topics", tree=tree, parts=parts, count=len(topics))
    yield Page(routes.index_of(Kind.TOPIC), "pages/topics.html", view)
    yield from further


def crumb_of(kind: Kind) -> Crumb:
    """The index of a kind, as the page above its records."""
    return Crumb(routes.index_of(kind), key=f"nav.{kind.folder}")


def counted(shelf: Shelf, kind: Kind, identifier: str, note: str = "") -> Counted:
    """A record with the number of its articles; of a person, those about and by them."""
    marks = shelf.public.marks.get((kind, identifier), ())
    return Counted(shelf.link(kind, identifier), shelf.index.counted(kind, identifier), note, marks)


def together(shelf: Shelf, kind: Kind, identifier: str) -> tuple[tuple[Together, tuple[Counted, ...]], ...]:
    """The records that share most articles with one: what its own page shows of each kind, and all of them."""
    articles = shelf.index.articles_on(kind, identifier)
    abouts = [shelf.index.about[article] for article in articles]
    sources = (shelf.index.article(article).source for article in articles)
    counts = {other: Counter(chain.from_iterable(about.of(other) for about in abouts)) for other in ABOUT}
    counts[Kind.SOURCE] = Counter(source for source in sources if source)
    if kind in counts:
        counts[kind].pop(identifier, None)
    found = []
    for other, count in counts.items():
        rows = shelf.counted(other, count)
        many = len(rows) > routes.PAGE_SIZE
        more = routes.together(routes.page_of(kind, identifier), other) if many else ""
        found.append((Together(other.folder, rows[:MOST_TOGETHER] if many else rows, len(rows), more), rows))
    return tuple(found)


def together_pages(owner: Owner, found: Iterable[tuple[Together, Sequence[Counted]]]) -> Iterator[Page]:
    """All names that are mentioned together with a record, those with most articles first, where they are many."""
    for one, rows in found:
        if one.more:
            yield from name_pages(owner, one.more, rows, title_key=f"together.{one.kind}")


def name_pages(owner: Owner, base: str, rows: Sequence[Counted], *, title_key: str) -> Iterator[Page]:
    """Names that belong to a record in some way, all of them, in numbered pages."""
    for part, parts, some in numbered(base, rows):
        view = NamesView(
            title_key=title_key,
            section=owner.section,
            crumbs=owner.crumbs,
            whose=owner.link,
            initials=(Initial("", tuple(some)),),
            pages=parts,
            number=part.number,
            count=len(rows),
        )
        yield Page(part.route, TEMPLATE, view)


def _entries(shelf: Shelf, kind: Kind) -> list[Counted]:
    records = shelf.public.records[kind].values()
    return sorted((counted(shelf, kind, record.id, _note(record)) for record in records), key=name_key)


def _note(record: Record) -> str:
    return record.country if isinstance(record, Company) else ""


def _branch(shelf: Shelf, identifier: str, *, deep: bool) -> Branch:
    topic = cast("Topic", shelf.public.records[Kind.TOPIC][identifier])
    narrower = shelf.index.below.get((Kind.TOPIC, identifier), ()) if deep else ()
    below = tuple(_branch(shelf, other, deep=deep) for other in narrower)
    return Branch(counted(shelf, Kind.TOPIC, identifier), topic.scope_note, below)
