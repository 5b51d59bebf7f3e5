"""What golden files hold: the main part of each page in lines that a person can read, and the public model as text."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

from msgspec import NODEFAULT
from msgspec.structs import fields
from tests.support.sites import NOW, Site, SiteBuilder

from pressmark import files
from pressmark.archive import read_archive
from pressmark.dates import Edtf
from pressmark.model import Body, Quote
from pressmark.publishable import PublicArchive, publishable
from pressmark.values import Frozen
from pressmark.workers import Workers

VERBATIM = (".xml", ".txt", ".ics")  # files for programs, kept whole
BLOCKS = re.compile(
    "main|article|section|aside|header|nav|div|form|noscript|p|blockquote|pre|figure|figcaption|h[1-6]"
    "|[uod]l|li|dt|dd|table|caption|thead|tbody|t[rhd]|details|summary"
    "|svg|g|defs|pattern|linearGradient|stop|path|rect|line|circle|polygon|text|title|desc"
)
VOID = frozenset({"br", "img", "input", "hr"})
DIGEST = re.compile(r"\b[0-9a-f]{8}\b(?=[./])")  # in the names of assets, which change with every style and script


def golden(builder: SiteBuilder) -> dict[str, str]:
    """The golden files of a built archive, by name."""
    found = golden_site(builder.site)
    return found | {"archive.txt": "\n".join(archive_lines(public_archive(builder))) + "\n"}


def golden_site(site: Site) -> dict[str, str]:
    """The golden files of a site alone."""
    found = {f"pages/{name_of(route)}": page_text(site, route) for route in site.routes()}
    found |= {f"site/{name}": site.text(name) for name in site.files() if name.endswith(VERBATIM)}
    listed = (name for name in site.files() if not name.startswith("search/") or name == "search/index.html")
    return found | {"files.txt": "".join(f"{masked(name)}\n" for name in sorted(listed))}


def name_of(route: str) -> str:
    """The golden file of a page."""
    return f"{route.removesuffix('.html').rstrip('/') or 'home'}.html"


def masked(text: str) -> str:
    """A text without what changes with every asset."""
    return DIGEST.sub("########", text)


# --- pages --------------------------------------------------------------------------------------------------------


def page_text(site: Site, route: str) -> str:
    """Title and main part of a page; of the front page also the frame, which is the same everywhere."""
    page = site.page(route)
    if route == "":
        return masked(site.text("index.html").partition("<main")[0]) + "\n".join(lines(site.main(route))) + "\n"
    title = next(page.iter("title"))
    return "\n".join((*lines(title), *lines(site.main(route)))) + "\n"


def is_block(element: Element) -> bool:
    """Whether an element stands on lines of its own, as what has such elements in it does."""
    return BLOCKS.fullmatch(element.tag) is not None or any(map(is_block, element))


def lines(element: Element, indent: str = "") -> Iterator[str]:
    """An element, its blocks each on lines of their own."""
    if not any(map(is_block, element)):
        yield f"{indent}{inline(element)}"
        return
    yield f"{indent}<{opening(element)}>"
    deeper = f"{indent}  "
    loose = escape(element.text or "", quote=False)
    for child in element:
        if is_block(child):
            yield from _loose(loose, deeper)
            yield from lines(child, deeper)
            loose = escape(child.tail or "", quote=False)
        else:
            loose += inline(child) + escape(child.tail or "", quote=False)
    yield from _loose(loose, deeper)
    yield f"{indent}</{element.tag}>"


def _loose(text: str, indent: str) -> Iterator[str]:
    if text.strip():
        yield f"{indent}{collapsed(text)}"


def inline(element: Element, *, verbatim: bool = False) -> str:
    """An element without line breaks of ours; `verbatim` inside `pre`, where white space counts."""
    if element.tag in VOID:
        return f"<{opening(element)}>"
    verbatim = verbatim or element.tag == "pre"
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        parts += [inline(child, verbatim=verbatim), escape(child.tail or "", quote=False)]
    content = "".join(parts)
    if not verbatim:
        content = collapsed(content) if is_block(element) else re.sub(r"\s+", " ", content)
    return f"<{opening(element)}>{content}</{element.tag}>"


def collapsed(text: str) -> str:
    """White space as browsers show it in a block: none at its borders."""
    return re.sub(r"\s+", " ", text).strip()


def opening(element: Element) -> str:
    """The inside of a start tag."""
    return " ".join((element.tag, *(f'{name}="{escape(value)}"' for name, value in element.items())))


# --- the public model ---------------------------------------------------------------------------------------------


def public_archive(builder: SiteBuilder) -> PublicArchive:
    """What the presentation is given to show."""
    with Workers(1) as workers:
        archive, _ = read_archive(files.read_tree(builder.archive), workers, lambda *_: None)
    return publishable(archive, builder.audience or archive.settings.audience, NOW)


def archive_lines(public: PublicArchive) -> Iterator[str]:
    """All documents that are public, with every field that says something."""
    every = [("article", public.articles), ("page", public.pages), *public.records.items()]
    for kind, documents in every:
        for identifier, document in documents.items():
            yield f"{kind} {identifier}"
            yield from said(document, "  ", leave_out=("id",))
            yield ""
    yield from ("files", *(f"  {name}" for name in public.files))


def said(value: Any, indent: str, leave_out: tuple[str, ...] = ()) -> Iterator[str]:
    """The fields of a value that differ from what they are when nobody says anything."""
    for field in fields(value):
        content = getattr(value, field.name)
        default = field.default_factory() if field.default_factory is not NODEFAULT else field.default
        if content != default and field.name not in leave_out:
            yield from named(field.name, content, indent)


def named(name: str, value: Any, indent: str) -> Iterator[str]:
    """A field and its value."""
    if isinstance(value, Body):
        yield f"{indent}{name}:"
        yield from body_lines(value, f"{indent}  ")
    elif isinstance(value, tuple) and value and not all(isinstance(item, str) for item in value):
        yield f"{indent}{name}:"
        for item in value:
            yield from _item(item, indent)
    elif isinstance(value, Frozen) and not isinstance(value, Edtf | Quote):
        yield f"{indent}{name}:"
        yield from said(value, f"{indent}  ")
    else:
        yield f"{indent}{name}: {simple(value)}"


def _item(item: Any, indent: str) -> Iterator[str]:
    if isinstance(item, tuple):
        yield f"{indent}- {': '.join(item)}"
    else:
        first, *rest = said(item, "")
        yield f"{indent}- {first}"
        yield from (f"{indent}  {line}" for line in rest)


def simple(value: Any) -> str:
    """A value in a line."""
    match value:
        case Edtf():
            return value.text
        case Quote():
            where = f"[{value.anchor.start}:{value.anchor.end}] in {value.anchor.block}" if value.anchor else "nowhere"
            around = [f"{side} «{text}»" for side, text in (("after", value.prefix), ("before", value.suffix)) if text]
            return " ".join((f"«{value.exact}»", *around, "at", where))
        case tuple():
            return ", ".join(value)
        case Mapping():
            return ", ".join(f"{key} = {item}" for key, item in value.items())
        case datetime():
            return value.isoformat()
        case _:
            return str(value).rstrip("\n").replace("\n", " / ")


def body_lines(body: Body, indent: str) -> Iterator[str]:
    """The plain text of a body, block by block, and the links by hand in it."""
    text = body.text
    for block in body.blocks:
        for line in text[block.start : block.end].rstrip("\n").split("\n"):
            yield f"{indent}{block.id}| {line}".rstrip()
    for link in body.links:
        to = f"{link.kind}:{link.target}" + (f"#{link.fragment}" if link.fragment else "")
        yield f"{indent}«{text[link.start : link.end]}» -> {to}"
    for name in body.files:
        yield f"{indent}uses {name}"
