"""Makes up an archive of any size: invented words, few records that everybody writes about and many that nobody does.

The same size and seed give the same files. Every quote stands once in its text, so that the archive has no mistake.
"""

from calendar import month_name
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any, Generic, TypeVar

from tests.bench.writing import Ids, article_file, record_file, record_path

from pressmark.config import SHIPPED_ROLES
from pressmark.model import Kind

T = TypeVar("T")
FIRST_DAY, DAYS = date(2005, 1, 1), 20 * 365
ALLIES = 4  # partners that a company has of its own accord
TRADES = ("Lighting", "Trading", "Harbour", "Mills", "Kettles", "Ropes", "Ferries", "Glass", "Looms", "Bricks")
STATUSES = ("", "rumoured", "announced", "active", "active", "ended", "denied")


class Zipf(Generic[T]):
    """A choice of which the n-th of all is taken 1/n as often as the first; `level` makes the first less frequent."""

    def __init__(self, items: Sequence[T], level: int = 0) -> None:
        self.items = items
        self.weights = list(accumulate(1 / (rank + level) for rank in range(1, len(items) + 1)))

    def some(self, random: Random, count: int) -> list[T]:
        return random.choices(self.items, cum_weights=self.weights, k=count)


class World:
    """The words, names and records that the articles of an archive are made of."""

    def __init__(self, articles: int, seed: int) -> None:
        self.random = Random(f"{seed} {articles}")  # noqa: S311 - nobody is to be surprised by it
        self.words = Zipf(self._words(4000, ("", "n", "s", "t", "r", "l", "m", "nd")))
        names = iter(self._words(articles // 4 + 200, ("dale", "by", "wick", "ton")))
        self.files: dict[str, str] = {}
        self.companies = Zipf([self._record(Kind.COMPANY, next(names), kind) for kind in self._trades(articles)], 10)
        self.people = Zipf([self._record(Kind.PERSON, next(names), "Marsh") for _ in range(articles // 20 + 5)], 10)
        self.places = Zipf([self._record(Kind.PLACE, "Port", next(names)) for _ in range(60)])
        self.topics = Zipf([self._record(Kind.TOPIC, next(names), "trade") for _ in range(40)])
        self.sources = Zipf([self._record(Kind.SOURCE, next(names), "Courier") for _ in range(12)])

    def _words(self, count: int, endings: Sequence[str]) -> list[str]:
        """Different words, the short ones first."""
        found: dict[str, None] = {}
        while len(found) < count:
            syllables = range(self.random.randint(1, 2 + len(found) // 1000))
            stem = "".join(self.random.choice("bdfghklmnprstvwz") + self.random.choice("aeiou") for _ in syllables)
            found[stem + self.random.choice(endings)] = None
        return list(found)

    def _trades(self, articles: int) -> list[str]:
        return [self.random.choice(TRADES) for _ in range(articles // 12 + 8)]

    def _record(self, kind: Kind, *parts: str) -> tuple[str, str]:
        """Id and name of a new record."""
        name = " ".join(part[0].upper() + part[1:] for part in parts)
        identifier = name.lower().replace(" ", "-")
        self.files[record_path(kind, identifier)] = record_file({"name": name})
        return identifier, name

    def sentence(self) -> str:
        text = " ".join(self.words.some(self.random, self.random.randint(7, 24)))
        return f"{text[0].upper()}{text[1:]}."


def archive_of(articles: int, seed: int = 1) -> dict[str, str]:
    """The files of an archive by path."""
    world, ids = World(articles, seed), Ids()
    settings = {"title": "Made-up clippings", "base_url": "https://clippings.example/", "rights": "full"}
    files = {"pressmark.yaml": record_file(settings), **world.files}
    for number in range(1, articles + 1):
        fields, text = _article(world, number)
        year = fields["published"][:4].replace("XXXX", "undated")
        files[f"content/articles/{year}/{ids.new(f'articles/{year}', fields['title'])}.md"] = article_file(fields, text)
    return files


def _article(world: World, number: int) -> tuple[dict[str, Any], str]:
    random = world.random
    companies = list(dict.fromkeys(world.companies.some(random, 3)))
    people, places = world.people.some(random, 1), world.places.some(random, 1)
    published = FIRST_DAY + timedelta(days=random.randrange(DAYS))
    text = [world.sentence() for _ in range(random.randint(12, 30))]
    text += [f"{name} said so in {places[0][1]}." for _, name in (*companies, *people)]
    claims, proofs = _claims(world, number, published)
    events, reports = _events(world, number, companies[0], published)
    text += [*proofs, *reports]
    random.shuffle(text)
    fields = {
        "title": " ".join(world.words.some(random, 6)).capitalize(),
        "source": world.sources.some(random, 1)[0][0],
        "published": _written(random, published),
        "summary": world.sentence(),
        "topics": list(dict.fromkeys(identifier for identifier, _ in world.topics.some(random, 2))),
        "entities": {
            "companies": [identifier for identifier, _ in companies],
            "people": [identifier for identifier, _ in people],
            "places": [identifier for identifier, _ in places],
        },
        "partners": claims,
        "dates": events,
        "annotations": [{"quote": text[0], "kind": "comment", "note": world.sentence()}] if number % 10 == 0 else [],
    }
    return fields, "\n\n".join(" ".join(text[i : i + 3]) for i in range(0, len(text), 3))


def _claims(world: World, number: int, published: date) -> tuple[list[dict[str, str]], list[str]]:
    """What every other article says of two companies, and the sentence that proves it; the same two meet again."""
    company, name = world.companies.some(world.random, 1)[0]
    ally = Random(f"{company} {world.random.randrange(ALLIES)}")  # noqa: S311 - the same few partners, again and again
    partner, other = world.companies.some(ally, 1)[0]
    if number % 2 or company == partner:
        return [], []
    proof = f"{name} signed agreement {number} with {other}."
    claim = {
        "company": company,
        "partner": partner,
        "role": ally.choice(sorted(SHIPPED_ROLES)),
        "place": world.places.some(ally, 1)[0][0],
        "from": f"{published.year}" if number % 4 else "",
        "until": f"{published.year + 5}" if number % 8 else "",
        "status": world.random.choice(STATUSES),
        "quote": proof,
    }
    return [claim], [proof]


def _events(
    world: World, number: int, company: tuple[str, str], published: date
) -> tuple[list[dict[str, Any]], list[str]]:
    """What two of three articles say that happened, and the sentences that prove it."""
    if number % 3 == 0:
        return [], []
    day = published + timedelta(days=world.random.randint(-60, 60))
    proof = f"In {month_name[day.month]} {day.year} {company[1]} showed number {number}."
    written = world.random.choice((day.isoformat(), f"{day:%Y-%m}", f"{day.year}", f"{day:%Y-%m}~", f"{day.year}-21"))
    event = {"date": written, "event": f"Number {number} is shown", "companies": [company[0]], "quote": proof}
    return [event], [proof]


def _written(random: Random, day: date) -> str:
    """A day as articles are dated: nearly all exactly, some by the month, a few not at all."""
    return random.choices((day.isoformat(), f"{day:%Y-%m}", "XXXX"), (96, 3, 1))[0]
