"""What templates see of facts: slots that give the forms a sentence needs.

Dates, numbers, lists and plurals follow the CLDR data that Babel brings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from weakref import proxy

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_compact_decimal, format_decimal

from quizgen.edtf import Date, Precision, parse
from quizgen.grammar import locale, plural_form
from quizgen.model import TIME, Article, Entity, Fact, Names, Quantity, Value
from quizgen.phrases import phrases
from quizgen.sandbox import Form, NoForm, Slot
from quizgen.vocabulary import DATE, Vocabulary

MILLION = 1_000_000

ENTITY_FORMS = ("name", "the", "adjective", "short", "kind")
NUMBER_FORMS = ("count", "unit", "how_many")
DATE_FORMS = ("date", "ask", "lead", "precision")
BY_FORMS = ("the", "lead")
FACT_SLOTS: Mapping[str, Sequence[str]] = {
    "when": DATE_FORMS,
    "by": BY_FORMS,
    "lead": (),
    "event": (),
    "description": (),
    "statement": (),
}
"""The slots that every fact has beside its roles."""
READINGS = ("statement", "event", "description")
"""Those of them that are readings of the whole fact."""
HIDDEN = "hidden"
"""The name by which a template may call the role that it hides."""


def names(entity: Entity, language: str) -> Names:
    """The entity's names in a language, or in its base language."""
    found = entity.names.get(language) or entity.names.get(language.split("-", maxsplit=1)[0])
    if found is None:
        message = f"entity `{entity.id}` has no name in {language}"
        raise NoForm(message)
    return found


