"""Quizzes for exporters: a real one, one whose every text is out to break something, a long one, one in Arabic."""

# ruff: noqa: RUF001  # quizzes have curly quotes and real minus signs

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from quizgen import generate
from quizgen.edtf import parse
from quizgen.model import (
    AnkiSettings,
    Article,
    Basic,
    Cloze,
    Deck,
    Evidence,
    Form,
    FormSection,
    Image,
    Item,
    Level,
    Mark,
    Matching,
    Number,
    Occlusion,
    OneOf,
    Option,
    Ordering,
    Place,
    Proof,
    Quiz,
    Quote,
    Response,
    Reversed,
    SeveralOf,
    SheetSettings,
    Text,
    TrueFalse,
)

SQUARE = Mark(((0.25, 0.5), (0.75, 0.5), (0.75, 0.875), (0.25, 0.875)))
"""A rectangle, to be hidden."""

PICTURES = {
    "png": b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFUlEQVR4nGMQSbP6//8/wzlBNSALACpABWtgnZdaAAAAAElFTkSuQmCC"
    ),
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 2"><path fill="teal" d="M0 0h3v2H0z"/></svg>',
}
"""Small ones, by format."""

ARTICLE = Path(__file__).parent.parent / "seeds" / "mali-2022" / "article.txt"


def sample_quiz() -> Quiz:
    """Every form of response, asked about the Mali article as a teacher would."""
    items = (
        *_choices(_mali()),
        *_judgements(_mali()),
        *_recall(_mali()),
        *_clozes(_mali()),
        *_arrangements(_mali()),
        _marked(_mali()),
    )
    return _quiz(_mali(), items, "Mali and France, May 2022", "Sahel security::Mali and France")


def hostile_quiz() -> Quiz:
    """Every form of response, each text of it full of what HTML, Anki, LaTeX or Jinja could take for their own."""
    article = Article(
        id="hostile",
        text="\n".join(HOSTILE),
        title=f"Title {HOSTILE[0]} & “{HOSTILE[3]}”",
        language="en",
        published=parse("2022-05-03?"),
        date_known="inferred",
        cited_as="an article of <May> & 2022",
        address='https://example.org/?a=1&b="2"<3>',
        place=Place("seeds/hostile/article.yaml"),
    )
    items = tuple(
        item
        for number, text in enumerate(HOSTILE)
        for item in _each_form(article, number, text, HOSTILE[(number + 1) % len(HOSTILE)])
    )
    return _quiz(article, items, f"Deck {HOSTILE[0]} & co.", "Hostile <b>deck</b> & co.::Part “1”")


def long_quiz() -> Quiz:
    """Every form of response, with texts of two hundred words, and words of three hundred letters."""
    words, word = " ".join(["expedition"] * 200), "x" * 300
    article = replace(_mali(), id="long", text=f"{words}\n{word}")
    items = (*_each_form(article, 0, words, word), *_each_form(article, 1, word, words))
    return _quiz(article, items, "Long", "Long")


def arabic_quiz() -> Quiz:
    """Every form of response, written from right to left, with numbers and names that are not."""
    text = "باماكو (Bamako) 2022"
    article = replace(_mali(), id="arabic", text=text, title="مالي وفرنسا", language="ar")
    items = tuple(replace(item, language="ar") for item in _each_form(article, 0, text, "نيامي"))
    quiz = _quiz(article, items, "مالي", "مالي")
    return replace(quiz, deck=replace(quiz.deck, language="ar"))


