"""The clock, which decides embargoes and nothing else."""

import os
from datetime import UTC, datetime


def now() -> datetime:
    """The moment of a build: `SOURCE_DATE_EPOCH` (reproducible-builds.org) if it is set, else the clock's."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch), UTC) if epoch.isdigit() else datetime.now(UTC)
