"""How much of anything an archive may hold, so that no input exhausts the machine that builds the site.

Each limit is far beyond what an archive needs, and low enough that whatever keeps to all of them is built in seconds.
"""

from pressmark.values import Frozen


class Limit(Frozen):
    """The most of something; `code` is that of the mistake, `per` says of what there may be so many."""

    most: int
    unit: str
    per: str
    code: str


FILES = Limit(1_000_000, "files", "content/", "E017")
FOLDERS = Limit(8, "folders in one another", "content/", "E014")
FILE = Limit(1_000_000, "bytes", "a file of content/ but those in content/files/, and pressmark.yaml", "E013")
ATTACHMENT = Limit(100_000_000, "bytes", "a file of content/files/", "E013")
LINES = Limit(30_000, "lines", "a file", "E017")
MARKS = Limit(20_000, "marks of Markdown and YAML", "a file", "E017")
VALUES = Limit(20_000, "values", "YAML of a file", "E017")
DEPTH = Limit(30, "levels", "YAML of a file", "E014")
ITEMS = Limit(2_000, "items", "a list", "E017")
PROBLEMS = Limit(1_000, "mistakes and remarks", "a file", "E019")
TEXT = Limit(20_000, "characters", "a field", "E032")
NAME = Limit(1_000, "characters", "a name, title or other field of one line", "E032")
URL = Limit(2_000, "characters", "an address", "E026")
LINK = Limit(2_000, "characters", "the address of a link or picture in a text", "W048")
SEGMENT = Limit(80, "bytes", "one part of an id", "E002")
ALL = (
    *(FILES, FOLDERS, FILE, ATTACHMENT, LINES, MARKS, VALUES, DEPTH, ITEMS),
    *(PROBLEMS, TEXT, NAME, URL, LINK, SEGMENT),
)

IMPORT = Limit(4_000_000, "bytes", "a file to import that is read whole as text", "E013")
PAGE = Limit(20_000_000, "bytes", "a web page to import", "E013")
PAGE_DEPTH = Limit(250, "elements in one another", "a web page to import", "E014")  # libxml2 drops what is deeper
ATTRIBUTES = Limit(250, "attributes", "an element of a web page to import", "E017")  # libxml2 compares each with all
OCCURRENCES = 500_000  # of names in a text, also of those in one another; beyond it a longer one hides those inside
NESTING = 100  # blocks and marks of Markdown in one another; beyond it they are text

PAGEFIND_SECONDS = 120  # that Pagefind may take, and one more for every PAGEFIND_BYTES that it has to read
PAGEFIND_BYTES = 100_000  # it reads forty times as many in a second
