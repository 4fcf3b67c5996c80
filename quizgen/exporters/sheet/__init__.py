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
from quizgen.exporters.sheet import answers, articles, themed
from quizgen.exporters.sheet.crosswalk import Row, crosswalk, table
from quizgen.exporters.sheet.editions import LAYOUTS, Layout
from quizgen.exporters.sheet.identity import code, fingerprint, qr
from quizgen.exporters.sheet.questions import numbered, parts
from quizgen.exporters.sheet.solutions import solution
from quizgen.exporters.wording import date_text
from quizgen.exporters.words import has_words, words
from quizgen.grammar import direction
from quizgen.letters import letter
from quizgen.model import Article, Form, Quiz

_HERE = Path(__file__).parent
_KEY = Layout(page="key")
_CROSSWALK = Layout(page="crosswalk")

Sheet = Mapping[str, object]
"""What one form has on a page: the form, its fingerprint (`mark`), and what the page's template asks for."""


def export(quiz: Quiz, watch: Watch = iter) -> Iterator[File]:
    """For every form what students get, in each edition, and apart from it the answers: one key for all editions."""
    settings = quiz.deck.sheet
    marks = {form.letter: fingerprint(quiz.deck.id, form) for form in quiz.forms}
    rows = crosswalk(quiz.forms, parallel=settings.parallel)
    # Watched as one run over all forms, so that progress is that of the whole.
    passing = iter(watch([item for form in quiz.forms for item in form.items]))
    for forms in [quiz.forms] if settings.together else [(form,) for form in quiz.forms]:
        for _ in islice(passing, sum(len(form.items) for form in forms)):
            pass
        yield from _papers(quiz, forms, marks)
        yield _keys(quiz, forms, marks, rows)
    if len(quiz.forms) > 1:
        name = words(_language(quiz)).crosswalk
        yield _page(quiz, "crosswalk", _CROSSWALK, name, [{"name": name, "rows": rows, "marks": marks}])
        yield File(f"{quiz.deck.id}-crosswalk.csv", table(rows, marks).encode())


def _papers(quiz: Quiz, forms: Sequence[Form], marks: Mapping[str, str]) -> Iterator[File]:
    """What students get of some forms, in one file an edition; answer sheets have one of their own."""
    said = words(_language(quiz))
    asked = [_questions(quiz, form, marks) for form in forms]
    given = [_answers(quiz, form, marks) for form in forms] if quiz.deck.sheet.answer_sheet else []
    for edition in quiz.deck.sheet.editions:
        if edition == "practice":
            yield from _practice(quiz, forms, asked)
            continue
        layout = LAYOUTS[edition]
        end = "" if edition == "standard" else f"-{edition}"
        yield _page(quiz, f"{_named('form', 'forms', forms)}{end}", layout, _forms(quiz, forms), asked)
        if given and layout.page == "form":
            title = f"{_forms(quiz, forms)} · {said.answer_sheet}"
            yield _page(quiz, f"{_named('answers', 'answers', forms)}{end}", layout.on("answers"), title, given)


def _practice(quiz: Quiz, forms: Sequence[Form], asked: Sequence[Sheet]) -> Iterator[File]:
    """Always one file a form: it is opened by one learner, who has one."""
    from quizgen.exporters.sheet.practice import practice  # one edition of seven

    for form, sheet in zip(forms, asked, strict=True):
        more = {"practice": practice(quiz.deck.id, form, str(sheet["mark"]), _language(quiz))}
        name = f"form-{form.letter}-practice"
        yield _page(quiz, name, LAYOUTS["practice"], _forms(quiz, [form]), [{**sheet, **more}])


def _questions(quiz: Quiz, form: Form, marks: Mapping[str, str]) -> Sheet:
    said = words(_language(quiz))
    sections = [
        {"heading": section.heading, "instructions": section.instructions, "parts": list(parts(questions, said))}
        for section, questions in numbered(form)
    ]
    texts = [_article(article, quiz) for article in _articles(quiz, form)] if quiz.deck.sheet.article else []
    name = said.form.format(form.letter)
    return {"name": name, "form": form, "mark": marks[form.letter], "sections": sections, "articles": texts}


def _articles(quiz: Quiz, form: Form) -> list[Article]:
    """Those that the form asks about."""
    asked = {evidence.article.id for item in form.items for evidence in item.evidence}
    return [article for article in quiz.articles if article.id in asked]


def _article(article: Article, quiz: Quiz) -> Mapping[str, object]:
    paragraphs = articles.paragraphs(article.text)
    return {
        "article": article,
        "date": date_text(article.published, _language(quiz)),
        "paragraphs": paragraphs,
        "titled": " ".join(line.text for line in paragraphs[0]) == article.title,
    }


