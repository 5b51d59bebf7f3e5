"""What an archive holds already: by address, identifier and digest, and texts that are nearly the same."""

import re
from collections.abc import Iterable, Iterator

from pressmark import markup
from pressmark.dates import Edtf, read_edtf
from pressmark.documents import Parsed
from pressmark.drafts.alike import Alike
from pressmark.drafts.values import Draft
from pressmark.filing import folder_of, identify
from pressmark.model import Article, Kind
from pressmark.placing import plain_address
from pressmark.routes import MAX_SEGMENT, slugify
from pressmark.values import Frozen

_OF_WHOLES = frozenset({"isbn", "issn"})  # identifiers of books and papers, which many articles share
_ROOM = 8  # characters kept free at the end of an id, for a number


class Place(Frozen):
    """Where a draft goes: an id that no article has, and the article that says nearly the same, if there is one."""

    id: str
    near: str = ""
    share: float = 0.0


class Present:
    """The articles of an archive, and the drafts that have been placed among them."""

    def __init__(self, parsed: Iterable[Parsed]) -> None:
        self._ids: set[str] = set()
        self._last: dict[str, int] = {}
        self._keys: dict[str, str] = {}
        self._alike = Alike()
        for one in parsed:
            kind, identifier, _ = identify(one.path)
            if kind is Kind.ARTICLE:
                self._ids.add(identifier)
            if isinstance(one.document, Article):
                article = one.document
                published = article.published.text if article.published else ""
                same = _same(article.title, published, article.body.text)
                self._take(identifier, article.body.text, (same, *_keys_of(article)))

    def known(self, draft: Draft) -> str:
        """The id of the article that a draft was imported as before, or nothing."""
        found = (self._keys.get(key) for key in _keys(draft))
        return next(filter(None, found), "")

    def place(self, draft: Draft) -> Place:
        """Give a draft its id, and remember it."""
        text = markup.parse(draft.body, "", 1).body.text
        near, share = self._alike.nearest(text) if text else ("", 0.0)
        identifier = self._free(draft)
        self._take(identifier, text, (_same(draft.title, draft.published, text), *_keys(draft)))
        return Place(identifier, near, share)

    def _take(self, identifier: str, text: str, keys: Iterable[str]) -> None:
        self._ids.add(identifier)
        if text:
            self._alike.add(identifier, text)
        for key in keys:
            self._keys.setdefault(key, identifier)

    def _free(self, draft: Draft) -> str:
        date = read_edtf(draft.published)
        folder = folder_of(date if isinstance(date, Edtf) else None)
        slug = slugify(draft.title, "article")[: MAX_SEGMENT - _ROOM].strip("-")
        stem = f"{folder}/{slug if re.search('[a-z]', slug) else f'article-{slug}'.strip('-')}"
        found, number = stem, self._last.get(stem, 1)
        while found in self._ids:
            number += 1
            found = f"{stem}-{number}"
        self._last[stem] = number
        return found


def _keys(draft: Draft) -> Iterator[str]:
    """By what a draft is known again; one that has neither address nor identifier by its words."""
    if draft.url:
        yield f"url {plain_address(draft.url)}"
    own = [f"{key} {value}" for key, value in draft.identifiers if key not in _OF_WHOLES]
    yield from own
    if draft.digest:
        yield f"sha256 {draft.digest}"
    if not draft.url and not own:
        yield _same(draft.title, draft.published, markup.parse(draft.body, "", 1).body.text)


def _keys_of(article: Article) -> Iterator[str]:
    for url in (article.url, *(copy.url for copy in article.archived)):
        if url:
            yield f"url {plain_address(url)}"
    yield from (f"{key} {value}" for key, value in article.identifiers)


def _same(title: str, published: str, text: str) -> str:
    return "words " + " ".join(f"{published.replace('XXXX', '')} {title} {text}".split())
