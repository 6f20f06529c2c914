"""The self-check: a short look at habits and circumstances, without score or label."""
