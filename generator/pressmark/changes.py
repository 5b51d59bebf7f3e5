"""What has changed, by meaning: partners added, dates mended, notes withdrawn; never words of a text or a note.

A change is told if it was made while its document was public, as far as the document itself says, and if the document
and all that the change names are public now.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import zip_longest
from typing import Any

from pressmark.annals import Annals, Said, Told
from pressmark.filing import NOTES_ENDING, identify
from pressmark.history import Commit, Span
from pressmark.model import ENTITY_KINDS, RECORD_KINDS, Annotation, Claim, Entities, Event, Kind
from pressmark.publishable import PublicArchive, says_public
from pressmark.values import Frozen, field, replace

Key = tuple[Kind, str]
# Fields whose changes are told by name; the others are facts, which are told one by one, or are nobody's business.
_FIELDS = {
    *("title", "source", "carrier", "url", "authors", "dateline", "published", "captured", "language", "topics"),
    *("entities", "name", "aliases", "identifiers", "summary", "profile", "kind", "country", "parent", "founded"),
    *("dissolved", "successor", "within", "latitude", "longitude", "broader", "related", "scope_note", "publisher"),
    "homepage",
}

_REFERENCES = {
    **dict.fromkeys(("source", "carrier"), Kind.SOURCE),
    **dict.fromkeys(("parent", "successor"), Kind.COMPANY),
    **dict.fromkeys(("topics", "broader", "related"), Kind.TOPIC),
    "within": Kind.PLACE,
}


class Change(Frozen):
    """One change of one document. `before` and `after` are dates and other values as they were written."""

    when: datetime
    author: str
    document: Key
    what: str
    companies: tuple[str, ...] = ()
    role: str = ""
    event: str = ""
    field: str = ""
    before: str = ""
    after: str = ""


class Mended(Frozen):
    """A correction that a commit tells of, and the public documents that it touched."""

    when: datetime
    text: str
    documents: tuple[Key, ...]


class Chronicle(Frozen):
    """All that is told of the past: spans by document, changes and corrections, the newest first."""

    spans: Mapping[Key, Span] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    mended: tuple[Mended, ...] = ()


def chronicle(public: PublicArchive, past: Annals, now: datetime) -> Chronicle:
    """What may be told to the audience of an archive; author names only where the settings say so."""
    told = changes(public, past.versions, now)
    if not (public.settings.history_authors or public.audience != "public"):
        told = tuple(replace(one, author="") for one in told)
    of_documents: dict[Key, Span] = {}
    for path, span in past.spans.items():
        key = _key(path)
        if key and public.has_page(*key):
            other = of_documents.get(key, span)
            of_documents[key] = Span(min(span.first, other.first), max(span.last, other.last))
    return Chronicle(of_documents, told, mended(public, past.log))


def changes(public: PublicArchive, versions: Mapping[str, Sequence[Told]], now: datetime) -> tuple[Change, ...]:
    """The latest changes of what is public, the newest first; what is told in the same words is told once."""
    compare = _Comparison(public, now)
    found: list[Change] = []
    since: dict[Key, datetime] = {}
    for path, told in sorted(versions.items(), key=lambda item: item[0].endswith(NOTES_ENDING)):
        key = _key(path)
        if key and _is_public(public, key):
            of_file = list(compare.all(key, path, told))
            if path.endswith(NOTES_ENDING):
                of_file = [change for change in of_file if change.when >= since.get(key, now)]
            else:
                since[key] = compare.public_since
            found += of_file
    order = sorted(
        dict.fromkeys(found), key=lambda one: (one.when, one.document, one.what, one.companies), reverse=True
    )
    return tuple(order)


def mended(public: PublicArchive, log: Iterable[Commit]) -> tuple[Mended, ...]:
    """The corrections in messages of commits that touched nothing but what is public by the same name now."""
    found = []
    for commit in log:
        keys = [_key(one.path or one.old_path) for one in commit.touched if commit.corrections]
        if commit.corrections and keys and all(key and _is_public(public, key) for key in keys):
            known = tuple(dict.fromkeys(key for key in keys if key))
            found += [Mended(commit.when, text, known) for text in commit.corrections]
    return tuple(found)


def _is_public(public: PublicArchive, key: Key) -> bool:
    """Whether a document has a page, and that is not what is left of an article that was withdrawn."""
    return public.has_page(*key) and not (key[0] is Kind.ARTICLE and key[1] in public.tombstones)


def _key(path: str) -> Key | None:
    kind, identifier, problem = identify(path)
    return None if kind is None or problem else (kind, identifier)


class _Comparison:
    """Compares the versions of a file; `public_since` is when the one that was looked at last became public."""

    def __init__(self, public: PublicArchive, now: datetime) -> None:
        self.public = public
        self.now = now
        self.public_since = now
        self.ids = {
            (kind, name): id_
            for kind in RECORD_KINDS
            for id_, record in sorted(public.records[kind].items(), reverse=True)
            for name in (*record.redirect_from, *(alias.text for alias in record.aliases), record.name, id_)
        }

    def all(self, key: Key, path: str, versions: Iterable[Told]) -> Iterator[Change]:
        """The changes of one file since it has been public; a version must have become so before the next one came."""
        ended = self.now
        for version in versions:
            stamp = Change(version.when, version.author, key, "added")
            new, old = version.new, version.old
            if new is None or not says_public(new, ended):
                return
            ended = version.when
            self.public_since = version.when
            if path.endswith(NOTES_ENDING):
                old = old or {}  # notes are told one by one from the first
            if old is None or not says_public(old, ended):
                yield stamp
                return
            yield from self._between(stamp, old, new)

    def _between(self, stamp: Change, old: Said, new: Said) -> Iterator[Change]:
        yield from self._claims(stamp, _facts(old, "claims"), _facts(new, "claims"))
        yield from self._events(stamp, _facts(old, "events"), _facts(new, "events"))
        yield from _notes(stamp, _facts(old, "annotations"), _facts(new, "annotations"))
        for name in sorted(_FIELDS):
            if self._value(name, old.get(name)) != self._value(name, new.get(name)):
                yield replace(stamp, what="field", field=name)
        if old.get("body") != new.get("body"):
            yield replace(stamp, what="text")

    def _value(self, name: str, value: Any) -> Any:
        """A value with ids for names, without the order of its lists."""
        if isinstance(value, Entities):
            return tuple(frozenset(self._id(kind, one) for one in value.of(kind)) for kind in ENTITY_KINDS)
        if name in _REFERENCES:
            several = value if isinstance(value, tuple) else (value,)
            return frozenset(self._id(_REFERENCES[name], one) for one in several if one)
        return frozenset(map(repr, value)) if isinstance(value, tuple) else repr(value)

    def _id(self, kind: Kind, name: str | None) -> str:
        return self.ids.get((kind, name or ""), name or "")

    def _claims(self, stamp: Change, old: list[Claim], new: list[Claim]) -> Iterator[Change]:
        before, after = self._by_relation(old), self._by_relation(new)
        for key in sorted({*before, *after}):
            companies, role = key[:2], key[2]
            if not all(self.public.has_page(Kind.COMPANY, one) for one in companies):
                continue
            one = replace(stamp, companies=companies, role=role)
            if key not in before or key not in after:
                yield replace(one, what="partner_added" if key in after else "partner_removed")
                continue
            was, is_ = _terms(before[key]), _terms(after[key])
            for name in was:
                if was[name] != is_[name]:
                    yield replace(one, what="partner_changed", field=name, before=was[name], after=is_[name])

    def _by_relation(self, claims: list[Claim]) -> dict[tuple[str, str, str, str], Claim]:
        return {
            (self._id(Kind.COMPANY, one.company), self._id(Kind.COMPANY, one.partner), one.role,
             self._id(Kind.PLACE, one.place)): one
            for one in claims
        }  # fmt: skip

    def _events(self, stamp: Change, old: list[Event], new: list[Event]) -> Iterator[Change]:
        """What is gone is told without its words: they may have gone because they should not be read."""
        before, after = _days(old), _days(new)
        words = {one.id or one.event: one.event for one in new}
        for name in sorted({*before, *after}):
            gone, come = ((one - other).elements() for one, other in _both_ways(before[name], after[name]))
            for was, is_ in zip_longest(gone, come, fillvalue=""):
                if not is_:
                    yield replace(stamp, what="date_removed")
                elif not was:
                    yield replace(stamp, what="date_added", event=words[name])
                else:
                    yield replace(stamp, what="date_changed", event=words[name], before=was, after=is_)


def _facts(version: Said, name: str) -> list[Any]:
    return [marked.value.value for marked in version.get(name, ())]


def _terms(claim: Claim) -> dict[str, str]:
    return {
        "from": claim.start.text if claim.start else "",
        "until": ".." if claim.runs else claim.end.text if claim.end else "",
        "status": claim.status or "",
    }


def _notes(stamp: Change, old: list[Annotation], new: list[Annotation]) -> Iterator[Change]:
    """Notes for everyone that came, changed or went, by how they quote and what they say."""
    before, after = (_said_by_place(notes) for notes in (old, new))
    for key in sorted({*before, *after}):
        gone, come = ((one - other).total() for one, other in _both_ways(before[key], after[key]))
        counts = (("note_changed", min(gone, come)), ("note_added", come - gone), ("note_withdrawn", gone - come))
        yield from (replace(stamp, what=what) for what, count in counts if count > 0)


def _said_by_place(notes: Iterable[Annotation]) -> dict[tuple[str, str], Counter[str]]:
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in notes:
        if one.audience == "public":
            found[one.id or (one.quote.exact if one.quote else ""), one.kind][one.source] += 1
    return found


def _days(events: Iterable[Event]) -> dict[str, Counter[str]]:
    """The dates of events by their names: of one name there may be several."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for one in events:
        found[one.id or one.event][one.date.text] += 1
    return found


def _both_ways(one: Counter[str], other: Counter[str]) -> tuple[tuple[Counter[str], Counter[str]], ...]:
    return (one, other), (other, one)
