"""Authority records: what they are in the words of schema.org, what else they are called, and by whom."""

from collections.abc import Mapping

from pressmark import routes
from pressmark.linkeddata.values import ORGANIZATION, PLACE, TERM, Here, Json, identified
from pressmark.model import Kind
from pressmark.pages.views import CompanyView, PersonView, PlaceView, RecordView, SourceView, TopicView

_COMPANIES: Mapping[str, str] = {  # kinds of which schema.org says more; an archive may have kinds of its own
    "company": "Corporation",
    "subsidiary": "Corporation",
    "state-owned": "Corporation",
    "public-body": "GovernmentOrganization",
    "research": "ResearchOrganization",
}
_UNSAID = frozenset({"misspelt", "legal", "ticker"})  # aliases that are no other name, or have a word of their own


def company(view: CompanyView, here: Here) -> Json:
    """A company or another body, and those above and below it. Partners are claims of articles, and not said of it."""
    kind = _COMPANIES.get(view.kind.id, ORGANIZATION)
    codes = {one.key: one.value for one in view.identifiers}
    return {
        **_record(view, here, kind),
        "legalName": _called(view, "legal"),
        "tickerSymbol": _called(view, "ticker") if kind == "Corporation" else None,
        "leiCode": codes.get("lei"),
        "address": {"@type": "PostalAddress", "addressCountry": view.country} if view.country else None,
        "foundingDate": view.founded.settled if view.founded else "",
        "dissolutionDate": view.dissolved.settled if view.dissolved else "",
        "parentOrganization": here.named(view.parent, ORGANIZATION) if view.parent else None,
        "subOrganization": here.all_named(view.subsidiaries, ORGANIZATION),
        "knowsAbout": here.all_named(view.subjects, TERM),
    }


def person(view: PersonView, here: Here) -> Json:
    """A person in a public role."""
    return _record(view, here, "Person")


def place(view: PlaceView, here: Here) -> Json:
    """A place, the one around it, and those in it."""
    known = view.latitude is not None and view.longitude is not None
    spot = {"@type": "GeoCoordinates", "latitude": view.latitude, "longitude": view.longitude}
    return {
        **_record(view, here, PLACE),
        "geo": spot if known else None,
        "containedInPlace": here.named(view.within[-1], PLACE) if view.within else None,
        "containsPlace": here.all_named(view.places, PLACE),
    }


def source(view: SourceView, here: Here) -> Json:
    """A publisher or agency, and who stands behind it."""
    behind = {"@type": ORGANIZATION, "name": view.publisher}
    return {
        **_record(view, here, ORGANIZATION),
        "url": view.homepage,
        "parentOrganization": behind if view.publisher and view.publisher != view.title else None,
    }


def topic(view: TopicView, here: Here) -> Json:
    """A subject heading. That one is broader than another is beyond schema.org, and said in SKOS."""
    every = {"@type": "DefinedTermSet", "@id": here.address(routes.index_of(Kind.TOPIC))}
    return {**_record(view, here, TERM), "description": view.scope_note or view.summary, "inDefinedTermSet": every}


def _record(view: RecordView, here: Here, kind: str) -> Json:
    address = here.address(here.route)
    return {
        "@type": kind,
        "@id": address,
        "mainEntityOfPage": address,
        "name": view.title,
        "alternateName": [text for text, of, _ in view.aliases if of not in _UNSAID],
        "description": view.summary,
        **identified(view.identifiers),
    }


def _called(view: RecordView, kind: str) -> list[str]:
    return [text for text, of, _ in view.aliases if of == kind]
