"""What git knows of an archive's past, as far as it may be told; nothing, with the reason, if it does not know all."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pressmark import git
from pressmark.annals import Annals, annals, wanted
from pressmark.changes import Chronicle, chronicle
from pressmark.history import lives
from pressmark.publishable import PublicArchive


def past(
    archive: Path, public: PublicArchive, now: datetime, reading: Callable[[Path], Annals] | None = None
) -> tuple[Chronicle, str]:
    """The chronicle of what is public, or why there is none; `reading` may know the annals without asking git."""
    try:
        known = (reading or read)(archive)
    except git.NoHistoryError as error:
        return Chronicle(), str(error)
    return chronicle(public, known, now), ""


def read(archive: Path) -> Annals:
    """What all versions of the archive's files said.

    Raises:
        NoHistoryError: Git does not know the whole history.
    """
    log = git.log(archive)
    lived = lives(log)
    return annals(log, lived, git.contents(archive, wanted(lived)))
