"""When a front is said to show its answer, and when not."""

from __future__ import annotations

import pytest

from quizgen.packages import Card, CardTemplate, Note, NoteType, Package
from quizgen.verification.answers import visible
from quizgen.verification.seen import Rendered, Seen

BACK = "{{FrontSide}}<hr id=answer>{{Back}}"


def shown(front: str, back: str, name: str = "Back", template: CardTemplate | None = None) -> bool:
    """Whether the answer is found on the front of this card."""
    template = template or CardTemplate("Card 1", "{{Front}}", BACK.replace("Back", name))
    kind = NoteType(1, "Fact", 0, is_cloze=False, fields=("Front", name), templates=(template,), css="")
    note = Note(1, "a", kind, {"Front": front, name: back}, (), 0, (Card(0, "Deck"),))
    added = "<hr id=answer>" if "id=answer" in template.back else ""
    card = Rendered(note, 0, front, f"{front}{added}{back}")
    return bool(list(visible(Seen(Package("a.apkg", (note,), (kind,), ()), [card], [], {}, []))))


@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("Who kept the light, Jon Hale?", "Jon Hale"),
        ("Who kept the light, <b>JON</b> hale?", "Jon&nbsp;Hale."),
        ("Who kept the light, J<b>on</b> Hale?", "Jon Hale"),
        ("The tower of 1827: when was it built?", "1827"),
        ("Qui garde l’île d’Éa ? Éa.", "d’<i>&Eacute;a</i>"),
    ],
)
@pytest.mark.parametrize("name", ["Back", "Solution"])
def test_shown(front: str, back: str, name: str) -> None:
    """Word for word, in a field that is known to hold the answer or in any other."""
    assert shown(front, back, name)


@pytest.mark.parametrize(
    ("front", "back"),
    [
        ("Who kept the light?", "Jon Hale"),
        ("Who kept the light, Jon or Ann?", "Jon Hale"),
        ("Was it Jon Hale or Ann Reed?", "Jon Hale"),
        ("Halesworth?", "Hale"),
        ("Is a light a lamp?", "a"),
        ("Who?<ul><li>Jon Hale<li>Ann Reed</ul>", "Jon Hale"),
        ("Who?<br>A) Jon Hale<br>B) Ann Reed", "Jon Hale"),
        ("Who?<br>1. Jon Hale<br>2. Ann Reed", "Jon Hale"),
        ("Who?<br>Jon Hale<br>Ann Reed", "Jon Hale"),
        ("Who?", ""),
        ("What has Jon Hale kept?", "Jon Hale kept the light."),
    ],
)
@pytest.mark.parametrize("name", ["Back", "Solution"])
def test_not_shown(front: str, back: str, name: str) -> None:
    """Other words, parts of words, a choice, or nothing to find."""
    assert not shown(front, back, name)


def test_what_is_to_be_typed() -> None:
    """Whatever its field is called, and whatever else the back says."""
    template = CardTemplate("Card 1", "{{Front}}{{type:Name}}", "{{FrontSide}}<hr id=answer>{{type:Name}} and more")
    assert shown("Who kept the light, Jon Hale?", "Jon Hale", "Name", template)


def test_a_back_without_a_line() -> None:
    """What it adds is what is behind the front."""
    template = CardTemplate("Card 1", "{{Front}}", "{{Front}}<br>{{Name}}")
    assert shown("Who was Jon Hale?", "<br>Jon Hale", "Name", template)
    assert not shown("Who kept the light?", "<br>Jon Hale", "Name", template)


@pytest.mark.parametrize(("before", "expected"), [("In Mali, ", True), ("There, ", False)])
def test_a_gap(before: str, expected: bool) -> None:  # noqa: FBT001  # a parameter
    """What it hides stands beside it; what only Anki's own markup says does not count."""
    template = CardTemplate("Cloze", "{{cloze:Text}}", "{{cloze:Text}}")
    kind = NoteType(1, "Cloze", 0, is_cloze=True, fields=("Text",), templates=(template,), css="")
    note = Note(1, "a", kind, {"Text": f"{before}{{{{c1::Mali}}}}'s capital"}, (), 0, (Card(0, "Deck"),))
    front = f'{before}<span class="cloze" data-cloze="Mali" data-ordinal="1">[...]</span>\'s capital'
    back = f'{before}<span class="cloze" data-ordinal="1">Mali</span>\'s capital'
    seen = Seen(Package("a.apkg", (note,), (kind,), ()), [Rendered(note, 0, front, back)], [], {}, [])
    assert bool(list(visible(seen))) == expected
