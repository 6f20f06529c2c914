"""Every module here is a command: its `command` is a click command of the same name."""
