"""What the project files may say: final, frozen values that need no further checking."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, NewType

from reportgen.errors import Problem
from reportgen.project.editions import Editions

Code = NewType("Code", int)
"""The code of an answer; in TOML it is a key (`1 = "ja"`) or a whole number."""

QuestionType = Literal["single", "multiple", "grade", "number", "ranking", "grid", "open"]
Statistic = Literal["share", "mean", "nps"]
Aspect = Literal["mode", "agency", "sample", "population", "weighting"]
"""What of a whole wave may differ from the wave before it, and bear on every figure."""


@dataclass(frozen=True, slots=True)
class Organisation:
    """Somebody who takes part, and as what."""

    name: str
    role: str
    website: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Where questions go: from the press, and from whoever meets an obstacle."""

    name: str
    email: str
    images: str
    """Where journalists find the charts, in words or as an address."""
    accessibility: str


@dataclass(frozen=True, slots=True)
class Fieldwork:
    """The first and the last day on which people were asked."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Wave:
    """One year's fieldwork and the file it came in. `file` is relative to the project.

    A `file` in TOML holds no respondents but the figures that were published of the wave (see `CitedFigure`).
    """

    label: str
    file: str
    fieldwork: Fieldwork
    mode: str
    sample: str
    population: str
    published: date
    simulated: bool = False
    margins: tuple[str, ...] = ()
    weight: str | None = None
    """The column with the agency's own weights, used as they are; then there are no margins."""
    base_weight: str | None = None
    """The column with the weights that raking to the margins starts from."""
    weight_bounds: tuple[float, float] | None = None
    """The smallest and the largest factor by which raking may change a weight: logit calibration."""
    agency: str = ""
    """Who did the fieldwork, when that may differ between waves."""
    panel: str | None = None
    """The column that tells persons apart over the waves; without it, waves are independent samples."""
    breaks: Mapping[Aspect, str] = field(default_factory=dict)
    """What differs from the wave before so that nothing can be compared with it → why."""
    comparable: Mapping[Aspect, str] = field(default_factory=dict)
    """What differs from the wave before and yet leaves the figures comparable → why."""
    embargo: str | None = None
    """Up to when all editions are under embargo, as `embargo.moment_of` reads it; an edition's own goes first."""
    place: str = ""

    @property
    def is_cited(self) -> bool:
        """Whether nothing is known of the wave but what was published."""
        return self.file.endswith(".toml")


