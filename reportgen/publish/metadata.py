"""What a web page says of itself to search engines and to whoever shares it: JSON-LD and Open Graph."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from reportgen.report.licences import licence_address
from reportgen.report.model import Publication, Report, plain

_TYPES = {"report": "Report", "press-release": "NewsArticle", "press-kit": "CollectionPage"}


def json_ld(report: Report, publication: Publication) -> Markup:
    """Describe a publication and the survey behind it in the terms of schema.org, as a block of JSON-LD."""
    organisation = {"@type": "Organization", "name": report.publisher}
    about: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(publication.kind, "Article"),
        "headline": plain(publication.title),
        "description": report.subtitle,
        "inLanguage": "nl-NL",
        **_published(report),
        "version": report.version,
        "author": organisation,
        "publisher": organisation,
        "license": _licence(report.licence),
        "url": report.url,
        "about": report.subject,
        "isBasedOn": _dataset(report, organisation),
    }
    # A closing tag in a text may not end the block.
    written = json.dumps(_filled(about), ensure_ascii=False).replace("<", "\\u003c")
    return Markup('<script type="application/ld+json">{}</script>').format(Markup(written))  # noqa: S704 — see above


def _published(report: Report) -> dict[str, str]:
    """What may be said of its date: under embargo it has not been published."""
    if report.embargo:
        return {"creativeWorkStatus": "Onder embargo", "conditionsOfAccess": report.embargo}
    return {"datePublished": report.published_iso, "dateModified": report.rectified_iso or report.published_iso}


def _dataset(report: Report, organisation: dict[str, str]) -> dict[str, Any]:
    return {
        "@type": "Dataset",
        "name": f"{report.monitor} {report.wave}",
        "description": f"{report.subtitle}. {report.simulation_notice}".strip(),
        "creator": organisation,
        "temporalCoverage": report.fieldwork_iso,
        "license": _licence(report.licence),
        "inLanguage": "nl-NL",
    }


def _licence(licence: str) -> str | dict[str, str]:
    """Refer to a licence by its address, or else describe it by its name."""
    return licence_address(licence) or ({"@type": "CreativeWork", "name": licence} if licence else "")


def _filled(about: dict[str, Any]) -> dict[str, Any]:
    """Leave out what is not known."""
    return {
        key: _filled(value) if isinstance(value, dict) else value
        for key, value in about.items()
        if value not in ("", None)
    }
