"""Every deed that writes people, families, facts about them and who may see them."""
