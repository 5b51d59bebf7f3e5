"""Pages as a browser can follow their links on a disk: each address of a page names its file.

HTML is read by the standard library's tokenizer, and only start tags are written anew, each at its own place: what
stands between them cannot change.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from html.parser import HTMLParser
from posixpath import join, normpath, relpath
from urllib.parse import urlsplit, urlunsplit

INDEX = "index.html"
_LINKS = {"a": "href", "area": "href", "form": "action", "iframe": "src"}
_FOR_SERVERS = frozenset({"modulepreload", "search"})  # `rel` of what does nothing, or cannot, on a disk
_REFRESH = re.compile(r"(\s*\d+\s*;\s*url=)(.*)", re.IGNORECASE | re.DOTALL)
# What an opaque origin calls itself differs between browsers, so that files are named beside it; Pagefind's script,
# which nobody may rewrite, is opened as a blob.
_POLICY = {
    "script-src": ("file:", "blob:"),
    "style-src": ("file:",),
    "img-src": ("file:",),
    "form-action": ("file:",),
}
Attributes = dict[str, str | None]


def on_disk(html: str, folder: str, scripts: Mapping[str, Sequence[str]]) -> str:
    """A page of a site as it works on a disk.

    `folder` is where it stands; `scripts` are, for each module by its path, the classic scripts to load for it.
    """
    tags = _StartTags(lambda tag, attributes: _changed(tag, attributes, folder, scripts, loaded), html)
    loaded: set[str] = set()
    return tags.rewritten()


def named(address: str) -> str:
    """An address within a site as a file: a folder's stands for the index in it. Addresses elsewhere stay."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not parts.path:
        return address
    last = parts.path.rpartition("/")[2]
    path = {"": parts.path + INDEX, ".": f"{parts.path}/{INDEX}", "..": f"{parts.path}/{INDEX}"}.get(last, parts.path)
    return urlunsplit(parts._replace(path=path))


class _StartTags(HTMLParser):
    """Collects what is to stand in place of start tags."""

    def __init__(self, change: Callable[[str, Attributes], str | None], html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._change, self._html = change, html
        self._lines = [0, *(found.end() for found in re.finditer("\n", html))]  # where each line begins
        self._changes: list[tuple[int, int, str]] = []

    def rewritten(self) -> str:
        """The text with these in their places."""
        self.feed(self._html)
        self.close()
        parts, at = [], 0
        for start, end, tag in self._changes:
            parts += [self._html[at:start], tag]
            at = end
        return "".join((*parts, self._html[at:]))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the tokenizer for each start tag, with its attributes unescaped."""
        changed = self._change(tag, dict(attrs))
        if changed is not None:
            line, column = self.getpos()
            start = self._lines[line - 1] + column
            self._changes.append((start, start + len(self.get_starttag_text() or ""), changed))


def _changed(
    tag: str, attributes: Attributes, folder: str, scripts: Mapping[str, Sequence[str]], loaded: set[str]
) -> str | None:
    """What is to stand for a start tag, or None if it stays."""
    match tag:
        case "script" if attributes.get("type") == "module":
            return _script(attributes, folder, scripts, loaded)
        case "link" if attributes.get("rel") in _FOR_SERVERS:
            return ""
        case "meta":
            return _meta(attributes)
    name = _LINKS.get(tag, "")
    address = attributes.get(name) or ""
    return _tag(tag, attributes | {name: new}) if (new := named(address)) != address else None


def _meta(attributes: Attributes) -> str | None:
    content = attributes.get("content") or ""
    match (attributes.get("http-equiv") or "").lower():
        case "content-security-policy":
            return _tag("meta", attributes | {"content": _policy(content)})
        case "refresh" if found := _REFRESH.fullmatch(content):
            return _tag("meta", attributes | {"content": found[1] + named(found[2])})
    return None


def _script(attributes: Attributes, folder: str, scripts: Mapping[str, Sequence[str]], loaded: set[str]) -> str | None:
    """Script elements for a module and all that it needs; the last one is left open, as the module's own was."""
    own = normpath(join(folder, attributes.get("src") or ""))
    if own in loaded:
        return "<script>"  # does nothing: another module needed it
    needed = [path for path in scripts.get(own, ()) if path not in loaded]
    loaded.update(needed)
    rest = {name: value for name, value in attributes.items() if name not in {"type", "src"}} | {"defer": None}
    tags = [_tag("script", {**rest, "src": relpath(path, folder or ".")}) for path in needed]
    return "</script>\n".join(tags) if tags else None


def _policy(written: str) -> str:
    directives = filter(None, (directive.split() for directive in written.split(";")))
    return "; ".join(" ".join((*words, *_POLICY.get(words[0], ()))) for words in directives)


def _tag(name: str, attributes: Attributes) -> str:
    return f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"


def _attribute(name: str, value: str | None) -> str:
    if value is None:
        return f" {name}"
    escaped = escape(value, quote=False).replace('"', "&quot;")
    return f' {name}="{escaped}"'
