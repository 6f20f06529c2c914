"""The guard reads every outgoing reply, and every entry before it is built."""

from companion.guard.claim import Claim, claims

__all__ = ["Claim", "claims"]
