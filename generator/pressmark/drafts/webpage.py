"""Web pages: their text by trafilatura, cleaned by the rules for page texts, and what they say of themselves."""

import re
from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from pressmark.dates import Edtf, read_edtf
from pressmark.digest import sha256
from pressmark.drafts import chrome, crediting
from pressmark.drafts.composing import Head, drafted, settled
from pressmark.drafts.escaping import cleaned
from pressmark.drafts.layout import Block, Layout
from pressmark.drafts.metadata import Metadata, Said, metadata_of
from pressmark.drafts.values import (
    Confidence,
    Context,
    Credit,
    Draft,
    Dropped,
    Evidence,
    Input,
    Proposal,
    TooMuchError,
    Unreadable,
    unreadable,
)
from pressmark.limits import ATTRIBUTES, FILE, PAGE, PAGE_DEPTH
from pressmark.model import Kind
from pressmark.values import replace

MISSING = "reading {} needs more packages: install «pressmark[import]»"
_FEWEST = 5  # words of a story
_RULE = re.compile(r"[|\s:-]+")  # below the head of a table
_ATTRIBUTE = re.compile(rb"""[\s/"'][\s/]*+[^\s/>="']++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+""")
_TAG = re.compile(rb"<[a-zA-Z][^\s/>]*+(?:[\s/]*+[^\s/>=]++(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+)*+")
_BYLINE = 8  # words at most
_BESIDE = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")  # the name of the site behind a title


def read(file: Input, context: Context) -> Iterator[Draft | Unreadable]:
    """The draft of a page in HTML."""
    try:
        yield page(file.whole(PAGE), file.name, context)
    except TooMuchError as error:
        yield unreadable(file.name, error)


def page(data: bytes, name: str, context: Context) -> Draft | Unreadable:
    """The draft of a page in HTML."""
    try:
        from htmldate import find_date  # noqa: PLC0415 - of an extra, and slow to load
        from trafilatura import bare_extraction, load_html  # noqa: PLC0415
    except ImportError:
        return Unreadable(name, MISSING.format("HTML"))
    if not data.strip():
        return Unreadable(name, "it is empty")
    if _has_crowded_tag(data):
        reason = f"an element of it has more than {ATTRIBUTES.most} attributes"
        return Unreadable(name, reason, ATTRIBUTES.code)
    tree = load_html(data)
    if tree is None:
        return Unreadable(name, "it is no HTML")
    if _depth(tree) > PAGE_DEPTH.most:
        return Unreadable(name, f"its elements are nested deeper than {PAGE_DEPTH.most} levels", PAGE_DEPTH.code)
    said = metadata_of(tree)
    titles = [" ".join(str(one).split()) for one in tree.xpath("//title/text()")]
    heads = [" ".join(one.text_content().split()) for one in tree.iter("h1")]
    captions = [" ".join(one.text_content().split()) for one in tree.iter("figcaption")]
    by_library = Said(find_date(tree, original_date=True, extensive_search=False) or "", "htmldate, in the markup")
    found = bare_extraction(tree, include_comments=False, with_metadata=False)
    text = getattr(found, "text", None) or ""
    if len(text) > FILE.most:
        return Unreadable(name, f"its text is longer than an article may be ({FILE.most:,} bytes)", FILE.code)
    paragraphs = list(_paragraphs(cleaned(text)))
    title = _title(said, heads, titles)
    layout = _laid_out(paragraphs, title, captions, said)
    if sum(len(block.text.split()) for block in layout.body) < _FEWEST:
        return Unreadable(name, "no story was found in it")
    published = said.published or (by_library if by_library.value else None)
    draft = drafted(layout, _head(layout, title, said, published, context), name, sha256(data), context)
    return _with_origin(draft, said, context)


def _has_crowded_tag(data: bytes) -> bool:
    """Whether a tag has more attributes than a parser should be given, in any encoding that knows ASCII."""
    tags = _TAG.finditer(data.replace(b"\0", b""))
    return any(len(tag[0]) > ATTRIBUTES.most and len(_ATTRIBUTE.findall(tag[0])) > ATTRIBUTES.most for tag in tags)


def _depth(tree: Any) -> int:
    """How deep the elements of a page are nested."""
    from lxml.etree import iterwalk  # noqa: PLC0415 - of an extra

    return max(accumulate(1 if event == "start" else -1 for event, _ in iterwalk(tree, events=("start", "end"))))


