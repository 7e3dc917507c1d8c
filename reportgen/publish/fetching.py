"""What a PDF may load: what is in the page itself, and the fonts of the brand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

MOST_BYTES = 20_000_000


class ForbiddenAddressError(FatalURLFetchingError):  # type: ignore[misc]  # WeasyPrint is untyped
    """A page asked for an address that no page may load; WeasyPrint lets this through where it would log all else."""


class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
    """Loads `data:` addresses and the given files; anything else stops the rendering."""

    def __init__(self, files: Iterable[Path]) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)
        self._files = frozenset(path.resolve() for path in files)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Load an address; raises ForbiddenAddressError when it is neither `data:` nor one of the files."""
        parts = urlsplit(url)
        if parts.scheme == "data" and len(url) <= MOST_BYTES:
            return super().fetch(url, headers)
        path = Path(url2pathname(parts.path)).resolve()
        if parts.scheme != "file" or parts.netloc or path not in self._files:
            raise ForbiddenAddressError(url[:200])
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})
