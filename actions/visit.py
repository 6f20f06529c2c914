"""action_visit: opens the making of a visit card, with what the conversation has told so far."""

from __future__ import annotations

from actions.flow import OpenFlow


class ActionVisit(OpenFlow):
    """For a person who gets ready for a dentist or a remote consultation."""

    flow = "visit"
