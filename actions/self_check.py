"""action_self_check: a short look at habits and circumstances."""

from __future__ import annotations

from actions.flow import OpenFlow


class ActionSelfCheck(OpenFlow):
    """Opens the self-check."""

    flow = "self_check"
