"""Small fact books and pages to compare, and a small monitor to change between two builds."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from reportgen.build import BuildResult, build
from reportgen.facts import Comparison, Fact, FactBook, Status, fact_id, wave_comparison_id
from reportgen.progress import Silent
from tests.monitors import FILES, respondents, small_monitor

AFTER_PUBLICATION = date(2025, 6, 1)
BEFORE_PUBLICATION = date(2025, 1, 12)
ROSE = (4, 5, 4, 3, 5, 4, 2, 4)
"""Three in four are positive; it was one in six."""
ROSE_A_LITTLE_LESS = (4, 5, 4, 3, 5, 3, 2, 4)
STAYED = (2, 3, 1, 4, 3, 2, 3, 3)
TEXT = """\
# Houding

Van alle mensen is {{ share("positief") }} positief ({{ ref("houding") }} en {{ ref("verdeling") }}).

{{ figure("houding") }}

Het aandeel positieven is {{ moved("positief") }}.

{{ figure("verdeling") }}
"""


def fact(
    estimate: float | None,
    label: str | None,
    *,
    wave: str = "2025",
    group: str = "",
    status: Status = "published",
    n: int = 500,
) -> Fact:
    """One share of those who are positive, of everybody or of the members of an age group."""
    breakdown = "leeftijd" if group else None
    id_ = fact_id("positief", wave, breakdown, group or None)
    numbers = (estimate, 0.01, 0.4, 0.6) if estimate is not None else (None, None, None, None)
    return Fact(id_, "positief", wave, breakdown, group or None, "share", *numbers, n, 400.0, status, label)


def comparison(difference: float, label: str, *, p: float) -> Comparison:
    """The change of that share since the previous wave."""
    id_ = wave_comparison_id("positief", "2024", "2025")
    from_, to = fact_id("positief", "2024"), fact_id("positief", "2025")
    limits = (0.01, difference - 0.02, difference + 0.02)
    return Comparison(id_, "positief", "wave", from_, to, difference, *limits, p, p, "holm", p < 0.05, label)


def book(*facts: Fact, comparisons: tuple[Comparison, ...] = (), wave: str = "2025") -> FactBook:
    """A fact book of these facts alone."""
    return FactBook("Kleine Monitor", wave, (), facts, comparisons, waves=("2024", "2025"))


def html(*parts: str) -> str:
    """A page with one chapter."""
    body = "\n".join(parts)
    return (
        '<html><head><title>x</title></head><body><a class="skip" href="#inhoud">Naar de tekst</a>'
        '<nav><p>Inhoud</p></nav><main><section class="chapter" id="houding">'
        f'<h2><span class="number">1 </span>Houding</h2>{body}</section></main></body></html>'
    )


def number(text: str, id_: str) -> str:
    """A printed number with its fact."""
    return f'<data value="{id_}">{text}</data>'


def figure(title: str, kind: str, value: str) -> str:
    """A chart of one figure, with the table of its data."""
    data = f"<td>{number(value, 'positief@2025')}</td>"
    return (
        f'<figure id="figuur-houding"><figcaption><span class="label">Figuur 1 </span>'
        f'<span class="title">{title}</span></figcaption>'
        f'<svg role="img" aria-label="{kind}: {value}."><text>{value}</text></svg>'
        f'<details class="data"><summary>Cijfers bij figuur 1</summary><div id="tabel-data-houding"><table>'
        f'<caption>{title}</caption><thead><tr><td></td><th scope="col">positief</th></tr></thead>'
        f'<tbody><tr><th scope="row">2025</th>{data}</tr></tbody></table></div></details></figure>'
    )


def question(text: str, *answers: str) -> str:
    """The table of a question with its answers."""
    rows = "".join(f'<tr><th scope="row">{answer}</th><td>10%</td></tr>' for answer in answers)
    return (
        f'<div id="tabel-topline-wachten"><table><caption>{text}</caption>'
        f"<thead><tr><td></td><th>2025</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )


def monitor(folder: Path, attitudes: tuple[int, ...] = ROSE) -> Path:
    """The small monitor, with a text that tells how the share of positives moved since the earlier wave."""
    return small_monitor(folder, report=TEXT, earlier_data=respondents((2, 3, 1, 4, 3, 2)), data=respondents(attitudes))


def measured_before(root: Path) -> Path:
    """Build it from every set of answers, the one that it is about last, so that none is measured twice."""
    for attitudes in (STAYED, ROSE_A_LITTLE_LESS, ROSE):
        answer(root, attitudes)
        build_pages(root, unpublished=True)
    return root


def answer(root: Path, attitudes: tuple[int, ...]) -> None:
    """Change what the respondents of the newest wave answered."""
    (root / FILES["data"]).write_text(respondents(attitudes), encoding="utf-8", newline="")


def build_pages(
    root: Path, *, today: date | None = AFTER_PUBLICATION, draft: bool = False, unpublished: bool = False
) -> BuildResult:
    """Build the web pages of the newest wave on a day."""
    return build(root, None, (), frozenset({"html"}), None, 1, draft, Silent(), today=today, unpublished=unpublished)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file in a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def without_spans(page: str) -> str:
    """A page without what only keeps words on one line."""
    return re.sub("</?span[^>]*>", "", page)
