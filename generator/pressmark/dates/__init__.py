"""Dates as an archive knows them: EDTF, with the days that each may stand for.

The notation is that of ISO 8601-2:2019 in the Library of Congress's profile, the Extended Date/Time Format of
4 February 2019: all of level 0 but times of day, levels 1 and 2 but years of more than four digits, negative years,
exponents, significant digits, seasons above 24 and sets that mean all of their dates.

* `spans` knows days, and what is possible and what is certain of something that lasts,
* `values` says what a date is and which days it may stand for,
* `single` reads one date, `reading` all that a field may hold, or says in plain words why it is none,
* `respelling` knows what people write instead, so that an error can propose the right answer.
"""

from pressmark.dates.reading import BadDate, read_edtf
from pressmark.dates.spans import OPEN, Extent, Open, Span, certainly_inside, possibly_inside, span
from pressmark.dates.values import Edtf, End, Mark, OneOf, Part, Range, Single

__all__ = [
    "OPEN",
    "BadDate",
    "Edtf",
    "End",
    "Extent",
    "Mark",
    "OneOf",
    "Open",
    "Part",
    "Range",
    "Single",
    "Span",
    "certainly_inside",
    "possibly_inside",
    "read_edtf",
    "span",
]
