"""What the browser's scripts make of the same: asked of Node.js, if it is there, which answers thousands a second."""

import atexit
import json
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from pressmark.looking import shipped_templates

_SCRIPTS = ("columns", "grammar", "packing", "words")
_ANSWER = """
import { createInterface } from "node:readline";
import { readColumns } from "./columns.js";
import { parse } from "./grammar.js";
import { unpacked } from "./packing.js";

function read({ query, typing }) {
  const { texts, choices, periods, mistakes } = parse(query, { typing });
  return [
    texts.map((one) => [one.phrase, one.beginning, one.excluded]),
    choices.map((one) => [one.facet, one.values, one.excluded]),
    periods.map((one) => [one.certainly, one.earliest, one.latest, one.excluded]),
    mistakes.map((one) => [one.code, one.values]),
  ];
}

async function columns({ columns, articles }) {
  const files = columns.map((data) => unpacked(`data:application/octet-stream;base64,${data}`));
  const found = readColumns(articles, await Promise.all(files));
  const facets = Object.entries(found.facets).map(([name, { starts, values }]) => [
    name,
    Array.from({ length: articles }, (_, i) => [...values.subarray(starts[i], starts[i + 1])]),
  ]);
  return { earliest: [...found.earliest], latest: [...found.latest], facets: Object.fromEntries(facets) };
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  const answer = "query" in asked ? read(asked) : await columns(asked);
  process.stdout.write(`${JSON.stringify(answer)}\\n`);
}
"""


@cache
def _node() -> "subprocess.Popen[str] | None":
    program = shutil.which("node")
    if program is None:
        return None
    folder = Path(tempfile.mkdtemp(prefix="pressmark-scripts-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name in _SCRIPTS:
        shutil.copy(shipped_templates() / "assets" / "js" / "search" / f"{name}.js", folder)
    (folder / "package.json").write_text('{"type": "module"}')
    (folder / "answer.js").write_text(_ANSWER)
    started = subprocess.Popen(
        [program, folder / "answer.js"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    atexit.register(_end, started)
    return started


def _end(started: "subprocess.Popen[str]") -> None:
    with started:  # closes what it reads from, at which it ends
        pass


def installed() -> bool:
    """Whether there is anyone to ask."""
    return _node() is not None


def asked(question: dict[str, Any]) -> Any:
    """The answer to a query or to columns; None without Node.js."""
    node = _node()
    if node is None or node.stdin is None or node.stdout is None:
        return None
    node.stdin.write(f"{json.dumps(question)}\n")
    node.stdin.flush()
    return json.loads(node.stdout.readline())
