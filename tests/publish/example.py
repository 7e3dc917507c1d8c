"""A small edition with every kind of block, to test pages on without measuring anything."""

from __future__ import annotations

import re

from reportgen.brand import Theme
from reportgen.report.model import (
    Block,
    Category,
    Cell,
    Chapter,
    Chart,
    Figure,
    Heading,
    Inline,
    KeyFigure,
    KeyFigures,
    Listing,
    Paragraph,
    Point,
    Publication,
    Quote,
    Report,
    Row,
    Run,
    Series,
    Table,
)

_PIECE = re.compile(
    r"\[(?P<number>[^]|]+)\|(?P<fact>[^]]+)\]|\*\*(?P<strong>[^*]+)\*\*|<(?P<label>[^>|]+)\|(?P<link>[^>]+)>"
)
WAVES = ("2023", "2024", "2025")
NOTICE = (
    "De antwoorden in deze uitgave zijn gesimuleerd: de respondenten bestaan niet. Hun antwoorden zijn zo berekend "
    "dat de gewogen uitkomsten overeenkomen met de gepubliceerde cijfers van de monitor."
)


def line(text: str) -> Inline:
    """Write runs as one string: `[15%|fact]`, `**strong**`, `<words|https://…>`."""
    runs, end = [], 0
    for match in _PIECE.finditer(text):
        if match.start() > end:
            runs.append(Run(text[end : match.start()]))
        if match["number"]:
            runs.append(Run(match["number"], fact=match["fact"]))
        elif match["strong"]:
            runs.append(Run(match["strong"], strong=True))
        else:
            refers = match["link"].startswith(("#figuur-", "#tabel-"))
            runs.append(Run(match["label"], link=match["link"], origin="reference" if refers else None))
        end = match.end()
    return (*runs, Run(text[end:])) if end < len(text) else tuple(runs)


def edition() -> Report:
    """The whole edition: a report of five chapters and a press release."""
    return Report(
        monitor="Nationale Voice Monitor",
        subtitle="Wat Nederlanders vinden van chatbots en spraakassistenten in de klantenservice",
        subject="Chatbots en spraakassistenten in de klantenservice",
        publisher="Nationale Voice Monitor",
        wave="2025",
        edition="landelijk",
        edition_label="Landelijke editie",
        published="19 maart 2025",
        published_iso="2025-03-19",
        fieldwork="2 tot en met 15 december 2024",
        place="Amsterdam",
        release="Voor onmiddellijke publicatie",
        simulation_notice=NOTICE,
        draft=True,
        report=report(),
        press_release=press_release(),
    )


def drawings(theme: Theme) -> dict[str, str]:
    """A hand-made bar chart for every figure, in the theme's colours and type."""
    return {figure.name: _drawing(figure.chart, theme) for figure in (houding(), ervaring(), sectoren(), vragen())}


def _drawing(chart: Chart, theme: Theme) -> str:
    bars = "".join(
        f'<g font-size="9"><text y="{20 * i + 14}" fill="{theme.ink}">{category.label}</text>'
        f'<path id="bar{i}" d="M125 {20 * i + 4}h{300 * (point.value or 0):.0f}v12H125Z" fill="{theme.primary}"/>'
        f'<text x="440" y="{20 * i + 14}" fill="{theme.primary}">{point.text}</text></g>'
        for i, (category, point) in enumerate(zip(chart.categories, chart.series[0].points, strict=True))
    )
    height = 20 * len(chart.categories) + 4
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 482 {height}" width="482pt" height="{height}pt" '
        f'font-family="{theme.family}">{bars}</svg>'
    )


def report() -> Publication:
    """A report with all kinds of blocks and figures."""
    return Publication(
        kind="report",
        title=line("Meer vertrouwen, niet minder telefoon"),
        subtitle=line("Wat Nederlanders vinden van chatbots en spraakassistenten in de klantenservice"),
        chapters=(_in_short(), _attitude(), _sectors(), _topline(), _colophon()),
    )


