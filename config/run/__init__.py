"""What `./run` does: the embedded database, the commands, the gates."""
