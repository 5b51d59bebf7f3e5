"""Reads the words of articles: the documents that Pagefind indexes, and what posting lists are made of."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain

from pressmark.model import Article
from pressmark.query import passages
from pressmark.query.passages import TITLE
from pressmark.searchable.feed import Text, document
from pressmark.values import Frozen

MOST_TIMES = 15  # a word that stands more often in one article counts as often as this
IN_TITLE = 16
TIMES = 5  # the bits of a place that say how often: the others are the number of the article


class Read(Frozen):
    """The words of articles that follow one another, as few large values: they pass from process to process.

    A place is the number of an article, and how often a word stands in it, with `IN_TITLE` if it does so in the title.
    """

    lengths: tuple[int, ...]  # how many words each article has
    words: str  # one a line
    counts: "array[int]"  # of each word: in how many of the articles it stands
    places: "array[int]"  # word by word, in the order of articles


def texts(articles: Iterable[Article]) -> list[Text]:
    """What is indexed of articles, as values that pass to another process in a tenth of the time that articles take."""
    return [[(passage.id, passage.text) for passage in passages(article)] for article in articles]


def read(texts: Sequence[Text], first: int) -> tuple[list[bytes], Read]:
    """The documents and the words of articles; `first` is the number of the first of them."""
    documents, lengths = [], []
    places: dict[str, array[int]] = defaultdict(lambda: array("I"))
    for number, text in enumerate(texts, first):
        made = document(text)
        counted = Counter(chain.from_iterable(made.words))
        bits = number << TIMES
        for word, count in counted.items():
            places[word].append(bits | (count if count < MOST_TIMES else MOST_TIMES))  # noqa: FURB136 - a call takes time
        for word in {word for (name, _), held in zip(text, made.words, strict=True) if name == TITLE for word in held}:
            places[word][-1] |= IN_TITLE
        documents.append(made.html)
        lengths.append(counted.total())
    counts = array("I", map(len, places.values()))
    return documents, Read(tuple(lengths), "\n".join(places), counts, array("I", chain.from_iterable(places.values())))
