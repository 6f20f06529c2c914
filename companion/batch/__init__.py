"""Many conversations at once: JSON lines in, JSON lines out, in the same order."""
