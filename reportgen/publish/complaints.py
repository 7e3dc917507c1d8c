"""What WeasyPrint only logs, told as what it is: a mistake, with the file and line where there is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape
from pathlib import Path

from reportgen.errors import Place, Problem
from reportgen.publish.sources import place_of

LONGEST = 200
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_IMAGE = re.compile(r"<img\b[^>]*>")
_ATTRIBUTE = re.compile(r'\b(src|alt)="([^"]*)"')

Found = tuple[str, str, Place | None]


class Complaints:
    """Tells what was logged while a page was set; `pages` are the folders that its templates came from."""

    def __init__(self, html: str, pages: Sequence[Path] = ()) -> None:
        self._html = html
        self._pages = pages

    def problem(self, message: str) -> Problem:
        """Tell one message."""
        for pattern, told in _KINDS.items():
            if match := re.search(pattern, message, re.DOTALL):
                what, remedy, place = told(self, match)
                return Problem(what, remedy, place)
        return Problem(
            f"De pdf is niet goed te zetten; WeasyPrint zegt: “{_shortened(message)}”.",
            "Verbeter de tekst, de figuur of de stijl (in templates/pages) die hier genoemd wordt.",
        )

    def rule(self, match: re.Match[str]) -> Found:
        """A declaration that is not understood, by its line in the style sheet of the page."""
        what = f"“{_shortened(match[1].strip())}” doet niets op papier: WeasyPrint kent dit niet ({match[3]})."
        return what, "Haal het weg, of schrijf het anders.", self._styled(int(match[2]), match[1])

    def selector(self, match: re.Match[str]) -> Found:
        """A selector that is not understood."""
        what = f"“{_shortened(match[1].strip())}” doet niets op papier: WeasyPrint kent deze selector niet."
        return what, "Schrijf de selector anders.", place_of(match[1].strip(), self._pages)

    def link(self, match: re.Match[str]) -> Found:
        """A link, or a number of a page, that leads nowhere."""
        what = f"de koppeling “{match[1]}” leidt nergens heen."
        return what, "Verbeter de koppeling, of haal haar weg.", place_of(match[1], self._pages)

    def twice(self, match: re.Match[str]) -> Found:
        """Two elements with one name."""
        what = f"op de pagina heten twee plaatsen “{match[1]}”."
        return what, "Geef een van beide een andere naam.", place_of(f'id="{match[1]}"', self._pages)

    def image(self, match: re.Match[str]) -> Found:
        """An image that cannot be shown, by its description."""
        images = (dict(_ATTRIBUTE.findall(image)) for image in _IMAGE.findall(self._html))
        told = [one.get("alt", "") for one in images if unescape(one.get("src", "")).startswith(match[1][:LONGEST])]
        named = f"het beeld “{_shortened(unescape(told[0]))}”" if told and told[0] else f"“{_shortened(match[1])}”"
        place = None if match[1].startswith("data:") else place_of(match[1], self._pages)
        return f"{named} is niet te tonen.", "Controleer of het bestand heel is, en of het een beeld is.", place

    def description(self, match: re.Match[str]) -> Found:
        """An image without a description."""
        place = None if match[1].startswith("data:") else place_of(match[1], self._pages)
        return f"het beeld “{_shortened(match[1])}” heeft geen beschrijving.", "Zet er alt=“…” bij.", place

    def character(self, match: re.Match[str]) -> Found:
        """A character that no font of the brand has."""
        what = f"de letter heeft het teken “{match[1]}” ({match[2]}) niet."
        return what, "Schrijf het zonder dit teken.", place_of(match[1], self._pages)

    def _styled(self, line: int, declaration: str) -> Place | None:
        for style in _STYLE.findall(self._html):
            lines = style.split("\n")
            if line <= len(lines) and declaration.strip() in lines[line - 1]:
                return place_of(lines[line - 1], self._pages, styles=True)
        return place_of(declaration.strip(), self._pages)


_KINDS: dict[str, Callable[[Complaints, re.Match[str]], Found]] = {
    r"Ignored `(.*?)` at (\d+):\d+, (.*?)\.?$": Complaints.rule,
    r"Invalid or unsupported selector, '(.*)'": Complaints.selector,
    r"No anchor (#\S*)": Complaints.link,
    r"undefined anchor \('\w+', '(#[^']*)'\)": Complaints.link,
    r"Anchor defined twice: '(.*)'": Complaints.twice,
    r"Failed to load image at '(.*?)'": Complaints.image,
    r"Failed to render SVG image (.*)": Complaints.image,
    r"Relative URI reference without a base URI: (.*)": Complaints.image,
    r'Image "(.*)" has no required alt': Complaints.description,
    r'\.notdef glyph.*"(.*)" \((U\+\w+)\)': Complaints.character,
}
"""What WeasyPrint 70 logs, and what that means; anything else is told in its own words."""


def _shortened(text: str) -> str:
    return text if len(text) < LONGEST else f"{text[:LONGEST]}…"
