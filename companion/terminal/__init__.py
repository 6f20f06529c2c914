"""The chat in a terminal, and the plain text that goes through pipes."""
