"""The opening of a wire story: where it comes from, the day, and the agency that sent it."""

import re

from pressmark.drafts.spelt import DAY_MONTH, sentence_case
from pressmark.values import Frozen

_DATE = rf"(?:[A-Z][a-z]{{2,8}}day,? )?{DAY_MONTH}"
# A hyphen behind a word is its own: were it also what parts words, a long run of hyphens could be read in endless ways.
_PLACE = r"[^\W\d_a-z][\w.'’-]*(?:[ /][ /-]*[^\W\d_][\w.'’-]*){0,4}(?:, [^\W\d_a-z][\w. '’-]{1,24})?"
_DASH = r"\s*(?:-{1,2}|[–—―])\s*"
_AGENCY = r"[A-Za-zÀ-ÿ][\w .&'’/-]{1,40}"
_DAY_FIRST = r"(?P<date>\d{1,2}(?: de)? [^\W\d_]{3,10}\.?)"  # in whatever language
_FORMS = (
    re.compile(rf"\((?P<agency>{_AGENCY})\){_DASH}(?P<place>[^\W\d_a-z]{{2}}[^\d_a-z,]*), {_DAY_FIRST}{_DASH}(?=\S)"),
    re.compile(rf"(?P<place>{_PLACE})\s?--\((?P<agency>{_AGENCY})\)--"),
    re.compile(
        rf"(?:(?P<place>{_PLACE}?)(?:[.,]? +|$))??(?:(?P<date>{_DATE}),? +)?\((?P<agency>{_AGENCY})\){_DASH}(?=\S)"
    ),
    re.compile(
        rf"(?:(?P<place>{_PLACE}?)[.,]? +)??(?:(?P<date>{_DATE}),? "
        rf"+)?/(?P<agency>[A-Z][A-Za-z -]{{2,30}})/{_DASH}(?=\S)"
    ),
    re.compile(rf"(?P<place>{_PLACE}?), (?P<date>{_DATE})[.,]? /(?P<agency>[A-Z][A-Za-z -]{{2,30}})/[.,:] (?=\S)"),
    re.compile(rf"(?P<place>{_PLACE}?), (?P<date>{_DATE}),? \((?P<agency>[A-Z]{{2,8}})\):? (?=[^\W\d_a-z])"),
    re.compile(rf"(?P<place>{_PLACE}?), {_DAY_FIRST} \((?P<agency>{_AGENCY})\)\.?{_DASH}(?=\S)"),
    re.compile(
        r"(?P<place>[^\W\d_a-z]{2}[^\W\d_a-z.'’]*(?:[ /-][^\W\d_a-z.'’]{2,})*(?:, [A-Z][\w. ]{1,20}?)?)"
        rf"(?:, (?P<date>{_DATE}))?(?: --? |\s?[–—]\s?)(?=\S)"
    ),
)
_RELEASED = {"BUSINESS WIRE": "Business Wire", "GLOBE NEWSWIRE": "GlobeNewswire", "PRNEWSWIRE": "PRNewswire"}


class Dateline(Frozen):
    """What an opening says; what it lacks is empty. `date` is as written."""

    place: str
    agency: str
    date: str


def opening(text: str) -> Dateline | None:
    """The dateline that a paragraph begins with."""
    for form in _FORMS:
        found = form.match(text)
        if found:
            parts = found.groupdict()
            place = sentence_case((parts["place"] or "").partition(",")[0].strip(" .,"))
            agency = (parts.get("agency") or "").strip()
            return Dateline(place, _RELEASED.get(agency.upper(), agency), (parts.get("date") or "").strip())
    return None
