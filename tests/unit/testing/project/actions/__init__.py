"""The project's own custom actions."""
