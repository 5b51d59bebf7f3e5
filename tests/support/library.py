"""An archive made up to be searched, queries made up to be asked of it, and an oracle that knows the answers.

The oracle shares no code with Pressmark: it reads the rule of matching from the help of the search page, and applies it
by looking at every article.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from random import Random

import regex
import snowballstemmer
from tests.support.archives import ARTICLES, SOUND

COMPANIES = ("lanternfish", "copper-kettle", "quiet-harbour")
SOURCES = ("meridian-courier", "bay-gazette")
WORDS = (
    "partner",
    "partners",
    "partnering",
    "partnership",
    "sell",
    "sells",
    "selling",
    "sold",
    "market",
    "markets",
    "marketing",
    "marketed",
    "company",
    "companies",
    "accompany",
    "announce",
    "announced",
    "announcement",
    "U.S.",
    "AT&T",
    "café",
    "cafe",
    "CAFÉ",
    "Citroën",
    "citroen",
    "iCloud",
    "icloud",
    "naïve",
    "covid19",
    "5G",
    "don’t",
    "O’Neill",
    "year-end",
    "partner-only",
    "sale-and-leaseback",
    "東京",
    "北京",
    "北京大学",
    "大学",
    "データ",
    "resume",
    "résumé",
    "Résumé",
    "zoom",
    "Zoom",
    "zoomed",
    "bank",
    "Bank",
    "banks",
    "of",
    "the",
    "in",
    "Japan",
    "japanese",
    "2019",
    "2020",
    "3.5",
    "$100",
    "<b>x</b>",
    "&amp;",
    "___PAGEFIND_ANCHOR___",
    "Straße",
    "strasse",
    "ŁÓDŹ",
    "łódź",
    "λόγος",
    "ΛΟΓΟΣ",
    "مرحبا",
    "שלום",
    "I",
    "II",
    "III",
    "e-mail",
    "emails",
    "email",
    "dying",
    "die",
    "dies",
    "skies",
    "sky",
    "generous",
    "general",
    "generally",
    "generation",
    "generations",
    "news",
    "new",
    "newer",
    "happy",
    "happiness",
    "happily",
    "x",
    "y",
    "z",
    "10,000",
    "1,5",
    "«",
    "»",
    "—",
    "“quoted”",
    "(bracketed)",
)
RANGES = (
    "2019",
    "2020",
    "2019-03",
    "2019-03-05",
    "2019-03..2020",
    "..2019-12-31",
    "2020-01..",
    "2018",
    "2019-12..2020-01",
)


@dataclass(frozen=True)
class Made:
    """An article as the oracle sees it: what was written into its file."""

    id: str
    passages: tuple[str, ...]
    earliest: date | None
    latest: date | None
    facets: dict[str, set[str]]


@dataclass(frozen=True)
class Asked:
    """A query, as text and as parts: (kind, value, excluded)."""

    text: str
    parts: tuple[tuple[str, object, bool], ...]
    typing: bool = False


@dataclass
class Answer:
    """What a query finds."""

    newest: list[str]
    facets: dict[str, dict[str, int]]
    years: dict[int, tuple[int, int]] = field(default_factory=dict)
    undated: int = 0


# --- the archive ------------------------------------------------------------------------------------------------------


def make(seed: int, count: int) -> tuple[dict[str, str], list[Made]]:
    """The files of an archive, and its articles."""
    random = Random(seed)  # noqa: S311 - nobody is to be surprised by it
    files = {
        **SOUND,
        "content/sources/bay-gazette.yaml": "name: Bay Gazette\n",
        "content/topics/harbours.yaml": "name: Harbours\nbroader: partner-model\n",
        "content/people/ines-vale.yaml": "name: Inès Vale\naliases: [I. Vale]\n",
    }
    made = []
    for number in range(count):
        text, one = article(random, number)
        files[f"{ARTICLES}{one.id}.md"] = text
        made.append(one)
    return files, made


def article(random: Random, number: int) -> tuple[str, Made]:
    """The file of an article, and what it holds."""
    published = random.choice(sorted(BOUNDS))
    title = f"{_some(random, 1, 4)} no{number}"
    blocks = [_some(random, 3, 12) for _ in range(random.randint(1, 4))]
    summary = _some(random, 3, 3) if random.random() < 0.3 else ""
    about = {
        "companies": random.sample(COMPANIES, random.randint(0, 2)),
        "people": random.sample(("odile-marsh", "ines-vale"), random.randint(0, 1)),
        "places": ["port-meridian"] if random.random() < 0.3 else [],
    }
    topics = random.sample(("partner-model", "harbours"), random.randint(0, 2))
    source, language = random.choice((*SOURCES, "")), random.choice(("en", "de", "zh", ""))
    kind = random.choice(("news", "release"))
    company, partner = random.sample(COMPANIES, 2)
    claims, note = random.random() < 0.3, random.random() < 0.2
    remark = f"A slip of the {random.choice(WORDS)}"
    scalars = {"title": title, "published": published, "kind": kind, "summary": summary}
    scalars |= {"source": source, "language": language}
    lines = [f"{key}: {_quoted(value)}" for key, value in scalars.items() if value]
    lines.append(f"topics: [{', '.join(topics)}]")
    lines.append("entities: {" + ", ".join(f"{key}: [{', '.join(ids)}]" for key, ids in about.items()) + "}")
    if claims:
        blocks.append("They told it to the harbour board.")
        quote = "role: reseller, quote: told it to the harbour"
        lines.append(f"partners: [{{company: {company}, partner: {partner}, {quote}}}]")
    if note:
        blocks.append("They lmited it.")
        lines.append(
            f"annotations: [{{quote: lmited, kind: sic, reading: limited, note: {_quoted(_escaped(remark))}}}]"
        )
    earliest, latest = BOUNDS[published]
    one_year = earliest and latest and earliest.year == latest.year
    facets = {
        "company": {*about["companies"], *((company, partner) if claims else ())},
        "topic": set(topics),
        "partner": {partner} if claims else set(),
        "person": set(about["people"]),
        "place": set(about["places"]),
        "source": {source} - {""},
        "year": {str(earliest.year)} if earliest and one_year else set(),
        "language": {language or "en"},
        "kind": {kind},
    }
    passages = [title, summary, *blocks, *((remark, "limited") if note else ())]
    front = "\n".join(("---", *lines, "---"))
    body = "\n\n".join(_escaped(block) for block in blocks)
    folder = f"{earliest.year}" if earliest else "undated"
    made = Made(f"{folder}/a{number}", tuple(filter(None, passages)), earliest, latest, facets)
    return f"{front}\n{body}\n", made


def _some(random: Random, least: int, most: int) -> str:
    return " ".join(random.choices(WORDS, k=random.randint(least, most)))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _escaped(text: str) -> str:
    """Plain words in Markdown that means nothing else."""
    return re.sub(r"([\\`*_\[\]<>&#+.!()-])", r"\\\1", text)


BOUNDS: dict[str, tuple[date | None, date | None]] = {
    "2019-03-05": (date(2019, 3, 5), date(2019, 3, 5)),
    "2019-03-31": (date(2019, 3, 31), date(2019, 3, 31)),
    "2019-04-01": (date(2019, 4, 1), date(2019, 4, 1)),
    "2019-12-31": (date(2019, 12, 31), date(2019, 12, 31)),
    "2020-01-01": (date(2020, 1, 1), date(2020, 1, 1)),
    "2020-02-29": (date(2020, 2, 29), date(2020, 2, 29)),
    "2021-07-14": (date(2021, 7, 14), date(2021, 7, 14)),
    "2019-03": (date(2019, 3, 1), date(2019, 3, 31)),
    "2019-12": (date(2019, 12, 1), date(2019, 12, 31)),
    "2020": (date(2020, 1, 1), date(2020, 12, 31)),
    "2020-05": (date(2020, 5, 1), date(2020, 5, 31)),
    "2021?": (date(2021, 1, 1), date(2021, 12, 31)),
    "202X": (date(2020, 1, 1), date(2029, 12, 31)),
    "2019-12/2020-01": (date(2019, 12, 1), date(2020, 1, 31)),
    "2020-24": (date(2020, 12, 1), date(2021, 2, 28)),
    "[2019-05-03..2019-05-06]": (date(2019, 5, 3), date(2019, 5, 6)),
    "XXXX": (None, None),
}


# --- the queries ------------------------------------------------------------------------------------------------------


def queries(seed: int, count: int) -> list[Asked]:
    """Queries of every kind, in random order."""
    random = Random(seed)  # noqa: S311 - nobody is to be surprised by it
    return [_query(random) for _ in range(count)]


def _query(random: Random) -> Asked:
    parts: list[tuple[str, object, bool]] = []
    texts: list[str] = []
    for _ in range(random.choice((0, 1, 1, 1, 2, 2, 3))):
        excluded = random.random() < 0.15
        kind, value, text = random.choice((_word, _word, _beginning, _phrase, _facet, _facet, _period))(random)
        if kind != "words" or tokens_of(str(value)):  # without a word nothing is asked
            parts.append((kind, value, excluded))
        texts.append(("-" if excluded else "") + text)
    typing = random.random() < 0.3
    text = " ".join(texts)
    if (
        typing
        and parts
        and parts[-1][0] == "words"
        and not parts[-1][2]
        and text.endswith(f" {parts[-1][1]}"[len(texts) == 1 :])
    ):
        parts[-1] = ("typed", parts[-1][1], False)
    return Asked(text, tuple(parts), typing)


def _word(random: Random) -> tuple[str, object, str]:
    word = random.choice((*WORDS, "partnered", "announcing", "generosity", "absent", "market", "sells", "tokyo"))
    word = re.sub(r'[“”«»"*]', "", word) or "x"
    word = random.choice((str, str.upper, str.lower))(word)
    return "words", word, word


def _beginning(random: Random) -> tuple[str, object, str]:
    tokens = [token for word in WORDS for token in tokens_of(word)]
    token = random.choice(tokens)
    start = token[: random.randint(1, len(token))]
    return "beginning", start, f"{start}*"


def _phrase(random: Random) -> tuple[str, object, str]:
    phrase = " ".join(
        random.choices([re.sub(r'[“”«»"]', "", word) or "x" for word in WORDS], k=random.choice((1, 2, 2, 3)))
    )
    if random.random() < 0.4:
        phrase = random.choice(("harbour board", "told it to the", "北京", "bank of", "they lmited it", "slip of the"))
    return "words", phrase, f'"{phrase}"'


def _facet(random: Random) -> tuple[str, object, str]:
    one_each: dict[str, tuple[str, ...]] = {one: (one,) for one in COMPANIES}
    values: dict[str, dict[str, tuple[str, ...]]] = {
        "company": one_each | {"Lanternfish": ("lanternfish",), '"copper kettle trading"': ("copper-kettle",)},
        "partner": one_each | {"lanternfish,quiet-harbour": ("lanternfish", "quiet-harbour")},
        "topic": {"harbours": ("harbours",), '"Partner model"': ("partner-model",)},
        "person": {"odile-marsh": ("odile-marsh",), '"ines vale"': ("ines-vale",)},
        "place": {"port-meridian": ("port-meridian",)},
        "source": {"meridian-courier": ("meridian-courier",), "bay-gazette,meridian-courier": SOURCES},
        "year": {"2019": ("2019",), "2020,2021": ("2020", "2021"), "1999": ("1999",)},
        "language": {"de": ("de",), "en,zh": ("en", "zh"), "fr": ("fr",)},
        "kind": {"release": ("release",), "news": ("news",)},
    }
    facet = random.choice(sorted(values))
    text = random.choice(sorted(values[facet]))
    return "facet", (facet, values[facet][text]), f"{facet}:{text}"


def _period(random: Random) -> tuple[str, object, str]:
    name, text = random.choice(("date", "certainly")), random.choice(RANGES)
    return "period", (name == "certainly", *_days(text)), f"{name}:{text}"


def _days(text: str) -> tuple[date | None, date | None]:
    ends = {"2019": (date(2019, 1, 1), date(2019, 12, 31)), "2020": (date(2020, 1, 1), date(2020, 12, 31))}
    ends |= {"2018": (date(2018, 1, 1), date(2018, 12, 31)), "2019-03": (date(2019, 3, 1), date(2019, 3, 31))}
    ends |= {"2019-03-05": (date(2019, 3, 5),) * 2, "2019-12-31": (date(2019, 12, 31),) * 2}
    ends |= {"2020-01": (date(2020, 1, 1), date(2020, 1, 31)), "2019-12": (date(2019, 12, 1), date(2019, 12, 31))}
    first, dots, last = text.partition("..")
    return (ends[first][0] if first else None), (ends[last if dots else first][1] if (last or not dots) else None)


# --- the answers ------------------------------------------------------------------------------------------------------

_LETTERS = ("L", "M", "N")
_BY_CHARACTER = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")  # by script: names and blocks tell less
_stem = cache(snowballstemmer.stemmer("english").stemWord)


@cache
def tokens_of(text: str) -> tuple[str, ...]:
    """Words by the rule: runs of letters, marks and digits, each Chinese or Japanese character alone; folded."""
    found: list[str] = []
    run = ""
    for letter in [*text, " "]:
        alone = _BY_CHARACTER.match(letter)
        if unicodedata.category(letter)[0] in _LETTERS and not alone:
            run += letter
            continue
        if run:
            found.append(run)
            run = ""
        if alone:
            found.append(letter)
    folded = (
        "".join(c for c in unicodedata.normalize("NFKD", one).lower() if unicodedata.category(c)[0] in "LN")
        for one in found
    )
    return tuple(one.replace("ς", "σ") for one in folded if one)


def answer(articles: Sequence[Made], asked: Asked) -> Answer:
    """What a query finds among articles."""
    ordered = sorted(articles, key=lambda one: (one.earliest or date.min, one.latest or date.min, one.id), reverse=True)
    facets: dict[str, dict[str, int]] = {}
    for name in ordered[0].facets:
        rest = [part for part in asked.parts if not (part[0] == "facet" and part[1][0] == name)]  # type: ignore[index]
        counted: Counter[str] = Counter()
        for one in ordered:
            if _matches(one, rest):
                counted.update(one.facets[name])
        facets[name] = dict(counted)
    found = Answer([one.id for one in ordered if _matches(one, asked.parts)], facets)
    for one in ordered:
        if _matches(one, [part for part in asked.parts if part[0] != "period"]):
            if one.earliest is None or one.latest is None:
                found.undated += 1
                continue
            for year in range(one.earliest.year, one.latest.year + 1):
                certain, possible = found.years.get(year, (0, 0))
                whole = one.earliest.year == one.latest.year
                found.years[year] = (certain + whole, possible + (not whole))
    return found


def _matches(one: Made, parts: Sequence[tuple[str, object, bool]]) -> bool:
    wanted: dict[object, bool] = {}
    for kind, value, excluded in parts:
        holds = _holds(one, kind, value)
        if excluded:
            if holds:
                return False
        elif kind in {"facet", "period"}:
            wanted[value[0]] = wanted.get(value[0], False) or holds  # type: ignore[index]
        elif not holds:
            return False
    return all(wanted.values())


def _holds(one: Made, kind: str, value: object) -> bool:
    match kind, value:
        case "words", str(text):
            return _side_by_side(one, tokens_of(text))
        case "typed", str(text):
            tokens = tokens_of(text)
            return not tokens or (_side_by_side(one, tokens[:-1]) and _begins(one, tokens[-1]))
        case "beginning", str(text):
            return _begins(one, text)
        case "facet", (str(name), tuple(values)):
            return bool(one.facets[name] & set(values))
        case "period", (bool(certainly), (date() | None) as first, (date() | None) as last):
            if one.earliest is None or one.latest is None:
                return False
            low, high = (one.earliest, one.latest) if certainly else (one.latest, one.earliest)
            return (first is None or low >= first) and (last is None or high <= last)
    raise AssertionError(kind)


def _side_by_side(one: Made, tokens: Sequence[str]) -> bool:
    stems = tuple(_stem(token) for token in tokens)
    for passage in one.passages:
        held = _stems_of(passage)
        if any(held[i : i + len(stems)] == stems for i in range(len(held))):
            return True
    return False


@cache
def _stems_of(passage: str) -> tuple[str, ...]:
    return tuple(_stem(token) for token in tokens_of(passage))


def _begins(one: Made, start: str) -> bool:
    return any(token.startswith(start) for passage in one.passages for token in tokens_of(passage))
