# Makes the cases 20 to 25: run in this folder with `Rscript more_cases.R` (R 4.2.2, survey 4.1-1; no other packages).
suppressMessages(library(survey))
options(survey.lonely.psu = "fail")

# What every case has in common

engine <- paste0(R.version.string, "; survey ", packageVersion("survey"))

json <- function(x) {
  if (is.list(x)) {
    if (is.null(names(x))) return(paste0("[", paste(vapply(x, json, ""), collapse = ", "), "]"))
    return(paste0("{", paste0("\"", names(x), "\": ", vapply(x, json, ""), collapse = ",\n"), "}"))
  }
  text <- if (is.character(x)) paste0("\"", x, "\"") else if (is.logical(x)) tolower(x) else sprintf("%.15g", x)
  if (length(text) == 1) text else paste0("[", paste(text, collapse = ", "), "]")
}

record <- function(file, id, description, tolerance, definitions, expected) {
  case <- list(id = id, description = description, engine = engine, tolerance = tolerance,
               definitions = definitions, expected = expected)
  writeLines(json(case), file)
}

read_wave <- function(year) {
  wave <- read.csv(sprintf("syn_nvm_%d.csv", year), stringsAsFactors = FALSE)
  wave$w <- read.csv(sprintf("case02_weights_%d.csv", year))$w
  wave$base <- 0.5 + (seq_len(nrow(wave)) %% 7) / 4
  wave$person <- if (year == 2024) paste0("p", seq_len(nrow(wave))) else {
    row <- seq_len(nrow(wave))
    ifelse(row <= 400, paste0("p", 2 * row), paste0("q", row))
  }
  wave$geslacht_leeftijd <- paste(wave$geslacht, wave$leeftijd5)
  wave$positief <- as.numeric(wave$q2_houding_chatbot %in% c(4, 5))
  wave$kan_tel <- as.numeric(wave$q4_voorkeurskanaal == 1)
  wave$kan_mail <- as.numeric(wave$q4_voorkeurskanaal == 2)
  wave$tel <- ifelse(wave$q5_tevreden_tel == 99, NA, wave$q5_tevreden_tel)
  wave$nps <- ifelse(wave$q6_nps >= 9, 100, ifelse(wave$q6_nps >= 7, 0, -100))
  wave$digi3 <- c("laag", "laag", "midden", "hoog", "hoog")[wave$digivaardig]
  wave$houding3 <- ifelse(wave$q2_houding_chatbot == 9, NA, c(1, 1, 2, 3, 3)[pmin(wave$q2_houding_chatbot, 5)])
  wave$year <- year
  wave
}

old <- read_wave(2024)
new <- read_wave(2025)
measures <- c("positief", "kan_tel", "tel", "nps")

definitions <- list(
  base = "0.5 + (row mod 7) / 4, the rows counted from 1",
  person = "2024: p<row>; 2025: p<2 row> up to row 400, q<row> after it",
  positief = "q2 is 4 or 5", kan_tel = "q4 is 1", kan_mail = "q4 is 2", tel = "q5, 99 and empty left out",
  nps = "q6: +100 for 9 and 10, 0 for 7 and 8, -100 for 0 to 6; empty left out",
  digi3 = "digivaardig: 1-2 laag, 3 midden, 4-5 hoog",
  houding3 = "q2: 1-2, 3, 4-5; 9 left out"
)

targets <- list(
  geslacht_leeftijd = c("Man 18-30" = 0.104044, "Man 31-40" = 0.076932, "Man 41-55" = 0.123368,
                        "Man 56-65" = 0.08283, "Man 66+" = 0.106321, "Vrouw 18-30" = 0.100528,
                        "Vrouw 31-40" = 0.075694, "Vrouw 41-55" = 0.123611, "Vrouw 56-65" = 0.08304,
                        "Vrouw 66+" = 0.123632),
  regio = c("Drie grote steden" = 0.153683, "West" = 0.300068, "Noord" = 0.100009, "Oost" = 0.209216,
            "Zuid" = 0.237024),
  opleiding = c("laag" = 0.262262, "middelbaar" = 0.417417, "hoog" = 0.320321)
)
margins <- lapply(names(targets), function(name) as.formula(paste0("~", name)))
population <- lapply(names(targets), function(name) {
  frame <- data.frame(names(targets[[name]]), targets[[name]] / sum(targets[[name]]) * nrow(new))
  setNames(frame, c(name, "Freq"))
})

