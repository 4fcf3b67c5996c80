"""The SQLite database in a package, opened so that reading it can do nothing but read."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from quizgen.packages.bad import refuse_damaged, refuse_too_large, refuse_unsafe

MAX_VALUE = 16 * 2**20
"""No field is as long as that, nor are all note types together."""
_NORMAL_COLUMN = 0

T = TypeVar("T", int, str, bytes)


class Database:
    """The tables of a collection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def rows(self, table: str, *columns: str) -> Iterator[Row]:
        """The columns of all rows, in the order of the first; each an error unless it is what it is asked as."""
        self._check(table, columns)
        query = f"SELECT {', '.join(columns)} FROM {table} ORDER BY {columns[0]}"  # noqa: S608  # our own names
        for values in self._connection.execute(query):
            yield Row(table, dict(zip(columns, values, strict=True)))

    def _check(self, table: str, columns: tuple[str, ...]) -> None:
        found = {name: hidden for _, name, *_, hidden in self._connection.execute(f"PRAGMA table_xinfo({table})")}
        if not found:
            refuse_damaged(f"the collection has no table `{table}`")
        for column in columns:
            if column not in found:
                refuse_damaged(f"the table `{table}` has no column `{column}`")
            if found[column] != _NORMAL_COLUMN:
                refuse_unsafe(f"the column `{column}` of the table `{table}` computes its values")


class Row:
    """One row; SQLite lets anything stand anywhere."""

    def __init__(self, table: str, values: dict[str, object]) -> None:
        self._table = table
        self._values = values

    def get(self, column: str, kind: type[T]) -> T:
        """A value that is a number, a text or bytes."""
        value = self._values[column]
        if not isinstance(value, kind):
            refuse_damaged(f"the table `{self._table}` has a wrong value in its column `{column}`")
        return value


@contextmanager
def opened(path: Path) -> Iterator[Database]:
    """The database; raises BadPackage if it is damaged, or would do more than hold data."""
    with _told(), closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, MAX_VALUE)
        # Names in new collections are sorted in Anki's own way, which is of no matter here.
        connection.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        connection.executescript(
            "PRAGMA trusted_schema = OFF; PRAGMA ignore_check_constraints = ON; PRAGMA cell_size_check = ON"
        )
        _refuse_code(connection)
        _refuse_damage(connection)
        yield Database(connection)


def _refuse_code(connection: sqlite3.Connection) -> None:
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master"):
        is_virtual = str(sql).upper().split()[:2] == ["CREATE", "VIRTUAL"]
        if kind in {"trigger", "view"} or is_virtual:
            said = "virtual table" if is_virtual else kind
            refuse_unsafe(f"the collection has a {said} called `{str(name)[:100]}`, and Anki's have none")


def _refuse_damage(connection: sqlite3.Connection) -> None:
    [(verdict,)] = connection.execute("PRAGMA quick_check(1)")
    if verdict != "ok":
        refuse_damaged(f"the collection is damaged: {' '.join(str(verdict).split())}")


@contextmanager
def _told() -> Iterator[None]:
    """Turns what SQLite says of a damaged file into words."""
    try:
        yield
    except sqlite3.DataError:
        refuse_too_large(f"the collection has a value of more than {MAX_VALUE:,} bytes")
    except sqlite3.Error as error:
        refuse_damaged(f"the collection cannot be read: {error}")
