"""Runs of text as DrawingML, and which fact each number on a slide is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from reportgen.publish.blocks import LINKS
from reportgen.publish.office_parts import Told
from reportgen.publish.packing import LANGUAGE
from reportgen.report.model import NUMBER, Inline, Run, plain

_RUN = Markup("<a:r><a:rPr{}>{}{}</a:rPr><a:t>{}</a:t></a:r>")
_COLOUR = Markup('<a:solidFill><a:schemeClr val="{}"/></a:solidFill>')
_LINK = Markup(
    '<a:hlinkClick xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="{}"/>'
)


SAME = "&"
"""Stands for the fact of a number that is part of what the number before it began, as in "13% tot 17%"."""


def facts_of(line: Inline) -> str:
    """The fact of each number in a line, in order with ";" between them; nothing for a number that has none."""
    found: list[str] = []
    for run in line:
        numbers, ids = NUMBER.findall(run.text), run.fact.split(";") if run.fact else []
        if len(ids) == 1:
            ids += [SAME] * (len(numbers) - 1)
        found += ids if len(ids) == len(numbers) else [""] * len(numbers)
    return ";".join(found)


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph differs from its placeholder: its size in points, its colour in the theme, and its weight."""

    size: int | None = None
    colour: str = ""
    bold: bool = False


@dataclass(slots=True)
class SlideRuns:
    """Writes the text of one slide, and keeps where its links lead and of which facts its numbers are."""

    slide: int
    links: list[str] = field(default_factory=list)
    numbers: list[Told] = field(default_factory=list)

    def paragraphs(self, lines: Iterable[Inline], box: object, looks: Sequence[Look] = ()) -> tuple[Markup, ...]:
        """Write the lines of a box; `box` is how it is named where the facts are, its id or "n" for the notes.

        Raises ValueError for a link that is not https, mailto or within the document.
        """
        told = []
        for place, line in enumerate(lines):
            self.tie(f"{box}.{place}", plain(line), facts_of(line))
            look = looks[place] if place < len(looks) else Look()
            told.append(Markup("").join(self._run(run, look) for run in line))
        return tuple(told)

    def tie(self, place: str, text: str, facts: str) -> None:
        """Say of which facts the numbers in a text are, if they are of any."""
        if facts.strip(";"):
            self.numbers.append((f"{self.slide}.{place}", facts, text))

    def _run(self, run: Run, look: Look) -> Markup:
        attributes = Markup(' lang="{}"').format(run.lang or LANGUAGE)
        if look.size:
            attributes += Markup(' sz="{}"').format(look.size * 100)
        if run.strong or look.bold:
            attributes += Markup(' b="1"')
        if run.emphasis:
            attributes += Markup(' i="1"')
        colour = _COLOUR.format(look.colour) if look.colour else Markup("")
        return _RUN.format(attributes, colour, self._link(run.link), run.text)

    def _link(self, link: str | None) -> Markup:
        if link is None or link.startswith("#"):  # what that leads to is in the report
            return Markup("")
        if not link.startswith(LINKS):
            raise ValueError(f"a publication may not link to {link!r}")
        if link not in self.links:
            self.links.append(link)
        return _LINK.format(f"rIdLink{self.links.index(link) + 1}")