@lru_cache(maxsize=4096)
def number_text(number: Decimal, language: str) -> str:
    """A number as the language writes it: 4,300; 20 million."""
    if number >= MILLION and number % (MILLION // 10) == 0:
        return format_compact_decimal(number, format_type="long", locale=locale(language), fraction_digits=1)
    return format_decimal(number, locale=locale(language))


@lru_cache(maxsize=4096)
def date_text(when: Date, language: str) -> str:
    """A date as precisely as it is known: 2014; May 2021; about May 2, 2022."""
    words = phrases(language)
    if when.precision != "interval":
        return _hedged(when, words.approximately["about"] if when.approximate else "{}", language)
    start, end = (None if end == ".." else end for end in when.text.split("/"))
    if start is None or end is None:
        text = date_text(_end(when, open_end=end is None), language)
        return (words.since if end is None else words.until).format(text)
    return words.between.format(
        date_text(_end(when, open_end=True), language), date_text(_end(when, open_end=False), language)
    )


def _hedged(when: Date, pattern: str, language: str) -> str:
    """A point in time, framed, with "probably" where it is uncertain."""
    text = pattern.format(_point_text(when.earliest, when.precision, language))
    return phrases(language).probably.format(text) if when.uncertain else text


def _end(interval: Date, *, open_end: bool) -> Date:
    return parse(interval.text.split("/")[0 if open_end else 1])


@lru_cache(maxsize=4096)
def _point_text(day: date, precision: Precision, language: str) -> str:
    if precision == "year":
        return str(format_date(day, "yyyy", locale=locale(language)))
    if precision == "month":
        return str(format_skeleton("yMMMM", day, locale=locale(language)))
    return str(format_date(day, "long", locale=locale(language)))


@lru_cache(maxsize=4096)
def date_spellings(when: Date, language: str) -> tuple[str, ...]:
    """Ways of writing a date that count as the same answer."""
    if when.precision == "interval":
        return ()
    day, in_language = when.earliest, locale(language)
    iso = day.isoformat()[: {"year": 4, "month": 7, "day": 10}[when.precision]]
    skeletons = {"year": ("y",), "month": ("yMMM", "yM"), "day": ("yMMMd", "yMd")}[when.precision]
    written = (str(format_skeleton(skeleton, day, locale=in_language)) for skeleton in skeletons)
    return tuple(dict.fromkeys((*written, iso)))


@lru_cache(maxsize=4096)
def when_text(when: Date, language: str) -> str:
    """A date with its preposition: in May 2021, on May 2, 2022, around April 2022."""
    words = phrases(language)
    if when.precision == "interval":
        return date_text(when, language)
    return _hedged(when, words.around if when.approximate else words.at[when.precision], language)


@lru_cache(maxsize=8192)
def quantity_text(quantity: Quantity, language: str, vocabulary: Vocabulary, *, unit: bool = True) -> str:
    """A quantity with its "about" and unit: about 4,300 soldiers."""
    text = phrases(language).approximately[quantity.how].format(number_text(quantity.number, language))
    return f"{text} {unit_text(quantity, language, vocabulary)}" if unit else text


def spellings(value: Value, language: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Ways of writing a value that count as the same answer, the usual one first."""
    match value:
        case Entity():
            return names(value, language).all()
        case Quantity():
            count = quantity_text(value, language, vocabulary, unit=False)
            return quantity_text(value, language, vocabulary), count, number_text(value.number, language)
        case Date():
            return date_text(value, language), *date_spellings(value, language)


def unit_text(quantity: Quantity, language: str, vocabulary: Vocabulary) -> str:
    """The word for the unit, in the number's plural form."""
    return vocabulary.unit(quantity.unit, language, plural_form(quantity.number, language))


def value_text(value: Value, language: str, vocabulary: Vocabulary) -> str:
    """How a value reads on its own, as an option or answer."""
    match value:
        case Entity():
            return names(value, language).name
        case Quantity():
            return quantity_text(value, language, vocabulary)
        case Date():
            return date_text(value, language)


class Noted(Slot):
    """A slot that remembers its printed texts, for not all that a template makes reaches its reader."""

    printed: tuple[str, ...] = ()

    def note(self, form: Form) -> str:
        if form.reveals:
            self.printed += (str(form),)
        return super().note(form)

    def settle(self, text: str) -> None:
        """Count as shown only what stands in the finished text."""
        self.shown = self.shown and any(_stands_in(printed, text) for printed in self.printed if printed)


def _stands_in(part: str, text: str) -> bool:
    # Most stand there as they are; of others, letters became capitals and white space was tidied.
    return part in text or _folded(part) in _folded(text)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


class RoleSlot(Noted):
    """The values of one role, in one language."""

    parts: tuple[PartSlot, ...] = ()

    def __init__(self, values: Sequence[Value], types: Sequence[str], language: str, vocabulary: Vocabulary) -> None:
        self.values = values
        self.types = types
        self.language = language
        self.vocabulary = vocabulary

    def __bool__(self) -> bool:
        return bool(self.values)

    def __iter__(self) -> Iterator[object]:
        for value in self.values:
            part = PartSlot(self, value)
            self.parts += (part,)
            yield part

    def settle(self, text: str) -> None:
        """Count as shown only what stands in the finished text; of several values, all."""
        parts = [part for part in self.parts if part.shown]
        super().settle(text)
        for part in parts:
            part.settle(text)
        self.shown = self.shown or {part.one.values for part in parts if part.shown} == {(one,) for one in self.values}

    @property
    def plural(self) -> bool:
        """Whether a verb after it is plural."""
        if len(self.values) != 1:
            return len(self.values) > 1
        value = self.values[0]
        if isinstance(value, Quantity):
            return plural_form(value.number, self.language) != "one"
        return isinstance(value, Entity) and names(value, self.language).plural

    @property
    def definite(self) -> bool:
        """Whether each is a name that takes its article."""
        return self._all_named(lambda named: named.the != named.name)

    @property
    def proper(self) -> bool:
        """Whether each is a name written with a capital, in its first word."""
        return self._all_named(lambda named: not named.name.split(maxsplit=1)[0].islower())

    def _all_named(self, so: Callable[[Names], bool]) -> bool:
        return bool(self.values) and all(
            isinstance(value, Entity) and so(names(value, self.language)) for value in self.values
        )

    @property
    def number(self) -> Decimal | None:
        """What plural forms go by: the number itself, or how many values there are."""
        if len(self.values) == 1 and isinstance(self.values[0], Quantity):
            return self.values[0].number
        return Decimal(len(self.values) + self.plural if len(self.values) == 1 else len(self.values)) or None

    @property
    def exact(self) -> bool:
        """Whether the number is known exactly, and so need not be told with its "about"."""
        return all(isinstance(value, Quantity) and value.how == "exactly" for value in self.values)

    @property
    def lacked(self) -> bool:
        """Whether it was printed and has nothing to say."""
        return bool(self.printed) and not self.values

    def default(self) -> Form:
        return self._listed(self._usual)

    def form(self, name: str) -> Form:
        match name:
            case "name" | "the" | "adjective" | "short":
                return self._listed(lambda value: self._of_entity(value, name))
            case "count":
                return self._listed(
                    lambda value: (
                        quantity_text(value, self.language, self.vocabulary, unit=False)
                        if isinstance(value, Quantity)
                        else ""
                    )
                )
            case "date":
                return self._listed(lambda value: date_text(value, self.language) if isinstance(value, Date) else "")
            case "lead":
                text = str(self._listed(self._usual))
                return Form.of(phrases(self.language).lead.format(text) if text else "", self, reveals=bool(text))
            case "precision":
                dates = [value.precision for value in self.values if isinstance(value, Date)]
                return Form.of(dates[0] if dates else "", self, reveals=False)
            case "kind" | "unit" | "how_many" | "ask":
                return Form.of(self._question(name), self, reveals=False)
        message = f"there is no form .{name}"
        raise NoForm(message)

    def _usual(self, value: Value) -> str:
        if isinstance(value, Date):
            return when_text(value, self.language)
        return value_text(value, self.language, self.vocabulary)

    def _of_entity(self, value: Value, name: str) -> str:
        if not isinstance(value, Entity):
            return self._usual(value)
        text = getattr(names(value, self.language), name)
        if text is None and name == "short":
            return names(value, self.language).name
        if text is None:
            message = f"entity `{value.id}` has no {name} in {self.language}"
            raise NoForm(message)
        return str(text)

    def _question(self, name: str) -> str:
        if not self.values:
            return ""
        value, words = self.values[0], phrases(self.language)
        if isinstance(value, Date):
            return words.ask[value.precision]
        if isinstance(value, Quantity):
            several = Quantity(Decimal(2), value.unit)
            unit = unit_text(several, self.language, self.vocabulary)
            return words.how_many[value.how == "exactly"].format(unit) if name == "how_many" else unit
        return self.vocabulary.word(self._common_type(), self.language)

    def _common_type(self) -> str:
        kinds = {value.type for value in self.values if isinstance(value, Entity)}
        return kinds.pop() if len(kinds) == 1 else self.types[0]

    def _listed(self, text: Callable[[Value], str]) -> Form:
        if len(self.values) == 1:
            return Form.of(text(self.values[0]), self)
        parts = [text(value) for value in self.values]
        return Form.of(format_list(parts, locale=locale(self.language)) if parts else "", self)


class PartSlot(Noted):
    """One value of a role that holds several, as a loop meets it; the role is shown when all of them are."""

    def __init__(self, whole: RoleSlot, value: Value) -> None:
        self.whole = whole
        self.one = RoleSlot((value,), whole.types, whole.language, whole.vocabulary)

    @property
    def plural(self) -> bool:
        """Whether a verb after it is plural."""
        return self.one.plural

    @property
    def definite(self) -> bool:
        """Whether its name takes its article."""
        return self.one.definite

    @property
    def proper(self) -> bool:
        """Whether its name is written with a capital."""
        return self.one.proper

    @property
    def number(self) -> Decimal | None:
        """What plural forms go by."""
        return self.one.number

    @property
    def exact(self) -> bool:
        """Whether its number is known exactly."""
        return self.one.exact

    @property
    def language(self) -> str:
        """The language it is told in."""
        return self.one.language

    def default(self) -> Form:
        return self._own(self.one.default())

    def form(self, name: str) -> Form:
        return self._own(self.one.form(name))

    def _own(self, form: Form) -> Form:
        return Form.of(str(form), self, reveals=form.reveals)

    def note(self, form: Form) -> str:
        super().note(form)
        return Slot.note(self.whole, form)


class DateSlot(RoleSlot):
    """`when`: the date that a question about a fact must give; printing it shows the fact's time."""

    def __init__(self, fact: Fact, language: str, vocabulary: Vocabulary) -> None:
        super().__init__((fact.when,) if fact.when else (), (DATE,), language, vocabulary)
        self.as_of = fact.time is None

    def _usual(self, value: Value) -> str:
        if self.as_of and isinstance(value, Date):
            return phrases(self.language).as_of.format(date_text(value, self.language))
        return super()._usual(value)


class BySlot(Noted):
    """`by`: whose statement a fact is; nothing where it is nobody's in particular."""

    def __init__(self, fact: Fact, language: str) -> None:
        self.fact = fact
        self.language = language

    def __bool__(self) -> bool:
        return self.fact.attribution is not None

    def default(self) -> Form:
        return self._framed(phrases(self.language).according_to)

    def form(self, name: str) -> Form:
        if name == "the":
            return self._framed("{}")
        words = phrases(self.language)
        return self._framed(words.lead.format(words.according_to))

    def _framed(self, pattern: str) -> Form:
        attribution = self.fact.attribution
        if attribution is None:
            return Form.of("", self)
        return Form.of(pattern.format(names(attribution, self.language).the), self)


class LeadSlot(Slot):
    """`lead`: the attribution and the date, as far as the fact needs them said."""

    def __init__(self, by: Slot | None, when: Slot | None) -> None:
        self.by = by
        self.when = when

    def default(self) -> Form:
        forms = [slot.form("lead") for slot in (self.by, self.when) if slot is not None]
        parts = [form.slot.note(form) for form in forms if isinstance(form, Form)]
        return Form.of("".join(parts), self)


class TextSlot(Slot):
    """A reading of the whole fact; printing it shows what the reading shows."""

    def __init__(self, render: Callable[[], str]) -> None:
        self.render = render

    def default(self) -> Form:
        return Form.of(self.render(), self)


class Namespace(Slot):
    """The slots of one fact among several, such as `first`."""

    def __init__(self, slots: FactSlots) -> None:
        self.slots = slots

    def form(self, name: str) -> object:
        return self.slots[name]


Render = Callable[[str, "FactSlots", str], str]
"""Gives a reading of a fact: by its name, with these slots, in a language."""


class FactSlots(Mapping[str, Slot]):
    """All slots of a fact, by name: made when they are asked for, as most never are.

    `render` gives the readings; `hidden` is the role that a template may call so.
    """

    def __init__(
        self,
        fact: Fact,
        vocabulary: Vocabulary,
        language: str,
        *,
        swap: Mapping[str, tuple[Value, ...]] | None = None,
        hide: str | None = None,
    ) -> None:
        self.fact = fact
        self.language = language
        self.hidden: str | None = None
        self.render: Render | None = None
        self._made: dict[str, Slot] = {}
        self._vocabulary = vocabulary
        self._relation = vocabulary.relations[fact.relation]
        self._swap = swap or {}
        self._hide = hide

    def __getitem__(self, name: str) -> Slot:
        slot = self._made.get(name)
        if slot is not None:
            return slot
        if name == HIDDEN and self.hidden:
            return self[self.hidden]
        slot = self._made[name] = self._slot(name)
        return slot

    def __iter__(self) -> Iterator[str]:
        readings = READINGS if self.render else ()
        hidden = (HIDDEN,) if self.hidden else ()
        return iter(dict.fromkeys((*self._relation.roles, TIME, "when", "by", "lead", *readings, *hidden)))

    def __len__(self) -> int:
        return len(tuple(iter(self)))

    def _slot(self, name: str) -> Slot:
        fact, language = self.fact, self.language
        match name:
            case "when":
                return self[TIME] if TIME in self._swap else DateSlot(fact, language, self._vocabulary)
            case "by":
                return BySlot(fact, language)
            case "lead":
                needs_date = fact.when is not None and self._hide != TIME and not _dated_by_article(fact)
                needs_by = needs_attribution(fact) and fact.attribution not in fact.values(self.speaker or "")
                return LeadSlot(self["by"] if needs_by else None, self["when"] if needs_date else None)
            case _ if name in READINGS and self.render:
                # If a reading held the slots that hold it, only a look for garbage would undo that circle.
                return TextSlot(partial(self.render, name, proxy(self), language))
        types = (DATE,) if name == TIME else self._relation.roles[name].types
        return RoleSlot(self._swap.get(name, fact.values(name)), types, language, self._vocabulary)

    @property
    def speaker(self) -> str | None:
        """The role of whoever says the rest, if there is one."""
        return self._relation.speaker

    def settle(self, text: str) -> None:
        """Count as shown only what stands in the finished text."""
        for slot in self._made.values():
            if slot.shown and isinstance(slot, Noted):
                slot.settle(text)

    def shown_roles(self) -> frozenset[str]:
        """The roles whose values were printed; `when` counts as the time."""
        shown = {name for name, slot in self._made.items() if slot.shown and name not in FACT_SLOTS}
        if self.date_shown():
            shown.add(TIME)
        return frozenset(shown)

    def shows(self, role: str) -> bool:
        """Whether the value of a role was printed."""
        return (role not in FACT_SLOTS and self._shown(role)) or (role == TIME and self.date_shown())

    def lacking(self) -> Sequence[str]:
        """The optional roles that this fact leaves open, and that were to be printed all the same."""
        found = {name for name, slot in self._made.items() if isinstance(slot, RoleSlot) and slot.lacked}
        return [name for name in self if name in found and name != "when"] if found else ()

    def date_shown(self) -> bool:
        """Whether the fact's date was printed, or stands in the name of the article cited."""
        return self._shown("when") or self._shown(TIME) or (self._shown("by") and _dated_by_article(self.fact))

    def attribution_shown(self) -> bool:
        """Whether it was printed whose statement the fact is."""
        if self._shown("by"):
            return True
        slot = self._made.get(self.speaker or "")
        return isinstance(slot, RoleSlot) and slot.shown and self.fact.attribution in slot.values

    def _shown(self, name: str) -> bool:
        slot = self._made.get(name)
        return slot is not None and slot.shown


def needs_attribution(fact: Fact) -> bool:
    """Whether the fact may only be asked with its attribution."""
    return fact.ask == "attributed" or fact.status in ("attributed", "contested")


def _dated_by_article(fact: Fact) -> bool:
    """Whether "according to an article of May 2022" says the as-of date too."""
    cited: Article = fact.article
    return (
        needs_attribution(fact)
        and fact.attribution is not None
        and fact.attribution.id == cited.id
        and fact.time is None
        and fact.as_of is not None
        and fact.as_of.overlaps(cited.published)
    )
