"""Enquiries, screening, decisions and the safeguarding stop."""
