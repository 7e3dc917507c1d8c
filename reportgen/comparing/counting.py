"""What differs, counted in a Dutch sentence."""

from __future__ import annotations

from reportgen.comparing.difference import Difference
from reportgen.comparing.figures import FactChange, Shift
from reportgen.report import dutch


def counted(number: int, one: str, more: str) -> str:
    """Write a number with its noun: "1 zin", "1.043 zinnen"."""
    return f"{dutch.count(number)} {one if number == 1 else more}"


def headline(difference: Difference) -> str:
    """Say in one sentence what differs."""
    if difference.is_empty:
        return "Geen verschillen."
    changes = [change for group in difference.figures for change in group.changes]
    facts = sum(isinstance(change, FactChange) for change in changes)
    printed = "significant veranderd cijfer", "significant veranderde cijfers"
    uncarried = len(difference.review.uncarried) if difference.review else 0
    parts = [
        _part(uncarried, "bewering die de cijfers niet dragen", "beweringen die de cijfers niet dragen"),
        _part(facts, *(printed if difference.of_waves else ("ander cijfer", "andere cijfers"))),
        _part(
            sum(one.shift is Shift.SIGNIFICANCE for one in changes),
            "toets die anders uitvalt",
            "toetsen die anders uitvallen",
        ),
        _part(len(difference.meanings), "zin die iets anders zegt", "zinnen die iets anders zeggen"),
        _part(len(difference.numbers), "zin met alleen een ander cijfer", "zinnen met alleen een ander cijfer"),
        _part(len(difference.charts), "andere figuur", "andere figuren"),
        _part(len(difference.tables), "andere tabel", "andere tabellen"),
        _part(len(difference.questions), "andere vraag- of antwoordtekst", "andere vraag- of antwoordteksten"),
        _part(len(difference.decisions), "besluit over vergelijkbaarheid", "besluiten over vergelijkbaarheid"),
    ]
    shown = [part for part in parts if part]
    return f"{dutch.enumeration(shown)}." if shown else "In druk is er geen verschil te zien."


def _part(number: int, one: str, more: str) -> str:
    return counted(number, one, more) if number else ""
