"""A digit typed into a text is found wherever it would be printed, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.project.schema import Text
from reportgen.project.typed_numbers import typed_numbers
from tests.monitors import small_monitor
from tests.test_project import problems_in


def found(source: str) -> list[tuple[int | None, str]]:
    """The line and the number of each problem."""
    return [
        (problem.place.line if problem.place else None, problem.what.partition("“")[2].partition("”")[0])
        for problem in typed_numbers(Text("tekst.md", source))
    ]


@pytest.mark.parametrize(
    ("source", "number"),
    [
        ("Van alle mensen is 15% positief.", "15%"),
        ("Van alle mensen is 15\u00a0% positief.", "15\u00a0%"),
        ("Het cijfer is een 6,9.", "6,9"),
        ("In 2024–2025 is gemeten.", "2024–2025"),
        ("Er zijn 3,8 miljoen klanten.", "3,8"),
        ("Op 1.043 mensen na.", "1.043"),
        ("Met 5G en al.", "5G"),
        ("Het 3e jaar.", "3e"),
        ("Een ½ jaar.", "½"),
        ("Een **15**.", "15"),
        ("# Hoofdstuk 2", "2"),
        ("> Het citaat van 2025", "2025"),
        ("| a | 7 |", "7"),
        ("Een [tekst van 2024](https://example.nl/).", "2024"),
        ("`code 4`", "4"),
        ("<!-- 9 -->", "9"),
        ("Dat was in 2024. Toen", "2024"),
        ("Een &#49; als entiteit.", "1"),
        ("Een &frac12; als entiteit.", "½"),
        ("{% if rose('a') %}15%{% else %}minder{% endif %}", "15%"),
        ("{% set deel %}15{% endset %}", "15"),
        ("{# een # opmerking #}15", "15"),
        ("{{ label }} 3. En dan", "3"),
        ("1{{ label }}", "1"),
        ("{{ 'a }} b' }} 8", "8"),
        ("٣ mensen", "٣"),
    ],
)
def test_a_typed_digit_is_found(source: str, number: str) -> None:
    assert found(source) == [(1, number)]


@pytest.mark.parametrize(
    "source",
    [
        '{{ share("chatbot_positief@2025", group="leeftijd=18-30") }} van allen',
        '{{ cited("3,8 miljoen", source="CBS, 2024") }}',
        "{{ 'een }} van 15' }}",
        '{{ "een \\" }} van 15" }}',
        "{% if n > 15 %}veel{% elif n < 3 %}weinig{% endif %}",
        "{%- for i in [1, 2] -%}x{%- endfor -%}",
        "{# in 2024 stond hier\niets over 15% #}",
        "Zie [het onderzoek](https://example.nl/2025/deel-3).",
        "Zie [het onderzoek](bijlage_2.pdf).",
        "Zie [het onderzoek](<bijlage 2.pdf>).",
        "Zie <https://example.nl/2025> of https://example.nl/2024.",
        "Schrijf naar <mailto:pers2025@example.nl>.",
        "Dat is 't &#8211; &#x2013; &mdash; &eacute;n.",
        "Een zin.[^1]\n\n[^1]: Een noot.",
        "1. Eerst\n2. Dan\n10) Ten slotte",
        "- een\n  1. in de lijst\n> 2. in het citaat",
        "Geen cijfer, wel vijftien procent.",
        "",
    ],
)
def test_what_is_not_printed_as_it_stands_is_left_alone(source: str) -> None:
    assert found(source) == []


def test_every_digit_has_its_own_line() -> None:
    source = "# Kop\n\n{# een\nopmerking #}\nIn 2024 {{ share(\n'a') }} en 15%.\n\n1. Nog 3\n"
    assert found(source) == [(5, "2024"), (6, "15%"), (8, "3")]


def test_the_problem_says_how_to_mend_it() -> None:
    (problem,) = typed_numbers(Text("templates/report/01.md", "Het is 15%."))
    assert str(problem) == (
        "templates/report/01.md, regel 1: een getypt cijfer: “15%”.\n"
        '  → Laat het uitrekenen, zoals {{ share("…") }}, of noem de bron: {{ cited("15%", source="…") }}.'
    )


@pytest.mark.parametrize("source", ["{{ '" * 20_000, "x" * 200_000, "{{" * 50_000, "](x" * 50_000, "&#" * 50_000])
def test_a_text_gone_wrong_takes_no_time(source: str) -> None:
    assert found(source + " 7") == [(1, "7")]


def test_digits_in_all_texts_and_figures_come_with_the_other_mistakes(tmp_path: Path) -> None:
    root = small_monitor(
        tmp_path,
        figures=("De houding tegenover wachten", "De houding in 2025"),
        report=("Van alle mensen", "Van 40 mensen"),
        press_release=("# Wachten valt mee", "# Wachten valt 15% mee"),
    )
    assert [str(problem).partition(": ")[0] for problem in problems_in(root)] == [
        "templates/figures.toml, regel 4",
        "templates/report/01-houding.md, regel 3",
        "templates/press-release/persbericht.md, regel 1",
    ]


def test_a_digit_typed_into_the_sentences_of_the_monitor_is_found_but_not_the_name_of_an_edition(
    tmp_path: Path,
) -> None:
    subtitle = 'subtitle = "Wat mensen van wachten vinden{}"'
    wrong = (subtitle.format(""), subtitle.format(", in 2025: 25% wacht"))
    (problem,) = problems_in(small_monitor(tmp_path, monitor=wrong))
    assert problem.what == "een getypt cijfer: “25%”."
    assert str(problem.place).startswith("monitor.toml, regel ")