start <- function(base) {
  d <- if (base) new$base / mean(new$base) else rep(1, nrow(new))
  svydesign(ids = ~1, weights = d, data = new)
}
calibrated <- function(base, calfun, bounds = c(-Inf, Inf)) {
  calibrate(start(base), formula = margins, population = population, calfun = calfun, bounds = bounds,
            epsilon = 1e-13, maxit = 500)
}
raked <- function(base) rake(start(base), margins, population, control = list(maxit = 5000, epsilon = 1e-11))

# 20: weights from base weights

summarise <- function(design) {
  w <- weights(design)
  list(min = min(w), max = max(w), neff = sum(w)^2 / sum(w^2), every_tenth = as.vector(w[seq(1, length(w), 10)]))
}
bounds <- c(0.4, 2.6)
record("case20_base_weights.json", "20",
  "Base weights as the start, made to average 1: rake(), and calibrate(calfun = logit) with bounds on the factors",
  1e-7, c(definitions["base"], list(targets = "those of case 02", bounds = "0.4 and 2.6")),
  list(raked = summarise(raked(TRUE)), bounded = summarise(calibrated(TRUE, "logit", bounds))))

# 21: variances of calibrated estimates

mean_in <- function(design, variable, domain) {
  part <- design[domain & !is.na(design$variables[[variable]]), ]
  x <- svymean(as.formula(paste0("~", variable)), part, na.rm = TRUE)
  list(value = as.vector(coef(x)), se = as.vector(SE(x)))
}
# svyby(covmat = TRUE) stops on missing answers and on calibrated designs; the total of the linearised difference has the same variance.
difference_of <- function(design, variable, plus, minus) {
  y <- ifelse(is.na(design$variables[[variable]]), 0, design$variables[[variable]])
  w <- weights(design)
  u <- 0
  value <- 0
  for (side in list(list(plus, 1), list(minus, -1))) {
    domain <- side[[1]] & !is.na(design$variables[[variable]])
    mean <- sum((w * y)[domain]) / sum(w[domain])
    value <- value + side[[2]] * mean
    u <- u + side[[2]] * domain * (y - mean) / sum(w[domain])
  }
  design$variables$u <- u
  list(value = value, se = as.vector(SE(svytotal(~u, design))))
}
per_group <- function(design, variable, by) {
  groups <- sort(unique(design$variables[[by]]))
  setNames(lapply(groups, function(group) mean_in(design, variable, design$variables[[by]] == group)), groups)
}
difference <- function(x, contrast) {
  result <- svycontrast(x, contrast)
  list(value = as.vector(coef(result)), se = as.vector(SE(result)))
}
variances <- function(design) {
  age <- design$variables$leeftijd5
  per_measure <- lapply(setNames(measures, measures), function(variable) {
    list(totaal = mean_in(design, variable, TRUE), leeftijd5 = per_group(design, variable, "leeftijd5"),
         digi3 = per_group(design, variable, "digi3"),
         jong_min_oud = difference_of(design, variable, age == "18-30", age == "66+"),
         jong_min_rest = difference_of(design, variable, age == "18-30", age != "18-30"))
  })
  items <- svymean(~ kan_tel + kan_mail, design)
  c(per_measure, list(tel_min_mail = difference(items, c(1, -1))))
}
record("case21_calibrated_variance.json", "21",
  "Standard errors when calibration counts: svymean and svyby on calibrated designs; raked is calibrate(calfun = raking), bounded calibrate(calfun = logit), by_rake a design from rake()",
  1e-8, c(definitions, list(targets = "those of case 02", bounds = "0.4 and 2.6")),
  list(raked = variances(calibrated(FALSE, "raking")),
       raked_from_base = variances(calibrated(TRUE, "raking")),
       bounded = variances(calibrated(FALSE, "logit", bounds)),
       bounded_from_base = variances(calibrated(TRUE, "logit", bounds)),
       by_rake = variances(raked(FALSE))))

# 22: two waves with persons in common

