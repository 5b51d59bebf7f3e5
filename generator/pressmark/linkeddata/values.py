"""What nodes of linked data are made of: addresses, names that lead to pages, identifiers, dated events."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pressmark.dates import Edtf, Range, Single
from pressmark.pages.views import Identifier, Link, Site
from pressmark.values import Frozen

Json = dict[str, Any]
ORGANIZATION, PERSON, PLACE, TERM = "Organization", "Person", "Place", "DefinedTerm"
TYPES: Mapping[str, str] = {  # what the records of a section are; of companies there are more precise words
    "companies": ORGANIZATION,
    "people": PERSON,
    "places": PLACE,
    "topics": TERM,
    "sources": ORGANIZATION,
}


class Here(Frozen):
    """The page that holds the data: its address and name, the way to the site's root, and how dates are worded."""

    site: Site
    route: str
    root: str
    name: str
    worded: Callable[[Edtf], str]

    def address(self, route: str) -> str:
        """The address of a page: the whole one, or the way to it."""
        return f"{self.site.base_url or self.root}{route}"

    @property
    def website(self) -> Json:
        """The site that a page is a part of."""
        return {"@type": "WebSite", "@id": self.address(""), "name": self.site.title}

    def named(self, link: Link, kind: str) -> Json:
        """A thing by its name, and by its page if it has one."""
        known = {} if link.route is None else {"@id": self.address(link.route)}
        return {"@type": kind, **known, "name": link.text}

    def all_named(self, links: Iterable[Link], kind: str) -> list[Json]:
        """Several things of one kind."""
        return [self.named(link, kind) for link in links]

    def event(self, address: str, text: str, date: Edtf, about: Iterable[Link]) -> Json:
        """A dated event. Where its date says more than a day, month or year, it stands there in words as well."""
        first, last = _ends(date)
        exact = date.text in {first, f"{first}/{last}"}
        return stated(
            {
                "@type": "Event",
                "@id": self.address(address),
                "name": text,
                "startDate": first,
                "endDate": last,
                "description": "" if exact else self.worded(date),
                "about": [{"@id": self.address(link.route)} for link in about if link.route is not None],
            }
        )


def _ends(date: Edtf) -> tuple[str, str]:
    """When something begins and ends, as far as that is certain; one date has no end of its own."""
    if isinstance(date.value, Range):
        first, last = (
            Edtf(end.text, end).settled if isinstance(end, Single) else "" for end in (date.value.start, date.value.end)
        )
        return first, last
    return date.settled, ""


def stated(fields: Json) -> Json:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value is not None and value not in ("", [])}


def identified(identifiers: Iterable[Identifier]) -> Json:
    """Identifiers elsewhere; where they lead to a page about the same thing, it is the same."""
    known = tuple(identifiers)
    return {
        "identifier": [{"@type": "PropertyValue", "propertyID": one.key, "value": one.value} for one in known],
        "sameAs": [one.address for one in known if one.address],
    }
