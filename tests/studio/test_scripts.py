"""What the scripts know without a page: where in YAML the cursor is, what may stand there, how YAML is written."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest
import yaml

from quizgen.schemas import schema
from quizgen.schemas.names import known_in
from quizgen.studio import page


def run(imports: str, expression: str, given: object) -> Any:
    """What an expression over `given` is, in Node."""
    names, module = imports.split(" from ")
    script = (
        f'import {{ {names} }} from "{(page.ASSETS / "scripts" / module).as_uri()}";\n'
        'import { readFileSync } from "node:fs";\n'
        'const given = JSON.parse(readFileSync(0, "utf8"));\n'
        f"console.log(JSON.stringify({expression}));"
    )
    command = ["node", "--no-warnings", "--input-type=module", "--eval", script]
    done = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def completed(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Gives what is offered at the end of each of some texts."""
    known, _ = known_in(tmp_path_factory.mktemp("project"))
    jinja = {"slots": ["lead", "when"], "forms": ["name", "the"], "filters": ["plural"]}

    def offered(*texts: str) -> list[list[str]]:
        # As much of an editor's state as is asked for.
        state = """(text => {
          const lines = text.split("\\n");
          const starts = lines.map((_, index) => lines.slice(0, index).join("\\n").length + (index ? 1 : 0));
          const line = index => ({number: index + 1, from: starts[index], text: lines[index]});
          const doc = {
            toString: () => text, sliceString: (from, to) => text.slice(from, to),
            line: number => line(number - 1), lineAt: () => line(lines.length - 1),
          };
          return {state: {doc}, pos: text.length, explicit: true};
        })"""
        each = f"given.texts.map(text => completions(given.schema, given.jinja)({state}(text)))"
        labels = f"{each}.map(found => found?.options.map(({{label}}) => label) ?? [])"
        given = {"texts": texts, "schema": schema("template", known), "jinja": jinja}
        result: list[list[str]] = run("completions from completion.js", labels, given)
        return result

    return offered


def test_completes_what_may_stand_there(completed: Any) -> None:
    """In blocks and in brackets, in lists and within braces; the roles are those of the relation asked for."""
    asks = "kind: choice\nasks:\n  relation: seat\n"
    keys, kinds, inner, relations, flow, hidden, entry, slots, forms, filters, text = completed(
        "",
        "kind: ",
        f"{asks}  ",
        "asks: {relation: ",
        "asks: {relation: seat, ",
        f"{asks}  hide: ",
        "examples:\n  - fact: a/b\n    ",
        f'{asks}stem: "{{{{ ',
        f'{asks}stem: "{{{{ city.',
        f'{asks}stem: "{{{{ city | ',
        "stem: Who ",
    )
    assert {"kind", "asks", "stem"} <= set(keys)
    assert {"choice", "cloze"} <= set(kinds)
    assert "stem" not in kinds
    assert {"where", "hide"} <= set(inner)
    assert "kind" not in inner
    assert {"seat", "any"} <= set(relations)
    assert set(flow) == set(inner)
    assert {"subject", "city"} <= set(hidden)
    assert {"fact", "key"} <= set(entry)
    assert "kind" not in entry
    assert slots == ["subject", "city", "lead", "when"]
    assert forms == ["name", "the"]
    assert filters == ["plural"]
    assert text == []


def test_offsets_count_as_python_does() -> None:
    """Also behind a letter that UTF-16 needs two places for."""
    text = "a\N{GRINNING FACE}b\N{GRINNING FACE}c"
    both = "[[0, 1, 2, 3, 4, 5].map(offsets(given).here), [0, 1, 3, 4, 6, 7].map(offsets(given).there)]"
    here, there = run("offsets from offsets.js", both, text)
    assert here == [0, 1, 3, 4, 6, 7]
    assert there == [0, 1, 2, 3, 4, 5]


def test_writes_yaml_that_is_read_back() -> None:
    """Whatever is in it; a fact with its quote to the letter."""
    sheet = {
        "title": "yes: no", "minutes": 30, "parallel": True, "instructions": "“Ink”, please: all # of it ",
        "sections": [
            {"heading": "[A]", "items": ["a/b, d"], "ask": [{"count": 3, "topic": ["x y", "on"], "kind": "date"}]},
            {"ask": [{"count": 1}]},
        ],
    }  # fmt: skip
    assert yaml.safe_load(run("asYaml from toyaml.js", "asYaml(given)", {"sheet": sheet})) == {"sheet": sheet}
    fact = {
        "id": "a-1", "subject": "no", "relation": "population",
        "roles": {"inhabitants": "{about: 20 million}", "who": "it's: me"},
        "dates": {"as_of": "2022-05~"}, "quotes": ["It's \"so\": \\n # not a comment", "é"],
    }  # fmt: skip
    read = yaml.load(run("factYaml from factyaml.js", "factYaml(given)", fact), Loader=yaml.BaseLoader)  # noqa: S506  # plain values only
    assert read == {
        "a-1": {
            "subject": "no", "relation": "population", "as_of": "2022-05~", "quotes": fact["quotes"],
            "roles": {"inhabitants": {"about": "20 million"}, "who": "it's: me"},
        }
    }  # fmt: skip
