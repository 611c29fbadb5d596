"""Views: frozen records of what one page shows, already sorted, counted and worded."""
