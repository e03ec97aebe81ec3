"""Base models, clocks, drafts, versions, lifecycle: what every app stands on."""
