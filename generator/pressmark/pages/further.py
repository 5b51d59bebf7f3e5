"""The further pages of a record or a pair: lists that are too long for its own page, whole."""

from collections.abc import Iterator, Sequence
from typing import Any

from pressmark import routes
from pressmark.mentions import Mention
from pressmark.pages.lists import SubList, above_month, numbered
from pressmark.pages.shelf import Shelf
from pressmark.pages.views import (
    ClaimsView,
    ContextView,
    Crumb,
    Link,
    ListView,
    Page,
    PartnersView,
    RelationRow,
    TimelineView,
)
from pressmark.values import Frozen


class Owner(Frozen):
    """Whose lists these are: its name, its own page, and the page above that."""

    name: str
    route: str
    section: str
    above: Crumb

    def head(self, base: str, page: SubList) -> dict[str, Any]:
        """The attributes of the view of one part of a list by date."""
        return {
            **self.frame(),
            "crumbs": (*self.crumbs, *above_month(base, page.year, page.month)),
            "listing": page.listing,
            "year": page.year,
            "month": page.month,
        }

    def frame(self) -> dict[str, Any]:
        """The attributes that the views of all further pages share."""
        return {"title": self.name, "section": self.section, "crumbs": self.crumbs, "whose": self.link}

    @property
    def crumbs(self) -> tuple[Crumb, ...]:
        """The way to its own page."""
        return (self.above, Crumb(self.route, self.name))

    @property
    def link(self) -> Link:
        """Its own page."""
        return Link(self.name, self.route)


def article_pages(owner: Owner, base: str, parts: Sequence[SubList], *, written: bool = False) -> Iterator[Page]:
    """The articles about something, or written by somebody, by date."""
    for page in parts:
        view = ListView(**owner.head(base, page), title_key="articles.by" if written else "articles.of")
        yield Page(page.route, "pages/articles.html", view)


def event_pages(owner: Owner, base: str, parts: Sequence[SubList]) -> Iterator[Page]:
    """The dated events of something, by date."""
    for page in parts:
        yield Page(page.route, "pages/timeline.html", TimelineView(**owner.head(base, page)))


def claim_pages(owner: Owner, base: str, parts: Sequence[SubList]) -> Iterator[Page]:
    """What articles claim of two companies, by date."""
    for page in parts:
        yield Page(page.route, "pages/claims.html", ClaimsView(**owner.head(base, page)))


def context_pages(shelf: Shelf, owner: Owner, mentioned: Sequence[tuple[str, Mention]]) -> Iterator[Page]:
    """All mentions of a record in context, in numbered pages."""
    for part, parts, some in numbered(routes.context(owner.route), mentioned):
        view = ContextView(
            **owner.frame(),
            rows=tuple(shelf.context(identifier, mention) for identifier, mention in some),
            pages=parts,
            number=part.number,
            count=len(mentioned),
        )
        yield Page(part.route, "pages/context.html", view)


def relation_pages(owner: Owner, rows: Sequence[RelationRow]) -> Iterator[Page]:
    """All relations of a company, in numbered pages."""
    for part, parts, some in numbered(routes.partners_of(owner.route), rows):
        view = PartnersView(**owner.frame(), relations=tuple(some), pages=parts, number=part.number, count=len(rows))
        yield Page(part.route, "pages/partners.html", view)
