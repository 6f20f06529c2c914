"""Answers: how an entry is put, leaned on, explained, or honestly missing."""
