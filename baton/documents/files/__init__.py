"""Files of documents: what they are, what is taken out of them, who looks for viruses, where they lie."""
