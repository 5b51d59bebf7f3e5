"""YAML is read as `tests/cases/frontmatter.yaml` says: scalars as written, with their places."""

import json
from collections.abc import Iterator

import pytest
from tests.support.cases import called, cases

from pressmark.frontmatter import Mapping, Scalar, Sequence, Tree, Value, load, split
from pressmark.limits import DEPTH

CASES = cases("frontmatter")
Case = dict[str, str]


def plain(value: Value | None) -> object:
    match value:
        case Scalar():
            return value.text
        case Sequence():
            return [plain(item) for item in value.items]
        case Mapping():
            return {key.text: plain(item) for key, item in value.items}
    return None


def from_json(text: str) -> object:
    return json.loads(text, strict=False)


def sound(tree: Tree) -> object:
    assert not tree.problems
    return plain(tree.root)


def scalars_of(value: Value | None) -> Iterator[Scalar]:
    match value:
        case Scalar():
            yield value
        case Sequence():
            for item in value.items:
                yield from scalars_of(item)
        case Mapping():
            for key, item in value.items:
                yield key
                yield from scalars_of(item)


@pytest.mark.parametrize("case", CASES["scalars"], ids=called)
def test_a_scalar_is_text_as_written(case: Case) -> None:
    assert sound(load("x.yaml", f"key: {case['written']}")) == {"key": case.get("is", case["written"])}


@pytest.mark.parametrize("case", CASES["trees"], ids=called)
def test_structure_is_that_of_yaml(case: Case) -> None:
    assert sound(load("x.yaml", case["yaml"])) == from_json(case["is"])


@pytest.mark.parametrize("case", CASES["split"], ids=called)
def test_a_file_is_cut_at_its_lines_of_dashes(case: Case) -> None:
    source = split("x.md", case["file"])
    assert sound(source.tree) == from_json(case["fields"])
    assert (source.body, source.first_line) == (case["body"], int(case["line"]))


def test_every_scalar_knows_its_place() -> None:
    text = "ä: [灯, b]\nplaces:\n  - {name: Café, x: ''}\n  - y: 1:2\n    z: last # comment\n"
    tree = load("x.yaml", text)
    lines = text.split("\n")
    found = list(scalars_of(tree.root))
    assert [one.text for one in found] == ["ä", "灯", "b", "places", "name", "Café", "x", "", "y", "1:2", "z", "last"]
    for one in found:
        assert lines[one.line - 1][one.column - 1 :].startswith(one.text if one.plain else "''")
        assert tree.text[: one.end].endswith(one.text if one.plain else "''")


def test_places_count_in_the_file_not_in_the_front_matter() -> None:
    source = split("x.md", "\n---\n\na: [b,\n  c]\n---\nText.")
    assert [(one.text, one.line, one.column) for one in scalars_of(source.tree.root)] == [
        ("a", 4, 1),
        ("b", 4, 5),
        ("c", 5, 3),
    ]


def test_a_flow_list_can_be_read_as_it_was_written() -> None:
    tree = load("x.yaml", "date: [ 2024-05-03 .. 2024-05-06 ]\nlist:\n- a\n")
    assert isinstance(tree.root, Mapping)
    flow, block = (value for _, value in tree.root.items)
    assert isinstance(flow, Sequence)
    assert isinstance(block, Sequence)
    assert tree.text[flow.start : flow.end] == "[ 2024-05-03 .. 2024-05-06 ]"
    assert (flow.flow, block.flow) == (True, False)


def test_plain_and_quoted_are_told_apart() -> None:
    tree = load("x.yaml", "[a, 'b', \"c\", '', ]")
    assert [(one.plain, one.empty) for one in scalars_of(tree.root)] == [
        (True, False),
        (False, False),
        (False, False),
        (False, True),
    ]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_depth_has_a_limit_however_it_is_written(opening: str) -> None:
    closing = {"[": "]", "{a: ": "}"}.get(opening, "")

    def nested(depth: int) -> Tree:
        return load("x.yaml", opening * depth + "x" + closing * depth)

    def codes(tree: Tree) -> list[str]:
        return [problem.code for problem in tree.problems if problem.code != "E022"]  # of keys that are no text

    assert codes(nested(DEPTH.most)) == []
    assert [codes(nested(depth)) for depth in (DEPTH.most + 1, DEPTH.most + 2, 1000, 100_000)] == [["E014"]] * 4


def test_the_first_of_two_equal_keys_counts() -> None:
    tree = load("x.yaml", "a: 1\nb: 2\na: 3\n")
    assert plain(tree.root) == {"a": "1", "b": "2"}
    assert [(problem.code, problem.at.line) for problem in tree.problems] == [("E008", 3)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x b", "E009"),
        ("a: *x", "E009"),
        ("a: &x [1]\nb: *x", "E009"),
        ("a: !!int 1", "E010"),
        ("a: !own 1", "E010"),
        ("!!map {a: b}", None),
        ("a: !!str b", None),
        ("a: b & c *d*", None),
        ("a: 'b &c *d'", None),
        ("a: Q&A\nb: 2*3", None),
        ("\ta: 1", "E007"),
        ("a:\n\t- b", "E007"),
        ("a: b\tc", None),
        ("a: 'b\x07c'", "E011"),
        ("<<<<<<< ours\na: 1\n", "E012"),
        ("a: '<<<<<<< ours'", None),
        ("a: 1\n...\nb: 2\n", "E006"),
        ("%YAML 9.9\n---\na: 1", "E006"),
    ],
)
def test_what_yaml_would_do_silently_is_a_mistake(text: str, code: str | None) -> None:
    assert [problem.code for problem in load("x.yaml", text).problems] == ([code] if code else [])


@pytest.mark.parametrize(
    ("body", "refused"),
    [
        ("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> other\n", True),
        ("<<<<<<<\na\n=======\nb\n>>>>>>>\n", True),
        ("a\n<<<<<<< HEAD\n\nb\n=======\n\n>>>>>>> other", True),
        ("<<<<<<< HEAD\na\n", False),
        ("Setext\n=======\n", False),
        (">>>>>>> deeply quoted\n", False),
        ("a <<<<<<< HEAD\n=======\n>>>>>>> b\n", False),
    ],
)
def test_a_body_with_both_sides_of_a_merge_is_refused(body: str, refused: bool) -> None:
    source = split("x.md", f"---\na: 1\n---\n{body}")
    assert [problem.code for problem in source.tree.problems] == (["E012"] if refused else [])
