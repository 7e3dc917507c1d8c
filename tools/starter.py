"""Make the respondents of the starter that `reportgen new` copies: `python -m tools.starter`."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "reportgen" / "starter" / "data"
SIZE = 400
REASONS = (1, 2, 3, 4)
HEADER = ("nummer", "geslacht", "leeftijd", "dagen", "oordeel", *(f"redenen_{code}" for code in (*REASONS, 9)))
ENDING = ("cijfer_werkplek", "toelichting")

DAYS = {"2025": (0.42, 0.12, 0.28, 0.18), "2026": (0.39, 0.12, 0.30, 0.19)}
"""Per wave how many work at home: never, less than a day a week, one or two days, three or more."""
ATTITUDES = {"2025": (0.08, 0.16, 0.28, 0.32, 0.12, 0.04), "2026": (0.05, 0.11, 0.25, 0.38, 0.17, 0.04)}
"""Per wave how many are very negative, negative, neutral, positive, very positive, or don't know."""
MENTIONED = (0.66, 0.48, 0.41, 0.22)
GRADES = (0.02, 0.03, 0.05, 0.09, 0.19, 0.33, 0.21, 0.08)
"""Of the grades from 3 to 10."""


def chance(wave: str, person: int, subject: str) -> float:
    """A number from 0 to 1 that is the same on every machine and in every year."""
    hashed = hashlib.sha256(f"{wave}/{person}/{subject}".encode()).digest()
    return int.from_bytes(hashed[:6], "big") / 2**48


def choose(shares: Sequence[float], at: float) -> int:
    """The place, counted from 0, where `at` falls in shares that are laid end to end."""
    total = 0.0
    for place, share in enumerate(shares):
        total += share
        if at < total:
            return place
    return len(shares) - 1


def respondent(wave: str, person: int) -> list[object]:
    """One row: who is younger works at home a little more often, and likes it better."""

    def draw(subject: str) -> float:
        return chance(wave, person, subject)

    age = 18 + int(draw("leeftijd") * 50)
    leaning = 0.15 if age < 35 else -0.08 if age >= 50 else 0.0
    days = 1 + choose(DAYS[wave], min(max(draw("dagen") + leaning / 2, 0.0), 0.999))
    attitude = choose(ATTITUDES[wave], min(max(draw("oordeel") + leaning, 0.0), 0.959) if draw("weet") > 0.04 else 0.97)
    works_at_home = days > 1
    ticked = [int(draw(f"reden {code}") < share) for code, share in zip(REASONS, MENTIONED, strict=True)]
    reasons = [*ticked, int(not any(ticked))]
    grade = 99 if draw("geen cijfer") < 0.02 else 3 + choose(GRADES, draw("cijfer"))
    remark = "Dit is een verzonnen toelichting." if draw("toelichting") < 0.1 else ""
    gender = 1 if draw("geslacht") < 0.5 else 2
    code = 9 if attitude == 5 else attitude + 1
    about_home: list[object] = [*reasons, grade] if works_at_home else [""] * (len(reasons) + 1)
    return [person, gender, age, days, code, *about_home, remark]


def render_wave(wave: str) -> bytes:
    """One wave as Dutch Excel writes it: semicolons, and a mark that says UTF-8."""
    lines = [";".join([*HEADER, *ENDING])]
    lines += [";".join(map(str, respondent(wave, person))) for person in range(1, SIZE + 1)]
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")


if __name__ == "__main__":
    for name in DAYS:
        (FOLDER / f"{name}.csv").write_bytes(render_wave(name))
