"""A proof on a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.errors import Place
from reportgen.proofreading.overview import WIDTH, render_proof
from reportgen.proofreading.proofreader import Proof, Reading
from reportgen.proofreading.readability import Ease
from reportgen.proofreading.remarks import Remark

LONG, SHORT = Ease(5, 100, 170), Ease(1, 10, 17)
REPORT = Reading("report", LONG, (("Houding", LONG), ("Colofon", SHORT)))
RELEASE = Reading("press-release", SHORT, (("Wachten valt mee", SHORT),))


def remark(line: int | None, what: str = "twee keer “de” na elkaar: “de de”.") -> Remark:
    return Remark(what, "Haal er één weg.", 5, Place("templates/report/a.md", line))


def test_how_easily_each_publication_and_each_of_several_chapters_reads():
    assert render_proof(Proof((REPORT, RELEASE)), []).splitlines() == [
        "Taal en leesbaarheid (formule van Flesch-Douma: hoe hoger, hoe makkelijker)",
        "               leesgemak                       woorden/zin  lettergrepen/woord",
        "  rapport             57  tamelijk moeilijk           20,0                1,70",
        "    Houding           57  tamelijk moeilijk           20,0                1,70",
        "    Colofon            –  te kort om te meten",
        "  persbericht          –  te kort om te meten",
        "",
        "  Spelling en stijl: niets gevonden",
        "",
    ]


def test_remarks_stand_under_their_file_with_line_and_advice():
    remarks = (remark(3), remark(None, "dit hoofdstuk leest moeilijk (leesgemak 40, onder de 45)."))
    assert render_proof(Proof((RELEASE,), remarks), []).splitlines()[3:] == [
        "",
        "  templates/report/a.md",
        "    Dit hoofdstuk leest moeilijk (leesgemak 40, onder de 45).",
        "      → Haal er één weg.",
        "    regel 3: twee keer “de” na elkaar: “de de”.",
        "      → Haal er één weg.",
        "",
    ]


def test_what_is_left_out_is_counted():
    assert render_proof(Proof((RELEASE,), tuple(map(remark, range(1, 15)))), []).endswith("    … en nog 4\n\n")


@pytest.mark.parametrize("title", ["Wat mensen vragen van geautomatiseerd contact met een klantenservice " * 2])
def test_nothing_is_wider_than_a_terminal_may_be(title):
    long = remark(3, "deze zin staat al eerder: " + "woord na woord, " * 20)
    reading = replace(REPORT, chapters=((title, LONG), ("Colofon", LONG)))
    assert max(map(len, render_proof(Proof((reading,), (long,)), []).splitlines())) <= WIDTH + 4
