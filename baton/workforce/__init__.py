"""Case audits and training attendance."""
