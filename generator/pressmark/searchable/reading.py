"""Reads the words of articles: the documents that Pagefind indexes, and what posting lists are made of."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pressmark.model import Article
from pressmark.query import passages
from pressmark.query.passages import TITLE
from pressmark.searchable.feed import document

MOST_TIMES = 15  # a word that stands more often in one article counts as often as this
IN_TITLE = 16


@dataclass(frozen=True, slots=True)
class Read:
    """The words of articles that follow one another, as few large values: they pass from process to process."""

    lengths: tuple[int, ...]  # how many words each article has
    words: str  # one a line
    counts: "array[int]"  # of each word: in how many of the articles it stands
    articles: "array[int]"  # word by word, the numbers of these
    times: bytes  # and how often it stands in each, and `IN_TITLE` if it does so in the title


def read(articles: Iterable[Article], first: int) -> tuple[list[bytes], Read]:
    """The documents and the words of articles; `first` is the number of the first of them."""
    documents, lengths = [], []
    numbers: dict[str, array[int]] = defaultdict(lambda: array("I"))
    times: dict[str, bytearray] = defaultdict(bytearray)
    for number, article in enumerate(articles, first):
        text = tuple(passages(article))
        made = document(text)
        counted: Counter[str] = Counter()
        for held in made.words:
            counted.update(held)
        title = {word for passage, held in zip(text, made.words, strict=True) if passage.id == TITLE for word in held}
        for word, count in counted.items():
            numbers[word].append(number)
            often = count if count < MOST_TIMES else MOST_TIMES  # noqa: FURB136 - a call for each word takes its time
            times[word].append(often | IN_TITLE if word in title else often)
        documents.append(made.html)
        lengths.append(counted.total())
    return documents, Read(
        tuple(lengths),
        "\n".join(numbers),
        array("I", map(len, numbers.values())),
        array("I", b"".join(map(bytes, numbers.values()))),
        b"".join(times.values()),
    )
