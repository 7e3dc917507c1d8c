"""Whether an edition may be made as it was asked for: free not before its embargo ends, and under embargo not after."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from reportgen.copies import Copy
from reportgen.embargo import Moment
from reportgen.errors import Place, Problem
from reportgen.project.embargoes import declared_for, embargo_of
from reportgen.project.names import MONITOR
from reportgen.project.places import line_of
from reportgen.project.schema import Project
from reportgen.standing import Standing


def refused(
    project: Project, wave: str, editions: Sequence[str], copy: Copy, now: datetime | None, *, forced: bool
) -> dict[str, tuple[Problem, ...]]:
    """Find the editions of which this copy may not be made: free before the moment, unless `forced`, or held after it.

    Without a time (`now`) no embargo is over.
    """
    from reportgen.report.embargo import in_words

    found = dict[str, tuple[Problem, ...]]()
    for edition, moment in _moments(project, wave, editions).items():
        lasts, until = _lasts(moment, now), in_words(moment)
        if copy.released and lasts and not forced:
            what = f"het embargo loopt tot {until}; eerder wordt er niets vrijgegeven."
            remedy = "Bouw daarna opnieuw, of geef toch vrij met --force erbij."
            found[edition] = (Problem(what, remedy, _place(project, wave, edition)),)
        if not copy.released and not lasts:
            what = f"het embargo liep tot {until}, en is voorbij."
            remedy = "Maak de vrije uitgave met --release, of verbeter het moment."
            found[edition] = (Problem(what, remedy, _place(project, wave, edition)),)
    return found


def released_early(
    project: Project, wave: str, editions: Sequence[str], copy: Copy, now: datetime | None
) -> tuple[str, ...]:
    """Say which embargoes are broken by this copy, or that there was none to release from."""
    from reportgen.report.embargo import in_words

    moments = _moments(project, wave, editions)
    if not copy.released:
        return ()
    if not moments:
        return ("er is geen embargo; --release verandert er niets aan.",)
    return tuple(
        f"uitgave “{edition}” wordt vrijgegeven terwijl haar embargo nog loopt, tot {in_words(moment)}; "
        "in haar bestanden staat geen embargo meer."
        for edition, moment in moments.items()
        if _lasts(moment, now)
    )


def passed(project: Project, wave: str, now: datetime | None) -> Iterator[str]:
    """Say which editions have an embargo that is over, and what a build makes of them now.

    It is no problem of the project, which is as it was before that moment: a free edition can be made of it.
    """
    from reportgen.report.embargo import in_words

    for edition, moment in _moments(project, wave, tuple(project.monitor.editions)).items():
        if not _lasts(moment, now):
            yield (
                f"het embargo van uitgave “{edition}” liep tot {in_words(moment)}, en is voorbij "
                f"({_place(project, wave, edition)}): build weigert haar, en build --release maakt haar vrije uitgave."
            )


def unheld(project: Project, wave: str, standing: Mapping[str, Standing], made: Collection[str]) -> Iterator[str]:
    """Say which editions were left as they stood, and have not the embargo that the project gives them by now."""
    from reportgen.report.embargo import in_words

    left = [edition for edition in project.monitor.editions if edition in standing and edition not in made]
    for edition, moment in _moments(project, wave, left).items():
        told = standing[edition].embargo
        if told is None or told["until"] != moment.iso:
            yield (
                f"uitgave “{edition}” staat er nog zonder het embargo tot {in_words(moment)}: "
                "bouw haar ook, voor u er iets van verstuurt."
            )


def state_of(project: Project, wave: str, edition: str, copy: Copy) -> dict[str, Any] | None:
    """Say of an edition when its embargo ends, and whether this copy is released from it; None without one."""
    moment = embargo_of(project.monitor, wave, edition)
    return {"until": moment.iso, "zone": moment.zone, "released": copy.released} if moment else None


def _moments(project: Project, wave: str, editions: Sequence[str]) -> dict[str, Moment]:
    declared = {edition: embargo_of(project.monitor, wave, edition) for edition in editions}
    return {edition: moment for edition, moment in declared.items() if moment is not None}


def _lasts(moment: Moment, now: datetime | None) -> bool:
    return now is None or now < moment.at


def _place(project: Project, wave: str, edition: str) -> Place:
    declared = declared_for(project.monitor, wave, edition)
    source = (project.root / MONITOR).read_text(encoding="utf-8-sig")
    return Place(MONITOR, line_of(source, declared[0]) if declared else None)
