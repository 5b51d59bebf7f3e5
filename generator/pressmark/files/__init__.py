"""The only place that reads an archive from the disk and writes a site to it."""

from pressmark.failures import (
    MachineError,
    UsageError,
)
from pressmark.files.creating import (
    copy_new,
    prepare_cache,
    put,
    remove,
    require_archive,
    write_new,
    write_over,
    write_whole,
)
from pressmark.files.incoming import (
    Report,
    chunks_of,
    digest_of,
    head_of,
)
from pressmark.files.locking import (
    alone,
)
from pressmark.files.manifests import (
    MANIFEST,
    SEARCH_MANIFEST,
    Written,
    listed,
    manifests,
)
from pressmark.files.manifests import load as load_manifest
from pressmark.files.publishing import (
    Published,
    is_interrupted,
    prepare,
    publish,
    refuse_place,
)
from pressmark.files.reading import (
    Listing,
    Tree,
    list_tree,
    read_attachment,
    read_common_words,
    read_disk_server,
    read_source,
    read_templates,
    read_tree,
)
from pressmark.files.staging import (
    discard,
    held,
    stage,
    stage_folder,
    workshop,
)
from pressmark.files.verifying import (
    Verified,
    verify,
)
from pressmark.files.zips import (
    check_target,
    write_zip,
)

__all__ = [
    "MANIFEST",
    "SEARCH_MANIFEST",
    "Listing",
    "MachineError",
    "Published",
    "Report",
    "Tree",
    "UsageError",
    "Verified",
    "Written",
    "alone",
    "check_target",
    "chunks_of",
    "copy_new",
    "digest_of",
    "discard",
    "head_of",
    "held",
    "is_interrupted",
    "list_tree",
    "listed",
    "load_manifest",
    "manifests",
    "prepare",
    "prepare_cache",
    "publish",
    "put",
    "read_attachment",
    "read_common_words",
    "read_disk_server",
    "read_source",
    "read_templates",
    "read_tree",
    "refuse_place",
    "remove",
    "require_archive",
    "stage",
    "stage_folder",
    "verify",
    "workshop",
    "write_new",
    "write_over",
    "write_whole",
    "write_zip",
]
