"""All articles as references, for programs that manage them: BibTeX, RIS and CSL-JSON, in order of publication."""

from collections.abc import Iterator

from pressmark import routes
from pressmark.citations import bibtex, csl_json, reference, ris
from pressmark.index import Index
from pressmark.pages import Site


def bibliographies(index: Index, site: Site) -> Iterator[tuple[str, bytes]]:
    """The three files."""
    references = [reference(index.article(one), index, site.base_url) for one in reversed(index.newest)]
    yield routes.BIBTEX, "\n".join(map(bibtex, references)).encode()
    yield routes.RIS, "\r\n".join(map(ris, references)).encode()
    yield routes.CSL, "[{}]\n".format(",\n".join(map(csl_json, references))).encode()
