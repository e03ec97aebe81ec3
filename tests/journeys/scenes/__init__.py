"""The pages of the site in their states: what stands on each, and who opens it."""
