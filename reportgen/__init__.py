"""From the respondent file of a yearly survey to its publications."""

__version__ = "0.1.0"
