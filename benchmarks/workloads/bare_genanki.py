"""The floor: a script such as one writes with genanki alone, making as many notes of as much text.

    python benchmarks/workloads/bare_genanki.py NOTES FILE.apkg

It reads nothing and decides nothing: eight note types in turn, their fields filled with invented words.
"""

from __future__ import annotations

import sys
from random import Random

import genanki

WORDS = "the of to in was its had by on at town members institute opened founded seat people March 1954 about".split()

FIELDS = {
    "Question": 10,
    "Options": 8,
    "Answer": 8,
    "Typed answer": 1,
    "Also accepted": 1,
    "Rationale": 11,
    "Why not": 9,
    "Quote": 14,
    "Source": 12,
    "Topic": 1,
    "Level": 1,
    "Language": 1,
    "Image": 0,
    "Image credit": 0,
    "Audio": 0,
    "My notes": 0,
    "Id": 3,
    "Spare 1": 0,
    "Spare 2": 0,
    "Spare 3": 0,
    "Spare 4": 0,
}
"""The fields of quizgen's own notes, and about how many words each holds."""


def models() -> list[genanki.Model]:
    """Eight note types; the last one is a cloze."""
    answer = "{{FrontSide}}<hr id=answer>" + "".join(f"<div>{{{{{name}}}}}</div>" for name in list(FIELDS)[2:])
    made = []
    for number in range(8):
        cloze = number == 7
        question = "{{cloze:Question}}" if cloze else "{{Question}}"
        made.append(
            genanki.Model(
                1_000_000_001 + number,
                f"Bare {number}",
                fields=[{"name": name} for name in FIELDS],
                templates=[{"name": "Card", "qfmt": question + "<div>{{Options}}</div>", "afmt": question + answer}],
                model_type=genanki.Model.CLOZE if cloze else genanki.Model.FRONT_BACK,
            )
        )
    return made


def fields(number: int, chance: Random, *, cloze: bool) -> list[str]:
    """Text for every field, with some markup as cards have it."""
    texts = [" ".join(chance.choices(WORDS, k=length)) for length in FIELDS.values()]
    texts[0] = f"{texts[0]} {{{{c1::gap}}}} {number}?" if cloze else f"{texts[0]} {number}?"
    texts[1] = f"<ol><li>{texts[1]}</li></ol>"
    texts[7] = f"<blockquote>{texts[7]}</blockquote>"
    return texts


def main(count: int, path: str) -> None:
    """Write a package of so many notes."""
    chance, kinds = Random(1), models()
    deck = genanki.Deck(2_000_000_001, "Bare")
    for number in range(count):
        model = kinds[number % len(kinds)]
        texts = fields(number, chance, cloze=model is kinds[-1])
        deck.add_note(genanki.Note(model=model, fields=texts, tags=["one::two", "three::four"]))
    genanki.Package(deck).write_to_file(path)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
