"""What a period and a figure are."""
