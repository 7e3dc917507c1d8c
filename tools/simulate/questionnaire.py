"""How the traits show in each answer: the questionnaire, where later answers may follow from earlier ones."""

from __future__ import annotations

import numpy as np

from tools.simulate.allocation import Numbers
from tools.simulate.answering import Interviews

ATTITUDE = (1, 2, 3, 4, 5)
DONT_KNOW = 9
NONE = 8
TECHNOLOGIES = ("chatbot", "spraak")
SECTORS = ("ecommerce", "logistiek", "telecom", "energie", "overheid", "financieel", "zorg")
KINDS = {1: "eenvoudig", 2: "wijziging", 3: "advies", 4: "klacht", 5: "vertrouwelijk"}


def answer_everything(interviews: Interviews) -> None:
    """Answer every question that has a target in this wave."""
    interviews.answer_scale("digivaardig", interviews.leaning("digivaardig", 0.35, skill=1.0), ATTITUDE)
    for technology in TECHNOLOGIES:
        answer_experience(interviews, technology)
    answer_attitudes(interviews)
    if "acceptatie_zorg" in interviews.targets:
        for sector in SECTORS:
            answer_acceptance(interviews, sector)
    answer_channels(interviews)
    answer_irritations(interviews)
    if "voorwaarden" in interviews.targets:
        answer_conditions(interviews)
    answer_grades(interviews)


def answer_experience(interviews: Interviews, technology: str) -> None:
    """Experience, and for those who have it how often, and whether it helped."""
    had, often, solved = f"ervaring_{technology}", f"frequentie_{technology}", f"opgelost_{technology}"
    skill = {"chatbot": 0.32, "spraak": 0.12}[technology]
    leaning = interviews.leaning(had, 0.7, contact=0.6, skill=skill, openness=0.1)
    interviews.answer_scale(had, leaning, (2, 1), dont_know=DONT_KNOW)
    experienced, unsure = interviews.given(had, 1), interviews.given(had, DONT_KNOW)

    totals = interviews.totals(often, interviews.everyone)
    totals[DONT_KNOW] -= interviews.weight[unsure].sum()
    leaning = interviews.leaning(often, 0.6, contact=0.7, openness=0.25)
    interviews.answer_scale(often, leaning, (4, 3, 2, 1), dont_know=DONT_KNOW, asked=experienced, totals=totals)
    interviews.answers[often][interviews.given(had, 2)] = 5
    interviews.answers[often][unsure] = DONT_KNOW

    leaning = interviews.leaning(solved, 0.8, openness=0.5, irritability=-0.25)
    interviews.answer_scale(solved, leaning, (3, 2, 1), dont_know=DONT_KNOW, asked=experienced)


def answer_attitudes(interviews: Interviews) -> None:
    """Attitudes: all lean on openness, those per sector and per kind of question also on what one thinks of that."""
    for technology in TECHNOLOGIES:
        question = f"houding_{technology}"
        helped = np.where(interviews.given(f"opgelost_{technology}", 1, 2), 0.25, 0.0)
        leaning = interviews.leaning(question, 0.45, openness=0.85) + helped
        interviews.answer_scale(question, leaning, ATTITUDE, dont_know=DONT_KNOW)
    general = interviews.leaning("houding_automatisch", 0.4, openness=0.9)
    interviews.answer_scale("houding_automatisch", general, ATTITUDE, dont_know=DONT_KNOW)
    for sector in SECTORS:
        question = f"sector_{sector}"
        leaning = interviews.leaning(question, 0.4, openness=0.8) + 0.35 * view_of(interviews, sector)
        interviews.answer_scale(question, leaning, ATTITUDE, dont_know=DONT_KNOW)
    for kind in KINDS.values():
        question = f"soort_{kind}"
        leaning = interviews.leaning(question, 0.4, openness=0.78) + 0.4 * view_of(interviews, kind)
        interviews.answer_scale(question, leaning, ATTITUDE, dont_know=DONT_KNOW)


def answer_acceptance(interviews: Interviews, sector: str) -> None:
    """What automation is acceptable for in one sector."""
    question = f"acceptatie_{sector}"
    trust = interviews.leaning(question, 0.3, openness=0.8) + 0.4 * view_of(interviews, sector)
    leanings = {
        code: 0.7 * trust + 0.4 * view_of(interviews, kind) + interviews.leaning(f"{question} {kind}", 0.5)
        for code, kind in KINDS.items()
    }
    interviews.answer_multiple(question, leanings, NONE, -trust)


