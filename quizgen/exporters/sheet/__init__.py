"""A quiz on paper: one HTML file a form and edition, and one with its answers, to be printed by a browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from quizgen import pages
from quizgen.exporters import File, Watch
from quizgen.exporters.sheet.editions import LAYOUTS, Layout
from quizgen.exporters.sheet.questions import numbered, parts
from quizgen.exporters.sheet.solutions import solution
from quizgen.exporters.wording import letter
from quizgen.exporters.words import has_words, words
from quizgen.grammar import direction
from quizgen.model import Edition, Form, Quiz

_HERE = Path(__file__).parent
_KEY = Layout(page="key")


def export(quiz: Quiz, watch: Watch = iter) -> Iterator[File]:
    """For every form what students get, in each edition, and apart from it the answers: one key for all editions."""
    elsewhere = _elsewhere(quiz.forms)
    # Watched as one run over all forms, so that progress is that of the whole.
    passing = iter(watch([item for form in quiz.forms for item in form.items]))
    for form in quiz.forms:
        for _ in islice(passing, len(form.items)):
            pass
        for edition in quiz.deck.sheet.editions:
            yield _student_page(quiz, form, edition)
        yield _key_page(quiz, form, elsewhere)


def _student_page(quiz: Quiz, form: Form, edition: Edition) -> File:
    said = words(_language(quiz))
    sections = [
        {"heading": section.heading, "instructions": section.instructions, "parts": list(parts(questions, said))}
        for section, questions in numbered(form)
    ]
    name = f"form-{form.letter}" if edition == "standard" else f"form-{form.letter}-{edition}"
    return _page(quiz, name, LAYOUTS[edition], said.form.format(form.letter), form=form, sections=sections)


def _key_page(quiz: Quiz, form: Form, elsewhere: Mapping[str, Sequence[tuple[str, int]]]) -> File:
    said = words(_language(quiz))
    solutions = [solution(question, _language(quiz)) for _, questions in numbered(form) for question in questions]
    title = f"{said.form.format(form.letter)} · {said.key}, {said.not_for_students}"
    return _page(quiz, f"key-{form.letter}", _KEY, title, form=form, solutions=solutions, elsewhere=elsewhere)


def _language(quiz: Quiz) -> str:
    """That of the fixed words, which may be another than that of the questions: English, where there are none in it."""
    asked = quiz.deck.sheet.language or quiz.deck.language
    return asked if has_words(asked) else words(asked).language


def _elsewhere(forms: tuple[Form, ...]) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Under which number every item stands on which form, to compare answers across forms."""
    found: dict[str, list[tuple[str, int]]] = {}
    for form in forms:
        for number, item in enumerate(form.items, start=1):
            found.setdefault(item.id, []).append((form.letter, number))
    return {name: tuple(places) for name, places in found.items()}


def _page(quiz: Quiz, name: str, layout: Layout, title: str, **content: object) -> File:
    text = (
        _environment()
        .get_template(f"{layout.page}.html.j2")
        .render(
            content,
            quiz=quiz,
            sheet=quiz.deck.sheet,
            layout=layout,
            language=_language(quiz),
            # The page is laid out as its questions are, whatever the fixed words.
            direction=direction(quiz.deck.language),
            said=words(_language(quiz)),
            title=f"{quiz.deck.sheet.title} · {title}",
            # Where letters are large, there is no room for the whole title at the foot of a page.
            foot=title if layout.least > 14 else f"{quiz.deck.sheet.title} · {title}",
            style=_style(layout),
        )
    )
    return File(f"{quiz.deck.id}-{name}.html", text.encode())


@cache
def _environment() -> Environment:
    environment = pages.environment(_HERE / "pages")
    environment.filters.update(letter=letter, css_string=_css_string, data_uri=pages.data_uri, direction=direction)
    return environment


@cache
def _style(layout: Layout) -> Markup:
    return pages.style(*(_HERE / "styles" / f"{name}.css" for name in ("page", layout.page, *layout.styles)))


def _css_string(text: str) -> Markup:
    """A CSS string that holds the text and can end neither itself nor its `<style>`."""
    plain = (char if char.isascii() and char.isalnum() else f"\\{ord(char):x} " for char in text)
    return Markup(f'"{"".join(plain)}"')  # noqa: S704  # nothing but letters, digits and escapes
