"""Each flaw's page shows an item that has it, and one that has none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from quizgen.flaws import FLAWS
from quizgen.problems import Code
from tests.flaws.measure import as_asked

_EXAMPLE = re.compile(r"^(Wrong|Right):\n\n```yaml\n(.*?)```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("code", FLAWS)
def test_the_wrong_example_has_the_flaw_and_the_right_one_has_none(root: Path, code: Code) -> None:
    examples = dict(_EXAMPLE.findall((root / f"docs/problems/{code}.md").read_text()))
    wrong, right = (as_asked({"flaws": [], **yaml.safe_load(examples[which])}) for which in ("Wrong", "Right"))
    assert FLAWS[code].find(wrong)
    assert not [other for other, flaw in FLAWS.items() if flaw.find(right)]
