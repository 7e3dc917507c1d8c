"""Time measuring against R's survey package on the same respondents, and hold their figures against each other.

python -m benchmarks.measuring [--record] [RESPONDENTS …]

With --record, what R took and found is kept in recorded.toml, to be shown where R is not installed.
"""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from time import strftime
from typing import Any

from benchmarks.agreement import check_agreement, check_sample, sample_of
from benchmarks.cost import ROOT, Cost, cost_and_output
from benchmarks.survey_files import WAVES, write_monitor

QUICK = (1_000, 10_000)
RECORDED = ROOT / "benchmarks" / "recorded.toml"
SCRIPT = ROOT / "benchmarks" / "against_r.R"

WAYS = {"together": 1_000_000, "svyciprop": 100_000}
"""How R measures, as against_r.R explains, and the most respondents a wave that it is given time for."""
ROUNDS = {1_000: 5, 10_000: 3}
"""How often everything is run; once where it is not named."""
OURS = "reportgen"


@dataclass(frozen=True)
class Bounds:
    """What measuring may take: seconds, MiB, and how many times faster than R's fastest way it must be."""

    cpu: float = float("inf")
    wall: float = float("inf")
    peak: float = float("inf")
    faster: float = 0


MAY_TAKE = {1_000: Bounds(cpu=1.5), 1_000_000: Bounds(wall=60, peak=6e9 / 2**20, faster=10)}


@dataclass(frozen=True)
class Run:
    """One process: its cost, and how many of its seconds went into reading, which R is not held to."""

    cost: Cost
    reading: float = 0

    @property
    def measuring(self) -> float:
        """The seconds that count."""
        return self.cost.wall - self.reading


Runs = Mapping[str, Sequence[Run]]
"""By who measured, a run a round."""


def main(sizes: Sequence[int], *, record: bool = False) -> None:
    """Measure monitors of these sizes, print what it took, and end with status 1 where it took more than it may."""
    recorded = tomllib.loads(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}
    versions = installed_versions()
    if versions is None:
        print(f"R's survey is not installed: its rows were RECORDED on {recorded['date']} on {recorded['machine']},")
        print(f"with R {recorded['R']} and survey {recorded['survey']}; so were the ratios, to reportgen there.\n")
    print(
        f"{'respondents a wave':>18}  {'':24}{'wall s':>9}{'CPU s':>9}{'MiB':>8}{'µs/resp.':>10}{'ratio':>8}  may take"
    )
    too_much: list[str] = []
    kept: dict[str, Any] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_monitor(Path(folder), size)
            runs, sample = take_turns(Path(folder), size, with_r=versions is not None, recorded=recorded)
        show(size, runs, recorded if versions is None else {})
        too_much += exceeded(size, runs)
        kept[str(size)] = {"runs": runs, "sample": sample}
    if record and versions is not None:
        RECORDED.write_text(recorded_text(versions, kept), encoding="utf-8")
    for line in too_much:
        print(line)
    if too_much:
        sys.exit(1)


def installed_versions() -> dict[str, str] | None:
    """Ask R for its version and that of survey; None when either is not there."""
    program = 'cat(as.character(getRversion()), as.character(packageVersion("survey")))'
    try:
        said = subprocess.run(["Rscript", "-e", program], capture_output=True, text=True, check=True).stdout
    except (FileNotFoundError, subprocess.CalledProcessError):
        return None
    return dict(zip(("R", "survey"), said.split(), strict=True))


def take_turns(
    folder: Path, size: int, *, with_r: bool, recorded: Mapping[str, Any]
) -> tuple[Runs, dict[str, list[float]]]:
    """Run everybody in turn, so that a machine that slows down slows all; raises when their figures differ."""
    runs: dict[str, list[Run]] = {OURS: []}
    sample: dict[str, list[float]] = {}
    for _ in range(ROUNDS.get(size, 1)):
        cost, output = cost_and_output(
            [sys.executable, "-P", "-m", "reportgen.survey", str(folder), WAVES[-1]],
            environment={"OPENBLAS_NUM_THREADS": "1"},
        )
        runs[OURS].append(Run(cost))
        book = json.loads(output)
        for way in (way for way, most in WAYS.items() if with_r and size <= most):
            cost, output = cost_and_output(["Rscript", str(SCRIPT), str(folder), way])
            found = json.loads(output)
            check_agreement(book, found)
            runs.setdefault(way, []).append(Run(cost, found["seconds"]["reading"]))
            sample = sample_of(found)
        if not with_r and str(size) in recorded["sizes"]:
            check_sample(book, recorded["sizes"][str(size)]["sample"])
    return runs, sample


