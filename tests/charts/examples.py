"""A sensible chart of every kind, in the words and sizes of the monitor."""

from __future__ import annotations

from reportgen.report.model import Category, Chart, Mark, Point, Series
from reportgen.rounding import grade, percentage

WAVES = (Category("2023", "n = 1.024"), Category("2024", "n = 1.043"), Category("2025", "n = 1.061"))
SECTORS = (
    "webwinkels", "pakket- en postbezorgers", "telecombedrijven", "energiebedrijven", "overheid",
    "banken en verzekeraars", "zorg",
)  # fmt: skip


def share(value: float | None, mark: Mark = "", margin: float | None = None, *, indicative: bool = False) -> Point:
    """A share as the report prints it, with an interval of `margin` on either side where that is given."""
    if value is None:
        return Point(None, "–")
    low, high = (None, None) if margin is None else (max(0.0, value - margin), min(1.0, value + margin))
    return Point(value, percentage(value), None, low, high, indicative, mark)


def mean(value: float | None, mark: Mark = "") -> Point:
    """A grade as the report prints it."""
    return Point(value, "–") if value is None else Point(value, grade(value), mark=mark)


def shares(*values: float | None) -> tuple[Point, ...]:
    """Shares from percentages."""
    return tuple(share(None if value is None else value / 100) for value in values)


TREND = Chart(
    "houding-trend", "trend", "share", WAVES,
    (
        Series("positief over chatbots", (share(0.07), share(0.10), share(0.15, "▲"))),
        Series("positief over spraakassistenten", (share(0.06), share(0.09), share(0.17, "▲")), "secondary"),
    ),
)  # fmt: skip

BARS = Chart(
    "ergernissen", "bars", "share",
    tuple(Category(label) for label in (
        "de chatbot begrijpt mijn vraag niet", "ik kom niet bij een medewerker terecht", "ik moet mijn vraag herhalen",
        "het antwoord is te algemeen", "het kost te veel tijd", "ik weet niet of ik met een mens praat",
        "ik vertrouw het antwoord niet", "geen van deze",
    )),
    (Series("2025", (
        share(0.48, "▲"), share(0.44), share(0.38), share(0.335), share(0.27), share(0.191), share(0.16), share(0.06),
    )),),
)  # fmt: skip

BARS_WITH_EARLIER = Chart(
    "ervaring-sectoren", "bars", "share",
    tuple(Category(label) for label in SECTORS),
    (
        Series("2025", (
            share(0.34, "▲"), share(0.31), share(0.24, "▲"), share(0.20), share(0.13), share(0.09, "▼"), share(0.05),
        )),
        Series("2024", shares(27, 30, 18, 18, 14, 13, 5), "muted"),
    ),
)  # fmt: skip

LIKERT = Chart(
    "houding-schaal", "likert", "share",
    (
        Category("2024", "n = 1.043", "Chatbots"), Category("2025", "n = 1.061"),
        Category("2024", "n = 1.043", "Spraakassistenten"), Category("2025", "n = 1.061"),
    ),
    (
        Series("zeer negatief", shares(21, 11, 17, 9), "negative"),
        Series("negatief", shares(31, 21, 25, 19), "negative_light"),
        Series("neutraal", shares(34, 48, 44, 49), "neutral"),
        Series("positief", shares(8, 12, 7, 13), "positive_light"),
        Series("zeer positief", shares(2, 3, 2, 4), "positive"),
        Series("weet niet", shares(4, 5, 5, 6), "dont_know"),
    ),
)  # fmt: skip

DOTS = Chart(
    "wie-positief", "dots", "share",
    (
        Category("18–30 jaar", "n = 212", "Leeftijd"), Category("31–45 jaar", "n = 248"),
        Category("46–55 jaar", "n = 190"), Category("56–65 jaar", "n = 187"), Category("66 jaar en ouder", "n = 224"),
        Category("vaardig", "n = 802", "Digitale vaardigheid"), Category("minder vaardig", "n = 178"),
        Category("weet niet", "n = 81"),
    ),
    (Series("positief over automatisch contact", (
        share(0.25, "▲", 0.058), share(0.17, "", 0.047), share(0.12, "", 0.046), share(0.07, "▼", 0.037),
        share(0.10, "▼", 0.039), share(0.20, "▲", 0.028), share(0.04, "▼", 0.029),
        share(0.11, "", 0.069, indicative=True),
    )),),
)  # fmt: skip

