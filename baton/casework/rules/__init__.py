"""The law and practice of casework as pure functions and enumerations."""
