"""The order of the chapters in front of those that are counted."""

from __future__ import annotations

from reportgen.report.chapters import facing
from reportgen.report.model import Block, Chapter, KeyFigure, KeyFigures, Run

KEY_FIGURES = KeyFigures((KeyFigure(Run("15%"), (Run("positief"),), ()),))


def chapter(name: str, *blocks: Block, number: int | None = None) -> Chapter:
    return Chapter(name, number, (Run(name),), blocks)


FOREWORD, ABOUT, FIRST, COLOPHON = (
    chapter("voorwoord"), chapter("over"), chapter("houding", number=1), chapter("colofon"),
)  # fmt: skip
SUMMARY = chapter("kort", KEY_FIGURES)


def test_a_summary_opens_a_report() -> None:
    assert facing((SUMMARY, ABOUT, FIRST, COLOPHON)) == (SUMMARY, ABOUT, FIRST, COLOPHON)


def test_behind_a_foreword_what_follows_a_summary_goes_before_it() -> None:
    assert facing((FOREWORD, SUMMARY, ABOUT, FIRST, COLOPHON)) == (FOREWORD, ABOUT, SUMMARY, FIRST, COLOPHON)


def test_with_nothing_to_go_before_it_a_summary_stays_where_it_is() -> None:
    assert facing((FOREWORD, SUMMARY, FIRST)) == (FOREWORD, SUMMARY, FIRST)


def test_a_report_without_a_summary_stays_as_it_is() -> None:
    assert facing((FOREWORD, ABOUT, FIRST)) == (FOREWORD, ABOUT, FIRST)
    assert facing(()) == ()
