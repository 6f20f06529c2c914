"""What /metrics tells: counts and times, nothing about a person."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY = CollectorRegistry()
_SECONDS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0)

SESSIONS = Counter("companion_sessions", "Sessions opened", registry=REGISTRY)
MESSAGES = Counter("companion_messages", "Messages kept", registry=REGISTRY)
REFUSED = Counter("companion_refused", "Messages refused, by reason", ["reason"], registry=REGISTRY)
FAILED = Counter("companion_failed_turns", "Messages answered without the engine", registry=REGISTRY)
UNKEPT = Counter("companion_journal_failures", "Work that the journal could not do", registry=REGISTRY)
REPLACED = Counter("companion_workers_replaced", "Workers that hung or ended", registry=REGISTRY)
TURN = Histogram("companion_turn_seconds", "Time of a turn", buckets=_SECONDS, registry=REGISTRY)
SOCKETS = Gauge("companion_sockets", "Open socket connections", registry=REGISTRY)
