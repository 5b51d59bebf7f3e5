"""The linker finds the same spans as a brute-force reference that tries every name at every place."""

import random
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from pressmark import markup
from pressmark.mentions import Linker
from pressmark.model import Alias, Article, Company, Entities, Kind, Person, Place, Record

NAMES = (
    ("Lanternfish Lighting", "Lanternfish", "LFL"),
    ("Lanternfish Lighting Holdings",),
    ("Copper Kettle Trading", "Copper Kettle"),
    ("Quiet Harbour",),
    ("21Meridian", "Meridian 21"),
    ("C&M Pilots", "C&M"),
    ("Harbour.com", "Harbour"),
    ("O'Brien & Søn", "Søn"),
    ("灯笼鱼照明", "灯笼鱼"),
)
COMMON = frozenset({"harbour"})
WORDS = (
    *("the", "of", "in", "lamps", "harbour", "Harbour", "kettle", "Kettle", "trading", "Trading", "quiet", "Quiet"),
    *("lighting", "Lighting", "holdings", "Holdings", "Lanternfish", "lanternfish", "Lanternfishing", "LFL"),
    *("Copper", "copper", "C&M", "M&C", "Pilots", "21Meridian", "Meridian", "21", "Harbour.com", "harbour.com"),
    *("Harbour’s", "O’Brien", "&", "Søn", "sǿn", "Lanternfish-like", "anti-Quiet", "x@Harbour", "COPPER", "KETTLE"),
    *(
        "灯笼鱼",
        "灯笼鱼照明",
        "Lanternfish灯笼鱼",
        "quiet Harbour,",
        "Quiet harbour.",
        "(Copper Kettle)",
        "Kettle\nTrading",
    ),
)


def records() -> dict[Kind, dict[str, Record]]:
    companies = {
        f"c{number}": Company(id=f"c{number}", name=names[0], aliases=tuple(map(Alias, names[1:])))
        for number, names in enumerate(NAMES)
    }
    people: dict[str, Record] = {}
    places: dict[str, Record] = {"port": Place(id="port", name="Port Meridian")}
    people["ann"] = Person(id="ann", name="Ann Copper")
    return {Kind.COMPANY: dict(companies), Kind.PERSON: people, Kind.PLACE: places}


def reference(text: str) -> list[tuple[int, int]]:
    """Every name at every place, by regular expressions made one at a time; then the leftmost and longest."""
    names = [
        name
        for of_kind in records().values()
        for r in of_kind.values()
        for name in (r.name, *(a.text for a in r.aliases))
    ]
    found = []
    for name in names:
        pattern = re.escape(name).replace(r"\ ", r"\s").replace("'", "['’]")
        if name[0] < "\u2e80":
            pattern = rf"(?<![^\W\u2e80-\u9fff])(?<!@)(?<!\w\.){pattern}(?![^\W\u2e80-\u9fff])(?!@)(?!\.\w)"
        matches = re.finditer(f"(?=({pattern}))", text, re.IGNORECASE)
        found += [match.span(1) for match in matches if fits(name, match[1])]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(set(found), key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept


def fits(name: str, written: str) -> bool:
    if name.lower() in COMMON:
        return written == name
    ours, theirs = re.findall(r"\w+", name), re.findall(r"\w+", written)
    last = [i for i, word in enumerate(ours) if word[0].isupper()][-1:]
    return all(theirs[i][0].isupper() for i in last)


def linked(text: str) -> list[tuple[int, int]]:
    body = markup.parse(text, "", 1).body
    everyone = Entities(companies=tuple(f"c{number}" for number in range(len(NAMES))))
    article = Article(id="2031/x", title="x", body=body, entities=everyone)
    return [(mention.start, mention.end) for mention in Linker(records(), COMMON).mentions(article)]


@given(st.lists(st.sampled_from(WORDS), max_size=30))
@settings(deadline=None, max_examples=300)
def test_any_mixture_of_words(words: list[str]) -> None:
    text = " ".join(words).strip()
    plain = markup.parse(text, "", 1).body.text
    assert linked(text) == reference(plain)


def test_two_thousand_stories() -> None:
    dice = random.Random(2031)  # noqa: S311 - a seed, so that the stories are always the same
    linker = Linker(records(), COMMON)
    everyone = Entities(companies=tuple(f"c{number}" for number in range(len(NAMES))))
    mentions = 0
    for number in range(2000):
        text = " ".join(dice.choices(WORDS, k=dice.randint(5, 80)))
        body = markup.parse(text, "", 1).body
        article = Article(id=f"2031/s{number}", title="x", body=body, entities=everyone)
        spans = [(mention.start, mention.end) for mention in linker.mentions(article)]
        assert spans == reference(body.text), text
        mentions += len(spans)
    assert mentions > 10_000
