"""Turns the story into what the bulk actions of each app take."""
