"""What is said of an embargo, and to whom a copy belongs, wherever that stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from babel.dates import format_date, get_timezone_location

from reportgen.embargo import HOME, Moment
from reportgen.report.dutch import LOCALE
from reportgen.report.model import Block, Figure, Inline, Publication, Run


def under_embargo(moment: Moment) -> str:
    """Say up to when: "Onder embargo tot woensdag 19 maart 2025, 06.00 uur (Nederlandse tijd)"."""
    return f"Onder embargo tot {in_words(moment)}"


def in_words(moment: Moment) -> str:
    """Write a moment out, with its weekday, whose time it is, and what time that is in the Netherlands.

    Midnight belongs to two days in the ears of most people: it is named by both.
    """
    remarks = ["Nederlandse tijd" if moment.zone == HOME else f"tijd in {_place(moment)}"]
    if (moment.at.hour, moment.at.minute) == (0, 0):
        before = format_date(moment.day - timedelta(days=1), "EEEE", locale=LOCALE)
        remarks.append(f"in de nacht van {before} op {format_date(moment.day, 'EEEE', locale=LOCALE)}")
    if moment.at_home.replace(tzinfo=None) != moment.at.replace(tzinfo=None):
        remarks.append(f"in Nederland {_clock(moment.at_home)}")
    return f"{_clock(moment.at)} ({'; '.join(remarks)})"


def for_recipient(name: str) -> str:
    """Say for whom a copy is; "" for a copy for everybody."""
    return f"Exemplaar voor {name}" if name else ""


def under_each_figure(publication: Publication, embargo: str) -> Publication:
    """Say under each figure of a publication that it is under embargo: a figure may be taken from its page."""
    if not embargo:
        return publication
    note: Inline = (Run(embargo, origin="date"),)

    def stamped(block: Block) -> Block:
        return replace(block, notes=(*block.notes, note)) if isinstance(block, Figure) else block

    chapters = (replace(one, blocks=tuple(map(stamped, one.blocks))) for one in publication.chapters)
    return replace(publication, chapters=tuple(chapters))


def _clock(at: datetime) -> str:
    return f"{format_date(at, 'EEEE d MMMM y', locale=LOCALE)}, {at:%H.%M} uur"


def _place(moment: Moment) -> str:
    city: str = get_timezone_location(moment.at.tzinfo, locale=LOCALE, return_city=True)
    return city.rpartition("/")[2]
