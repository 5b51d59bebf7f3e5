"""Made-up networks of companies: a few that many work with, and many that few work with."""

from random import Random

from pressmark.charts.network import Tie

FIRST = ("Lanternfish", "Copper Kettle", "Quiet Harbour", "North Mole", "Deepwater", "Old Glass Works", "Port Meridian")
SECOND = ("Lighting", "Trading", "Ropes and Anchors", "Ferries", "Holdings of the Bay", "Looms", "& Daughters")
LABELS = (("is sold by",), ("is operated by, announced", "announced"), ("ended",), ())


def names(count: int) -> list[str]:
    """Different names, long and short."""
    return [f"{FIRST[n % 7]} {SECOND[n // 7 % 7]}" + (f" {n // 49}" if n >= 49 else "") for n in range(count)]


def ties(count: int, more: int, seed: int = 1) -> list[Tie]:
    """What ties so many companies together, and some ties more; those that have many get more."""
    random = Random(seed)  # noqa: S311 - the same every time
    ends, found = [0], []
    for node in range(1, count + more):
        one, other = random.choice(ends), node if node < count else random.choice(ends)
        if one != other:
            found.append(Tie(one, other, random.choice(LABELS), random.random() < 0.8, random.random() < 0.1))
            ends += [one, one, other]
    return found
