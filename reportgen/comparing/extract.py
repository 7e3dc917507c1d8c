"""A comparison as JSON, for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from reportgen.comparing.difference import Difference, Side
from reportgen.comparing.figures import Change, FactChange
from reportgen.comparing.grids import GridChange
from reportgen.comparing.sentences import SentenceChange
from reportgen.facts import Comparison, Fact

SCHEMA = 1


def render_json(difference: Difference) -> str:
    """Write everything that differs, a change a line; the kinds of change are named by their English names."""
    head = {
        "schema": SCHEMA,
        "old": _side(difference.old),
        "new": _side(difference.new),
        "unseen": sum(group.unseen for group in difference.figures),
        "remarks": list(difference.remarks),
    }
    parts = {
        "figures": [_figure(change, group.headline) for group in difference.figures for change in group.changes],
        "sentences": [_sentence(change) for change in difference.sentences],
        "charts": [_grid(change) for change in difference.charts],
        "tables": [_grid(change) for change in difference.tables],
        "questions": [
            {
                "question": one.question,
                "aspect": "text" if one.aspect == "vraag" else "answers",
                "old": one.old,
                "new": one.new,
            }
            for one in difference.questions
        ],
        "decisions": list(_decisions(difference)),
        "uncarried": list(_uncarried(difference)),
    }
    lines = [f'"{key}": {_dump(value)}' for key, value in head.items()]
    for key, rows in parts.items():
        body = ",\n".join(f"  {_dump(row)}" for row in rows)
        lines.append(f'"{key}": [\n{body}\n]' if rows else f'"{key}": []')
    return "{" + ",\n".join(lines) + "}\n"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _side(side: Side) -> dict[str, Any]:
    return {"name": side.name, "wave": side.book.wave, "version": side.version}


def _figure(change: Change, headline: bool) -> dict[str, Any]:
    row: dict[str, Any] = {"id": change.id, "change": change.shift.name.lower(), "headline": headline}
    level = _fact if isinstance(change, FactChange) else _test
    return {**row, "old": level(change.old), "new": level(change.new)}  # type: ignore[arg-type]


def _fact(fact: Fact | None) -> dict[str, Any] | None:
    return {"label": fact.label, "estimate": fact.estimate, "status": fact.status} if fact else None


def _test(test: Comparison | None) -> dict[str, Any] | None:
    if test is None:
        return None
    return {"label": test.label, "difference": test.difference, "p": test.p_adjusted, "significant": test.significant}


def _sentence(change: SentenceChange) -> dict[str, Any]:
    return {
        "places": [dict(zip(("edition", "publication", "place"), place, strict=True)) for place in change.places],
        "source": change.source,
        "change": change.turn.name.lower(),
        "old": change.old.text if change.old else None,
        "new": change.new.text if change.new else None,
    }


def _grid(change: GridChange) -> dict[str, Any]:
    return {
        "publication": change.publication,
        "editions": list(change.editions),
        "name": change.name,
        "title": change.title,
        "place": change.place,
        "said": list(change.said),
        "values": [{"where": v.where, "old": v.old, "new": v.new, "fact": v.fact} for v in change.values],
    }


def _decisions(difference: Difference) -> Iterator[dict[str, Any]]:
    for change in difference.decisions:
        known = change.new or change.old
        if known is not None:
            old, new = (None if one is None else one.comparable for one in (change.old, change.new))
            key = {"wave": known.wave, "question": known.question, "aspect": known.aspect}
            yield {**key, "old": old, "new": new, "reason": known.reason}


def _uncarried(difference: Difference) -> Iterator[dict[str, Any]]:
    for problem in difference.review.problems if difference.review else ():
        place = problem.place
        row = {"what": problem.what, "remedy": problem.remedy}
        yield {**row, "file": place.file, "line": place.line} if place else row
