"""A project as it is for one edition: its own chapters and contact, and nothing of any other edition."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from reportgen.project.editions import Edition, Editions
from reportgen.project.names import EDITION_TEXTS, chapter_name
from reportgen.project.schema import Contact, Project, Rectification, Text


def of_edition(project: Project, slug: str) -> Project:
    """Leave of a project what bears on one edition; the chapters that it has besides go by their numbers."""
    edition = project.monitor.editions[slug]
    texts = tuple(text for text in project.edition_texts if PurePosixPath(text.path).parent.name == slug)
    chapters = [text for text in project.report if chapter_name(text.path) not in edition.without]
    chapters += [text for text in texts if PurePosixPath(text.path).name in edition.extra]
    monitor = replace(
        project.monitor, editions=Editions((edition,)), contact=_contact(project.monitor.contact, edition)
    )
    return replace(
        project,
        monitor=monitor,
        report=tuple(sorted(chapters, key=lambda text: PurePosixPath(text.path).name)),
        edition_texts=texts,
        rectifications={
            wave: tuple(_put_right_in(slug, version) for version in versions)
            for wave, versions in project.rectifications.items()
        },
    )


def _put_right_in(slug: str, version: Rectification) -> Rectification:
    """Leave of what was put right what had stood in one edition."""
    return replace(
        version,
        corrections=tuple(one for one in version.corrections if slug in one.editions),
        sentences=tuple(one for one in version.sentences if slug in one.editions),
    )


def own_text(project: Project, edition: Edition, name: str) -> Text | None:
    """Find a text of an edition by the name of its file; None for the name of none."""
    path = f"{EDITION_TEXTS}/{edition.slug}/{name}"
    return next((text for text in project.edition_texts if name and text.path == path), None)


def _contact(contact: Contact, edition: Edition) -> Contact:
    own = edition.contact
    return contact if own is None else replace(contact, name=own.name, email=own.email)
