"""The `Report`: one frozen value that every format is made from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from reportgen.ledger import Origin


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style.

    `fact` is the id of the fact or comparison whose number it prints; "#n" behind it means its base, "#interval" its
    limits (docs/facts.md has them all). `origin` says what a number is that is no outcome, and so has no fact; a wave
    and a date speak for themselves.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str | None = None
    fact: str | None = None
    lang: str | None = None
    origin: Origin | None = None


Inline = tuple[Run, ...]


def is_reference(run: Run) -> bool:
    """Whether a run refers to a figure or table by its number."""
    return run.origin == "reference" and (run.link or "").startswith(("#figuur-", "#tabel-"))


def is_note_reference(run: Run) -> bool:
    """Whether a run refers to a note by its number."""
    return (run.link or "").startswith("#noot-")


def plain(inline: Inline) -> str:
    """The bare text of a line."""
    return "".join(run.text for run in inline)


def facts_in(inline: Inline) -> str:
    """The ids of the numbers in a line, in order and with ";" between them; an empty one for each that has none."""
    return ";".join(
        run.fact or "" for run in inline for _ in NUMBER.finditer(run.text) if not (run.fact and ";" in run.fact)
    )


NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
"""The digits of a number as it is printed."""


# --- charts: what is drawn, not how --------------------------------------------------------------------------------

ChartKind = Literal[
    "trend", "bars", "likert", "dots", "heat", "slope", "waffle", "dumbbell", "columns", "multiples", "regions"
]
Mark = Literal["", "▲", "▼"]


@dataclass(frozen=True, slots=True)
class Point:
    """One value in a chart: a proportion for a share, points for a mean; None where it is suppressed or not asked.

    `text` is the value as printed ("15%", "–"), `mark` a significant change since the previous wave, or difference
    with the rest. A point that is `cited` was taken from a publication.
    """

    value: float | None
    text: str
    fact: str | None = None
    low: float | None = None
    high: float | None = None
    indicative: bool = False
    mark: Mark = ""
    cited: bool = False

    @property
    def hollow(self) -> bool:
        """Whether its mark is drawn open: there is less behind it than behind the others."""
        return self.indicative or self.cited


@dataclass(frozen=True, slots=True)
class Series:
    """One line, colour or column of a chart; `points` are in the order of the chart's categories."""

    label: str
    points: tuple[Point, ...]
    role: str = "primary"
    """The name of its colour in the theme: primary, secondary, muted, positive, neutral, negative_light, dont_know …"""


@dataclass(frozen=True, slots=True)
class Category:
    """One place on the other axis: a wave, a group, an indicator, a question.

    `base` is printed as "n = 1.043", and `fact` is the id of what it prints.
    """

    label: str
    base: str = ""
    heading: str = ""
    """Set on the first category of a block (a breakdown, say): the block's name."""
    fact: str | None = None
    is_whole: bool = False
    """Whether it is everybody, whom the other categories are parts of."""
    place: tuple[int, int] | None = None
    """The row and column of its tile, where it has one."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows.

    The value axis runs from `minimum` (0, but for a mean or score, whose axis runs over the scale) to `maximum` (1 for
    parts of a whole, None to fit). `breaks` are the indices of the waves before which a trend is broken.
    """

    name: str
    kind: ChartKind
    unit: Literal["share", "mean", "score"]
    categories: tuple[Category, ...]
    series: tuple[Series, ...]
    maximum: float | None = None
    minimum: float = 0.0
    breaks: tuple[int, ...] = ()


