# Measures the monitor of survey_files.py with R's survey package, as one who knows it well would, and prints JSON.
#
#     Rscript against_r.R FOLDER together|svyciprop
#
# "together": svymean over all indicators with the same base at once, and logit intervals from its standard errors, as
# svyciprop(method = "xlogit") computes them: the fastest that was found.
# "svyciprop": svyby with svyciprop(method = "logit") for one share after the other, as the manual of survey shows.
suppressMessages(library(survey))
options(survey.lonely.psu = "fail")

arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
together <- arguments[2] == "together"
waves <- c("2023", "2024", "2025")

# Reading and recoding

read_wave <- function(wave) {
  read.csv2(file.path(folder, "data", paste0(wave, ".csv")), colClasses = "integer")
}

two <- function(number) sprintf("%02d", number)
attitudes <- paste0("houding_", two(1:20))
grades <- c("cijfer_telefoon", "cijfer_chat")
means <- c(grades, "contacten")
breakdowns <- c("geslacht", "leeftijd", "regio", "opleiding", "stedelijkheid", "vaardig")

# The indicators that were asked of the same people can be measured together.
everyone <- c(paste0("positief_", two(1:20)), paste0("negatief_", two(1:9)), paste0("kanalen_", 1:4), "contacten")
bases <- c(list(everyone, paste0("ergernissen_", 1:4)), as.list(grades))
indicators <- unlist(bases)

recode <- function(wave) {
  age <- cut(wave$leeftijd, c(17, 30, 40, 55, 65, 99), labels = c("18-30", "31-40", "41-55", "56-65", "66-99"))
  gender <- factor(wave$geslacht, labels = c("man", "vrouw"))
  clean <- data.frame(
    one = 1,
    leeftijd_geslacht = interaction(age, gender),
    geslacht = gender,
    leeftijd = age,
    regio = factor(wave$regio, labels = c("steden", "west", "noord", "oost", "zuid")),
    opleiding = factor(wave$opleiding, labels = c("laag", "middelbaar", "hoog")),
    stedelijkheid = cut(wave$stedelijkheid, c(0, 2, 3, 5), labels = c("sterk", "matig", "weinig")),
    vaardig = cut(wave$vaardig, c(0, 2, 3, 5), labels = c("minder", "enigszins", "vaardig"))
  )
  clean[paste0("positief_", two(1:20))] <- lapply(wave[attitudes], function(x) as.numeric(x == 4 | x == 5))
  clean[paste0("negatief_", two(1:9))] <- lapply(wave[attitudes[1:9]], function(x) as.numeric(x == 1 | x == 2))
  clean[grades] <- lapply(wave[grades], function(x) as.numeric(ifelse(x == 99, NA, x)))
  others <- c("contacten", paste0("ergernissen_", 1:4), paste0("kanalen_", 1:4))
  clean[others] <- lapply(wave[others], as.numeric)
  clean
}

# Weighting

population <- list(
  leeftijd_geslacht = c(10.4, 7.7, 12.3, 8.3, 10.6, 10.1, 7.6, 12.4, 8.3, 12.3),
  regio = c(15.4, 30.0, 10.0, 20.9, 23.7),
  opleiding = c(26.2, 41.8, 32.0)
)

weigh <- function(clean) {
  targets <- lapply(names(population), function(name) {
    target <- data.frame(levels(clean[[name]]), nrow(clean) * population[[name]] / sum(population[[name]]))
    setNames(target, c(name, "Freq"))
  })
  raked <- rake(
    svydesign(ids = ~1, weights = ~one, data = clean), list(~leeftijd_geslacht, ~regio, ~opleiding), targets,
    control = list(maxit = 5000, epsilon = 1e-9)
  )
  # The weights count as fixed, so that the design may forget how they were reached; it is also much faster.
  clean$weight <- weights(raked)
  svydesign(ids = ~1, weights = ~weight, data = clean)
}

# Estimating

sum_of <- function(names) reformulate(names)

level <- function(indicator, wave, breakdown, group, value, se, low, high) {
  data.frame(indicator, wave, breakdown, group, value, se, low, high, row.names = NULL)
}

# `n` is how many are in the base; the interval has n - 1 degrees of freedom.
with_interval <- function(indicator, wave, breakdown, group, value, se, n) {
  is_mean <- indicator %in% means
  half <- qt(.975, n - 1) * se
  logit <- half / (value * (1 - value))
  low <- ifelse(is_mean, value - half, plogis(qlogis(ifelse(is_mean, .5, value)) - logit))
  high <- ifelse(is_mean, value + half, plogis(qlogis(ifelse(is_mean, .5, value)) + logit))
  level(indicator, wave, breakdown, group, value, se, low, high)
}

everybody_together <- function(design, wave, names) {
  mean <- svymean(sum_of(names), design, na.rm = TRUE)
  n <- sum(!is.na(design$variables[[names[1]]]))
  with_interval(names, wave, "", "", unname(coef(mean)), unname(SE(mean)), n)
}

