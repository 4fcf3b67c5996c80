"""Each flaw is found in an item that has it, and not in one that only looks so."""

from __future__ import annotations

import time

import pytest

from quizgen.flaws import FLAWS
from quizgen.flaws.asked import Asked
from quizgen.problems import Code

NAMES = ("Bamako", "Dakar", "Niamey")


def choice(stem: str, *options: str, key: int = 0, language: str = "en", shuffled: bool = True) -> Asked:
    """A choice, of which the first option is right unless told otherwise."""
    return Asked(stem, "choice", language, options, (key,), options[key], shuffled=shuffled)


def recall(stem: str, answer: str) -> Asked:
    return Asked(stem, "short_answer", answer=answer)


FLAWED: list[tuple[Code, Asked]] = [
    ("unfocused-stem", choice("Which of the following statements about Mali is true?", *NAMES)),
    ("unfocused-stem", choice("Mali is:", *NAMES)),
    ("unfocused-stem", choice("Choose the correct answer.", *NAMES)),
    ("unfocused-stem", choice("Laquelle de ces affirmations est vraie ?", *NAMES, language="fr")),
    ("negative-stem", choice("Which city is not a capital?", *NAMES)),
    ("negative-stem", choice("Which city isn’t a capital?", *NAMES)),
    ("negative-stem", choice("Quelle ville n’est pas une capitale ?", *NAMES, language="fr")),
    ("negative-stem", choice("Which city was never a capital of Mali?", *NAMES)),
    ("negative-stem", choice("Which city has no river?", *NAMES)),
    ("negative-stem", choice("Which of these does the city lack?", "Air", "Fire", "Sand")),
    ("unfocused-stem", choice("Of the following answers, which is right?", *NAMES)),
    ("unfocused-stem", recall("What do you know about Mali?", "It is large")),
    ("gap-in-stem", choice("The capital of ____ is Bamako.", "Mali", "Niger")),
    ("long-stem", choice(f"Which city, {'as is well known, ' * 8}is the capital?", *NAMES)),
    ("long-stem", choice("It is hot. It is dry. It is big. Which city is it?", *NAMES)),
    ("vague-term", choice("Which city is often called the capital?", *NAMES)),
    ("vague-term", choice("Quelle ville est souvent nommée ?", *NAMES, language="fr")),
    ("absolute-term", Asked("All deserts are hot.", "true_false", answer="False")),
    ("absolute-term", choice("What did he say?", "All people lie", "Some", "It rains")),
    ("vague-time", choice("Who is currently president of Mali?", *NAMES)),
    ("vague-time", choice("Who was elected last June?", *NAMES)),
    ("vague-time", recall("What is the current population of Mali?", "22 million")),
    ("stem-end", choice("Which city is the capital of Mali", *NAMES)),
    ("all-of-the-above", choice("Which cities lie in Africa?", *NAMES, "All of the above", key=3)),
    ("all-of-the-above", choice("Which cities lie in Africa?", *NAMES, "All of these", key=3)),
    ("none-of-the-above", choice("Which city lies in Asia?", *NAMES, "None of the above", key=3)),
    ("several-keys", choice("Which state is it?", "Mali", "The Republic of Mali", "Niger")),
    ("several-keys", choice("How many came?", "10–20", "15–25", "30–40")),
    ("several-keys", choice("How many came?", "6", "over 5", "2")),
    ("several-keys", choice("When was it built?", "After 1450", "After 1500", "Before 1200")),
    ("true-false-options", choice("Is Bamako the capital of Mali?", "Yes", "No")),
    ("true-false-options", choice("Is Bamako the capital?", "Yes, since 1960", "No, Dakar is", "It was")),
    ("complex-options", choice("Which states met?", "Mali and Niger", "Mali", "Niger")),
    ("complex-options", choice("Which are right?", "A and C only", "B", "D")),
    ("lost-sequence", choice("How many came?", "20", "10", "30", shuffled=False)),
    ("lost-sequence", choice("When was it?", "May 2021", "June 2020", "July 2022", shuffled=False)),
    ("lost-sequence", choice("Which city is it?", "Niamey", "Bamako", "Dakar", shuffled=False)),
    ("lost-sequence", choice("How many came?", "Two", "Four", "Three", shuffled=False)),
    ("lost-sequence", choice("When was it?", "In March", "In June", "In May", shuffled=False)),
    ("lost-sequence", choice("Quand ?", "En mars", "En juin", "En mai", language="fr", shuffled=False)),
    ("lost-sequence", choice("When?", *(f"In the {n}th century" for n in (16, 12, 14)), shuffled=False)),
    ("implausible-distractor", choice("How many soldiers came?", "100", "200", "5,000")),
    ("mixed-options", choice("What is it?", "Bamako", "1960", "Dakar")),
    ("mixed-options", choice("How far is it?", "5 km", "6 miles", "7 km")),
    ("mixed-options", choice("Who was it?", "Keita", "He who had led the coup of 2020", "Goita")),
    ("mixed-options", choice("Why did they march?", "To win", "Their bread was dear", "Their king was dead")),
    ("longest-key", choice("Who came?", "the man with the old dog", "Bob", "Cid")),
    ("clue-word", choice("Who led the Annish people?", "Annish king", "Bob", "Cid")),
    ("clue-word", choice("Was it Varn or the man from Oskar?", "Varn", "Osk")),
    ("convergence", choice("Which flag is it?", "green square", "green circle", "yellow square")),
    ("convergence", choice("What makes bronze?", "copper and tin", "copper and zinc", "iron and tin", "lead and ash")),
    ("grammar-cue", choice("The organs that clean the blood are the:", "kidneys", "liver", "heart")),
    ("grammar-cue", choice("Elle se fait dans les :", "chloroplastes", "noyau", "paroi", language="fr")),
    ("grammar-cue", choice("Mali has an", "army", "navy", "parliament")),
    ("grammar-cue", choice("What did they do?", "They left.", "They stayed", "They sang")),
    ("enumeration", recall("Which states are members?", "Mali, Niger and Chad")),
    ("enumeration", recall("Which islands are meant?", "Trinidad and Tobago, Barbados, Grenada")),
    ("long-answer", recall("What did they decide?", "that " * 13)),
]