def _answers(quiz: Quiz, form: Form, marks: Mapping[str, str]) -> Sheet:
    said, mark = words(_language(quiz)), marks[form.letter]
    name = f"{said.form.format(form.letter)} · {said.answer_sheet}"
    rows = list(answers.rows(form, said))
    return {"name": name, "form": form, "mark": mark, "rows": rows, "qr": qr(code(quiz.deck.id, form, mark))}


def _keys(quiz: Quiz, forms: Sequence[Form], marks: Mapping[str, str], rows: Sequence[Row]) -> File:
    said = words(_language(quiz))
    elsewhere = {item.id: row.numbers for row in rows for item in row.items.values()}
    sheets = [
        {
            "name": f"{said.form.format(form.letter)} · {said.key}, {said.not_for_students}",
            "form": form,
            "mark": marks[form.letter],
            "solutions": [
                solution(question, _language(quiz), cite_lines=quiz.deck.sheet.article)
                for _, questions in numbered(form)
                for question in questions
            ],
            "elsewhere": elsewhere,
        }
        for form in forms
    ]
    title = f"{_forms(quiz, forms)} · {said.key}, {said.not_for_students}"
    return _page(quiz, _named("key", "keys", forms), _KEY, title, sheets)


def _named(one: str, several: str, forms: Sequence[Form]) -> str:
    """The name of a file by what it has: `form-A`, or `forms`."""
    return f"{one}-{forms[0].letter}" if len(forms) == 1 else several


def _forms(quiz: Quiz, forms: Sequence[Form]) -> str:
    """`Form A`; of several the first and the last."""
    said = words(_language(quiz))
    return " – ".join(dict.fromkeys(said.form.format(form.letter) for form in (forms[0], forms[-1])))


def _language(quiz: Quiz) -> str:
    """That of the fixed words, which may be another than that of the questions: English, where there are none in it."""
    asked = quiz.deck.sheet.language or quiz.deck.language
    return asked if has_words(asked) else words(asked).language


def _around(quiz: Quiz, sheet: Sheet) -> Mapping[str, Markup]:
    """What the theme puts above and below a sheet."""
    theme, form, said = quiz.deck.sheet.theme, sheet.get("form"), words(_language(quiz))
    if theme is None:
        return {"above": Markup(), "below": Markup()}
    slots = dict.fromkeys(("form", "questions", "points"), "")
    if isinstance(form, Form):
        slots = {
            "form": said.form.format(form.letter),
            "questions": said.counted(said.questions, len(form.items)),
            "points": said.counted(said.points, form.points),
        }
    slots |= {"title": quiz.deck.sheet.title, "date": date_text(quiz.deck.edition, _language(quiz))}
    return {"above": themed.head(theme, slots), "below": themed.foot(theme, slots)}


def _page(quiz: Quiz, name: str, layout: Layout, title: str, sheets: Sequence[Sheet]) -> File:
    # Where letters are large, there is no room for the whole title at the foot of a page.
    before = "" if layout.least > 14 else f"{quiz.deck.sheet.title} · "
    text = (
        _environment()
        .get_template(f"{layout.page}.html.j2")
        .render(
            sheets=[{**one, **_around(quiz, one), "foot": f"{before}{one['name']}"} for one in sheets],
            quiz=quiz,
            sheet=quiz.deck.sheet,
            layout=layout,
            language=_language(quiz),
            # The page is laid out as its questions are, whatever the fixed words.
            direction=direction(quiz.deck.language),
            said=words(_language(quiz)),
            title=f"{quiz.deck.sheet.title} · {title}",
            style=_style(layout),
            screen=_screen(),
            theme=themed.style(quiz.deck.sheet.theme) if quiz.deck.sheet.theme else "",
        )
    )
    return File(f"{quiz.deck.id}-{name}.html", text.encode())


@cache
def _environment() -> Environment:
    environment = pages.environment(_HERE / "pages")
    environment.filters.update(
        letter=letter,
        css_string=_css_string,
        data_uri=pages.data_uri,
        direction=direction,
        source=pages.source,
    )
    return environment


@cache
def _style(layout: Layout) -> Markup:
    return pages.style(*(_HERE / "styles" / f"{name}.css" for name in (layout.ground, layout.page, *layout.styles)))


@cache
def _screen() -> Markup:
    return pages.style(_HERE / "styles" / "screen.css")


def _css_string(text: str) -> Markup:
    """A CSS string that holds the text and can end neither itself nor its `<style>`."""
    plain = (char if char.isascii() and char.isalnum() else f"\\{ord(char):x} " for char in text)
    return Markup(f'"{"".join(plain)}"')  # noqa: S704  # nothing but letters, digits and escapes
