"""What git knows of an archive's past, as far as it may be told; nothing, with the reason, if it does not know all."""

from datetime import datetime
from pathlib import Path

from pressmark import git
from pressmark.changes import Chronicle, chronicle, wanted
from pressmark.publishable import PublicArchive


def past(archive: Path, public: PublicArchive, now: datetime) -> tuple[Chronicle, str]:
    """The chronicle of what is public, or why there is none."""
    try:
        log = git.log(archive)
    except git.NoHistoryError as error:
        return Chronicle(), str(error)
    return chronicle(public, log, git.contents(archive, wanted(log)), now), ""
