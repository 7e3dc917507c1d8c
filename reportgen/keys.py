"""What an edition is made from, as hashes: while they are the same, it need not be made again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportgen.carried import FONTS, PAGES, files_of
from reportgen.keeping import code_digest, digest, digests_of, read_digests
from reportgen.project.names import EDITION_TEXTS
from reportgen.project.reading import BRANDS
from reportgen.project.schema import Project
from reportgen.versions import MADE_BY, versions


def inputs_of(project: Project, editions: Sequence[str]) -> dict[str, str]:
    """Hash every file that the publications are made from."""
    root = project.root
    used = (project.monitor.editions.listed[0], *(project.monitor.editions[edition] for edition in editions))
    brands = dict.fromkeys(f"{BRANDS}/{edition.brand}" for edition in used)
    files = [file for folder in brands for file in (root / folder).rglob("*") if file.is_file()]
    data = [wave.file for wave in project.monitor.waves.values()]
    own = [*project.sources, *data, *(file.relative_to(root).as_posix() for file in files)]
    digests = read_digests(root, own) | digests_of(files_of(root, PAGES) | files_of(root, FONTS))
    return dict(sorted(digests.items()))


def key_of(project: Project, edition: str, inputs: Mapping[str, str], asked: tuple[object, ...]) -> str:
    """Hash what one edition is made from: not the texts and the brands of other partners."""
    editions = project.monitor.editions
    used = {editions[edition].brand, editions.listed[0].brand}
    others = [f"{EDITION_TEXTS}/{slug}/" for slug in editions if slug != edition]
    others += [f"{BRANDS}/{one.brand}/" for one in editions.values() if one.brand not in used]
    own = {name: digest for name, digest in inputs.items() if not name.startswith(tuple(others))}
    return digest(own, code_digest(), edition, *asked, versions(MADE_BY))
