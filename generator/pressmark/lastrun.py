"""The last run of a build. If the next would see the same, nothing of it need be done, nor even be loaded."""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from pressmark import git, looking
from pressmark.cache import Cache
from pressmark.config import CONTENT, SETTINGS_FILE
from pressmark.diagnostics import Diagnostic
from pressmark.digest import sha256
from pressmark.inspecting import Inspecting
from pressmark.looking import Stamp
from pressmark.values import Frozen, field


class Report(Frozen):
    """What is told of a build that has published a site."""

    diagnostics: tuple[Diagnostic, ...]
    articles: int
    pages: int
    written: int
    unchanged: int
    removed: int
    kept_back: Mapping[str, tuple[str, ...]]  # what is not published, by the reason
    remarks: tuple[str, ...]
    next_embargo: datetime | None


class LastRun(Frozen):
    """What a build saw when it began, and when, and what it told.

    If nothing differs, and the site is as it was left, all would stay as it is, unless an embargo has ended or the
    clock was set back before its end.
    """

    seen: str
    now: datetime
    report: Report


class Seen(Frozen):
    """What a build depends on, as it stood when the build began.

    Of all but the time it is the digest, empty if an input had just been changed; and the stamps of the files below
    `content/` by their paths from there.
    """

    digest: str = ""
    content: Mapping[str, Stamp] = field(default_factory=dict)


def seen_by(archive: Path, *asked: object) -> Seen:
    """What a build sees that is asked for something."""
    looked = looking.now()
    content = looking.look(archive / CONTENT)
    found = [*content.items(), *looking.everything(archive / "templates", archive / SETTINGS_FILE)]
    settled = all(looking.is_settled(stamp, looked) for _, stamp in found)
    return Seen(f"{looking.digest_of(found)} {asked} {git.head(archive)}" if settled else "", content)


def last_run(cache: Cache, output: Path) -> LastRun | None:
    """The last run that built a site."""
    last = cache.get(name_of("run", output))
    return last if isinstance(last, LastRun) else None


def left(cache: Cache, output: Path) -> Mapping[str, Stamp]:
    """The stamps of all files of a site by their paths, as the last build left them; nothing if that is not known."""
    held = cache.get(name_of("left", output))
    return held if isinstance(held, dict) else {}


def unchanged(last: LastRun | None, seen: str, now: datetime, inspected: Inspecting) -> Report | None:
    """What is told again, if a build would see the same as the last one and its site stands as it was left."""
    if last is None or not seen or last.seen != seen or now < last.now:
        return None
    until = last.report.next_embargo
    return None if (until is not None and until <= now) or inspected().altered else last.report


def keep_left(cache: Cache, output: Path, stamps: Mapping[str, Stamp]) -> None:
    """Keep how a build left its site, whether all of it was made anew or not."""
    cache.put(name_of("left", output), stamps)
    cache.drop(name_of("run", output))


def keep(cache: Cache, output: Path, seen: str, now: datetime, report: Report) -> None:
    """Keep what a build saw when it began, and what is told of it: the next would write nothing."""
    cache.put(name_of("run", output), LastRun(seen, now, report))


def name_of(what: str, output: Path) -> str:
    """The name under which something of a site is kept."""
    return f"{what}/{sha256(os.fsencode(output.resolve()))}"
