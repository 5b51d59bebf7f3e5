"""What the pages of changes and corrections show."""

from datetime import date, datetime

from pressmark.config import Term
from pressmark.dates import Edtf
from pressmark.pages.views.shared import Link, View
from pressmark.values import Frozen


class ChangeRow(Frozen):
    """One change of one document, by its meaning. `before` and `after` are values as they were written."""

    key: str  # tells it from all others
    when: datetime
    day: date
    author: str
    document: Link
    what: str
    company: Link | None
    partner: Link | None
    role: Term | None
    event: str
    field: str
    before: str
    after: str


class ChangesView(View):
    """The latest changes of the archive, or of what concerns one company; `feed` is their feed."""

    rows: tuple[ChangeRow, ...] = ()
    whose: Link | None = None
    feed: str = ""
    updated: datetime | None = None


class CorrectionRow(Frozen):
    """A mistake that was mended, and where."""

    key: str
    day: Edtf | date
    published: date
    text: str
    documents: tuple[Link, ...]


class CorrectionsView(View):
    """All corrections, the newest first."""

    rows: tuple[CorrectionRow, ...] = ()
    feed: str = ""
