"""Saved queries: what is wrong with them, which of them may be shown, and what they find."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pressmark import mistakes
from pressmark.diagnostics import At, Diagnostic
from pressmark.documents import Parsed
from pressmark.model import Article, Kind, Record, SavedQuery
from pressmark.query import FIELDS, OF_RECORDS, Find, Holdings, Mistake, finder, named, parse, passages, rows, settle
from pressmark.words import stemmer

Records = Mapping[Kind, Mapping[str, Record]]


def wrong_queries(parsed: Iterable[Parsed], records: Records) -> Iterator[Diagnostic]:
    """What is wrong with the queries of an archive."""
    saved = [one for one in parsed if isinstance(one.document, SavedQuery)]
    find = _finder(records) if saved else None
    for one in saved:
        if isinstance(one.document, SavedQuery) and find:
            for mistake in settle(parse(one.document.query), find).mistakes:
                problem = _said(mistake, one.facts[0], records)
                yield problem.in_draft() if one.draft else problem


def _said(mistake: Mistake, at: At, records: Records) -> Diagnostic:
    values = mistake.values
    kind = OF_RECORDS.get(values.get("facet", ""))
    if mistake.code == "several" and kind:
        return mistakes.ambiguous_reference(at, kind, values["value"], values["values"].split(", "))
    if mistake.code == "unknown-value" and kind:
        known = [text for record in records[kind].values() for text in (record.id, record.name)]
        return mistakes.unknown_reference(at, kind, values["value"], known)
    return mistakes.bad_query(at, mistake.code, values.get("field") or values["value"], FIELDS)


def nameable(queries: Iterable[SavedQuery], records: Records) -> dict[str, SavedQuery]:
    """The queries that name nothing but these records: others would tell of what is not public."""
    queries = tuple(queries)
    find = _finder(records) if queries else None
    return {one.id: one for one in queries if find and not settle(parse(one.query), find).mistakes}


def answers(
    queries: Iterable[SavedQuery], articles: Sequence[Article], records: Records, language: str
) -> dict[str, tuple[str, ...]]:
    """What queries find among articles in order of publication: by the query's id the articles' ids, newest first."""
    queries = tuple(queries)
    if not queries:
        return {}
    held = rows(articles, language)
    holdings = Holdings(held, [tuple(passages(article)) for article in articles], stemmer(language))
    find = _finder(records)
    found = {one.id: holdings.find(settle(parse(one.query), find)) for one in queries}
    return {identifier: tuple(held[n].id for n in reversed(numbers)) for identifier, numbers in found.items()}


def _finder(records: Records) -> Find:
    names = {
        facet: named(
            (record.id, [record.name], [*(alias.text for alias in record.aliases), *record.redirect_from])
            for record in records[kind].values()
        )
        for facet, kind in OF_RECORDS.items()
    }
    return finder(names)
