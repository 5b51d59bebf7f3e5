"""Writes stand-off text from markdown-it's tokens: runs of words and markup, blocks, links, and what is wrong."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import product
from urllib.parse import unquote

from markdown_it.token import Token

from pressmark import links, mistakes, routes
from pressmark.definitions import UNUSED
from pressmark.diagnostics import At, Diagnostic
from pressmark.model import Block, Body, BodyLink, Kind, Reference, Run, Zone
from pressmark.values import Frozen

SEAM = "\x01"  # stands in the markup behind each block of the outermost level: notes may be put there
HEAD = "\x02"  # stands in the markup where the text of a numbered block begins: its number may be put there
ROOT = "\x00"  # stands in the markup for the way to the site's root; CommonMark lets no NUL through from the text
_ALIGNMENT = {"text-align:left": "left", "text-align:center": "center", "text-align:right": "right"}


class Markup(Frozen):
    """A parsed text with what it names and what is wrong with it."""

    body: Body
    references: tuple[Reference, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class Writer:
    """Collects runs while it walks the tokens."""

    path: str
    first_line: int
    lines: list[str]
    numbered: bool
    headings: dict[str, str]
    runs: list[Run] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    links: list[BodyLink] = field(default_factory=list)
    files: dict[str, None] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)
    pending: str = ""  # markup that stands before the next run
    offset: int = 0
    zone: Zone = Zone.PROSE
    seams: list[int] = field(default_factory=list)
    open_block: tuple[str, int] | None = None
    open_links: list[tuple[int, str, Kind | None, str, str, Zone]] = field(default_factory=list)
    separator: str = "\n\n"
    sought: tuple[tuple[int, int], str, int] = ((0, 0), "", 0)  # lines of a block, their text, and what is behind

    def result(self, *, hides: bool) -> Markup:
        held = (_joined(self.runs), self.pending, self.blocks, self.seams)
        body = Body.of(*held, links=tuple(self.links), files=tuple(self.files), hides=hides)
        return Markup(body, tuple(self.references), tuple(self.problems))

    # --- the two things that can be written ---

    def markup(self, text: str) -> None:
        self.pending += text

    def text(self, text: str, zone: Zone | None = None) -> None:
        if text:
            text = text.replace("\r", "\n")  # from `&#13;`; browsers read it so
            self.runs.append(Run(self.pending, text, zone or self.zone))
            self.pending = ""
            self.offset += len(text)

    # --- blocks ---

    def seam(self) -> None:
        """Here a block of the outermost level has ended."""
        self.markup(SEAM)
        self.seams.append(len(self.blocks))

    def blocks_of(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            self.block_of(token)
            if token.level == 0 and token.nesting <= 0 and token.type != "inline":
                self.seam()

    def block_of(self, token: Token) -> None:
        name = token.type
        if name == "inline":
            if label := token.meta.get(UNUSED):
                self.problems.append(mistakes.definition_unused(self.place_of(token, label), label))
            self.inline_of(token, token.children or [])
        elif name in {"paragraph_open", "heading_open"}:
            self.begin(self.headings.get(token.tag, token.tag), Zone.QUIET if name == "heading_open" else Zone.PROSE)
        elif name in {"paragraph_close", "heading_close"}:
            self.finish(self.headings.get(token.tag, token.tag))
        elif name == "fence":
            self.begin("pre", Zone.QUIET, ' tabindex="0"')
            self.markup("<code>")
            self.text(token.content)
            self.markup("</code>")
            self.finish("pre")
        elif name.startswith(("table", "thead", "tbody", "tr", "th", "td")):
            self.table(token)
        elif name.startswith("footnote"):
            self.footnote(token)
        elif name == "ordered_list_open" and token.attrGet("start") not in {None, 1}:
            self.markup(f'<ol start="{int(token.attrGet("start") or 1)}">')
        elif token.tag:
            self.markup(f"</{token.tag}>" if token.nesting < 0 else f"<{token.tag}>")

    def begin(self, tag: str, zone: Zone, attributes: str = "") -> None:
        """Open a block of text with an address of its own; blocks are kept apart in the plain text."""
        if self.offset:
            self.text(self.separator, Zone.GAP)
        identifier = f"p{len(self.blocks) + 1}"
        head = "" if tag == "tr" else HEAD  # of a row, in its first cell
        self.markup(f'<{tag} id="{identifier}"{attributes}>{head}' if self.numbered else f"<{tag}{attributes}>")
        self.zone = zone
        self.open_block = (identifier, self.offset)

    def finish(self, tag: str) -> None:
        self.markup(f"</{tag}>")
        self.zone = Zone.PROSE
        if self.open_block:
            self.blocks.append(Block(*self.open_block, self.offset))
            self.open_block = None

    def table(self, token: Token) -> None:
        match token.type:
            case "table_open":
                self.markup('<div class="scroll" tabindex="0"><table>')
            case "table_close":
                self.markup("</table></div>")
            case "tr_open":
                self.begin("tr", Zone.PROSE)
                self.separator = ""
            case "tr_close":
                self.separator = "\n\n"
                self.finish("tr")
            case "th_open" | "td_open":
                head = HEAD if self.numbered and not self.separator else ""
                self.text(self.separator, Zone.GAP)
                self.separator = " "
                side = _ALIGNMENT.get(str(token.attrGet("style")))
                scope = ' scope="col"' if token.tag == "th" else ""
                self.markup(f'<{token.tag}{scope} class="{side}">{head}' if side else f"<{token.tag}{scope}>{head}")
            case _:
                self.markup(f"</{token.tag}>" if token.nesting < 0 else f"<{token.tag}>")

    def footnote(self, token: Token) -> None:
        number = token.meta.get("id", 0) + 1
        again = f"-{token.meta['subId'] + 1}" if token.meta.get("subId") else ""
        match token.type:
            case "footnote_ref":
                self.markup(
                    f'<sup><a id="fnref-{number}{again}" href="#fn-{number}" role="doc-noteref">{number}</a></sup>'
                )
            case "footnote_block_open":
                self.markup('<section class="footnotes" role="doc-endnotes"><ol>')
            case "footnote_open":
                self.markup(f'<li id="fn-{number}">')
            case "footnote_anchor":
                self.markup(f' <a href="#fnref-{number}{again}" role="doc-backlink">↩&#xFE0E; {number}</a>')
            case "footnote_close":
                self.markup("</li>")
            case "footnote_block_close":
                self.markup("</ol></section>")

    # --- inside a block ---

    def inline_of(self, parent: Token, tokens: Sequence[Token]) -> None:
        for token in tokens:
            match token.type:
                case "text":
                    self.text(token.content)
                case "softbreak":
                    self.text("\n")
                case "hardbreak":
                    self.markup("<br>")
                    self.text("\n")
                case "code_inline":
                    self.markup("<code>")
                    self.text(token.content, Zone.QUIET)
                    self.markup("</code>")
                case "image":
                    self.image(parent, token)
                case "link_open":
                    self.open_link(parent, str(token.attrGet("href") or ""))
                case "link_close":
                    self.close_link()
                case "footnote_ref" | "footnote_anchor":
                    self.footnote(token)
                case _:
                    self.markup(f"</{token.tag}>" if token.nesting < 0 else f"<{token.tag}>")

    def open_link(self, parent: Token, href: str) -> None:
        kind, name, fragment = links.internal(href)
        closing, at = "", self.place_of(parent, href)
        if kind:
            self.references.append(Reference(kind, name, at, fragment=fragment))
        elif routes.is_file(href):
            self.file(href, at)
            self.markup(f'<a href="{ROOT}{routes.file(href.removeprefix("files/"))}">')
            closing = "</a>"
        elif links.is_external(href):
            self.markup(f'<a href="{escape(href)}">')
            closing = "</a>"
        else:
            self.problems.append(mistakes.link_not_allowed(at, unquote(href)))
        self.open_links.append((self.offset, closing, kind, name, fragment, self.zone))
        self.zone = Zone.QUIET

    def close_link(self) -> None:
        start, closing, kind, name, fragment, self.zone = self.open_links.pop()
        self.markup(closing)
        if kind and self.offset > start:
            self.links.append(BodyLink(start, self.offset, kind, name, fragment))

    def image(self, parent: Token, token: Token) -> None:
        source = str(token.attrGet("src") or "")
        alt = "".join(" " if one.type in {"softbreak", "hardbreak"} else one.content for one in token.children or [])
        at = self.place_of(parent, source)
        if links.is_external(source):
            self.markup("" if self.open_links else f'<a href="{escape(source)}">')
            self.text(alt or source, Zone.QUIET)
            self.markup("" if self.open_links else "</a>")
        elif not routes.is_file(source):
            self.problems.append(mistakes.bad_picture(at, "is not in content/files/", source))
        elif not source.lower().endswith(routes.PICTURES):
            self.problems.append(mistakes.bad_picture(at, "is not a PNG, JPEG, GIF, WebP or AVIF", source))
        elif not alt.strip():
            self.problems.append(mistakes.bad_picture(at, "has no alternative text", source))
        else:
            self.file(source, at)
            self.markup(
                f'<img src="{ROOT}{routes.file(source.removeprefix("files/"))}" alt="{escape(alt)}" loading="lazy">'
            )

    def file(self, name: str, at: At) -> None:
        self.files[name] = None
        self.references.append(Reference("file", name, at))

    def place_of(self, parent: Token, target: str) -> At:
        """Where a link stands in the file: markdown-it knows the block's lines, the rest is looked up, link by link."""
        first, last = parent.map or [0, 0]
        if self.sought[0] != (first, last):
            self.sought = ((first, last), "\n".join(self.lines[first:last]), 0)
        lines, text, behind = self.sought
        ways = [way for way in dict.fromkeys((target, unquote(target))) if way]
        for start, way in product(dict.fromkeys((behind, 0)), ways):
            place = _place(text, way, start)
            if place >= 0:
                self.sought = (lines, text, max(behind, place + len(way)))
                line, column = text.count("\n", 0, place), place - text.rfind("\n", 0, place)
                return At(self.path, self.first_line + first + line, column)
        return At(self.path, self.first_line + first, 1)


def _place(text: str, target: str, start: int) -> int:
    """Where an address stands: behind the words of a link, else anywhere; -1 where it does not."""
    anywhere = text.find(target, start)
    if anywhere < 0:
        return -1
    openings = ((opening, text.find(opening + target, start)) for opening in ("](", "](<"))
    return min((place + len(opening) for opening, place in openings if place >= 0), default=anywhere)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Runs with no markup between them are one: the lines of a paragraph, for one."""
    several: list[list[Run]] = []
    for run in runs:
        if several and not run.markup and run.zone is several[-1][0].zone:
            several[-1].append(run)
        else:
            several.append([run])
    return [
        first if not more else Run(first.markup, "".join((first.text, *(run.text for run in more))), first.zone)
        for first, *more in several
    ]
