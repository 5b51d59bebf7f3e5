"""Modules of scripts become classic scripts, or one that holds all those of its folder."""

import re

import pytest

from pressmark.compiling import RenderingError
from pressmark.rendering import Templates
from pressmark.scripts import classic, closure, joined, read_module

MODULE = """// A comment about import and export.
import { a, b as c } from "./other.js";
import whole, { d } from "../x.js";
import * as all from "./other.js";
import "./side.js";
export { e as f } from "./other.js";
import {
  g,
  h,
} from './other.js'

export const ONE = 1;
export function two(import_) {
  return import(two);
}
export async function three() {}
export class Four {}
const five = "export const six = 6;";
export { five, ONE as uno };
"""


def test_a_module_becomes_a_function_that_runs_once() -> None:
    module = read_module("s/main.js", MODULE)
    assert module.imports == ("s/other.js", "x.js", "s/side.js")
    text = classic(module)
    assert text.startswith('"use strict";\npressmarkModules["s/main.js"] = (() => {\n')
    assert 'const { a, b: c } = pressmarkModules["s/other.js"];' in text
    assert 'const { d, default: whole } = pressmarkModules["x.js"];' in text
    assert 'const all = pressmarkModules["s/other.js"];' in text
    assert 'const { g, h } = pressmarkModules["s/other.js"];' in text
    assert "return pressmarkLoad(two);" in text
    assert 'const five = "export const six = 6;";' in text
    assert re.findall(r"^(?:import|export)\b.*", text, re.MULTILINE) == []
    given = 'ONE: ONE, two: two, three: three, Four: Four, f: pressmarkModules["s/other.js"].e, five: five, uno: ONE'
    assert text.splitlines()[-2] == f"return {{ {given} }};"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("const a = 1;\nexport default a;", 2),
        ("export let a = 1;", 1),
        ("\n\nexport var a = 1;", 3),
        ('export * from "./a.js";', 1),
        ('import data from "./a.json" with { type: "json" };\nexport const { a, b } = data;', 2),
    ],
)
def test_what_no_function_can_say_is_an_error(text: str, line: int) -> None:
    with pytest.raises(RenderingError, match="cannot be taken") as failed:
        read_module("assets/js/0123abcd/own/x.js", text)
    assert (failed.value.template, failed.value.line) == ("assets/js/own/x.js", line)


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ({"a.js": 'import "./b.js";'}, r"is not there: b\.js"),
        ({"a.js": 'import "./b.js";', "b.js": 'import "./a.js";'}, r"needs itself: a\.js"),
    ],
)
def test_modules_that_cannot_be_put_in_order_are_an_error(texts: dict[str, str], reason: str) -> None:
    with pytest.raises(RenderingError, match=reason):
        closure("a.js", {path: read_module(path, text) for path, text in texts.items()})


FOLDER = {
    "assets/js/keys.js": "export const onKey = () => {};\n",
    "assets/js/own/page.js": 'import { a } from "./a.js";\nimport { onKey } from "../keys.js";\nawait import(a);\n',
    "assets/js/own/a.js": 'import { b as a } from "./b.js";\nimport { onKey as k } from "../keys.js";\nexport { a };\n',
    "assets/js/own/b.js": "export const b = 1;\n",
    "assets/js/own/unused.js": "export const c = 1;\n",
}


def test_a_joined_module_holds_its_folder_and_imports_the_rest() -> None:
    lines = joined("assets/js/own/page.js", FOLDER).splitlines()
    assert lines[:2] == [
        'import * as joinedModules0 from "../keys.js";',
        'const joinedModules = { "assets/js/keys.js": joinedModules0 };',
    ]
    begins = [line.partition('"')[2].partition('"')[0] for line in lines if line.endswith("= (() => {")]
    assert begins == ["assets/js/own/b.js", "assets/js/own/a.js", "assets/js/own/page.js"]
    assert 'const { onKey: k } = joinedModules["assets/js/keys.js"];' in lines
    assert "await import(a);" in lines


def test_a_joined_module_can_become_a_classic_script() -> None:
    module = read_module("assets/js/own/page.js", joined("assets/js/own/page.js", FOLDER))
    assert module.imports == ("assets/js/keys.js",)
    text = classic(module)
    assert "await pressmarkLoad(a);" in text
    assert re.findall(r"^(?:import|export)\b.*", text, re.MULTILINE) == []


def test_scripts_of_pages_are_published_joined_and_named_by_what_they_hold() -> None:
    def published(texts: dict[str, str]) -> dict[str, tuple[str, bytes]]:
        return Templates(
            (), tuple((name.removeprefix("assets/"), text.encode()) for name, text in texts.items())
        ).published_assets()

    found = published(FOLDER)
    assert found["js/own/page.js"][1].decode() == joined("assets/js/own/page.js", FOLDER)
    assert found["js/own/b.js"][1].decode() == FOLDER["assets/js/own/b.js"]
    changed = published(FOLDER | {"assets/js/own/b.js": "export const b = 2;\n"})
    assert changed["js/own/page.js"] != found["js/own/page.js"]
    assert {route.split("/")[2] for route, _ in found.values()} & {
        route.split("/")[2] for route, _ in changed.values()
    } == set()
    with pytest.raises(RenderingError) as failed:
        published(FOLDER | {"assets/js/own/b.js": "export const b = 2;\nexport default b;\n"})
    assert (failed.value.template, failed.value.line) == ("assets/js/own/b.js", 2)