DOTS_OF_TWO = Chart(
    "wie-techniek", "dots", "share",
    DOTS.categories[:5],
    (
        Series("chatbot", tuple(share(v / 100, "", 0.05) for v in (24, 17, 14, 9, 10))),
        Series("spraakassistent", tuple(share(v / 100, "", 0.05) for v in (26, 20, 14, 11, 8)), "secondary"),
    ),
)  # fmt: skip

HEAT = Chart(
    "sector-soort", "heat", "share",
    tuple(Category(label) for label in SECTORS),
    tuple(
        Series(label, shares(*values))
        for label, values in (
            ("eenvoudige vraag", (62, 64, 51, 48, 41, 36, 29)), ("iets wijzigen", (55, 52, 44, 40, 33, 25, 24)),
            ("advies", (31, 22, 24, 23, 15, 14, 9)), ("klacht", (19, 18, 15, 14, 10, 9, 6)),
            ("vertrouwelijke kwestie", (8, 7, 6, 7, 5, 3, 2)), ("geen van deze", (21, 20, 29, 31, 40, 47, 55)),
        )
    ),
)  # fmt: skip

SLOPE = Chart(
    "acceptatie-sectoren", "slope", "share", WAVES[1:],
    (
        Series("webwinkels", (share(0.27), share(0.34, "▲"))),
        Series("pakket- en postbezorgers", shares(30, 31), "muted"),
        Series("telecombedrijven", (share(0.18), share(0.24, "▲"))),
        Series("energiebedrijven", shares(18, 20), "muted"),
        Series("overheid", shares(14, 13), "muted"),
        Series("banken en verzekeraars", (share(0.13), share(0.09, "▼"))),
        Series("zorg", shares(5, 5), "muted"),
    ),
)  # fmt: skip

WAFFLE = Chart(
    "ervaring-chatbot", "waffle", "share", (Category("2025", "n = 1.061"),),
    (Series("heeft ooit contact gehad met de chatbot van een organisatie", (share(0.78, "▲"),)),),
)  # fmt: skip

DUMBBELL = Chart(
    "telefoon-chat", "dumbbell", "share",
    tuple(Category(label) for label in (
        "eenvoudige vraag", "iets wijzigen", "advies over een product of dienst", "klacht", "vertrouwelijke kwestie",
    )),
    (
        Series("telefoon", shares(28, 37, 46, 58, 64)),
        Series("chat met een medewerker", shares(34, 26, 21, 12, 7), "secondary"),
    ),
)  # fmt: skip

COLUMNS = Chart(
    "rapportcijfers", "columns", "share",
    tuple(Category(str(answer)) for answer in range(1, 11)),
    (
        Series("telefoon", shares(1, 1, 2, 4, 7, 17, 31, 26, 8, 3)),
        Series("chat", shares(2, 2, 5, 8, 13, 25, 26, 14, 4, 1), "secondary"),
    ),
)  # fmt: skip

GRADES = Chart(
    "cijfers-trend", "trend", "mean", WAVES,
    (
        Series("telefoon", (mean(7.3), mean(6.9, "▼"), mean(None))),
        Series("chat", (mean(6.6), mean(6.2, "▼"), mean(6.4)), "secondary"),
    ),
    maximum=10.0, minimum=1.0, breaks=(2,),
)  # fmt: skip

EXAMPLES = (TREND, BARS, LIKERT, DOTS, HEAT, SLOPE, WAFFLE, DUMBBELL, COLUMNS)
MORE = (BARS_WITH_EARLIER, DOTS_OF_TWO, GRADES)
