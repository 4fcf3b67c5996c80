"""`quizgen new template`: a template that asks for something of a real fact, which is its first example."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from quizgen.beginnings import quoted, stems
from quizgen.content import Everything
from quizgen.drafting import Desk
from quizgen.examples import Given, given
from quizgen.exporters import File
from quizgen.matching import SUBJECT, Binding, bind
from quizgen.model import TIME, Relation
from quizgen.problems import Problem
from quizgen.question_templates import Takes, load_templates
from quizgen.questions import QUESTIONS
from quizgen.schemas.files import modeline

_TEMPLATE = """\
{modeline}
{about}
kind: {kind}
language: {language}
level: remember              # or understand, apply, analyse
asks:
  relation: {relation}
  hide: {hide}
{more}# Each example is tested by `quizgen check`; `quizgen test {name}` shows what is produced.
examples:
  - fact: {fact}
    stem: {example}
    key: {key}
"""
_OF_ONE = "# A question with slots: it asks for the hidden role of every fact of this relation."
_OF_SEVERAL = "# A question about several facts of this relation at once: each gives an entry."
_COUNT = "  count: 3                   # entries of a question\n"
_STEM = """\
# Put it in your own words. `lead` says by whom and when, where a fact needs it.
stem: {stem}
"""
_STEM_OF_SEVERAL = """\
# Put it in your own words, for whatever facts: it has no slots.
stem: {stem}
"""
_REVERSE = """\
# The other card of the same note.
reverse:
  hide: {hide}
  stem: {stem}
"""


class Wish(NamedTuple):
    """What is asked of a new template; None leaves the choice to us."""

    name: str
    relation: str | None = None
    hide: str | None = None
    kind: str | None = None
    language: str = "en"


class _Way(NamedTuple):
    """A way to ask: the kind, the relation, the role to hide, and the lines with the stems."""

    kind: str
    relation: Relation
    hide: str
    stems: str


def template(project: Path, wish: Wish, found: Everything) -> File | str:
    """A template that asks for something of a real fact, and not as another does; else why there is none."""
    desk = Desk(found.base, found.readings, seed="examples", plain=True)
    taken: dict[str, frozenset[str]] = {}
    reasons: list[str] = []
    ways = list(_ways(wish, found))
    for way in ways:
        bindings, wrong = _bindings(_text(way, wish, project), wish.name, found)
        if wrong:
            reasons.append(f"a template of this sort needs more than can be begun here: {wrong[0].message}")
        name = way.relation.id
        for binding in bindings:
            made = given(binding, desk)
            if not isinstance(made, Given):
                reasons.append(f"{binding.facts[0].key}: {made}")
                continue
            taken[name] = taken.get(name) or frozenset(_asked_of(name, found, desk))
            if _asked(binding, made)[0] in taken[name]:
                reasons.append(f"{binding.facts[0].key} is asked in these words already")
            else:
                return File(f"templates/{wish.name}.yaml", _text(way, wish, project, binding, made).encode())
    if reasons:
        return reasons[0]
    return "there are too few facts for it" if ways else "no stem can be begun for it; copy a recipe of the cookbook"


def _asked_of(relation: str, found: Everything, desk: Desk) -> Iterator[str]:
    """All that templates ask of a relation, as `_asked` has it."""
    for prepared in found.templates:
        relations = prepared.template.pattern.relations
        for binding in bind(prepared, found.base, found.readings) if relation in relations or not relations else ():
            if binding.facts[0].relation == relation and isinstance(made := given(binding, desk), Given):
                yield from _asked(binding, made)


def _asked(binding: Binding, made: Given) -> list[str]:
    """What is asked, in each of its wordings: of several facts the stem says nothing, the entries all."""
    entries = made.key if len(binding.facts) > 1 else ""
    return [f"{stem} {entries}".casefold() for stem in made.stems]


def _text(way: _Way, wish: Wish, project: Path, binding: Binding | None = None, made: Given | None = None) -> str:
    """The file, with an example if there is one yet."""
    takes = QUESTIONS[way.kind].takes
    facts = [fact.key for fact in binding.facts] if binding else ["none/none"]
    return _TEMPLATE.format(
        modeline=modeline(project / "templates" / f"{wish.name}.yaml", project),
        about=_OF_ONE if "one" in takes.shapes else _OF_SEVERAL,
        kind=way.kind,
        language=wish.language,
        relation=way.relation.id,
        hide=way.hide,
        more=way.stems if "one" in takes.shapes else f"{_COUNT}{way.stems}",
        name=wish.name,
        fact=facts[0] if len(facts) == 1 else f"[{', '.join(facts)}]",
        example=quoted(made.stems[0] if made else "none"),
        key=quoted(made.key if made else "none"),
    )


def _bindings(text: str, name: str, found: Everything) -> tuple[list[Binding], list[Problem]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.yaml"
        path.write_text(text, encoding="utf-8")
        prepared, wrong = load_templates({name: path}, found.readings, QUESTIONS, found.base.entities)
    return [binding for one in prepared for binding in bind(one, found.base, found.readings)], wrong


def _ways(wish: Wish, found: Everything) -> Iterator[_Way]:
    """Ways to ask: of the project's relations, stems that read well and the simplest kinds first."""
    facts = found.base.facts.values()
    names = [wish.relation] if wish.relation else list(dict.fromkeys(fact.relation for fact in facts))
    kinds = [wish.kind] if wish.kind else ("choice", "number", "date", "short_answer", "cloze", "true_false")
    for wording, kind, name in product((stems.plain, stems.full), kinds, names):
        relation, takes = found.base.vocabulary.relations[name], QUESTIONS[kind].takes
        if takes.stem and wish.language.split("-")[0] != "en":
            continue
        others = [role for role in relation.roles if role != SUBJECT]
        hidden = [*others, TIME, SUBJECT if "one" in takes.shapes else "description"]
        for hide in [wish.hide] if wish.hide else hidden:
            lines = _stems(takes, relation, hide, stems.OF_SEVERAL.get(kind, wording))
            if lines is not None:
                yield _Way(kind, relation, hide, lines)


def _stems(takes: Takes, relation: Relation, hide: str, wording: stems.Wording) -> str | None:
    """The lines of a template that hold its stems; None if we know no wording."""
    if not takes.stem:
        return ""
    stem = wording(relation, hide)
    if stem is None:
        return None
    lines = (_STEM if "one" in takes.shapes else _STEM_OF_SEVERAL).format(stem=quoted(stem))
    if not takes.reverse:
        return lines
    back = next((role for role in relation.roles if role != SUBJECT), TIME) if hide == SUBJECT else SUBJECT
    other = stems.plain(relation, back) or stems.full(relation, back) or ""
    return lines + _REVERSE.format(hide=back, stem=quoted(other))
