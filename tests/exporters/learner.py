"""A learner with an Anki of their own: the real one, in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

if TYPE_CHECKING:
    # Anki's modules import each other, and only its collection may come first.
    from anki.cards import Card
    from anki.notes import Note

OUTCOMES = ("new", "updated", "duplicate", "conflicting", "missing_notetype")


class Learner:
    """Imports packages, studies, edits: what people do in Anki's windows."""

    def __init__(self, folder: Path) -> None:
        self.collection = Collection(str(folder / "collection.anki2"))

    def take(self, package: Path, **options: Any) -> dict[str, int]:
        """Import it, with Anki's own settings unless told otherwise; how many notes were new, updated and so on."""
        request = ImportAnkiPackageRequest(package_path=str(package), options=ImportAnkiPackageOptions(**options))
        log = self.collection.import_anki_package(request).log
        self.collection.models._clear_cache()  # it keeps note types in memory that the import has changed
        return {name: count for name in OUTCOMES if (count := len(getattr(log, name)))}

    def cards(self, search: str = "") -> list[Card]:
        """In the order in which they are learned."""
        cards = [self.collection.get_card(number) for number in self.collection.find_cards(search)]
        return sorted(cards, key=lambda card: (card.due, card.ord))

    def card(self, item: str) -> Card:
        """That of the item of this id."""
        (card,) = self.cards(f'"Id:{item}"')
        return card

    def note(self, item: str) -> Note:
        """That of the item of this id."""
        return self.card(item).note()

    def study(self, count: int) -> list[str]:
        """Answer so many cards as good; gives the ids of their items."""
        self.collection.decks.select(self.cards()[0].did)
        preset = self.collection.decks.config_dict_for_deck_id(self.cards()[0].did)
        assert preset
        preset["new"]["perDay"] = preset["rev"]["perDay"] = 9999
        self.collection.decks.update_config(preset)
        studied: list[str] = []
        while len(studied) < count:
            card = self.collection.sched.getCard()
            assert card, f"there were no more than {len(studied)} cards to study"
            self.collection.sched.answerCard(card, 4)
            studied.append(card.note()["Id"])
        return studied

    def state(self) -> dict[str, tuple[Any, ...]]:
        """What the learner has earned: the scheduling of each card, by its item."""
        return {
            card.note()["Id"]: (card.id, card.type, card.queue, card.due, card.ivl, card.factor, card.reps, card.lapses)
            for card in self.cards()
        }

    def notes(self) -> dict[str, tuple[Any, ...]]:
        """All that the collection knows of each note, by its item."""
        notes = [self.collection.get_note(number) for number in self.collection.find_notes("")]
        return {
            note["Id"]: (note.id, note.guid, note.mod, note.mid, tuple(note.tags), tuple(note.fields)) for note in notes
        }


@contextmanager
def learner(folder: Path) -> Iterator[Learner]:
    """Somebody who has just installed Anki."""
    folder.mkdir(parents=True, exist_ok=True)
    one = Learner(folder)
    try:
        yield one
    finally:
        one.collection.close()
