"""What the families' pages write; an enquiry and an answer are the front door's to write."""
