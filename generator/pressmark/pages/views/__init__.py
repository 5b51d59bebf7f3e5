"""What templates see: one frozen view for each page template, made of a few small values that partials share.

Views hold values, never wording: dates stay EDTF and labels stay terms; the strings catalogue and the locale come in
while rendering. Routes are relative to the site's root.
"""

from pressmark.pages.views.articles import (
    ArticleEventRow,
    ArticleView,
    AuthorRow,
    ClaimRow,
    CopyRow,
    ListView,
    NoteRow,
    NotesView,
)
from pressmark.pages.views.front import (
    FreeView,
    HomeView,
    NotFoundView,
    SearchView,
    TimelineView,
)
from pressmark.pages.views.machine import (
    FeedEntry,
    FeedView,
    RobotsView,
    SitemapView,
)
from pressmark.pages.views.partners import (
    PairClaim,
    PairRelation,
    PairView,
    PartnersView,
)
from pressmark.pages.views.records import (
    Branch,
    CompanyView,
    NamesView,
    PersonView,
    PlaceView,
    RecordView,
    SourceView,
    TopicsView,
    TopicView,
)
from pressmark.pages.views.shared import (
    ArticleRow,
    Counted,
    Crumb,
    EventRow,
    Group,
    Initial,
    Link,
    Listing,
    Part,
    Proof,
    RelationRow,
    Row,
    Text,
    View,
)
from pressmark.pages.views.site import (
    NavEntry,
    Page,
    Site,
)

__all__ = [
    "ArticleEventRow",
    "ArticleRow",
    "ArticleView",
    "AuthorRow",
    "Branch",
    "ClaimRow",
    "CompanyView",
    "CopyRow",
    "Counted",
    "Crumb",
    "EventRow",
    "FeedEntry",
    "FeedView",
    "FreeView",
    "Group",
    "HomeView",
    "Initial",
    "Link",
    "ListView",
    "Listing",
    "NamesView",
    "NavEntry",
    "NotFoundView",
    "NoteRow",
    "NotesView",
    "Page",
    "PairClaim",
    "PairRelation",
    "PairView",
    "Part",
    "PartnersView",
    "PersonView",
    "PlaceView",
    "Proof",
    "RecordView",
    "RelationRow",
    "RobotsView",
    "Row",
    "SearchView",
    "Site",
    "SitemapView",
    "SourceView",
    "Text",
    "TimelineView",
    "TopicView",
    "TopicsView",
    "View",
]
