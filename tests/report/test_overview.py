"""What `check` shows of each wave when nothing is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reportgen.facts import CheckResult, Fact, FactBook, MarginClass, Sample
from reportgen.project.reading import read_project
from reportgen.project.schema import Monitor
from reportgen.report.overview import WIDTH, render_overview, withheld_groups
from tests.monitors import small_monitor

SAMPLE = Sample("2025", 1061, 890.4, 1.19, 0.84, 0.45, 4.03, 8, (), ())


@pytest.fixture(scope="module")
def monitor(tmp_path_factory: pytest.TempPathFactory) -> Monitor:
    return read_project(small_monitor(tmp_path_factory.mktemp("monitor"))).monitor


def overview(monitor: Monitor, sample: Sample, waves: tuple[str, ...] = ("2025",)) -> list[str]:
    return render_overview(FactBook("m", "2025", (sample,), (), (), waves=waves), monitor).splitlines()


def test_weights_and_what_they_cost(monitor):
    assert overview(monitor, SAMPLE) == [
        "2025 (data/2025.csv)",
        "  1.061 respondenten, na weging zoveel waard als 890 (efficiëntie 84%)",
        "  gewichten van 0,45 tot 4,03, gemiddeld 1",
        "",
    ]
    assert overview(monitor, replace(SAMPLE, weighted="unweighted"))[1:] == ["  1.061 respondenten, ongewogen", ""]


def test_margins_stand_in_columns_and_few_persons_are_not_counted(monitor):
    margins = (
        MarginClass("leeftijd", "jong", 1000, 0.9425, 0.95, 0.95),
        MarginClass("leeftijd", "oud", None, None, 0.05, 0.05),
        MarginClass("regio", "noord", 61, 0.0575, 1.0, 1.0),
    )
    assert overview(monitor, replace(SAMPLE, margins=margins))[4:] == [
        "  Weging op  Klasse      n  ongewogen    doel  gewogen",
        "  leeftijd   jong    1.000      94,3%   95,0%    95,0%",
        "             oud         –          –    5,0%     5,0%",
        "  regio      noord      61       5,8%  100,0%   100,0%",
        "  –: niet te zien, omdat de klasse of een andere te weinig respondenten telt",
        "",
    ]


def test_rules_stand_beside_what_they_found(monitor):
    checks = (CheckResult("invultijd", "Niemand is te snel.", ""), CheckResult("klassen", "…", "woord " * 30))
    lines = overview(monitor, replace(SAMPLE, checks=checks))[4:]
    assert lines[0] == "  invultijd  niets gevonden"
    assert lines[1].startswith("  klassen    woord woord")
    assert lines[2].startswith("             woord woord")
    assert max(map(len, lines)) <= WIDTH + 2


def test_a_wave_known_from_publications_only_is_told(monitor):
    lines = overview(monitor, SAMPLE, ("2024", "2025"))
    assert lines[:3] == [
        "2024 (data/2024.csv)",
        "  Van deze editie zijn alleen gepubliceerde cijfers bekend: er zijn geen antwoorden om te controleren.",
        "",
    ]
    assert lines[3] == "2025 (data/2025.csv)"


def grouped(group: str, n: int, *, hidden: bool) -> Fact:
    known = (None,) * 4 if hidden else (0.5, 0.04, 0.42, 0.58)
    status = "suppressed" if hidden else "published"
    id_ = f"positief@2025/geslacht={group}"
    return Fact(id_, "positief", "2025", "geslacht", group, "share", *known, n, float(n), status, None)


def test_a_large_group_that_is_withheld_for_a_small_one_is_warned_of(tmp_path):
    codebook = read_project(small_monitor(tmp_path)).codebook
    facts = (grouped("man", 300, hidden=True), grouped("vrouw", 20, hidden=True))
    (remark,) = withheld_groups(FactBook("m", "2025", (SAMPLE,), facts, ()), codebook)
    assert remark.startswith("Van de groep “mannen” (geslacht) blijven de meeste cijfers weg")
    shown = (grouped("man", 300, hidden=False), grouped("vrouw", 20, hidden=True))
    assert not list(withheld_groups(FactBook("m", "2025", (SAMPLE,), shown, ()), codebook))
