"""The fields of saved queries."""

from pressmark.fields.types import AUDIENCES, PARAGRAPHS, PROSE, REDIRECTS, Instant
from pressmark.schema import Choice, Field, Struct

QUERY = Struct(
    dict,
    {
        "title": Field(PROSE, "The heading of its page.", required=True),
        "query": Field(PROSE, "What is asked, in the language of the search box.", required=True),
        "summary": Field(PARAGRAPHS, "One or two sentences."),
        "status": Field(Choice(("draft", "review", "published")), "Absent = published."),
        "embargo": Field(Instant(), "Not public before this moment."),
        "audience": Field(Choice(AUDIENCES), "Who may see it; absent = public."),
        "redirect_from": REDIRECTS,
    },
)
