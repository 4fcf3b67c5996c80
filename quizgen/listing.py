"""What a deck draws on and gives, as rows; and rows as a table, JSON or CSV.

The keys of the rows are a promise to other people's programs: add some, never rename any.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.difficulty import predicted
from quizgen.model import Entity, Fact, Item, Place, Quantity, Relation, Template, Value
from quizgen.responses import key_text

if TYPE_CHECKING:
    from quizgen.content import Content

Row = Mapping[str, object]

COLUMNS = {
    "facts": ("id", "subject", "relation", "roles", "when", "status", "ask"),
    "templates": ("id", "kind", "relations", "hide", "stem"),
    "relations": ("id", "topic", "roles", "statement"),
    "items": ("kind", "difficulty", "stem", "answer"),
}
"""What a table shows, as a line has room for; JSON and CSV hold everything."""


# Rows


def facts(content: Content) -> list[Row]:
    """Every fact of the deck's articles, also those that are never asked."""
    return [_fact(name, fact) for name, fact in content.facts.items()]


def _fact(name: str, fact: Fact) -> Row:
    return {
        "id": name,
        "article": fact.article.id,
        "subject": _values(fact.values("subject")),
        "relation": fact.relation,
        "roles": {role: _values(values) for role, values in fact.roles.items() if role != "subject"},
        "when": str(fact.when) if fact.when else None,
        "time": str(fact.time) if fact.time else None,
        "as_of": str(fact.as_of) if fact.as_of else None,
        "attribution": fact.attribution.id if fact.attribution else None,
        "status": fact.status,
        "ask": fact.ask,
        "reason": fact.reason,
        "quotes": [quote.text for quote in fact.quotes],
        **placed(fact.place),
    }


def _values(values: Sequence[Value]) -> str:
    return "; ".join(_value(value) for value in values)


def _value(value: Value) -> str:
    match value:
        case Entity(id=name):
            return name
        case Quantity(number, unit, how):
            number_and_unit = f"{number:,} {unit}"
            return number_and_unit if how == "exactly" else f"{how.replace('_', ' ')} {number_and_unit}"
        case date:
            return str(date)


def templates(content: Content) -> list[Row]:
    """Every template that the deck may use."""
    return [_template(prepared.template) for prepared in content.templates]


def _template(template: Template) -> Row:
    return {
        "id": template.id,
        "kind": template.kind,
        "relations": list(template.pattern.relations) or ["any"],
        "hide": list(template.pattern.hide),
        "level": template.level,
        "topics": list(template.topics),
        "language": template.language,
        "stem": template.stems[0].text if template.stems else None,
        "stems": [stem.text for stem in template.stems],
        "reverse": _reverse(template.reverse) if template.reverse else None,
        **placed(template.place),
    }


def _reverse(template: Template) -> Row:
    return {"hide": template.pattern.hide[0], "stem": template.stems[0].text}


def relations(content: Content) -> list[Row]:
    """The vocabulary: every relation that facts and templates may name."""
    return [_relation(relation) for relation in content.relations.values()]


def _relation(relation: Relation) -> Row:
    return {
        "id": relation.id,
        "topic": relation.topic,
        "roles": {role.name: " or ".join(role.types) for role in relation.roles.values()},
        "single": {single.role: sorted(single.given) for single in relation.single},
        "plan": relation.plan,
        "statement": {language: reading.statement.text for language, reading in relation.reads.items()},
        **placed(relation.place),
    }


def items(made: Iterable[Item]) -> list[Row]:
    """Every item, with all that an exporter knows of it."""
    return [_item(item) for item in made]


def _item(item: Item) -> Row:
    return {
        "id": item.id,
        "kind": item.kind,
        "level": item.level,
        "difficulty": predicted(item),
        "topics": list(item.topics),
        "language": item.language,
        "template": item.template,
        "facts": list(item.facts),
        "stem": item.stem,
        "answer": key_text(item.response),
        "form": type(item.response).__name__,
        "response": asdict(item.response),
        "rationale": item.rationale,
        "quotes": [evidence.quote.text for evidence in item.evidence],
        "images": [image.name for image in item.images],
        "answer_images": [image.name for image in item.answer_images],
    }


LISTS: dict[str, Callable[[Content], list[Row]]] = {"facts": facts, "templates": templates, "relations": relations}


def placed(place: Place) -> Row:
    """Where something stands, for a row."""
    return {"file": near(place.path), "line": place.line, "column": place.column}


def near(path: str) -> str:
    """The path as seen from the current folder, where it lies below it."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path


# Rows as text


def as_json(data: object) -> str:
    """For programs: text as it is, not as escapes."""
    return json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n"


def as_csv(rows: Sequence[Row]) -> str:
    """For spreadsheets: cells that these would take for formulas are made text."""
    text = io.StringIO()
    writer = csv.writer(text)
    if rows:
        writer.writerow(rows[0])
        writer.writerows([harmless(_flat(value)) for value in row.values()] for row in rows)
    return text.getvalue()


def harmless(cell: str) -> str:
    """The cell, made text where a spreadsheet would run it."""
    # They skip over tab and return, some of them.
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def as_table(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """For people: columns side by side, the last as long as it likes."""
    lines = [[*columns], *([one_line(_flat(row[name])) for name in columns] for row in rows)]
    widths = [max(_width(line[at]) for line in lines) for at in range(len(columns) - 1)]
    return "\n".join(_padded(line, widths) for line in lines)


def _padded(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=False)]
    return "  ".join([*padded, cells[-1]]).rstrip()


def _width(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(
        0
        if unicodedata.category(letter) in {"Mn", "Me", "Cf"}
        else 2
        if unicodedata.east_asian_width(letter) in "WF"
        else 1
        for letter in text
    )


def one_line(text: str) -> str:
    """The text as a terminal may have it."""
    # Control characters of an article must not reach the terminal.
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _flat(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_flat(part)}" for key, part in value.items())
    if isinstance(value, (list, tuple)):
        return "; ".join(map(_flat, value))
    return str(value)
