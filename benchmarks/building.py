"""Time `reportgen build` against the plain script, in turn, and print the ratios.

python -m benchmarks.building [ROUNDS]
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.cost import ROOT, Cost, cost_of
from benchmarks.plain_template import make_template

PARTS = ("monitor.toml", "data", "templates", "assets")
CHAPTER = "templates/report/09-vooruitblik.md"
WORD = "uitproberen"
REPORTGEN = (sys.executable, "-m", "reportgen")
NATIONAL = ("--edition", "landelijk")
ROUNDS = 5


@dataclass(frozen=True)
class Bench:
    """A copy of the project to build in, and the template of the plain script."""

    project: Path
    template: Path

    def plain(self) -> Cost:
        """Make the report the plain way."""
        script = str(ROOT / "benchmarks" / "plain_report.py")
        return cost_of(
            [sys.executable, script, str(self.project), str(self.template), str(self.template.with_suffix(".pdf"))]
        )

    def build(self) -> Cost:
        """Build everything of the national edition."""
        return cost_of([*REPORTGEN, "build", "--draft", *NATIONAL, "--project", str(self.project)])

    def cold(self) -> Cost:
        """Build with nothing kept."""
        for folder in ("output", ".cache"):
            shutil.rmtree(self.project / folder, ignore_errors=True)
        return self.build()

    def changed(self) -> Cost:
        """Build after a change to one word in a chapter, into one that was never there before."""
        chapter = self.project / CHAPTER
        text = chapter.read_text(encoding="utf-8")
        if WORD not in text:
            raise RuntimeError(f"{CHAPTER} has no {WORD}")
        chapter.write_text(text.replace(WORD, f"{WORD}n", 1), encoding="utf-8")
        return self.build()

    def mistake(self) -> Cost:
        """Meet a mistake in monitor.toml."""
        monitor = self.project / "monitor.toml"
        text = monitor.read_text(encoding="utf-8")
        try:
            monitor.write_text(text.replace("publisher =", "publischer ="), encoding="utf-8")
            return cost_of([*REPORTGEN, "build", "--project", str(self.project)], expected=1)
        finally:
            monitor.write_text(text, encoding="utf-8")

    def verify(self) -> Cost:
        """Hold every number in the report's own PDF against its fact."""
        return cost_of([*REPORTGEN, "verify", "--project", str(self.project), str(self.pdf)])

    @property
    def pdf(self) -> Path:
        """The report as it was built."""
        (file,) = self.project.glob("output/*/landelijk/rapport.pdf")
        return file

    def help(self) -> Cost:
        """Ask for help."""
        return cost_of([*REPORTGEN, "--help"])


def main(rounds: int = ROUNDS) -> None:
    """Take turns, so that a machine that slows down slows them all, and print medians and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder) / "project", Path(folder) / "report.html")
        bench.project.mkdir()
        for part in PARTS:
            source = ROOT / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, bench.project / part)
        bench.template.write_text(make_template(bench.project), encoding="utf-8")
        turns: dict[str, Callable[[], Cost]] = {
            "plain script, report only": bench.plain,
            "build, cold": bench.cold,
            "build, one word changed": bench.changed,
            "build, nothing changed": bench.build,
            "verify, the report as PDF": bench.verify,
            "mistake in monitor.toml": bench.mistake,
            "reportgen --help": bench.help,
        }
        costs: dict[str, list[Cost]] = {name: [] for name in turns}
        for turn in range(rounds + 1):
            for name, take in turns.items():
                cost = take()
                if turn:  # the first turn only warms up
                    costs[name].append(cost)
    show(costs)


def show(costs: dict[str, list[Cost]]) -> None:
    """Print medians, and the median of the ratios to the plain script of the same turn."""
    plain = costs["plain script, report only"]
    print(f"{'':28}{'wall s':>9}{'ratio':>8}{'cpu s':>9}{'ratio':>8}{'MiB':>8}{'ratio':>8}")
    for name, measured in costs.items():
        row = f"{name:28}"
        for part, digits in (("wall", 2), ("cpu", 2), ("peak", 0)):
            values = [getattr(cost, part) for cost in measured]
            ratios = [value / getattr(base, part) for value, base in zip(values, plain, strict=True)]
            row += f"{statistics.median(values):9.{digits}f}" if part != "peak" else f"{statistics.median(values):8.0f}"
            row += f"{statistics.median(ratios):8.2f}"
        print(row)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
