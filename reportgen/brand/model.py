"""What a house style is: colours, type and a logo, and in a partner's edition what the partner brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

COLOURS = (
    "ink", "muted", "rule", "surface", "paper",
    "primary", "primary_light", "secondary", "secondary_light",
    "positive", "positive_light", "neutral", "negative", "negative_light", "dont_know",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#RRGGBB`, the type family, and the measures of a chart in points.

    `dark` gives the same colour names for a dark screen; two colours that are equal in the light are equal there too,
    so that a colour in a finished drawing can be exchanged by its value. A chart is `chart_width` wide in print, the
    full width of the page's grid; its left `label_width` is the narrow column that hangs beside the text. Lines and
    columns are plotted as high as is usual, or a `plot_part` of that.
    """

    ink: str
    muted: str
    rule: str
    surface: str
    paper: str
    primary: str
    primary_light: str
    secondary: str
    secondary_light: str
    positive: str
    positive_light: str
    neutral: str
    negative: str
    negative_light: str
    dont_know: str
    family: str
    dark: Mapping[str, str] = field(hash=False)
    text_size: float = 9.0
    small_size: float = 8.0
    chart_width: float = 482.0
    label_width: float = 125.0
    plot_part: float = 1.0


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face of the family: `weight` as in CSS (400, 700), `style` "normal" or "italic"."""

    family: str
    weight: int
    style: str
    path: Path


@dataclass(frozen=True, slots=True)
class Mark:
    """A logo or a name, trimmed to its ink: SVG in `svg`, or pixels in `png`.

    `size` is its proportion, `density` which part of that is inked. `plate` is the colour that it lies on wherever
    the ground isn't paper; a mark that is `seen_on_dark` needs none on a dark screen. A name takes over the colour of
    the text around it.
    """

    svg: str
    png: bytes
    size: tuple[float, float]
    density: float
    plate: str
    seen_on_dark: bool
    is_name: bool = False

    @property
    def width(self) -> float:
        """How wide it is in units of its own."""
        return self.size[0]

    @property
    def height(self) -> float:
        """How high it is, in the same units."""
        return self.size[1]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of colour on paper: its ground, the text on it, lines that may be faint, and marks beside the text."""

    ground: str
    text: str
    faint: str
    mark: str


@dataclass(frozen=True, slots=True)
class Partner:
    """What a partner brings to its edition: a name, a colour for surfaces with text on it, and what it is shown by.

    `short` is the name where there is little room. `remarks` is what its maker should know, in Dutch.
    """

    name: str
    short: str
    field: Field
    mark: Mark
    beside: Mark
    """The logo of the monitor, which it stands beside and looks as large as."""
    house: Theme
    """The theme of the monitor itself, which its own field and logo keep."""
    short_mark: Mark
    """Its logo, or its short name as a word mark, for where its whole name would be set too small to be read."""
    remarks: tuple[str, ...] = ()

    @property
    def colour(self) -> str:
        """Its colour, as it is."""
        return self.field.ground

    @property
    def flag(self) -> str:
        """The ground of its mark on the field of the monitor: its own colour under a name, and under a logo a plate."""
        return self.colour if self.mark.is_name and self.colour != self.house.primary else self.mark.plate

    @property
    def on_flag(self) -> str:
        """The colour of words on that ground."""
        dark = {self.house.paper: self.house.ink, self.house.ink: self.house.paper}
        return self.field.text if self.flag == self.colour else dark.get(self.flag, self.house.ink)

    @property
    def plate_class(self) -> str:
        """Whether its mark needs a plate on paper, only on a dark screen, or nowhere."""
        if self.mark.plate != self.house.paper:
            return "plate"
        return "" if self.mark.seen_on_dark else "plate-in-dark"


@dataclass(frozen=True, slots=True)
class Brand:
    """`logo` is SVG source in colours of the house; `currentColor` in it is the colour of the text around it."""

    name: str
    theme: Theme
    logo: str
    fonts: tuple[FontFile, ...]
    partner: Partner | None = None

    @property
    def field(self) -> Field:
        """The fields of colour inside the report: those of the partner, where there is one."""
        own = self.theme
        return (
            self.partner.field
            if self.partner
            else Field(own.primary, own.paper, own.primary_light, own.secondary_light)
        )

    @property
    def house(self) -> Theme:
        """The theme of the monitor itself: in the edition of a partner, `theme` has that partner's accents."""
        return self.partner.house if self.partner else self.theme


def colours(theme: Theme) -> dict[str, str]:
    """The light colours by name, in the order of the brand file."""
    return {name: getattr(theme, name) for name in COLOURS}