def answer_channels(interviews: Interviews) -> None:
    """The preferred channel, over all and per sector: each person has tastes; who is left by the others phones."""
    tastes = {
        6: interviews.leaning("taste chatbot", 0.5, openness=0.6),
        5: interviews.leaning("taste whatsapp", 0.8, older=-0.25),
        4: interviews.leaning("taste livechat", 0.8, older=-0.22, skill=0.18, openness=0.15),
        3: interviews.leaning("taste persoonlijk", 0.9, older=0.1, skill=-0.1, openness=-0.1),
        2: interviews.leaning("taste email", 0.9, schooled=0.25, skill=0.2),
    }
    for place in ("", *SECTORS):
        question = f"kanaal_{place}" if place else "kanaal"
        leanings = {code: 0.8 * taste + interviews.leaning(f"{question} {code}", 0.5) for code, taste in tastes.items()}
        attitude = f"sector_{place}" if place else "houding_chatbot"
        interviews.answer_option(question, leanings, rest=1, only={6: interviews.given(attitude, 4, 5)})


def answer_irritations(interviews: Interviews) -> None:
    """Irritations: some people are easily irritated; at bad chatbots those who met one, and were not open to it."""
    met = {name: np.where(interviews.given(f"ervaring_{name}", 1), 0.35, 0.0) for name in TECHNOLOGIES}
    leanings = {
        1: interviews.leaning("wachttijden", 0.8, irritability=0.5, older=0.12, contact=0.15),
        2: interviews.leaning("keuzemenus", 0.8, irritability=0.5, older=0.18),
        3: interviews.leaning("slechte chatbots", 0.7, irritability=0.45, openness=-0.35, older=0.1) + met["chatbot"],
        4: interviews.leaning("slecht spraak", 0.7, irritability=0.45, openness=-0.3, older=0.15) + met["spraak"],
        5: interviews.leaning("herhalen", 0.8, irritability=0.5, woman=0.1, contact=0.2),
        6: interviews.leaning("medewerker", 0.8, irritability=0.45, older=0.15, skill=-0.05),
        7: interviews.leaning("antwoorden", 0.8, irritability=0.5, schooled=0.15),
    }
    none = interviews.leaning("geen ergernis", 0.7, irritability=-0.7, openness=0.15)
    interviews.answer_multiple("ergernissen", leanings, NONE, none)


def answer_conditions(interviews: Interviews) -> None:
    """Conditions: who thinks about it more, names more of them."""
    thought = 0.45 * view_of(interviews, "voorwaarden")
    leanings: dict[int, Numbers] = {
        1: interviews.leaning("overstappen", 0.8, openness=-0.25, older=0.1) + thought,
        2: interviews.leaning("bevestiging", 0.8, schooled=0.12, older=0.1) + thought,
        3: interviews.leaning("herkenbaar", 0.8, openness=-0.2, schooled=0.1) + thought,
        4: interviews.leaning("gegevens", 0.8, schooled=0.12, openness=-0.1) + thought,
        5: interviews.leaning("taal", 0.8, skill=-0.2) + thought,
        6: interviews.leaning("bereikbaar", 0.8, older=-0.2, openness=0.15) + thought,
        7: interviews.leaning("geschiedenis", 0.8, contact=0.3) + thought,
    }
    none = interviews.leaning("geen voorwaarde", 0.7, hesitancy=0.2) - thought
    interviews.answer_multiple("voorwaarden", leanings, NONE, none)


def answer_grades(interviews: Interviews) -> None:
    """Grades: the irritated give lower ones; for chat the open give higher ones, and more people have none to give."""
    phone = interviews.leaning("cijfer_telefoon", 0.85, irritability=-0.45, older=0.1)
    silent = interviews.leaning("geen telefooncijfer", 0.8, contact=-0.5)
    interviews.answer_grade("cijfer_telefoon", phone, silent, 99)
    chat = interviews.leaning("cijfer_chat", 0.7, irritability=-0.35, openness=0.4) + 0.25 * phone
    silent = interviews.leaning("geen chatcijfer", 0.6, contact=-0.5, older=0.35, skill=-0.2)
    interviews.answer_grade("cijfer_chat", chat, silent, 99)


def view_of(interviews: Interviews, subject: str) -> Numbers:
    """Say how each person thinks of one sector or kind of question, the same in all questions about it."""
    return interviews.leaning(f"view of {subject}", 1.0)
