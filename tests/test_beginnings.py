"""What `quizgen new` begins passes `quizgen check` without a warning, teaches, and overwrites nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizgen import cli
from quizgen.inspection import check


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, arguments, prog_name="quizgen")


@pytest.mark.parametrize(
    ("options", "stem"),
    [
        ([], "Which person was the builder of the Ossel Footbridge?"),
        (["--relation", "designed_by"], "Which person was the designer of the Ossel Footbridge?"),
        (["--kind", "short_answer", "--relation", "built_by"], "Which person was the builder of the Ossel Footbridge?"),
        (["--kind", "choice", "--relation", "mayor_of", "--hide", "subject"], "which person was it (town Marrowick)?"),
        (["--kind", "ordering"], "Put these in the order in which they happened, the earliest first."),
        (["--kind", "matching"], "fact: [bridge/start, bridge/flood, bridge/last-ferry]"),
        (["--kind", "reversed"], "As of September 2024, which person was it (town Marrowick)? = Tomas Verrill"),
        (["--kind", "reversed", "--hide", "subject"], "  hide: town\n  stem: "),
        (["--kind", "basic"], "Which person was the designer of the Ossel Footbridge?"),
    ],
)
def test_a_template_with_an_example_that_holds(project: Path, options: list[str], stem: str) -> None:
    done = run("new", "template", "people/new-one", *options)
    assert done.exit_code == 0, done.output
    text = (project / "templates/people/new-one.yaml").read_text()
    assert text.startswith("# yaml-language-server: $schema=../../.quizgen/schemas/template.json\n# ")
    assert stem in text or not options
    assert check([project]).problems == ()
    tested = run("test", "people/new-one")
    assert tested.exit_code == 0
    assert tested.output.endswith("1 example: 1 ok\n")


def test_a_template_asks_what_none_asks_yet(project: Path) -> None:
    assert (
        run("new", "template", "one", "--relation", "built_by", "--kind", "choice", "--hide", "builder").exit_code == 0
    )
    again = run("new", "template", "two", "--relation", "built_by", "--kind", "choice", "--hide", "builder")
    assert again.exit_code == 2
    assert "another --relation, --hide or --kind" in again.output
    assert not (project / "templates/two.yaml").exists()


def test_why_there_is_no_template_is_told(project: Path) -> None:
    done = run("new", "template", "one", "--relation", "built_by", "--kind", "choice", "--hide", "subject")
    assert done.exit_code == 2
    assert "  bridge/builder: 0 wrong answers can be proved wrong, 2 are needed\n" in done.output
    for options, reason in (
        (["ordering", "--hide", "designer"], "no stem can be begun for it"),
        (["choice", "--hide", "description"], "no stem can be begun for it"),
        (["cloze", "--hide", "description"], "needs more than can be begun here: there is no `description` to hide"),
        (["matching", "--hide", "designer"], "there are too few facts for it"),
        (["multiple"], "  bridge/designer: it has one right answer; the kind `choice` takes one"),
        (["image_occlusion"], "no picture that goes with `designer` has a mark for `designer`"),
    ):
        done = run("new", "template", "one", "--relation", "designed_by", "--kind", *options)
        assert done.exit_code == 2
        assert reason in done.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["template", "x", "--relation", "built_bi"], "did you mean built_by?"),
        (["template", "x", "--kind", "choise"], "did you mean choice?"),
        (["template", "x", "--relation", "built_by", "--hide", "bilder"], "did you mean builder?"),
        (["template", "town/designer"], "templates/town/designer.yaml is there already"),
        (["template", "Who Leads"], "small letters, digits, - and _, and / for folders"),
        (["article", "bridge"], "is there already"),
        (["article", "a/b"], "cannot be a name"),
        (["deck", "bridge"], "decks/bridge.yaml is there already"),
        (["deck", "d", "--language", "??"], "is no language tag"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_written(project: Path, arguments: list[str], says: str) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    done = run("new", *arguments)
    assert done.exit_code == 2
    assert says in done.output
    assert {path: path.read_bytes() for path in project.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("what", ["article", "deck", "template"])
def test_without_a_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("new", what, "one")
    assert done.exit_code == 2
    assert "there is no project here" in done.output


def test_an_article_and_its_deck(project: Path) -> None:
    (project / "text.md").write_bytes("\n# Häfen: “neu”\r\n\r\nText.\n".encode())
    assert run("new", "article", "harbour", "--from", "text.md").exit_code == 0
    assert (project / "seeds/harbour/article.txt").read_bytes() == (project / "text.md").read_bytes()
    assert check([project / "seeds"]).problems == ()
    assert run("new", "article", "empty").exit_code == 0
    assert check([project / "seeds"]).problems == ()
    assert run("new", "deck", "towns").exit_code == 0
    assert 'articles: ["bridge", "empty", "harbour"]' in (project / "decks/towns.yaml").read_text()
    assert check([project / "decks/towns.yaml"]).problems == ()


def test_the_example_in_the_facts_teaches_what_is_right(project: Path) -> None:
    """With the signs # taken away it passes the check."""
    (project / "text.txt").write_text("Marrowick has about 14,000 inhabitants.\n")
    assert run("new", "article", "town", "--from", "text.txt").exit_code == 0
    facts = project / "seeds/town/facts.yaml"
    text = facts.read_text().replace(" {}\n", "\n").replace("\n#  ", "\n  ")
    facts.write_text(text)
    assert "\n  marrowick-people:" in facts.read_text()
    assert check([project / "seeds/town"]).problems == ()
