"""The template of the plain script: the report's own page, with every number and every chart cut out."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any, get_args

from reportgen.brand import read_brand
from reportgen.carried import PAGES, folders_of
from reportgen.facts import Status
from reportgen.measured import read_or_measure
from reportgen.publish.drawings import data_uri
from reportgen.publish.pdf import render_print
from reportgen.report.compose import compose, figures_of
from reportgen.report.model import Cell, Run

HOLE = re.compile("\ue010([\ue100-\uf8ff]+)\ue011")
SHIFT = 0xE100
"""Ids travel through the page as characters that it does nothing with: each letter this much further on."""


def make_template(root: Path) -> str:
    """Compose the national report and cut out what a plain script has to compute or draw itself."""
    project, book = read_or_measure(root, None)
    report = _cut(compose(book, project, "landelijk", draft=True))
    brand = read_brand(root, project.monitor.editions["landelijk"].brand)
    charts = {figure.name: f"<svg>{figure.name}</svg>" for figure in figures_of(report.report)}
    page = render_print(report, report.report, charts, brand, folders_of(root, PAGES))
    page = page.replace("{{", "{{ '{{' }}").replace("{%", "{{ '{%' }}").replace("{#", "{{ '{#' }}")
    for name, svg in charts.items():
        page = page.replace(data_uri(svg), f"{{{{ draw('{name}') }}}}")
    return HOLE.sub(lambda hole: f"{{{{ value({_shifted(hole[1], -SHIFT)!r}) }}}}", page)


def _cut(value: Any) -> Any:
    """Replace every printed number in a report by a hole that names its fact."""
    if isinstance(value, Run | Cell) and value.fact and not _is_left(value.fact):
        return replace(value, text=f"\ue010{_shifted(value.fact, SHIFT)}\ue011")
    if isinstance(value, tuple):
        return tuple(_cut(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _cut(getattr(value, field.name)) for field in fields(value)})
    return value


def _is_left(fact: str) -> bool:
    """Whether it stays in the page: the plain way tests no tables, and neither counts its tests nor hides anything."""
    settled = ("tests:", "threshold:", "confidence", "decisions", "sweeps@")
    return "~" in fact or fact.startswith(settled) or fact.partition("@")[0] in get_args(Status)


def _shifted(text: str, by: int) -> str:
    return "".join(chr(ord(letter) + by) for letter in text)
