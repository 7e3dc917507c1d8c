"""The cases of the gallery: each kind of chart in ordinary form, and at every edge that it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reportgen.facts import FactBook
from reportgen.gallery.kinds import KINDS, Recipe
from reportgen.project.schema import FigureKind, Project, Text
from reportgen.report.about import About
from reportgen.report.model import Figure
from reportgen.report.placing import Placing
from reportgen.report.points import Shown
from reportgen.report.problems import Problems
from reportgen.report.texts import functions_of, render_text
from reportgen.report.tokens import Tokens
from reportgen.report.wording import Wording

TITLES: Mapping[FigureKind, str] = {
    "trend": "Lijnen over de edities",
    "multiples": "Kleine grafieken op één schaal",
    "bars": "Staven op volgorde",
    "likert": "Een antwoordschaal om haar midden",
    "dots": "Stippen met onzekerheidsmarges",
    "slope": "Twee edities met lijnen ertussen",
    "heat": "Een tabel met kleurvlakken",
    "regions": "Regio’s zonder kaart",
    "dumbbell": "Paren",
    "columns": "Kolommen",
    "waffle": "Eén aandeel",
}
"""The kinds in the order of the page."""

_EVERYWHERE = {
    "one": ("Eén categorie", Recipe(count=1)),
    "sixty": ("Zestig categorieën", Recipe(count=60)),
    "zero": ("Overal 0%", Recipe(level=0.0)),
    "hundred": ("Overal 100%", Recipe(level=1.0)),
    "nearly": ("Bijna niemand", Recipe(level=0.003)),
    "equal": ("Gelijke waarden", Recipe(level=0.37)),
    "long": ("Labels van veertig tekens", Recipe(long=True)),
    "suppressed": ("Alles te klein om te tonen", Recipe(n=12)),
    "indicative": ("Alles indicatief", Recipe(n=64)),
    "missing": ("De helft niet gemeten", Recipe(missing=True)),
    "million": ("Grote aantallen", Recipe(n=1_234_567)),
}
_OF_ANSWERS = {
    "zero": ("Iedereen het eerste antwoord", Recipe(level=0.0)),
    "hundred": ("Iedereen het voorlaatste antwoord", Recipe(level=1.0)),
}
_OF_ITS_OWN: Mapping[FigureKind, Mapping[str, tuple[str, Recipe]]] = {
    "trend": {
        "one": ("Eén editie", Recipe(waves=1)),
        "sixty": ("Zestig edities", Recipe(waves=60)),
        "break": ("Een trendbreuk", Recipe(broken=True)),
        "cited": ("Eerdere edities overgenomen", Recipe(cited=True)),
        "four": ("Vier lijnen dicht bijeen", Recipe(count=4)),
        "two-waves": ("Twee edities", Recipe(waves=2)),
        "mean": ("Rapportcijfers", Recipe(unit="mean")),
        "score": ("Scores rond nul", Recipe(unit="score")),
    },
    "multiples": {
        "groups": ("Een grafiek per groep", Recipe(by_group=True)),
        "one-wave": ("Eén editie", Recipe(waves=1)),
        "sixty-waves": ("Zestig edities", Recipe(waves=60)),
        "break": ("Een trendbreuk", Recipe(broken=True)),
        "mean": ("Rapportcijfers", Recipe(unit="mean")),
        "score": ("Scores rond nul", Recipe(unit="score")),
    },
    "bars": {"single": ("Zonder eerdere editie", Recipe(series=1)), "mean": ("Rapportcijfers", Recipe(unit="mean"))},
    "likert": {**_OF_ANSWERS, "even": ("Zonder neutraal midden", Recipe(even=True))},
    "dots": {"single": ("Eén indicator", Recipe(series=1)), "score": ("Scores rond nul", Recipe(unit="score"))},
    "slope": {
        "break": ("Een trendbreuk", Recipe(waves=2, broken=True)),
        "one-wave": ("Eén editie", Recipe(waves=1)),
        "mean": ("Rapportcijfers", Recipe(unit="mean")),
    },
    "regions": {
        "provinces": ("Twaalf provincies", Recipe(provinces=True)),
        "long": ("Labels van veertig tekens", Recipe(long=True)),
        "score": ("Scores rond nul", Recipe(unit="score")),
    },
    "heat": _OF_ANSWERS,
    "columns": {
        **_OF_ANSWERS,
        "mean": ("Rapportcijfers", Recipe(unit="mean")),
        "single": ("Eén reeks", Recipe(series=1)),
    },
    "waffle": {"long": ("Labels van veertig tekens", Recipe(long=True))},
}
_MEANINGLESS: Mapping[FigureKind, frozenset[str]] = {
    "waffle": frozenset({"one", "sixty", "equal", "missing"}),
    **dict.fromkeys(("likert", "heat", "columns"), frozenset({"nearly"})),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One figure of the gallery: its kind, its name, what is special about it, and what it is made of."""

    kind: FigureKind
    name: str
    title: str
    recipe: Recipe


def cases() -> Iterator[Case]:
    """All cases, kind by kind, the ordinary one first."""
    for kind, title in TITLES.items():
        yield Case(kind, kind, title, Recipe())
        special = {**_EVERYWHERE, **_OF_ITS_OWN.get(kind, {})}
        for name, (described, recipe) in special.items():
            if name not in _MEANINGLESS.get(kind, ()):
                yield Case(kind, f"{kind}-{name}", described, recipe)


def compose_figure(case: Case) -> Figure:
    """Make the figure of a case as a text that places it would; raises ValueError where that is refused."""
    made, declared = KINDS[case.kind](case.recipe)
    project = made.project(case.name, replace(declared, title=case.title))
    return place_figure(project, made.book(), case.name)


def place_figure(project: Project, book: FactBook, name: str) -> Figure:
    """Place a declared figure, and take it out of the text again."""
    tokens, problems = Tokens(), Problems()
    words = functions_of(Wording(book, project, tokens, problems), About(book, project, tokens, problems))
    shown = Shown(book, project.codebook, project.monitor)

    def render(text: Text) -> str:
        return render_text(text, words, problems)

    blocks = tokens.blocks_in(Placing(project, shown, tokens, problems, render, {}).figure(name))
    if problems.found or not blocks or not isinstance(blocks[0], Figure):
        raise ValueError(f"the figure {name} was refused: {[problem.what for problem in problems.found]}")
    return blocks[0]
