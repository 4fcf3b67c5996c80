"""What of its articles a deck asks, and why not the rest: on a small world, each reason by itself."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quizgen import cli
from quizgen.content import load
from quizgen.coverage import Coverage, cover
from quizgen.pipeline import outcomes
from quizgen.problems import errors
from tests.project import write_article, write_project

FACTS = """
entities: {hall: office, court: office, mill: office, ulm: town, bern: town, graz: town, anna: person, bert: person}
facts:
  one: {subject: hall, relation: seat, roles: {town: ulm}}
  two: {subject: court, relation: seat, roles: {town: bern}}
  three: {subject: mill, relation: seat, roles: {town: graz}}
"""
SEAT = "{kind: choice, language: en, asks: {relation: seat, hide: town}, stem: 'Where does {{ subject.the }} sit?'}"
MET = "anna: {subject: anna, relation: met, roles: {other: bert}}"


def covered(folder: Path, facts: str, *templates: str, deck: str = "", text: str = "") -> Coverage:
    """The coverage of a deck with these templates, t1 and so on; of an article with this text."""
    named = {f"t{number}": text for number, text in enumerate(templates, start=1)}
    deckfile = write_project(folder, facts, named, deck=deck)
    if text:
        tale = folder / "seeds" / "tale"
        write_article(tale, facts, sha256=sha256(text.encode()).hexdigest())
        (tale / "article.txt").write_bytes(text.encode())
    content, problems = load(deckfile)
    assert content, problems
    assert not errors(problems)
    return cover(content, outcomes(content))


def with_fact(fact: str) -> str:
    """The three facts and one more."""
    return f"{FACTS}  {fact}\n"


def of_facts(coverage: Coverage) -> dict[str, list[tuple[str, str, tuple[str, ...]]]]:
    """Why facts are not asked."""
    return {
        asked.fact.id: [(reason.cause, reason.text, reason.templates) for reason in asked.reasons]
        for asked in coverage.facts
        if not asked.items
    }


def of_templates(coverage: Coverage) -> dict[str, list[tuple[str, str]]]:
    """Why templates give no item."""
    return {
        used.template.id: [(reason.cause, reason.text) for reason in used.reasons]
        for used in coverage.templates
        if not used.items
    }


# What is asked


def test_what_is_asked_by_what(tmp_path: Path) -> None:
    coverage = covered(tmp_path, FACTS, SEAT)
    assert [(one.fact.id, len(one.items), one.templates, one.reasons) for one in coverage.facts] == [
        (name, 1, ("t1",), ()) for name in ("one", "two", "three")
    ]
    assert [(one.template.id, one.facts, len(one.items), one.reasons) for one in coverage.templates] == [
        ("t1", 3, 3, ())
    ]


def test_relations_with_and_without_a_template(tmp_path: Path) -> None:
    """A template for any relation names none."""
    true_false = "{kind: true_false, language: en, asks: {relation: any, hide: town}}"
    coverage = covered(tmp_path, with_fact(MET), SEAT, true_false)
    relations = {used.relation.id: (used.facts, used.asked, used.templates) for used in coverage.relations}
    assert relations["seat"] == (3, 3, ("t1",))
    assert relations["met"] == (1, 0, ())
    assert relations["ruled"] == (0, 0, ())


# Why a fact is not asked


def test_a_fact_that_is_never_asked_has_its_reason_and_no_other(tmp_path: Path) -> None:
    fact = "four: {subject: anna, relation: met, roles: {other: bert}, ask: never, reason: Nobody knows.}"
    template = "{kind: choice, language: en, asks: {relation: met, hide: other}, stem: 'Whom did {{ subject }} meet?'}"
    coverage = covered(tmp_path, with_fact(fact), SEAT, template)
    assert of_facts(coverage) == {"four": [("never", "never to be asked: Nobody knows.", ())]}
    [(cause, text)] = of_templates(coverage)["t2"]
    assert cause == "refused"
    assert "Nobody knows." in text


def test_a_fact_without_a_template(tmp_path: Path) -> None:
    coverage = covered(tmp_path, with_fact(MET), SEAT)
    assert of_facts(coverage) == {"anna": [("no-template", "no template of the deck asks about `met`", ())]}


def test_a_fact_that_where_excludes(tmp_path: Path) -> None:
    template = SEAT.replace("hide: town", "hide: town, where: {subject: [hall]}")
    coverage = covered(tmp_path, FACTS, template)
    assert of_facts(coverage) == {
        name: [("where", "its `where` asks for others", ("t1",))] for name in ("two", "three")
    }


def test_a_fact_of_which_all_questions_are_refused_with_each_reason_once(tmp_path: Path) -> None:
    """Two templates refuse it for one reason, a third for another."""
    alike = "{kind: short_answer, language: en, asks: {relation: met, hide: other}, stem: '%s {{ subject }} meet?'}"
    leaking = alike.replace("meet?", "meet: Bert?")
    coverage = covered(tmp_path, with_fact(MET), SEAT, alike % "Whom did", alike % "Who did", leaking % "Whom did")
    nothing = "nothing proves that `other` has one value, given subject: "
    nothing += "the relation does not say so (single), nor do the facts (complete)"
    assert of_facts(coverage)["anna"] == [("refused", nothing, ("t2", "t3", "t4"))]


def test_a_fact_that_says_nothing_of_what_is_asked(tmp_path: Path) -> None:
    where = "{kind: choice, language: en, asks: {relation: met, hide: town}, stem: 'Where did {{ subject }} meet?'}"
    coverage = covered(tmp_path, with_fact(MET), SEAT, where)
    assert of_facts(coverage) == {"anna": [("hide", "the fact says nothing of `town`, which it asks", ("t2",))]}
    assert of_templates(coverage) == {"t2": [("hide", "of the one fact that it fits, none says anything of `town`")]}


def test_a_fact_that_the_deck_leaves_out(tmp_path: Path) -> None:
    """For the topic or the kind of the template that asks it."""
    template = "{kind: choice, language: en, asks: {relation: met, hide: other}, stem: 'Whom did {{ subject }} meet?'}"
    cloze = template.replace("choice", "cloze").replace("stem", "rationale")
    about = "{kind: true_false, language: en, asks: {relation: met, hide: other}}"
    deck = "{topics: [places], kinds: [choice, true_false]}"
    coverage = covered(tmp_path, with_fact(MET), SEAT, cloze, about, deck=deck)
    assert of_facts(coverage) == {
        "anna": [
            ("topic", "the deck leaves out its topic, `people`", ("t3",)),
            ("kind", "the deck leaves out its kind, `cloze`", ("t2",)),
        ]
    }
    assert [reasons[0][0] for reasons in of_templates(coverage).values()] == ["kind", "topic"]


def test_templates_in_another_language_than_the_deck(tmp_path: Path) -> None:
    coverage = covered(tmp_path, FACTS, SEAT, deck="{language: fr}")
    assert set(of_facts(coverage)) == {"one", "two", "three"}
    assert of_facts(coverage)["one"] == [("language", "it is in en, the deck in fr", ("t1",))]
    assert of_templates(coverage) == {"t1": [("language", "it is in en, the deck in fr")]}


def test_a_fact_that_another_asks_the_same_as(tmp_path: Path) -> None:
    """Two articles state one fact."""
    named = {"t1": SEAT}
    again = "facts:\n  again: {subject: hall, relation: seat, roles: {town: ulm}}\n"
    content, problems = load(write_project(tmp_path, {"tale": FACTS, "other": again}, named))
    assert content, problems
    coverage = cover(content, outcomes(content))
    assert of_facts(coverage) == {"again": [("same", "tale/one/t1/en asks the same", ("t1",))]}


def test_a_fact_that_goes_with_no_others(tmp_path: Path) -> None:
    """It has the subject of another, and a set takes each once."""
    template = "{kind: matching, language: en, asks: {relation: seat, hide: town, count: 3}, stem: 'Match.'}"
    facts = with_fact("four: {subject: hall, relation: seat, roles: {town: ulm}}")
    coverage = covered(tmp_path, facts, template)
    [(cause, text, templates)] = of_facts(coverage)["four"]
    assert (cause, templates) == ("together", ("t1",))
    assert text.startswith("it takes at least 3 facts that differ in `town`")


# Why a template asks nothing


@pytest.mark.parametrize(
    ("template", "cause", "text"),
    [
        ("asks: {relation: ruled, hide: towns}", "no-fact", "there is no fact of the relation `ruled`"),
        (
            "asks: {relation: seat, hide: town, where: {town: [anna]}}",
            "where",
            "its `where` fits none of the 3 facts of its relations",
        ),
        (
            "kind: matching, asks: {relation: met, hide: other, count: 3}",
            "together",
            "and can stand side by side; of the one fact that it fits, too few are so",
        ),
        (
            "asks: {relation: sent, compare: soldiers, hide: greater}",
            "together",
            "two facts of which one provably comes before the other by `soldiers`",
        ),
        (
            "kind: multiple, asks: {relation: held, hide: office, gather: yes}",
            "never",
            "the one fact that it fits may never be asked",
        ),
    ],
)
def test_a_template_that_matches_nothing(tmp_path: Path, template: str, cause: str, text: str) -> None:
    more = f"""{MET}
  sent: {{subject: ulm, relation: sent, roles: {{region: alps, soldiers: {{exactly: 5, unit: soldiers}}}}}}
  held: {{subject: anna, relation: holds, roles: {{office: hall}}, ask: never, reason: Nobody knows.}}"""
    facts = with_fact(more).replace("bert: person", "bert: person, alps: region")
    template = template.replace("relation: held", "relation: holds")
    kind = "" if "kind:" in template else "kind: choice, "
    coverage = covered(tmp_path, facts, SEAT, f"{{{kind}language: en, {template}, stem: 'What?'}}")
    [(found, said)] = of_templates(coverage)["t2"]
    assert found == cause
    assert text in said


# Passages


def passages(coverage: Coverage) -> list[tuple[str, str, int]]:
    """Their text, the facts that quote them, and how often they are asked."""
    [asked] = coverage.articles
    text = asked.article.text
    return [
        (text[one.start : one.end], "+".join(fact.fact.id for fact in one.facts), len(one.items))
        for one in asked.passages
    ]


def test_overlapping_quotes_are_cut_where_one_begins_or_ends(tmp_path: Path) -> None:
    """Each part counts the items of all facts that quote it, and none twice."""
    text = "First the hall sat in Ulm, then the court in Bern, and so on."
    quotes = {"one": text[:25], "two": text[6:49], "three": text}
    facts = "\n".join(
        line.replace("}}", f"}}, quotes: [{json.dumps(quotes[line.split(':')[0].strip()])}]}}")
        if "seat" in line
        else line
        for line in FACTS.splitlines()
    )
    matching = "{kind: matching, language: en, asks: {relation: seat, hide: town, count: 3}, stem: 'Match.'}"
    coverage = covered(tmp_path, facts, SEAT, matching, text=text)
    assert passages(coverage) == [
        ("First ", "one+three", 3),
        ("the hall sat in Ulm", "one+three+two", 4),
        (", then the court in Bern", "three+two", 3),
        (", and so on.", "three", 2),
    ]


def test_two_quotes_of_one_fact_count_once_where_they_overlap(tmp_path: Path) -> None:
    facts = FACTS.replace("{town: ulm}}", "{town: ulm}, quotes: [The hall of Ulm, hall of Ulm is old]}")
    text = "The hall of Ulm is old. Here the tale tells of two. Here the tale tells of three."
    coverage = covered(tmp_path, facts, SEAT, text=text)
    assert passages(coverage)[:3] == [("The ", "one", 1), ("hall of Ulm", "one", 1), (" is old", "one", 1)]


# The shipped deck


def test_the_shipped_deck(root: Path) -> None:
    """All facts that may be asked are, and every template is of use."""
    content, _ = load(root / "decks/mali-france.yaml")
    assert content
    coverage = cover(content, outcomes(content))
    assert {reason.cause for asked in coverage.facts for reason in asked.reasons} == {"never"}
    assert set(of_templates(coverage)) == {"maps/by-place", "maps/hidden-place"}  # this deck has no map
    assert {used.relation.id for used in coverage.relations if used.facts and not used.templates} == {
        "about_to_end",
        "lies_in",  # asked by templates for any relation alone
        "rules_out_elections_for",
    }


# The command


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, ["coverage", "decks/bridge.yaml", *arguments])


def test_the_command_as_a_table(project: Path) -> None:
    done = run()
    assert done.exit_code == 0, done.output
    assert "facts asked, by" in done.output
    assert "without a template" in done.output


def test_the_command_as_json(project: Path) -> None:
    """All parts, each thing with its place; and the passages are the article's text."""
    data: dict[str, Any] = json.loads(run("--format", "json").output)
    assert [*data] == ["deck", "items", "facts", "templates", "relations", "articles"]
    assert data["deck"]["file"] == "decks/bridge.yaml"
    assert all(one["file"] and one["line"] for name in ("facts", "templates", "relations") for one in data[name])
    assert data["items"] == len({item for fact in data["facts"] for item in fact["items"]})
    for article in data["articles"]:
        text = (project / "seeds" / article["id"] / "article.txt").read_text("utf-8")
        assert article["passages"]
        assert all(text[one["start"] : one["end"]] == one["text"] for one in article["passages"])


def test_the_command_writes_the_same_bytes_each_time(project: Path) -> None:
    files = []
    for name in ("a.html", "b/c.html"):
        done = run("--format", "html", "-o", name)
        assert done.exit_code == 0, done.output
        assert name in done.output
        files.append((project / name).read_bytes())
    assert files[0] == files[1] == run("--format", "html").stdout_bytes


def test_facts_that_are_not_asked_are_no_error_but_wrong_files_are(project: Path) -> None:
    deck = project / "decks/bridge.yaml"
    written = deck.read_text()
    deck.write_text(re.sub(r"^kinds: .*$", "kinds: [multiple]", written, flags=re.MULTILINE))
    nothing = run()
    assert nothing.exit_code == 1
    assert "the deck leaves out its kind" in nothing.output, "a deck without an item is told why"
    assert "no-items" in nothing.output
    deck.write_text(written.replace("title:", "titel:"))
    wrong = run("--format", "html", "-o", "c.html")
    assert wrong.exit_code == 1
    assert "unknown-key" in wrong.output
    assert not (project / "c.html").exists()
