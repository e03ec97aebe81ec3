"""What casework's pages show, as frozen values."""
