"""A quiz on paper: one HTML file a form, and one with its answers, to be printed by a browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from quizgen import pages
from quizgen.exporters import File, Watch
from quizgen.exporters.sheet.questions import Question, parts
from quizgen.exporters.sheet.solutions import solution
from quizgen.exporters.wording import letter
from quizgen.exporters.words import words
from quizgen.model import Form, Quiz

_HERE = Path(__file__).parent


def export(quiz: Quiz, watch: Watch = iter) -> Iterator[File]:
    """For every form what students get, and apart from it the answers."""
    language = quiz.deck.language
    text = words(language)
    elsewhere = _elsewhere(quiz.forms)
    # Watched as one run over all forms, so that progress is that of the whole.
    passing = iter(watch([item for form in quiz.forms for item in form.items]))
    for form in quiz.forms:
        questions = [Question(number, next(passing)) for number in range(1, len(form.items) + 1)]
        title = f"{quiz.deck.sheet.title} · {text.form.format(form.letter)}"
        common = {"quiz": quiz, "sheet": quiz.deck.sheet, "form": form.letter, "count": len(questions), "said": text}
        yield _page(
            f"{quiz.deck.id}-form-{form.letter}.html",
            "form",
            {**common, "title": title, "parts": parts(questions, language)},
        )
        yield _page(
            f"{quiz.deck.id}-key-{form.letter}.html",
            "key",
            {
                **common,
                "title": f"{text.key}, {text.not_for_students}: {title}",
                "solutions": [solution(question, language) for question in questions],
                "elsewhere": elsewhere,
            },
        )


def _elsewhere(forms: tuple[Form, ...]) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Under which number every item stands on which form, to compare answers across forms."""
    found: dict[str, list[tuple[str, int]]] = {}
    for form in forms:
        for number, item in enumerate(form.items, start=1):
            found.setdefault(item.id, []).append((form.letter, number))
    return {name: tuple(places) for name, places in found.items()}


def _page(name: str, template: str, content: Mapping[str, object]) -> File:
    text = _environment().get_template(f"{template}.html.j2").render(content, style=_style(template))
    return File(name, text.encode())


@cache
def _environment() -> Environment:
    environment = pages.environment(_HERE / "pages")
    environment.filters.update(letter=letter, css_string=_css_string, data_uri=pages.data_uri)
    return environment


@cache
def _style(template: str) -> Markup:
    return pages.style(*(_HERE / "styles" / f"{name}.css" for name in ("page", template)))


def _css_string(text: str) -> Markup:
    """A CSS string that holds the text and can end neither itself nor its `<style>`."""
    plain = (char if char.isascii() and char.isalnum() else f"\\{ord(char):x} " for char in text)
    return Markup(f'"{"".join(plain)}"')  # noqa: S704  # nothing but letters, digits and escapes