@dataclass(frozen=True, slots=True)
class Monitor:
    """What the research is and who makes it; its waves are in order."""

    title: str
    subtitle: str
    subject: str
    """What it is about, in a few words: the PDF's subject and the running head."""
    place: str
    publisher: str
    conductors: tuple[Organisation, ...]
    partners: tuple[Organisation, ...]
    contact: Contact
    headlines: tuple[str, ...]
    waves: Mapping[str, Wave]
    editions: Editions
    licence: str
    simulation_notice: str = ""
    url: str = ""
    """Where its publications are to be found, for who cites them."""
    variance: Literal["fixed", "calibrated"] = "fixed"
    """Whether weights count as fixed, or the precision that raking to margins brings is counted too."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Those who gave one of `answers` to a question, or a number in the closed `range`."""

    question: str
    answers: tuple[Code, ...] = ()
    range: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Filter:
    """Who was asked: those who meet one condition, or `all` or `any` of several; exactly one of the three is given."""

    question: str = ""
    answers: tuple[Code, ...] = ()
    base: str = ""
    """In words: "wie ooit contact had met een chatbot"; derived from the conditions when it is not given."""
    range: tuple[int, int] | None = None
    all: tuple[Condition, ...] = ()
    any: tuple[Condition, ...] = ()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions, of which any one is enough if `any` was given, and otherwise all have to be met."""
        return self.all or self.any or (Condition(self.question, self.answers, self.range),)


@dataclass(frozen=True, slots=True)
class Variant:
    """How a question was put in one wave, as far as that differs from the codebook's own version.

    `answers` are those of the time, complete; `recode` maps a code of the time to the one that means the same now.
    `asked_of` goes by today's codes; with `everybody`, what is a filter now was none then.
    """

    text: str = ""
    answers: Mapping[Code, str] = field(default_factory=dict)
    recode: Mapping[Code, Code] = field(default_factory=dict)
    asked_of: Filter | None = None
    everybody: bool = False
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it was put. `answers` maps a code to its wording; a grade or number has none besides `dont_know`.

    The column is the question's own name unless `column` says otherwise; a multiple question has one column an answer,
    `<column>_<code>`, holding 1 (chosen), 0 (not chosen) or nothing (not asked). So has a ranking, holding the place
    that the answer was given, from 1 to `places`, or nothing.

    A grid is one question about several `items`, of the type `each`. Where a project has been read, it is replaced by
    a question for each item, `<name>_<item>`, read from `<column>_<item>`, which names the grid in `grid`.
    """

    text: str
    type: QuestionType
    short: str = ""
    """What a chart has room for, where the question is one row among others."""
    theme: str = ""
    answers: Mapping[Code, str] = field(default_factory=dict)
    scale: str | None = None
    dont_know: tuple[Code, ...] = ()
    exclusive: tuple[Code, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    asked_of: Filter | None = None
    column: str | None = None
    waves: tuple[str, ...] = ()
    breaks: Mapping[str, str] = field(default_factory=dict)
    """Wave → why it cannot be compared with the waves before it: a trend break."""
    comparable: Mapping[str, str] = field(default_factory=dict)
    """Wave → why it can be compared with the wave before it, although the question was put differently."""
    variants: Mapping[str, Variant] = field(default_factory=dict)
    """Wave → how the question was put then."""
    items: Mapping[str, str] = field(default_factory=dict)
    each: Literal["single", "grade"] = "single"
    grid: str | None = None
    places: int | None = None
    """How many answers could be ranked; all when not given."""
    note: str = ""

    @property
    def grades(self) -> range:
        """The grades that could be given, from 1 to 10 unless it says otherwise; none to another type of question."""
        low = 1 if self.minimum is None else self.minimum
        high = 10 if self.maximum is None else self.maximum
        return range(low, high + 1) if self.type == "grade" else range(0)


@dataclass(frozen=True, slots=True)
class Indicator:
    """A share (of `answers` to `question`, or of the numbers in `range`) or, without these, a mean.

    `statistic` "nps" makes of a grade from 0 to 10 a net promoter score. Of a ranking, the share is of those who gave
    one of `answers` a place up to `within`, the first unless it says otherwise.
    `label` completes "het aandeel dat …" or "het …"; `short` is what a chart has room for, and `subject` how it is
    named as the subject of a sentence, such as "het aandeel dat positief is over een chatbot".
    `base` "all" keeps weet niet in the base; "answered" takes it out (always so for a mean and a score).
    """

    label: str
    short: str
    question: str
    answers: tuple[Code, ...] = ()
    base: Literal["all", "answered"] = "all"
    breakdowns: tuple[str, ...] = ()
    range: tuple[int, int] | None = None
    within: int | None = None
    statistic: Statistic | None = None
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a breakdown: those with one of `answers`, with a number in the closed `range`, or all of `where`."""

    label: str
    answers: tuple[Code, ...] = ()
    range: tuple[int, int] | None = None
    where: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Groups that divide the respondents, or some of them.

    They go by the answer to one `question`; or each group has conditions of its own; or they are those of two other
    breakdowns crossed, `cross`, and then get their names, labels and conditions where a project has been read.
    """

    label: str
    question: str = ""
    groups: Mapping[str, Group] = field(default_factory=dict)
    cross: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    """Indicators that belong side by side, and whose ranking is tested."""

    label: str
    indicators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Codebook:
    """`id` is the column that tells respondents apart; `ignored_columns` may be in the files and are not read.

    `duration` is the column with how long answering took, in whatever unit, where a file has it.
    """

    id: str
    questions: Mapping[str, Question]
    indicators: Mapping[str, Indicator]
    breakdowns: Mapping[str, Breakdown]
    sets: Mapping[str, IndicatorSet] = field(default_factory=dict)
    scales: Mapping[str, Mapping[Code, str]] = field(default_factory=dict)
    ignored_columns: tuple[str, ...] = ()
    duration: str | None = None
    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """A word or phrase of the labels → how else writers say it: what `reportgen verify` recognises."""


@dataclass(frozen=True, slots=True)
class CitedFigure:
    """A figure known from a publication only: a percentage, grade or score as it was printed, and its source."""

    indicator: str
    value: float
    source: str
    n: int | None = None
    breakdown: str | None = None
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Margin:
    """The population's division over one variable, or over two crossed.

    `variables` are questions; `classes` maps a class to its count or share and to the answers that make it.
    """

    label: str
    variables: tuple[str, ...]
    source: str
    reference_date: str
    classes: Mapping[str, MarginTarget]


@dataclass(frozen=True, slots=True)
class MarginTarget:
    """Either a `count` of people or a `share` in percent.

    `where` gives per variable the answer codes, or for a number its closed range.
    """

    where: Mapping[str, tuple[int, ...]]
    count: float | None = None
    share: float | None = None


@dataclass(frozen=True, slots=True)
class Population:
    """The margins that a wave can be weighted to, by name."""

    margins: Mapping[str, Margin]


FigureKind = Literal[
    "trend", "bars", "likert", "dots", "heat", "slope", "waffle", "dumbbell", "columns", "multiples", "regions"
]


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """A chart as declared: what it shows, and the texts around it. `title` and `alt` are templates over the facts."""

    kind: FigureKind
    title: str
    alt: str = ""
    indicators: tuple[str, ...] = ()
    set: str | None = None
    questions: tuple[str, ...] = ()
    breakdown: str | None = None
    breakdowns: tuple[str, ...] = ()
    waves: tuple[str, ...] = ()
    """Default: all waves for a trend or small multiples, the last two for a slope, the newest for the rest."""
    groups: Mapping[str, tuple[Code, ...]] = field(default_factory=dict)
    """For a Likert or heat chart: label → the answers shown under it; more than one must be those of an indicator."""
    rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For a dumbbell chart: label → one indicator for each of `series`."""
    layout: tuple[str, ...] = ()
    """For a chart of regions: the groups as they lie on a map, a row of tiles a line, with "." where there is none."""
    series: tuple[str, ...] = ()
    note: str = ""
    sort: bool = True


@dataclass(frozen=True, slots=True)
class Correction:
    """A printed figure that was wrong: the id of its fact or comparison, and what is printed of it before and after.

    `about` says in Dutch what it is of, `where` where it stood, and `editions` in which.
    """

    fact: str
    about: str
    old: str
    new: str
    where: tuple[str, ...]
    editions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rewording:
    """A sentence that was wrong, and what takes its place; "" where there is or was none."""

    where: tuple[str, ...]
    editions: tuple[str, ...]
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Rectification:
    """What a new version of something published puts right. The first that was published is version 1."""

    version: int
    date: date
    reason: str
    corrections: tuple[Correction, ...] = ()
    sentences: tuple[Rewording, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """One text file: `path` relative to the project, and its source as it was read."""

    path: str
    source: str


@dataclass(frozen=True)
class Project:
    """A whole monitor, read and checked.

    `report`, `press_release` and `edition_texts` are the Markdown files of `templates/report/`,
    `templates/press-release/` and the folders within `templates/editions/`, by name; `sources` are all files that were
    read, relative to `root`.
    """

    root: Path
    monitor: Monitor
    codebook: Codebook
    population: Population
    figures: Mapping[str, FigureSpec]
    report: tuple[Text, ...]
    press_release: tuple[Text, ...]
    edition_texts: tuple[Text, ...] = ()
    social: tuple[Text, ...] = ()
    """The Markdown files of `templates/social/`, by name: each a finding that goes out as a picture."""
    sources: tuple[str, ...] = ()
    cited: Mapping[str, tuple[CitedFigure, ...]] = field(default_factory=dict)
    """Wave → what was published of it, for the waves of which there are no respondents."""
    figure_lines: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Figure and key ("title", "alt", "note") → the line on which that text begins."""
    rectifications: Mapping[str, tuple[Rectification, ...]] = field(default_factory=dict)
    """Wave → what was put right of it after publication, version by version."""
    faults: Mapping[str, tuple[Problem, ...]] = field(default_factory=dict)
    """Edition → what is wrong with it alone: it can't be made, and the others can."""

    def version_of(self, wave: str) -> int:
        """The version that a wave is published in, from 1."""
        versions = self.rectifications.get(wave, ())
        return versions[-1].version if versions else 1
