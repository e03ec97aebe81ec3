"""Django's PostgreSQL backend, with what prepared questions ask of it (docs/adr/0017)."""
