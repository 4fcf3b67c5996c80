"""The sheets for readers, and the command that writes them and takes them back."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import pytest
from click.testing import CliRunner, Result

from quizgen import cli
from quizgen.reviews.record import path_of, read_record
from quizgen.reviews.seen import seen
from quizgen.reviews.sheets import part_of, sheet
from tests.samples import sample_quiz, shipped_quiz

DECK = "decks/bridge.yaml"
RECORD = path_of(DECK)
NOON = "1795435200"  # of 23 November 2026, in UTC


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, arguments, prog_name="quizgen", env={"SOURCE_DATE_EPOCH": NOON})


def done(*arguments: str) -> str:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.output


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"), newline="")))


def fill(file: Path, verdict: str, first: Mapping[str, str] = MappingProxyType({})) -> list[str]:
    """Fill in a sheet as a spreadsheet would save it, the first row otherwise; the ids of its rows."""
    rows = rows_of(file)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0], delimiter=";")
        writer.writeheader()
        writer.writerow({**rows[0], "verdict": verdict, **first})
        writer.writerows({**row, "verdict": verdict} for row in rows[1:])
    return [row["id"] for row in rows]


def test_a_sheet_shows_every_question_as_text() -> None:
    """By id, whole, and ready for Excel."""
    items = sample_quiz().items
    written = sheet(items, {})
    assert written.startswith("\ufeff".encode())
    rows = list(csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert [row["id"] for row in rows] == sorted(item.id for item in items)
    by_id = {item.id: item for item in items}
    for row in rows:
        assert row["question"] == seen(by_id[row["id"]]).question
        assert row["verdict"] == row["remark"] == row["before"] == ""


def test_parts_share_out_all_and_keep_facts_together() -> None:
    items = shipped_quiz().items
    parts = [part_of(items, part, 4) for part in range(1, 5)]
    assert sorted(item.id for part in parts for item in part) == sorted(item.id for item in items)
    facts = [{item.facts for item in part} for part in parts]
    assert len(set().union(*facts)) == sum(map(len, facts))
    assert max(map(len, facts)) - min(map(len, facts)) <= 1


def test_out_and_back(project: Path) -> None:
    """Several readers one after the other; what is mended is read again, and shows what was said of it."""
    for part in ("1/2", "2/2"):
        done("review", "write", DECK, "--part", part, "-o", f"{part[0]}.csv")
    first = fill(Path("1.csv"), "Accept")
    poor, *_ = names = fill(Path("2.csv"), "accept", {"verdict": "revise", "remark": "=Who,\nexactly?"})
    assert f"Took {len(first)} reviews; 0 questions without" in done("review", "take", DECK, "1.csv", "--by", "Ada")
    done("review", "take", DECK, "2.csv", "--by", "Ben")
    record, problems = read_record(RECORD)
    assert not problems
    assert [*record] == sorted([*first, *names])
    assert (record[first[0]].verdict, record[first[0]].reader) == ("accept", "Ada")
    assert (record[poor].remark, record[poor].date) == ("=Who, exactly?", "2026-11-23")
    total = len(record)
    assert done("review", "status", DECK).splitlines() == [
        f"{total} questions: {total - 1} accepted, 1 to revise, 0 rejected, 0 changed since read, 0 unread",
        f"decks/bridge.reviews.csv:{record[poor].place.line}: revise {poor}",
        "    =Who, exactly? (Ben, 2026-11-23)",
    ]
    assert "Nothing is to be read" in done("review", "write", DECK, "-o", "3.csv")
    text = RECORD.read_text()
    RECORD.write_text(text.replace(record[poor].fingerprint, "pppppppppppp"))
    assert "0 to revise, 0 rejected, 1 changed since read" in done("review", "status", DECK)
    done("review", "write", DECK, "-o", "3.csv")
    (row,) = rows_of(Path("3.csv"))
    assert (row["id"], row["before"]) == (poor, "revise (Ben, 2026-11-23) =Who, exactly?")


def test_a_sheet_with_a_fault_is_not_taken_in_part(project: Path) -> None:
    """Not a row of it; and what was in the record stays."""
    done("review", "write", DECK, "-o", "a.csv")
    blank = Path("a.csv").read_bytes()
    fill(Path("a.csv"), "accept")
    done("review", "take", DECK, "a.csv", "--by", "Ada")
    before = RECORD.read_bytes()
    Path("a.csv").write_bytes(blank)
    fill(Path("a.csv"), "accept", {"id": "x"})
    result = run("review", "take", DECK, "a.csv", "--by", "Ben")
    assert result.exit_code == 1
    assert "a.csv:2:1: review-line there is no question “x” any more" in result.stderr
    assert RECORD.read_bytes() == before


def test_what_changed_meanwhile_may_be_left(project: Path) -> None:
    """So that one reader's remarks can be heeded before the next one's table is back."""
    done("review", "write", DECK, "-o", "a.csv")
    _, *others = fill(Path("a.csv"), "accept", {"fingerprint": "other"})
    assert run("review", "take", DECK, "a.csv", "--by", "Ada").exit_code == 1
    took = done("review", "take", DECK, "a.csv", "--by", "Ada", "--leave-changed")
    assert took.startswith(f"Took {len(others)} reviews; 0 questions without a verdict; 1 left out, changed or gone")
    assert [*read_record(RECORD)[0]] == others


def test_rows_left_blank_are_not_taken_and_what_is_gone_goes(project: Path) -> None:
    """Without a verdict there is no record to begin."""
    done("review", "write", DECK)
    blank = Path("bridge-review.csv")
    total = len(rows_of(blank))
    assert f"Took 0 reviews; {total} questions" in done("review", "take", DECK, str(blank), "--by", "Ada")
    assert not RECORD.exists()
    RECORD.write_text("id,fingerprint,verdict,reader,date,remark\ngone,a,accept,Ada,2026-11-23,\n")
    names = fill(blank, "accept")
    done("review", "take", DECK, str(blank), "--by", "Ada")
    assert [*read_record(RECORD)[0]] == names


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["write", DECK, "--part", "5/4"], "'5/4' is no part such as 2/4"),
        (["write", DECK, "--part", "half"], "'half' is no part such as 2/4"),
        (["write", DECK, "--topic", "twon"], "there is no topic 'twon'; did you mean town?"),
        (["write", DECK, "-o", DECK], "is there already, and somebody may have filled it in"),
        (["take", DECK, "a.csv", "--by", " "], "--by is empty"),
        (["take", DECK, "a.csv"], "Missing option '--by'"),
    ],
)
def test_wrong_usage(project: Path, arguments: list[str], said: str) -> None:
    result = run("review", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_topics_and_all(project: Path) -> None:
    done("review", "write", DECK, "-o", "a.csv")
    fill(Path("a.csv"), "accept")
    done("review", "take", DECK, "a.csv", "--by", "Ada")
    done("review", "write", DECK, "--all", "--topic", "town", "-o", "town.csv")
    rows = rows_of(Path("town.csv"))
    assert 0 < len(rows) < len(read_record(RECORD)[0])
    assert all("town" in row["topic"].split(", ") for row in rows)