# --- tables ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed value in a table."""

    text: str
    fact: str | None = None
    mark: Mark = ""
    indicative: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """`label` is the row's header; `section` starts a new block with that name; `kind` "base" is set smaller."""

    label: str
    cells: tuple[Cell, ...]
    section: str = ""
    kind: Literal["", "base", "net"] = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One header row, row headers, cells. `corner` heads the row headers."""

    name: str
    caption: Inline
    corner: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[Inline, ...] = ()
    number: int | None = None


# --- blocks ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; the lead opens a chapter, a note is set small."""

    inline: Inline
    kind: Literal["", "lead", "note"] = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a chapter; `anchor` is unique within its publication."""

    inline: Inline
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of single lines."""

    items: tuple[Inline, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A pull quote, or (placeholder) the place where one is still to be filled in."""

    inline: Inline
    placeholder: bool = False


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number set large, with what it is and how it changed.

    A share is also drawn as `part` of a whole, with a mark at what it was `before`.
    """

    value: Run
    label: Inline
    change: Inline
    part: float | None = None
    before: float | None = None


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """Key figures that are shown together."""

    items: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with everything that belongs under it.

    `title` states the finding, `measure` in what it is measured, of whom and when; `alt` says it in full sentences, and
    `told` is the same text with its numbers tied. The last of the notes is the `source`, but for an embargo.
    """

    name: str
    number: int
    title: Inline
    alt: str
    chart: Chart
    notes: tuple[Inline, ...]
    table: Table
    told: Inline = ()
    measure: Inline = ()
    source: Inline = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A note at the end of a chapter, by its number within the publication."""

    number: int
    inline: Inline


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes that end a chapter."""

    items: tuple[Note, ...]


Block = Paragraph | Heading | Listing | Quote | KeyFigures | Figure | Table | Notes


@dataclass(frozen=True, slots=True)
class Chapter:
    """`number` is None for what stands outside the count (In het kort, the colophon)."""

    slug: str
    number: int | None
    title: Inline
    blocks: tuple[Block, ...]


# --- where the numbers come from -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NumberOrigin:
    """Where a number that stands in a text comes from: what it is, and whatever of the rest there is to tell.

    `number` is as its fact is printed; the text may have said it in other words. `anchor` is unique within the
    publication, `chapter` the index of the chapter in which the number stands first. What is only `noted` stands under
    figures and tables, and nowhere else. `entry` is the anchor of the origin that tells the same, of a difference that
    of the level that it was reached from; of most it is its own. `asked_of` says who were asked, where those are not
    all.
    """

    anchor: str
    chapter: int
    noted: bool
    entry: str
    number: Run
    about: Inline
    interval: Inline = ()
    base: Inline = ()
    question: Inline = ()
    test: Inline = ()
    remark: Inline = ()
    asked_of: str = ""

    @property
    def fact(self) -> str:
        """The id of the fact or comparison that the number prints."""
        return self.number.fact or ""

    @property
    def sizes(self) -> Inline:
        """The numbers in its base: of respondents, and how many of equal weight these are worth."""
        return tuple(run for run in self.base if run.fact is not None)


@dataclass(frozen=True, slots=True)
class BlockOrigin:
    """Where the numbers of one figure or table come from: what was asked, of whom, and each estimate by itself.

    `block` is the name of the figure or table, `label` what it is called ("Figuur 3"; empty for a table without a
    number). There is no `question` that is the title itself, no `base` of all respondents with their number in the
    table itself, and no `table` without estimates.
    """

    block: str
    label: str
    title: Inline
    question: Inline
    base: Inline
    table: Table | None

    @property
    def element(self) -> str:
        """The anchor of the figure or table."""
        return f"{'figuur' if self.label.startswith('Figuur') else 'tabel'}-{self.block}"


@dataclass(frozen=True, slots=True)
class Publication:
    """The report, the press release, the rectification or the press kit.

    `placeholders` say what a person still has to fill in. `origins` has each fact that stands in the text, once, in
    order of appearance; `block_origins` each figure and table with numbers.
    """

    kind: Literal["report", "press-release", "rectification", "press-kit"]
    title: Inline
    subtitle: Inline
    chapters: tuple[Chapter, ...]
    placeholders: tuple[str, ...] = ()
    origins: tuple[NumberOrigin, ...] = ()
    block_origins: tuple[BlockOrigin, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """What one picture for social media says; `name` is that of its files.

    The `sentence` goes on where the `number` begins it. `post` is the message to go with the picture, `notes` what was
    asked of whom and, in the last of them, the source. `part` is how many of a hundred the number is, for a share.
    """

    name: str
    number: Inline
    sentence: Inline
    post: Inline
    notes: tuple[Inline, ...]
    part: int | None = None

    @property
    def source(self) -> Inline:
        """Where it comes from, and whether the respondents are simulated."""
        return self.notes[-1]


def stamp_of(embargo: str, recipient: str) -> Inline:
    """An embargo and for whom a copy is, as far as there are any, in a line."""
    runs = [Run(embargo, origin="date")] if embargo else []
    if recipient:
        runs += [*([Run(" · ")] if runs else []), Run(recipient, origin="label")]
    return tuple(runs)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that one edition of one wave publishes."""

    monitor: str
    subtitle: str
    subject: str
    publisher: str
    wave: str
    edition: str
    edition_label: str
    published: str
    """The date of publication, written out in Dutch."""
    published_iso: str
    fieldwork: str
    place: str
    release: str
    """Whether it may be published, or the embargo in words."""
    simulation_notice: str
    draft: bool
    report: Publication
    press_release: Publication
    version: int = 1
    """Which version of the wave's publications this is: more than 1 after a rectification."""
    rectified: str = ""
    """The date of that version, written out in Dutch."""
    rectified_iso: str = ""
    rectification: Publication | None = None
    waves: tuple[str, ...] = ()
    """What all waves are called that it may speak of."""
    licence: str = ""
    url: str = ""
    """Where the publications of the monitor are to be found, if it says so."""
    fieldwork_iso: str = ""
    """The first and the last day of the fieldwork, with a slash between them as ISO 8601 has it."""
    names: tuple[str, ...] = ()
    """What the project calls things, as far as there are numbers in it: groups, questions, the monitor itself."""
    partner: str = ""
    """Whom the edition is for; nobody for the monitor's own."""
    embargo: str = ""
    """Up to when it is under embargo, in words; "" when it is not, or no more."""
    embargo_iso: str = ""
    recipient: str = ""
    """For whom this copy is, in words; "" for a copy for everybody."""

    method: tuple[Inline, ...] = ()
    """How the research was done, in a few lines."""
    contact: Inline = ()
    """Whom to ask, with a link to write to."""
    findings: tuple[Finding, ...] = ()
    """What goes out one by one, each as a picture."""

    @property
    def stamp(self) -> Inline:
        """What every page and every picture of this copy carries; nothing on a free copy for everybody."""
        return stamp_of(self.embargo, self.recipient)

    @property
    def stamp_lines(self) -> tuple[str, ...]:
        """The same in lines, where there is room for those."""
        return tuple(filter(None, (self.embargo, self.recipient)))

    @property
    def dated(self) -> str:
        """The date of publication, and behind it which version this is when that is not the first."""
        return f"{self.published} · versie {self.version}, {self.rectified}" if self.version > 1 else self.published
