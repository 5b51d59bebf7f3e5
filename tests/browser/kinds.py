"""The kinds of page that a site has, by their addresses."""

import re

from tests.support.sites import Site

from pressmark.routes import output_path

RECORDS = "companies|people|places|topics|sources"
ARTICLE = r"articles/(\d{4}|undated)/[a-z0-9-]*[a-z][a-z0-9-]*/"
KINDS = {
    "home": "",
    "articles": "articles/",
    "articles of a year": r"articles/(\d{4}|undated)/",
    "articles of a month": r"articles/\d{4}/\d\d/(page/\d+/)?",
    "article": ARTICLE,
    "records": f"({RECORDS})/",
    "records by initial": f"({RECORDS})/by/initial/.*",
    "company": "companies/[^/]+/",
    "person": "people/[^/]+/",
    "place": "places/[^/]+/",
    "topic": "topics/[^/]+/",
    "source": "sources/[^/]+/",
    "articles of a record": f"({RECORDS})/[^/]+/articles/.*",
    "articles by a person": "people/[^/]+/written/.*",
    "events of a record": f"({RECORDS})/[^/]+/timeline/.*",
    "names with a record": f"({RECORDS})/[^/]+/with/.*",
    "names below a record": f"({RECORDS})/[^/]+/(below|business)/.*",
    "partners of a company": "companies/[^/]+/partners/.*",
    "mentions of a record": f"({RECORDS})/[^/]+/context/.*",
    "partners of a company as of a year": r"companies/[^/]+/as-of/\d{4}/.*",
    "partners": "partners/",
    "partners by something": "partners/by/.*",
    "pair": "partners/(?!by/)[^/]+/[^/]+/",
    "articles of a pair": "partners/(?!by/)[^/]+/[^/]+/articles/.*",
    "events of a pair": "partners/(?!by/)[^/]+/[^/]+/timeline/.*",
    "claims of a pair": "partners/(?!by/)[^/]+/[^/]+/claims/.*",
    "timeline": "timeline/",
    "timeline of a year": r"timeline/(\d{4}|undated)/",
    "timeline of a month": r"timeline/\d{4}/\d\d/",
    "days": "timeline/day/",
    "day": r"timeline/day/\d\d-\d\d/",
    "notes": "notes/",
    "saved queries": "queries/",
    "saved query": "queries/[^/]+/",
    "articles of a saved query": "queries/[^/]+/articles/.*",
    "search": "search/",
    "changes": "changes/",
    "changes of a company": "companies/[^/]+/changes/",
    "corrections": "corrections/",
    "data": "data/",
    "nothing": "404.html",
    "free page": "about/",
}

LONG = (
    "articles of a record",
    "articles by a person",
    "events of a record",
    "names with a record",
    "names below a record",
    "partners of a company",
    "records by initial",
    "timeline of a month",
    "articles of a pair",
    "claims of a pair",
    "articles of a saved query",
)
"""Those that only an archive with long lists has."""


def kinds_of(route: str) -> list[str]:
    """The kinds that an address fits."""
    return [kind for kind, pattern in KINDS.items() if re.fullmatch(pattern, route)]


def examples(site: Site) -> dict[str, str]:
    """The largest page of each kind that the site has."""
    by_size = sorted(site.routes(), key=lambda route: (site.folder / output_path(route)).stat().st_size)
    return {kind: route for route in by_size for kind in kinds_of(route)}
