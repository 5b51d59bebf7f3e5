"""The indexed text of an article, passage by passage: a phrase is found within one passage, never across two."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pressmark.model import Article
from pressmark.words import words

TITLE, SUMMARY, CAPTION = "title", "summary", "caption"
MOST_TIMES = 15  # a word that stands more often in one article counts as often as this


@dataclass(frozen=True, slots=True)
class Passage:
    """A title, summary, paragraph, caption, note or corrected reading; `id` is its fragment on the article's page."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The words of one article: how often each stands in it, which stand in the title, and how many there are."""

    times: tuple[tuple[str, int], ...]
    title: frozenset[str]
    length: int


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


def tally(indexed: Sequence[Passage]) -> Tally:
    """Count the words of an article's passages."""
    times: Counter[str] = Counter()
    title: set[str] = set()
    for passage in indexed:
        found = [word for _, _, word in words(passage.text)]
        times.update(found)
        if passage.id == TITLE:
            title.update(found)
    return Tally(tuple(sorted(times.items())), frozenset(title), times.total())
