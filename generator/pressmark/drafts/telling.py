"""What a story tells by itself: where it is from, whom it is about, partners, dates; each with its evidence."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice

from pressmark import markup, quotes
from pressmark.dates import Edtf, read_edtf
from pressmark.drafts import codes, daywords, lists, stamps
from pressmark.drafts.dateline import Dateline, opening
from pressmark.drafts.escaping import as_body
from pressmark.drafts.layout import Block
from pressmark.drafts.spelt import MONTHS, NAME, NOT_OF_NAMES, without_openers
from pressmark.drafts.values import Confidence, Context, Dated, Evidence, Partner, Proposal
from pressmark.incoming import Selector
from pressmark.model import Body, Kind, Quote
from pressmark.placing import locked
from pressmark.values import Frozen

_AROUND = 200  # characters on each side of words from which a lock may take its context
_MOST_NAMES = 30
_MOST = 500  # partners, and dates, that are proposed; an editor looks at each
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»\n]{3,400})[\"”“»]")
_NAMES = re.compile(NAME)


class Told(Frozen):
    """What a story tells. `dated` is the day of its dateline if that has a year."""

    dateline: str
    agency: str
    dated: str
    companies: tuple[str, ...]
    people: tuple[str, ...]
    places: tuple[str, ...]
    partners: tuple[Partner, ...]
    dates: tuple[Dated, ...]
    proposals: tuple[Proposal, ...]
    suggestions: tuple[Proposal, ...]
    remarks: tuple[str, ...]


def told(blocks: Sequence[Block], context: Context, published: Edtf | None, by: Collection[str] = ()) -> Told:
    """Read a story; `by` are the names of those who wrote it."""
    return _Teller(tuple(blocks), context, published, by).told()


def agency_of(story: Told, context: Context) -> str:
    """The source that a story's agency is, by its id if the archive has it."""
    return context.known.id_of(Kind.SOURCE, story.agency) or story.agency


