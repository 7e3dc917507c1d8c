"""The plain way: one script that makes the report alone, as most people would write it.

pandas reads and counts, pyplot draws, Jinja fills in, WeasyPrint sets: the same data, charts and pages as the report
that reportgen makes. Its template is the report's own page with every number cut out; this script computes them all.

    python plain_report.py PROJECT TEMPLATE OUTPUT.pdf
"""

import sys
import tomllib
from pathlib import Path

import jinja2
import matplotlib
import numpy as np
import pandas as pd
import pyreadstat
import weasyprint

matplotlib.use("Agg")
import matplotlib.font_manager
import matplotlib.pyplot as plt

root, template, target = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])
monitor = tomllib.loads((root / "monitor.toml").read_text())
codebook = tomllib.loads((root / "data/codebook.toml").read_text())
population = tomllib.loads((root / "data/population.toml").read_text())
specs = tomllib.loads((root / "templates/figures.toml").read_text())["figures"]
questions, indicators, breakdowns = codebook["questions"], codebook["indicators"], codebook["breakdowns"]
newest = list(monitor["waves"])[-1]


# --- reading ----------------------------------------------------------------------------------------------------------


def answers_of(name):
    question = questions[name]
    return codebook["scales"][question["scale"]] if "scale" in question else question.get("answers", {})


def read(path):
    if path.suffix == ".csv":
        return pd.read_csv(path, sep=";", decimal=",", encoding="utf-8-sig")
    if path.suffix == ".xlsx":
        return pd.read_excel(path)
    return pyreadstat.read_sav(path, user_missing=True)[0]


def code(table):
    """Labels become codes, whatever the agency delivered."""
    for name, question in questions.items():
        codes = {label: int(number) for number, label in answers_of(name).items()}
        if question["type"] in ("single", "grade", "number") and name in table:
            table[name] = pd.to_numeric(table[name].replace(codes), errors="coerce")
        elif question["type"] == "multiple":
            for number in answers_of(name):
                column = f"{name}_{number}"
                if column in table:
                    table[column] = pd.to_numeric(table[column].replace({"ja": 1, "nee": 0}), errors="coerce")
    return table


# --- weighting --------------------------------------------------------------------------------------------------------


def members(table, where):
    inside = pd.Series(True, index=table.index)
    for variable, values in where.items():
        if questions[variable]["type"] == "number":
            inside &= table[variable].between(*values)
        else:
            inside &= table[variable].isin(values)
    return inside


def rake(table, names):
    targets = []
    for name in names:
        classes = population["margins"][name]["classes"]
        total = sum(one.get("count", one.get("share")) for one in classes.values())
        for label, one in classes.items():
            share = one.get("count", one.get("share")) / total
            targets.append((name, label, members(table, one["where"]), share))
    weight = pd.Series(1.0, index=table.index)
    for _ in range(1000):
        worst = 0.0
        for *_, inside, share in targets:
            factor = share * len(table) / weight[inside].sum()
            weight[inside] *= factor
            worst = max(worst, abs(factor - 1))
        if worst < 1e-9:
            break
    return weight, targets


# --- counting ---------------------------------------------------------------------------------------------------------

tables, margins = {}, {}
for wave, about in monitor["waves"].items():
    tables[wave] = code(read(root / about["file"]))
    tables[wave]["weight"], margins[wave] = rake(tables[wave], about["margins"])


def group_mask(table, breakdown, group):
    one = breakdowns[breakdown]
    values = one["groups"][group]
    if "range" in values:
        return table[one["question"]].between(*values["range"])
    return table[one["question"]].isin(values["answers"])


def split(fact):
    indicator, _, rest = fact.partition("@")
    wave, _, place = rest.partition("/")
    return indicator, wave, place.partition(":")[0]


def base_and_hits(fact):
    """The table of those in the base, and a mask of those who count, or the name of the column to average."""
    indicator, wave, place = split(fact)
    table = tables[wave]
    if place:
        breakdown, _, group = place.partition("=")
        table = table[group_mask(table, breakdown, group)]
    if indicator in indicators:
        name, answers = indicators[indicator]["question"], indicators[indicator].get("answers")
    else:
        name, _, answer = indicator.rpartition(".")
        if questions[name]["type"] == "number":
            by = next(key for key, one in breakdowns.items() if one["question"] == name)
            return table, group_mask(table, by, answer)
        answers = [int(answer)]
    if questions[name]["type"] == "open":
        return table, table[name].fillna("").astype(str).str.strip() != ""
    if questions[name]["type"] == "multiple":
        asked = table[table[[f"{name}_{number}" for number in answers_of(name)]].notna().any(axis=1)]
        return asked, asked[f"{name}_{answers[0]}"] == 1
    asked = table[table[name].notna()]
    if answers:
        return asked, asked[name].isin(answers)
    return asked[~asked[name].isin(questions[name].get("dont_know", []))], name


def estimate(fact):
    base, hits = base_and_hits(fact)
    if isinstance(hits, str):
        return (base[hits] * base["weight"]).sum() / base["weight"].sum()
    return base["weight"][hits].sum() / base["weight"].sum()


