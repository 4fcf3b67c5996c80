"""Articles: the text as it lies on disk."""

from __future__ import annotations

from pathlib import Path

from quizgen.articles import load_article
from tests.project import write_article


def test_text_title_and_how_it_is_cited(tmp_path: Path) -> None:
    write_article(tmp_path / "tale", "facts: {}", title="A long tale", date_known="inferred")
    article, problems = load_article(tmp_path / "tale")
    assert problems == []
    assert article
    assert (article.id, article.title, article.cited_as) == ("tale", "A long tale", "a tale of May 2022")
    assert (article.published.text, article.date_known, article.address) == ("2022-05-03", "inferred", None)
    assert article.text == "A tale."


def test_a_changed_text_is_noticed_with_its_new_checksum(tmp_path: Path) -> None:
    write_article(tmp_path, "facts: {}")
    (tmp_path / "article.txt").write_text("Another tale.", "utf-8")
    article, [problem] = load_article(tmp_path)
    assert article
    assert problem.code == "article-changed"
    write_article(tmp_path, "facts: {}", sha256=problem.hint.split()[-1])
    (tmp_path / "article.txt").write_text("Another tale.", "utf-8")
    assert load_article(tmp_path)[1] == []


def test_changed_line_ends_are_called_that(tmp_path: Path) -> None:
    write_article(tmp_path, "facts: {f: {quotes: [One line.]}}")
    text = (tmp_path / "article.txt").read_bytes()
    (tmp_path / "article.txt").write_bytes(text.replace(b"\n", b"\r\n"))
    [problem] = load_article(tmp_path)[1]
    assert problem.message.startswith("the line ends of article.txt have changed")


def test_an_empty_article(tmp_path: Path) -> None:
    write_article(tmp_path, "facts: {}")
    (tmp_path / "article.txt").write_text(" \n", "utf-8")
    article, [problem] = load_article(tmp_path)
    assert (article, problem.code) == (None, "article-empty")