def press_release() -> Publication:
    """A press release with a chart, a quote that is still to come and a note for the editors."""
    article: tuple[Block, ...] = (
        Paragraph(
            line(
                "In 2025 staat [15%|chatbot_positief@2025] van de Nederlandse consumenten positief tegenover "
                "chatbots in de klantenservice, tegen [10%|chatbot_positief@2024] een jaar eerder: een stijging "
                "van [5 procentpunt|chatbot_positief@2024..2025]. Spraakassistenten stegen van "
                "[9%|spraak_positief@2024] naar [17%|spraak_positief@2025]. Toch bellen of mailen consumenten het "
                "liefst."
            ),
            kind="lead",
        ),
        Heading(line("Minder weerstand tegen spraakassistenten"), 2, "minder-weerstand"),
        Paragraph(
            line(
                "Niet alleen groeit de groep die positief is; de weerstand neemt ook af. Stond in 2024 nog "
                "[42%|spraak_negatief@2024] negatief tegenover een spraakassistent, nu is dat "
                "[28%|spraak_negatief@2025]. De grootste groep blijft neutraal: [55%|spraak_neutraal@2025]."
            )
        ),
        houding(),
        Heading(line("Een mens blijft binnen bereik"), 2, "mens-binnen-bereik"),
        Paragraph(
            line(
                "Van de mensen die zichzelf digitaal vaardig vinden staat "
                "[20%|chatbot_positief@2025/vaardigheid=hoog] positief tegenover automatisch klantcontact, van de "
                "minder vaardige mensen [4%|chatbot_positief@2025/vaardigheid=laag]. Wie een chatbot gebruikt, wil "
                "vooral makkelijk naar een medewerker kunnen overstappen en een schriftelijke bevestiging van wat "
                "is afgesproken."
            )
        ),
        Quote(line("Citaat van de directeur klantcontact, nog aan te leveren."), placeholder=True),
        Heading(line("Noot voor de redactie"), 2, "noot-voor-de-redactie"),
        Paragraph(
            line(
                "**Over het onderzoek.** De Nationale Voice Monitor is een jaarlijks onderzoek onder meer dan "
                "1.000 Nederlanders van 18 jaar en ouder. Veldwerk: 2 tot en met 15 december 2024; gewogen op "
                "leeftijd, geslacht, regio en opleiding."
            )
        ),
        Paragraph(
            line(
                "**Contact.** Redactie Nationale Voice Monitor, "
                "<pers@voicemonitor.example|mailto:pers@voicemonitor.example>. Grafieken zijn op aanvraag bij de "
                "redactie verkrijgbaar."
            )
        ),
        Paragraph(line(NOTICE), kind="note"),
    )
    return Publication(
        kind="press-release",
        title=line("Nederlanders positiever over chatbots en spraakassistenten"),
        subtitle=line("Telefoon en e-mail blijven de eerste keus"),
        chapters=(Chapter("bericht", None, line("Bericht"), article),),
        placeholders=("Citaat van de directeur klantcontact",),
    )


def _in_short() -> Chapter:
    numbers = KeyFigures(
        (
            _key("15%", "chatbot_positief@2025", "positief over chatbots", "▲ 5 procentpunt sinds 2024"),
            _key("17%", "spraak_positief@2025", "positief over spraakassistenten", "▲ 8 procentpunt sinds 2024"),
            _key("78%", "ervaring_chatbot@2025", "had ooit contact met een chatbot", "▲ 8 procentpunt sinds 2024"),
            _key(
                "71%", "ervaring_spraak@2025", "had ooit contact met een spraakassistent", "▲ 12 procentpunt sinds 2024"
            ),
            _key("32%", "chatbot_negatief@2025", "negatief over chatbots", "▼ 20 procentpunt sinds 2024"),
            _key(
                "6,9", "cijfer_telefoon@2025", "gemiddeld rapportcijfer voor de telefoon", "geen significant verschil"
            ),
        )
    )
    return Chapter(
        "in-het-kort",
        None,
        line("In het kort"),
        (
            Paragraph(
                line(
                    "Chatbots en spraakassistenten horen bij de klantenservice, en Nederlanders wennen eraan. De "
                    "weerstand van vorig jaar heeft plaatsgemaakt voor een afwachtende houding: ruim de helft "
                    "staat neutraal."
                ),
                kind="lead",
            ),
            numbers,
            Listing(
                (
                    line(
                        "Jongeren van 18 tot en met 30 jaar zijn het vaakst positief over chatbots: "
                        "[25%|a@2025/leeftijd=18-30]."
                    ),
                    line(
                        "De acceptatie is het hoogst in de webwinkel en de logistiek, het laagst in de zorg en bij "
                        "banken."
                    ),
                    line(
                        "Wie belt of mailt, blijft dat het liefst doen: telefoon en e-mail zijn de meest gekozen "
                        "kanalen."
                    ),
                )
            ),
        ),
    )


def _key(value: str, fact: str, label: str, change: str) -> KeyFigure:
    return KeyFigure(Run(value, fact=fact), line(label), line(change))


