"""Words and pictures that leave the box that they were set in: where a page is a picture, they would be cut off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from weasyprint.document import Page

ROOM = 1.0
"""How many pixels a box may be too large: what rounding does."""


def spills(page: Page) -> Iterator[bool]:
    """Look through what is set on a page; tells of each thing that leaves its box whether that lies in the margin."""
    from weasyprint.formatting_structure.boxes import BlockContainerBox, MarginBox, ReplacedBox, TextBox

    pending: list[tuple[Any, Any, Any]] = [(page._page_box, page._page_box, None)]
    while pending:
        box, around, margin = pending.pop()
        if isinstance(box, TextBox | ReplacedBox):
            if _leaves(box, around, margin):
                yield margin is not None
            continue
        if isinstance(box, MarginBox):
            margin = box
        if isinstance(box, BlockContainerBox):
            around = box
        pending.extend((child, around, margin) for child in getattr(box, "children", ()))


def _leaves(box: Any, around: Any, margin: Any) -> bool:
    """Whether a box is wider than its room, or leaves the margin of the page that it lies in."""
    left, right = around.content_box_x(), around.content_box_x() + around.width
    if box.position_x < left - ROOM or box.position_x + box.margin_width() > right + ROOM:
        return True
    if margin is None:
        return False
    top, bottom = margin.position_y, margin.position_y + margin.margin_height()
    return bool(box.position_y < top - ROOM or box.position_y + box.margin_height() > bottom + ROOM)
