"""Rasa custom actions, one file per behaviour, thin: read the tracker, call the domain, send Replies."""
