"""Virtual Companion: an open conversational companion for holistic oral-care education."""

__version__ = "0.1.0"
