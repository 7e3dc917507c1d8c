"""What has to hold of an embargo in monitor.toml: each way in which it does not, with its line and a way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.project.embargoes import embargo_of
from reportgen.project.reading import read_project
from tests.monitors import MONITOR, small_monitor
from tests.test_project import only_problem_in

PUBLISHED = "published = 2025-01-13"
PARTNER = '\n[[editions]]\nslug = "vereniging"\nlabel = "Editie Vereniging"\nbrand = "klein"\nembargo = '


def with_embargo(folder: Path, of_wave: str = "", of_partner: str = "", of_earlier: str = "") -> Path:
    """The small monitor with an embargo on its waves, or on the edition of a partner."""
    source = MONITOR
    if of_wave:
        source = source.replace(PUBLISHED, f'{PUBLISHED}\nembargo = "{of_wave}"')
    if of_earlier:
        source = source.replace("published = 2024-01-15", f'published = 2024-01-15\nembargo = "{of_earlier}"')
    if of_partner:
        source += f'{PARTNER}"{of_partner}"\n'
    return small_monitor(folder, monitor=source)


@pytest.mark.parametrize(
    ("written", "what", "remedy"),
    [
        ("2025-01-13", "is geen moment", "Schrijf jaar-maand-dag, uur:minuut en de plaats"),
        ("2025-01-13 06:00", "staat niet in welke tijdzone", "“2025-01-13 06:00 Europe/Amsterdam”"),
        ("2025-01-13 06:00 Amsterdam", "geen tijdzone met de naam van een plaats", "Bedoelde u “Europe/Amsterdam”?"),
        ("2025-03-30 02:30 Europe/Amsterdam", "is het in Europe/Amsterdam nooit 02:30", "Kies een ander uur"),
        ("2025-10-26 02:30 Europe/Amsterdam", "is het in Europe/Amsterdam twee keer 02:30", "Kies een ander uur"),
        (
            "2025-01-14 06:00 Europe/Amsterdam",
            "dit embargo eindigt op 2025-01-14, en editie “2025” wordt gepubliceerd op 2025-01-13.",
            "Een embargo eindigt op de dag van publicatie: verbeter een van beide.",
        ),
        ("2025-01-12 23:59 Europe/Amsterdam", "dit embargo eindigt op 2025-01-12", "verbeter een van beide"),
        (" ", "“embargo” is leeg.", "Vul een tekst in."),
    ],
)
@pytest.mark.parametrize("on", ["of_wave", "of_partner"])
def test_what_is_no_moment_of_publication_is_refused_with_its_line(
    tmp_path: Path, on: str, written: str, what: str, remedy: str
) -> None:
    problem = only_problem_in(with_embargo(tmp_path, **{on: written}))
    source = (tmp_path / "monitor.toml").read_text(encoding="utf-8").splitlines()
    assert problem.place is not None
    assert (problem.place.file, source[(problem.place.line or 0) - 1]) == ("monitor.toml", f'embargo = "{written}"')
    assert what in problem.what
    assert remedy in problem.remedy


def test_the_own_embargo_of_an_edition_goes_before_that_of_the_wave(tmp_path: Path) -> None:
    six, nine = "2025-01-13 06:00 Europe/Amsterdam", "2025-01-13 09:00 Europe/Amsterdam"
    found = read_project(with_embargo(tmp_path, of_wave=six, of_partner=nine)).monitor
    moments = {edition: embargo_of(found, "2025", edition) for edition in found.editions}
    assert {edition: moment and moment.iso[11:16] for edition, moment in moments.items()} == {
        "landelijk": "06:00",
        "vereniging": "09:00",
    }


def test_an_embargo_of_an_edition_is_of_the_newest_wave_alone(tmp_path: Path) -> None:
    nine, earlier = "2025-01-13 09:00 Europe/Amsterdam", "2024-01-15 06:00 Europe/Amsterdam"
    found = read_project(with_embargo(tmp_path, of_partner=nine, of_earlier=earlier)).monitor
    moment = embargo_of(found, "2024", "vereniging")
    assert moment is not None
    assert moment.iso == "2024-01-15T06:00:00+01:00"
    assert embargo_of(found, "2025", "landelijk") is None
