"""From a page to bytes: the template environment, and the few functions that templates may use.

Content never reaches the template engine as a template; everything from outside is escaped on its way out.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateSyntaxError, select_autoescape
from markupsafe import Markup

from pressmark import citations, frontmatter, routes
from pressmark.citations import Reference
from pressmark.compiling import RenderingError, Templating
from pressmark.config import Term
from pressmark.digest import quick, sha256
from pressmark.drawing import Drawing
from pressmark.jsonfeed import json_feed
from pressmark.languages import runs_against
from pressmark.linkeddata import Here, linked_data, script
from pressmark.pages.views import Page, Site, Text
from pressmark.scripts import joined
from pressmark.strings import StringError, Wording, catalogue, machine_date
from pressmark.values import Frozen, replace
from pressmark.weave import weave

SHIPPED = "pressmark/"  # `pressmark/<name>` always reaches the template that Pressmark ships
ASSETS = "assets/"
STRINGS = "strings/"
PAGE_SCRIPT = "/page.js"  # what all of its folder is for
_QUOTED = re.compile(r"""(?<=["'])[^"']+(?=["'])""")  # holds the names of all templates that a template may use
FALLBACK = "en"
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; form-action 'self'; base-uri 'none'"
)


class Templates(Frozen):
    """All templates and assets by name: shipped ones, each overridden by a file of the same name in the archive."""

    sources: tuple[tuple[str, str], ...]
    assets: tuple[tuple[str, bytes], ...]

    def published_assets(self) -> dict[str, tuple[str, bytes]]:
        """Where each asset is published: under a name that changes with its content.

        Scripts import one another by relative names, so that their folder is named by the digest of all of them. One
        that is called `page.js` holds itself those of its folder that it needs.

        Raises:
            RenderingError: A module cannot be joined with others.
        """
        held = {name: data for name, data in self.assets if name.startswith("js/")}
        texts = {f"{ASSETS}{name}": data.decode(errors="replace") for name, data in held.items() if name[-3:] == ".js"}
        held |= {name: joined(f"{ASSETS}{name}", texts).encode() for name in held if name.endswith(PAGE_SCRIPT)}
        scripts = sha256(b"".join(name.encode() + b"\0" + data for name, data in held.items()))[:8]
        published = {name: (f"{ASSETS}js/{scripts}/{name.removeprefix('js/')}", data) for name, data in held.items()}
        for name, data in self.assets:
            if name not in held:
                path = PurePosixPath(name)
                published[name] = (f"{ASSETS}{path.with_suffix('')}.{sha256(data)[:8]}{path.suffix}", data)
        return published


@lru_cache(maxsize=2)
def renderer(templates: Templates, site: Site) -> "Renderer":
    """The renderer of a site; each process makes it once.

    Raises:
        RenderingError: A template cannot be compiled.
    """
    return Renderer(templates, site)


class Renderer:
    """A compiled template environment for one site."""

    def __init__(self, templates: Templates, site: Site) -> None:
        self.site = site
        self.sources = sources = dict(templates.sources)
        self.assets = {name: route for name, (route, _) in templates.published_assets().items()}
        self.wording = Wording(_strings(sources, site.language), site.language)
        self._paragraph = cache(self._numbered)
        self.environment = Templating(
            loader=FunctionLoader(lambda name: (sources[name], name, None) if name in sources else None),
            autoescape=select_autoescape(default=True, disabled_extensions=("txt",)),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            cache_size=-1,  # all templates, in a mapping without the lock of one that forgets some
            extensions=["jinja2.ext.do"],
        )
        self.environment.globals.update(self._functions())
        self.environment.constant.update({"t": self.wording.text, "asset": self._asset})
        self.environment.filters.update(self._filters())

    def render(self, page: Page) -> bytes:
        """The bytes of a page.

        Raises:
            RenderingError: Its template failed.
        """
        root = self._root(page.route)
        values = {"view": page.view, "route": page.route, "root": root, "canonical": self._canonical(page.route)}
        try:
            text = self.environment.render(page.template, values)
        except TemplateSyntaxError as error:
            raise RenderingError(error.name or page.template, error.lineno, error.message or "") from error
        except Exception as error:  # a template of an archive may fail in any way
            template, line = self._place_of(error, page.template)
            kind = "" if isinstance(error, StringError) else f"{type(error).__name__}: "
            raise RenderingError(template, line, f"{kind}{error}") from error
        return text.encode()

    @property
    def key(self) -> str:
        """The digest of all that compiled templates depend on but the program."""
        return sha256(repr((self.sources, self.assets, self.site)).encode())

    def prepare(self) -> None:
        """Compile all templates, so that neither processes that are forked later nor the next build need to."""
        for name, source in self.sources.items():
            overridden = name.startswith(SHIPPED) and self.sources.get(name.removeprefix(SHIPPED)) != source
            if STRINGS not in name and (overridden or not name.startswith(SHIPPED)):
                with suppress(TemplateError):  # which is told of, with its place, if a page needs it
                    self.environment.get_template(name)

    @cache  # noqa: B019 - a renderer lives as long as its process
    def closure(self, template: str) -> bytes:
        """The digest of everything but a page's view that its bytes depend on: templates, strings, assets, the site."""
        waiting, reached = [template], {STRINGS}
        while waiting:
            name = waiting.pop()
            if name not in reached and name in self.sources:
                reached.add(name)
                waiting += _QUOTED.findall(self.sources[name])
        strings = {name for name in self.sources if STRINGS in name}
        used = sorted((reached | strings) & self.sources.keys())
        parts = [(name, self.sources[name]) for name in used]
        return quick(repr((parts, self.assets, self.site)).encode())

    def _place_of(self, error: BaseException, template: str) -> tuple[str, int]:
        """The template and line in which an error arose: Jinja2 maps its own frames back to them."""
        line, trace = 1, error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename in self.sources:
                template, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
            trace = trace.tb_next
        return template, line

    def _root(self, route: str) -> str:
        """The way from a page to the site's root; hosts serve 404.html at any depth, so that it needs the whole way."""
        if route == routes.NOT_FOUND:
            return urlsplit(self.site.base_url).path or "/"
        return "../" * route.count("/") or "./"

    def _canonical(self, route: str) -> str:
        return f"{self.site.base_url}{route}" if self.site.base_url and route != routes.NOT_FOUND else ""

    def _functions(self) -> dict[str, Any]:
        return {
            "site": self.site,
            "content_security_policy": CONTENT_SECURITY_POLICY,
            "asset": self._asset,
            "t": self.wording.text,
            "has_string": self.wording.strings.__contains__,
            "strings_of": self._strings_of,
            "date": self.wording.date,
            "month": self.wording.month,
            "month_short": self.wording.month_short,
            "day_of_year": self.wording.day_of_year,
            "period": self.wording.period,
            "number": self.wording.number,
            "country": self.wording.country,
            "direction": self.wording.locale.text_direction,
            "linked_data": self._linked_data,
            "json_feed": lambda view: Markup(json_feed(view, self.site)),  # noqa: S704 - JSON, and no page
            "lang": lru_cache(maxsize=50_000)(self._lang),
            "role": self._role,
            "company_kind": self._company_kind,
            **Drawing(self.wording, self._role).functions(),
        }

    def _filters(self) -> dict[str, Any]:
        return {
            "date": cache(self._time),
            "html": self._woven,
            "number": self.wording.number,
            "cited": self._cited,
            "bibtex": citations.bibtex,
            "ris": citations.ris,
            "csl": lambda cited: f"[{citations.csl_json(cited)}]",
        }

    def _woven(
        self,
        text: Text,
        notes: Sequence[tuple[str, Markup]] = (),
        *,
        numbered: bool = False,
        root: str = "",
    ) -> Markup:
        """The HTML of a text with its margin notes; made by us alone, with everything from outside escaped."""
        numbers = self._paragraph if numbered else None
        return Markup(weave(text.body, text.spans, root or self.environment.here.root, notes, numbers))  # noqa: S704

    def _numbered(self, number: int) -> Markup:
        """The number of a paragraph, which leads to it. It is no text, so that the words stay those of the original."""
        link = '<a class="place" href="#p{n}" data-number="{n}" aria-label="{label}"></a>'
        return Markup(link).format(n=number, label=self.wording.text("cite.paragraph", n=number))  # noqa: S704

    def _cited(self, cited: Reference, fragment: str = "") -> Markup:
        """A citation for people, of an article or of what in it has a fragment: that stands in this archive alone."""
        if fragment:
            address = f"{cited.address}#{fragment}" if cited.address else ""
            cited = replace(cited, address=address, url="", copies=())
        return citations.html(cited, self.wording)

    def _strings_of(self, section: str) -> dict[str, Mapping[str, str]]:
        """The strings of a section of the catalogue with all their forms, for scripts that fill them in."""
        beginning = f"{section}."
        found = self.wording.strings.items()
        return {key.removeprefix(beginning): forms for key, forms in found if key.startswith(beginning)}

    def _lang(self, text: str, language: str = "") -> Markup:
        """The attributes of an element whose text may have another language or direction than the interface."""
        against = runs_against(text, right_to_left=self.wording.right_to_left)
        spoken = Markup(' lang="{}"').format(language) if language and language != self.site.language else Markup()
        return spoken + Markup(' dir="auto"') if against else spoken

    def _linked_data(self, name: Markup) -> Markup:
        """What a page that is called `name` is about, as the content of a script; empty for pages about nothing."""
        page = self.environment.here
        data = linked_data(page.view, Here(self.site, page.route, page.root, name.unescape(), self.wording.plain_date))
        return script(data) if data else Markup()

    def _asset(self, name: str) -> str:
        return self.assets[name]

    def _time(self, value: Any) -> Markup:
        exact = machine_date(value)
        words = self.wording.date(value)
        return (
            Markup('<time datetime="{}">{}</time>').format(exact, words)
            if exact
            else Markup("<span>{}</span>").format(words)
        )

    def _role(self, term: Term, *, inverse: bool = False) -> Markup:
        """What one company is to the other; `inverse` from the company to its partner.

        A label says it in one direction only: for the other, the interface's own words stand in, or the role's name.
        """
        own = (term.inverse or (term.label if term.symmetric else "")) if inverse else term.label
        if own:
            return Markup("{}").format(own)
        if self._has(f"role.{term.id}"):
            return self.wording.text(f"role.{term.id}_inverse" if inverse else f"role.{term.id}")
        has = inverse and not term.symmetric
        return self.wording.text("relation.has" if has else "relation.is", role=term.id.replace("-", " "))

    def _company_kind(self, term: Term) -> Markup:
        key = f"company_kind.{term.id}"
        return (
            self.wording.text(key) if not term.label and self._has(key) else Markup("{}").format(term.label or term.id)
        )

    def _has(self, key: str) -> bool:
        return key in self.wording.strings


def _strings(sources: Mapping[str, str], language: str) -> dict[str, Any]:
    """The strings of a language over those of English; an archive's own file goes over the shipped one."""
    strings: dict[str, Any] = {}
    for name in dict.fromkeys((FALLBACK, language.partition("-")[0], language)):
        shipped, own = f"{SHIPPED}{STRINGS}{name}.yaml", f"{STRINGS}{name}.yaml"
        for path in (shipped, own) if sources.get(own) != sources.get(shipped) else (own,):
            tree = frontmatter.load(path, sources.get(path, ""))
            for problem in tree.problems:
                raise RenderingError(path, problem.at.line, problem.message)
            strings |= catalogue(tree)
    return strings
