"""The indexed text of an article, passage by passage: a phrase is found within one passage, never across two."""

from collections.abc import Iterator

from pressmark.model import Article
from pressmark.values import Frozen

TITLE, SUMMARY, CAPTION = "title", "summary", "caption"


class Passage(Frozen):
    """A title, summary, paragraph, caption, note or corrected reading; `id` is its fragment on the article's page."""

    id: str
    text: str


def passages(article: Article) -> Iterator[Passage]:
    """All indexed text of an article, in the order of its page."""
    yield Passage(TITLE, article.title)
    if article.summary:
        yield Passage(SUMMARY, article.summary)
    text = article.body.text
    for block in article.body.blocks:
        yield Passage(block.id, text[block.start : block.end])
    if article.caption:
        yield Passage(CAPTION, article.caption)
    for note in article.annotations:
        yield from (Passage(note.fragment, words) for words in (note.note.text, note.reading) if words.strip())