def _attitude() -> Chapter:
    return Chapter(
        "houding",
        1,
        line("De acceptatie groeit"),
        (
            Paragraph(
                line(
                    "Het aandeel Nederlanders dat positief staat tegenover een chatbot bij de klantenservice is "
                    "gestegen van [10%|chatbot_positief@2024] naar [15%|chatbot_positief@2025]. Voor "
                    "spraakassistenten is de stijging groter: van [9%|spraak_positief@2024] naar "
                    "[17%|spraak_positief@2025]."
                ),
                kind="lead",
            ),
            Heading(line("Van negatief naar neutraal"), 2, "van-negatief-naar-neutraal"),
            Paragraph(
                line(
                    "De grootste verschuiving zit niet bij de voorstanders maar bij de tegenstanders. In 2024 "
                    "stond nog [52%|chatbot_negatief@2024] negatief tegenover een chatbot; een jaar later is dat "
                    "[32%|chatbot_negatief@2025]. Wie van mening veranderde, werd meestal niet meteen enthousiast: "
                    "de groep die neutraal antwoordt groeide tot [53%|chatbot_neutraal@2025] (<figuur "
                    "1|#figuur-houding>). Voor organisaties is dat een belangrijk gegeven. Een neutrale klant laat "
                    "zich overtuigen door een goed gesprek, en net zo makkelijk afschrikken door een slecht "
                    "gesprek."
                )
            ),
            houding(),
            Paragraph(
                line(
                    "Bij spraakassistenten is het beeld vergelijkbaar. Het aandeel dat negatief antwoordt daalde "
                    "van [42%|spraak_negatief@2024] naar [28%|spraak_negatief@2025], terwijl "
                    "[55%|spraak_neutraal@2025] neutraal blijft. Een ding valt op: mensen die in het afgelopen "
                    "jaar zelf contact hadden met een spraakassistent zijn vaker positief dan mensen die er alleen "
                    "van hebben gehoord. Dat wil niet zeggen dat ervaring de houding verbetert, want wie positief "
                    "is zal een assistent ook eerder gebruiken."
                )
            ),
            Heading(line("Steeds meer mensen hebben ervaring"), 2, "ervaring"),
            Paragraph(
                line(
                    "Ruim drie op de vier Nederlanders hebben ooit contact gehad met een chatbot: "
                    "[78%|ervaring_chatbot@2025], tegen [70%|ervaring_chatbot@2024] een jaar eerder. Met een "
                    "spraakassistent is dat [71%|ervaring_spraak@2025] (<figuur 2|#figuur-ervaring>)."
                )
            ),
            ervaring(),
            Quote(line("Een neutrale klant laat zich overtuigen door een goed gesprek.")),
            Paragraph(
                line(
                    "Ervaring is overigens iets anders dan gewoonte. Maandelijks contact met een chatbot heeft "
                    "[25%|maandelijks_chatbot@2025] van de Nederlanders, met een spraakassistent "
                    "[22%|maandelijks_spraak@2025]. Meer achtergrond staat in de verantwoording en op <de website "
                    "van de monitor|https://voicemonitor.example/2025>."
                )
            ),
        ),
    )


def _sectors() -> Chapter:
    return Chapter(
        "sectoren",
        2,
        line("De vraag bepaalt het kanaal"),
        (
            Paragraph(
                line(
                    "Bij een webwinkel mag een computer best antwoorden, bij een huisarts liever niet. Hoe "
                    "persoonlijker de vraag, hoe minder mensen automatisch contact een goed idee vinden."
                ),
                kind="lead",
            ),
            Paragraph(
                line(
                    "De verschillen tussen sectoren zijn groter dan die tussen leeftijden. In de e-commerce staat "
                    "[31%|sector_ecommerce@2025] positief tegenover automatisch klantcontact, in de zorg "
                    "[8%|sector_zorg@2025] (<figuur 3|#figuur-sectoren>). Dat patroon is in alle drie de edities "
                    "hetzelfde."
                )
            ),
            sectoren(),
            Heading(line("Simpele vragen wel, vertrouwelijke niet"), 2, "simpele-vragen"),
            Paragraph(
                line(
                    "Binnen elke sector maakt het uit wat iemand wil weten. Voor de status van een bestelling is "
                    "een chatbot voor veel mensen goed genoeg; voor een klacht, een betalingsachterstand of een "
                    "medische uitslag willen ze een mens. <Figuur 4|#figuur-vragen> laat dat per sector zien. Drie "
                    "lessen:"
                )
            ),
            Listing(
                (
                    line("**Begin bij eenvoudige vragen.** Daar is de winst het grootst en het risico het kleinst."),
                    line("**Houd de overstap naar een medewerker zichtbaar.** Het is de meest genoemde voorwaarde."),
                    line(
                        "**Bevestig afspraken schriftelijk.** Mensen willen kunnen teruglezen wat een computer "
                        "toezegde."
                    ),
                ),
                ordered=True,
            ),
            vragen(),
            kanalen(),
            Paragraph(
                line("Waar twee aandelen van elkaar verschillen, is dat getoetst; zie de verantwoording."), kind="note"
            ),
        ),
    )


