"""What families, and agencies that are asked, say."""
