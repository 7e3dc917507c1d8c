"""What the monitor says of itself: waves, dates, people and method, for use in texts."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen import __version__
from reportgen.errors import nearest
from reportgen.facts import FEWEST_PERSONS, INDICATIVE_BELOW, SUPPRESSED_BELOW, FactBook
from reportgen.project.schema import Organisation, Project
from reportgen.report import dutch, methods
from reportgen.report.licences import licence_address
from reportgen.report.model import Run
from reportgen.report.notes import edition_before
from reportgen.report.points import Shown
from reportgen.report.problems import Problems
from reportgen.report.tokens import Tokens

WEB_STANDARD = "WCAG 2.2 op niveau AA"
PDF_STANDARDS = "PDF/UA-1 en, om te bewaren, PDF/A-3a"


class About:
    """The functions of a text that print no statistics."""

    def __init__(self, book: FactBook, project: Project, tokens: Tokens, problems: Problems) -> None:
        self._problems = problems
        self._book = book
        self._shown = Shown(book, project.codebook, project.monitor)
        self._monitor = project.monitor
        self._population = project.population
        self._wave = project.monitor.waves[book.wave]
        self._waves = tuple(sample.wave for sample in book.samples)
        self._tokens = tokens
        self._versions = project.rectifications.get(book.wave, ())

    def title(self) -> str:
        """Name the monitor."""
        return self._monitor.title

    def english(self, words: str) -> str:
        """Print English words as such, so that they are read aloud as English and not spelled as Dutch."""
        if self._problems.add_typed(words):
            return "–"
        return self._tokens.later(lambda: Run(words, lang="en"))

    def wave(self) -> str:
        """Name the edition that is published: "2025"."""
        return self._wave.label

    def previous_wave(self) -> str:
        """Name the edition before it: "2024"."""
        return self._monitor.waves[self._waves[-2]].label if len(self._waves) > 1 else "–"

    def edition_before(self) -> str:
        """Say what the arrows compare with: the previous edition, or the last to measure it, where one skips that."""
        tests = (test for test in self._book.comparisons if test.kind == "wave" and test.significant)
        return edition_before((test.to for test in tests), self._shown)

    def first_wave(self) -> str:
        """Name the first edition that is compared with: "2023"."""
        return self._monitor.waves[self._waves[0]].label

    def is_first_wave(self) -> bool:
        """Whether there is no earlier edition to compare with."""
        return len(self._waves) == 1

    def wave_labels(self) -> str:
        """Name all editions that are compared: "2023, 2024 en 2025"."""
        return dutch.enumeration([self._monitor.waves[wave].label for wave in self._waves])

    def fieldwork(self, wave: str | None = None) -> str:
        """Write the period of the fieldwork: "2 t/m 15 december 2024"."""
        if wave is not None and wave not in self._monitor.waves:
            return self._problems.add(f"editie “{wave}” bestaat niet.", nearest(wave, self._monitor.waves))
        dates = self._monitor.waves[wave or self._book.wave].fieldwork
        return dutch.period(dates.start, dates.end)

    def published(self) -> str:
        """Write the date of publication: "19 maart 2025"."""
        return dutch.long_date(self._wave.published)

    def mode(self) -> str:
        """Say how people were asked."""
        return self._wave.mode

    def sample_design(self) -> str:
        """Say where the respondents came from."""
        return self._wave.sample

    def population(self) -> str:
        """Say whom the results speak of."""
        return self._wave.population

    def publisher(self) -> str:
        """Name the publisher."""
        return self._monitor.publisher

    def conductors(self) -> str:
        """Name who conducted the research: "Y.digital en Markteffect"."""
        return _names(self._monitor.conductors)

    def conductors_with_roles(self) -> str:
        """Name who conducted the research, and as what."""
        return dutch.enumeration([f"{one.name} ({one.role})" for one in self._monitor.conductors])

    def partners(self) -> str:
        """Name the partners."""
        return _names(self._monitor.partners)

    def contact(self) -> str:
        """Name the contact, with a link to write to."""
        return f"{self._monitor.contact.name}, [{self._monitor.contact.email}](mailto:{self._monitor.contact.email})"

    def accessibility_contact(self) -> str:
        """Link to where an obstacle can be reported."""
        return f"[{self._monitor.contact.accessibility}](mailto:{self._monitor.contact.accessibility})"

    def images(self) -> str:
        """Say where the charts are to be had."""
        return self._monitor.contact.images

    def licence(self) -> str:
        """Name the licence of text and charts, with a link to it when it is one of Creative Commons."""
        licence = self._monitor.licence
        address = licence_address(licence)
        return f"[{licence}]({address})" if address else licence

    def url(self) -> str:
        """Link to where the publications are to be found; nothing when the monitor doesn't say where."""
        url = self._monitor.url
        return f"[{url}]({url})" if url else ""

    def simulation_notice(self) -> str:
        """Say that the respondents are simulated; nothing for real ones."""
        return self._monitor.simulation_notice if self._wave.simulated else ""

    def version_notice(self) -> str:
        """Say which version this is after a rectification; nothing of what was published first."""
        if not self._versions:
            return ""
        newest = self._versions[-1]
        number = self._tokens.later(lambda: Run(f"versie {newest.version}", origin="reference"))
        day = dutch.long_date(newest.date)
        return f"**Versie:** Dit is {number}, van {day}. Wat er is rechtgezet, staat voor in dit rapport."

    def version(self) -> str:
        """Name the version of the software that made the publication."""
        return self._tokens.declared(__version__, "method")

    def web_standard(self) -> str:
        """Name what the web pages are held to."""
        return self._tokens.declared(WEB_STANDARD, "method")

    def pdf_standards(self) -> str:
        """Name what the PDFs are held to."""
        return self._tokens.declared(PDF_STANDARDS, "method")

    def weighting_variables(self) -> str:
        """Name what was weighted on: "leeftijd × geslacht, regio en opleiding"."""
        return dutch.enumeration([self._population.margins[name].label for name in self._wave.margins])

    def threshold(self, name: str) -> str:
        """Name a base or number of persons below which a rule applies: "published", "normal" or "cell"."""
        limits = {"published": SUPPRESSED_BELOW, "normal": INDICATIVE_BELOW, "cell": FEWEST_PERSONS}
        if name not in limits:
            return self._problems.add(f"grens “{name}” bestaat niet.", nearest(name, limits))
        return self._tokens.number(str(limits[name]), f"threshold:{name}")

    def margin_sources(self) -> str:
        """List each margin with its source and reference date, as a Markdown list."""
        margins = [self._population.margins[name] for name in self._wave.margins]
        days = [self._tokens.declared(dutch.reference_day(margin.reference_date), "date") for margin in margins]
        return "\n".join(f"- {m.label}: {m.source} (peildatum {day})" for m, day in zip(margins, days, strict=True))

    def cleaning(self) -> str:
        """List what was noticed and done while reading, checking and weighting this wave, as a Markdown list."""
        remarks = methods.noticed(self._book.sample_by_wave[self._book.wave])
        return "\n".join(f"- {self._tokens.declared(remark, 'method')}" for remark in remarks)

    def headline_count(self) -> str:
        """Count the headline indicators that are tested together."""
        return self._tokens.number(str(len(self._monitor.headlines)), "headlines")


def _names(organisations: Sequence[Organisation]) -> str:
    return dutch.enumeration([one.name for one in organisations])
