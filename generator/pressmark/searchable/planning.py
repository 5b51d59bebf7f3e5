"""What an edit costs search: the segments that are kept, the articles in them that are stale, and those to read anew.

The base holds nearly all articles, and its files stay as they are. Articles that have changed since stand in a small
segment of their own, the delta, which is made anew whenever they do; when it has grown, there is a new base.
"""

from collections.abc import Sequence

from pressmark.values import Frozen

SHARE = 20  # a delta with more than one in so many articles is worth a new base: it costs as much as a tenth of that
LEAST = 50  # articles, which a delta may have in any case
Digests = Sequence[tuple[str, str]]  # the id and digest of each article, in order of publication


class Delta(Frozen):
    """How the archive differs from its base: numbers of articles there, and of articles now, both in order.

    `stale` are those of the base that have changed or gone, `fresh` those of now that are new or have changed. `before`
    says of each of these before which article of the base it comes; it may be one behind the last.
    """

    stale: tuple[int, ...] = ()
    fresh: tuple[int, ...] = ()
    before: tuple[int, ...] = ()


def plan(base: Digests | None, now: Digests) -> Delta | None:
    """How the archive differs from a base; None if it is better to make a new one."""
    if base is None:
        return None
    places = {one: number for number, one in enumerate(base)}
    kept = [places.get(one) for one in now]
    unchanged = [number for number in kept if number is not None]
    fresh = [number for number, place in enumerate(kept) if place is None]
    stale = sorted(set(range(len(base))).difference(unchanged))
    most = max(LEAST, len(now) // SHARE)
    if len(fresh) > most or len(stale) > most or unchanged != sorted(unchanged):
        return None
    before, behind = [], 0
    for place in kept:
        if place is None:
            before.append(behind)
        else:
            behind = place + 1
    return Delta(tuple(stale), tuple(fresh), tuple(before))
