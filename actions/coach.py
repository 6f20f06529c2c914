"""action_coach: opens a coaching session, or a check-in on a plan that was made before."""

from __future__ import annotations

from actions.flow import OpenFlow


class ActionCoach(OpenFlow):
    """For a goal, a reason against, good news, a slip, and a person who comes back to a plan."""

    flow = "coach"
