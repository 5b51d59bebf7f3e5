"""JSON-LD in the words of schema.org: what a page is about, for search engines and other programs.

A date that is not certain is left out or said in words (`Edtf.settled`). Things are named by the addresses of their
pages; without a `base_url` these are relative, and count from the page that holds them (JSON-LD 1.1, section 7).
"""

from collections.abc import Callable, Mapping

from markupsafe import Markup
from msgspec.json import encode

from pressmark.linkeddata.articles import article
from pressmark.linkeddata.lists import collection, dataset, events, front, of_two, question, search, topics, written
from pressmark.linkeddata.records import company, person, place, source, topic
from pressmark.linkeddata.values import Here, Json, stated
from pressmark.pages import views

__all__ = ["Here", "linked_data", "script"]

_UNSAFE = tuple((sign, f"\\u{ord(sign):04x}") for sign in "<>&\u2028\u2029")
_NOTHING = (views.NotFoundView, views.MovedView)  # these are about nothing
_MAKERS: Mapping[type[views.View], Callable[..., Json]] = {
    views.ArticleView: article,
    views.CompanyView: company,
    views.PersonView: person,
    views.PlaceView: place,
    views.SourceView: source,
    views.TopicView: topic,
    views.TopicsView: topics,
    views.HomeView: front,
    views.FreeView: written,
    views.WithdrawnView: written,
    views.SearchView: search,
    views.PairView: of_two,
    views.QueryView: question,
    views.DataView: dataset,
    views.TimelineView: events,
    views.DayView: events,
}


def linked_data(view: views.View, here: Here) -> Json | None:
    """What a page is about; None for pages about nothing. What has no type of its own is a collection."""
    if isinstance(view, _NOTHING):
        return None
    return {"@context": "https://schema.org", **stated(_MAKERS.get(type(view), collection)(view, here))}


def script(data: Json) -> Markup:
    """JSON as the content of a `<script>` element: no text in it can end the element (HTML, section 4.12.1.3)."""
    text = encode(data).decode()
    for sign, escaped in _UNSAFE:
        text = text.replace(sign, escaped)
    return Markup(text)  # noqa: S704