def houding() -> Figure:
    """Stacked bars from negative to positive."""
    labels = ("chatbot 2024", "chatbot 2025", "spraakassistent 2024", "spraakassistent 2025")
    values = {
        "negatief": (52, 32, 42, 28),
        "neutraal": (38, 53, 49, 55),
        "positief": (10, 15, 9, 17),
    }
    roles = {"negatief": "negative", "neutraal": "neutral", "positief": "positive"}
    series = tuple(Series(label, tuple(_share(v) for v in row), roles[label]) for label, row in values.items())
    chart = Chart("houding", "likert", "share", tuple(Category(x, "n = 1.043") for x in labels), series, maximum=1.0)
    alt = (
        "Gestapelde balken. Tegenover chatbots staat in 2025 15% positief, 53% neutraal en 32% negatief; in 2024 "
        "was dat 10%, 38% en 52%. Tegenover spraakassistenten staat 17% positief, 55% neutraal en 28% negatief; in "
        "2024 9%, 49% en 42%."
    )
    return _figure(1, line("Twee keer zo veel mensen neutraal als negatief"), alt, chart)


def ervaring() -> Figure:
    """Two lines over three waves."""
    series = (
        Series("chatbot", tuple(_share(v) for v in (62, 70, 78)), "primary"),
        Series("spraakassistent", tuple(_share(v) for v in (50, 59, 71)), "secondary"),
    )
    chart = Chart("ervaring", "trend", "share", tuple(Category(w, "n = 1.043") for w in WAVES), series, maximum=1.0)
    alt = (
        "Lijngrafiek over drie edities. Ervaring met een chatbot: 62% in 2023, 70% in 2024 en 78% in 2025. Met een "
        "spraakassistent: 50%, 59% en 71%."
    )
    return _figure(2, line("Acht op de tien Nederlanders kennen de chatbot uit ervaring"), alt, chart)


def sectoren() -> Figure:
    """Ranked bars."""
    shares = {
        "e-commerce": 31, "logistiek": 28, "telecom": 22, "energie": 19, "overheid": 13,
        "banken en verzekeraars": 11, "zorg": 8,
    }  # fmt: skip
    series = (Series("2025", tuple(_share(v) for v in shares.values())),)
    chart = Chart("sectoren", "bars", "share", tuple(Category(x) for x in shares), series)
    alt = (
        "Balken van hoog naar laag: e-commerce 31%, logistiek 28%, telecom 22%, energie 19%, overheid 13%, "
        "banken en verzekeraars 11%, zorg 8%."
    )
    return _figure(3, line("In de webwinkel mag het, in de zorg liever niet"), alt, chart)


def vragen() -> Figure:
    """A heat table of sectors and kinds of question."""
    sectors = ("e-commerce", "telecom", "overheid", "banken en verzekeraars", "zorg")
    kinds = {"eenvoudig": (44, 35, 24, 21, 15), "ingewikkeld": (19, 15, 9, 8, 5), "vertrouwelijk": (11, 9, 6, 4, 3)}
    series = tuple(Series(kind, tuple(_share(v) for v in row)) for kind, row in kinds.items())
    chart = Chart("vragen", "heat", "share", tuple(Category(x) for x in sectors), series, maximum=1.0)
    alt = (
        "Tabel met kleuren: in elke sector is de acceptatie het hoogst bij eenvoudige vragen, van 44% in de "
        "e-commerce tot 15% in de zorg."
    )
    return _figure(4, line("Een eenvoudige vraag mag overal automatisch, een vertrouwelijke nergens"), alt, chart)


