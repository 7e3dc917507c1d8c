"""Simulated respondents, whose weighted answers are the published figures of the monitor."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from reportgen.project.names import CODEBOOK, MONITOR, POPULATION
from reportgen.project.reading import parse_project, read_files
from reportgen.project.schema import Codebook, Population, Project, Wave
from tools.simulate.fieldwork import deliver, interview
from tools.simulate.writing import render_csv, render_sav, render_xlsx

SIZES = {"2023": 1043, "2024": 1027, "2025": 1061}


def render_waves(root: Path) -> dict[str, bytes]:
    """Simulate all waves of the project in `root`: the path of each file, and its bytes."""
    project = read_survey(root)
    targets = tomllib.loads((Path(__file__).parent / "targets.toml").read_text(encoding="utf-8"))
    return {
        wave.file: render_wave(wave, project.codebook, project.population, targets)
        for wave in project.monitor.waves.values()
    }


def read_survey(root: Path) -> Project:
    """Read what was asked, when and of whom; charts have no part in a simulation, and texts only have to be there."""
    files = read_files(root)
    texts = [name for name in files.contents if name.endswith(".md")]
    asked = {name: files.contents[name] for name in (MONITOR, CODEBOOK, POPULATION, *texts)}
    return parse_project(root, replace(files, contents=asked))


def render_wave(wave: Wave, codebook: Codebook, population: Population, targets: Mapping[str, Any]) -> bytes:
    """Simulate one wave, in the form that its file name asks for."""
    interviews = interview(wave, SIZES[wave.label], codebook, population, targets)
    delivery = deliver(interviews, wave, codebook)
    match Path(wave.file).suffix:
        case ".csv":
            return render_csv(delivery, codebook)
        case ".xlsx":
            return render_xlsx(delivery, wave.fieldwork.end)
        case _:
            return render_sav(delivery, codebook, wave.fieldwork.end)
