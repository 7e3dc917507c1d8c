"""The lines of a table of facts: each with its uncertainty, its base, and what sets it apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.facts import Decision, FactBook
from reportgen.project.schema import Breakdown, Group
from reportgen.report.listing.choosing import choose_facts
from reportgen.report.listing.footnotes import compose_notes
from reportgen.report.listing.letters import letters_of
from reportgen.report.listing.lines import NUMERIC, Line, compose_lines, remark_on, render_text, shown_columns
from reportgen.report.listing.naming import label_of
from reportgen.terminal import show_table
from tests.listing.examples import BOOK, CODEBOOK, change, cited, pair, shown, suppressed


def lines(indicator: str, wave: str | None = None, *by: str, book: FactBook = BOOK) -> tuple[Line, ...]:
    return compose_lines(choose_facts(shown(book), indicator, wave, by), shown(book))


def text(indicator: str, wave: str | None = None, *by: str) -> list[str]:
    return render_text(lines(indicator, wave, *by)).splitlines()


def test_a_pipe_gets_aligned_text_with_the_change_since_the_wave_before() -> None:
    assert text("positief") == [
        "Indicator  Editie  Uitkomst  95%-interval      n  n eff.     Verschil        p  Omschrijving",
        "positief   2023        9,0%     13,0–17,6  1.043     872                        positief is",
        "positief   2024       10,1%     13,0–17,6  1.043     872    +1,1 punt    0,410  positief is",
        "positief   2025       15,1%     13,0–17,6  1.043     872  ▲ +5,1 punt  < 0,001  positief is",
    ]


def test_notes_stand_under_the_table_after_an_empty_line() -> None:
    assert render_text(lines("nps", "2025"), ("Een noot.",)).endswith("net promoter score\n\nEen noot.\n")


def test_small_bases_are_marked_and_suppressed_ones_show_nothing() -> None:
    _, young, _, old = lines("positief", "2025", "leeftijd")
    assert (young.outcome, young.remark) == ("25,0%", "indicatief")
    assert old == Line(
        "positief", "", "66+", "2025", "–", "", "12", "10", "", "", "", "te weinig waarnemingen", "positief is"
    )


def test_what_is_hidden_on_a_large_base_is_not_called_small() -> None:
    hidden = suppressed("positief@2025/leeftijd=midden")
    assert remark_on(replace(hidden, n=336, n_eff=280.0), shown()) == "weggelaten"
    assert remark_on(replace(hidden, n=336, n_eff=29.0), shown()) == "te weinig waarnemingen"


def test_a_group_is_compared_with_the_rest() -> None:
    assert [line.difference for line in lines("positief", "2025", "leeftijd")][:2] == ["▲ +5,1 punt", "▲ +12,0 punt"]


def test_a_group_has_a_letter_and_those_of_the_groups_it_is_significantly_higher_than() -> None:
    [heading, everybody, young, middle, _] = text("positief", "2025", "leeftijd")
    assert heading.split()[:3] == ["Indicator", "Letter", "Groep"]
    assert everybody.split()[1] == "2025"
    found = lines("positief", "2025", "leeftijd")
    assert [line.letter for line in found] == ["", "A", "B", ""]
    assert [line.higher_than for line in found] == ["", "B", "", ""]
    assert (young.split()[1], middle.split()[1]) == ("A", "B")


def test_a_pair_may_have_the_later_group_on_top() -> None:
    book = replace(BOOK, comparisons=(pair("jong", "midden", -0.13, True),))
    assert [line.higher_than for line in lines("positief", "2025", "leeftijd", book=book)][:3] == ["", "", "A"]


def test_letters_are_left_out_where_no_group_is_higher_than_another() -> None:
    book = replace(BOOK, comparisons=(pair("jong", "midden", 0.13, False),))
    headings = [column[0] for column in shown_columns(lines("positief", "2025", "leeftijd", book=book))]
    assert {"Letter", "Hoger dan"}.isdisjoint(headings)


def test_after_the_alphabet_letters_are_doubled() -> None:
    groups = {str(place): Group(str(place)) for place in range(54)}
    many = replace(shown(), codebook=replace(CODEBOOK, breakdowns={"veel": Breakdown("veel", "leeftijd", groups)}))
    letters = list(letters_of("veel", many).values())
    assert [letters[place] for place in (0, 25, 26, 27, 51, 52)] == ["A", "Z", "AA", "AB", "AZ", "BA"]


@pytest.mark.parametrize(
    ("difference", "significant", "written"),
    [
        (0.0507, True, "▲ +5,1 punt"),
        (-0.0507, False, "−5,1 punt"),
        (-0.0004, False, "0,0 punt"),
        (-0.0004, True, "▼ < 0,1 punt"),
    ],
)
def test_a_difference_has_a_sign_unless_it_rounds_to_nothing(
    difference: float, significant: bool, written: str
) -> None:
    book = replace(BOOK, comparisons=(change("positief", "2024", "2025", difference, 0.9, significant),))
    assert lines("positief", "2025", book=book)[0].difference == written


def test_a_mean_has_one_decimal_and_no_percent_sign() -> None:
    [line] = lines("cijfer_telefoon")
    assert (line.outcome, line.interval) == ("6,9", "6,7–7,0")


@pytest.mark.parametrize(
    ("difference", "significant", "written"),
    [(-33.2, True, "▼ −33 punten"), (1.2, False, "+1 punt"), (0.2, False, "0 punten"), (0.2, True, "▲ < 1 punt")],
)
def test_a_score_is_a_whole_number_with_its_sign(difference: float, significant: bool, written: str) -> None:
    book = replace(BOOK, comparisons=(change("nps", "2024", "2025", difference, 0.01, significant),))
    before, now = lines("nps", book=book)
    assert (before.outcome, now.outcome) == ("+5", "−29")
    assert (before.interval, now.interval) == ("−1 tot +10", "−34 tot −23")
    assert now.difference == written


def test_a_figure_from_a_publication_is_marked_and_has_nothing_that_is_not_known() -> None:
    book = replace(BOOK, facts=(cited("positief@2022", 0.08, "8%", "Rapport"), *BOOK.facts))
    book = replace(book, waves=("2022", *BOOK.waves))
    first = lines("positief", book=book)[0]
    assert first == Line("positief", "", "", "2022", "8%°", "", "", "", "", "", "", "", "positief is")
    book = replace(book, facts=(cited("positief@2022", 0.08, "8%", "Rapport", n=812), *book.facts[1:]))
    assert lines("positief", book=book)[0].n == "812"


def test_at_a_break_there_is_no_difference_but_a_remark() -> None:
    broken = Decision("2025", "2024", None, "mode", "online", "telefoon", comparable=False, reason="andere methode")
    book = replace(BOOK, decisions=(broken,), comparisons=BOOK.comparisons[2:3])
    assert [(line.difference, line.remark) for line in lines("positief", book=book)] == [
        ("", ""), ("+1,1 punt", ""), ("", "trendbreuk"),
    ]  # fmt: skip


def test_a_difference_with_an_older_wave_than_the_one_before_says_so() -> None:
    book = replace(BOOK, comparisons=(change("positief", "2023", "2025", 0.06, 0.01, True),))
    assert lines("positief", "2025", book=book)[0].remark == "verschil met 2023"


def test_a_class_of_numbers_is_described_by_its_group() -> None:
    assert label_of("leeftijd.jong", CODEBOOK) == "18–30 jaar"
    assert label_of("cijfer.7", CODEBOOK) == "7"


def test_an_answer_in_own_words_is_described() -> None:
    assert label_of("toelichting.1", CODEBOOK) == "gaf een toelichting"
    assert label_of("toelichting.0", CODEBOOK) == "gaf geen toelichting"


def test_columns_in_which_nothing_stands_are_left_out() -> None:
    headings = [column[0] for column in shown_columns(lines("houding"))]
    assert headings == ["Indicator", "Editie", "Uitkomst", "95%-interval", "n", "n eff.", "Omschrijving"]
    assert set(headings) - {"Indicator", "Editie", "Omschrijving"} <= NUMERIC


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_on_a_terminal_of_any_width_every_number_stays_whole(
    width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    chosen = choose_facts(shown(), "positief", None, ["leeftijd"])
    table, notes = compose_lines(chosen, shown()), compose_notes(chosen, shown())
    show_table(shown_columns(table), NUMERIC, notes)
    out = capsys.readouterr().out
    assert "…" not in out
    for line in table:
        assert all(number in out for number in (line.outcome, line.interval, line.n, line.difference, line.p))
    for told in ("positief is", *notes):
        assert told in " ".join(out.split())


def test_square_brackets_in_a_note_are_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    show_table([("Indicator", "a"), ("Omschrijving", "b")], NUMERIC, ["Zie [bold] hier."])
    assert "Zie [bold] hier." in capsys.readouterr().out
