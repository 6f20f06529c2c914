"""Rasa custom actions, one file per behaviour, thin: read the tracker, call the domain, send Replies."""

from companion.engine import slim

slim.start()  # actions name Rasa's classes too, and may be imported before anything else of the engine
