"""The tables: the one declaration that CSV, JSON Lines, SQLite, the data dictionary and the documentation go by."""

from collections.abc import Mapping

from pressmark.dataset.values import Column, Table, dates
from pressmark.model import Kind

ID = Column("id", "Its id, which is also the end of its address.")
ADDRESS = Column("address", "The page; absolute where the archive has a base URL.")
QUOTE = Column("quote", "The words of the text that prove it, where they may be published.")
ABOUT = (
    Column("companies", "Companies and bodies concerned.", to="companies", many=True),
    Column("people", "People concerned.", to="people", many=True),
    Column("places", "Places concerned.", to="places", many=True),
    Column("topics", "Topics.", to="topics", many=True),
)


def _record(name: str, one: str, about: str, *own: Column, articles: str = "How many articles are about it.") -> Table:
    columns = (
        ID,
        Column("name", "The preferred name."),
        Column("aliases", "Other names.", many=True),
        *own,
        Column("identifiers", "Identifiers elsewhere, each with its scheme before a colon.", many=True),
        Column("summary", "One or two sentences."),
        Column("articles", articles, "integer"),
        ADDRESS,
    )
    return Table(name, one, about, columns)


ARTICLES = Table(
    "articles",
    "article",
    "Archived texts: what they are, where they come from, and whom they are about.",
    (
        ID,
        Column("title", "The headline."),
        *dates("published", "When it was published, as precisely as the page said (EDTF)."),
        Column("source", "Who published it.", to="sources"),
        Column("carrier", "Where this copy was found, if elsewhere.", to="sources"),
        Column("kind", "news, release, filing or report."),
        Column("language", "The language of the text (BCP 47)."),
        Column("authors", "Names of those who wrote it, as written.", many=True),
        Column("writers", "Those of them who have a record.", to="people", many=True),
        Column("dateline", "The place that the text begins with, as text."),
        *ABOUT,
        Column("summary", "One or two sentences."),
        Column("rights", "What of the text is published: full, excerpt or metadata."),
        Column("words", "How many words of the text are published.", "integer"),
        Column("captured", "When this copy was taken (EDTF).", "date"),
        Column("archived", "Addresses of copies of the original.", many=True),
        Column("identifiers", "Identifiers elsewhere, each with its scheme before a colon.", many=True),
        Column("original", "The original address."),
        ADDRESS,
        Column("text", "The plain text, as far as it may be published.", bulky=True),
    ),
    searched=("title", "summary", "text"),
)
COMPANIES = _record(
    "companies",
    "company",
    "Companies and other bodies that act like them.",
    Column("kind", "A term of the archive's vocabulary of kinds."),
    Column("country", "Where it is at home (ISO 3166)."),
    Column("parent", "The company it belongs to.", to="companies"),
    *dates("founded", "When it was founded (EDTF)."),
    *dates("dissolved", "When it ended (EDTF)."),
    Column("successor", "What came after it.", to="companies"),
    Column("topics", "Its fields of business.", to="topics", many=True),
)
PEOPLE = _record("people", "person", "People in public roles.", articles="How many articles are about or by them.")
PLACES = _record(
    "places",
    "place",
    "Countries, regions, towns and other places.",
    Column("within", "The larger place it lies in.", to="places"),
    Column("latitude", "Degrees north (WGS 84).", "number"),
    Column("longitude", "Degrees east (WGS 84).", "number"),
)
TOPICS = _record(
    "topics",
    "topic",
    "Subject headings, which make a tree.",
    Column("broader", "The heading above it.", to="topics"),
    Column("related", "Headings to see also.", to="topics", many=True),
    Column("scope_note", "What belongs under it."),
    articles="How many articles are under it, those under narrower topics among them.",
)
SOURCES = _record(
    "sources",
    "source",
    "Publishers and agencies whose texts are archived.",
    Column("publisher", "Who publishes it, if that has another name."),
    Column("homepage", "Its address on the web."),
    articles="How many articles it published or carried.",
)
CLAIMS = Table(
    "claims",
    "claim",
    "What one article says of who works with whom.",
    (
        Column("id", "The article's id and the fragment of the claim."),
        Column("article", "The article that says so.", to="articles"),
        Column("relation", "The relation that it is evidence of.", to="relations"),
        Column("company", "The company that the claim is about.", to="companies"),
        Column("partner", "The other company.", to="companies"),
        Column("role", "What the partner is to the company: a term of the archive's vocabulary of roles."),
        Column("place", "Where.", to="places"),
        Column("venture", "The company of a joint venture itself.", to="companies"),
        *dates("from_date", "Since when, as the article says (EDTF)."),
        *dates("until_date", "Until when (EDTF); «..» where the article says that it still runs."),
        Column("status", "rumoured, announced, active, ended or denied; empty counts as active."),
        QUOTE,
        ADDRESS,
    ),
)
RELATIONS = Table(
    "relations",
    "relation",
    "All claims with the same company, partner, role and place, as one. Derived; the latest article that states "
    "something decides.",
    (
        Column("id", "Company, partner, role and place."),
        Column("company", "The company.", to="companies"),
        Column("partner", "The other company; for symmetric roles the one whose id comes later.", to="companies"),
        Column("role", "What the partner is to the company: a term of the archive's vocabulary of roles."),
        Column("place", "Where.", to="places"),
        Column("venture", "The company of a joint venture itself.", to="companies"),
        *dates("from_date", "Since when (EDTF)."),
        *dates("until_date", "Until when (EDTF); «..» where an article says that it still runs."),
        Column("status", "rumoured, announced, active, ended or denied."),
        *dates("first_attested", "When the first article was published that calls it active (EDTF)."),
        *dates("last_attested", "When the last article was published that calls it active (EDTF)."),
        Column("claims", "How many claims there are.", "integer"),
        Column("address", "The page of the two companies."),
    ),
)
EVENTS = Table(
    "events",
    "event",
    "Dated events, each once, however many articles attest it.",
    (
        Column("id", "The event's own id, else that of its attestation."),
        *dates("date", "When, as precisely as the latest article says (EDTF)."),
        Column("event", "What happened."),
        *ABOUT,
        Column("attestations", "How many articles attest it.", "integer"),
    ),
)
ATTESTATIONS = Table(
    "attestations",
    "attestation",
    "What one article says of an event.",
    (
        Column("id", "The article's id and the fragment of the fact."),
        Column("article", "The article that says so.", to="articles"),
        Column("event", "The event.", to="events"),
        *dates("date", "When, as precisely as this article says (EDTF)."),
        Column("said", "What happened, in the words of this article's annotator."),
        QUOTE,
        ADDRESS,
    ),
)
ANNOTATIONS = Table(
    "annotations",
    "annotation",
    "Margin notes on the texts.",
    (
        Column("id", "The article's id and the fragment of the note."),
        Column("article", "The article.", to="articles"),
        Column("kind", "comment, context, question, correction or sic."),
        Column("quote", "The words that it is about, where they may be published."),
        Column("note", "The note, as plain text."),
        Column("reading", "For sic and correction: what should be read."),
        Column("author", "Who wrote the note."),
        *dates("date", "When it was written (EDTF)."),
        Column("audience", "Who may see it: public or internal."),
        ADDRESS,
    ),
)
MENTIONS = Table(
    "mentions",
    "mention",
    "Names of records in the published texts, found by machine. Offsets count the characters of the text.",
    (
        Column("article", "The article.", to="articles"),
        Column("start", "Where the name begins, from 0.", "integer"),
        Column("end_before", "Where it ends: the offset of the character behind it.", "integer"),
        Column("paragraph", "The fragment of the paragraph."),
        Column("name", "The name as it stands in the text."),
        Column("company", "The company it names.", to="companies"),
        Column("person", "The person it names.", to="people"),
        Column("place", "The place it names.", to="places"),
    ),
    key=("article", "start"),
)
TABLES = (
    *(ARTICLES, COMPANIES, PEOPLE, PLACES, TOPICS, SOURCES),
    *(RELATIONS, CLAIMS, EVENTS, ATTESTATIONS, ANNOTATIONS, MENTIONS),
)
NAMED: Mapping[str, Table] = {table.name: table for table in TABLES}
OF_RECORDS: Mapping[Kind, Table] = {
    Kind.COMPANY: COMPANIES,
    Kind.PERSON: PEOPLE,
    Kind.PLACE: PLACES,
    Kind.TOPIC: TOPICS,
    Kind.SOURCE: SOURCES,
}
