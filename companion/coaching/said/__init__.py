"""What a message says: what it asks and tells, by words and by likeness to samples."""
