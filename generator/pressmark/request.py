"""What a build is asked for, and what comes of it."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from pressmark.diagnostics import Diagnostic
from pressmark.files import Published
from pressmark.inspecting import Inspecting
from pressmark.lastrun import Report, Seen
from pressmark.pages import Site
from pressmark.values import Frozen, field

Progress = Callable[[str, int, int], None]  # stage, done, of how many


class Request(Frozen):
    """What a build is asked for; `now` decides embargoes and nothing else."""

    archive: Path
    output: Path
    now: datetime
    base_url: str | None = None
    audience: str | None = None
    with_search: bool = True
    hasty: bool = False  # pages alone: search and exports stay as they stand, for another build to bring up to date
    touched: frozenset[str] = frozenset()  # in haste: the only files that can have changed, if somebody has watched
    force: bool = False
    cache: Path | None = None  # the folder for what the next build may use; without one it begins anew
    seen: Seen | None = None  # what `lastrun.seen_by` says of it, if that has just been asked
    inspected: Inspecting | None = None  # how the site stands, if somebody looks

    @property
    def asked(self) -> tuple[object, ...]:
        """What of it decides what is built."""
        return (self.base_url, self.audience, self.with_search)


class Outcome(Frozen):
    """What came of it. Without `published` the site was not touched."""

    diagnostics: tuple[Diagnostic, ...]
    articles: int = 0
    pages: int = 0
    published: Published | None = None
    next_embargo: datetime | None = None  # build again then, or what it keeps back stays away
    remarks: tuple[str, ...] = ()  # which hosts would not take the site, and why there is no history
    site: Site | None = None
    kept_back: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # what is not published, by the reason
    reasons: tuple[tuple[str, str], ...] = ()  # why pages were printed, by their routes

    def report(self, *, again: bool = False) -> Report:
        """What is told of it; `again`, of another build that would find all as this one leaves it."""
        done = self.published or Published((), (), 0)
        wrote, unchanged, removed = len(done.written), done.unchanged, len(done.removed)
        files = (0, unchanged + wrote, 0) if again else (wrote, unchanged, removed)
        told = (self.kept_back, self.remarks, self.next_embargo)
        return Report(self.diagnostics, self.articles, self.pages, *files, *told)

    @classmethod
    def again(cls, told: Report) -> "Outcome":
        """What comes of a build that finds nothing to do."""
        published = Published((), (), told.unchanged)
        told_besides = (told.next_embargo, told.remarks, None, told.kept_back)
        return cls(told.diagnostics, told.articles, told.pages, published, *told_besides)
