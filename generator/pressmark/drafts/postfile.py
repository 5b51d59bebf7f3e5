"""Markdown with front matter, as Jekyll, Hugo, Eleventy and Obsidian write it."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from pressmark import frontmatter
from pressmark.digest import sha256
from pressmark.drafts.decoding import decoded
from pressmark.drafts.escaping import cleaned
from pressmark.drafts.values import Context, Credit, Draft, Evidence, Input, Proposal, Unreadable, unreadable
from pressmark.drafts.wilddates import edtf_of
from pressmark.limits import IMPORT
from pressmark.links import is_external
from pressmark.model import Kind
from pressmark.routes import is_file

_FENCED = re.compile(
    r"\s*(?P<fence>---|\+\+\+)[ \t]*\n(?P<fields>.*?)^(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_FIELD = re.compile(r"^([\w-]+)[ \t]*[:=][ \t]*(.*)$", re.MULTILINE)
_TABS = re.compile(r"^[ \t]*\t[ \t]*", re.MULTILINE)
_NAMED = re.compile(r"(\d{4}-\d{2}-\d{2})[-_ ](.+)\.[A-Za-z]+$")
# None of these runs on over the beginning of its next match: texts of nothing but beginnings are read in time too.
_WIKI = re.compile(r"!?\[\[([^\[\]|#]*)(?:#([^\[\]|]*))?(?:\|([^\[\]]*))?\]\]")
_PICTURE = re.compile(r"!\[([^\[\]]*)\]\(([^()\s]+)[^()]*\)")
_CODE = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}")
_VERBATIM = re.compile(r"(```.*?```|~~~.*?~~~|`[^`\n]+`)", re.DOTALL)  # code in a text
_HEADING = re.compile(r"\A\s*# +([^\n]+)\n")
_KEYS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "published": ("date", "published", "publishdate", "pubdate", "publish_date", "publication_date", "created"),
    "captured": ("captured", "clipped", "accessed", "saved"),
    "authors": ("authors", "author", "byline", "by"),
    "topics": ("topics", "tags", "categories", "category", "keywords"),
    "summary": ("summary", "description", "excerpt", "abstract", "subtitle"),
    "url": (
        "url",
        "canonical_url",
        "canonicalurl",
        "canonical",
        "source_url",
        "link",
        "original",
        "source",
        "permalink",
    ),
    "source": ("source", "publisher", "publication", "site", "website"),
    "language": ("language", "lang", "locale"),
    "caption": ("caption", "image_caption"),
}


def read(file: Input, context: Context) -> Iterator[Draft | Unreadable]:
    """The draft of a post."""
    try:
        data = file.whole(IMPORT)
        text = decoded(data)
    except ValueError as error:
        yield unreadable(file.name, error)
        return
    found = _FENCED.match(text)
    remarks: list[str] = []
    fields: dict[str, list[str]] = {}
    if found:
        parse = _toml if found["fence"] == "+++" else _yaml
        fields = parse(found["fields"], remarks)
    yield _draft(fields, text[found.end() :] if found else text, file.name, sha256(data), context, remarks)


def _draft(
    fields: dict[str, list[str]], body: str, name: str, digest: str, context: Context, remarks: list[str]
) -> Draft | Unreadable:
    proposals: list[Proposal] = []

    def take(field: str) -> list[str]:
        key = next((key for key in _KEYS[field] if fields.get(key)), "")
        if key and field not in {"url", "source"}:
            proposals.append(Proposal(field, "; ".join(fields[key]), Evidence(0, f"the field {key}")))
        return [" ".join(_unlinked(cleaned(one)).split()) for one in fields.get(key, ())]

    heading = _HEADING.match(body)
    title = next(iter(take("title")), "")
    if not title and heading:
        title, body = _without_marks(heading[1]), body[heading.end() :]
        proposals.append(Proposal("title", title, Evidence(0, "the heading above the text")))
    body = _as_ours(cleaned(body), remarks)
    dated = _NAMED.search(name.rpartition("/")[2])
    if not title:
        title = (
            (dated[2] if dated else name.rpartition("/")[2].rpartition(".")[0])
            .replace("-", " ")
            .replace("_", " ")
            .strip()
        )
    if not title or not (body or fields):
        return Unreadable(name, "it holds no text")
    url = next((text for key in _KEYS["url"] for text in fields.get(key, ()) if is_external(text)), "")
    source = next((text for key in _KEYS["source"] for text in fields.get(key, ()) if not is_external(text)), "")
    given = context.published.text if context.published else ""
    language = next(iter(take("language")), "")
    return Draft(
        title=title,
        body=body,
        where=name,
        source=context.source or context.known.id_of(Kind.SOURCE, source) or source,
        url=url,
        authors=tuple(Credit(one) for one in take("authors")),
        caption=next(iter(take("caption")), ""),
        published=given or _date(take("published"), remarks) or (dated[1] if dated and edtf_of(dated[1]) else ""),
        captured=_date(take("captured"), remarks),
        language=language if re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", language) else "",
        summary=next(iter(take("summary")), ""),
        topics=tuple(dict.fromkeys(one.lstrip("#") for one in take("topics") if one.lstrip("#"))),
        digest=digest,
        proposals=tuple(proposals),
        remarks=tuple(remarks),
    )


def _without_marks(heading: str) -> str:
    """A heading without the marks that close it; those of a word, such as `C#`, are its own."""
    words = heading.strip()
    closed = words.rstrip("#")
    return closed.rstrip() if closed[-1:].isspace() else words


def _date(found: list[str], remarks: list[str]) -> str:
    written = next(iter(found), "")
    date = edtf_of(written) if written else ""
    if written and not date:
        remarks.append(f"«{written}» is not read as a date")
    return date


# --- front matter -------------------------------------------------------------------------------------------------


def _yaml(text: str, remarks: list[str]) -> dict[str, list[str]]:
    """The fields of YAML; where it cannot be read, those lines that are fields."""
    straight = _TABS.sub(lambda tabs: tabs[0].replace("\t", "  "), text)
    if straight != text:
        remarks.append("its front matter is indented with tabs, which are read as two blanks")
    tree = frontmatter.load("front matter", straight)
    remarks += [f"front matter, line {one.at.line}: {one.message}" for one in tree.problems]
    if isinstance(tree.root, frontmatter.Mapping):
        return {key.text.lower(): list(_texts_of(value)) for key, value in tree.root.items}
    fields: dict[str, list[str]] = {}
    for key, value in _FIELD.findall(straight):
        fields.setdefault(key.lower(), [value.strip().strip("'\"")])
    return fields


def _texts_of(value: frontmatter.Value) -> Iterator[str]:
    match value:
        case frontmatter.Scalar(text):
            if text.strip():
                yield text
        case frontmatter.Sequence(items):
            for one in items:
                yield from _texts_of(one)
        case frontmatter.Mapping(items):
            named = {key.text: one for key, one in items}
            if "name" in named:
                yield from _texts_of(named["name"])


def _toml(text: str, remarks: list[str]) -> dict[str, list[str]]:
    try:
        loaded = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        remarks.append(f"its front matter is no TOML ({error}); only lines that are fields are read")
        return {key.lower(): [value.strip().strip("'\"")] for key, value in _FIELD.findall(text)}
    tables = (loaded, *(one for one in loaded.values() if isinstance(one, dict)))
    fields: dict[str, list[str]] = {}
    for table in tables:
        for key, value in table.items():
            fields.setdefault(key.lower(), list(_plain(value)))
    return fields


def _plain(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _plain(one)
    elif isinstance(value, dict):
        yield from _plain(value.get("name", ""))
    elif not isinstance(value, bool) and str(value).strip():
        yield str(value)


# --- the text -----------------------------------------------------------------------------------------------------


def _as_ours(body: str, remarks: list[str]) -> str:
    """A post's Markdown in our dialect: links of wikis as their text, pictures that are elsewhere as their words."""

    def picture(found: re.Match[str]) -> str:
        if is_external(found[2]) or is_file(found[2]):
            return found[0]
        remarks.append(f"the picture {found[2]} is left out: put it into content/files/")
        return found[1]

    parts = enumerate(_VERBATIM.split(body))
    body = "".join(part if number % 2 else _PICTURE.sub(picture, _unlinked(part)) for number, part in parts)
    remarks += [f"the text holds code of its generator: {code[:60]}" for code in dict.fromkeys(_CODE.findall(body))]
    return body.strip()


def _unlinked(text: str) -> str:
    """A text in which links of wikis are their words: what they are called, else the note, else the heading in it."""
    return _WIKI.sub(lambda link: link[3] or link[1] or link[2] or "", text)
