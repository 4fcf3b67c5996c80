"""CSV files that people edit, by hand or in a spreadsheet: their rows by column, each with its place."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from quizgen.frozen import frozen
from quizgen.listing import harmless
from quizgen.model import Place
from quizgen.problems import Problem
from quizgen.yamlfile import read_text

_SEPARATORS = ",;\t"
"""What spreadsheets part cells with, by the country they are set to."""
_CONFLICT_BEGINS, _CONFLICT_ENDS = "<<<<<<<", ">>>>>>>"
_QUOTES_HINT = "put a cell that holds commas or quotation marks between quotation marks, and write those in it twice"
_MERGE_HINT = "of the lines between the marks keep for each id the one with the later date, and delete the marks"


@frozen
class Row:
    """A row, its cells by the names in the first line."""

    cells: Mapping[str, str]
    place: Place

    def problem(self, message: str, hint: str) -> Problem:
        """That something is wrong in this row."""
        return Problem(self.place, "review-line", message, hint)


def read_rows(path: Path, columns: Sequence[str]) -> tuple[list[Row], list[Problem]]:
    """The rows of a file that has at least these columns, in any order; and every line that is none."""
    text, problems = read_text(path)
    rows: list[Row] = []
    for found in _rows(text.removeprefix("\ufeff"), str(path), columns) if text is not None else ():
        if isinstance(found, Row):
            rows.append(found)
        else:
            problems.append(found)
    return rows, problems


def as_csv(rows: Iterable[Sequence[str]], *, quoted: bool = False) -> str:
    """Rows as a file; no cell is a formula to a spreadsheet, nor a part of it to one that parts cells elsewhere."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL, lineterminator="\n")
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def _rows(text: str, path: str, columns: Sequence[str]) -> Iterator[Row | Problem]:
    lines = _lines(text, path)
    head = next(lines, None)
    names = head[1] if isinstance(head, tuple) else []
    if missing := [name for name in columns if name not in names]:
        message = f"the first line should name the columns, and lacks {', '.join(missing)}"
        yield Problem(Place(path), "review-line", message, f"it should name at least {', '.join(columns)}")
        return
    in_conflict = False
    for line in lines:
        if isinstance(line, Problem):
            yield line
            continue
        place, cells = line
        if cells[0].startswith(_CONFLICT_BEGINS):
            in_conflict = True
            yield Problem(place, "review-line", "git has left this to be merged by hand", _MERGE_HINT)
        elif in_conflict:
            in_conflict = not cells[0].startswith(_CONFLICT_ENDS)
        elif len(cells) == len(names):
            yield Row({name: _as_meant(cell) for name, cell in zip(names, cells, strict=True)}, place)
        else:
            message = f"{len(cells)} cells, where there are {len(names)} columns"
            yield Problem(place, "review-line", message, _QUOTES_HINT)


def _lines(text: str, path: str) -> Iterator[tuple[Place, list[str]] | Problem]:
    """The cells of each line that has any, with where it begins: those between quotation marks may be of several."""
    first = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    while True:
        place = Place(path, reader.line_num + 1)
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Problem(place, "review-line", f"this is no CSV: {error}", _QUOTES_HINT)
            continue
        if any(cells):
            yield place, [cell.strip() for cell in cells]


def _as_meant(cell: str) -> str:
    """The cell without what made it harmless."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell
