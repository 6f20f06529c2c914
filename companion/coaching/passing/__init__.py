"""Passing a note on to a human: print, file, webhook or e-mail, as the people who run this chose."""

from companion.coaching.passing.adapter import Adapter, PassingError
from companion.coaching.passing.settings import Settings, adapter, settings

__all__ = ["Adapter", "PassingError", "Settings", "adapter", "settings"]
