"""What the front door's pages show, made of rows and words."""