HOSTILE = (
    "<script>alert(1)</script>",
    "{{c1::x}} and {{c2::y::z}}",
    "{{Question}} {{type:Answer}} {{#Options}} {{/Options}} {% raw %} {{ 7*7 }}",
    "a::b",
    "a::::b:::c",
    "ends with }}",
    "}}}begins {{{",
    "ends with a colon:",
    "x } } y { { z",
    "&amp; & &lt; &#58; &nbsp;",
    "\"straight\" 'quotes' “curly” ‘ones’ «guillemets»",
    "emoji 🇲🇱 👩🏽‍🏫 🧭",
    "العربية: مالي (2022) وفرنسا",
    "עברית: מאלי (2022)",
    "combining e\u0301 n\u0303 Z\u0351\u036b\u0343 กำ",
    "[sound:x.mp3] [anki:tts lang=en_US]x[/anki:tts]",
    r"\(x^2\) and \[y\] and $z$ and $$w$$",
    "[latex]x[/latex] [$]y[/$] [$$]z[/$$]",
    "<img src=x onerror=alert(1)> </div></section> <!-- comment --> <b>bold</b>",
    "one < two > three & a<b",
    "javascript:alert(1) \\ back\\slash `tick` %s {0} ${x}",
    "https://example.org/a/very/long/address/that/has/no/place/where/a/line/could/be/broken?and=so&on=it&goes",
)
"""Texts that must come out as they went in."""


@cache
def _mali() -> Article:
    return Article(
        id="mali-2022",
        text=ARTICLE.read_text(encoding="utf-8"),
        title="Mali wants to end cooperation with France: the military junta retaliates after the withdrawal of troops",
        language="en",
        published=parse("2022-05-03?"),
        date_known="inferred",
        cited_as="an article of May 2022",
        address=None,
        place=Place("seeds/mali-2022/article.yaml"),
    )


def _choices(article: Article) -> tuple[Item, ...]:
    return (
        _item(
            article,
            "seat/seat-city.city",
            "choice",
            "As of May 2022, in which city does the military government of Mali have its seat?",
            OneOf(
                (
                    Option("Bamako"),
                    _wrong("Dakar", "the capital of Senegal"),
                    _wrong("Niamey", "the capital of Niger"),
                    _wrong("Ouagadougou", "the capital of Burkina Faso"),
                ),
                key=0,
            ),
            "The military government of Mali has its seat in Bamako.",
            "Relations between the military government in [Bamako]",
            images=(_image("flag", "png", "The flag of Mali"),),
        ),
        _item(
            article,
            "bundeswehr/contingent-size.soldiers",
            "choice",
            "As of May 2022, about how many soldiers did the Bundeswehr have in Minusma, the stabilisation mission of "
            "the United Nations in Mali?",
            OneOf(
                (
                    _wrong("just over 450 soldiers", None),
                    _wrong("just over 900 soldiers", None),
                    Option("just over 1,350 soldiers"),
                    _wrong("just over 4,300 soldiers", None),
                ),
                key=2,
            ),
            "The Bundeswehr was involved in Minusma with just over 1,350 soldiers.",
            "with a good [1,350 soldiers]",
            topics=("military", "missions"),
        ),
        _item(
            article,
            "maiga-grounds/cited-grounds.ground",
            "multiple",
            "Which of these did the junta’s spokesman, Abdoulaye Maïga, name on state television in May 2022 as "
            "grounds for ending the military cooperation with France?",
            SeveralOf(
                (
                    Option("France’s violations of Malian airspace"),
                    _wrong("the presence of the European Union’s training mission", None),
                    Option("the withdrawal of French troops, announced in February 2022"),
                    Option(
                        "the French decision, taken in June 2021, to put an end to joint operations with the Malian "
                        "armed forces"
                    ),
                    _wrong("the treaty on defence cooperation of 2014", "one of the agreements that was terminated"),
                ),
                keys=(0, 2, 3),
            ),
            "He named the violations of Malian airspace, the announced withdrawal and the end of joint operations.",
            "the [violations of Malian airspace] by France",
            "the withdrawal of troops announced in February",
            level="understand",
        ),
    )


