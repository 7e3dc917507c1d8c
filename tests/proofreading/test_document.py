"""What docs/lezen.md says of rules and limits is what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from reportgen.proofreading import readability
from reportgen.proofreading.known import WORDS
from reportgen.proofreading.overview import HEADINGS
from reportgen.proofreading.remarks import MOST_PER_FILE
from reportgen.proofreading.style import LONGEST

TEXT = (Path(__file__).parent.parent.parent / "docs/lezen.md").read_text(encoding="utf-8")


def test_the_formula_and_its_names():
    constants = (readability.CONSTANT, readability.PER_SYLLABLE, readability.PER_WORD)
    formula = "leesgemak = {} − {} × het aantal lettergrepen per honderd woorden − {} × het aantal woorden per zin"
    assert formula.format(*(str(number).replace(".", ",") for number in constants)) in TEXT
    rows = re.findall(r"^\| (?:onder|vanaf)? ?(\d+)(?:–\d+)? \| ([\w ]+) \|$", TEXT, re.MULTILINE)
    limits = [limit for limit, _ in readability.LEVELS]
    assert [int(low) for low, _ in rows] == [limits[0], *limits]
    assert [name for _, name in rows] == [*(name for _, name in readability.LEVELS), "zeer gemakkelijk"]


def test_limits_are_those_that_are_used():
    assert MOST_PER_FILE == 10
    assert "de tien opmerkingen" in TEXT
    assert f"meer dan {LONGEST} woorden" in TEXT
    assert f"een leesgemak onder de {readability.HARD_BELOW}" in TEXT
    assert f"`{WORDS}`" in TEXT
    assert all(heading in TEXT for heading in HEADINGS)
