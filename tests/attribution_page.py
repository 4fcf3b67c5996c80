"""What all seeds rest on, and whose it is, made from them: `python -m tests.attribution_page` writes it anew."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from quizgen.content import everything
from quizgen.exporters.wording import date_text
from quizgen.facts import FactBase
from quizgen.model import Article, Image, Source

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "ATTRIBUTION.md"
_HEAD = """# Attribution

What the decks rest on, and whose it is. Made from the files in `seeds/`: `make library` writes this page anew.

What we wrote ourselves, the briefs, facts, templates and the program, is under the MIT licence: see
[LICENSE](LICENSE).
"""
_GIVEN = """## The article of May 2022

“{title}”
([text](seeds/{id}/article.txt)) was given to us, and belongs to its publisher. Cards and keys cite the passages
that answers rest on; a sheet prints all of it if it is asked to. Our licence does not extend to it: ask its publisher
before you hand on more than passages.
"""
_IMAGES = """## Maps and other pictures

"""
_BRIEFS = """## Sources of the briefs

The briefs are our own words; each of their facts names those of these publications on which it rests, and its cards
cite them. Where we read a copy, the publisher says so.
"""
_GLOSSES = """## Sources of glosses

What is said of a wrong option, where it is not in a brief, rests on one of these.

"""
GIVEN = "mali-2022"


def page() -> str:
    """The whole page."""
    base = everything(ROOT / "seeds").base
    articles = {fact.article.id: fact.article for fact in base.facts.values()}
    given = articles[GIVEN]
    briefs = [_brief(article) for _, article in sorted(articles.items()) if article.sources]
    glosses = {f"- {entity.source}" for entity in base.entities.values() if entity.source}
    parts = [
        _HEAD,
        _GIVEN.format(title=given.title, id=given.id),
        _IMAGES + _listed(map(_image, _images(base))),
        _BRIEFS,
        *briefs,
        _GLOSSES + _listed(sorted(glosses)),
    ]
    return "\n".join(parts)


def _images(base: FactBase) -> list[Image]:
    shown = [entity.image for entity in base.entities.values()] + [fact.image for fact in base.facts.values()]
    return sorted({image for image in shown if image}, key=lambda image: image.alt)


def _image(image: Image) -> str:
    origin = f", from <{image.source}>" if image.source else ""
    return f"- {image.alt}: {image.credit}{origin}; {image.licence}"


def _brief(article: Article) -> str:
    heading = f"### {article.title}\n\n[{article.id}](seeds/{article.id}/article.txt)\n\n"
    return heading + _listed(f"- {_source(source)}" for source in article.sources.values())


def _source(source: Source) -> str:
    title = f"[{source.title}](<{source.address}>)" if source.address else source.title
    dated = f", {date_text(source.published, 'en')}" if source.published else ""
    return f"{source.publisher}: {title}{dated}"


def _listed(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
