"""The synthetic demonstration partnership."""
