"""The words and measures of oversight. Pure."""
