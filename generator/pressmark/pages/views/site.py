"""A page as a complete value, and what is the same on all pages."""

from pressmark.pages.views.shared import Link, View
from pressmark.values import Frozen


class NavEntry(Frozen):
    """A section in the site's navigation."""

    key: str
    route: str


class Site(Frozen):
    """What is the same on every page of a site."""

    title: str
    base_url: str
    language: str
    audience: str
    index: bool
    nav: tuple[NavEntry, ...]
    pages: tuple[Link, ...]
    feed: str = ""
    past: tuple[NavEntry, ...] = ()  # what the foot of every page leads to: changes, corrections


class Page(Frozen):
    """A page as a complete value: where it goes, which template renders it, and all that the template sees."""

    route: str
    template: str
    view: View
