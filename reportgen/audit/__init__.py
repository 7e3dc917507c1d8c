"""The audit: what a reader with facts.json and the questionnaire could work out. Shares nothing with survey/."""
