"""The only code that ever holds a respondent; it ends in a `FactBook`."""
