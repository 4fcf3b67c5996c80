"""Articles: a text, its title, date and language, and the checksum that pins it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from quizgen.documents.article import ArticleDocument, SourceDocument
from quizgen.documents.reading import load
from quizgen.model import Article, Place, Source
from quizgen.problems import Problem
from quizgen.yamlfile import Document, place_of, read_text


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
    elif text is not None and "\0" in text:
        message = "the article holds a NUL character, as only files that are no text do"
        problems.append(
            Problem(place_of(text, text.index("\0"), str(path)), "bad-character", message, "save it as text")
        )
        text = None
    if document is None or source is None or text is None:
        return None, problems
    problems += _checksum_problems(path, document, source)
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
        document.formerly,
        {name: _source(written) for name, written in document.sources.items()},
    )
    return article, problems


def _source(written: SourceDocument) -> Source:
    return Source(written.publisher, written.title, written.date, written.address)


def _checksum_problems(path: Path, document: ArticleDocument, source: Document) -> Iterator[Problem]:
    # Read as it lies on disk: a checksum of decoded text would miss changed line ends.
    content = path.read_bytes()
    actual = hashlib.sha256(content).hexdigest()
    if actual == document.sha256:
        return
    message = f"{path.name} has changed since its facts were recorded"
    hint = f"compare the facts with the new text, then write sha256: {actual}"
    unix = content.replace(b"\r\n", b"\n")
    if document.sha256 in (hashlib.sha256(unix.replace(b"\n", end)).hexdigest() for end in (b"\n", b"\r\n")):
        message = f"the line ends of {path.name} have changed since its facts were recorded, nothing else"
        hint = f"get the file anew, untouched by editors and by git's autocrlf; or write sha256: {actual}"
    yield Problem(source.place(("sha256",)), "article-changed", message, hint)
