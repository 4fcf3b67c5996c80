"""`quizgen new article|deck|template`: a new file of a project, with comments that teach; nothing is overwritten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from quizgen.content import Everything
from quizgen.drafting import Desk
from quizgen.examples import Given, given
from quizgen.exporters import File
from quizgen.matching import Binding, bind
from quizgen.model import TIME, Relation, Role
from quizgen.problems import Problem
from quizgen.question_templates import load_templates
from quizgen.questions import QUESTIONS
from quizgen.schemas.files import modeline
from quizgen.vocabulary import DATE, NUMBER

_ARTICLE = """\
{modeline}
# What is known of article.txt beside its text.
title: {title}
language: {language}
published: {day}?       # change it: the day, or 2024-09 or 2024 where no more is known; ? for uncertain
date_known: inferred         # or stated, where the article itself gives the date
cited_as: {cited}     # reads after "according to"
# A changed text may no longer say what facts.yaml holds, so its checksum is kept here.
# After a change, `quizgen check` shows the new one.
sha256: {sha256}
"""
_FACTS = """\
{modeline}
# What the article says: who and what it is about, and one fact for each thing it states.
# Delete the {{}} and the signs # before the lines below, and put your own in their place.
entities: {{}}
#  marrowick:                         # an id of your choice, for good
#    type: city                       # `quizgen schema facts` has all types
#    names: {{en: Marrowick}}
facts: {{}}
#  marrowick-people:
#    subject: marrowick
#    relation: population             # `quizgen list relations decks/…` shows all
#    roles: {{inhabitants: {{about: "14,000", unit: inhabitants}}}}
#    as_of: 2024-09                   # of what changes: when the article says it
#    quotes: ["Marrowick has about 14,000 inhabitants"]     # letter by letter, once in the article
"""
_DECK = """\
{modeline}
# What becomes one Anki deck and one quiz. Each file in decks/ is built by `quizgen build`.
title: {title}
description: {description}
language: {language}
edition: {day}          # the day of this edition: set it anew when you have changed the content
articles: {articles}     # folders in seeds/
templates: ["*"]             # all; or names and patterns, such as [town/*, people/*]
kinds: []                    # all; or some, such as [choice, cloze]
seed: "1"                    # another seed, other orders; ids of cards do not change
anki:
  deck: {title}
  subdecks: none             # or one for each topic, or kind
sheet:
  forms: 2                   # A and B: the same questions in another order
  paper: A4                  # or Letter
"""
_TEMPLATE = """\
{modeline}
# A question with slots: it asks for the hidden role of every fact of this relation.
kind: {kind}
language: {language}
level: remember              # or understand, apply, analyse
asks:
  relation: {relation}
  hide: {hide}
{stem}# Each example is tested by `quizgen check`; `quizgen test {name}` shows what is produced.
examples:
  - fact: {fact}
    stem: {example}
    key: {key}
