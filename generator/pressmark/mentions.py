"""Mentions: names and aliases of the archive's records, found in its texts by machine.

All overlapping matches of an Aho-Corasick automaton are filtered (whole words, capitals, zones), then the longest
leftmost ones stand, and each is decided by a rule that can be told. Mentions link; they never create entities.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Any

from pressmark.model import Article, Body, Entities, Kind, Record, Zone
from pressmark.occurrences import Occurrences
from pressmark.publishable import PublicArchive
from pressmark.spelling import SPACELESS, fold_name, fold_text, has_capitals, is_whole
from pressmark.values import Frozen, maker

KINDS = (Kind.COMPANY, Kind.PERSON, Kind.PLACE)
Key = tuple[Kind, str]
_Found = tuple[int, int, int]  # start, end, number of the name


class Rule(StrEnum):
    """Why a name in a text was linked, or was not. The value is what `explain` prints."""

    ONLY = "the only record with this name"
    LISTED = "the article lists this one of several with this name"
    LONGER = "a longer name of this one stands earlier in the text"
    COMMON_LISTED = "a common word or a listed-only alias, with its own capitals, in an article that lists the record"
    NEVER = "this alias is never linked"
    COMMON = "a common word (or an alias for listing articles only), and the article does not list the record"
    CAPITALS = "its capitals differ from those of the name"
    AMBIGUOUS = "several records have this name, and nothing in the article settles which is meant"
    ZONE = "it stands in a heading, in code or in a link"


LINKING = frozenset({Rule.ONLY, Rule.LISTED, Rule.LONGER, Rule.COMMON_LISTED})


class Mention(Frozen):
    """A name of a record in the text of an article; offsets in the plain text."""

    start: int
    end: int
    block: str
    kind: Kind
    id: str


class Decision(Frozen):
    """What was decided about one candidate: linked to `chosen`, or left alone."""

    start: int
    end: int
    text: str
    candidates: tuple[Key, ...]
    rule: Rule
    chosen: Key | None = None


class _Bearer(Frozen):
    """A record that bears a name. `strict`: the name links with its own capitals and in listing articles only."""

    key: Key
    name: str
    strict: bool
    never: bool

    def fits(self, written: str) -> bool:
        """Whether a text's capitals fit the name."""
        return has_capitals(written, self.name, exactly=self.strict)

    def listed(self, about: Entities) -> bool:
        """Whether the article lists the record."""
        return self.key[1] in about.of(self.key[0])


class _Name(Frozen):
    """A name as it is looked for, its spellings, and who bears it; `only` is set where nothing needs to be decided."""

    folded: str
    spellings: frozenset[str]
    bearers: tuple[_Bearer, ...]
    only: Key | None
    wordlike: bool  # it begins and ends with letters or digits


class Linker:
    """The names of an archive, compiled once; `decide` is then a function of one article."""

    def __init__(self, records: Mapping[Kind, Mapping[str, Record]], common: Container[str]) -> None:
        bearers: dict[str, list[_Bearer]] = defaultdict(list)
        for kind in KINDS:
            for record in records[kind].values():
                for bearer in _bearers(kind, record, common):
                    bearers[fold_name(bearer.name)].append(bearer)
        self.names = tuple(_name(folded, tuple(some)) for folded, some in sorted(bearers.items()) if folded)

    def __reduce__(self) -> tuple[Any, ...]:
        """Another process compiles the names for itself."""
        return _with_names, (self.names,)

    @cached_property
    def _occurrences(self) -> Occurrences:
        return Occurrences([name.folded for name in self.names])

    def _may_link(self, number: int, written: str, about: Entities) -> bool:
        """Whether words may be a name at all: its capitals fit, and a strict one is listed by the article."""
        name = self.names[number]
        if name.only and written in name.spellings:
            return True
        return any(one.fits(written) and (not one.strict or one.listed(about)) for one in name.bearers)

    def mentions(self, article: Article) -> tuple[Mention, ...]:
        """The mentions in an article's text, in order: they depend on its body, and on whom it is about."""
        body, about = article.body, article.about
        claimed, _ = self._claimed(body.text, about)
        if not claimed:
            return ()
        starts = [block.start for block in body.blocks]
        return tuple(
            Mention(d.start, d.end, body.blocks[max(0, bisect_right(starts, d.start) - 1)].id, *d.chosen)
            for d in self._decisions(body, about, claimed)
            if d.chosen
        )

    def decide(self, body: Body, about: Entities) -> list[Decision]:
        """Every candidate of a text with its decision, in order; those that only look alike among them."""
        claimed, lookalikes = self._claimed(body.text, about)
        free = [one for one in lookalikes if not any(start < one[1] and one[0] < end for start, end, _ in claimed)]
        return self._decisions(body, about, sorted((*claimed, *_leftmost_longest(free))))

    def _decisions(self, body: Body, about: Entities, found: Iterable[_Found]) -> list[Decision]:
        text, zones = body.text, _Zones(body)
        earlier: dict[tuple[str, Key], None] = {}  # each once: an article may say a name a hundred thousand times
        decisions = []
        for start, end, number in found:
            decision = _decided(text[start:end], start, end, self.names[number], about, earlier, zones)
            if decision.chosen:
                earlier[self.names[number].folded, decision.chosen] = None
            decisions.append(decision)
        return decisions

    def _claimed(self, text: str, about: Entities) -> tuple[list[_Found], list[_Found]]:
        """Names as whole words: the leftmost and of these the longest that may link, and those that only look alike.

        A name that may not link does not hide a shorter one inside it.
        """
        claimed: list[_Found] = []
        lookalikes: list[_Found] = []
        if not text or not self.names:
            return claimed, lookalikes
        folded, starts, ends = fold_text(text)
        spaced, length = text.isascii() or not SPACELESS.search(text), len(text)
        for number, first, last in self._occurrences.of(folded):
            start, end = starts[first], ends[last - 1]
            # Most matches lie inside words, and are told by a look at each side before anything else is asked.
            if spaced and self.names[number].wordlike:
                if start and text[start - 1].isalnum():
                    continue
                if end < length and text[end].isalnum():
                    continue
            if is_whole(text, start, end):
                may_link = self._may_link(number, text[start:end], about)
                (claimed if may_link else lookalikes).append((start, end, number))
        return _leftmost_longest(claimed), lookalikes


