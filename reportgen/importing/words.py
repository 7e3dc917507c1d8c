"""The words by which columns and answers are recognised, Dutch and English."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


_PART = r"(?:^|[_\W])"
"""Where a word in a name may begin."""

DONT_KNOW = _any(
    r"\bweet (?:ik )?(?:het )?niet\b", r"\bgeen (?:idee|mening)\b", r"\bw\.?n\.?$", r"\bdo(?:es)?n['’]?t know\b",
    r"\bdo(?:es)? not know\b", r"\bdk\b", r"\bunsure\b", r"\bnot sure\b", r"\bno opinion\b", r"\bcan['’]?t say\b",
)  # fmt: skip
REFUSED = _any(
    r"\bgeen antwoord\b", r"\bwil(?: ik)? (?:dat |dit )?(?:niet|liever niet) zeggen\b", r"\bliever niet\b",
    r"\bweiger", r"\brefus", r"\bprefer not\b", r"\bno answer\b", r"\brather not\b", r"\bn\.?v\.?t\.?\b",
    r"\bniet van toepassing\b", r"\bnot applicable\b", r"\bn/a\b",
)  # fmt: skip
EXCLUSIVE = _any(
    r"\bgeen (?:van|enkele|enkel)\b", r"^geen$", r"\bniets\b", r"\bnone\b", r"\bnothing\b", r"\bneither\b",
    DONT_KNOW.pattern, REFUSED.pattern,
)  # fmt: skip

ID = _any(
    rf"{_PART}(?:resp(?:ondent)?|case|interview|int|record|response|serial|person|panel)?_?(?:id|uuid|nr|num|number|nummer|key)$",
    r"^(?:respondent|respnr|caseno|serial|recordno|volgnummer|respondentnummer|responseid)$",
)
PANEL = _any(r"panel")
WEIGHT = _any(
    rf"{_PART}(?:w|wt|wgt|wght|gew)[0-9]*$", r"weeg", r"weging", r"gewicht", r"weight", r"^pspwght"
)  # fmt: skip
DURATION = _any(
    r"duration", r"duur", r"\bloi\b", r"seconds", r"(?:^|_)seconden", r"interview_?(?:length|time)"
)  # fmt: skip
PERSONAL = _any(
    r"ip_?addr", r"e_?mail", r"latitude", r"longitude", r"telefoon(?:nummer)?$", r"phone", r"first_?name",
    r"last_?name", r"voornaam", r"achternaam", r"recipient", r"user_?agent", r"postcode", r"zip_?code", r"adres",
    r"address",
)  # fmt: skip

GENDER = _any(rf"{_PART}(?:gender|sex|geslacht|sekse)", r"\b(?:gender|geslacht|sekse)\b")
AGE = _any(
    rf"{_PART}(?:age|leeftijd|lft|lftd|agegroup|age_group)(?:$|[_\W0-9])", r"\bleeftijd", r"\bhow old\b", r"\bhoe oud\b"
)  # fmt: skip
REGION = _any(
    rf"{_PART}(?:region|regio|provincie|province|nielsen|landsdeel|state)(?:$|[_\W])",
    r"\b(?:region|regio|provincie)\b",
)
EDUCATION = _any(rf"{_PART}(?:educ|education|opleiding|opl)(?:$|[_\W])", r"\b(?:education|opleiding|educational)\b")

GRADE = _any(r"cijfer", r"grade", r"rating", r"\brate\b", r"score", r"\bnps\b", r"scale (?:of|from)", r"schaal van")
RECOMMEND = _any(r"recommend", r"aanbevelen", r"aanraden", r"\bnps\b")
COUNT = _any(r"aantal", r"number of", r"hoeveel", r"how many", r"how often", r"hoe vaak", r"count", r"jaar", r"year")

YES = frozenset({"ja", "yes", "waar", "true"})
NO = frozenset({"nee", "neen", "no", "onwaar", "false"})
FAVOURABLE = _any(
    r"\bpositief\b", r"\bpositive\b", r"\btevreden\b", r"\bsatisfied\b", r"\beens\b", r"\bagree\b", r"\bgoed\b",
    r"\bgood\b", r"\bimportant\b", r"\bbelangrijk\b", r"\blikely\b", r"\bwaarschijnlijk\b",
)  # fmt: skip
UNFAVOURABLE = _any(
    r"\b(?:on|niet |helemaal niet )\w*(?:tevreden|eens|belangrijk|waarschijnlijk)", r"\boneens\b", r"\bdis\w+",
    r"\bun\w+", r"\bnot\b", r"\bniet\b", r"\bnoch\b", r"\bneither\b", r"\bnegatie[fv]", r"\bnegative\b",
)  # fmt: skip


def is_dont_know(wording: str) -> bool:
    """Whether an answer says that somebody does not know."""
    return DONT_KNOW.search(wording) is not None


def is_no_answer(wording: str) -> bool:
    """Whether an answer says that somebody did not want to answer, or need not."""
    return REFUSED.search(wording) is not None
