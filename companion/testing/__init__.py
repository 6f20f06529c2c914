"""Conversation tests: Rasa Pro's end-to-end format as pytest items, on Rasa Open Source 3.6."""