SOUND = [
    choice("Which is larger: Varn (2024) or Osk (2024)?", "Varn", "Osk"),
    choice("Which city is the capital of Mali?", *NAMES),
    choice("Who joined the Alliance of notable Somersets?", "Ann", "Bob"),
    choice("Which city is NOT a capital?", *NAMES),
    choice("Which city is *not* a capital?", *NAMES),
    choice("Who wrote “Never Again, Always Now”?", "Ann", "Bob", "Cid"),
    choice("How many soldiers came in about 4,300 trucks?", "about 100", "about 200", "about 300"),
    choice("Which came first, the feast or the flood of 1999?", "The feast", "The flood of 1999"),
    choice("How many came?", "5 men", "6 men", "15 men"),
    choice("How many came?", "10", "20", "30", shuffled=False),
    choice("When was it?", "June 2020", "May 2021", "July 2022", shuffled=False),
    choice("Which city is it?", *NAMES, shuffled=False),
    choice("In which year was it?", "1960", "1991", "2012"),
    choice("Whose are “the beaches … the hills”, among others?", *NAMES),
    choice("What did some seventy men see?", *NAMES),
    choice("How cold is it?", "\N{MINUS SIGN}4 °C", "0 °C", "4 °C"),
    choice("Which town is it?", "Kayes", "Ségou", "Sikasso", shuffled=False),
    choice("Who spoke?", "Neville Chamberlain", "Winston Churchill", "Charles de Gaulle", shuffled=False),
    choice("What can one do there?", "Take a seat", "Have a cup of tea", "Leave one’s coat", shuffled=False),
    choice("How many are there?", "Two", "Three", "Eight", shuffled=False),
    choice("Combien ?", "Trois", "Cinq", "Sept", language="fr", shuffled=False),
    choice("The first ten amendments are the:", "Bill of Rights", "Federal Paper", "Great Charter"),
    Asked("All five members met.", "true_false", answer="True"),
    recall("What is it?", "Air and steam let light in, so that all grows warm."),
    choice("Which book is it?", "Both Sides", "Neither Here", "All Quiet"),
    choice("The colony had a:", "king", "navy", "parliament"),
    choice("Who rules?", "The king", "The people", "The army"),
    choice("Name the capital.", *NAMES),
    choice("Who was president in May 2022, and is so currently?", *NAMES),
    choice("Whom does Mr. A. B. Smith name in Dr. Jones’s report?", *NAMES),
    choice("Quelle ville est la capitale du Mali ?", *NAMES, language="fr"),
    choice("Welche Stadt ist nicht die Hauptstadt?", *NAMES, language="de"),
    recall("Which ministry is it?", "the Ministry of Health, Sport and Youth"),
    recall("How many are there?", "4,300"),
    Asked("Mali left ____ in May 2022.", "cloze", answer="the G5 Sahel"),
]


@pytest.mark.parametrize(
    ("code", "item"), FLAWED, ids=lambda value: value if isinstance(value, str) else value.stem[:40]
)
def test_finds(code: Code, item: Asked) -> None:
    finding = FLAWS[code].find(item)
    assert finding is not None
    assert finding.message


def test_every_flaw_is_tried() -> None:
    assert {code for code, _ in FLAWED} == set(FLAWS)


@pytest.mark.parametrize("item", SOUND, ids=lambda item: item.stem[:40])
def test_finds_nothing_in(item: Asked) -> None:
    assert [code for code, flaw in FLAWS.items() if flaw.find(item)] == []


@pytest.mark.parametrize("speaking", ["All of the above", "None of these", "Both A and C", "Neither Kayes nor Ségou"])
def test_an_option_that_speaks_of_others_is_judged_by_that_alone(speaking: str) -> None:
    item = choice("Which towns lie there?", "Kayes", "Mopti", "Ségou", speaking, key=3, shuffled=False)
    told = [code for code, flaw in FLAWS.items() if flaw.find(item)]
    assert told in (["all-of-the-above"], ["none-of-the-above"], ["complex-options"])


def test_what_happened_to_all_of_them_is_an_answer() -> None:
    item = choice("What happened to the fleet?", "All of them sank", "None of them sank", "Half of them sank")
    assert [code for code, flaw in FLAWS.items() if flaw.find(item)] == ["absolute-term"]


@pytest.mark.parametrize(
    "text", ["", " ", "?", "____", "a" * 20_000, "not " * 5_000, "1" * 20_000, "“" * 5_000, "A, B " * 4_000]
)
def test_bears_whatever_a_fact_brings(text: str) -> None:
    """And takes no longer than there are letters: these are a thousand times what a reader would bear."""
    began = time.process_time()
    item = choice(text, text, f"{text}x", f"x{text}")
    for flaw in FLAWS.values():
        flaw.find(item)
    assert time.process_time() - began < 2
