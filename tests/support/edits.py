"""Edits of an archive at random, of all the kinds that an editor makes, and some that nobody would."""

import os
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from random import Random

Edit = Callable[["Editor"], str]
WORDS = (
    "lantern",
    "kettle",
    "harbour",
    "Copper Kettle",
    "mole",
    "Lanternfish",
    "pilot",
    "a quiet harbour",
    "ночь",
    "灯",
)
TEMPLATES = {
    "templates/partials/macros.html": '{% extends "pressmark/partials/macros.html" %}\n',
    "templates/strings/en.yaml": "skip: To the text, please\n",
    "templates/assets/css/site.css": "body { color: black }\n",
    "templates/pages/person.html": '{% extends "pressmark/pages/person.html" %}{% block before %}Ahoy{% endblock %}',
}


class Editor:
    """Somebody at work on an archive. Each change of a file has a time of its own, as with a fine clock."""

    def __init__(self, archive: Path, seed: int) -> None:
        self.archive = archive
        self.random = Random(seed)  # noqa: S311 - nobody is to be surprised by it
        self.times = count(1)

    def work(self, edits: Sequence[Edit] = ()) -> str:
        """Make one edit, of some kinds or of all, and say which."""
        return self.random.choice(edits or EDITS)(self)

    def files(self, folder: str, ending: str = "") -> list[Path]:
        return sorted(path for path in (self.archive / folder).rglob(f"*{ending}") if path.is_file())

    def one_of(self, folder: str, ending: str = "") -> Path:
        return self.random.choice(self.files(folder, ending))

    def write(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        moment = 1_900_000_000 * 10**9 + next(self.times) * 10**7
        os.utime(path, ns=(moment, moment))

    def change(self, path: Path, old: str, new: str) -> str:
        self.write(path, path.read_text(encoding="utf-8").replace(old, new, 1))
        return f"{path.relative_to(self.archive)}: «{old}» is «{new}»"


def text(editor: Editor) -> str:
    path = editor.one_of("content/articles", ".md")
    words = " ".join(editor.random.choices(WORDS, k=5))
    editor.write(path, f"{path.read_text(encoding='utf-8')}\n\nIt was {words}.\n")
    return f"a paragraph for {path.name}: {words}"


def paragraph(editor: Editor) -> str:
    """A paragraph goes, or comes in before others."""
    path = editor.one_of("content/articles", ".md")
    *before, last = path.read_text(encoding="utf-8").rstrip("\n").split("\n\n")
    if editor.random.random() < 0.5 and len(before) > 1:
        editor.write(path, "\n\n".join((*before, "")))
        return f"the last paragraph of {path.name} is gone"
    words = " ".join(editor.random.choices(WORDS, k=3))
    editor.write(path, "\n\n".join((*before, f"It was {words}.", last, "")))
    return f"a paragraph in {path.name}: {words}"


def word(editor: Editor) -> str:
    path, number = editor.one_of("content/articles", ".md"), editor.random.randint(0, 9)
    old = editor.random.choice((" says", " and ", " in ", " the "))
    front, mark, body = path.read_text(encoding="utf-8").partition("\n---\n")
    editor.write(path, f"{front}{mark}{body.replace(old, f'{old.rstrip()} {number} ', 1)}")
    return f"{path.name}: «{old}» {number}"


def link(editor: Editor) -> str:
    path, target = editor.one_of("content/articles", ".md"), editor.one_of("content/articles", ".md")
    name = target.relative_to(editor.archive / "content/articles").with_suffix("").as_posix()
    anchor = editor.random.choice(("", "#p1", "#p3", "#p9"))
    editor.write(path, f"{path.read_text(encoding='utf-8')}\n\nSo [it says](article:{name}{anchor}).\n")
    return f"{path.name} leads to {name}{anchor}"


def title(editor: Editor) -> str:
    return editor.change(
        editor.one_of("content/articles", ".md"), "title: ", f"title: {editor.random.choice('ABCDE')} "
    )


def date(editor: Editor) -> str:
    month = editor.random.randint(1, 9)
    return editor.change(editor.one_of("content/articles", ".md"), "published: 203", f"published: 2033-0{month} # 203")


def status(editor: Editor) -> str:
    chosen = editor.random.choice(("draft", "review", "published", "withdrawn"))
    path = editor.one_of("content/articles", ".md")
    return editor.change(path, "\nkind: news\n", f"\nkind: news\nstatus: {chosen}\n")


def rights(editor: Editor) -> str:
    chosen = editor.random.choice(("full", "metadata"))
    return editor.change(
        editor.one_of("content/articles", ".md"), "\nkind: news\n", f"\nkind: news\nrights: {chosen}\n"
    )


def copied(editor: Editor) -> str:
    path = editor.one_of("content/articles", ".md")
    copy = path.with_name(f"copy-{editor.random.randint(1, 9)}-{path.name}")
    editor.write(copy, path.read_text(encoding="utf-8"))
    return f"{copy.name} is new"


def removed(editor: Editor) -> str:
    path = editor.one_of("content")
    path.unlink()
    return f"{path.relative_to(editor.archive)} is gone"


def moved(editor: Editor) -> str:
    path = editor.one_of("content/articles", ".md")
    target = path.with_name(f"moved-{editor.random.randint(1, 9)}-{path.name}")
    path.rename(target)
    return f"{path.name} is {target.name}"


def name(editor: Editor) -> str:
    chosen = editor.random.choice(("New ", "Old ", "The "))
    return editor.change(editor.one_of("content/companies", ".yaml"), "name: ", f"name: {chosen}")


def alias(editor: Editor) -> str:
    path = editor.one_of("content", ".yaml")
    return editor.change(path, "\naliases:\n", f"\naliases:\n  - {editor.random.choice(WORDS)}\n")


def record(editor: Editor) -> str:
    kind, number = editor.random.choice(("companies", "people", "places", "topics")), editor.random.randint(1, 9)
    path = editor.archive / f"content/{kind}/made-{number}.yaml"
    editor.write(path, f"name: {editor.random.choice(WORDS)} {number}\naudience: public\n")
    return f"{path.name} of {kind}"


def settings(editor: Editor) -> str:
    path = editor.archive / "pressmark.yaml"
    chosen = editor.random.choice((("language: en", "language: de"), ("language: de", "language: en"), ("Bay", "Sea")))
    return editor.change(path, *chosen)


def template(editor: Editor) -> str:
    path, text = editor.random.choice(sorted(TEMPLATES.items()))
    if (editor.archive / path).exists():
        (editor.archive / path).unlink()
        return f"{path} is gone"
    editor.write(editor.archive / path, text)
    return f"{path} is new"


def attachment(editor: Editor) -> str:
    path, target = editor.one_of("content/files"), editor.archive / "content/files/leaflet.pdf"
    data = path.read_bytes()
    target.write_bytes(data)
    return f"leaflet.pdf from {path.name}"


def nothing(_: Editor) -> str:
    return "nothing"


WORDINGS: tuple[Edit, ...] = (text, text, paragraph, paragraph, word, word, link)
EDITS: tuple[Edit, ...] = (
    *(text, text, paragraph, word, link, title, date, status, rights, copied, removed, moved),
    *(name, alias, record, settings, template, attachment, nothing),
)
