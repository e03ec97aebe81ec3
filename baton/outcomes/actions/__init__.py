"""What is done with readings: the only place that writes them."""
