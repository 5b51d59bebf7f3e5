"""Pages that gather: the front page, lists, timelines, and what an archive has written for itself."""

from pressmark import routes
from pressmark.linkeddata.values import ORGANIZATION, TYPES, Here, Json
from pressmark.pages.views import (
    DataFile,
    DataView,
    DayView,
    EventRow,
    HomeView,
    Link,
    PairView,
    QueryView,
    SearchView,
    TimelineView,
    TopicsView,
    View,
)


def front(view: HomeView, here: Here) -> Json:
    """The site, and how it is searched."""
    asked = {"@type": "EntryPoint", "urlTemplate": f"{here.address(routes.SEARCH)}?q={{query}}"}
    return {
        **here.website,
        "url": here.address(""),
        "description": view.description,
        "inLanguage": here.site.language,
        "potentialAction": {"@type": "SearchAction", "target": asked},
    }


def collection(view: View, here: Here) -> Json:
    """A list, and whom it is about."""
    whose: Link | None = getattr(view, "whose", None)
    about = here.named(whose, TYPES[view.section]) if whose and view.section in TYPES else None
    return {**_page(view, here, "CollectionPage"), "about": about}


def events(view: TimelineView | DayView, here: Here) -> Json:
    """Dated events, each named by the place where it is told."""
    rows = view.events if isinstance(view, DayView) else _rows(view)
    found = [here.event(row.proofs[0].route, row.text, row.date, row.about) for row in rows]
    listed = {"@type": "ItemList", "numberOfItems": len(found), "itemListElement": found}
    return {**collection(view, here), "mainEntity": listed if found else None}


def dataset(view: DataView, here: Here) -> Json:
    """What the archive knows, to take away: its files by name, type and address."""
    every = [*view.files, *(file for table in view.tables for file in table.files)]
    return {
        **_page(view, here, "Dataset"),
        "name": f"{here.site.title}: {here.name}",
        "distribution": [_download(file, here) for file in every],
    }


def _download(file: DataFile, here: Here) -> Json:
    name = file.route.rpartition("/")[2]
    address = here.address(file.route)
    return {"@type": "DataDownload", "name": name, "encodingFormat": file.media, "contentUrl": address}


def of_two(view: PairView, here: Here) -> Json:
    """What is told of two companies."""
    return {**_page(view, here, "CollectionPage"), "about": here.all_named((view.one, view.other), ORGANIZATION)}


def question(view: QueryView, here: Here) -> Json:
    """What a saved query finds."""
    return {**_page(view, here, "CollectionPage"), "description": view.summary}


def topics(view: TopicsView, here: Here) -> Json:
    """All subject headings: a page, and the set of terms that each heading is in."""
    return {**_page(view, here, "CollectionPage"), "@type": ["CollectionPage", "DefinedTermSet"]}


def search(view: SearchView, here: Here) -> Json:
    """The search page."""
    return _page(view, here, "SearchResultsPage")


def written(view: View, here: Here) -> Json:
    """A page that is read: a free page, or what is left of an article."""
    return {**_page(view, here, "AboutPage" if here.route == "about/" else "WebPage"), "description": view.description}


def _page(view: View, here: Here, kind: str) -> Json:
    address = here.address(here.route)
    return {
        "@type": kind,
        "@id": address,
        "url": address,
        "name": here.name,
        "inLanguage": view.language or here.site.language,
        "isPartOf": here.website,
    }


def _rows(view: TimelineView) -> list[EventRow]:
    return [row for group in view.listing.groups for row in group.rows if isinstance(row, EventRow)]