def _judgements(article: Article) -> tuple[Item, ...]:
    return (
        _item(
            article,
            "goita/interim-president",
            "true_false",
            "Assimi Goïta was proclaimed interim president of Mali after the overthrow of May 2021.",
            TrueFalse(answer=True),
            "After the overthrow of May 2021, Assimi Goïta was proclaimed interim president of Mali.",
            "Putschist leader [Assimi Goïta] was proclaimed new interim president",
            topics=("politics", "people"),
        ),
        _item(
            article,
            "wagner/nationality.false",
            "true_false",
            "As of May 2022, the mercenary group Wagner, with which the Malian junta cooperates, is a French company.",
            TrueFalse(answer=False, proof=_proof("The group has one nationality only, and it is Russian.")),
            "The mercenary group Wagner is Russian.",
            "the [Russian] mercenary group Wagner",
            topics=("military",),
        ),
    )


def _recall(article: Article) -> tuple[Item, ...]:
    return (
        _item(
            article,
            "minusma/mission-name.mission",
            "short_answer",
            "What is the name of the stabilisation mission of the United Nations in Mali?",
            Text("Minusma", ("MINUSMA", "UN stabilisation mission in Mali")),
            "Minusma is the stabilisation mission of the United Nations in Mali.",
            "the UN stabilization mission [Minusma]",
            topics=("missions",),
            images=(_image("flag", "png", "The flag of Mali"),),
            answer_images=(_image("badge", "svg", "The badge of Minusma"),),
        ),
        _item(
            article,
            "overthrow/event-date.time",
            "date",
            "In which month and year did the military in Mali overthrow the transitional government?",
            Text("May 2021", ("2021-05", "05/2021")),
            "The military overthrew the transitional government in May 2021.",
            "In May last year, the military in Mali",
        ),
        _item(
            article,
            "treaty/matter-of-treaty.matter",
            "basic",
            "What did the treaty that Mali concluded with France in 2014 deal with?",
            Basic("Defence cooperation", ("defense cooperation",)),
            "The treaty of 2014 between Mali and France dealt with defence cooperation.",
            "a treaty concluded with France in 2014 on defense cooperation",
        ),
        _item(
            article,
            "eutm/mission-both-ways.subject",
            "reversed",
            "As of May 2022, what is the training mission of the European Union in Mali called?",
            Reversed(
                "EUTM",
                "As of May 2022, what kind of mission of the European Union in Mali is EUTM?",
                "A training mission",
                ("EU Training Mission in Mali",),
            ),
            "EUTM is the training mission of the European Union in Mali.",
            "The EU training mission EUTM",
            topics=("missions",),
            images=(_image("flag", "png", "The flag of Mali"),),
            answer_images=(_image("badge", "svg", "The badge of EUTM"),),
        ),
        _item(
            article,
            "withdrawal/how-many.soldiers",
            "number",
            "In February 2022, France and its partners announced that they would withdraw from Mali. About how many "
            "soldiers did the withdrawal concern?",
            Number(Decimal(4300), "about 4,300 soldiers", "about"),
            "The coordinated withdrawal concerned about 4,300 soldiers.",
            "a coordinated withdrawal of approximately [4,300 soldiers]",
            topics=("military",),
        ),
    )


def _clozes(article: Article) -> tuple[Item, ...]:
    return (
        _item(
            article,
            "treaty/defence-cooperation.year",
            "cloze",
            "Mali and France concluded a treaty on defence cooperation in ____.",
            Cloze("Mali and France concluded a treaty on defence cooperation in ", "2014", ".", "year"),
            "The treaty on defence cooperation between Mali and France was concluded in 2014.",
            "a treaty concluded with France in [2014] on defense cooperation",
        ),
        _item(
            article,
            "spokesman/spokesperson.person",
            "cloze",
            "As of May 2022, ____ is the spokesman of the military junta in Mali.",
            Cloze(
                "As of May 2022, ",
                "Abdoulaye Maïga",
                " is the spokesman of the military junta in Mali.",
                "person",
                ("Maïga", "Abdoulaye Maiga"),
            ),
            "Abdoulaye Maïga is the spokesman of the military junta in Mali.",
            "Junta spokesman [Abdoulaye Maïga]",
            topics=("people",),
        ),
    )


