"""Feelings: what is felt is heard and given back, with a small step where one is wanted."""
