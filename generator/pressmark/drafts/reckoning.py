"""Reckoning with days for wordings of dates: what a story's day makes of them, as EDTF of honest precision."""

import calendar
from datetime import date, timedelta

from pressmark.values import Frozen

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            "monday montag",
            "tuesday dienstag",
            "wednesday mittwoch",
            "thursday donnerstag",
            "friday freitag",
            "saturday samstag sonnabend",
            "sunday sonntag",
        )
    )
    for name in names.split()
}
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_BEGINS = {21: 3, 22: 6, 23: 9, 24: 12}
WEEK = 7
_HALF_A_YEAR = timedelta(200)
_JUST_ONE, _BEFORE_NEXT = 1, {"day": 14, "week": 8, "month": 12, "year": 10}  # «weeks ago» are fewer than months


class Moment(Frozen):
    """Where a wording stands: the story's day, and the first and last day of what the text spoke of before.

    `ahead` says whether the words before it look ahead (1), back (-1), or neither (0).
    """

    day: date
    first: date
    last: date
    ahead: int = 0


def month_of(day: date) -> str:
    """The month of a day as EDTF."""
    return f"{day.year:04d}-{day.month:02d}"


def months_on(day: date, months: int) -> date:
    """The same day some months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def between(first: str, last: str) -> str:
    """Some date from one to another, not known which."""
    return first if first == last else f"[{first}..{last}]"


def weekday(number: int, at: Moment, word: str = "") -> str:
    """A day of the week: the last one up to the story's day, or the next where the text looks ahead."""
    monday = at.day - timedelta(at.day.weekday())
    here = monday + timedelta(number)
    if word == "this":
        return here.isoformat()
    if word == "next":
        follows = here + timedelta(WEEK)
        return f"[{here},{follows}]" if here > at.day else follows.isoformat()
    if word == "last":
        before = here - timedelta(WEEK)
        return f"[{before},{here}]" if here < at.day else before.isoformat()
    back = timedelta((at.day.weekday() - number) % WEEK)
    on = timedelta((number - at.day.weekday()) % WEEK)
    return (at.day + on if at.ahead > 0 else at.day - back).isoformat()


def day_of_year(month: int, number: int, at: Moment, named: int | None) -> str:
    """A day of a month without a year; `named` is the day of the week that is said to be."""
    days = []
    for year in (at.day.year - 1, at.day.year, at.day.year + 1):
        try:
            days.append(date(year, month, number))
        except ValueError:
            continue
    chosen = _nearest(days, at)
    fitting = [one for one in days if one.weekday() == named and abs(one - at.day) < _HALF_A_YEAR]
    if named is not None and chosen not in fitting and len(fitting) == 1:
        return fitting[0].isoformat()
    return chosen.isoformat() if chosen else ""


def _nearest(days: list[date], at: Moment) -> date | None:
    if at.ahead > 0:
        days = [one for one in days if one >= at.day]
    elif at.ahead < 0:
        days = [one for one in days if one <= at.day]
    return min(days, key=lambda one: abs(one - at.day), default=None)


def month(number: int, at: Moment, word: str = "") -> str:
    """A month without a year: the last one up to the story's, the next where the text looks ahead, else the nearer."""
    here = at.day.year * 12 + at.day.month - 1
    back = here - (here - (number - 1)) % 12
    on = here + ((number - 1) - here) % 12
    if word == "last":
        recent = back if back < here else back - 12
        if recent // 12 == at.day.year:  # «last May», said in August
            return f"[{_month(recent - 12)},{_month(recent)}]"
        return _month(recent)
    if word == "next":
        coming = on if on > here else on + 12
        return f"[{_month(coming)},{_month(coming + 12)}]" if coming // 12 == at.day.year else _month(coming)
    if word == "this":
        return _month(at.day.year * 12 + number - 1)
    nearer = on if on - here < here - back else back
    return _month(on if at.ahead > 0 else back if at.ahead < 0 else nearer)


def _month(count: int) -> str:
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def unit(word: str, which: str, at: Moment) -> str:
    """`last`, `this` or `next` week, weekend, month or year, also `earlier this` and `later this`."""
    step = {"last": -1, "next": 1}.get(which.rpartition(" ")[2], 0)
    if word == "year":
        return f"{at.day.year + step:04d}"
    if word == "month":
        return month_of(months_on(at.day.replace(day=1), step))
    monday = at.day - timedelta(at.day.weekday()) + timedelta(WEEK * step)
    if word == "weekend":
        return _weekend(monday, step, at)
    first, last = monday, monday + timedelta(6)
    if which.startswith("earlier"):
        last = at.day
    elif which.startswith("later"):
        first = at.day
    return between(first.isoformat(), last.isoformat())


def _weekend(monday: date, step: int, at: Moment) -> str:
    saturday = monday + timedelta(5)
    if step > 0:  # the one that comes, or the one behind it
        first = saturday - timedelta(WEEK) if at.day.weekday() < 5 else saturday  # noqa: PLR2004 - Saturday
        return between(first.isoformat(), (saturday + timedelta(1)).isoformat())
    return between(saturday.isoformat(), (saturday + timedelta(1)).isoformat())


def season(name: str, at: Moment, word: str) -> str:
    """`last`, `this` or `next` spring and so on, of the northern hemisphere as EDTF has them."""
    code = SEASONS[name]
    year = at.day.year
    if name == "winter" and at.day.month < _BEGINS[SEASONS["spring"]]:
        year -= 1  # the one that lasts has begun in the year before
    begins = date(year, _BEGINS[code], 1)
    if word == "last":
        year -= 0 if months_on(begins, 3) <= at.day else 1
    elif word == "next":
        year += 1 if begins <= at.day else 0
    return f"{year:04d}-{code}"


def part(number: int, months: int, year: int) -> str:
    """A quarter (of 3 months) or a half (of 6) of a year."""
    return between(f"{year:04d}-{(number - 1) * months + 1:02d}", f"{year:04d}-{number * months:02d}")


def counted(number: int, word: str, sign: int, first: date, last: date) -> str:
    """A counted number of days, weeks, months or years before (-1) or after (1) a day or a span, as near as that is."""
    try:
        if word == "year":
            return f"{(last if sign > 0 else first).year + sign * number:04d}~" if first.year == last.year else ""
        if word == "month":
            ends = [month_of(months_on(day, sign * number)) for day in (first, last)]
        else:
            days = timedelta(number * (WEEK if word == "week" else 1))
            moved = [day + sign * days for day in (first, last)]
            ends = [day.isoformat() if word == "day" else month_of(day) for day in moved]
    except (ValueError, OverflowError):
        return ""
    return f"{ends[0]}~" if ends[0] == ends[1] else between(*ends)


def uncounted(word: str, sign: int, first: date, last: date) -> str:
    """Some days, weeks, months or years before or after: at least one, and fewer than the next larger unit holds."""
    near, far = _JUST_ONE * sign, _BEFORE_NEXT[word] * sign
    near_day, far_day = (last, first) if sign < 0 else (first, last)
    try:
        if word == "year":
            ends = sorted((f"{near_day.year + near:04d}", f"{far_day.year + far:04d}"))
        elif word == "month":
            ends = sorted((month_of(months_on(near_day, near)), month_of(months_on(far_day, far))))
        else:
            size = WEEK if word == "week" else 1
            days = sorted((near_day + timedelta(near * size), far_day + timedelta(far * size)))
            ends = [day.isoformat() if word == "day" else month_of(day) for day in days]
    except (ValueError, OverflowError):
        return ""
    return between(*ends)
