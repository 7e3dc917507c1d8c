"""An embargo: one moment at one place, which nobody can take for another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from reportgen.errors import nearest

HOME = "Europe/Amsterdam"
"""Where the readers of a Dutch publication have their clocks."""
EXAMPLE = f"2025-03-19 06:00 {HOME}"
_WRITTEN = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) ((?:[01][0-9]|2[0-3]):[0-5][0-9])(?: (\S+))?")
_PLACE = re.compile(r"(?!Etc/)\w+/\S+")
_FORM = f"Schrijf jaar-maand-dag, uur:minuut en de plaats waar die tijd geldt: “{EXAMPLE}”."


class NoMomentError(ValueError):
    """What was written is no moment, or may be more than one: what is wrong with it, and how to mend it, in Dutch."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.what = what
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment, as the clock has it in a time zone that is called after a place."""

    at: datetime
    zone: str

    @property
    def day(self) -> date:
        """The day that it is there."""
        return self.at.date()

    @property
    def iso(self) -> str:
        """The moment as computers write it: "2025-03-19T06:00:00+01:00"."""
        return self.at.isoformat()

    @property
    def at_home(self) -> datetime:
        """What the clock says then in the Netherlands."""
        return self.at.astimezone(_zone(HOME))


def moment_of(written: str) -> Moment:
    """Read a moment such as "2025-03-19 06:00 Europe/Amsterdam"; raises NoMomentError for anything less certain.

    An hour that is skipped when the clocks go forward is no moment, and one that comes twice when they go back is two.
    """
    found = _WRITTEN.fullmatch(written.strip())
    if found is None:
        raise NoMomentError(f"“{written}” is geen moment.", _FORM)
    day, hour, zone = found.groups()
    try:
        clock = datetime.fromisoformat(f"{day} {hour}")
    except ValueError:
        raise NoMomentError(f"de datum in “{written}” bestaat niet.", _FORM) from None
    if zone is None:
        remedy = f"Zet erachter waar deze tijd geldt: “{day} {hour} {HOME}”."
        raise NoMomentError(f"bij “{written}” staat niet in welke tijdzone dat is.", remedy)
    if zone not in _zones() or not _PLACE.fullmatch(zone):
        raise NoMomentError(f"“{zone}” is geen tijdzone met de naam van een plaats.", _nearest_zone(zone))
    moment = clock.replace(tzinfo=_zone(zone))
    _require_once(moment, zone)
    return Moment(moment, zone)


def _require_once(moment: datetime, zone: str) -> None:
    """Hold that the clock shows this hour once: it differs in its two readings only around a change of the clock."""
    if moment.utcoffset() == moment.replace(fold=1).utcoffset():
        return
    day, hour = f"{moment:%Y-%m-%d}", f"{moment:%H:%M}"
    around = " of ".join(f"“{moment + timedelta(hours=step):%Y-%m-%d %H:%M} {zone}”" for step in (-1, 1))
    remedy = f"Kies een ander uur, zoals {around}."
    if moment.astimezone(UTC).astimezone(moment.tzinfo).replace(fold=0) != moment:
        raise NoMomentError(f"op {day} is het in {zone} nooit {hour}: de klok gaat dan vooruit.", remedy)
    raise NoMomentError(f"op {day} is het in {zone} twee keer {hour}: de klok gaat dan terug.", remedy)


def _nearest_zone(zone: str) -> str:
    places = [name for name in _zones() if _PLACE.fullmatch(name)]
    if "/" not in zone:
        ends = [name for name in places if name.rpartition("/")[2].casefold() == zone.casefold()]
        places = ends or [HOME]
    return nearest(zone, places, otherwise=f"Schrijf een plaats als {places[0] if len(places) == 1 else HOME}.")


@cache
def _zones() -> frozenset[str]:
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())


@cache
def _zone(name: str) -> ZoneInfo:
    """Read the rules of a time zone from the package that comes along: those of the machine may be others, or none."""
    with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as source:
        return ZoneInfo.from_file(source, key=name)
