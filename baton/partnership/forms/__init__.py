"""Forms of the partnership: sign-in, practitioners."""
