"""What has to hold of what was put right of a wave after its publication."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from reportgen.errors import nearest
from reportgen.project.names import Known, blank_texts, unknown
from reportgen.project.places import Mistake
from reportgen.project.schema import Rectification

_MAKE = "Laat het bestand maken met reportgen compare … --rectification."


def rectification_mistakes(
    file: str, versions: tuple[Rectification, ...], known: Known, editions: Collection[str] | None
) -> Iterator[Mistake]:
    """Find the mistakes in the versions of one wave; which wave, the file's name says."""
    wave = PurePosixPath(file).stem
    if known.waves is not None and wave not in known.waves:
        remedy = nearest(wave, known.waves, otherwise="Noem het bestand naar de editie, zoals 2025.toml.")
        yield Mistake(file, ("versions",), f"de editie “{wave}” bestaat niet.", remedy)
    if not versions:
        yield Mistake(file, ("versions",), "hier staat geen versie.", _MAKE)
    yield from blank_texts(file, versions, ("versions",))
    declared = known.wave(wave)
    passed = declared.published if declared else None
    for i, one in enumerate(versions):
        at = ("versions", i)
        if one.version != i + 2:
            what = f"hier wordt versie {i + 2} verwacht, en niet {one.version}."
            yield Mistake(file, (*at, "version"), what, "Nummer de versies vanaf 2: de eerste publicatie is versie 1.")
        if passed is not None and one.date < passed:
            what = f"{one.date} ligt voor {'de publicatie' if i == 0 else 'de vorige versie'} ({passed})."
            yield Mistake(file, (*at, "date"), what, "Noem de dag waarop deze versie verschijnt.")
        passed = max(one.date, passed) if passed else one.date
        yield from _entries(file, i, one, editions)


def _entries(file: str, i: int, one: Rectification, editions: Collection[str] | None) -> Iterator[Mistake]:
    if not one.corrections and not one.sentences:
        yield Mistake(file, ("versions", i), "hier staat niet wat er veranderd is.", _MAKE)
    seen = set[str]()
    for j, correction in enumerate(one.corrections):
        at = ("versions", i, "corrections", j)
        if correction.fact in seen:
            what = f"“{correction.fact}” staat hier twee keer."
            yield Mistake(file, (*at, "fact"), what, "Laat één van de twee staan.")
        seen.add(correction.fact)
        if correction.old == correction.new:
            what = f"“{correction.fact}” is hier niet veranderd: {correction.old}."
            yield Mistake(file, (*at, "new"), what, "Haal deze correctie weg.")
        yield from _editions(file, (*at, "editions"), correction.editions, editions)
    for j, sentence in enumerate(one.sentences):
        at = ("versions", i, "sentences", j)
        if not (sentence.old or sentence.new):
            what = "hier staat geen zin: niet hoe zij was, en niet hoe zij wordt."
            yield Mistake(file, at, what, "Vul “old”, “new” of allebei in.")
        yield from _editions(file, (*at, "editions"), sentence.editions, editions)


def _editions(
    file: str, at: tuple[str | int, ...], named: tuple[str, ...], editions: Collection[str] | None
) -> Iterator[Mistake]:
    for k, edition in enumerate(named):
        yield from unknown(file, (*at, k), "de uitgave", edition, editions)
