"""The deeds of casework: the only place that writes its rows."""
