"""The edits that the bench makes in an archive: what is written, and where a reader then finds it.

Each takes what is known of the archive, and a word that has not been written yet. Records and topics are those with the
most articles, since these cost most; articles stand in the middle of the archive's years.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from statistics import median_low
from typing import Any

from tests.bench import hugosite
from tests.bench.writing import article_file, record_file, record_path

from pressmark.model import Article, Kind
from pressmark.publishable import PublicArchive
from pressmark.publishable.rights import rights_of
from pressmark.resolve import Archive

FRAME = "templates/layouts/page.html"
_TITLE = re.compile(r"^title:.*\n(?:[ \t].*\n)*", re.MULTILINE)
_NAME = re.compile(r"^name:.*\n(?:[ \t].*\n)*", re.MULTILINE)


class Impossible(Exception):  # noqa: N818 - it is no error, but an answer
    """An archive has nothing that could be edited so."""


@dataclass(frozen=True, slots=True)
class Known:
    """What an editor knows of an archive: all of it, what of it is published, and how to read a file."""

    archive: Archive
    public: PublicArchive
    read: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Edit:
    """Files of the archive with their new text, and the same for Hugo's site where that does not follow from them.

    `shown` are patterns of pages (as for `Path.glob`, the same in both sites): in one of each the word then stands.
    """

    files: Mapping[str, str]
    word: str
    shown: tuple[str, ...]
    hugo: Mapping[str, str] = field(default_factory=dict)


Maker = Callable[[Known, str], Edit]


def text(known: Known, word: str) -> Edit:
    """A sentence more at the end of an article."""
    whole = (one for one in known.public.articles.values() if rights_of(one, known.archive) == "full")
    article = _middle(one for one in whole if one.body)
    path = _path(article)
    return Edit({path: f"{known.read(path).rstrip()}\n\nThe desk adds {word}.\n"}, word, (_page(article),))


def title(known: Known, word: str) -> Edit:
    """Another title for an article of the topic that has most of them."""
    topic = _commonest(known.public, Kind.TOPIC)
    article = _middle(one for one in known.public.articles.values() if topic in one.about.topics)
    path = _path(article)
    said = _TITLE.sub(f'title: "Retitled {word}"\n', known.read(path), count=1)
    return Edit({path: said}, word, (_page(article), f"topics/{topic}/**/index.html"))


def new(known: Known, word: str) -> Edit:
    """An article that is newer than all others, about the company and the topic that have most of them."""
    days = (one.published.latest for one in known.public.articles.values() if one.published)
    day = max(filter(None, days), default=date(2020, 1, 1)) + timedelta(days=1)
    company, topic = _commonest(known.public, Kind.COMPANY), _commonest(known.public, Kind.TOPIC)
    fields: dict[str, Any] = {
        "title": f"Latest {word}",
        "published": day.isoformat(),
        "topics": [topic],
        "entities": {"companies": [company]},
        "rights": "full",
    }
    identifier = f"{day.year:04d}/latest-{word}"
    files = {f"content/articles/{identifier}.md": article_file(fields, f"The desk adds {word}.")}
    shown = (f"articles/{identifier}/index.html", "index.html", f"companies/{company}/index.html")
    return Edit(files, word, (*shown, f"topics/{topic}/index.html"))


def name(known: Known, word: str) -> Edit:
    """Another name for the company that has most articles, which keeps the old one as an alias."""
    company = _commonest(known.public, Kind.COMPANY)
    record, path = known.public.records[Kind.COMPANY][company], record_path(Kind.COMPANY, company)
    said = _NAME.sub(record_file({"name": f"Renamed {word}"}), known.read(path), count=1)
    if not record.aliases:
        said = f"{said.rstrip()}\n{record_file({'aliases': [record.name]})}"
    article = _middle(one for one in known.public.articles.values() if company in one.about.companies)
    return Edit({path: said}, word, (f"companies/{company}/index.html", _page(article)))


def template(known: Known, word: str) -> Edit:
    """Other words at the foot of every page: in the template in which all pages stand."""
    line = f"<p>{word}</p>"
    ours = (
        f'{{% extends "pressmark/layouts/page.html" %}}\n{{% block footer %}}{{{{ super() }}}}{line}{{% endblock %}}\n'
    )
    theirs = hugosite.templates()[hugosite.FRAME].replace("<footer>", f"<footer>{line}")
    article = _middle(known.public.articles.values())
    return Edit({FRAME: ours}, word, ("index.html", _page(article)), {hugosite.FRAME: theirs})


def _commonest(public: PublicArchive, kind: Kind) -> str:
    """The record of a kind that most articles list."""
    counts = Counter(one for article in public.articles.values() for one in article.about.of(kind))
    if not counts:
        raise Impossible(f"no article of this archive names a {kind}")
    return min(counts, key=lambda one: (-counts[one], one))


def _middle(articles: Iterable[Article]) -> Article:
    """The article in the middle of the years."""
    found = {((one.published.sort_key if one.published else ()), one.id): one for one in articles}
    if not found:
        raise Impossible("this archive has no article that could be edited so")
    return found[median_low(sorted(found))]


def _path(article: Article) -> str:
    return f"content/articles/{article.id}.md"


def _page(article: Article) -> str:
    return f"articles/{article.id}/index.html"
