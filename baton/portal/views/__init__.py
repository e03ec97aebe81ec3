"""Pages for families and for people without an account. None of them tells whether anybody is known."""
