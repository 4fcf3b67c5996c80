"""Why a fact is asked by no item of a deck, and why a template gives none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

from quizgen.content import Content
from quizgen.frozen import frozen
from quizgen.matching import MIN_SET, Shortfall, fits, shortfall, tells
from quizgen.model import Fact, Item, Refusal, Template
from quizgen.pipeline import left_out
from quizgen.question_templates import Prepared
from quizgen.tried import Outcome

Cause = Literal[
    "never", "no-template", "no-fact", "where", "hide", "together", "refused", "same", "topic", "kind", "language"
]
"""Why something is not asked, each by a name that stays: scripts rely on it."""


@frozen
class Reason:
    """Why a template gives no item, or a fact is not asked; then with the templates of which it is so."""

    cause: Cause
    text: str
    templates: tuple[str, ...] = ()


class Unasked:
    """Knows what was tried, and gives reasons for what came of it."""

    def __init__(self, content: Content, outcomes: Iterable[Outcome]) -> None:
        self.content = content
        self.of_fact: dict[str, list[Outcome]] = defaultdict(list)
        self.of_template: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in outcomes:
            self.of_template[outcome.binding.prepared.template.id].append(outcome)
            for fact in outcome.binding.facts:
                self.of_fact[fact.key].append(outcome)
        self.asking_about: dict[str, list[Prepared]] = defaultdict(list)
        for prepared in content.templates:
            for relation in prepared.template.pattern.relations or content.relations:
                self.asking_about[relation].append(prepared)

    def matched(self, template: Template) -> int:
        """How many facts a template meets."""
        return len({fact.key for outcome in self.of_template[template.id] for fact in outcome.binding.facts})

    def fact(self, fact: Fact) -> tuple[Reason, ...]:
        """Why no item asks it: each reason once, with all templates of which it is so."""
        if fact.ask == "never":
            return (Reason("never", f"never to be asked: {fact.reason}"),)
        templates = self.asking_about[fact.relation]
        if not templates:
            return (Reason("no-template", f"no template of the deck asks about `{fact.relation}`"),)
        tried = self.of_fact[fact.key]
        known = {outcome.binding.prepared.template.id for outcome in tried}
        others = [prepared for prepared in templates if prepared.template.id not in known]
        return _joined([*map(_no_item, tried), *(self._no_match(fact, prepared) for prepared in others)])

    def template(self, prepared: Prepared) -> tuple[Reason, ...]:
        """Why it gives no item: each reason once."""
        if without := self._left_out(prepared.template):
            reasons: Sequence[Reason] = (without,)
        elif tried := self.of_template[prepared.template.id]:
            reasons = _joined(map(_no_item, tried))
        else:
            reasons = (_too_few(prepared.template, shortfall(prepared, self.content.base, self.content.readings)),)
        return tuple(replace(reason, templates=()) for reason in reasons)

    def _no_match(self, fact: Fact, prepared: Prepared) -> Reason:
        """Why a template that asks about its relation does not meet a fact."""
        template, names = prepared.template, (prepared.template.id,)
        if not fits(fact, template.pattern, self.content.base):
            return Reason("where", "its `where` asks for others", names)
        if without := self._left_out(template):
            return without
        if not tells(fact, prepared, self.content.readings):
            return Reason("hide", f"the fact says nothing of {_hidden(template)}, which it asks", names)
        return Reason("together", f"it takes {_several(template)}, of which this is none", names)

    def _left_out(self, template: Template) -> Reason | None:
        match left_out(template, self.content.deck):
            case "language":
                text = f"it is in {template.language}, the deck in {self.content.deck.language}"
                return Reason("language", text, (template.id,))
            case "kind":
                return Reason("kind", f"the deck leaves out its kind, `{template.kind}`", (template.id,))
            case None:
                return None


def _no_item(outcome: Outcome) -> Reason:
    """Why what was tried became no item of the deck."""
    names = (outcome.binding.prepared.template.id,)
    match outcome.made:
        case Refusal(reason=reason, same_as=None):
            return Reason("refused", reason, names)
        case Refusal(same_as=other):
            return Reason("same", f"{other} asks the same", names)
        case Item(topics=topics):
            return Reason("topic", f"the deck leaves out its topic, {_list(topics)}", names)


def _joined(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    templates: dict[tuple[Cause, str], dict[str, None]] = defaultdict(dict)
    for reason in reasons:
        templates[reason.cause, reason.text].update(dict.fromkeys(reason.templates))
    return tuple(Reason(cause, text, tuple(names)) for (cause, text), names in templates.items())


def _too_few(template: Template, short: Shortfall) -> Reason:
    """Why a template meets no facts."""
    facts = _facts(short.facts)
    match short.step:
        case "relation":
            of = f" of the relation {_list(template.pattern.relations)}" if template.pattern.relations else ""
            return Reason("no-fact", f"there is no fact{of}")
        case "where":
            return Reason("where", f"its `where` fits none of {facts} of its relations")
        case "ask":
            return Reason("never", f"{facts} that it fits may never be asked")
        case "hide":
            return Reason("hide", f"of {facts} that it fits, none says anything of {_hidden(template)}")
        case "together":
            text = f"it takes {_several(template)}; of {facts} that it fits, too few are so"
            return Reason("together", text)


def _facts(facts: Sequence[Fact]) -> str:
    return "the one fact" if len(facts) == 1 else f"the {len(facts):,} facts"


def _several(template: Template) -> str:
    """What facts must be to be asked together."""
    if template.pattern.shape == "pair":
        return f"two facts of which one provably comes before the other by {_hidden(template)}"
    return f"at least {MIN_SET} facts that differ in {_hidden(template)} and can stand side by side"


def _hidden(template: Template) -> str:
    """What a template hides, or compares by."""
    pattern = template.pattern
    return _list((pattern.compare,) if pattern.compare else pattern.hide) or "any role"


def _list(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
