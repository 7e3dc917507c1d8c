"""What a long task tells about how far it is; only a terminal shows it."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Somebody who wants to know which step is being taken."""

    def step(self, name: str, total: int | None = None) -> None:
        """Begin a step, named in Dutch ("Grafieken tekenen"), of `total` parts where they can be counted.

        The step before it is then finished.
        """

    def advance(self) -> None:
        """Finish one part of the present step."""


class Silent:
    """Somebody who doesn't."""

    def step(self, name: str, total: int | None = None) -> None:
        """Say nothing."""

    def advance(self) -> None:
        """Say nothing."""
