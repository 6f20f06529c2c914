"""Guided conversations: coaching, looks, self-check, visit card. Plain Python, no Rasa."""
