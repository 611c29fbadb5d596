"""Facts over all summaries, each counted in one place."""