def _arrangements(article: Article) -> tuple[Item, ...]:
    return (
        _item(
            article,
            "treaty+overthrow+announcement+termination/timeline",
            "ordering",
            "Put these events in order, the earliest first.",
            Ordering(
                (
                    "the treaty between Mali and France on defence cooperation",
                    "the overthrow of Mali’s transitional government by the military",
                    "the announcement by France and its international partners that they would withdraw from Mali",
                    "the junta’s announcement that it would terminate all agreements with France",
                ),
                ("2014", "May 2021", "February 2022", "May 3, 2022"),
                shown=(2, 0, 3, 1),
            ),
            "The treaty dates from 2014, the overthrow from May 2021; the announcements followed in 2022.",
            "a treaty concluded with France in [2014]",
            "announced in February the end of the fight",
            level="analyse",
        ),
        _item(
            article,
            "people+missions/who-is-what",
            "matching",
            "Match each name with what it stands for, as of May 2022.",
            Matching(
                (
                    ("Assimi Goïta", "interim president of Mali"),
                    ("Abdoulaye Maïga", "spokesman of Mali’s military junta"),
                    ("EUTM", "training mission of the European Union"),
                    ("Minusma", "stabilisation mission of the United Nations in Mali"),
                    ("Wagner", "Russian mercenary group"),
                ),
                shown=(3, 1, 4, 0, 2),
            ),
            "Goïta is interim president, Maïga spokesman; EUTM and Minusma are missions, Wagner is a mercenary group.",
            "The EU training mission [EUTM] and the UN stabilization mission [Minusma]",
            "Putschist leader [Assimi Goïta] was proclaimed new interim president",
            topics=("people", "missions"),
            level="understand",
        ),
    )


def _marked(article: Article) -> Item:
    return _item(
        article,
        "map/hidden-place.subject",
        "image_occlusion",
        "Which country is hidden on the map?",
        Occlusion(Mark(((0.2, 0.25), (0.5, 0.3), (0.4, 0.75))), "Niger", ("the Niger",)),
        "Some German soldiers were to be transferred to Niger.",
        "Bundeswehr soldiers stationed in Mali to Niger",
        topics=("places",),
        images=(_image("flag", "png", "A map without names"),),
    )


def _each_form(article: Article, number: int, text: str, other: str) -> tuple[Item, ...]:
    stem = f"Which {text} is it?"
    options = (_wrong(other, f"gloss {text}", f"proof {text}"), Option(text), _wrong(f"{text} {other}", None, other))
    responses: dict[str, Response] = {
        "choice": OneOf(options, 1),
        "multiple": SeveralOf((*options, Option(f"too: {text}")), (1, 3)),
        "true_false": TrueFalse(answer=False, proof=_proof(f"proof {text}")),
        "short_answer": Text(text, (other, f"{text}!")),
        "basic": Basic(text, (other, f"{text}!")),
        "reversed": Reversed(text, f"And what about {other}?", f"back {text}", (other,), (f"{text}?",)),
        "number": Number(Decimal("-12.5"), f"about −12.5 {text}", "about"),
        "cloze": Cloze(f"Before {other} ", text, f" after {other}", f"hint {text}", (other,)),
        "image_occlusion": Occlusion(SQUARE, text, (other,)),
        "ordering": Ordering((text, f"then {text}", other), (f"note {text}", other, text), (2, 0, 1)),
        "matching": Matching(((text, f"is {text}"), (f"not {text}", f"is {other}")), (1, 0)),
    }
    return tuple(
        Item(
            id=f"{article.id}/fact-{number}/{kind}/en",
            kind=kind,
            language="en",
            stem=f"Before {other} ____ after {other}" if isinstance(response, Cloze) else f"{stem} ({kind})",
            response=response,
            rationale=f"Because {text}",
            evidence=(Evidence(article, _quote(article, text), ((0, 1), (2, len(text)))),),
            topics=(f"topic {text}", "a::b"),
            level="remember",
            template=kind,
            facts=(f"fact-{number}",),
            images=(Image("quizgen-front.png", PICTURES["png"], text, text, other, text),),
            answer_images=(Image("quizgen-back.svg", PICTURES["svg"], other, other, text, "https://example.org/?a&b"),),
        )
        for kind, response in responses.items()
    )