# --- what it took -----------------------------------------------------------------------------------------------------


def show(size: int, runs: Runs, recorded: Mapping[str, Any]) -> None:
    """Print a row for everybody; the ratio is of R's seconds, without its reading, to all of ours in the same round."""
    show_row(f"{size:,}", OURS, size, median(runs[OURS]), "", may_take(MAY_TAKE.get(size)))
    for way in (who for who in runs if who != OURS):
        show_row("", f"R, {way}", size, median(runs[way]), f"{faster(runs, way):.1f}")
    for way, row in recorded.get("sizes", {}).get(str(size), {}).get("runs", {}).items():
        if way != OURS:
            cost = Cost(row["wall"], row["cpu"], row["peak"])
            show_row("", f"R, {way} (RECORDED)", size, cost, f"{row['ratio']:.1f}")


def show_row(first: str, who: str, size: int, cost: Cost, ratio: str, bounds: str = "") -> None:
    """Print one row; microseconds of CPU are for one respondent of one wave."""
    each = 1e6 * cost.cpu / (size * len(WAVES))
    numbers = f"{cost.wall:9.2f}{cost.cpu:9.2f}{cost.peak:8.0f}{each:10.1f}{ratio:>8}"
    print(f"{first:>18}  {who:24}{numbers}  {bounds}".rstrip(), flush=True)


def median(runs: Sequence[Run]) -> Cost:
    """The medians over the rounds."""
    return Cost(*(statistics.median(values) for values in zip(*(astuple(run.cost) for run in runs), strict=True)))


def faster(runs: Runs, way: str) -> float:
    """How many times the seconds of ours R took in one way: the median over the rounds."""
    return statistics.median(
        theirs.measuring / ours.cost.wall for theirs, ours in zip(runs[way], runs[OURS], strict=True)
    )


def may_take(bounds: Bounds | None) -> str:
    """Write bounds in words."""
    if bounds is None:
        return ""
    return ", ".join(
        text
        for text, holds in (
            (f"{bounds.cpu:g} s CPU", bounds.cpu < float("inf")),
            (f"{bounds.wall:g} s", bounds.wall < float("inf")),
            (f"{bounds.peak:.0f} MiB", bounds.peak < float("inf")),
            (f"1/{bounds.faster:g} of R", bounds.faster > 0),
        )
        if holds
    )


def exceeded(size: int, runs: Runs) -> list[str]:
    """Say of which bounds a measurement stayed outside."""
    bounds, ours = MAY_TAKE.get(size, Bounds()), median(runs[OURS])
    ratios = [faster(runs, way) for way in runs if way != OURS]
    held = {
        f"{ours.cpu:.2f} s of CPU": ours.cpu <= bounds.cpu,
        f"{ours.wall:.1f} s": ours.wall < bounds.wall,
        f"{ours.peak:.0f} MiB": ours.peak < bounds.peak,
        f"{min(ratios, default=0):.1f} times faster than R": not ratios or min(ratios) >= bounds.faster,
    }
    return [f"TOO MUCH at {size:,}: {text} (may take {may_take(bounds)})" for text, holds in held.items() if not holds]


# --- what is kept -----------------------------------------------------------------------------------------------------


def recorded_text(versions: Mapping[str, str], kept: Mapping[str, Any]) -> str:
    """Write down, as TOML, what was measured here and with which versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    lines = [
        "# What R's survey took and found where it is installed; written by `make benchmark-large RECORD=--record`.",
        f'machine = "{processor()}, {os.cpu_count()} cores, {memory:.0f} GiB"',
        f"date = {strftime('%Y-%m-%d')}",
        f'python = "{platform.python_version()}"',
        *(f'{name} = "{version}"' for name, version in versions.items()),
    ]
    for size, one in kept.items():
        for who, measured in one["runs"].items():
            cost, reading = median(measured), statistics.median(run.reading for run in measured)
            lines += ["", f"[sizes.{size}.runs.{who}]", f"wall = {cost.wall:.2f}", f"cpu = {cost.cpu:.2f}"]
            lines += [f"peak = {cost.peak:.0f}", f"reading = {reading:.2f}", f"ratio = {faster(one['runs'], who):.1f}"]
        lines += ["", f"[sizes.{size}.sample]", *(f'"{name}" = {row}' for name, row in one["sample"].items())]
    return "\n".join(lines) + "\n"


def processor() -> str:
    """The name of the processor, as far as the system tells."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


if __name__ == "__main__":
    named = [int(argument) for argument in sys.argv[1:] if argument != "--record"]
    main(named or QUICK, record="--record" in sys.argv)