@dataclass(slots=True)
class _Teller:
    """Collects what a story tells while its text is read."""

    blocks: tuple[Block, ...]
    context: Context
    published: Edtf | None
    by: Collection[str]
    proposals: list[Proposal] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    about: dict[Kind, dict[str, None]] = field(default_factory=dict)
    companies_at: dict[int, str] = field(default_factory=dict)  # where the names of records begin
    ends: list[int] = field(default_factory=list)  # of the blocks, in the text that they make

    def told(self) -> Told:
        text = "\n\n".join(block.text for block in self.blocks)
        self.ends = [end - 2 for end in accumulate(len(block.text) + 2 for block in self.blocks)]
        body = markup.parse(as_body(block.text for block in self.blocks), "", 1).body
        folded = quotes.fold(body.text)
        self.about = {kind: {} for kind in (Kind.COMPANY, Kind.PERSON, Kind.PLACE)}

        def lock(start: int, end: int) -> Quote | None:
            before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
            found = locked(Selector(text[start:end], before, after), body, folded)
            return found if isinstance(found, Quote) else None

        line = self._dateline()
        self._coded(text)
        self._mentioned(body, text)
        partners = tuple(self._partners(text, lock))
        dates = tuple(self._dates(text, lock))
        return Told(
            dateline=self.context.known.id_of(Kind.PLACE, line.place) or line.place,
            agency=line.agency,
            dated=stamps.as_edtf(line.date),
            companies=tuple(self.about[Kind.COMPANY]),
            people=tuple(self.about[Kind.PERSON]),
            places=tuple(self.about[Kind.PLACE]),
            partners=partners,
            dates=dates,
            proposals=tuple(self.proposals),
            suggestions=(*self._unknown(text, partners), *self._quotations(text)),
            remarks=tuple(self.remarks),
        )

    def _line(self, offset: int) -> int:
        """The line of the page in which a character of the text stands."""
        number = bisect_left(self.ends, offset)
        if number == len(self.blocks):
            return self.blocks[-1].line
        block = self.blocks[number]
        return block.line + block.text.count("\n", 0, max(0, offset - self.ends[number] + len(block.text)))

    def _propose(self, name: str, value: str, offset: int, rule: str, confidence: Confidence = Confidence.SURE) -> None:
        self.proposals.append(Proposal(name, value, Evidence(self._line(offset), rule, confidence)))

    # --- the parts ---

    def _dateline(self) -> Dateline:
        line = next(filter(None, (opening(block.text) for block in self.blocks[:2])), None)  # behind a note on changes
        if line is None:
            return Dateline("", "", "")
        if line.place:
            self._propose("dateline", line.place, 0, "the place before the dash that opens the story")
        if line.agency:
            self._propose("source", line.agency, 0, "the agency that opens the story")
        if line.date:
            self._check_day(line.date)
        return line

    def _check_day(self, written: str) -> None:
        dated = stamps.as_edtf(written)
        if dated and not self.published:
            self._propose("published", dated, 0, "the day in the dateline", Confidence.LIKELY)
        found = next((one.date for one in daywords.wordings(written, self.published) if one.date), "")
        day = self.published.day if self.published else None
        if day and found and abs((_day(found) or day.toordinal()) - day.toordinal()) > 1:
            self.remarks.append(
                f"line {self.blocks[0].line}: the dateline says {written}, but the date of publication is {day}"
            )

    def _coded(self, text: str) -> None:
        """Companies by the codes behind their names."""
        for one in codes.coded(text):
            known = self.context.known
            company = known.coded(one.code) or (known.id_of(Kind.COMPANY, one.name) if one.name else "")
            company = company or one.name or one.written
            if company not in self.about[Kind.COMPANY]:
                shown = f"{one.name or company}, {'RIC' if one.kind == 'ric' else 'ticker'} {one.code}"
                self.about[Kind.COMPANY][company] = None
                self._propose("entities.companies", shown, one.start, f"the code {one.written} behind its name")

    def _mentioned(self, body: Body, text: str) -> None:
        """Records of the archive whose names stand in the text."""
        folder = {Kind.COMPANY: "companies", Kind.PERSON: "people", Kind.PLACE: "places"}
        for decision in self.context.known.mentioned(body):
            if decision.chosen is None:
                continue
            kind, identifier = decision.chosen
            if kind is Kind.COMPANY:
                self.companies_at[decision.start] = identifier
            if identifier in self.about[kind]:
                continue
            self.about[kind][identifier] = None
            rule = f"the name «{text[decision.start : decision.end]}» of a record"
            self._propose(f"entities.{folder[kind]}", identifier, decision.start, rule)

    def _partners(self, text: str, lock: Callable[[int, int], Quote | None]) -> Iterator[Partner]:
        company = next(iter(self.about[Kind.COMPANY]), "")
        known = self.context.known
        named = set()
        for one in islice(lists.listed(text), _MOST):
            partner = known.id_of(Kind.COMPANY, one.name) or one.name
            if not one.works_with or partner in named or partner == company:
                continue
            named.add(partner)
            alike = self.companies_at.get(one.start, "")
            if alike and alike != partner:
                self.remarks.append(f"line {self._line(one.start)}: «{one.name}» may be {alike}")
            role = lists.role_in(one.sentence, known.roles)
            self._propose("partners", one.name, one.start, f"a list behind «{one.trigger}»", Confidence.POSSIBLE)
            yield Partner(company, partner, role, lock(*one.proof))

    def _dates(self, text: str, lock: Callable[[int, int], Quote | None]) -> Iterator[Dated]:
        begins = re.match(r".{0,80}?\([^)]{1,40}\)\s*[-–—]{1,2}\s|[^\n]{0,60}?/[A-Z][\w -]+/ -{1,2} ", text)
        for one in daywords.wordings(text, self.published)[:_MOST]:
            if begins and one.end <= begins.end():
                continue  # the dateline's own day is that of the story
            if one.doubt:
                self.remarks.append(f"line {self._line(one.start)}: «{one.words}»: {one.doubt}")
            quote = lock(one.start, one.end) if one.date else None
            if quote:
                rule = f"«{one.words}», {one.rule}" + (f", from {self.published.text}" if self.published else "")
                self._propose("dates", one.date, one.start, rule, Confidence.LIKELY)
                yield Dated(one.date, quote)
            elif not one.doubt:
                why = "it needs the date of publication" if self.published is None else "nothing can be made of it"
                self.remarks.append(f"line {self._line(one.start)}: «{one.words}» is not resolved: {why}")

    # --- what only the report says ---

    def _unknown(self, text: str, partners: Sequence[Partner]) -> Iterator[Proposal]:
        """Capitalised names of several words that nothing above has taken."""
        taken = " | ".join((*self.about[Kind.COMPANY], *(one.partner for one in partners), *self.by))
        counts: Counter[str] = Counter()
        places: dict[str, int] = {}
        for found in _NAMES.finditer(text):
            name = without_openers(found[0]).removesuffix("'s").removesuffix("’s").rstrip(".")
            words = name.split()
            if len(words) > 1 and name not in taken and not name.isupper() and not _is_time(words):
                counts[name] += 1
                places.setdefault(name, found.start())
        for name, count in counts.most_common(_MOST_NAMES):
            if not self.context.known.id_of(Kind.COMPANY, name) and not self.context.known.id_of(Kind.PLACE, name):
                rule = f"a capitalised name that no record has, {count} time{'' if count == 1 else 's'}"
                yield Proposal("name", name, Evidence(self._line(places[name]), rule, Confidence.POSSIBLE))

    def _quotations(self, text: str) -> Iterator[Proposal]:
        for found in _QUOTED.finditer(text):
            yield Proposal("quotation", found[1], Evidence(self._line(found.start()), "words in quotation marks"))


def _is_time(words: Sequence[str]) -> bool:
    return all(
        word.lower().strip(".,") in MONTHS or word.lower() in NOT_OF_NAMES or word[0].isdigit() for word in words
    )


def _day(text: str) -> int | None:
    read = read_edtf(text)
    return read.day.toordinal() if isinstance(read, Edtf) and read.day else None
