"""What the companion may say: curated entries, their check, their store and their search."""

from companion.content.entry import Entry, Problem, Source
from companion.content.reader import read_entries

__all__ = ["Entry", "Problem", "Source", "read_entries"]
