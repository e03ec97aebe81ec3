"""What holds for every document, without a database."""
