"""Numbers that claim nothing of the facts: dates, times, ages, money, references, addresses, versions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.number_words import cardinal

MONTHS = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_N = r"\d+(?:[.,]\d+)?"
_AGE = r"\d{1,2}"
_NO_SHARE = r"\b(?!\s*(?:%|procent|[.,]\d|-|–|t/m|tot))"
_TO = r"(?:\s*(?:-|–|—|t/m|tot(?:\s+en\s+met)?|en)\s*)"
_COUNTED = (
    r"jaar|jaren|jarige?n?|maanden?|weken|week|dagen|dag|uur|uren|minuten|minuut|seconden|seconde|euro|dollar|cent"
    r"|kilometer|km|meter|pagina['’]?s|bladzijden|woorden|tekens|tips|redenen|stappen|vragen|hoofdstukken|figuren|edities"
    r"|metingen|keer\s+per|landen|talen|plaatsen|sectoren|kanalen|antwoorden|partners|organisaties|bedrijven"
)
_PATTERNS = (
    r"\b(?:https?://|www\.)\S+",
    r"\b[\w.+-]+@[\w-]+\.\w[\w.-]*",
    r"\b[\w-]+\.(?:nl|com|org|eu|be|example)\b\S*",
    r"(?<!\w)(?:\+31|0031|0)[\s(-]*\d(?:[\s()-]*\d){7,10}(?!\d)",
    r"\b\d{4}\s?(?-i:[A-Z]{2})\b(?!\w)",
    rf"\b\d{{1,2}}(?:\s*(?:-|–|tot|t/m|tot en met|en)\s*\d{{1,2}})?\s+(?:{MONTHS})(?:\s+\d{{4}})?\b",
    rf"\b\d{{1,2}}\s+(?:{MONTHS})\s*(?:-|–|tot|t/m|tot en met)\s*\d{{1,2}}\s+(?:{MONTHS})(?:\s+\d{{4}})?\b",
    rf"\b(?:{MONTHS})\s+\d{{4}}\b",
    r"\b\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})\b",
    r"\b\d{4}-\d{2}-\d{2}\b",
    r"\b\d{1,2}[.:]\d{2}(?:\s*(?:-|–|tot|en)\s*\d{1,2}[.:]\d{2})?\s*uur\b|\b\d{1,2}:\d{2}\b",
    rf"(?:€|\$|£|EUR)\s*{_N}(?:\.\d{{3}})*(?:\s*(?:miljoen|miljard))?",
    (
        r"\b(?:figuur|figuren|fig\.|tabel|tabellen|grafiek|pagina|pag\.|blz\.|p\.|bladzijde|hoofdstuk|paragraaf|bijlage"
        r"|\w*(?:vraag|noot|deel|artikel)|stap|versie|punt|kader|stelling|editie|nummer|nr\.|regel|code|wet)\s+"
        r"\d+(?:[.,]\d+)*(?:\s*(?:en|,|-|–|t/m|tot)\s*\d+(?:[.,]\d+)*)*(?!\s*(?:%|procent))"
    ),
    r"\btop[\s-]?\d+\b|\btop[\s-](?:drie|vijf|tien)\b",
    r"\b24/7\b|\b\d+x\b|\b\d+G\b|\b\d+(?:e|de|ste)\b",
    (
        r"\b(?:Creative\s+Commons|Naamsvermelding|Attribution)(?:[\s-]+[^\W\d]+){0,5}[\s-]+\d\.\d\b"
        r"|\bCC[\s-]?(?:0|BY(?:-(?:NC|ND|SA))*)[\s-]+\d\.\d\b"
        r"|\b(?:A?GPL|LGPL|EUPL|MPL|OFL|Apache|licen[cs]e|licentie)[\s,-]+(?:versie\s+|v)?\d\.\d\b"
    ),
    r"\b(?:ISO|NEN|WCAG|CC BY|PDF/\w+|AVG|B1|GPT-?)\s*-?\d+(?:[.:-]\d+)*\b|\b[A-Za-z]+-\d+\b(?!\s*(?:%|procent))",
    rf"\b(?:schaal|cijfer)\s+(?:van|loopt van)\s+{_N}{_TO}{_N}\b|\({_N}\s*=[^)]*\)",
    r"\bvan\s+1\s+(?:tot|t/m|tot\s+en\s+met)\s+(?:5|7|10|100)\b|\b1\s*(?:-|–|t/m)\s*10\b",
    (
        rf"\b{_N}\s*%?(?:-|\s)?betrouwbaarheids\w*|\b(?:betrouwbaarheid(?:sniveau)?|zekerheid|significantieniveau)"
        rf"\s+(?:van|op|is)\s+(?:het\s+)?{_N}\s*(?:%|procent)|\b{_N}\s*(?:%|procent)\s+(?:betrouwbaarheid|zekerheid|zeker)\b"
    ),
    rf"\b{_N}\s*%-interval\w*|\bweegeffici\w+\W+(?:\w+\W+){{0,3}}{_N}\s*(?:%|procent)",
    rf"\b(?:nauwkeurigheids|fout|onzekerheids)marge\w*\s+(?:\w+\s+){{0,4}}{_N}\s*(?:%|procentpunt\w*|procent)?",
    rf"\b(?:ik\s+(?:ben|was|word)|(?:ben|was|word)\s+ik)\s+\d{{1,2}}{_NO_SHARE}",
    r"\btot\s+100\s?%|\b100\s?%\s+op\b|\(95\s?%\)",
    r"\bp\s*(?:<|=|>|≤)\s*0?[.,]\d+",
    rf"\b{_N}(?:\s*(?:-|–|tot|à|en|of)\s*{_N})?[\s-](?:{_COUNTED})\b",
    r"\b(?:jaren?|medio|begin|eind|sinds de jaren)\s+['’]?\d{2}\b|['’]\d{2}\b",
)
_ASIDE = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)

_AGES = re.compile(
    rf"""\b(?:van\s+|tussen\s+(?:de\s+)?)?(?P<low>{_AGE})(?:\s*-)?\s*(?:-|–|—|t/m|tot|tot\s+en\s+met|en)\s*(?P<high>{_AGE})
            (?:\s*-?\s*(?:jaar|jarigen?|jr\.?)\b)
      | \bleeftijd\w*\s+(?:van\s+|tussen\s+)?(?P<low2>{_AGE})\s*(?:-|–|t/m|tot|tot\s+en\s+met|en)\s*(?P<high2>{_AGE})\b
      | \b(?P<from>{_AGE})\s*(?:\+|-?plus(?:sers?)?\b|\s*jaar\s+(?:en|of)\s+ouder\b)
      | \b(?:boven\s+de|ouder(?:\s+(?:is|zijn))?\s+dan)\s+(?P<over>{_AGE})(?:\s+jaar)?{_NO_SHARE}
      | \b(?:jonger(?:\s+(?:is|zijn))?\s+dan|onder\s+de)\s+(?P<under>{_AGE})(?:\s+jaar)?{_NO_SHARE}
      | \b(?P<low3>{_AGE})\s*(?:t/m|tot\s+en\s+met)\s*(?P<high3>{_AGE})\b(?=\s+(?!%|procent|{MONTHS})[a-z])
      | \b(?:tot\s+en\s+met|t/m)\s+(?P<until>{_AGE})\s*-?\s*(?:jaar|jarigen?)\b
      | \b(?P<bare_low>{_AGE})\s*(?:-|–|t/m)\s*(?P<bare_high>{_AGE})\b(?!\s*(?:%|procent|[.,]\d|\w))""",
    re.IGNORECASE | re.VERBOSE,
)
OLDEST = 199
_SPELLED = re.compile(
    rf"""\b(?P<low>[^\W\d_]+)-?{_TO}(?P<high>[^\W\d_]+?)(?:jarigen?|\s+jaar)\b
      | \b(?P<from>[^\W\d_]+?)-?plussers?\b
      | \b(?:boven\s+de|ouder\s+dan)\s+(?P<over>[^\W\d_]+)(?:\s+jaar)?\b
      | \b(?:jonger\s+dan|onder\s+de)\s+(?P<under>[^\W\d_]+)(?:\s+jaar)?\b""",
    re.IGNORECASE | re.VERBOSE,
)


def asides(sentence: str) -> Iterator[tuple[int, int]]:
    """Find the places of numbers that claim nothing, each with its end."""
    yield from (found.span() for found in _ASIDE.finditer(sentence))


def _age(text: str) -> int | None:
    """An age in digits or in words: 18, "achttien"."""
    return int(text) if text.isdigit() else cardinal(text)


def ages(sentence: str) -> Iterator[tuple[int, int, int, int, bool]]:
    """Find ages as (start, end, youngest, oldest, whether they can be nothing else than ages)."""
    for found in (*_AGES.finditer(sentence), *_SPELLED.finditer(sentence)):
        parts = {name: number for name, value in found.groupdict().items() if value and (number := _age(value))}
        if len(parts) != sum(value is not None for value in found.groupdict().values()):
            continue
        match parts:
            case {"from": low}:
                limits = (low, OLDEST)
            case {"over": low}:
                limits = (low + 1, OLDEST)
            case {"until": high}:
                limits = (0, high)
            case {"under": high}:
                limits = (0, high - 1)
            case _:
                low, high = parts.values()
                limits = (low, high)
        if limits[0] < limits[1]:
            yield *found.span(), *limits, "bare_low" not in parts