def is_mean(fact):
    indicator = split(fact)[0]
    return indicator in indicators and "answers" not in indicators[indicator]


def printed(fact):
    value = estimate(fact)
    return f"{value:.1f}".replace(".", ",") if is_mean(fact) else f"{100 * value:.0f}%"


def difference(indicator, wave):
    """Between two waves, or between two outcomes of one of them."""
    if ">" in indicator:
        more, less = (f"{name}@{wave}" for name in indicator.split(">"))
    else:
        less, more = (f"{indicator}@{one}" for one in wave.split(".."))
    return f"{100 * (estimate(more) - estimate(less)):.0f}"


def value(fact):
    """One number of the template, or the two ends of a range."""
    if ";" in fact:
        return "–".join(map(value, fact.split(";")))
    fact, _, kind = fact.partition("#")
    if fact.startswith("margin:"):
        name, _, rest = fact.removeprefix("margin:").partition("=")
        label, _, wave = rest.rpartition("@")
        table = tables[wave]
        _, _, inside, share = next(
            t for t in margins[wave] if (population["margins"][t[0]]["label"], t[1]) == (name, label)
        )
        shown = {
            "n": inside.sum(),
            "unweighted": inside.mean(),
            "target": share,
            "weighted": table["weight"][inside].sum() / table["weight"].sum(),
        }
        return str(shown["n"]) if kind == "n" else f"{100 * shown[kind]:.1f}%".replace(".", ",")
    if "@" not in fact:
        return str(len(monitor["headlines"]))
    indicator, wave, _ = split(fact)
    weight = tables.get(wave, tables[newest])["weight"]
    n_eff = weight.sum() ** 2 / (weight**2).sum()
    samples = {
        "n": len(weight),
        "n_eff": n_eff,
        "efficiency": n_eff / len(weight),
        "design_effect": len(weight) / n_eff,
        "weight_min": weight.min(),
        "weight_max": weight.max(),
    }
    if indicator in samples:
        return f"{samples[indicator]:.2f}" if samples[indicator] < 10 else f"{samples[indicator]:.0f}"
    if ".." in wave or ">" in indicator:
        return difference(indicator, wave)
    if kind == "n":
        return str(len(base_and_hits(fact)[0]))
    if kind in ("n_eff", "design_effect"):
        weight = base_and_hits(fact)[0]["weight"]
        n_eff = weight.sum() ** 2 / (weight**2).sum()
        return f"{n_eff:.0f}" if kind == "n_eff" else f"{len(weight) / n_eff:.2f}".replace(".", ",")
    if kind == "interval":
        base, hits = base_and_hits(fact)
        mean = estimate(fact)
        if isinstance(hits, str):
            half = 1.96 * base[hits].std() / len(base) ** 0.5
            return f"{mean - half:.1f} – {mean + half:.1f}".replace(".", ",")
        half = 1.96 * (mean * (1 - mean) / len(base)) ** 0.5
        return f"{100 * (mean - half):.0f}% – {100 * (mean + half):.0f}%"
    return printed(fact)


# --- drawing ----------------------------------------------------------------------------------------------------------

for font in sorted((root / "assets/fonts").glob("*.ttf")):
    matplotlib.font_manager.fontManager.addfont(font)
plt.rcParams["font.family"] = "Source Sans 3"
COLOURS = ["#0B5A6B", "#B4530A", "#94355A", "#C4CDD0", "#8DB8C0", "#E6EAEB"]


def names_of(spec):
    return codebook["sets"][spec["set"]]["indicators"] if "set" in spec else spec.get("indicators", [])


def short(name):
    return indicators[name]["short"] if name in indicators else name


def draw(name):
    spec = specs[name]
    waves = spec.get("waves", list(monitor["waves"]) if spec["kind"] == "trend" else [newest])
    figure, axes = plt.subplots(figsize=(6.7, 3.2))
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    KINDS[spec["kind"]](axes, spec, waves)
    path = target.with_name(f"{name}.svg")
    figure.tight_layout()
    figure.savefig(path, bbox_inches="tight")
    plt.close(figure)
    return path.as_uri()


def trend(axes, spec, waves):
    for colour, name in zip(COLOURS, names_of(spec)):
        values = [100 * estimate(f"{name}@{wave}") for wave in waves]
        axes.plot(waves, values, marker="o", color=colour, label=short(name))
        for x, y in zip(waves, values):
            axes.annotate(f"{y:.0f}%", (x, y), textcoords="offset points", xytext=(0, 7), ha="center")
    axes.legend(frameon=False)
    axes.set_ylim(0)


def bars(axes, spec, waves):
    names = sorted(names_of(spec), key=lambda name: estimate(f"{name}@{waves[-1]}"))
    values = [100 * estimate(f"{name}@{waves[-1]}") for name in names]
    axes.barh([short(name) for name in names], values, color=COLOURS[0])
    for y, x in enumerate(values):
        axes.text(x + 0.5, y, f"{x:.0f}%", va="center")
    if len(waves) > 1:
        axes.plot([100 * estimate(f"{name}@{waves[0]}") for name in names], range(len(names)), "|", color="black")