groups_together <- function(design, wave, names, breakdown) {
  by <- svyby(sum_of(names), reformulate(breakdown), design, svymean, na.rm = TRUE, keep.names = FALSE)
  n <- as.vector(table(design$variables[[breakdown]][!is.na(design$variables[[names[1]]])]))
  groups <- as.character(by[[breakdown]])
  values <- as.matrix(by[names])
  errors <- as.matrix(SE(by))
  with_interval(rep(names, each = length(groups)), wave, breakdown, groups, as.vector(values), as.vector(errors), n)
}

everybody_alone <- function(design, wave, name) {
  asked <- subset(design, !is.na(design$variables[[name]]))
  if (name %in% means) return(everybody_together(asked, wave, name))
  share <- svyciprop(sum_of(name), asked, method = "logit")
  level(name, wave, "", "", as.vector(share), sqrt(attr(share, "var")[1]), confint(share)[1], confint(share)[2])
}

groups_alone <- function(design, wave, name, breakdown) {
  asked <- subset(design, !is.na(design$variables[[name]]))
  if (name %in% means) return(groups_together(asked, wave, name, breakdown))
  by <- svyby(sum_of(name), reformulate(breakdown), asked, svyciprop, method = "logit", vartype = c("se", "ci"))
  level(name, wave, breakdown, as.character(by[[breakdown]]), by[[2]], by[[3]], by$ci_l, by$ci_u)
}

measure <- function(design, wave) {
  everybody <- if (together) everybody_together else everybody_alone
  groups <- if (together) groups_together else groups_alone
  sets <- if (together) bases else as.list(indicators)
  parts <- lapply(sets, function(names) {
    c(list(everybody(design, wave, names)), lapply(breakdowns, function(one) groups(design, wave, names, one)))
  })
  do.call(rbind, unlist(parts, recursive = FALSE))
}

# Testing

rest_of <- function(design, wave) {
  parts <- list()
  for (breakdown in breakdowns) {
    for (group in levels(design$variables[[breakdown]])) {
      rest <- subset(design, design$variables[[breakdown]] != group)
      for (names in bases) {
        mean <- svymean(sum_of(names), rest, na.rm = TRUE)
        parts[[length(parts) + 1]] <- data.frame(
          indicator = names, wave, breakdown, group, value = unname(coef(mean)), se = unname(SE(mean)), row.names = NULL
        )
      }
    }
  }
  do.call(rbind, parts)
}

compare <- function(kind, from, to) {
  difference <- to$value - from$value
  se <- sqrt(from$se^2 + to$se^2)
  data.frame(kind, indicator = to$indicator, from = from$wave, wave = to$wave, breakdown = to$breakdown,
             group = to$group, difference, se, p = 2 * pnorm(-abs(difference / se)))
}

test_everything <- function(levels, rest) {
  key <- function(rows) paste(rows$indicator, rows$breakdown, rows$group)
  of <- function(wave) levels[levels$wave == wave, ]
  between <- function(earlier, later) {
    later <- if (earlier == waves[2]) of(later) else of(later)[of(later)$breakdown == "", ]
    earlier <- of(earlier)
    compare("wave", earlier[match(key(later), key(earlier)), ], later)
  }
  newest <- of(waves[3])
  tests <- rbind(
    between(waves[1], waves[2]), between(waves[2], waves[3]), between(waves[1], waves[3]),
    compare("rest", rest, newest[match(key(rest), key(newest)), ])
  )
  tests$p_adjusted <- ave(tests$p, tests$kind, tests$from, tests$breakdown, FUN = function(p) p.adjust(p, "BH"))
  tests
}

# All of it, with how long each part takes

seconds <- c(reading = 0, weighting = 0, estimating = 0, testing = 0)
timed <- function(part, expression) {
  started <- proc.time()[["elapsed"]]
  value <- expression
  seconds[[part]] <<- seconds[[part]] + proc.time()[["elapsed"]] - started
  value
}

levels_found <- list()
for (wave in waves) {
  clean <- timed("reading", recode(read_wave(wave)))
  design <- timed("weighting", weigh(clean))
  levels_found[[wave]] <- timed("estimating", measure(design, wave))
}
rest <- timed("testing", rest_of(design, wave))
levels_found <- do.call(rbind, levels_found)
tests <- timed("testing", test_everything(levels_found, rest))

json <- function(x) {
  if (is.data.frame(x)) return(paste0("{", paste0("\"", names(x), "\": ", vapply(x, column, ""), collapse = ",\n"), "}"))
  if (is.list(x)) return(paste0("{", paste0("\"", names(x), "\": ", vapply(x, json, ""), collapse = ",\n"), "}"))
  if (is.character(x)) paste0("\"", x, "\"") else sprintf("%.15g", x)
}
column <- function(x) paste0("[", paste(vapply(x, json, ""), collapse = ", "), "]")

cat(json(list(
  versions = list(R = as.character(getRversion()), survey = as.character(packageVersion("survey"))),
  seconds = as.list(seconds), levels = levels_found, tests = tests
)))
