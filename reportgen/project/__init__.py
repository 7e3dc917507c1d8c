"""The project files: `monitor.toml`, `data/codebook.toml`, `data/population.toml` and `templates/figures.toml`."""
