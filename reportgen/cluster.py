"""Making editions on the workers of a Dask scheduler, maybe on other machines: the same function, and the same bytes.

What goes there are facts, texts, house styles and page templates; nobody's answers. Each worker has to have this
version of reportgen with the same libraries, which is asked before anything is sent.
"""

from __future__ import annotations

import gc
import logging
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from types import TracebackType

from distributed import Client, Worker, WorkerPlugin, as_completed
from distributed.client import Future

from reportgen.carried import FONTS, PAGES, carried_folder
from reportgen.edition import Failed, Made, load_typesetting
from reportgen.errors import Place, Problem, UserError
from reportgen.keeping import Store, code_digest, digest, digests_of
from reportgen.makers import Lot, Outcomes, set_down
from reportgen.parallel import Crew
from reportgen.progress import Progress, Silent
from reportgen.project.reading import BRANDS
from reportgen.scratch import fresh_folder
from reportgen.versions import MADE_BY, versions

SENT = (BRANDS, PAGES, FONTS)
"""The folders of the project that are sent along."""
_SECONDS = 15
"""How long a scheduler may take to answer, and a worker to be there."""
_ONE_AT_A_TIME = Lock()
"""Setting pages is not made for several threads."""


class Cluster:
    """The workers of the scheduler at an address, such as tcp://10.0.0.5:8786."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._client: Client | None = None

    def __enter__(self) -> Cluster:
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            self._client = Client(self._address, timeout=_SECONDS, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            remedy = "Controleer het adres (zoals tcp://10.0.0.5:8786), en of de planner draait: dask scheduler."
            raise self._refusal("op dit adres antwoordt geen Dask-planner.", remedy) from error
        try:
            self._require_workers()
            self._require_equals()
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._client is not None
        self._client.close()

    def make_all(self, lot: Lot, editions: Sequence[str], progress: Progress) -> Outcomes:
        """Make editions on all workers; what a worker that is lost was making, another one makes again."""
        assert self._client is not None
        progress.step("Uitgaven maken op het cluster", len(editions))
        # Others may be building on the same workers.
        materials = f"reportgen-{self._client.id}"
        self._client.register_plugin(Materials(materials, packed(lot)), name=materials)
        try:
            futures = [self._client.submit(make_there, materials, edition, pure=False) for edition in editions]
            names = {future.key: edition for future, edition in zip(futures, editions, strict=True)}
            for future in self._as_ready(futures):
                progress.advance()
                yield names[future.key], self._outcome(future)
                future.release()
        finally:
            with suppress(Exception):  # there may be nobody left to tell
                self._client.unregister_worker_plugin(materials)

    def _as_ready(self, futures: Sequence[Future]) -> Iterator[Future]:
        """Give each task as soon as it is ready; raises UserError when there is nobody left to wait for."""
        assert self._client is not None
        left = set(futures)
        while left:
            try:
                for future in as_completed(list(left), loop=self._client.loop, timeout=_SECONDS):
                    left.discard(future)
                    yield future
            except TimeoutError:
                self._require_workers()

    def _outcome(self, future: Future) -> Made | Failed:
        error = future.exception()
        if error is None:
            outcome: Made | Failed = future.result()
            return set_down(outcome, fresh_folder())
        if type(error).__name__ == "KilledWorker":
            what = "elke werker die deze uitgave maakte, is afgebroken; misschien was er te weinig geheugen."
            return Failed((Problem(what, "Geef de werkers meer geheugen, of bouw haar zonder --cluster."),))
        if type(error).__name__ in {"CancelledError", "FutureCancelledError"}:
            raise self._refusal(
                "de verbinding met de planner is verbroken.", "Kijk wat er met hem is, en bouw opnieuw."
            )
        raise error

    def _require_workers(self) -> None:
        """Wait for a worker; raises UserError when none comes."""
        assert self._client is not None
        try:
            self._client.wait_for_workers(1, timeout=_SECONDS)
        except (TimeoutError, OSError, RuntimeError, ValueError) as error:
            remedy = "Start ze met: dask worker ADRES --nworkers auto --nthreads 1."
            raise self._refusal("de Dask-planner heeft geen werkers.", remedy) from error

    def _require_equals(self) -> None:
        """Raise UserError when a worker would make other bytes than this machine, or nothing."""
        assert self._client is not None
        try:
            there: Mapping[str, Mapping[str, str]] = self._client.run(made_with)
        except Exception as error:  # whatever importing another reportgen, or none, may raise
            remedy = "Installeer er dezelfde versie als hier, met: pip install 'reportgen[cluster]'."
            raise self._refusal("op een werker ontbreekt reportgen, of het is een andere versie.", remedy) from error
        here = made_with()
        problems = []
        for worker, theirs in sorted(there.items()):
            other = [
                f"{name} {theirs.get(name, '–')} (hier {here[name]})" for name in here if theirs.get(name) != here[name]
            ]
            if other:
                what = f"de werker {worker} heeft andere versies dan deze machine: {', '.join(other)}."
                remedy = "Installeer er dezelfde versies: uitgaven van één meting moeten op elkaar lijken."
                problems.append(Problem(what, remedy, Place(self._address)))
        if problems:
            raise UserError(problems)

    def _refusal(self, what: str, remedy: str) -> UserError:
        return UserError(Problem(what, remedy, Place(self._address)))


@dataclass(frozen=True, slots=True)
class Packed:
    """A lot that can be unpacked elsewhere: `files` are those of the project that it needs, by their path in it."""

    lot: Lot
    files: Mapping[str, bytes]


def packed(lot: Lot) -> Packed:
    """Take along what a lot needs of its project, but for the data."""
    root = lot.project.root
    paths = [path for folder in SENT for path in sorted((root / folder).rglob("*")) if path.is_file()]
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    return Packed(replace(lot, project=replace(lot.project, root=Path())), files)


class Materials(WorkerPlugin):  # type: ignore[misc]  # distributed is untyped
    """What each worker gets once, also one that comes later or again."""

    def __init__(self, name: str, content: Packed) -> None:
        self._name = name
        self._content = content
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def setup(self, worker: Worker) -> None:  # noqa: ARG002 — every plugin is given it
        """Unpack it in a folder of its own, and load what sets pages."""
        self._folder = tempfile.TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True)
        root = Path(self._folder.name)
        for name, content in self._content.files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        lot = self._content.lot
        _unpacked[self._name] = replace(lot, project=replace(lot.project, root=root), store=Store(root / "kept"))
        load_typesetting()

    def teardown(self, worker: Worker) -> None:  # noqa: ARG002
        """Clear it away."""
        _unpacked.pop(self._name, None)
        if self._folder is not None:
            self._folder.cleanup()


_unpacked: dict[str, Lot] = {}
"""The lots that this worker makes editions from."""


def make_there(materials: str, edition: str) -> Made | Failed:
    """Make an edition on a worker, one at a time."""
    with _ONE_AT_A_TIME, Crew(1, load_typesetting) as crew:
        lot = _unpacked[materials]
        try:
            with lot.store.tidied():
                return lot.make(edition, crew, Silent())
        finally:
            gc.collect()


def made_with() -> dict[str, str]:
    """Name what decides how an edition comes out: our code, the pages and fonts that come along, and the libraries."""
    carried = {
        path.relative_to(carried_folder(folder)).as_posix(): path
        for folder in (PAGES, FONTS)
        for path in carried_folder(folder).rglob("*")
        if path.is_file()
    }
    return {**versions(MADE_BY), "code": digest(code_digest(), digests_of(carried))[:12]}
