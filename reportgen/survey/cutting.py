"""What editions have of their own: the outcomes of a part of the respondents, as a domain of the whole sample."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from reportgen.audit.audit import find_leaks
from reportgen.audit.covering import cover
from reportgen.books import Books, joined
from reportgen.errors import Place, Problem
from reportgen.facts import FEWEST_APART, SUPPRESSED_BELOW, CutSample, FactBook
from reportgen.project.cutting import GROUP, own_cuts, questions_of, with_all_cuts, with_cut
from reportgen.project.names import MONITOR
from reportgen.project.places import line_of
from reportgen.project.schema import Codebook, Project
from reportgen.survey.arrays import OUTSIDE, Mask, Places
from reportgen.survey.comparisons import Comparing, compare_groups
from reportgen.survey.differencing import Other, few_between, hidden_by_difference
from reportgen.survey.digits import significant
from reportgen.survey.groups import Groups, groups_of, index_groups
from reportgen.survey.levels import estimate_levels
from reportgen.survey.measures import measures_of
from reportgen.survey.protection import hidden_ids, to_fact
from reportgen.survey.sample import Respondents
from reportgen.survey.suppression import status_of
from reportgen.survey.weighting import design_effect, effective_base

_TOO_SMALL = "Neem er onder “where” meer antwoorden bij op, of laat de uitsnede weg."
_TOO_ALIKE = (
    "Wie beide naast elkaar legt, kan de antwoorden van deze enkelen uitrekenen. Kies precies dezelfde mensen, of maak "
    "het verschil groter."
)


@dataclass(frozen=True, slots=True)
class _Cut:
    """One cut: the project with it, the waves in which its questions were asked, and who is in it in each (n,)."""

    project: Project
    slug: str
    waves: Sequence[Respondents]
    places: Mapping[str, Places]

    @property
    def where(self) -> Place:
        """Where it was declared."""
        source = (self.project.root / MONITOR).read_text(encoding="utf-8-sig")
        listed = [edition.slug for edition in self.project.monitor.editions.listed]
        return Place(MONITOR, line_of(source, ("editions", listed.index(self.slug), "cut", "where")))

    def inside(self, wave: str) -> Mask:
        """Tell who is in it (n,)."""
        return np.asarray(self.places[wave] != OUTSIDE)


def estimate_cuts(project: Project, national: FactBook, waves: Sequence[Respondents]) -> Books:
    """Estimate the cut of each edition, beside what is published of everybody and of the cuts before it.

    What is published of everybody stays as it is: where a cut would give something away, figures of the cut itself are
    hidden. A cut that may not be published at all gets its problems instead of a book.
    """
    groups = index_groups(waves, project.codebook)
    books: dict[str, FactBook] = {}
    problems: dict[str, tuple[Problem, ...]] = {}
    earlier: list[_Cut] = []
    for slug in own_cuts(project):
        cut = _cut(project, slug, waves)
        others = {wave.wave: list(_others(wave, project, groups, earlier)) for wave in waves}
        if found := tuple(_problems(cut, waves[-1], others[waves[-1].wave])):
            problems[slug] = found
            continue
        books[slug] = _book(cut, national, others, joined(national, books.values()))
        earlier.append(cut)
    return Books(national, books, problems)


def _cut(project: Project, slug: str, waves: Sequence[Respondents]) -> _Cut:
    cutting = with_cut(project, slug)
    asked = [wave for wave in waves if questions_of(own_cuts(project)[slug]) <= wave.answers.given.keys()]
    breakdown = cutting.codebook.breakdowns[slug]
    return _Cut(cutting, slug, asked, {w.wave: groups_of(breakdown, cutting.codebook, w.answers) for w in asked})


# --- what may not be published ---------------------------------------------------------------------------------------


def _others(wave: Respondents, project: Project, groups: Groups, earlier: Sequence[_Cut]) -> Iterator[Other]:
    """List what is published beside a cut in one wave: everybody, the groups of the codebook, and other cuts."""
    yield Other("alle respondenten", np.zeros(wave.answers.count, dtype=np.intp))
    for name, breakdown in project.codebook.breakdowns.items():
        if (wave.wave, name) in groups:
            yield Other(f"groepen van de uitsplitsing “{breakdown.label}”", groups[wave.wave, name])
    for cut in earlier:
        if wave.wave in cut.places:
            yield Other(f"de uitsnede van uitgave “{cut.slug}”", cut.places[wave.wave])
    several = [cut for cut in earlier if wave.wave in cut.places]
    apart = [cut.inside(wave.wave) for cut in several]
    if len(apart) > 1 and np.sum(apart, axis=0).max() <= 1:
        names = " en ".join(f"“{cut.slug}”" for cut in several)
        yield Other(f"de uitsneden van {names} samen", np.argmax([~np.any(apart, axis=0), *apart], axis=0) - 1)


def _problems(cut: _Cut, newest: Respondents, others: Sequence[Other]) -> Iterator[Problem]:
    """Say why nothing may be published of a cut: too few people in it, or too few between it and something else."""
    if newest.wave not in cut.places:
        what = f"waar de uitsnede naar kijkt, is in {newest.wave} niet gevraagd."
        yield Problem(what, "Kies onder “where” vragen die in deze editie gesteld zijn.", cut.where)
        return
    sample = _sample(cut, newest)
    if status_of(sample.n, sample.n_eff) == "suppressed":
        effective = "" if sample.n < SUPPRESSED_BELOW else f", die na weging zoveel waard zijn als {sample.n_eff:.1f}"
        what = (
            f"de uitsnede telt in {newest.wave} maar {sample.n} respondenten{effective.replace('.', ',')}; er zijn er "
            f"minstens {SUPPRESSED_BELOW} nodig."
        )
        yield Problem(what, _TOO_SMALL, cut.where)
        return
    for other, apart in few_between(cut.inside(newest.wave), others, newest.weighting.weights > 0):
        persons = "1 persoon" if apart == 1 else f"{apart} personen"
        what = f"de uitsnede van uitgave “{cut.slug}” verschilt in {newest.wave} maar {persons} van {other.name}."
        yield Problem(what, _TOO_ALIKE, cut.where)
        if other is others[0]:
            # Then it is near to whatever holds everybody, and that says no more.
            return


# --- what is published -----------------------------------------------------------------------------------------------


def _book(cut: _Cut, national: FactBook, others: Mapping[str, Sequence[Other]], known: FactBook) -> FactBook:
    """Estimate everything about a cut that may be known beside what is `known` already."""
    codebook = cut.project.codebook
    # One breakdown will do: its group and everybody.
    only = replace(codebook, breakdowns={cut.slug: codebook.breakdowns[cut.slug]})
    asked = codebook.indicators
    measures = [
        replace(measure, breakdowns=(cut.slug,))
        for measure in measures_of(codebook)
        if measure.declared and cut.slug in asked[measure.indicator].breakdowns
    ]
    groups = {(wave, cut.slug): places for wave, places in cut.places.items()}
    found = estimate_levels(measures, cut.waves, only, groups)
    hidden = hidden_ids(found, cut.waves, only, groups)
    for wave in cut.waves:
        where = (cut.slug, GROUP)
        inside = cut.inside(wave.wave)
        hidden |= hidden_by_difference(wave, measures, codebook, where, inside, others[wave.wave])
    comparing = Comparing(cut.project, measures, cut.waves, groups, found, hidden, national.decisions)
    samples = tuple(_sample(cut, wave) for wave in cut.waves if _may_be_counted(cut, wave))
    return _covered(comparing, replace(national, tables=(), decisions=(), cuts=samples), known)


def _covered(comparing: Comparing, empty: FactBook, known: FactBook) -> FactBook:
    """Fill the book of a cut, with as much hidden besides that nothing hidden follows from it and what is `known`."""
    own = {level.id: level.persons for level in comparing.found.levels if level.breakdown is not None}
    every, hidden = with_all_cuts(comparing.project).codebook, comparing.hidden
    told: frozenset[str] | None = None
    while True:
        book = _filled(empty, comparing, hidden)
        everything = joined(known, [book])
        leaks = find_leaks(everything, every)
        if leaks and told is None:
            # What can be worked out whatever the cut tells, is no secret of the cut.
            told = _derived(joined(known, [_filled(empty, comparing, frozenset(own))]), every) & own.keys()
        secret = [leak for leak in leaks if not (told or frozenset()).intersection(leak.facts)]
        more = cover(secret, everything, every, own) - hidden
        if not more:
            break
        hidden |= more
    facts = tuple(fact for fact in book.facts if fact.id not in (told or ()) or fact.estimate is not None)
    return replace(book, facts=facts)


def _may_be_counted(cut: _Cut, wave: Respondents) -> bool:
    """Whether it may be told how many they were in a wave: enough, and not all but a few."""
    sample = _sample(cut, wave)
    return status_of(sample.n, sample.n_eff) != "suppressed" and not 0 < wave.answers.count - sample.n < FEWEST_APART


def _derived(book: FactBook, codebook: Codebook) -> frozenset[str]:
    """Name the hidden facts that a reader could work out."""
    hidden = {fact.id for fact in book.facts if fact.estimate is None}
    return frozenset(id_ for leak in find_leaks(book, codebook) for id_ in leak.facts) & hidden


def _filled(empty: FactBook, comparing: Comparing, hidden: frozenset[str]) -> FactBook:
    """Make the book of a cut in which these facts are hidden."""
    levels = [level for level in comparing.found.levels if level.breakdown is not None]
    facts = tuple(to_fact(level, is_hidden=level.id in hidden) for level in levels)
    return replace(empty, facts=facts, comparisons=compare_groups(replace(comparing, hidden=hidden)))


def _sample(cut: _Cut, wave: Respondents) -> CutSample:
    weights = wave.weighting.weights
    own = weights[cut.inside(wave.wave) & (weights > 0)]
    return CutSample(
        breakdown=cut.slug,
        group=GROUP,
        wave=wave.wave,
        n=len(own),
        n_eff=significant(effective_base(own)),
        design_effect=significant(design_effect(own)) if len(own) else 0.0,
        share=significant(float(own.sum()) / float(weights.sum())),
    )
