"""What changes the partnership: its profile and its people."""