def _paragraphs(text: str) -> Iterator[str]:
    """The lines of trafilatura's text, without the marks that it sets for items of lists and rows of tables."""
    for line in text.split("\n"):
        words = line.strip()
        if words.startswith("|") and words.endswith("|"):
            words = "" if _RULE.fullmatch(words) else "  ".join(cell.strip() for cell in words.strip("|").split("|"))
        words = words.removeprefix("- ").strip()
        if words:
            yield words


def _title(said: Metadata, heads: list[str], titles: list[str]) -> Said | None:
    own = said.title
    if own is None and len(heads) == 1 and heads[0]:
        own = Said(heads[0], "the only heading of the first level")
    if own is None and titles and titles[0]:
        own = Said(_BESIDE.sub("", titles[0]), "the title of the page")
    return own


def _laid_out(paragraphs: list[str], title: Said | None, captions: list[str], said: Metadata) -> Layout:
    """The story among the paragraphs of a page, by the same rules as in the text of one."""
    around = chrome.surroundings(paragraphs)
    told = {_bare(one) for one in (title.value if title else "", *captions, *(by.value for by in said.authors))}
    body: list[Block] = []
    credited: list[Block] = []
    dropped: list[Dropped] = []
    for number, text in enumerate(paragraphs):
        if number in around and not (body and around[number] == "ticker"):  # figures below a text are its own
            dropped.append(Dropped(0, text, around[number]))
        elif chrome.leads_on(text) and body:
            dropped.append(Dropped(0, text, "heads a list of other stories"))
        elif crediting.is_credits(text):
            credited.append(Block(0, text))
        elif _bare(text) in told or (not body and _is_byline(text, said)):
            dropped.append(Dropped(0, text, "stands in a field of its own"))
        else:
            body.append(Block(0, text))
    return Layout(
        title=Block(0, title.value) if title else None,
        caption=Block(0, captions[0]) if captions and captions[0] else None,
        summary=None,
        bylines=(),
        stamps=(),
        body=tuple(body),
        credits=tuple(credited),
        dropped=tuple(dropped),
    )


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _is_byline(text: str, said: Metadata) -> bool:
    """Whether a short line before the story only says who wrote it and when."""
    names = {_bare(one.value) for one in said.authors}
    return len(text.split()) <= _BYLINE and (
        text.lower().startswith("by ") or any(name and name in _bare(text) for name in names)
    )


def _head(layout: Layout, title: Said | None, said: Metadata, published: Said | None, context: Context) -> Head:
    proposals: list[Proposal] = []
    remarks: list[str] = []
    if title:
        proposals.append(Proposal("title", title.value, _by(title)))
    if layout.caption:
        proposals.append(Proposal("caption", layout.caption.text, Evidence(0, "the first caption", Confidence.LIKELY)))
    authors: dict[str, Credit] = {}
    for block in layout.credits:
        authors.update((one.name, one) for one in crediting.parsed(block.text))
    for one in said.authors:
        for credit in crediting.in_byline(one.value) or (Credit(one.value),):
            authors.setdefault(credit.name, credit)
    proposals += [Proposal("authors", name, Evidence(0, "the credits or the head of the page")) for name in authors]
    read = read_edtf(published.value) if published else None
    printed = read if isinstance(read, Edtf) else None
    if published and printed:
        proposals.append(Proposal("published", printed.text, _by(published)))
    day = settled(printed, context, proposals, remarks)
    return Head(tuple(authors.values()), day, "", tuple(proposals), tuple(remarks))


def _by(said: Said) -> Evidence:
    return Evidence(0, said.by, Confidence.LIKELY if "htmldate" in said.by else Confidence.SURE)


def _with_origin(draft: Draft, said: Metadata, context: Context) -> Draft:
    """The draft with its address and publisher: the source, or the carrier of an agency's story."""
    proposals = list(draft.proposals)
    publisher = ""
    if said.publisher:
        publisher = context.known.id_of(Kind.SOURCE, said.publisher.value) or said.publisher.value
        field = "carrier" if draft.source and draft.source != publisher else "source"
        proposals.append(Proposal(field, said.publisher.value, _by(said.publisher)))
    if said.url:
        proposals.append(Proposal("url", said.url.value, _by(said.url)))
    return replace(
        draft,
        source=draft.source or publisher,
        carrier=publisher if draft.source and draft.source != publisher else "",
        url=said.url.value if said.url else "",
        language=said.language,
        proposals=tuple(proposals),
        suggestions=(
            *((Proposal("summary", said.summary.value, _by(said.summary)),) if said.summary else ()),
            *draft.suggestions,
        ),
    )
