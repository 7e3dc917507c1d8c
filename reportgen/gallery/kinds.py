"""What there is to show of each kind of chart: one made-up survey a recipe, and the declaration of its figure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sin
from typing import Any

from reportgen.facts import Unit, answer_indicator
from reportgen.gallery.inventing import BREAKDOWN, SET, Invention, Level
from reportgen.project.schema import Code, FigureKind, FigureSpec, Group

NEWEST = 2025
LONG = "de afhandeling van klachten en geschillen"
LONG_WORD = "arbeidsongeschiktheidsverzekeringsmaatschappij"

TOPICS: Mapping[str, tuple[int, int, int]] = {
    "webwinkels": (24, 27, 34),
    "pakket- en postbezorgers": (28, 30, 31),
    "telecombedrijven": (15, 18, 24),
    "energiebedrijven": (17, 18, 20),
    "overheid": (15, 14, 13),
    "banken en verzekeraars": (15, 13, 9),
    "zorg": (5, 5, 5),
}
"""Percentages in three waves."""
SIZES = {2023: 1024, 2024: 1043, 2025: 1061}
AGES: Mapping[str, tuple[int, int]] = {
    "18–30 jaar": (25, 212), "31–45 jaar": (17, 248), "46–55 jaar": (12, 190), "56–65 jaar": (7, 187),
    "66 jaar en ouder": (10, 224),
}  # fmt: skip
"""A percentage and how many answered."""
REGIONS: Mapping[str, tuple[int, int]] = {
    "noord": (12, 108), "west": (18, 301), "drie grote steden": (24, 154), "oost": (15, 221), "zuid": (11, 277),
}  # fmt: skip
FIVE = (". . noord", "west drie-grote-steden oost", ". zuid .")
PROVINCES: Mapping[str, tuple[int, int]] = {
    "Friesland": (11, 104), "Groningen": (13, 101), "Noord-Holland": (21, 302), "Flevoland": (17, 72),
    "Drenthe": (9, 83), "Zuid-Holland": (20, 391), "Utrecht": (22, 141), "Overijssel": (14, 118),
    "Zeeland": (10, 64), "Noord-Brabant": (12, 262), "Gelderland": (15, 214), "Limburg": (8, 117),
}  # fmt: skip
TWELVE = (
    ". Friesland Groningen", "Noord-Holland Flevoland Drenthe", "Zuid-Holland Utrecht Overijssel",
    "Zeeland Noord-Brabant Gelderland", ". . Limburg",
)  # fmt: skip
SCALE = ("zeer negatief", "negatief", "neutraal", "positief", "zeer positief", "weet niet")
OPINIONS: Mapping[str, tuple[int, ...]] = {
    "een eenvoudige vraag": (5, 12, 29, 34, 16, 4),
    "iets wijzigen": (9, 19, 31, 26, 10, 5),
    "advies": (14, 25, 33, 17, 5, 6),
    "een klacht": (26, 31, 24, 11, 3, 5),
    "iets vertrouwelijks": (33, 31, 20, 8, 1, 7),
}
GRADES = (1, 1, 2, 4, 7, 17, 31, 26, 8, 3)


@dataclass(frozen=True, slots=True)
class Recipe:
    """What is special about a survey; everything left out is ordinary.

    `count` is of whatever the kind has many of; `level` the same for all, `n` so many answers everywhere.
    """

    count: int | None = None
    waves: int = 3
    unit: Unit = "share"
    level: float | None = None
    n: int | None = None
    long: bool = False
    missing: bool = False
    broken: bool = False
    cited: bool = False
    series: int = 2
    by_group: bool = False
    even: bool = False
    """Whether a scale has no neutral middle."""
    provinces: bool = False
    sizes: tuple[int, ...] = ()
    """Percentages in place of the ordinary ones."""


Made = tuple[Invention, FigureSpec]


def trend(recipe: Recipe) -> Made:
    """Lines over the waves."""
    return _over_waves("trend", recipe, recipe.count or recipe.series)


def bars(recipe: Recipe) -> Made:
    """Ranked bars; with more than one series, the wave before in them."""
    waves = {"waves": _waves(recipe)[-2:]} if recipe.series > 1 else {}
    return _over_waves("bars", recipe, recipe.count or len(TOPICS), **waves)


def slope(recipe: Recipe) -> Made:
    """Two waves and the lines between them."""
    return _over_waves("slope", recipe, recipe.count or len(TOPICS))


def waffle(recipe: Recipe) -> Made:
    """One share."""
    return _over_waves("waffle", recipe, 1)


def multiples(recipe: Recipe) -> Made:
    """A panel an indicator, or a panel a group."""
    if not recipe.by_group:
        return _over_waves("multiples", recipe, recipe.count or len(TOPICS))
    made = _of_groups(recipe, _counted(AGES, recipe), 1, _waves(recipe))
    return made, _spec("multiples", made, breakdown=BREAKDOWN)


def columns(recipe: Recipe) -> Made:
    """The answers of one or two questions side by side; or, of another unit than a share, the waves."""
    if recipe.unit != "share":
        return _over_waves("columns", recipe, recipe.series)
    count = recipe.count or len(GRADES)
    answers = {code: _label(str(code), code - 1, recipe) for code in range(1, count + 1)}
    rows = [[GRADES[(code + 2 * place) % len(GRADES)] for code in range(count)] for place in range(recipe.series)]
    made = _of_answers(recipe, ("telefoon", "chat")[: recipe.series], answers, rows)
    return made, _spec("columns", made, questions=tuple(made.questions))


def likert(recipe: Recipe) -> Made:
    """A scale of answers."""
    names = list(_counted(OPINIONS, recipe))
    scale = list(range(len(SCALE)))
    if recipe.even:
        scale = [place for place in scale if place != SCALE.index("neutraal")]
    rows = [[_opinion(name)[place] for place in scale] for name in names]
    answers = {place + 1: SCALE[place] for place in scale}
    made = _of_answers(recipe, [_label(name, i, recipe) for i, name in enumerate(names)], answers, rows)
    groups = {label: (Code(code),) for code, label in answers.items()}
    return made, _spec("likert", made, questions=tuple(made.questions), groups=groups)


def heat(recipe: Recipe) -> Made:
    """A table of answers by questions."""
    topics, answers = list(_counted(TOPICS, recipe)), list(OPINIONS)
    labels = {code: _label(answer, code, recipe) for code, answer in enumerate(answers, 1)}
    rows = [[max(1, TOPICS[_plain(name)][2] * 2 - 9 * place) for place in range(len(answers))] for name in topics]
    made = _of_answers(recipe, [_label(name, i, recipe) for i, name in enumerate(topics)], labels, rows)
    groups = {label: (Code(code),) for code, label in labels.items()}
    return made, _spec("heat", made, questions=tuple(made.questions), groups=groups)


def dots(recipe: Recipe) -> Made:
    """Groups with their intervals."""
    made = _of_groups(recipe, _counted(AGES, recipe), recipe.series)
    return made, _spec("dots", made, breakdown=BREAKDOWN)


def regions(recipe: Recipe) -> Made:
    """Regions against the whole."""
    known = PROVINCES if recipe.provinces else REGIONS
    layout: tuple[str, ...] = TWELVE if recipe.provinces else FIVE
    made = _of_groups(recipe, _counted(known, recipe), 1)
    if recipe.count == 1:
        layout = (next(iter(made.groups)),)
    elif recipe.count:
        names = list(made.groups)
        layout = tuple(" ".join(names[start : start + 6]) for start in range(0, len(names), 6))
    return made, _spec("regions", made, breakdown=BREAKDOWN, layout=layout)


def dumbbell(recipe: Recipe) -> Made:
    """Two values a row."""
    names = list(_counted(OPINIONS, recipe))
    made = Invention(_waves(recipe)[-1:], recipe.unit)
    rows: dict[str, tuple[str, str]] = {}
    for i, name in enumerate(names):
        pair = f"telefoon-{i}", f"chat-{i}"
        values = 20 + _opinion(name)[0] + i % 5, 42 - _opinion(name)[0]
        for place, (indicator, value) in enumerate(zip(pair, values, strict=True)):
            made.indicate(indicator, f"{('telefoon', 'chat')[place]} voor {name}")
            _put(made, recipe, indicator, made.waves[0], None, value / 100, i + place)
        rows[_label(name, i, recipe)] = pair
    series = (_label("telefoon", 0, recipe), _label("chat met een medewerker", 1, recipe))
    return made, FigureSpec("dumbbell", "Telefoon en chat naast elkaar", rows=rows, series=series)


KINDS: Mapping[FigureKind, Callable[[Recipe], Made]] = {
    "trend": trend, "bars": bars, "likert": likert, "dots": dots, "slope": slope, "heat": heat,
    "multiples": multiples, "waffle": waffle, "regions": regions, "dumbbell": dumbbell, "columns": columns,
}  # fmt: skip


def _over_waves(kind: FigureKind, recipe: Recipe, count: int, **declared: Any) -> Made:
    made = Invention(_waves(recipe), recipe.unit)
    made.broken = made.waves[-1:] if recipe.broken else ()
    for i, name in enumerate(_names(list(TOPICS), count)):
        indicator = f"indicator-{i}"
        made.indicate(indicator, _label(name, i, recipe))
        levels = recipe.sizes or TOPICS[_plain(name)]
        for place, wave in enumerate(made.waves):
            from_end = len(made.waves) - place
            value = (
                levels[-from_end] if from_end <= len(levels) else max(1, levels[0] + round(6 * sin(from_end / 6 + i)))
            )
            _put(made, recipe, indicator, wave, None, value / 100, i + place)
    return made, _spec(kind, made, **declared)


def _of_groups(
    recipe: Recipe, groups: Mapping[str, tuple[int, int]], count: int, waves: Sequence[str] = ("2025",)
) -> Invention:
    made = Invention(tuple(waves), recipe.unit)
    made.groups = {
        name.replace(" ", "-"): Group(_label(name, i, recipe), (Code(i + 1),)) for i, name in enumerate(groups)
    }
    for place, name in enumerate(_names(("chatbots", "spraakassistenten"), count)):
        indicator = f"indicator-{place}"
        made.indicate(indicator, _label(name, place, recipe))
        for step, wave in enumerate(reversed(made.waves)):
            for i, (group, (level, n)) in enumerate(zip(made.groups, groups.values(), strict=True)):
                value = max(1, level - 2 * step - i % 3 * step + 2 * place) / 100
                _put(made, replace(recipe, n=recipe.n or n), indicator, wave, group, value, i + step)
            made.levels[indicator, wave, None] = Level(_valued(recipe, (16 + 2 * place - step) / 100), _size(wave))
    return made


def _of_answers(
    recipe: Recipe, questions: Sequence[str], answers: Mapping[int, str], rows: Sequence[Sequence[int]]
) -> Invention:
    """Shares of answers, one answer a person: at a level of 1 all give the last but one, at 0 the first."""
    made = Invention(_waves(recipe)[-1:])
    level, recipe = recipe.level, replace(recipe, level=None)
    for i, (short, row) in enumerate(zip(questions, rows, strict=True)):
        question = f"vraag-{i}"
        made.ask(question, short, answers)
        chosen = {0.0: 0, 1.0: max(0, len(row) - 2)}.get(-1.0 if level is None else level)
        for place, (code, percentage) in enumerate(zip(answers, row, strict=True)):
            value = percentage / 100
            if level is not None:
                value = 1 / len(row) if chosen is None else float(place == chosen)
            _put(made, recipe, answer_indicator(question, code), made.waves[0], None, value, i + place)
    return made


def _put(
    made: Invention, recipe: Recipe, indicator: str, wave: str, group: str | None, value: float, place: int
) -> None:
    if recipe.missing and place % 2:
        return
    source = "Een eerdere publicatie" if recipe.cited and wave != made.waves[-1] else None
    n = 0 if source else recipe.n or _size(wave)
    made.levels[indicator, wave, group] = Level(_valued(recipe, value), n, source)


def _valued(recipe: Recipe, share: float) -> float:
    """A share, or what looks like it on the scale of the unit."""
    value = share if recipe.level is None else recipe.level
    return {"share": value, "mean": 5 + 6 * value, "score": (value - 0.2) * 250}[recipe.unit]


def _spec(kind: FigureKind, made: Invention, **declared: Any) -> FigureSpec:
    single = {"indicators": tuple(made.indicators)} if kind in ("waffle", "regions") else {"set": SET}
    shown = {} if declared.get("questions") else single
    return FigureSpec(kind, "Titel", **shown, **declared)


def _waves(recipe: Recipe) -> tuple[str, ...]:
    return tuple(str(NEWEST - back) for back in reversed(range(recipe.waves)))


def _size(wave: str) -> int:
    return SIZES.get(int(wave), 1000)


def _counted(known: Mapping[str, Any], recipe: Recipe) -> dict[str, Any]:
    """As many of these as the recipe asks for, over and over with a number behind them."""
    names = _names(list(known), recipe.count or len(known))
    return {name: known[_plain(name)] for name in names}


def _names(known: Sequence[str], count: int) -> list[str]:
    return [known[i] if i < len(known) else f"{known[i % len(known)]} {i // len(known) + 1}" for i in range(count)]


def _plain(name: str) -> str:
    """The name without the number that `_names` put behind it."""
    known = (TOPICS, AGES, REGIONS, PROVINCES, OPINIONS)
    return name if any(name in names for names in known) else name.rpartition(" ")[0]


def _opinion(name: str) -> tuple[int, ...]:
    return OPINIONS[_plain(name)]


def _label(name: str, place: int, recipe: Recipe) -> str:
    if not recipe.long:
        return name
    return f"{LONG if place % 2 else LONG_WORD} {place + 1}"
