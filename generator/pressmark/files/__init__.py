"""The only place that reads an archive from the disk and writes a site to it."""

from pressmark.files.creating import (
    copy_new,
    prepare_cache,
    remove,
    write_new,
    write_over,
)
from pressmark.files.failures import (
    MachineError,
    UsageError,
)
from pressmark.files.incoming import (
    Report,
    chunks_of,
    digest_of,
    head_of,
)
from pressmark.files.publishing import (
    Published,
    Written,
    discard,
    prepare,
    publish,
    stage,
)
from pressmark.files.reading import (
    Tree,
    read_attachment,
    read_common_words,
    read_templates,
    read_tree,
    shipped_templates,
)

__all__ = [
    "MachineError",
    "Published",
    "Report",
    "Tree",
    "UsageError",
    "Written",
    "chunks_of",
    "copy_new",
    "digest_of",
    "discard",
    "head_of",
    "prepare",
    "prepare_cache",
    "publish",
    "read_attachment",
    "read_common_words",
    "read_templates",
    "read_tree",
    "remove",
    "shipped_templates",
    "stage",
    "write_new",
    "write_over",
]
