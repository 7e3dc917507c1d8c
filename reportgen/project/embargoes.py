"""Which embargo holds for which edition of a wave, and what has to hold of each that is declared."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.embargo import Moment, NoMomentError, moment_of
from reportgen.project.names import MONITOR
from reportgen.project.places import Keys, Mistake
from reportgen.project.schema import Monitor, Wave

KEY = "embargo"


def embargo_of(monitor: Monitor, wave: str, edition: str) -> Moment | None:
    """The moment up to which an edition of a wave is under embargo."""
    declared = declared_for(monitor, wave, edition)
    return moment_of(declared[1]) if declared else None


def declared_for(monitor: Monitor, wave: str, edition: str) -> tuple[Keys, str] | None:
    """What was written, and at which keys: the edition's own if this is the newest wave, or else the wave's."""
    own = monitor.editions[edition].embargo if wave == _newest(monitor) else None
    if own:
        place = [one.slug for one in monitor.editions.listed].index(edition)
        return ("editions", place, KEY), own
    of_all = monitor.waves[wave].embargo
    return (("waves", wave, KEY), of_all) if of_all else None


def embargo_mistakes(monitor: Monitor) -> Iterator[Mistake]:
    """Find the embargoes that are no moment, or aren't on the day of publication."""
    for name, wave in monitor.waves.items():
        yield from _unfit(("waves", name, KEY), wave.embargo, name, wave)
    for place, edition in enumerate(monitor.editions.listed if monitor.waves else ()):
        newest = _newest(monitor)
        yield from _unfit(("editions", place, KEY), edition.embargo, newest, monitor.waves[newest])


def _unfit(keys: Keys, written: str | None, name: str, wave: Wave) -> Iterator[Mistake]:
    if written is None or not written.strip():
        return  # an empty text is told with all others
    try:
        moment = moment_of(written)
    except NoMomentError as error:
        yield Mistake(MONITOR, keys, error.what, error.remedy)
        return
    if moment.day != wave.published:
        what = f"dit embargo eindigt op {moment.day}, en editie “{name}” wordt gepubliceerd op {wave.published}."
        yield Mistake(MONITOR, keys, what, "Een embargo eindigt op de dag van publicatie: verbeter een van beide.")


def _newest(monitor: Monitor) -> str:
    return max(monitor.waves, key=lambda name: monitor.waves[name].published)
