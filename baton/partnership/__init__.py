"""The partnership's profile, organisations, places, practitioners and the guard over every page."""
