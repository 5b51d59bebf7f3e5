"""What git knows of an archive's past, as far as it may be told; nothing, with the reason, if it does not know all."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pressmark import git
from pressmark.annals import NONE, Annals, annals, wanted
from pressmark.changes import Chronicle, chronicle
from pressmark.history import lives
from pressmark.publishable import PublicArchive


def past(
    archive: Path, public: PublicArchive, now: datetime, reading: Callable[[Path], Annals]
) -> tuple[Chronicle, str]:
    """The chronicle of what is public, or why there is none; `reading` is `read`, or knows the annals already."""
    try:
        known = reading(archive)
    except git.NoHistoryError as error:
        return Chronicle(), str(error)
    return chronicle(public, known, now), ""


def read(archive: Path, since: str = "", before: Annals = NONE) -> Annals:
    """What all versions of the archive's files said; `before` are the annals up to the commit `since`, if it is named.

    Raises:
        NoHistoryError: Git does not know the whole history.
    """
    if not (since and git.is_line(archive, since)):
        since, before = "", NONE
    come = git.log(archive, since)
    lived = lives((*come, *before.log))
    return annals(come, lived, git.contents(archive, wanted(come, lived, before)), before)
