"""The web edge: sessions, journal, sockets and REST around the same companion as everywhere else."""
