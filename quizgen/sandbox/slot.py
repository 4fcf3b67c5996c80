"""What templates print: slots, and the texts they give, which note what was shown."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2.exceptions import TemplateError

GAP_OPEN, GAP_CLOSE = "\ufdd0", "\ufdd1"
"""Set around the text of a hidden slot; no document may hold them."""


class Form(str):
    """A text that a slot gives. Printing it counts as showing the slot, if it `reveals` its value."""

    __slots__ = ("reveals", "slot")

    slot: Slot
    reveals: bool

    @classmethod
    def of(cls, text: str, slot: Slot, *, reveals: bool = True) -> Form:
        """A form of a slot's value."""
        form = cls(text)
        form.slot, form.reveals = slot, reveals
        return form

    def __iter__(self) -> Iterator[Form]:
        # A loop over its letters shows as much as it does.
        return (self.like(letter) for letter in str(self))

    def like(self, text: str) -> Form:
        """Another text that counts as the same form: what filters give back."""
        return Form.of(text, self.slot, reveals=self.reveals)


class Slot:
    """A variable of a template: gives forms by name, and notes what was shown of it."""

    # Of the class, until one is noted: each item makes some twenty slots, and of most nothing is shown.
    shown = False
    asked = False
    gap = False

    def form(self, name: str) -> object:
        """The form of that name; NoForm if this value has none."""
        raise NotImplementedError

    def default(self) -> Form:
        """What printing the slot itself gives."""
        raise NotImplementedError

    def __iter__(self) -> Iterator[object]:
        return iter(())

    def note(self, form: Form) -> str:
        """The text to print for a form, noted as shown."""
        if not form.reveals:
            self.asked = True
            return str(form)
        if self.gap and form:
            # The comma after a lead belongs to the sentence.
            hidden = form.rstrip(", ")
            return f"{GAP_OPEN}{hidden}{GAP_CLOSE}{form[len(hidden) :]}"
        self.shown = self.shown or bool(form)
        return str(form)


class NoForm(TemplateError):
    """A value lacks the form that a template prints, such as an adjective."""


class OverBudget(TemplateError):
    """A template took too many turns or printed too much."""
