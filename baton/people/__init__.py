"""People, families, the facts about them, and who may see them."""
