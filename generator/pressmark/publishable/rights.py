"""What of an article may be published, and how much of it an excerpt is."""

from collections.abc import Iterable, Iterator

from pressmark import mistakes
from pressmark.diagnostics import At, Diagnostic
from pressmark.excerpts import added_words, count_words
from pressmark.model import Annotation, Article, Kind, Source
from pressmark.resolve import Archive
from pressmark.values import replace

INTERNAL = "internal"
WITHDRAWN = "withdrawn"


def rights_of(article: Article, archive: Archive) -> str:
    """What of an article may be published: as it says, else its source, else the settings."""
    source = archive.records[Kind.SOURCE].get(article.source or "")
    of_source = source.rights if isinstance(source, Source) else None
    return article.rights or of_source or archive.settings.rights


def excerpt_words(article: Article, archive: Archive) -> int:
    """How many words an excerpt of an article has: as its source says, else the settings."""
    source = archive.records[Kind.SOURCE].get(article.source or "")
    of_source = source.excerpt_words if isinstance(source, Source) else None
    return of_source or archive.settings.excerpt_words


def overquoted(archive: Archive) -> Iterator[Diagnostic]:
    """The excerpts to which quotes would add more of the text than the settings allow."""
    allowed = archive.settings.excerpt_quotes
    for article in archive.articles.values():
        if article.body and article.status != WITHDRAWN and rights_of(article, archive) == "excerpt":
            shown = replace(article, annotations=for_everyone(article.annotations))
            added, whole = added_words(shown, excerpt_words(article, archive)), count_words(article.body.text)
            if added * 100 > allowed * whole:
                problem = mistakes.too_much_quoted(At(f"content/articles/{article.id}.md"), added, whole, allowed)
                yield problem.in_draft() if article.status == "draft" else problem


def for_everyone(notes: Iterable[Annotation]) -> tuple[Annotation, ...]:
    """The margin notes that everyone may see."""
    return tuple(note for note in notes if note.audience != INTERNAL)
