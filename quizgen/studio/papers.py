"""Questions as on paper, by the exporter that prints them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quizgen.content import Content
from quizgen.exporters.sheet import export
from quizgen.model import Form, FormSection, Item, Quiz


def of_items(items: Sequence[Item], content: Content) -> str:
    """A sheet with nothing but these questions."""
    plain = replace(content.deck.sheet, editions=("standard",), article=False, answer_sheet=False, together=False)
    deck = replace(content.deck, sheet=plain)
    form = Form("A", (FormSection(tuple(items)),))
    paper = next(iter(export(Quiz(deck, content.articles, tuple(items), forms=(form,)))))
    return paper.content.decode()