def _leftmost_longest(found: list[_Found]) -> list[_Found]:
    kept = []
    done = 0
    for one in sorted(found, key=lambda f: (f[0], -f[1])):
        if one[0] >= done:
            kept.append(one)
            done = one[1]
    return kept


def _name(folded: str, bearers: tuple[_Bearer, ...]) -> _Name:
    plain = len({bearer.key for bearer in bearers}) == 1 and not any(b.strict or b.never for b in bearers)
    spellings = frozenset(bearer.name for bearer in bearers)
    wordlike = folded[0].isalnum() and folded[-1].isalnum()
    return _Name(folded, spellings, bearers, bearers[0].key if plain else None, wordlike)


def _bearers(kind: Kind, record: Record, common: Container[str]) -> Iterator[_Bearer]:
    yield _Bearer((kind, record.id), record.name, record.name.lower() in common, never=False)
    for alias in record.aliases:
        strict = alias.link == "listed" or alias.text.lower() in common
        yield _Bearer((kind, record.id), alias.text, strict, alias.link == "never")


def _decided(
    written: str,
    start: int,
    end: int,
    name: _Name,
    about: Entities,
    earlier: Iterable[tuple[str, Key]],
    zones: "_Zones",
) -> Decision:
    def left(rule: Rule, chosen: Key | None = None) -> Decision:
        keys = tuple(dict.fromkeys(bearer.key for bearer in name.bearers))
        return Decision(start, end, written, keys, rule, chosen)

    if not zones.prose(start, end):
        return left(Rule.ZONE)
    if name.only and written in name.spellings:
        return Decision(start, end, written, (name.only,), Rule.ONLY, name.only)
    fitting = [bearer for bearer in name.bearers if bearer.fits(written)]
    if not fitting:
        return left(Rule.CAPITALS)
    if all(bearer.never for bearer in fitting):
        return left(Rule.NEVER)
    listed = {bearer.key for bearer in fitting if bearer.listed(about)}
    allowed = (bearer for bearer in fitting if not bearer.never and (not bearer.strict or bearer.key in listed))
    open_ones = {bearer.key: bearer for bearer in allowed}
    if not open_ones:
        return left(Rule.COMMON)
    rule, key = _settled(open_ones, listed, [known for known in earlier if name.folded in known[0]])
    return left(rule, key)


def _settled(
    open_ones: Mapping[Key, _Bearer], listed: Container[Key], longer: Sequence[tuple[str, Key]]
) -> tuple[Rule, Key | None]:
    """Which of the records that a name may mean it does mean; `longer` are names with it inside, already linked."""
    if len(open_ones) == 1:
        key, bearer = next(iter(open_ones.items()))
        return (Rule.COMMON_LISTED if bearer.strict else Rule.ONLY), key
    among = [key for key in open_ones if key in listed]
    if len(among) == 1:
        return Rule.LISTED, among[0]
    before = {key for _, key in longer if key in open_ones}
    return (Rule.LONGER, before.pop()) if len(before) == 1 else (Rule.AMBIGUOUS, None)


class _Zones:
    """Where in a text mentions may stand: in prose, also across runs of it, but not in headings, code and links."""

    def __init__(self, body: Body) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        offset = 0
        for run in body.runs:
            if run.zone is not Zone.PROSE:
                self.starts.append(offset)
                self.ends.append(offset + len(run.text))
            offset += len(run.text)

    def prose(self, start: int, end: int) -> bool:
        """Whether no part of a stretch stands in another zone."""
        before = bisect_right(self.starts, start) - 1
        if before >= 0 and self.ends[before] > start:
            return False
        return before + 1 >= len(self.starts) or self.starts[before + 1] >= end


def find_mentions(
    public: PublicArchive, records: Mapping[Kind, Mapping[str, Record]], common: Container[str]
) -> dict[str, tuple[Mention, ...]]:
    """The mentions in all public articles, by article; `common` are the words that are more than a name.

    All `records` of the archive take part in the decision, so that no name is given to a public namesake of a hidden
    one; what then stands for a record without a page is dropped.
    """
    return linkable(public, mentions_of(Linker(records, common), public.articles.values()))


@maker
def _with_names(names: tuple[_Name, ...]) -> Linker:
    linker = Linker.__new__(Linker)
    linker.names = names
    return linker


def mentions_of(linker: Linker, articles: Iterable[Article]) -> dict[str, tuple[Mention, ...]]:
    """The mentions in those of some articles that have a text, by article; picklable, for a pool of processes."""
    return {article.id: linker.mentions(article) for article in articles if article.body}


def linkable(public: PublicArchive, mentions: Mapping[str, tuple[Mention, ...]]) -> dict[str, tuple[Mention, ...]]:
    """Those of some mentions, by article, that have a page to lead to."""
    return {
        article: tuple([one for one in some if public.has_page(one.kind, one.id)]) if some else ()
        for article, some in mentions.items()
    }
