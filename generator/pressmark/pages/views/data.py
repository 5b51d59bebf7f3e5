"""What the data page shows."""

from pressmark.dataset.values import Question, Table
from pressmark.pages.views.shared import View
from pressmark.values import Frozen


class DataFile(Frozen):
    """A file to take away; `key` names the string that says what it is."""

    key: str
    route: str
    media: str


class DataTable(Frozen):
    """A table, and its files."""

    table: Table
    files: tuple[DataFile, ...]


class DataView(View):
    """The data page. It counts nothing, so that it stays as it is while the archive grows."""

    files: tuple[DataFile, ...] = ()
    tables: tuple[DataTable, ...] = ()
    questions: tuple[Question, ...] = ()
    manifest: str = ""
