"""Anchors: the paragraph or fact that a link by hand names stands on the page it leads to.

Pages of records have no anchors that content could rely on: their sections are the templates' own.
"""

from collections.abc import Iterable, Iterator, Mapping

from pressmark import mistakes
from pressmark.diagnostics import Diagnostic
from pressmark.documents import Parsed
from pressmark.locks import Fact
from pressmark.model import Article, Kind, Page
from pressmark.names import Names


def lost_anchors(
    parsed: Iterable[Parsed], names: Names, articles: Mapping[str, Article], pages: Mapping[str, Page]
) -> Iterator[Diagnostic]:
    """Report each link to an anchor that its article or page does not have; `articles` have their facts' addresses."""
    known: dict[str, tuple[str, ...]] = {}
    for one in parsed:
        for reference in one.references:
            if not reference.fragment:
                continue
            found = names.find(reference.kind, reference.text)
            target = _document(reference.kind, found[0], articles, pages) if len(found) == 1 else None
            if target is None:
                continue
            name = f"{reference.kind}:{target.id}"
            anchors = known[name] = known.get(name) or _anchors(target)
            if reference.fragment not in anchors:
                problem = mistakes.lost_anchor(reference.at, name, reference.fragment, anchors)
                yield problem.in_draft() if one.draft else problem


def _document(
    kind: str, identifier: str, articles: Mapping[str, Article], pages: Mapping[str, Page]
) -> Article | Page | None:
    if kind == Kind.ARTICLE:
        return articles.get(identifier)
    return pages.get(identifier) if kind == Kind.PAGE else None


def _anchors(document: Article | Page) -> tuple[str, ...]:
    blocks = tuple(block.id for block in document.body.blocks)
    if not isinstance(document, Article):
        return blocks
    facts: tuple[Fact, ...] = (*document.claims, *document.events, *document.annotations)
    return (*blocks, *(fact.fragment for fact in facts))
