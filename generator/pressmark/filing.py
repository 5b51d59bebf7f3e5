"""Where the files of documents stand: the path of each is its id."""

from pressmark import mistakes, routes
from pressmark.config import CONTENT
from pressmark.dates import Edtf
from pressmark.diagnostics import At, Diagnostic
from pressmark.model import Kind

FILES = "files"
UNDATED = "undated"  # the folder for articles of no year
NOTES_ENDING = ".notes.yaml"
_ENDINGS = {Kind.ARTICLE: ".md", Kind.PAGE: ".md"}
_BY_FOLDER = {kind.folder: kind for kind in Kind}


def identify(path: str, dated: str = UNDATED) -> tuple[Kind | None, str, Diagnostic | None]:
    """Kind and id of a file by its path, or what is wrong with the path; `dated` is the folder an article may lack."""
    folder, _, name = path.removeprefix(CONTENT).partition("/")
    kind = _BY_FOLDER.get(folder)
    if kind is None:
        folders = sorted([*_BY_FOLDER, FILES])
        return None, "", mistakes.unknown_folder(At(path), folder, folders)
    ending = NOTES_ENDING if kind is Kind.ARTICLE and name.endswith(NOTES_ENDING) else _ENDINGS.get(kind, ".yaml")
    identifier = name.removesuffix(ending)
    if name.endswith(ending) and is_id(kind, identifier):
        return kind, identifier, None
    return kind, "", mistakes.bad_file_name(At(path), name, _better_name(kind, name, ending, dated))


def is_id(kind: Kind, identifier: str) -> bool:
    """Whether a text is an id of a kind: one segment; for an article, a year or `undated`, and a slug with a letter."""
    segments = identifier.split("/")
    if not all(routes.is_segment(segment) for segment in segments):
        return False
    if kind is not Kind.ARTICLE:
        return len(segments) == 1
    return len(segments) == 2 and _is_year(segments[0]) and any(c.isalpha() for c in segments[1])  # noqa: PLR2004


def _is_year(segment: str) -> bool:
    return segment == UNDATED or (len(segment) == 4 and segment.isdigit() and segment != "0000")  # noqa: PLR2004


def _better_name(kind: Kind, name: str, ending: str, dated: str) -> str:
    stem = name.rpartition(".")[0] if "." in name.rpartition("/")[2] else name
    if kind is Kind.ARTICLE and stem.endswith(".notes"):
        ending = NOTES_ENDING
    *folders, last = stem.removesuffix(".notes").split("/")
    slug = routes.slugify(last, kind) or "name"
    if kind is not Kind.ARTICLE:
        return slug + ending
    year = next((folder for folder in folders if _is_year(folder)), dated)
    return f"{year}/{slug if any(c.isalpha() for c in slug) else 'article-' + slug}{ending}"


def path_of(kind: Kind, identifier: str) -> str:
    """Where the file of a document stands, from the archive's folder."""
    return f"{CONTENT}{kind.folder}/{identifier}{_ENDINGS.get(kind, '.yaml')}"


def folder_of(published: Edtf | None) -> str:
    """The folder for an article of a date."""
    return f"{published.year:04d}" if published and published.year else UNDATED
