"""An archive in which every list of one company, person, place and pair is too long for one page."""

from tests.support.archives import ARTICLES, SOUND, article

MANY = 250  # articles, and as many partners, people, topics and events
YEARS = (2030, *(2031,) * 5)  # most are of one year, so that it is split by month


def crowded() -> dict[str, str]:
    """The files of the archive, all invented."""
    files = {**SOUND, "content/queries/sales.yaml": "title: Sales\nquery: company:lanternfish\n"}
    for n in range(1, MANY + 1):
        files[f"content/companies/mole-{n}.yaml"] = (
            f"name: Mole {_word(n)} Ferries\nparent: quiet-harbour\ntopics: [partner-model]\n"
        )
        files[f"content/people/clerk-{n}.yaml"] = f"name: {_word(n)} Marsh\n"
        files[f"content/topics/cargo-{n}.yaml"] = f"name: {_word(n)} cargo\nbroader: partner-model\n"
        files[f"content/places/berth-{n}.yaml"] = f"name: Berth {_word(n)}\nwithin: port-meridian\naudience: public\n"
        year = YEARS[n % len(YEARS)]
        files[f"{ARTICLES}{year}/story-{n}.md"] = _story(n, f"{year}-{n % 12 + 1:02d}-{n % 28 + 1:02d}")
    return files


def _story(n: int, day: str) -> str:
    fields = f"""published: {day}
source: meridian-courier
authors: [odile-marsh]
entities: {{people: [clerk-{n}], places: [port-meridian]}}
topics: [cargo-{n}]
partners:
  - {{company: lanternfish, partner: copper-kettle, role: reseller, status: active, quote: of Copper Kettle Trading}}
  - {{company: lanternfish, partner: mole-{n}, role: supplier, place: port-meridian, from: {day}, quote: oil no. {n}}}
dates:
  - {{date: {day}, event: Delivery {n}, companies: [lanternfish, copper-kettle], quote: delivery {n}}}
"""
    body = f"Lanternfish Lighting took delivery {n} of oil no. {n}, ahead of Copper Kettle Trading."
    return article(fields, body, title=f"Story {n}")


def _word(n: int) -> str:
    """A made-up name for a number: the same initials come again, and no two are alike."""
    syllables = ("ba", "do", "fi", "gu", "ke", "lo", "mi", "nu", "pa", "ro")
    return "".join(syllables[int(digit)] for digit in f"{n:03d}").capitalize()
