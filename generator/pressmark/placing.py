"""Where a note from elsewhere belongs: the article by its addresses, the words by their lock. Nothing is guessed."""

import re
from collections import defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from pressmark import quotes
from pressmark.incoming import Incoming, Selector
from pressmark.model import Anchor, Body, Quote
from pressmark.passages import nearest, passage
from pressmark.resolve import Archive
from pressmark.values import Frozen

MOST = 1000  # places of a quote among which its context may choose
CONTEXT = 12  # words of a context that are tried, fewest first
_PAGE = re.compile(r"(?:^|/)articles/([a-z0-9]+/[a-z0-9-]+)/(?:index\.html)?")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)(.+)", re.IGNORECASE)


class Left(Frozen):
    """Why a note is not taken in; `known` if only because the article has it."""

    reason: str
    known: bool = False


class Addresses:
    """Which article an address may mean: a page of the site, an original, a copy of it elsewhere, an identifier."""

    def __init__(self, archive: Archive) -> None:
        self.base_url = archive.settings.base_url
        self.pages: dict[str, str] = {}
        self.elsewhere: dict[str, set[str]] = defaultdict(set)
        for article in archive.articles.values():
            self.pages.update(dict.fromkeys(article.redirect_from, article.id))
            for url in (article.url, *(copy.url for copy in article.archived)):
                self.elsewhere[plain_address(url)].add(article.id)
            for key, value in article.identifiers:
                for name in (value, f"{key}:{value}"):
                    self.elsewhere[plain_address(name)].add(article.id)
        self.pages.update({identifier: identifier for identifier in archive.articles})
        self.elsewhere.pop("", None)

    def find(self, incoming: Incoming) -> tuple[str, ...]:
        """The articles that a note may be about."""
        own = [self._page(address, ours=bool(incoming.fragment)) for address in incoming.addresses]
        found = {identifier for identifier in own if identifier}
        for address in incoming.addresses if not found else ():
            found |= self.elsewhere.get(plain_address(address), set())
        return tuple(sorted(found))

    def _page(self, address: str, *, ours: bool) -> str | None:
        """The article at a page's address; `ours` trusts any host, since the site may have been built for another."""
        bare = re.split("[?#]", address)[0]
        page = _PAGE.search(bare)
        if page is None or page.end() != len(bare):
            return None
        trusted = (
            ours
            or page.start() == 0
            or (self.base_url and plain_address(bare).startswith(plain_address(self.base_url)))
        )
        return self.pages.get(page[1]) if trusted else None


def plain_address(address: str) -> str:
    """An address without what does not tell pages apart: scheme, capitals of the host, last slash, fragment."""
    doi = _DOI.fullmatch(address.strip())
    if doi:
        return f"doi:{doi[1].casefold()}"
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address.strip()
    scheme = "" if parts.scheme in {"http", "https"} else parts.scheme
    return parts._replace(scheme=scheme, netloc=parts.netloc.lower(), path=parts.path.rstrip("/"), fragment="").geturl()


# --- the words ----------------------------------------------------------------------------------------------------


def locked(selector: Selector, body: Body, folded: quotes.Folded) -> Quote | Left:
    """The shortest quote that locks at the only place that a selector may mean."""
    if selector.written and len(quotes.locate(selector.written, body, folded)) == 1:
        return selector.written
    bare = Quote(" ".join(selector.exact.split()))
    found = quotes.locate(bare, body, folded)
    if len(found) == 1:
        return bare
    if not found:
        near = nearest(bare, body, folded)
        hint = f"; the nearest passage is «{passage(body, near[0])}» (#{near[0].block})" if near else ""
        return Left(f"the text does not contain «{bare.exact}»{hint}")
    if len(found) <= MOST:
        place = _meant(selector, body, folded)
        if place:
            return next(one for one in _shortest(selector) if quotes.locate(one, body, folded) == (place,))
    return Left(f"the text contains «{bare.exact}» more than once, and its context does not tell which is meant")


def _meant(selector: Selector, body: Body, folded: quotes.Folded) -> Anchor | None:
    """The place that the whole context fits, else the only one that one side of it fits."""
    sides = [
        Quote(selector.exact, prefix, suffix)
        for prefix, suffix in ((selector.prefix, ""), ("", selector.suffix))
        if quotes.key(prefix + suffix)
    ]
    places = set(quotes.locate(Quote(selector.exact, selector.prefix, selector.suffix), body, folded))
    if not places:
        places = {place for side in sides for place in quotes.locate(side, body, folded)}
    return places.pop() if len(places) == 1 else None


def _shortest(selector: Selector) -> Iterator[Quote]:
    """The quote with more and more of its context, at last with all of each side and of both."""
    exact, before, after = (" ".join(text.split()) for text in (selector.exact, selector.prefix, selector.suffix))
    for count in range(1, CONTEXT + 1):
        prefix, suffix = " ".join(before.split()[-count:]), " ".join(after.split()[:count])
        yield from (Quote(exact, prefix), Quote(exact, "", suffix), Quote(exact, prefix, suffix))
    yield from (Quote(exact, before), Quote(exact, "", after), Quote(exact, before, after))