"""
_STEM = """\
# Put it in your own words. `lead` says by whom and when, where a fact needs it.
stem: {stem}
"""


class Wish(NamedTuple):
    """What is asked of a new template; None leaves the choice to us."""

    name: str
    relation: str | None = None
    hide: str | None = None
    kind: str | None = None
    language: str = "en"


def article(project: Path, name: str, content: bytes, language: str) -> list[File]:
    """The folder of an article with this text."""
    folder = project / "seeds" / name
    text = content.decode("utf-8-sig")
    title = next(line for line in text.splitlines() if line.strip())
    today = date.today()  # noqa: DTZ011  # the day where the author is
    about = _ARTICLE.format(
        modeline=modeline(folder / "article.yaml", project), title=_quoted(title), language=language, day=today,
        cited=f"an article of {today:%B %Y}",
        sha256=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip
    facts = _FACTS.format(modeline=modeline(folder / "facts.yaml", project))
    return [
        File(f"seeds/{name}/article.txt", content),
        File(f"seeds/{name}/article.yaml", about.encode()),
        File(f"seeds/{name}/facts.yaml", facts.encode()),
    ]


def deck(project: Path, name: str, articles: Sequence[str], language: str) -> list[File]:
    """A deck file over these articles."""
    title = name.replace("-", " ").replace("_", " ").capitalize()
    text = _DECK.format(
        modeline=modeline(project / "decks" / f"{name}.yaml", project), title=_quoted(title), language=language,
        description=_quoted(f"What these articles say: {', '.join(articles)}."), articles=json.dumps(articles),
        day=date.today(),  # noqa: DTZ011  # the day where the author is
    )  # fmt: skip
    return [File(f"decks/{name}.yaml", text.encode())]


def template(project: Path, wish: Wish, found: Everything) -> File | str:
    """A template that asks for something of a real fact, and not as another does; else why there is none."""
    desk = Desk(found.base, found.readings, seed="examples", plain=True)
    path = project / "templates" / f"{wish.name}.yaml"
    taken = {
        stem.casefold()
        for prepared in found.templates
        for binding in bind(prepared, found.base, found.readings)
        if isinstance(made := given(binding, desk), Given)
        for stem in made.stems
    }
    reason = "there is no fact to ask"
    for parts in _candidates(wish, found):
        text = _TEMPLATE.format(modeline=modeline(path, project), name=wish.name, language=wish.language, **parts)
        bindings, wrong = _bindings(text, wish.name, found)
        if wrong:
            reason = f"a template of this sort needs more than can be begun here: {wrong[0].message}"
        for binding in bindings:
            made = given(binding, desk)
            if not isinstance(made, Given):
                reason = f"{binding.facts[0].key}: {made}"
            elif made.stems[0].casefold() in taken:
                reason = f"{binding.facts[0].key} is asked in these words already"
            else:
                fact, example, key = binding.facts[0].key, _quoted(made.stems[0]), _quoted(made.key)
                last = {**parts, "fact": fact, "example": example, "key": key}
                text = _TEMPLATE.format(
                    modeline=modeline(path, project), name=wish.name, language=wish.language, **last
                )
                return File(f"templates/{wish.name}.yaml", text.encode())
    return reason


def _bindings(text: str, name: str, found: Everything) -> tuple[list[Binding], list[Problem]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "template.yaml"
        path.write_text(text, encoding="utf-8")
        prepared, wrong = load_templates({name: path}, found.readings, QUESTIONS, found.base.entities)
    return [binding for one in prepared for binding in bind(one, found.base, found.readings)], wrong


def _candidates(wish: Wish, found: Everything) -> Iterator[dict[str, str]]:
    """Ways to ask: of the project's relations, stems that read well and the simplest kinds first."""
    names = (
        [wish.relation] if wish.relation else list(dict.fromkeys(fact.relation for fact in found.base.facts.values()))
    )
    kinds = [wish.kind] if wish.kind else ("choice", "number", "date", "short_answer", "cloze", "true_false")
    for stem_of, kind, name in product((_stem, _full_stem), kinds, names):
        relation = found.base.vocabulary.relations[name]
        hidden = [role for role in relation.roles if role != "subject"] + [TIME, "subject"]
        for hide in [wish.hide] if wish.hide else hidden:
            stem = stem_of(kind, relation, hide) if wish.language.split("-")[0] == "en" else None
            if stem is None and kind not in ("cloze", "true_false"):
                continue
            shown = _STEM.format(stem=_quoted(stem)) if stem else ""
            yield {
                "kind": kind, "relation": name, "hide": hide, "stem": shown,
                "fact": "none/none", "example": "none", "key": "none",
            }  # fmt: skip


def _stem(kind: str, relation: Relation, hide: str) -> str | None:
    """A stem to begin with, for what is hidden; none where the kind has its own, or we know no wording."""
    if kind in ("cloze", "true_false") or hide == "subject":
        return None
    if hide == TIME or DATE in relation.roles[hide].types:
        return f"{{{{ by.lead }}}}{{{{ {hide}.ask }}}} did this happen: {{{{ event }}}}?"
    if NUMBER in relation.roles[hide].types:
        return f"{{{{ lead }}}}{{{{ {hide}.how_many }}}} did {{{{ subject.the }}}} have?"
    return f"{{{{ lead }}}}which {{{{ {hide}.kind }}}} was the {_spelt(hide)} of {{{{ subject.the }}}}?"


def _full_stem(kind: str, relation: Relation, hide: str) -> str | None:
    """A stem that says all else of a fact, to be made a sentence by its author."""
    if kind in ("cloze", "true_false") or (hide != "subject" and len(relation.roles) <= 2):  # as `_stem` then
        return None
    rest = "; ".join(_said(role) for role in relation.roles.values() if role.name != hide)
    if hide == TIME or DATE in relation.roles[hide].types:
        return f"{{{{ by.lead }}}}{{{{ {hide}.ask }}}} was it ({rest})?"
    if NUMBER in relation.roles[hide].types:
        return f"{{{{ lead }}}}{{{{ {hide}.how_many }}}} was it ({rest})?"
    return f"{{{{ lead }}}}which {{{{ {hide}.kind }}}} was it ({rest})?"


def _said(role: Role) -> str:
    said = f"{_spelt(role.name)} {{{{ {role.name} }}}}"
    return f"{{% if {role.name} %}}{said}{{% endif %}}" if role.optional else said


def _spelt(role: str) -> str:
    return role.replace("_", " ").replace("-", " ")


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
