"""An embargo is told with its weekday, its hour and whose hour that is."""

from __future__ import annotations

import pytest

from reportgen.embargo import moment_of
from reportgen.report.embargo import under_embargo


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2025-03-19 06:00 Europe/Amsterdam", "woensdag 19 maart 2025, 06.00 uur (Nederlandse tijd)"),
        ("2025-07-01 13:05 Europe/Amsterdam", "dinsdag 1 juli 2025, 13.05 uur (Nederlandse tijd)"),
        ("2025-03-19 06:00 Europe/Brussels", "woensdag 19 maart 2025, 06.00 uur (tijd in Brussel)"),
        (
            "2025-03-19 00:00 Europe/Amsterdam",
            "woensdag 19 maart 2025, 00.00 uur (Nederlandse tijd; in de nacht van dinsdag op woensdag)",
        ),
        (
            "2025-03-18 20:00 America/New_York",
            "dinsdag 18 maart 2025, 20.00 uur (tijd in New York; in Nederland woensdag 19 maart 2025, 01.00 uur)",
        ),
        (
            "2025-03-19 06:00 America/Argentina/Buenos_Aires",
            "woensdag 19 maart 2025, 06.00 uur (tijd in Buenos Aires; in Nederland woensdag 19 maart 2025, 10.00 uur)",
        ),
    ],
)
def test_nobody_can_take_the_moment_for_another(written: str, told: str) -> None:
    assert under_embargo(moment_of(written)) == f"Onder embargo tot {told}"
