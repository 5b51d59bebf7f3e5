"""Articles: who wrote and published them, whom they are about, what they tell of, and where the original is."""

from collections.abc import Iterable, Mapping

from pressmark.linkeddata.values import ORGANIZATION, PERSON, PLACE, TERM, TYPES, Here, Json, identified, stated
from pressmark.pages.views import ArticleView, AuthorRow

_TYPES: Mapping[str, str] = {"news": "NewsArticle", "report": "Report"}


def article(view: ArticleView, here: Here) -> Json:
    """An archived text. Who carries a story published it; whose story it is stands behind it, as its source."""
    publisher = view.carrier or view.source
    return {
        "@type": _TYPES.get(view.kind, "Article"),
        "@id": here.address(here.route),
        "url": here.address(here.route),
        "headline": view.title,
        "description": view.summary,
        "inLanguage": view.language or here.site.language,
        "datePublished": view.published.settled if view.published else "",
        "dateModified": _modified(view),
        "author": _credited(here, (one for one in view.authors if not one.edits)),
        "editor": _credited(here, (one for one in view.authors if one.edits)),
        "publisher": here.named(publisher, ORGANIZATION) if publisher else None,
        "sourceOrganization": here.named(view.source, ORGANIZATION) if view.source else None,
        "locationCreated": here.named(view.dateline, PLACE) if view.dateline else None,
        "about": [
            *here.all_named(view.companies, ORGANIZATION),
            *here.all_named(view.people, PERSON),
            *here.all_named(view.places, PLACE),
            *here.all_named(view.topics, TERM),
        ],
        "mentions": _mentions(view, here),
        "isBasedOn": view.url,
        "archivedAt": [copy.url or here.address(copy.file) for copy in view.archived],
        "correction": [_correction(day.settled, text) for day, text in view.corrections],
        "isPartOf": here.website,
        **identified(view.identifiers),
    }


def _credited(here: Here, authors: Iterable[AuthorRow]) -> list[Json]:
    return [here.named(author.link, PERSON) for author in authors]


def _mentions(view: ArticleView, here: Here) -> list[Json]:
    """Records whose names stand in the text without its being about them, and the events that it dates."""
    named = [here.named(link, TYPES[section]) for section, link in view.mentioned]
    dated = [here.event(f"{here.route}#{one.fragment}", one.text, one.date, one.about) for one in view.events]
    return [*named, *dated]


def _modified(view: ArticleView) -> str:
    """The last day on which it is certain that something was mended or changed."""
    days = [date.day.isoformat() for date, _ in view.corrections if date.day and not date.uncertain]
    return max((*days, view.changed_on.isoformat() if view.changed_on else ""))


def _correction(day: str, text: str) -> Json:
    return stated({"@type": "CorrectionComment", "text": text, "datePublished": day})
