"""`check --against`: every address that a site has published is published again, or something leads on from it."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path

from pressmark import files, mistakes, routes
from pressmark.config import CONTENT
from pressmark.diagnostics import At, Diagnostic, nearest
from pressmark.digest import sha256
from pressmark.exports import all_exports
from pressmark.files import UsageError
from pressmark.index import Index, build_index
from pressmark.mentions import find_mentions
from pressmark.model import Article, Kind
from pressmark.pages import Shelf, all_pages, site_of
from pressmark.pages.former import moved
from pressmark.past import past, read
from pressmark.publishable import publishable
from pressmark.rendering import renderer
from pressmark.resolve import Archive

SOME_BASE = "https://site.invalid/"
_NO_ADDRESS = re.compile(r"assets/|_redirects$")  # names that change with their content; what only hosts read
_FACT = re.compile(r"articles/([^#]+)/#(f-[a-z0-9-]+)$")


def lost(folder: Path, archive: Archive, manifest: Path, now: datetime) -> Iterator[Diagnostic]:
    """What the next build would not publish any more of what `manifest` lists: addresses, and those of facts.

    The fragments of facts stand in no manifest. They are compared if the site's annotations still stand beside it.

    Raises:
        UsageError: The file is no manifest.
    """
    before = files.load_manifest(manifest)
    if before is None:
        raise UsageError(f"{manifest} is no manifest of a site: give the manifest.json of what was published.")
    paths = {entry["path"]: str(entry.get("sha256")) for entry in before["files"]}
    public = publishable(archive, before["audience"] or archive.settings.audience, now)
    index = build_index(public, find_mentions(public, archive.records, files.read_common_words()))
    after = _published(folder, archive, index, paths, now)
    for path in sorted(paths.keys() - after):
        if not _NO_ADDRESS.match(path):
            yield _lost_address(path, index)
    yield from _lost_facts(_facts(manifest.parent / routes.ANNOTATIONS, paths.get(routes.ANNOTATIONS)), index)


def _published(folder: Path, archive: Archive, index: Index, before: Iterable[str], now: datetime) -> set[str]:
    """The files of the next build, and the old addresses from which hosts lead on."""
    base_url = archive.settings.base_url or (SOME_BASE if "sitemap.xml" in before else "")  # it may be an option
    chronicle, _ = past(folder, index.public, now, read)
    site = site_of(index, base_url, chronicle)
    pages = all_pages(index, site, chronicle)
    wording = renderer(files.read_templates(folder), site).wording
    found = {routes.output_path(page.route) for page in pages}
    found |= {route for route, _ in all_exports(index, site, wording)}
    found |= {routes.file(name) for name in index.public.files}
    return found | {routes.output_path(old) for old, _ in moved(Shelf(index))}


# --- addresses ----------------------------------------------------------------------------------------------------


def _lost_address(path: str, index: Index) -> Diagnostic:
    address = path.removesuffix("index.html")
    for kind in Kind:
        folder = "[^/]+/(?=[^/]*[a-z])" if kind is Kind.ARTICLE else ""  # a name without a letter is that of a month
        own = re.match(rf"{kind.folder}/({folder}[^/]+)/(.*)", address)
        if own and not index.public.has_page(kind, own[1]):
            at = At(f"{CONTENT}{kind.folder}/{own[1]}.{'md' if kind is Kind.ARTICLE else 'yaml'}")
            known = _ids(kind, index)
            return mistakes.lost_address(at, address, own[1], nearest(own[1], known) if not own[2] else None)
    return mistakes.lost_address(At(CONTENT), address, "", None)


def _ids(kind: Kind, index: Index) -> Iterable[str]:
    public = index.public
    others: Mapping[Kind, Iterable[str]] = {
        Kind.ARTICLE: public.articles,
        Kind.PAGE: public.pages,
        Kind.QUERY: public.queries,
    }
    return others[kind] if kind in others else public.records[kind]


# --- facts --------------------------------------------------------------------------------------------------------


def _facts(annotations: Path, digest: str | None) -> list[tuple[str, str]]:
    """Article and fragment of every fact that a published site has told of, if it is the site of the manifest."""
    try:
        data = annotations.read_bytes() if annotations.is_file() else b""
        if sha256(data) != digest:
            return []
        named = [_FACT.search(item["id"]) for item in json.loads(data)["first"]["items"]]
    except (OSError, ValueError, RecursionError, KeyError, TypeError):  # it is another program's, or a stranger's
        return []
    return [(found[1], found[2]) for found in named if found]


def _fragments(article: Article) -> set[str]:
    own = {claim.fragment for claim in article.claims} | {event.fragment for event in article.events}
    return own | {note.fragment for note in article.annotations}


def _lost_facts(before: Iterable[tuple[str, str]], index: Index) -> Iterator[Diagnostic]:
    """Those whose article is still there, or elsewhere, without them; a withdrawn one tells of nothing any more."""
    where = {old: article.id for article in index.public.articles.values() for old in article.redirect_from}
    for identifier, fragment in before:
        article = index.public.articles.get(where.get(identifier, identifier))
        if article is None:
            continue
        if fragment not in _fragments(article):
            yield mistakes.lost_fact(At(f"{CONTENT}articles/{article.id}.md"), article.id, fragment)
