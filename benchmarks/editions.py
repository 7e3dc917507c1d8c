"""Time builds of one edition and of many, in turn: what a further edition takes, and how much memory a process needs.

python -m benchmarks.editions [NUMBER …]
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.building import PARTS, REPORTGEN
from benchmarks.cost import ROOT, Cost, cost_of

NUMBERS = (1, 10, 50)
COLOURS = ("#8C2F39", "#2F5D8C", "#5B8C2F", "#6B4C9A", "#B5651D")
LETTERS = "bdfghjklmnprstvwz"
FIRST = """
[[editions]]
slug = "landelijk"
label = "Landelijke editie"
brand = "voice-monitor"
"""
FURTHER = """
[[editions]]
slug = "partner-{number}"
label = "Editie {name}"
partner = "{name}"
brand = "{brand}"
foreword = "voorwoord.md"
closing = "slot.md"
contact = {{ name = "Redactie {name}", email = "redactie@partner-{number}.example" }}
"""
TEXTS = {
    "voorwoord.md": "Deze uitgave is er voor wie werkt met {name}, en begint met een woord vooraf van ons.\n",
    "slot.md": "Wat {name} met deze uitkomsten doet, leest u later dit jaar.\n",
}


def main(numbers: Sequence[int] = NUMBERS) -> None:
    """Build each number of editions from nothing, of partners without and with a colour of their own."""
    cores = len(os.sched_getaffinity(0))
    print(f"{cores} cores\n{'':36}{'wall s':>9}{'cpu s':>9}{'MiB':>7}   a further one: wall, cpu, to the first's")
    with tempfile.TemporaryDirectory() as folder:
        for coloured in (False, True):
            first: Cost | None = None
            for number in numbers:
                cost = built(Path(folder) / f"{number}-{coloured}", number, coloured=coloured)
                first = first or cost
                kind = "own colours" if coloured else "own texts"
                print(row(f"{number} editions, {kind}", cost, first, number - numbers[0]), flush=True)


def row(name: str, cost: Cost, first: Cost, more: int) -> str:
    """Write what a build took, and each edition more than the `first` build had."""
    told = f"{name:36}{cost.wall:9.2f}{cost.cpu:9.2f}{cost.peak:7.0f}"
    if more == 0:
        return told
    wall, cpu = (cost.wall - first.wall) / more, (cost.cpu - first.cpu) / more
    return f"{told}   {wall:.2f} s, {cpu:.2f} s, {wall / first.wall:.2f} of the wall time, {cpu / first.cpu:.2f} of cpu"


def built(folder: Path, number: int, *, coloured: bool) -> Cost:
    """Build so many editions with nothing kept, in a folder that is cleared away behind it."""
    write_project(folder, number, coloured=coloured)
    try:
        return cost_of([*REPORTGEN, "build", "--draft", "--project", str(folder)])
    finally:
        shutil.rmtree(folder)


def write_project(folder: Path, number: int, *, coloured: bool) -> None:
    """Write the monitor with one edition of its own, and so many less one of partners that are made up."""
    folder.mkdir()
    for part in PARTS:
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
    shutil.rmtree(folder / "templates/editions")
    monitor = folder / "monitor.toml"
    whole = monitor.read_text(encoding="utf-8")
    editions = "".join([FIRST, *_partners(folder, number - 1, coloured=coloured)])
    monitor.write_text(whole[: whole.index("[[editions]]")] + editions, encoding="utf-8")


def _partners(folder: Path, number: int, *, coloured: bool) -> Iterator[str]:
    """Write the files of each partner, and give what stands of it in monitor.toml."""
    for place in range(1, number + 1):
        name, slug = f"Voorbeeldpartner {_word(place)}", f"partner-{place:03}"
        texts = folder / "templates/editions" / slug
        texts.mkdir(parents=True)
        for file, text in TEXTS.items():
            (texts / file).write_text(text.format(name=name), encoding="utf-8")
        if coloured:
            brand = folder / "assets/brands" / slug
            brand.mkdir()
            colour = COLOURS[place % len(COLOURS)]
            (brand / "brand.toml").write_text(f'name = "{name}"\ncolour = "{colour}"\n', encoding="utf-8")
        yield FURTHER.format(number=slug.partition("-")[2], name=name, brand=slug if coloured else "voice-monitor")


def _word(place: int) -> str:
    """A word of its own for each partner, since a text may hold no typed number."""
    first, second = divmod(place, len(LETTERS))
    return f"{LETTERS[first].upper()}o{LETTERS[second]}aard"


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or NUMBERS)
