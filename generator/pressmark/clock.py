"""The clock, which decides embargoes and nothing else."""

import os
import re
from datetime import UTC, datetime

from pressmark.failures import UsageError


def now() -> datetime:
    """The moment of a build: `SOURCE_DATE_EPOCH` (reproducible-builds.org) if it is set, else the clock's.

    Raises:
        UsageError: `SOURCE_DATE_EPOCH` is no number of seconds since 1970.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC)
    if not re.fullmatch(r"[0-9]{1,11}", epoch):
        raise UsageError(f"SOURCE_DATE_EPOCH is «{epoch}», which is no number of seconds since 1970.")
    return datetime.fromtimestamp(int(epoch), UTC)