def _item(
    article: Article,
    name: str,
    kind: str,
    stem: str,
    response: Response,
    rationale: str,
    *quotes: str,
    topics: tuple[str, ...] = ("politics",),
    level: Level = "remember",
    images: tuple[Image, ...] = (),
    answer_images: tuple[Image, ...] = (),
) -> Item:
    facts, template = name.split("/")
    return Item(
        id=f"{article.id}/{name}/en",
        kind=kind,
        language="en",
        stem=stem,
        response=response,
        rationale=rationale,
        evidence=tuple(_evidence(article, quote) for quote in quotes),
        topics=topics,
        level=level,
        template=template.split(".")[0],
        facts=tuple(facts.split("+")),
        images=images,
        answer_images=answer_images,
    )


def _evidence(article: Article, marked: str) -> Evidence:
    """A passage whose answers stand in brackets."""
    starts = [found.start() - 2 * number for number, found in enumerate(re.finditer(r"\[", marked))]
    ends = [found.start() - 2 * number - 1 for number, found in enumerate(re.finditer("]", marked))]
    quote = _quote(article, marked.replace("[", "").replace("]", ""))
    return Evidence(article, quote, tuple(zip(starts, ends, strict=True)))


def _image(name: str, form: str, alt: str) -> Image:
    return Image(f"quizgen-{name}.{form}", PICTURES[form], alt, "Awa Traoré", "CC BY 4.0", "https://example.org/")


def _quote(article: Article, text: str) -> Quote:
    start = article.text.index(text)
    return Quote(text, start, start + len(text))


def _wrong(text: str, gloss: str | None, why: str = "Only one answer fits here, and it is another.") -> Option:
    return Option(text, _proof(why), gloss)


def _proof(text: str) -> Proof:
    return Proof("single-valued", (), text)


def _quiz(article: Article, items: tuple[Item, ...], title: str, deck: str) -> Quiz:
    settings = Deck(
        id=article.id,
        title=title,
        description=f"{title}: what the article says.",
        language="en",
        edition=parse("2026-11-23"),
        seed="1",
        articles=(article.id,),
        templates=("*",),
        topics=(),
        kinds=(),
        anki=AnkiSettings(deck, "none", ("sahel", "year-9")),
        sheet=SheetSettings(title, "Answer all questions.", questions=len(items)),
        place=Place(f"decks/{article.id}.yaml"),
    )
    forms = (
        one_form("A", items),
        one_form("B", tuple(replace(item, response=_turned(item.response)) for item in items[::-1])),
    )
    return Quiz(settings, (article,), items, forms=forms)


def one_form(letter: str, items: Sequence[Item], points: int = 1) -> Form:
    """A form of one section without a heading."""
    return Form(letter, (FormSection(tuple(items), points=points),))


def _turned(response: Response) -> Response:
    """The same question with all it shows the other way round."""
    match response:
        case OneOf(options, key):
            return OneOf(options[::-1], len(options) - 1 - key)
        case SeveralOf(options, keys):
            return SeveralOf(options[::-1], tuple(sorted(len(options) - 1 - key for key in keys)))
        case Ordering() | Matching():
            return replace(response, shown=response.shown[::-1])
        case _:
            return response


def shipped_quiz(name: str = "mali-france") -> Quiz:
    """What one of the project's own deck files gives; made once, as many tests ask for it."""
    return _shipped(name)


@cache
def _shipped(name: str) -> Quiz:
    quiz, problems = generate(Path(__file__).parent.parent / f"decks/{name}.yaml")
    assert quiz, problems
    return quiz
