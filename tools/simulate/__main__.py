"""Writes the three simulated waves of the monitor: `python -m tools.simulate`."""

from __future__ import annotations

from pathlib import Path

from tools.simulate import render_waves

ROOT = Path(__file__).parents[2]

for path, content in render_waves(ROOT).items():
    (ROOT / path).write_bytes(content)
    print(f"{path}: {len(content):,} bytes")
