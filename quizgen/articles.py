"""Articles: a text, its title, date and language, and the checksum that pins it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from quizgen.documents import ArticleDocument, load
from quizgen.model import Article, Place
from quizgen.problems import Problem
from quizgen.yamlfile import read_text


def load_article(folder: Path) -> tuple[Article | None, list[Problem]]:
    """Read `article.yaml` and `article.txt` of a seed folder."""
    document, source, problems = load(folder / "article.yaml", ArticleDocument)
    path = folder / "article.txt"
    text, found = read_text(path)
    problems += found
    if text is not None and not text.strip():
        message = "the article holds no text"
        problems.append(Problem(Place(str(path)), "article-empty", message, "paste the article's text into it"))
        text = None
    if document is None or source is None or text is None:
        return None, problems
    # Read as it lies on disk: a checksum of decoded text would miss changed line ends.
    actual = hashlib.sha256(path.read_bytes()).hexdigest()
    if actual != document.sha256:
        message = f"{path.name} has changed since its facts were recorded"
        hint = f"compare the facts with the new text, then write sha256: {actual}"
        problems.append(Problem(source.place(("sha256",)), "article-changed", message, hint))
    article = Article(
        folder.name,
        text,
        document.title,
        document.language,
        document.published,
        document.date_known,
        document.cited_as,
        document.address,
        source.place(),
    )
    return article, problems
