"""A site for Hugo that is equal to an archive's: the same articles with the same words, a page for each record.

Articles and records have the same addresses as in the archive's own site; lists have as many entries on a page. What
gathers articles there by pair of partners, month, day or year does so here as terms of a taxonomy. What Hugo has no
counterpart for is left out: proofs, notes, mentions, diagrams, related articles, feeds, and data to take away. Its
settings and templates stand in `hugo/`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import product
from pathlib import Path

from tests.bench.writing import article_file

from pressmark.model import RECORD_KINDS, Article, Body, Kind, Record
from pressmark.model.text import Zone
from pressmark.publishable import PublicArchive

OWN = Path(__file__).parent / "hugo"
FRAME = "layouts/baseof.html"  # the template that every page stands in
_MARK = re.compile(r"[\\`*_{}\[\]<>&~|#]|^[-+=:]", re.MULTILINE)
_NUMBER = re.compile(r"^(\d+)(?=[.)])", re.MULTILINE)


def templates() -> dict[str, str]:
    """The settings and templates of the site, by path."""
    paths = (path for path in OWN.rglob("*") if path.is_file())
    return {path.relative_to(OWN).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def content(public: PublicArchive) -> dict[str, str]:
    """What the site is made of, by path."""
    articles = public.articles.values()
    files = {f"content/articles/{article.id}.md": _article(article) for article in articles}
    for year in {article.id.partition("/")[0] for article in articles}:
        files[f"content/articles/{year}/_index.md"] = article_file({"title": f"Articles of {year}"}, "")
    for kind in RECORD_KINDS:
        for record in public.records[kind].values():
            files[f"content/{kind.folder}/{record.id}/_index.md"] = _record(record)
    return files


def _article(article: Article) -> str:
    date = article.published.earliest if article.published else None
    fields = {
        "title": article.title,
        "date": date.isoformat() if date else "",
        "day": article.published.text if article.published else "",
        "deck": article.summary,
        **terms(article),
    }
    return article_file(fields, _markdown(article.body))


def terms(article: Article) -> Mapping[str, tuple[str, ...]]:
    """What lists an article, as terms by the name of their taxonomy: for records the folder of their kind, and ids."""
    records = {kind.folder: ids for kind, ids in article.about.by_kind}
    sources = tuple(filter(None, (article.source,)))
    gathered = {"partners": _pairs, "snapshots": _snapshots, "timeline": _timeline, "months": _months}
    return {**records, Kind.SOURCE.folder: sources, **{name: _once(of(article)) for name, of in gathered.items()}}


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))


def _pairs(article: Article) -> Iterator[str]:
    return ("-with-".join(sorted((claim.company, claim.partner))) for claim in article.claims)


def _snapshots(article: Article) -> Iterator[str]:
    """The years of companies in which, as the article says, something begins or ends."""
    for claim in article.claims:
        dates = filter(None, (claim.start, claim.end))
        for company, date in product((claim.company, claim.partner), dates):
            yield f"{company}-{date.year or 'undated'}"


def _timeline(article: Article) -> Iterator[str]:
    """The years of events, and their days, whatever the year."""
    for event in article.events:
        if event.date.year:
            yield f"{event.date.year:04d}"
        if event.date.day:
            yield f"{event.date.day:%m-%d}"


def _months(article: Article) -> Iterator[str]:
    if article.published and article.published.month:
        year, month = article.published.month
        yield f"{year:04d}-{month:02d}"


def _record(record: Record) -> str:
    return article_file({"title": record.name}, _markdown(record.profile))


def _markdown(body: Body) -> str:
    """The paragraphs of a body, with nothing in them that means more than itself."""
    return "\n\n".join(_NUMBER.sub(r"\1\\", _MARK.sub(r"\\\g<0>", text)) for text in _paragraphs(body))


def _paragraphs(body: Body) -> Iterator[str]:
    text = ""
    for run in body.runs:
        if run.zone is Zone.GAP:
            yield text
            text = ""
        else:
            text += run.text
    if text:
        yield text
