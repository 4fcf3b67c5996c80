"""`quizgen new article|deck|template`: new files of a project, with comments that teach; nothing is overwritten."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from quizgen.exporters import File
from quizgen.schemas.files import modeline

_ARTICLE = """\
{modeline}
# What is known of article.txt beside its text.
title: {title}
language: {language}
published: {day}?       # change it: the day, or 2024-09 or 2024 where no more is known; ? for uncertain
date_known: inferred         # or stated, where the article itself gives the date
cited_as: {cited}     # reads after "according to"
# A changed text may no longer say what facts.yaml holds, so its checksum is kept here.
# After a change, `quizgen check` shows the new one.
sha256: {sha256}
"""
_FACTS = """\
{modeline}
# What the article says: who and what it is about, and one fact for each thing it states.
# Delete the {{}} and the signs # before the lines below, and put your own in their place.
entities: {{}}
#  marrowick:                         # an id of your choice, for good
#    type: city                       # `quizgen schema facts` has all types
#    names: {{en: Marrowick}}
facts: {{}}
#  marrowick-people:
#    subject: marrowick
#    relation: population             # `quizgen list relations decks/…` shows all
#    roles: {{inhabitants: {{about: "14,000", unit: inhabitants}}}}
#    as_of: 2024-09                   # of what changes: when the article says it
#    quotes: ["Marrowick has about 14,000 inhabitants"]     # letter by letter, once in the article
"""
_DECK = """\
{modeline}
# What becomes one Anki deck and one quiz. Each file in decks/ is built by `quizgen build`.
title: {title}
description: {description}
language: {language}
edition: {day}          # the day of this edition: set it anew when you have changed the content
articles: {articles}     # folders in seeds/
templates: ["*"]             # all; or names and patterns, such as [town/*, people/*]
kinds: []                    # all; or some, such as [choice, cloze]
seed: "1"                    # another seed, other orders; ids of cards do not change
anki:
  deck: {title}
  subdecks: none             # or one for each topic, or kind
sheet:
  forms: 2                   # A and B: the same questions in another order
  paper: A4                  # or Letter
"""


def article(project: Path, name: str, content: bytes, language: str) -> list[File]:
    """The folder of an article with this text."""
    folder = project / "seeds" / name
    text = content.decode("utf-8-sig")
    title = next(line for line in text.splitlines() if line.strip())
    today = date.today()  # noqa: DTZ011  # the day where the author is
    about = _ARTICLE.format(
        modeline=modeline(folder / "article.yaml", project), title=quoted(title), language=language, day=today,
        cited=f"an article of {today:%B %Y}",
        sha256=hashlib.sha256(content).hexdigest(),
    )  # fmt: skip
    facts = _FACTS.format(modeline=modeline(folder / "facts.yaml", project))
    return [
        File(f"seeds/{name}/article.txt", content),
        File(f"seeds/{name}/article.yaml", about.encode()),
        File(f"seeds/{name}/facts.yaml", facts.encode()),
    ]


def deck(project: Path, name: str, articles: Sequence[str], language: str) -> list[File]:
    """A deck file over these articles."""
    title = name.replace("-", " ").replace("_", " ").capitalize()
    text = _DECK.format(
        modeline=modeline(project / "decks" / f"{name}.yaml", project), title=quoted(title), language=language,
        description=quoted(f"What these articles say: {', '.join(articles)}."), articles=json.dumps(articles),
        day=date.today(),  # noqa: DTZ011  # the day where the author is
    )  # fmt: skip
    return [File(f"decks/{name}.yaml", text.encode())]


def quoted(text: str) -> str:
    """A text in one line, as YAML and JSON have it between quotation marks."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
