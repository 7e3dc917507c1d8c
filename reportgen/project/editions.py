"""The editions of a monitor: each in one brand, most of them for a partner, all with the same national figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said in an edition, word for word."""

    text: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class EditionContact:
    """Where questions about one edition go, in the place of the monitor's own contact."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Cut:
    """The part of the respondents that an edition also has the outcomes of.

    Either the groups of a `breakdown`, or those who gave one of the answers in `where` to each of its questions, whom
    `label` names: "mensen met chatbotervaring". Of a number, `where` has the lowest and the highest.
    """

    breakdown: str = ""
    where: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    label: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """A version of the publications, in one brand; `slug` is its folder, and that of its texts."""

    slug: str
    label: str
    brand: str
    partner: str = ""
    """Whom it is for; "" for the monitor's own."""
    address: Literal["u", "je"] = "u"
    """How its texts address the reader."""
    foreword: str = ""
    closing: str = ""
    quote: Quote | Literal["open"] | None = None
    """What the partner says; "open" as long as that has to be filled in."""
    contact: EditionContact | None = None
    """The monitor's when there is none."""
    without: tuple[str, ...] = ()
    """The chapters that are left out, by the name of their file without its number."""
    extra: tuple[str, ...] = ()
    """The files of the chapters that it has besides."""
    cut: Cut | None = None
    embargo: str | None = None
    """Up to when its newest wave is under embargo; the wave's when there is none."""


@dataclass(frozen=True, slots=True)
class Editions(Mapping[str, Edition]):
    """Editions by their slug, in the order of the file; the first is the monitor's own.

    `listed` has them all, also when two have the same slug.
    """

    listed: tuple[Edition, ...]

    def __getitem__(self, slug: str) -> Edition:
        for edition in self.listed:
            if edition.slug == slug:
                return edition
        raise KeyError(slug)

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys(edition.slug for edition in self.listed))

    def __len__(self) -> int:
        return len({edition.slug for edition in self.listed})