def likert(axes, spec, waves):
    rows = [(question, wave) for question in spec["questions"] for wave in waves]
    left = np.zeros(len(rows))
    for colour, (label, answers) in zip(COLOURS, spec["groups"].items()):
        values = np.array([100 * sum(estimate(f"{q}.{a}@{w}") for a in answers) for q, w in rows])
        axes.barh(
            [f"{questions[q].get('short', q)} {w}" for q, w in rows], values, left=left, color=colour, label=label
        )
        for y, (x, width) in enumerate(zip(left, values)):
            if width > 4:
                axes.text(x + width / 2, y, f"{width:.0f}%", ha="center", va="center")
        left += values
    axes.legend(frameon=False, ncols=3, loc="lower center", bbox_to_anchor=(0.5, 1))


def dots(axes, spec, waves):
    rows = [(b, g) for b in spec["breakdowns"] for g in breakdowns[b]["groups"]][::-1]
    for colour, name in zip(COLOURS, names_of(spec)):
        for y, (breakdown, group) in enumerate(rows):
            fact = f"{name}@{waves[-1]}/{breakdown}={group}"
            p, n = estimate(fact), len(base_and_hits(fact)[0])
            axes.errorbar(100 * p, y, xerr=196 * (p * (1 - p) / n) ** 0.5, fmt="o", color=colour)
            axes.annotate(f"{100 * p:.0f}%", (100 * p, y), textcoords="offset points", xytext=(0, 7), ha="center")
    axes.set_yticks(range(len(rows)), [breakdowns[b]["groups"][g]["label"] for b, g in rows])
    axes.set_xlim(0)


def heat(axes, spec, waves):
    rows, columns = spec["questions"], list(spec["groups"].values())
    values = np.array([[100 * estimate(f"{row}.{column[0]}@{waves[-1]}") for column in columns] for row in rows])
    axes.imshow(values, cmap="GnBu", aspect="auto")
    for y in range(len(rows)):
        for x in range(len(columns)):
            axes.text(x, y, f"{values[y, x]:.0f}%", ha="center", va="center")
    axes.set_xticks(range(len(columns)), list(spec["groups"]))
    axes.set_yticks(range(len(rows)), [questions[row]["short"] for row in rows])


def slope(axes, spec, waves):
    waves = list(monitor["waves"])[-2:]
    for name in names_of(spec):
        values = [100 * estimate(f"{name}@{wave}") for wave in waves]
        axes.plot(waves, values, marker="o", color=COLOURS[0])
        axes.annotate(f"{short(name)} {values[-1]:.0f}%", (1, values[-1]), textcoords="offset points", xytext=(6, -3))


def dumbbell(axes, spec, waves):
    for y, (label, pair) in enumerate(list(spec["rows"].items())[::-1]):
        values = [100 * estimate(f"{name}@{waves[-1]}") for name in pair]
        axes.plot(values, [y, y], color=COLOURS[3])
        for colour, x in zip(COLOURS, values):
            axes.plot(x, y, "o", color=colour)
            axes.annotate(f"{x:.0f}%", (x, y), textcoords="offset points", xytext=(0, 7), ha="center")
    axes.set_yticks(range(len(spec["rows"])), list(spec["rows"])[::-1])
    axes.set_xlim(0)


def columns(axes, spec, waves):
    if "questions" in spec:
        labels = list(answers_of(spec["questions"][0]).values())
        numbers = list(answers_of(spec["questions"][0]))
        series = [[100 * estimate(f"{q}.{a}@{waves[-1]}") for a in numbers] for q in spec["questions"]]
    else:
        labels = waves
        series = [[estimate(f"{name}@{wave}") for wave in waves] for name in names_of(spec)]
    for i, (colour, values) in enumerate(zip(COLOURS, series)):
        places = np.arange(len(labels)) + 0.35 * i
        axes.bar(places, values, width=0.33, color=colour)
        for x, y in zip(places, values):
            axes.annotate(f"{y:.1f}", (x, y), textcoords="offset points", xytext=(0, 3), ha="center")
    axes.set_xticks(np.arange(len(labels)) + 0.17, labels)


def multiples(axes, spec, _):
    trend(axes, spec, list(monitor["waves"]))


def regions(axes, spec, waves):
    dots(axes, spec | {"breakdowns": [spec["breakdown"]]}, waves)


def waffle(axes, spec, waves):
    share = 100 * estimate(f"{names_of(spec)[0]}@{waves[-1]}")
    axes.imshow((np.arange(100) < share).reshape(10, 10), cmap="GnBu")
    axes.set_title(f"{share:.0f}%")


KINDS = {
    "trend": trend,
    "bars": bars,
    "likert": likert,
    "dots": dots,
    "heat": heat,
    "slope": slope,
    "dumbbell": dumbbell,
    "columns": columns,
    "multiples": multiples,
    "regions": regions,
    "waffle": waffle,
}

page = jinja2.Template(template.read_text()).render(value=value, draw=draw)
weasyprint.HTML(string=page, base_url=str(root)).write_pdf(target, pdf_variant="pdf/ua-1")