def kanalen() -> Table:
    """A table with a numbered caption, a base, a mark and a net."""
    rows = (
        Row("telefoon", (Cell("54%", "k1@2023"), Cell("54%", "k1@2024"), Cell("51%", "k1@2025"))),
        Row("e-mail", (Cell("20%", "k2@2023"), Cell("19%", "k2@2024"), Cell("18%", "k2@2025"))),
        Row("chatbot", (Cell("3%", "k3@2023"), Cell("5%", "k3@2024"), Cell("8%", "k3@2025", mark="▲"))),
        Row("WhatsApp", (Cell("9%", "k4@2023"), Cell("10%", "k4@2024"), Cell("11%", "k4@2025", indicative=True))),
        Row("telefoon of e-mail samen", (Cell("74%"), Cell("73%"), Cell("69%", mark="▼")), kind="net"),
        Row("ongewogen basis (n)", (Cell("1.012"), Cell("1.038"), Cell("1.043")), kind="base"),
    )
    caption = line("Telefoon en e-mail blijven de eerste keus")
    notes = (line("▲▼ significant verschil met de vorige editie (95%). Cursief: indicatief, basis kleiner dan 100."),)
    return Table("kanalen", caption, "Voorkeurskanaal", WAVES, rows, notes, number=1)


def _figure(number: int, title: Inline, alt: str, chart: Chart) -> Figure:
    columns = tuple(series.label for series in chart.series)
    rows = tuple(
        Row(category.label, tuple(Cell(series.points[i].text, f"{chart.name}.{i}@2025") for series in chart.series))
        for i, category in enumerate(chart.categories)
    )
    notes = (
        line("Vraag: “Hoe staat u tegenover het contact met een klantenservice via een chatbot of spraakassistent?”"),
        line(
            "Basis: alle Nederlanders van 18 jaar en ouder, n = 1.043 (2025) en 1.038 (2024). Gewogen. Veldwerk: 2 "
            "tot en met 15 december 2024. Bron: Nationale Voice Monitor 2025."
        ),
    )
    data = Table(f"{chart.name}-data", title, "", columns, rows)
    return Figure(chart.name, number, title, alt, chart, notes, data)


def _share(percent: int) -> Point:
    return Point(percent / 100, f"{percent}%")


def _topline() -> Chapter:
    subjects = ("een chatbot", "een spraakassistent", "een webwinkel", "de post", "de overheid", "een bank", "de zorg")
    intro = "Alle vragen met hun letterlijke tekst, alle antwoorden en alle edities. Percentages zijn gewogen."
    return Chapter(
        "topline",
        None,
        line("Alle vragen en antwoorden"),
        (
            Paragraph(line(intro), kind="lead"),
            Heading(line("Houding"), 2, "houding"),
            *(_question(i, subject) for i, subject in enumerate(subjects)),
            Heading(line("Weging"), 2, "weging"),
            _weighting(),
        ),
    )


def _question(i: int, subject: str) -> Table:
    answers = ("zeer negatief", "negatief", "neutraal", "positief", "zeer positief", "weet niet")
    shares = (tuple(Cell(f"{3 + (7 * i + 3 * j + k) % 40}%", f"q{i}.{j}@{k}") for k in range(3)) for j in range(6))
    rows = [Row(answer, cells) for answer, cells in zip(answers, shares, strict=True)]
    base = Row("Basis (n)", (Cell("1.012"), Cell("1.038"), Cell("1.043")), kind="base")
    return Table(f"topline-{i}", line(f"Hoe staat u tegenover {subject}?"), "", WAVES, (*rows, base))


def _weighting() -> Table:
    """A table of sections, longer than a page."""
    margins = {"Leeftijd": 12, "Regio": 16, "Opleiding": 11, "Huishouden": 14}
    rows = tuple(
        Row(f"klasse {i}", (Cell("87"), Cell("8%"), Cell("9%")), section=margin if i == 1 else "")
        for margin, classes in margins.items()
        for i in range(1, classes + 1)
    )
    return Table("weging", line("De steekproef voor en na weging"), "", ("n", "Ongewogen", "Gewogen"), rows)


def _colophon() -> Chapter:
    return Chapter(
        "colofon",
        None,
        line("Colofon"),
        (
            Paragraph(line("De Nationale Voice Monitor is een initiatief van Y.digital. Veldwerk: Markteffect.")),
            Paragraph(
                line("© Nationale Voice Monitor 2025. Creative Commons Naamsvermelding 4.0 Internationaal (CC BY 4.0).")
            ),
            Paragraph(
                line(
                    "Kunt u iets in deze uitgave niet goed lezen of gebruiken? Schrijf naar "
                    "<toegankelijkheid@voicemonitor.example|mailto:toegankelijkheid@voicemonitor.example>."
                )
            ),
        ),
    )