columns <- c("person", "year", "w", "geslacht", "leeftijd5", measures)
both <- rbind(old[columns], new[columns])
panel <- svydesign(ids = ~person, weights = ~w, data = both)
changes <- lapply(setNames(measures, measures), function(variable) {
  change <- function(domain) difference_of(panel, variable, both$year == 2025 & domain, both$year == 2024 & domain)
  groups <- function(by) {
    names <- sort(unique(both[[by]]))
    setNames(lapply(names, function(name) change(both[[by]] == name)), names)
  }
  list(totaal = change(TRUE), geslacht = groups("geslacht"), leeftijd5 = groups("leeftijd5"))
})
by_year <- svyby(~positief, ~year, panel, svymean, covmat = TRUE)
stopifnot(all.equal(changes$positief$totaal, difference(by_year, c(-1, 1)), tolerance = 1e-9))
record("case22_overlapping_waves.json", "22",
  "2025 minus 2024 with 400 persons in both: svydesign(ids = ~person) over the two waves together, weights of case 02 taken as fixed; in a group those count who were in it in that wave",
  1e-8, definitions,
  c(list(persons = length(unique(both$person))), changes))

# 23: shares, means and scores in crossed domains

fixed <- svydesign(ids = ~1, weights = ~w, data = new)
crossed <- function(variable, by) {
  x <- svyby(as.formula(paste0("~", variable)), as.formula(paste0("~", by[1], "+", by[2])), fixed, svymean, na.rm = TRUE)
  rows <- lapply(seq_len(nrow(x)), function(i) {
    inside <- new[[by[1]]] == x[i, 1] & new[[by[2]]] == x[i, 2] & !is.na(new[[variable]])
    list(n = sum(inside), value = as.vector(coef(x))[i], se = as.vector(SE(x))[i],
         neff = sum(new$w[inside])^2 / sum(new$w[inside]^2))
  })
  setNames(rows, paste(x[[1]], x[[2]], sep = " / "))
}
record("case23_crossed_domains.json", "23",
  "Shares, means and net promoter scores by two variables crossed: svyby(~y, ~a + b, svymean), weights of case 02 taken as fixed",
  1e-8, definitions,
  lapply(setNames(measures, measures), function(variable) list(
    "leeftijd5 x geslacht" = crossed(variable, c("leeftijd5", "geslacht")),
    "digi3 x opleiding" = crossed(variable, c("digi3", "opleiding")))))

# 24: two items of one question

items <- paste0("q7_", c("wachttijd", "keuzemenu", "slechte_chatbot", "slechte_spraak", "niet_bereikbaar",
                         "onvriendelijk", "geen"))
asked <- subset(fixed, !is.na(q7_wachttijd))
means <- svymean(as.formula(paste0("~", paste(items, collapse = "+"))), asked)
pairs <- combn(length(items), 2, simplify = FALSE)
contrasts <- lapply(pairs, function(pair) difference(means, replace(rep(0, length(items)), pair, c(1, -1))))
names(contrasts) <- vapply(pairs, function(pair) paste(items[pair], collapse = " - "), "")
record("case24_paired_items.json", "24",
  "Differences between two items of one question, within the same respondents: svycontrast on svymean of all items",
  1e-8, definitions, contrasts)

# 25: tests of whole tables

test <- function(rows, columns, part = rep(TRUE, nrow(new))) {
  design <- fixed[part & !is.na(new[[rows]]) & !is.na(new[[columns]]), ]
  x <- tryCatch(svychisq(as.formula(paste0("~", rows, "+", columns)), design, statistic = "F"), error = function(e) NULL)
  if (is.null(x)) return("R stops: the system is singular")
  list(F = as.vector(x$statistic), ndf = as.vector(x$parameter[1]), ddf = as.vector(x$parameter[2]),
       p_F = as.vector(x$p.value))
}
record("case25_tables.json", "25",
  "Rao and Scott of the second order, svychisq(statistic = F): many groups, a table with empty cells, a part of the sample, two by two",
  1e-7, definitions,
  list("houding3 x geslacht_leeftijd" = test("houding3", "geslacht_leeftijd"),
       "q6_nps x geslacht_leeftijd" = test("q6_nps", "geslacht_leeftijd"),
       "q4_voorkeurskanaal x geslacht_leeftijd, Noord" =
         test("q4_voorkeurskanaal", "geslacht_leeftijd", new$regio == "Noord"),
       "q2_houding_chatbot x leeftijd5, Noord" =
         test("q2_houding_chatbot", "leeftijd5", new$regio == "Noord"),
       "q3_houding_spraak x opleiding, 66+" = test("q3_houding_spraak", "opleiding", new$leeftijd5 == "66+"),
       "q1_ervaring_chatbot x geslacht" = test("q1_ervaring_chatbot", "geslacht")))
