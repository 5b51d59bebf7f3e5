"""Join all parsed files into an archive: ids are unique, every reference is an id, every fact has its address."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from pressmark import mistakes, routes
from pressmark.anchors import lost_anchors
from pressmark.circles import circular
from pressmark.config import Settings
from pressmark.diagnostics import At, Diagnostic
from pressmark.documents import Notes, Parsed
from pressmark.filing import path_of
from pressmark.fragments import fragment_of
from pressmark.locks import Fact, lock
from pressmark.model import (
    RECORD_KINDS,
    Annotation,
    Article,
    Author,
    Body,
    Claim,
    Company,
    Entities,
    Event,
    Kind,
    Named,
    Page,
    Place,
    Record,
    Reference,
    SavedQuery,
    Topic,
)
from pressmark.names import Names
from pressmark.saved import wrong_queries
from pressmark.values import Frozen, changed, replace


class Attachment(Frozen):
    """A file of `content/files/`, by its name there."""

    name: str
    size: int
    sha256: str


class Archive(Frozen):
    """Everything, joined. Holding one means that ids are unique and that references resolve."""

    settings: Settings
    articles: Mapping[str, Article]
    pages: Mapping[str, Page]
    records: Mapping[Kind, Mapping[str, Record]]
    queries: Mapping[str, SavedQuery]
    files: Mapping[str, Attachment]


def resolve(
    parsed: Sequence[Parsed], settings: Settings, attachments: Iterable[Attachment] = ()
) -> tuple[Archive, tuple[Diagnostic, ...]]:
    """Join what was parsed. The archive is only to be used if no diagnostic is an error."""
    parsed = tuple(_with_sidecars_of_drafts(parsed))
    join = _Join(parsed, settings, {attachment.name: attachment for attachment in attachments})
    records: dict[Kind, dict[str, Record]] = {kind: {} for kind in RECORD_KINDS}
    articles: dict[str, Article] = {}
    pages: dict[str, Page] = {}
    queries: dict[str, SavedQuery] = {}
    for one in sorted(parsed, key=lambda p: p.path):
        match one.document:
            case Article() as article:
                articles[article.id] = join.article(article, one)
            case Page() as page:
                pages[page.id] = join.page(page, one)
            case SavedQuery() as query:
                queries[query.id] = query
            case Record() as record if one.kind:
                records[one.kind][record.id] = join.record(record, one)
    join.problems.extend(circular(records))
    join.problems.extend(lost_anchors(parsed, join.names, articles, pages))
    join.problems.extend(wrong_queries(parsed, records))
    return Archive(settings, articles, pages, records, queries, join.files), tuple(join.problems)


def _with_sidecars_of_drafts(parsed: Iterable[Parsed]) -> Iterator[Parsed]:
    """Everything that was parsed; the notes beside a draft are a draft too."""
    drafts = {one.document.id for one in parsed if one.draft and isinstance(one.document, Article)}
    for one in parsed:
        beside = isinstance(one.document, Notes) and one.document.article in drafts
        softened = tuple(problem.in_draft() for problem in one.problems)
        yield replace(one, draft=True, problems=softened) if beside else one


class _Join:
    """Names, settings and files of the archive, and what is found wrong while documents are joined to them."""

    def __init__(self, parsed: Sequence[Parsed], settings: Settings, files: Mapping[str, Attachment]) -> None:
        self.names = Names(parsed)
        self.notes = {p.document.article: p for p in parsed if isinstance(p.document, Notes)}
        self.settings = settings
        self.files = files
        self.vocabularies = {
            "role": settings.vocabularies.roles,
            "company kind": settings.vocabularies.company_kinds,
        }
        self.problems: list[Diagnostic] = [problem for one in parsed for problem in one.problems]
        for kind, old, later, holder in self.names.contested():
            at, address = At(path_of(kind, later)), routes.former(kind, old)
            self.problems.append(mistakes.duplicate_address(at, address, f"«{kind}:{holder}»"))
        self.problems.extend(self.names.twins(Kind.TOPIC))
        known = self.names.ids[Kind.ARTICLE]
        for identifier, one in self.notes.items():
            if identifier not in known:
                self.problems.append(mistakes.unknown_reference(At(one.path), Kind.ARTICLE, identifier, known))

    def report(self, problem: Diagnostic, *, draft: bool) -> None:
        """Take down a mistake."""
        self.problems.append(problem.in_draft() if draft else problem)

    # --- references ---

    def check(self, one: Parsed) -> None:
        """Report every reference of a file that means nothing, or more than one thing."""
        for reference in one.references:
            if reference.text in self.names.ids.get(reference.kind, ()):
                continue
            problem = self._check(reference)
            if problem:
                self.report(problem, draft=one.draft)

    def _check(self, reference: Reference) -> Diagnostic | None:
        at, kind, text = reference.at, reference.kind, reference.text
        if kind == "file":
            if text.removeprefix("files/") in self.files:
                return None
            known = [f"files/{name}" for name in self.files] if self.names.may_suggest() else []
            return mistakes.missing_file(at, text, known)
        if kind in self.vocabularies:
            terms = self.vocabularies[kind]
            return None if text in terms else mistakes.no_such_role(at, kind, text, terms)
        found = self.names.find(kind, text)
        if len(found) > 1:
            return mistakes.ambiguous_reference(at, kind, text, found)
        if found:
            is_former = text in self.names.former[kind] and text not in self.names.ids[kind]
            return mistakes.redirected_reference(at, text, found[0]) if is_former else None
        if reference.loose and not (kind == Kind.PERSON and routes.is_segment(text)):
            return None
        return mistakes.unknown_reference(at, kind, text, self.names.suggested(kind))

    def one(self, kind: Kind, text: str | None) -> str | None:
        """The id that a name stands for, if there is exactly one."""
        found = self.names.find(kind, text) if text else ()
        return found[0] if len(found) == 1 else None

    def many(self, kind: Kind, texts: tuple[str, ...]) -> tuple[str, ...]:
        """The ids that names stand for, each once."""
        if self.names.ids[kind].issuperset(texts):
            return texts
        found = (self.one(kind, text) for text in texts)
        return tuple(dict.fromkeys(identifier for identifier in found if identifier))

    def entities(self, about: Entities) -> Entities:
        return about.each(self.many)

    def named(self, name: Named | None) -> Named | None:
        return changed(name, id=self.one(Kind.PLACE, name.text)) if name else None

    def body(self, body: Body) -> Body:
        """A body whose links by hand lead to ids; those that lead nowhere are dropped (and have been reported)."""
        if not body.links:
            return body
        resolved = ((link, self.one(link.kind, link.target)) for link in body.links)
        return replace(body, links=tuple(replace(link, target=target) for link, target in resolved if target))

    # --- documents ---

    def article(self, article: Article, one: Parsed) -> Article:
        """An article with ids for names, its sidecar's notes, and an address for each fact."""
        self.check(one)
        self._copies(article, one)
        return changed(
            article,
            body=self.body(article.body),
            source=self.one(Kind.SOURCE, article.source),
            carrier=self.one(Kind.SOURCE, article.carrier),
            authors=tuple(map(self.author, article.authors)),
            dateline=self.named(article.dateline),
            topics=self.many(Kind.TOPIC, article.topics),
            entities=self.entities(article.entities),
            **self.facts(article, one),
        )

    def author(self, author: Author) -> Author:
        person = self.one(Kind.PERSON, author.person or author.name)
        return changed(author, person=person, place=self.named(author.place))

    def facts(self, article: Article, one: Parsed) -> dict[str, tuple[Fact, ...]]:
        """The claims, events and annotations of an article, those of its sidecar among them."""
        facts: list[Fact] = [*article.claims, *article.events, *article.annotations]
        places = list(one.facts)
        sidecar = self.notes.get(article.id)
        if sidecar and isinstance(sidecar.document, Notes):
            self.check(sidecar)
            report = partial(self.report, draft=one.draft)
            locked, ats = lock(sidecar.document.marked, article.body, report, needed=True)
            facts.extend(locked)
            places.extend(ats)
        if not facts:
            return {}
        addressed = self._addressed([self.fact(fact) for fact in facts], places, one.draft)
        return {
            "claims": tuple(fact for fact in addressed if isinstance(fact, Claim)),
            "events": tuple(fact for fact in addressed if isinstance(fact, Event)),
            "annotations": tuple(fact for fact in addressed if isinstance(fact, Annotation)),
        }

    def fact(self, fact: Fact) -> Fact | None:
        """A fact with ids for names; None where a draft names a party that does not exist."""
        if isinstance(fact, Event):
            return changed(fact, about=self.entities(fact.about))
        if not isinstance(fact, Claim):
            return changed(fact, note=self.body(fact.note))
        company, partner = self.one(Kind.COMPANY, fact.company), self.one(Kind.COMPANY, fact.partner)
        if company is None or partner is None or fact.role not in self.settings.vocabularies.roles:
            return None
        place, venture = self.one(Kind.PLACE, fact.place), self.one(Kind.COMPANY, fact.venture)
        return changed(fact, company=company, partner=partner, place=place, venture=venture)

    def _addressed(self, facts: Sequence[Fact | None], places: Sequence[At], draft: bool) -> list[Fact]:
        """Facts with their fragments; two that would share one are a mistake."""
        seen: dict[str, At] = {}
        addressed: list[Fact] = []
        for fact, at in zip(facts, places, strict=True):
            if fact is None:
                continue
            if isinstance(fact, Claim) and fact.company == fact.partner:
                self.report(mistakes.same_party(at, fact.company), draft=draft)
            fragment = fragment_of(fact)
            if fragment in seen:
                self.report(mistakes.equal_facts(at, seen[fragment].line), draft=draft)
                continue
            seen[fragment] = at
            addressed.append(changed(fact, fragment=fragment))
        return addressed

    def page(self, page: Page, one: Parsed) -> Page:
        """A free page with its links resolved."""
        self.check(one)
        if page.id in routes.RESERVED:
            self.problems.append(mistakes.duplicate_address(At(one.path), f"{page.id}/", "a list of the site"))
        return changed(page, body=self.body(page.body))

    def record(self, record: Record, one: Parsed) -> Record:
        """An authority record with ids for the names of others."""
        self.check(one)
        profile = self.body(record.profile)
        match record:
            case Company():
                return changed(
                    record,
                    profile=profile,
                    parent=self.one(Kind.COMPANY, record.parent),
                    successor=self.one(Kind.COMPANY, record.successor),
                    topics=self.many(Kind.TOPIC, record.topics),
                )
            case Place():
                return changed(record, profile=profile, within=self.one(Kind.PLACE, record.within))
            case Topic():
                broader, related = self.one(Kind.TOPIC, record.broader), self.many(Kind.TOPIC, record.related)
                return changed(record, profile=profile, broader=broader, related=related)
            case _:
                return changed(record, profile=profile)

    # --- checks across files ---

    def _copies(self, article: Article, one: Parsed) -> None:
        if not article.archived:
            return
        named = {reference.text: reference.at for reference in reversed(one.references) if reference.kind == "file"}
        for copy in article.archived:
            attachment = self.files.get(copy.file.removeprefix("files/"))
            if attachment and copy.sha256 and attachment.sha256 != copy.sha256:
                problem = mistakes.wrong_digest(named[copy.file], copy.file, attachment.sha256)
                self.problems.append(problem.in_draft() if one.draft else problem)
