"""Who looked at whom: shown to those who answer for it, and what is unusual in it."""
